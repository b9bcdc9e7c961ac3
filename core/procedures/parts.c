/*
 * Rows that several procedures share.  Their phase is given by the procedure.
 */
#include "core/procedures/procedure.h"

const struct procedure_step storage_part[] = {
	{ NULL, "label", OP_DEVICE_LABEL, ON_HOME,
	    .why = "the whole LUN in one slice; what was on it is lost" },
	{ NULL, "pool", OP_POOL_CREATE, ON_HOME,
	    .why = "the pool that will hold the guest's disks" },
	{ NULL, "export", OP_POOL_EXPORT, ON_HOME, .unless = OP_GROUP_ONLINE,
	    .why = "no node may import it by itself at boot" },
	{ NULL, "type-storage", OP_TYPE_REGISTER, ON_HOME,
	    .of = OF_STORAGE, .why = "the cluster must know the type" },
	{ NULL, "group", OP_GROUP_CREATE, ON_HOME,
	    .why = "what moves together; the order of nodes is a preference" },
	{ NULL, "failback", OP_GROUP_SET, ON_HOME, .when = WHEN_NO_FAILBACK,
	    .value = "Failback=FALSE",
	    .why = "a node that comes back must not cause a second outage" },
	{ NULL, "failback", OP_GROUP_SET, ON_HOME, .when = WHEN_FAILBACK,
	    .value = "Failback=TRUE",
	    .why = "as declared: a node that comes back gets the guest back, "
	    "with an outage" },
	{ NULL, "storage-resource", OP_RESOURCE_CREATE, ON_HOME,
	    .of = OF_STORAGE, .why = "HAStoragePlus moves the pool" },
	{ NULL, "group-online", OP_GROUP_ONLINE, ON_HOME, ON_HOME,
	    .why = "under management, and online on its first node" },
	{ NULL, "try-there", OP_GROUP_SWITCH, ON_HERE, ON_NODE,
	    .block = BLOCK_OTHERS, .unless = OP_GUEST_BIND,
	    .why = "a test of import and mount while nothing depends on them" },
	{ NULL, "try-back", OP_GROUP_SWITCH, ON_HERE, ON_HOME,
	    .why = "and back" },
	{ .name = NULL },
};

const struct procedure_step offer_part[] = {
	{ NULL, "switch-there", OP_GROUP_SWITCH, ON_HERE, ON_NODE,
	    .block = BLOCK_OTHERS, .unless = OP_GUEST_BIND,
	    .why = "a volume is only accepted where its path exists" },
	{ NULL, "volume", OP_VOLUME_ADD, ON_NODE,
	    .block = BLOCK_OTHERS, .each = EACH_DISK, .at_node = true,
	    .why = "the same volume under the same name" },
	{ NULL, "iso", OP_VOLUME_ADD, ON_NODE, .block = BLOCK_OTHERS,
	    .of = OF_MEDIUM, .when = WHEN_ISO, .at_node = true,
	    .value = "ro", .why = "a guest that keeps the medium needs it "
	    "wherever it is bound" },
	{ NULL, "config", OP_CONFIG_SAVE, ON_NODE,
	    .block = BLOCK_OTHERS, .at_node = true,
	    .why = "a power cycle brings services and volumes back" },
	{ NULL, "old-config", OP_CONFIG_REMOVE, ON_NODE,
	    .block = BLOCK_OTHERS, .when = WHEN_LAST_SLOT, .at_node = true,
	    .why = "the oldest of ours goes, now that the new one is listed: "
	    "one slot stays free" },
	{ NULL, "switch-back", OP_GROUP_SWITCH, ON_HERE, ON_HOME,
	    .why = "the guest is created on its first node" },
	{ .name = NULL },
};

const struct procedure_step agent_part[] = {
	{ NULL, "type-agent", OP_TYPE_REGISTER, ON_HOME,
	    .of = OF_AGENT, .when = WHEN_AGENT,
	    .why = "the cluster must know the type" },
	{ NULL, "agent", OP_RESOURCE_CREATE, ON_HOME, .of = OF_AGENT,
	    .when = WHEN_AGENT,
	    .why = "disabled at first, so that it starts nothing yet" },
	{ NULL, "agent-on", OP_RESOURCE_ENABLE, ON_HOME,
	    .of = OF_AGENT, .when = WHEN_AGENT, .savepoint = true,
	    .why = "from now on the agent starts the guest whenever it is "
	    "down" },
	{ .name = NULL },
};

const struct procedure_step try_part[] = {
	{ NULL, "try-halt-there", OP_GUEST_HALT, ON_GUEST,
	    .block = BLOCK_OTHERS, .when = WHEN_AGENT,
	    .why = "the guest shuts itself down" },
	{ NULL, "try-there", OP_GROUP_SWITCH, ON_HERE, ON_NODE,
	    .block = BLOCK_OTHERS, .when = WHEN_AGENT,
	    .why = "the real test: the agent moves the guest" },
	{ NULL, "try-up-there", OP_NONE, ON_GUEST,
	    .block = BLOCK_OTHERS, .when = WHEN_AGENT,
	    .why = "Online does not mean up: the operating system has to run" },
	{ NULL, "config", OP_CONFIG_SAVE, ON_HOME, .when = WHEN_TRY,
	    .at_node = true,
	    .why = "only now no guest is on this node" },
	{ NULL, "old-config", OP_CONFIG_REMOVE, ON_HOME,
	    .when = WHEN_LAST_SLOT, .at_node = true,
	    .why = "the oldest of ours goes, now that the new one is listed: "
	    "one slot stays free" },
	{ NULL, "try-halt-back", OP_GUEST_HALT, ON_GUEST,
	    .when = WHEN_TRY, .why = "and back, the same way" },
	{ NULL, "try-back", OP_GROUP_SWITCH, ON_HERE, ON_HOME,
	    .when = WHEN_TRY, .why = "the agent moves it back" },
	{ NULL, "try-up-back", OP_NONE, ON_GUEST, .when = WHEN_TRY,
	    .why = "up on its first node" },
	{ .name = NULL },
};

const struct procedure_step affinity_part[] = {
	{ NULL, "affinities", OP_GROUP_SET, ON_HOME, .when = WHEN_AFFINITIES,
	    .why = "only now: with them the tests could not bring the group "
	    "to every node" },
	{ NULL, "load-factors", OP_GROUP_SET, ON_HOME, .of = OF_LOAD,
	    .when = WHEN_LOADS,
	    .why = "the same; from now on the cluster counts what the group "
	    "adds to a node" },
	{ .name = NULL },
};
