/*
 * Sweep a node that has no guest of ours any more.
 *
 * What is left there of the cluster's goes, too, and is held off for an hour.
 * The node is looked at, and its base configuration is saved: the moment in
 * which no guest becomes a part of it.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "sweep", "the last groups leave the node, and what it is without "
	    "guests is saved" },
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
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_sweep = {
	.name = "sweep",
	.operands = "NODE",
	.about = "take the last groups off a node without guests, and save "
	    "what it is",
	.takes_nodes = true,
	.takes_node = true,
	.begin = SITE_READY,
	.guest_begin = NOW_ABSENT,
	.checks = CHECK_SWEEP,
	.phases = phases,
	.parts = parts,
};
