/*
 * A failover guest domain from nothing: the second of the two posts.
 *
 * Every move is tested while nothing depends on it yet: the pool moves both
 * ways before it holds a disk, the guest moves both ways before it has an
 * agent, and once more under the agent.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "storage", "a pool on the shared LUN that the cluster can move" },
	{ "services", "the same services on every control domain" },
	{ "disks", "the guest's disks, exported on every node" },
	{ "guest", "the domain itself, on its first node only" },
	{ "install", "an operating system" },
	{ "test", "a test of the cold migration, both ways, before it is "
	    "needed" },
	{ "cluster", "the guest is put under SUNW.ldom; a test switch both "
	    "ways" },
	{ NULL, NULL },
};

static const struct procedure_step disks[] = {
	{ "disks", "filesystem", OP_FILESYSTEM_CREATE, ON_HOME,
	    .why = "the guest's own file system in the pool" },
	{ "disks", "disk", OP_DISK_CREATE, ON_HOME, .each = EACH_DISK,
	    .why = "space is allocated now, not when the guest writes" },
	{ "disks", "volume", OP_VOLUME_ADD, ON_HOME, .each = EACH_DISK,
	    .at_node = true, .why = "the disk server exports the file" },
	{ "disks", "config", OP_CONFIG_SAVE, ON_HOME, .when = WHEN_STAYS,
	    .at_node = true, .why = "a power cycle brings the volumes back; "
	    "from the next phase on the guest is on this node for good" },
	{ .name = NULL },
};

static const struct procedure_step guest[] = {
	{ "guest", "define", OP_GUEST_DEFINE, ON_HOME,
	    .why = "on one node only: the agent moves it to the others" },
	{ "guest", "master", OP_GUEST_MASTER, ON_HOME, .value = "primary",
	    .why = "the failure policy of the control domain applies to the "
	    "guest" },
	{ "guest", "vcpus", OP_GUEST_VCPUS, ON_HOME, .why = "as declared" },
	{ "guest", "crypto", OP_GUEST_CRYPTO, ON_HOME, .when = WHEN_CRYPTO,
	    .why = "as declared: units of its CPUs' cores" },
	{ "guest", "memory", OP_GUEST_MEMORY, ON_HOME, .why = "as declared" },
	{ "guest", "hostid", OP_GUEST_HOSTID, ON_HOME,
	    .when = WHEN_OWN_HOSTID, .why = "as declared: licences know the "
	    "guest by it" },
	{ "guest", "vdisk", OP_GUEST_VDISK, ON_HOME, .each = EACH_DISK,
	    .why = "an explicit id keeps the boot path valid" },
	{ "guest", "vnet", OP_GUEST_VNET, ON_HOME, .each = EACH_NET,
	    .why = "as declared" },
	{ "guest", "variable", OP_GUEST_VARIABLE, ON_HOME,
	    .each = EACH_VARIABLE, .unless = OP_GUEST_BIND,
	    .why = "as declared" },
	{ "guest", "bind", OP_GUEST_BIND, ON_HOME,
	    .why = "takes CPUs, memory, a console port; opens the disks" },
	{ "guest", "start", OP_GUEST_START, ON_HOME,
	    .why = "to the ok prompt: there is nothing to boot yet" },

	{ "install", "install", OP_GUEST_INSTALL, ON_HOME,
	    .why = "a person installs Solaris over the console" },
	{ "install", "auto-boot", OP_GUEST_VARIABLE, ON_HOME,
	    .value = "auto-boot?=true",
	    .why = "otherwise the agent starts it and it stays at the ok "
	    "prompt" },
	{ "test", "copy", OP_GUEST_SAVE, ON_HOME, .of = OF_COPY,
	    .when = WHEN_NO_AGENT,
	    .why = "no agent knows the definition: it travels with the "
	    "disks" },

	{ "test", "suspend", OP_GROUP_SUSPEND, ON_HERE, .when = WHEN_TEST,
	    .why = "the cluster must not move the pool meanwhile" },
	{ "test", "halt-there", OP_GUEST_HALT, ON_GUEST, .when = WHEN_TEST,
	    .why = "the guest shuts itself down" },
	{ "test", "stop-there", OP_GUEST_STOP, ON_GUEST, .when = WHEN_TEST,
	    .why = "from the ok prompt to bound" },
	{ "test", "unbind-there", OP_GUEST_UNBIND, ON_GUEST,
	    .when = WHEN_TEST,
	    .why = "a bound domain holds its disks open" },
	{ "test", "pool-there", OP_GROUP_SWITCH, ON_HERE, ON_TARGET,
	    .when = WHEN_TEST, .why = "the pool is moved first" },
	{ "test", "migrate-there", OP_GUEST_MIGRATE, ON_GUEST, ON_TARGET,
	    .when = WHEN_TEST, .why = "the definition follows" },
	{ "test", "bind-there", OP_GUEST_BIND, ON_GUEST, .when = WHEN_TEST,
	    .why = "capacity, volumes and services are checked here for the "
	    "first time" },
	{ "test", "start-there", OP_GUEST_START, ON_GUEST, .when = WHEN_TEST,
	    .why = "the test: the other node can run it" },
	{ "test", "up-there", OP_NONE, ON_GUEST, .when = WHEN_TEST,
	    .why = "active does not mean up: the operating system has to run" },
	{ "test", "halt-back", OP_GUEST_HALT, ON_GUEST, .when = WHEN_TEST,
	    .why = "and back, the same way" },
	{ "test", "stop-back", OP_GUEST_STOP, ON_GUEST, .when = WHEN_TEST,
	    .why = "from the ok prompt to bound" },
	{ "test", "unbind-back", OP_GUEST_UNBIND, ON_GUEST,
	    .when = WHEN_TEST, .why = "a bound domain holds its disks open" },
	{ "test", "pool-back", OP_GROUP_SWITCH, ON_HERE, ON_HOME,
	    .when = WHEN_TEST, .why = "the pool is moved first" },
	{ "test", "migrate-back", OP_GUEST_MIGRATE, ON_GUEST, ON_HOME,
	    .when = WHEN_TEST, .why = "the definition follows" },
	{ "test", "bind-back", OP_GUEST_BIND, ON_GUEST, .when = WHEN_TEST,
	    .why = "as before" },
	{ "test", "start-back", OP_GUEST_START, ON_GUEST, .when = WHEN_TEST,
	    .why = "as before" },
	{ "test", "up-back", OP_NONE, ON_GUEST, .when = WHEN_TEST,
	    .why = "up again where it started" },
	{ "test", "resume", OP_GROUP_RESUME, ON_HERE, .when = WHEN_TEST,
	    .always = true, .why = "the cluster looks after the group again" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = {
	{ storage_part, "storage" },
	{ services_part, NULL },
	{ disks, NULL },
	{ offer_part, "disks" },
	{ guest, NULL },
	{ agent_part, "cluster" },
	{ try_part, "cluster" },
	{ affinity_part, "cluster" },
	{ NULL, NULL },
};

const struct procedure procedure_create = {
	.name = "create",
	.operands = "GUEST [--no-test]",
	.about = "create a failover guest domain: pool, group, services, "
	    "disks, domain, agent",
	.owes = "services and volumes, and a test switch of the guest",
	.takes_guest = true,
	.options = OPTION_NO_TEST,
	.begin = SITE_READY,
	.guest_begin = NOW_ABSENT,
	.checks = CHECK_CREATE,
	.stays_clustered = true,
	.phases = phases,
	.parts = parts,
};
