/*
 * init, shutdown and reboot of a node: its control domain goes down in order,
 * and boots, or stays down.
 *
 * That of a guest or a source is a change of the table.  A control domain that
 * stays at the ok prompt, while its guests run on, is not in the world.
 */
#include <string.h>

#include "backends/sim/cluster/join.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

static void
is_cut_off(struct call *call)
{
	growth_names(call->shell->sim);
	node_reboot(call->shell->sim, call_node(call));
}

static bool
is_level(const char *text)
{
	return strcmp(text, "6") == 0 || strcmp(text, "0") == 0;
}

/* The scripts of the run level: the manager's evacuates the node. */
static void
level_add(struct call *call, const char *level)
{
	struct sim *sim = call->shell->sim;

	call_add(call, &(struct op){ .kind = OP_NODE_SHUTDOWN,
	    .on = call_node(call), .value = names_put(sim_names(sim),
	    KIND_TEXT, level) });
}

/* With level 0 beside a bound guest it would stay at the ok prompt. */
static bool
is_simulated(struct call *call, const char *level)
{
	return is_level(level) && (strcmp(level, "6") == 0 || world_node(
	    call->shell->sim->world, call_node(call))->bound == 0);
}

void
init_run(struct call *call)
{
	if (call_node(call) == 0)
		change_run(call);
	else if (call->line.count != 2 ||
	    !is_simulated(call, call->line.word[1]))
		call_not_simulated(call);
	else if (call_answers(call) && call_is_bare(call))
		level_add(call, call->line.word[1]);
}

/* Without -y it would ask; with another grace than 0 it would wait. */
void
shutdown_run(struct call *call)
{
	struct given given;

	if (call_node(call) == 0) {
		change_run(call);
		return;
	}
	if (!given_read(&given, &call->line, 1, "yg:i:") ||
	    given.count != 0 || !given_has(&given, 'y') ||
	    !given_has(&given, 'g') || strcmp(given.option['g'], "0") != 0 ||
	    !given_has(&given, 'i') ||
	    !is_simulated(call, given.option['i'])) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call) || !call_is_bare(call))
		return;
	buffer_print(&call->out, "\nShutdown started.    ");
	clock_date(call, &call->out);
	buffer_print(&call->out, "\nChanging to init state %s - please "
	    "wait\n", given.option['i']);
	level_add(call, given.option['i']);
}

/* It runs no script: what is on the node is cut off, and the others learn it by
 * its silence. */
void
reboot_run(struct call *call)
{
	if (call->line.count != 1)
		call_not_simulated(call);
	else if (call_answers(call) && call_is_bare(call))
		call->last = is_cut_off;
}
