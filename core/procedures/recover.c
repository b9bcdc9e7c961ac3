/*
 * Bring a guest back after the death of a node, or after a migration that was
 * broken off.
 *
 * Which rows are needed, and where the guest will be, is decided before the
 * plan is built, by one table (core/plan/recovery.c).  The pool is moved by the
 * cluster alone: a pool that is imported by hand beside HAStoragePlus is how
 * pools die.  What starts again is proved dead where it was: a node that is
 * none of the cluster has to be without power.
 */
#include "core/procedures/need.h"
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "prove", "what was given up is dead" },
	{ "place", "the cluster brings the pool, and the definition is there" },
	{ "start", "the guest is started where its pool is" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "prove", "power-off", OP_NODE_POWER_OFF, ON_DEAD,
	    .when = WHEN_NEEDED, .need = NEED_POWER_OFF, .savepoint = true,
	    .why = "the guests of a dead control domain live on: without "
	    "power they do not" },
	{ "prove", "fence", OP_NONE, ON_DEAD, .when = WHEN_NEEDED,
	    .asks = ASKS_FENCE, .need = NEED_FENCE,
	    .why = "membership proves that the disks are safe, not that the "
	    "guest is dead" },
	{ "place", "resume", OP_GROUP_RESUME, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_RESUME, .savepoint = true,
	    .why = "a suspended group is brought online nowhere" },
	{ "place", "suspend", OP_GROUP_SUSPEND, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_SUSPEND,
	    .why = "the agent would start another copy meanwhile" },
	{ "place", "cancel", OP_GUEST_CANCEL, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_CANCEL,
	    .why = "a migration that hangs has not arrived; its source goes "
	    "on" },
	{ "place", "save-other", OP_GUEST_SAVE, ON_OTHER,
	    .when = WHEN_NEEDED, .need = NEED_REMOVE_OTHER,
	    .why = "nothing is removed that was not saved" },
	{ "place", "remove-other", OP_GUEST_REMOVE, ON_OTHER,
	    .when = WHEN_NEEDED, .need = NEED_REMOVE_OTHER,
	    .why = "of two definitions one can run; the guest is where its "
	    "pool is" },
	{ "place", "unbind", OP_GUEST_UNBIND, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_UNBIND,
	    .why = "a disk of a pool that is not there stays dead until it is "
	    "bound again" },
	{ "place", "online", OP_GROUP_ONLINE, ON_TARGET, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_ONLINE, .savepoint = true,
	    .why = "the cluster imports the pool, and nobody else" },
	{ "place", "pool", OP_GROUP_SWITCH, ON_HERE, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_MOVE,
	    .why = "the pool goes where the definition is" },
	{ "place", "copy", OP_NONE, ON_TARGET, .when = WHEN_NEEDED,
	    .asks = ASKS_COPY, .need = NEED_DEFINE,
	    .why = "the definition that was saved last" },
	{ "place", "define", OP_GUEST_DEFINE, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_DEFINE,
	    .why = "with the addresses and the hostid that it had" },
	{ "start", "bind", OP_GUEST_BIND, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_BIND,
	    .why = "capacity, volumes and services are checked here" },
	{ "start", "start", OP_GUEST_START, ON_TARGET, .no_return = true,
	    .when = WHEN_NEEDED, .need = NEED_START,
	    .why = "from here on every other copy is dead, and must never run "
	    "again" },
	{ "start", "up", OP_NONE, ON_TARGET,
	    .why = "active does not mean up: the operating system has to run" },
	{ "start", "resume-last", OP_GROUP_RESUME, ON_TARGET,
	    .when = WHEN_NEEDED, .need = NEED_RESUME_LAST, .always = true,
	    .why = "the cluster looks after the group again" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

static const char *const happened[] = { "power-off %s", NULL };
static const char *const happened_off[] = { "fail ldmd on %s", NULL };

const struct procedure procedure_recover = {
	.name = "recover",
	.operands = "GUEST [--power-off NODE]",
	.about = "bring a guest back after the death of a node, or after a "
	    "broken migration",
	.owes = "to be brought back with \"rejoin\": a copy of the guest "
	    "may be there, and must not run again",
	.takes_guest = true,
	.recovers = true,
	.options = OPTION_POWER_OFF,
	.begin = SITE_READY,
	.guest_begin = NOW_CLUSTERED,
	.happened = happened,
	.happened_off = happened_off,
	.checks = CHECK_RECOVER,
	.phases = phases,
	.parts = parts,
};
