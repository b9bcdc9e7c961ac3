/*
 * Change a guest that is under SUNW.ldom.
 *
 * The agent starts the guest whenever it is down, so the group is suspended
 * for a change that needs a stopped guest.  From then on the death of a node
 * causes no failover, and the suspended group is a debt.  CPUs, memory and
 * crypto units alone are changed while the guest runs.  If ldm is too old for
 * that, memory is changed while the guest is unbound, and crypto units while it
 * is stopped.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "maintain", "the agent is held off, the guest is changed, the agent "
	    "continues" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "maintain", "unmonitor", OP_RESOURCE_UNMONITOR, ON_HERE,
	    .of = OF_AGENT, .when = WHEN_LIVE,
	    .why = "no probe restarts the guest meanwhile; the death of its "
	    "node still causes a failover" },
	{ "maintain", "suspend", OP_GROUP_SUSPEND, ON_HERE,
	    .when = WHEN_STOPPED,
	    .why = "otherwise the agent starts the guest again" },
	{ "maintain", "halt", OP_GUEST_HALT, ON_GUEST, .when = WHEN_STOPPED,
	    .why = "the guest shuts itself down" },
	{ "maintain", "stop", OP_GUEST_STOP, ON_GUEST, .when = WHEN_STOPPED,
	    .why = "from the ok prompt to bound" },
	{ "maintain", "unbind", OP_GUEST_UNBIND, ON_GUEST,
	    .when = WHEN_UNBOUND,
	    .why = "the memory of a bound domain is already allocated" },
	{ "maintain", "hostid", OP_GUEST_HOSTID, ON_GUEST,
	    .when = WHEN_HOSTID, .why = "as the job says" },
	{ "maintain", "crypto", OP_GUEST_CRYPTO, ON_GUEST,
	    .when = WHEN_CRYPTO_FIRST,
	    .why = "a CPU can be removed only after the unit of its core" },
	{ "maintain", "vcpus", OP_GUEST_VCPUS, ON_GUEST, .when = WHEN_VCPUS,
	    .why = "as the job says" },
	{ "maintain", "crypto", OP_GUEST_CRYPTO, ON_GUEST,
	    .when = WHEN_CRYPTO_LAST,
	    .why = "a unit comes only where there is a CPU of its core" },
	{ "maintain", "memory", OP_GUEST_MEMORY, ON_GUEST,
	    .when = WHEN_MEMORY, .why = "as the job says" },
	{ "maintain", "bind", OP_GUEST_BIND, ON_GUEST,
	    .when = WHEN_UNBOUND,
	    .why = "whether there is enough is checked here for the first "
	    "time" },
	{ "maintain", "start", OP_GUEST_START, ON_GUEST,
	    .when = WHEN_STOPPED,
	    .why = "by hand: the group is still suspended" },
	{ "maintain", "up", OP_NONE, ON_GUEST, .when = WHEN_STOPPED,
	    .why = "active does not mean up: the operating system has to run" },
	{ "maintain", "resume", OP_GROUP_RESUME, ON_HERE, .always = true,
	    .when = WHEN_STOPPED,
	    .why = "the cluster looks after the group again" },
	{ "maintain", "monitor", OP_RESOURCE_MONITOR, ON_HERE,
	    .of = OF_AGENT, .when = WHEN_LIVE, .always = true,
	    .why = "from now on the agent restarts a hung guest again" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_maintain = {
	.name = "maintain",
	.operands = "GUEST [--set hostid=HEX|vcpus=N|memory=SIZE|crypto=N]...",
	.about = "change a guest's hostid, CPUs, memory or crypto units; or "
	    "stop and start it",
	.owes = "a look whether it has room for the changed guest",
	.takes_guest = true,
	.options = OPTION_SET,
	.begin = SITE_READY,
	.guest_begin = NOW_CLUSTERED,
	.checks = CHECK_MAINTAIN,
	.stays_clustered = true,
	.phases = phases,
	.parts = parts,
};
