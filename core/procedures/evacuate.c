/*
 * Every guest off a node, one after the other: a campaign.
 *
 * It has no steps of its own: core/campaign chooses one job at a time, and each
 * is a run by itself.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = { { NULL, NULL } };
static const struct procedure_part parts[] = { { NULL, NULL } };

const struct procedure procedure_evacuate = {
	.name = "evacuate",
	.operands = "NODE [--for shutdown|reboot|firmware]",
	.about = "move every guest off a node, one after the other",
	.takes_nodes = true,
	.takes_node = true,
	.campaign = CAMPAIGN_EVACUATE,
	.options = OPTION_FOR,
	.begin = SITE_READY,
	.guest_begin = NOW_CLUSTERED,
	.phases = phases,
	.parts = parts,
};
