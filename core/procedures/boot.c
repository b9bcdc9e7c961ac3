/*
 * Boot a node that a sweep has taken down: the way back of "sweep --for".
 *
 * Its vote comes first: on more than two nodes it might wait for a quorum that
 * counts it.  From its power on there is no way back: to cut it again would be
 * a failure of its own.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "boot", "the node has its vote again, and power, and joins" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "boot", "quorum-on", OP_QUORUM_ENABLE, ON_MEMBER, ON_NODE,
	    .block = BLOCK_NODES, .when = WHEN_MANY,
	    .why = "before it boots: else it may wait for a quorum" },
	{ "boot", "power-on", OP_NODE_POWER_ON, ON_NODE,
	    .block = BLOCK_NODES, .no_return = true,
	    .why = "it loads the configuration that was saved last; one that "
	    "has power and stands at the ok prompt is booted there" },
	{ "boot", "back", OP_NONE, ON_NODE, .block = BLOCK_NODES,
	    .asks = ASKS_MEMBER,
	    .why = "up does not mean in: the members have to count it" },
	{ .name = NULL },
};

static const char *const happened[] = { "power-off %s", NULL };

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_boot = {
	.name = "boot",
	.operands = "NODE",
	.about = "boot a node that was taken down, and have it join",
	.takes_nodes = true,
	.takes_node = true,
	.finds_down = true,
	.begin = SITE_READY,
	.guest_begin = NOW_ABSENT,
	.happened = happened,
	.checks = CHECK_BOOT,
	.phases = phases,
	.parts = parts,
};
