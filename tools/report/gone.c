#include "tools/report/gone.h"

#include <assert.h>

#include "core/base/arena.h"
#include "tools/report/printed.h"

bool
gone_needed(const struct run *run, const struct op *op)
{
	return run_is_gone(run, op->on) || run_is_gone(run, op->to);
}

enum gone_undo
gone_undo(const struct run *run, const struct op *op)
{
	if (!gone_needed(run, op))
		return UNDO_TYPED;
	return op_table[op->kind].lost_by_reboot ? UNDO_NEEDLESS : UNDO_WAITS;
}

bool
gone_unproved(const struct plan *plan, const struct run *run)
{
	uint32_t node;

	return run->why.code == ERR_GUEST_NOT_PROVED ||
	    run_lost_guest(plan, run, &node);
}

/* Who the lines are handed to. */
struct telling {
	struct arena	*arena;
	const struct plan *plan;
	const struct run *run;
	void		 (*line)(void *, const char *);
	void		*with;
};

static void
tell(const struct telling *telling, const char *text)
{
	telling->line(telling->with, text);
}

static const char *
node_text(const struct plan *plan, uint32_t node)
{
	return names_text(plan->site->names, KIND_NODE, node);
}

/* Membership proves that the disks are safe, not that the guest is dead. */
static void
proof_lines(const struct telling *telling, uint32_t node)
{
	tell(telling, arena_format(telling->arena, "# %s is no member of the "
	    "cluster: it does no harm to the disks.  That no guest runs there "
	    "is proved when it has no power.  At its service processor:",
	    node_text(telling->plan, node)));
	tell(telling, "#   stop -f /SYS");
	tell(telling, "#   show /SYS power_state");
}

/* The first node of the group that is left. */
static uint32_t
refuge(const struct plan *plan, const struct run *run)
{
	const struct site_guest *row = &plan->site->guests[plan->guest];

	for (uint32_t i = 0; i < row->node_count; i++)
		if (!run_is_gone(run, row->node[i]))
			return row->node[i];
	return 0;
}

/* The file to which the run saves the definition, or 0. */
static uint32_t
saved_file(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].op.guest == plan->guest &&
		    op_table[plan->steps[i].op.kind].stays == STAYS_HARMLESS &&
		    plan->steps[i].op.file != 0)
			return plan->steps[i].op.file;
	return 0;
}

/* By hand, and only with that proof.  The definition is where somebody has
 * copied it: the run has saved it on the node that is gone. */
static void
lost_lines(const struct telling *telling)
{
	const struct plan *plan = telling->plan;
	const struct site_guest *row = &plan->site->guests[plan->guest];
	uint32_t node = refuge(plan, telling->run);
	const struct op list[] = {
		{ .kind = OP_GROUP_SWITCH, .on = node, .group = row->group,
		    .to = node },
		{ .kind = OP_GUEST_DEFINE, .on = node, .guest = plan->guest,
		    .file = saved_file(plan) },
		{ .kind = OP_GUEST_BIND, .on = node, .guest = plan->guest },
		{ .kind = OP_GUEST_START, .on = node, .guest = plan->guest },
	};

	assert(plan->guest != 0);
	if (node == 0)
		return;
	tell(telling, arena_format(telling->arena, "# then bring %s back on %s "
	    "by hand, with a copy of its definition", names_text(
	    plan->site->names, KIND_GUEST, plan->guest), node_text(plan,
	    node)));
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (i == 1 && list[i].file == 0)
			tell(telling, "#   ldm add-domain -i COPY");
		else
			printed_lines(telling->arena, plan->site, &list[i],
			    telling->line, telling->with);
}

void
gone_lines(struct arena *arena, const struct plan *plan,
    const struct run *run, void (*line)(void *, const char *), void *with)
{
	const struct telling telling = { arena, plan, run, line, with };
	uint32_t node;

	if (!gone_unproved(plan, run))
		return;
	for (node = 1; node <= plan->site->node_count; node++)
		if (run_is_gone(run, node))
			proof_lines(&telling, node);
	if (run_lost_guest(plan, run, &node))
		lost_lines(&telling);
}
