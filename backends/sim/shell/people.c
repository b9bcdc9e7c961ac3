/*
 * who and ps: who is at a control domain, and what runs there.
 *
 * Listed are the daemons that matter here, the commands that change the site
 * and are not over yet, and who keeps a pool busy.  Who typed a command by ssh
 * has no terminal.
 */
#include <stdio.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/people.h"
#include "backends/sim/shell/pooled.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"

/* Numbers of processes: of daemons, of who is logged in, of pools (as fuser
 * has them), of commands. */
enum { DAEMONS = 100, VISITOR = 1900, PROCESS_FIRST = 2000, COMMANDS = 4000,
    PARENT = 1, DAY_S = 86400, STIME_BYTES = 16 };

static bool
is_visited(const struct call *call)
{
	return call_node(call) != 0 && trouble_is(call->shell->sim,
	    call_node(call), TROUBLE_VISITED);
}

unsigned
people_logged_in(const struct call *call)
{
	return is_visited(call) ? 1 : 0;
}

static int64_t
up_since_s(const struct call *call)
{
	const struct node_row *node = world_node(call->shell->sim->world,
	    call_node(call));

	return node->up_ns / MS / 1000 - (node->up_ns % ((int64_t)MS *
	    1000) < 0);
}

/* When he came is not known: since the control domain is up. */
void
who_run(struct call *call)
{
	struct moment moment;

	if (call->line.count > 1) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call) || !is_visited(call))
		return;
	clock_split(up_since_s(call), &moment);
	buffer_print(&call->out, "root       pts/1        %s %2d %02d:%02d\n",
	    clock_month(&moment), moment.day, moment.hour, moment.minute);
}

/* A process of root. */
struct process {
	unsigned	 id, parent;
	int64_t		 since_s;
	const char	*terminal, *command;
};

static void
process_print(struct call *call, const struct process *process)
{
	char stime[STIME_BYTES];
	struct moment moment;

	clock_split(process->since_s, &moment);
	if (clock_now_s(call) - process->since_s < DAY_S)
		snprintf(stime, sizeof(stime), "%02d:%02d:%02d", moment.hour,
		    moment.minute, moment.second);
	else
		snprintf(stime, sizeof(stime), "%s %02d",
		    clock_month(&moment), moment.day);
	buffer_print(&call->out, "    root %5u %5u   0 %8s %-7s     0:00 "
	    "%s\n", process->id, process->parent, stime, process->terminal,
	    process->command);
}

static const struct {
	const char	*command;
	unsigned	 parent;
	bool		 member;	/* only there */
	unsigned	 off;		/* a trouble without it, or 0 */
} daemons[] = {
	{ "sched", 0, false, 0 },
	{ "/sbin/init", 0, false, 0 },
	{ "/usr/lib/ssh/sshd", PARENT, false, 0 },
	{ "/opt/SUNWldm/bin/ldmd", PARENT, false, TROUBLE_LDMD },
	{ "/usr/lib/ldoms/vntsd", PARENT, false, TROUBLE_VNTSD },
	{ "/usr/cluster/lib/sc/failfastd", PARENT, true, 0 },
	{ "/usr/cluster/lib/sc/rpc.pmfd", PARENT, true, 0 },
	{ "/usr/cluster/lib/sc/rgmd", PARENT, true, 0 },
};

static void
daemons_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	bool member = world_node(sim->world, call_node(call))->member != 0;

	for (unsigned i = 0; i < sizeof(daemons) / sizeof(daemons[0]); i++)
		if ((!daemons[i].member || member) && !trouble_is(sim,
		    call_node(call), daemons[i].off))
			process_print(call, &(struct process){
			    i < 2 ? i : DAEMONS + i, daemons[i].parent,
			    up_since_s(call), "?", daemons[i].command });
}

/* A pool that is busy has somebody's shell in it. */
static void
pool_print(struct call *call, const struct pooled *pooled, void *context)
{
	(void)context;
	if ((pooled->row->busy & bit(call_node(call))) != 0)
		process_print(call, &(struct process){
		    PROCESS_FIRST + pooled->pool, PARENT, up_since_s(call),
		    "?", "-ksh" });
}

/* The command of an operation, in the world's names; NULL: it is none that is
 * typed there. */
static const char *
command_of(struct arena *arena, const struct call *call,
    const struct work_row *work)
{
	struct site site = *call->shell->site;
	bool typed = work->handle != ASKER_NONE ||
	    work->cause == CAUSE_PERSON;

	if (work->kind == WORK_NONE || work->ended != 0 || !typed ||
	    work->place != call_node(call) ||
	    command_is_comment(&work->op) ||
	    op_table[work->op.kind].person || op_table[work->op.kind].at_sp)
		return NULL;
	site.names[0] = *sim_names(call->shell->sim);
	return command_bare(arena, &site, &work->op);
}

static void
commands_print(struct call *call)
{
	struct world *world = call->shell->sim->world;
	struct arena arena = { 0 };

	for (uint32_t i = 1; i <= world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(world, i);
		const char *command = command_of(&arena, call, work);

		if (command != NULL)
			process_print(call, &(struct process){ COMMANDS + i,
			    DAEMONS + 2, work->since_ns / MS / 1000, "?",
			    command });
	}
	arena_drop(&arena);
}

void
ps_run(struct call *call)
{
	if (call->line.count != 2 || (strcmp(call->line.word[1], "-ef") != 0 &&
	    strcmp(call->line.word[1], "-fe") != 0)) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	buffer_print(&call->out, "     UID   PID  PPID   C    STIME TTY"
	    "         TIME CMD\n");
	daemons_print(call);
	if (is_visited(call))
		process_print(call, &(struct process){ VISITOR, DAEMONS + 2,
		    up_since_s(call), "pts/1", "-ksh" });
	pooled_each(call, NULL, 0, pool_print, NULL);
	commands_print(call);
}
