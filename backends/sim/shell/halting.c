/*
 * init, shutdown and reboot of a node: its control domain goes down in order,
 * and boots.
 *
 * That of a guest or a source is a change of the table.  A control domain that
 * stays at the ok prompt, while its guests run on, is not in the world.
 */
#include <string.h>

#include "backends/sim/cluster/join.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

static void
goes_down(struct call *call)
{
	growth_names(call->shell->sim);
	node_shut_down(call->shell->sim, call_node(call));
}

static void
is_cut_off(struct call *call)
{
	growth_names(call->shell->sim);
	node_reboot(call->shell->sim, call_node(call));
}

/* The scripts of the run level: the manager's evacuates the node. */
static void
run_level_6(struct call *call)
{
	groups_evacuate(call, bit(call_node(call)));
	call->last = goes_down;
}

void
init_run(struct call *call)
{
	if (call_node(call) == 0)
		change_run(call);
	else if (call->line.count != 2 ||
	    strcmp(call->line.word[1], "6") != 0)
		call_not_simulated(call);
	else if (call_answers(call) && call_is_bare(call))
		run_level_6(call);
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
	    !given_has(&given, 'i') || strcmp(given.option['i'], "6") != 0) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call) || !call_is_bare(call))
		return;
	buffer_print(&call->out, "\nShutdown started.    ");
	clock_date(call, &call->out);
	buffer_print(&call->out, "\nChanging to init state 6 - please wait\n");
	run_level_6(call);
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
