/*
 * Take a guest out of the cluster and remove it everywhere.
 *
 * Its data are kept, in an exported pool, unless the operator names the LUN.
 * Volumes are removed where the pool is, so that they could be added again.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "cluster", "the guest is taken from the agent" },
	{ "guest", "its definition and its volumes are removed, on every "
	    "node" },
	{ "storage", "its group is removed; the pool is exported and kept" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "cluster", "save", OP_GUEST_SAVE, ON_GUEST,
	    .why = "the only copy of the definition when the agent is gone" },
	{ "cluster", "halt", OP_GUEST_HALT, ON_GUEST, .when = WHEN_AGENT,
	    .why = "the guest shuts itself down" },
	{ "cluster", "agent-off", OP_RESOURCE_DISABLE, ON_HERE,
	    .of = OF_AGENT, .when = WHEN_AGENT,
	    .why = "otherwise the agent starts it again" },
	{ "cluster", "agent-delete", OP_RESOURCE_DELETE, ON_HERE,
	    .of = OF_AGENT, .when = WHEN_AGENT,
	    .why = "nothing starts it any more" },

	{ "guest", "halt", OP_GUEST_HALT, ON_GUEST, .when = WHEN_NO_AGENT,
	    .why = "the guest shuts itself down" },
	{ "guest", "affinities-off", OP_GROUP_SET, ON_HERE,
	    .value = "RG_affinities=", .when = WHEN_AFFINITIES,
	    .why = "nothing runs any more, and the pool has to go to every "
	    "node" },
	{ "guest", "load-factors-off", OP_GROUP_SET, ON_HERE,
	    .value = "Load_factors=", .when = WHEN_LOADS,
	    .why = "the group has to go to every node, with room or without" },
	{ "guest", "stop", OP_GUEST_STOP, ON_GUEST, .when = WHEN_NO_AGENT,
	    .why = "from the ok prompt to bound" },
	{ "guest", "unbind", OP_GUEST_UNBIND, ON_GUEST,
	    .when = WHEN_NO_AGENT,
	    .why = "a bound domain holds its disks open" },
	{ "guest", "remove", OP_GUEST_REMOVE, ON_GUEST,
	    .why = "if the agent has left it defined" },
	{ "guest", "volume-off", OP_VOLUME_REMOVE, ON_HERE,
	    .each = EACH_DISK, .at_node = true,
	    .why = "here, where the pool is" },
	{ "guest", "config", OP_CONFIG_SAVE, ON_HERE, .at_node = true,
	    .why = "otherwise a power cycle brings the volumes back" },
	{ "guest", "old-config", OP_CONFIG_REMOVE, ON_HERE,
	    .when = WHEN_LAST_SLOT, .at_node = true,
	    .why = "the oldest of ours goes, now that the new one is listed: "
	    "one slot stays free" },
	{ "guest", "switch-there", OP_GROUP_SWITCH, ON_HERE, ON_NODE,
	    .block = BLOCK_REST,
	    .why = "a volume could only be added again where its path "
	    "exists" },
	{ "guest", "volume-off", OP_VOLUME_REMOVE, ON_NODE,
	    .block = BLOCK_REST, .each = EACH_DISK, .at_node = true,
	    .why = "on every other node as well" },
	{ "guest", "config", OP_CONFIG_SAVE, ON_NODE, .block = BLOCK_REST,
	    .at_node = true,
	    .why = "otherwise a power cycle brings the volumes back" },
	{ "guest", "old-config", OP_CONFIG_REMOVE, ON_NODE,
	    .block = BLOCK_REST, .when = WHEN_LAST_SLOT, .at_node = true,
	    .why = "the oldest of ours goes, now that the new one is listed: "
	    "one slot stays free" },

	{ "storage", "group-offline", OP_GROUP_OFFLINE, ON_HERE, ON_HERE,
	    .why = "HAStoragePlus exports the pool" },
	{ "storage", "storage-off", OP_RESOURCE_DISABLE, ON_HERE,
	    .of = OF_STORAGE, .why = "only a disabled resource can be "
	    "deleted" },
	{ "storage", "storage-delete", OP_RESOURCE_DELETE, ON_HERE,
	    .of = OF_STORAGE, .why = "the pool is kept and can be imported by "
	    "hand" },
	{ "storage", "failback-off", OP_GROUP_SET, ON_HERE,
	    .value = "Failback=FALSE", .when = WHEN_FAILBACK,
	    .why = "a group that the way back creates has no failback, and "
	    "this gives it back" },
	{ "storage", "group-unmanage", OP_GROUP_UNMANAGE, ON_HERE,
	    .why = "only an unmanaged group can be deleted" },
	{ "storage", "group-delete", OP_GROUP_DELETE, ON_HERE,
	    .why = "nothing refers to the guest any more" },
	{ "storage", "pool-import", OP_POOL_IMPORT, ON_HERE,
	    .when = WHEN_DESTROY, .why = "only an imported pool can be "
	    "destroyed" },
	{ "storage", "pool-destroy", OP_POOL_DESTROY, ON_HERE,
	    .when = WHEN_DESTROY, .no_return = true,
	    .why = "its data are lost" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_retire = {
	.name = "retire",
	.operands = "GUEST [--destroy-data SERIAL]",
	.about = "take a guest out of the cluster and remove it everywhere",
	.owes = "the removal of the guest's volumes, and of its definition",
	.takes_guest = true,
	.options = OPTION_DESTROY_DATA,
	.begin = SITE_READY,
	.guest_begin = NOW_CLUSTERED,
	.checks = CHECK_RETIRE,
	.phases = phases,
	.parts = parts,
};
