/*
 * Move a guest that is under SUNW.ldom to another node.
 *
 * The guest shuts itself down first, so that no timeout of the cluster kills
 * its database.  "Online" does not mean "up".
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "switch", "the group moves to the other node, and the guest with "
	    "it" },
	{ NULL, NULL },
};

static const struct procedure_step steps[] = {
	{ "switch", "save", OP_GUEST_SAVE, ON_GUEST,
	    .why = "in the middle of the move no node has the definition" },
	{ "switch", "unmonitor", OP_RESOURCE_UNMONITOR, ON_HERE,
	    .of = OF_AGENT, .when = WHEN_PLUGIN,
	    .why = "a guest at the ok prompt fails its plugin probe" },
	{ "switch", "halt", OP_GUEST_HALT, ON_GUEST,
	    .why = "the guest shuts itself down, so that no timeout applies" },
	{ "switch", "switch", OP_GROUP_SWITCH, ON_HERE, ON_TARGET,
	    .why = "offline here, online there: pool, definition, guest" },
	{ "switch", "up", OP_NONE, ON_GUEST,
	    .why = "Online does not mean up: the operating system has to run" },
	{ "switch", "monitor", OP_RESOURCE_MONITOR, ON_HERE,
	    .of = OF_AGENT, .when = WHEN_PLUGIN, .always = true,
	    .why = "from now on the agent restarts a hung guest again" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = { { steps, NULL },
    { NULL, NULL } };

const struct procedure procedure_switch = {
	.name = "switch",
	.operands = "GUEST [--to NODE]",
	.about = "move a guest under SUNW.ldom to another node",
	.takes_guest = true,
	.moves = true,
	.options = OPTION_TO,
	.begin = SITE_READY,
	.guest_begin = NOW_CLUSTERED,
	.checks = CHECK_SWITCH,
	.stays_clustered = true,
	.phases = phases,
	.parts = parts,
};
