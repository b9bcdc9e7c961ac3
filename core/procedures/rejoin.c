/*
 * Bring back a node that has failed.
 *
 * If it has no power it gets it; what came back is seen when the job is planned
 * the next time.  Guests of it that run elsewhere by now are twins there: each
 * is saved, stopped by force with the proof that it runs on the other node, and
 * removed.  Then services and volumes are mended by additions only, and the
 * base configuration is saved, because no guest is bound.  From the first twin
 * that is stopped on, the job only goes forward: none is started again.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "look", "what has come back is looked at" },
	{ "clean", "what runs elsewhere by now goes away here" },
	{ "join", "the node can take any guest again" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "look", "power-on", OP_NODE_POWER_ON, ON_NODE, .block = BLOCK_NODES,
	    .when = WHEN_OFF, .at_node = true, .savepoint = true,
	    .why = "it boots, and joins the cluster by itself" },
	{ "look", "member", OP_NONE, ON_NODE, .block = BLOCK_NODES,
	    .when = WHEN_OFF, .asks = ASKS_MEMBER,
	    .why = "what has come back is seen now: plan the same job "
	    "again" },
	{ "look", "save", OP_GUEST_SAVE, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_TWIN, .when = WHEN_BACK,
	    .why = "each twin is kept before it is removed" },
	{ "clean", "stop", OP_GUEST_STOP, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_TWIN, .when = WHEN_BACK, .force = true,
	    .no_return = true,
	    .why = "nobody needs it here: it runs on the other node" },
	{ "clean", "unbind", OP_GUEST_UNBIND, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_TWIN, .when = WHEN_BACK,
	    .why = "its disks are let go of, and its CPUs and memory" },
	{ "clean", "remove", OP_GUEST_REMOVE, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_TWIN, .when = WHEN_BACK,
	    .why = "the agent would find it, and take it for the guest" },
	{ "join", "vsw", OP_VSW_ADD, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_VSW, .when = WHEN_BACK, .at_node = true,
	    .why = "a power cycle may have lost it" },
	{ "join", "vds", OP_VDS_ADD, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_VDS, .when = WHEN_BACK, .at_node = true,
	    .why = "a power cycle may have lost it" },
	{ "join", "vcc", OP_VCC_ADD, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_VCC, .when = WHEN_BACK, .at_node = true,
	    .why = "a power cycle may have lost it" },
	{ "join", "policy", OP_NODE_POLICY, ON_NODE, .block = BLOCK_NODES,
	    .when = WHEN_BACK, .at_node = true, .value = "reset",
	    .why = "guests of a control domain that fails are reset" },
	{ "join", "volume", OP_VOLUME_MEND, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_MISSING, .when = WHEN_QUICK, .at_node = true,
	    .why = "the guest cannot be started here without it" },
	{ "join", "volume", OP_VOLUME_ADD, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_MISSING, .when = WHEN_NO_QUICK, .at_node = true,
	    .why = "the guest cannot be started here without it; this ldm "
	    "takes it only where the pool is" },
	{ "join", "config", OP_CONFIG_SAVE, ON_NODE, .block = BLOCK_NODES,
	    .when = WHEN_BACK, .at_node = true,
	    .why = "the empty moment: no guest becomes a part of it" },
	{ "join", "old-config", OP_CONFIG_REMOVE, ON_NODE,
	    .block = BLOCK_NODES, .when = WHEN_LAST_SLOT, .at_node = true,
	    .why = "the oldest of ours goes, now that the new one is listed: "
	    "one slot stays free" },
	{ "join", "paths", OP_NONE, ON_NODE, .block = BLOCK_NODES,
	    .when = WHEN_BACK, .asks = ASKS_PATHS,
	    .why = "without the path to its LUN a guest cannot come here" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

static const char *const happened[] = { "panic %s", NULL };

const struct procedure procedure_rejoin = {
	.name = "rejoin",
	.operands = "NODE",
	.about = "bring back a node that has failed: remove the twins of "
	    "guests that run elsewhere, mend what it has lost",
	.takes_nodes = true,
	.takes_node = true,
	.comes_back = true,
	.begin = SITE_READY,
	.guest_begin = NOW_ABSENT,
	.happened = happened,
	.checks = CHECK_REJOIN,
	.phases = phases,
	.parts = parts,
};
