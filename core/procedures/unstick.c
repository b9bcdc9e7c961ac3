/*
 * Cure a group that its manager has given up, or whose guest is not up.
 *
 * What is wrong is seen when the plan is made, and which of these steps cure it
 * is a row of core/plan/stuck_group.c; so a plan has only the steps that it
 * needs.  "clrs clear" stops nothing: it tells the manager that a resource is
 * down, and is believed.  So it is a force, which needs its proof like one, and
 * it cannot be taken back: the point of no return, unless the pool is exported
 * before, which nobody imports again by hand.  The group is suspended
 * meanwhile, so that the manager starts it nowhere by itself.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "look", "what was seen is proved once more" },
	{ "cure", "the reason is removed, and the manager has the group "
	    "again" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "look", "seen", OP_NONE, ON_NONE, .asks = ASKS_SEEN,
	    .why = "another person, or the manager, may have acted "
	    "meanwhile" },
	{ "look", "save", OP_GUEST_SAVE, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_SAVE,
	    .why = "before anything is taken from the guest" },
	{ "cure", "quiesce", OP_GROUP_QUIESCE, ON_HERE, .when = WHEN_CURE,
	    .cure = CURE_QUIESCE,
	    .why = "a group that goes from node to node comes to rest; then "
	    "unstick looks again" },
	{ "cure", "suspend", OP_GROUP_SUSPEND, ON_HERE, .when = WHEN_CURE,
	    .cure = CURE_REBIND,
	    .why = "otherwise the agent starts the guest again" },
	{ "cure", "stop", OP_GUEST_STOP, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_REBIND,
	    .why = "from the ok prompt to bound" },
	{ "cure", "unbind", OP_GUEST_UNBIND, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_REBIND,
	    .why = "what was exported under it is dead until it is bound "
	    "again" },
	{ "cure", "stop", OP_GUEST_STOP, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_STOP, .savepoint = true,
	    .why = "from the ok prompt to bound" },
	{ "cure", "unbind", OP_GUEST_UNBIND, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_UNBIND, .savepoint = true,
	    .why = "a bound domain holds its disks open" },
	{ "cure", "export", OP_POOL_EXPORT, ON_HERE, .when = WHEN_CURE,
	    .cure = CURE_EXPORT, .no_return = true,
	    .why = "what the manager could not do, without -f: then nobody "
	    "holds it" },
	{ "cure", "suspend", OP_GROUP_SUSPEND, ON_HERE, .when = WHEN_CURE,
	    .cure = CURE_CLEAR,
	    .why = "the manager starts it nowhere by itself meanwhile" },
	{ "cure", "clear", OP_RESOURCE_CLEAR, ON_HERE, ON_HERE,
	    .of = OF_FAILED, .when = WHEN_CURE, .cure = CURE_CLEAR,
	    .no_return = true,
	    .why = "only the mark goes, nothing is stopped: so it is proved "
	    "first" },
	{ "cure", "online", OP_GROUP_ONLINE, ON_HERE, ON_HERE,
	    .when = WHEN_CURE, .cure = CURE_ONLINE,
	    .why = "an operator's command: earlier failures no longer "
	    "count" },
	{ "cure", "bind", OP_GUEST_BIND, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_REBIND,
	    .why = "bound again, its disks are opened again" },
	{ "cure", "start", OP_GUEST_START, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_REBIND,
	    .why = "by hand: the group is still suspended" },
	{ "cure", "boot", OP_GUEST_BOOT, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_BOOT,
	    .why = "its auto-boot? is false: nobody else boots it" },
	{ "cure", "disable", OP_RESOURCE_DISABLE, ON_HERE, .of = OF_AGENT,
	    .when = WHEN_CURE, .cure = CURE_RESTART,
	    .why = "the failed start is over" },
	{ "cure", "enable", OP_RESOURCE_ENABLE, ON_HERE, .of = OF_AGENT,
	    .when = WHEN_CURE, .cure = CURE_RESTART,
	    .why = "the agent starts the guest where its pool is" },
	{ "cure", "up", OP_NONE, ON_GUEST, .when = WHEN_CURE,
	    .cure = CURE_UP,
	    .why = "Online does not mean up: the operating system has to run" },
	{ "cure", "resume", OP_GROUP_RESUME, ON_HERE, .always = true,
	    .when = WHEN_CURE, .cure = CURE_CLEAR | CURE_REBIND,
	    .why = "the cluster looks after the group again" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_unstick = {
	.name = "unstick",
	.operands = "GROUP [--to NODE]",
	.about = "cure a group that could not be stopped or started, or whose "
	    "guest is at the ok prompt",
	.takes_group = true,
	.options = OPTION_TO,
	.begin = SITE_READY,
	.guest_begin = NOW_CLUSTERED,
	.checks = CHECK_UNSTICK,
	.stays_clustered = true,
	.phases = phases,
	.parts = parts,
};
