/*
 * Sweep a node that has no guest of ours any more.
 *
 * What is left there of the cluster's goes, too, and is held off for an hour.
 * The node is looked at, and its base configuration is saved: the moment in
 * which no guest becomes a part of it.  Then it is taken down, if the job says
 * so; for long work it gives its vote up, after it is down.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "sweep", "the last groups leave the node, and what it is without "
	    "guests is saved" },
	{ "down", "the control domain goes down in order" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "sweep", "evacuate", OP_NODE_EVACUATE, ON_MEMBER, ON_NODE,
	    .block = BLOCK_NODES,
	    .why = "what is left there leaves, and nothing comes back for an "
	    "hour" },
	{ "sweep", "empty", OP_NONE, ON_NODE, .block = BLOCK_NODES,
	    .asks = ASKS_EMPTY,
	    .why = "no guest of ours may be bound there, no pool imported, no "
	    "group online" },
	{ "sweep", "config", OP_CONFIG_SAVE, ON_NODE, .block = BLOCK_NODES,
	    .at_node = true,
	    .why = "the empty moment: a power cycle brings back what runs now, "
	    "and no guest" },
	{ "sweep", "old-config", OP_CONFIG_REMOVE, ON_NODE,
	    .block = BLOCK_NODES, .when = WHEN_LAST_SLOT, .at_node = true,
	    .why = "the oldest of ours goes, now that the new one is listed: "
	    "one slot stays free" },

	{ "down", "shutdown", OP_NODE_SHUTDOWN, ON_NODE, .block = BLOCK_NODES,
	    .when = WHEN_DOWN, .value = "0", .no_return = true,
	    .why = "nothing of the cluster is there any more, and what runs is "
	    "what its next power-on loads" },
	{ "down", "reboot", OP_NODE_SHUTDOWN, ON_NODE, .block = BLOCK_NODES,
	    .when = WHEN_REBOOT, .value = "6", .no_return = true,
	    .why = "the reboot of an empty node is a power cycle (but with "
	    "ldm 1.3): what runs now is saved" },
	{ "down", "power-off", OP_NODE_POWER_OFF, ON_NODE,
	    .block = BLOCK_NODES, .when = WHEN_FIRMWARE,
	    .why = "firmware is loaded without power at the host" },
	{ "down", "quorum-off", OP_QUORUM_DISABLE, ON_MEMBER, ON_NODE,
	    .block = BLOCK_NODES, .when = WHEN_LONG,
	    .why = "long work: a second trouble must not cost the quorum; "
	    "only when it is down, and \"boot\" gives its vote back" },
	{ "down", "back", OP_NONE, ON_NODE, .block = BLOCK_NODES,
	    .asks = ASKS_MEMBER, .when = WHEN_REBOOT,
	    .why = "up does not mean in: the members have to count it" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_sweep = {
	.name = "sweep",
	.operands = "NODE [--for shutdown|reboot|firmware]",
	.about = "take the last groups off a node without guests, save what "
	    "it is, and take it down",
	.options = OPTION_FOR,
	.takes_nodes = true,
	.takes_node = true,
	.begin = SITE_READY,
	.guest_begin = NOW_ABSENT,
	.checks = CHECK_SWEEP,
	.phases = phases,
	.parts = parts,
};
