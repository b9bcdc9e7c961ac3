/*
 * Move a guest without an agent to another node, cold.
 *
 * Pool and definition move one after the other, while the guest is down and
 * unbound.  A guest that a SUNW.ldom resource names is refused: the agent
 * would start it again from its own copy, and there would be two.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "move", "guest down, pool switched, definition migrated, guest up" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "move", "save", OP_GUEST_SAVE, ON_GUEST,
	    .why = "in case the definition is lost between two nodes" },
	{ "move", "copy", OP_GUEST_SAVE, ON_GUEST, .of = OF_COPY,
	    .when = WHEN_NO_AGENT,
	    .why = "no agent knows the definition: it travels with the "
	    "disks" },
	{ "move", "suspend", OP_GROUP_SUSPEND, ON_HERE,
	    .why = "the cluster must not move the pool meanwhile" },
	{ "move", "halt", OP_GUEST_HALT, ON_GUEST,
	    .why = "the guest shuts itself down" },
	{ "move", "stop", OP_GUEST_STOP, ON_GUEST,
	    .why = "from the ok prompt to bound" },
	{ "move", "unbind", OP_GUEST_UNBIND, ON_GUEST,
	    .why = "a bound domain holds its disks open" },
	{ "move", "dry-run", OP_NONE, ON_GUEST, ON_TARGET, .asks = ASKS_GO,
	    .why = "password, name and capacity are checked before anything is "
	    "moved" },
	{ "move", "pool", OP_GROUP_SWITCH, ON_HERE, ON_TARGET,
	    .why = "the pool is moved first" },
	{ "move", "migrate", OP_GUEST_MIGRATE, ON_GUEST, ON_TARGET,
	    .why = "the definition follows" },
	{ "move", "bind", OP_GUEST_BIND, ON_GUEST,
	    .why = "capacity, volumes and services are checked here for the "
	    "first time" },
	{ "move", "start", OP_GUEST_START, ON_GUEST,
	    .why = "from here a rollback costs a second outage, but no data" },
	{ "move", "up", OP_NONE, ON_GUEST,
	    .why = "active does not mean up: the operating system has to run" },
	{ "move", "resume", OP_GROUP_RESUME, ON_HERE, .always = true,
	    .why = "the cluster looks after the group again" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_migrate = {
	.name = "migrate",
	.operands = "GUEST [--to NODE] [--kind cold]",
	.about = "move a guest without an agent to another node",
	.takes_guest = true,
	.moves = true,
	.options = OPTION_TO | OPTION_KIND,
	.begin = SITE_READY,
	.guest_begin = NOW_RUNNING,
	.checks = CHECK_MIGRATE,
	.phases = phases,
	.parts = parts,
};
