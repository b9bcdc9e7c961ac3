/*
 * The guests that an evacuation has taken off a node go back to it: a campaign,
 * as evacuate is.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = { { NULL, NULL } };
static const struct procedure_part parts[] = { { NULL, NULL } };

const struct procedure procedure_return = {
	.name = "return",
	.operands = "NODE [--places RUN]",
	.about = "move the guests back that left a node",
	.takes_nodes = true,
	.takes_node = true,
	.campaign = CAMPAIGN_RETURN,
	.options = OPTION_PLACES,
	.begin = SITE_READY,
	.guest_begin = NOW_CLUSTERED,
	.phases = phases,
	.parts = parts,
};
