#include "tools/session/remaining.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/run/owed.h"
#include "tools/report/gone.h"
#include "tools/report/owing.h"
#include "tools/report/printed.h"
#include "tools/say.h"

static void
comment_print(FILE *out, const char *text)
{
	struct arena arena = { 0 };

	say_to(out, "%s\n", printed_comment(&arena, text));
	arena_drop(&arena);
}

static void
title_print(FILE *out, const char *text)
{
	say_to(out, "#\n");
	comment_print(out, text);
}

static void
op_print(FILE *out, const struct plan *plan, const struct op *op)
{
	struct arena arena = { 0 };
	struct printed printed;

	printed_op(&arena, plan->site, op, &printed);
	printed_put(out, &printed, "");
	arena_drop(&arena);
}

static void
step_print(FILE *out, const struct plan *plan, uint32_t step)
{
	struct arena arena = { 0 };
	struct printed printed;

	printed_step(&arena, plan, step, NUMBER_AS_ASKED, &printed);
	printed_put(out, &printed, "");
	arena_drop(&arena);
}

static void
head_print(FILE *out, const struct plan *plan, const struct run *run)
{
	static const char *const ways[] = { "running its checks",
	    "going forward", "going back" };
	struct arena arena = { 0 };
	const char *text = ways[run->way];

	if (run->ending != GOING)
		text = ending_name((enum ending)run->ending);
	else if (run->way != WAY_CHECK && run->step < plan->step_count)
		text = arena_format(&arena, "step %u of %u (%s), %s",
		    (unsigned)run->step + 1, (unsigned)plan->step_count,
		    plan->steps[run->step].name, ways[run->way]);
	comment_print(out, arena_format(&arena, "%s on site %s", plan->job,
	    plan->site->name));
	comment_print(out, arena_format(&arena, "%s%s%s", text,
	    run->why.code != ERR_NONE ? ": " : "", run->why.text));
	arena_drop(&arena);
}

/* Its change is under way, or its outcome is unknown. */
static bool
is_open(const struct plan *plan, const struct run *run)
{
	return run->way != WAY_CHECK && run->step < plan->step_count &&
	    run->moment != MOMENT_PROVE && run->tries != 0 &&
	    (run->ending == GOING || run->ending == STUCK);
}

/* What to find out before anything else is typed. */
static void
open_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct arena arena = { 0 };

	if (is_open(plan, run))
		comment_print(out, arena_format(&arena, "the command of %s may "
		    "be under way: wait until it has ended; it may have taken "
		    "effect or not", plan->steps[run->step].name));
	arena_drop(&arena);
}

static void
line_put(void *out, const char *text)
{
	printed_line(out, text);
}

/* Which proof is missing, and what brings a guest back that no agent starts. */
static void
gone_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct arena arena = { 0 };

	if (gone_unproved(plan, run))
		say_to(out, "#\n");
	gone_lines(&arena, plan, run, line_put, out);
	arena_drop(&arena);
}

static void
order_print(FILE *out, const struct plan *plan, const struct run *run,
    const char *title)
{
	title_print(out, title);
	if (gone_unproved(plan, run))
		comment_print(out, "only with that proof");
}

static void
debts_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct arena arena = { 0 };
	struct op closing;
	struct owed owed;

	if (run_owed(plan, run, &owed)) {
		say_to(out, "#\n");
		owing_guest(&arena, plan, run, line_put, out);
	}
	for (unsigned n = 0; run_debt(plan, run, n, &closing); n++) {
		if (n == 0)
			title_print(out, "still open: close it whatever else "
			    "is done");
		op_print(out, plan, &closing);
	}
	arena_drop(&arena);
}

/* Who goes back does not go on: a rollback, or a run that was refused. */
static bool
goes_on(const struct run *run)
{
	return run->ending != ARRIVED && run->ending != REFUSED &&
	    run->rollback == 0;
}

/* Nobody has to be kept from a node that is dead. */
static bool
is_needless(const struct op *op)
{
	return op_table[op->kind].lost_by_reboot &&
	    op_table[op->kind].carries == CARRIES_NOTHING;
}

/* What is done to a guest needs what was done before: the first step that has
 * to wait for a dead node holds up the rest.  Nodes wait for none. */
static bool
holds_up(const struct plan *plan, uint32_t step)
{
	return plan->guest != 0 && !is_needless(&plan->steps[step].op) &&
	    step + 1 < plan->step_count;
}

static void
dead_print(FILE *out, const struct plan *plan, uint32_t step)
{
	struct arena arena = { 0 };

	comment_print(out, arena_format(&arena, "%s: %s",
	    is_needless(&plan->steps[step].op) ? "not needed, its node is "
	    "dead" : "not now, a node that it needs is dead",
	    plan->steps[step].name));
	if (holds_up(plan, step))
		comment_print(out, "what comes after it waits for it");
	arena_drop(&arena);
}

static void
ahead_print(FILE *out, const struct plan *plan, const struct run *run)
{
	uint32_t first = run->way == WAY_CHECK ? 0 : run->way == WAY_BACK ?
	    run->floor : run->step;

	for (uint32_t i = first; i < plan->step_count; i++) {
		bool dead = gone_needed(run, &plan->steps[i].op);

		if (i == first)
			order_print(out, plan, run, "to continue by hand, in "
			    "this order");
		if (i == run->step && run->way == WAY_FORWARD &&
		    is_open(plan, run))
			comment_print(out, "the next command may have taken "
			    "effect already");
		if (!dead) {
			step_print(out, plan, i);
			continue;
		}
		dead_print(out, plan, i);
		if (holds_up(plan, i))
			return;
	}
}

/* The command that is open comes first, if it has an undo now. */
static void
back_title(FILE *out, const struct plan *plan, const struct run *run,
    bool first)
{
	order_print(out, plan, run, "to undo what is done, in this order");
	if (is_open(plan, run) && run->step == plan->no_return_step)
		comment_print(out, "only if that command has not taken "
		    "effect: after it there is no way back");
	else if (first && is_open(plan, run))
		comment_print(out, "the first command may be refused: then "
		    "there is nothing to undo there; go on");
}

static void
back_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct op op, last = { .kind = OP_NONE };
	struct run unwound;
	bool begun = false;

	run_unwind(plan, run, &unwound);
	for (unsigned n = 0; run_undo_plan(plan, &unwound, n, &op);
	    n++, last = op) {
		enum gone_undo undo = gone_undo(run, &op);

		/* Two steps may have one undo. */
		if (op_equal(&op, &last) || undo == UNDO_NEEDLESS)
			continue;
		if (undo == UNDO_WAITS) {
			title_print(out, "there is more to undo when the dead "
			    "node is back");
			return;
		}
		if (!begun)
			back_title(out, plan, run, n == 0);
		begun = true;
		op_print(out, plan, &op);
	}
}

void
remaining_print(FILE *out, const struct plan *plan, const struct run *run)
{
	/* While checks run, the step is a check. */
	assert(run->step <= (run->way == WAY_CHECK ? plan->check_count :
	    plan->step_count));
	head_print(out, plan, run);
	open_print(out, plan, run);
	debts_print(out, plan, run);
	gone_print(out, plan, run);
	if (goes_on(run))
		ahead_print(out, plan, run);
	if (run->step <= plan->no_return_step)
		back_print(out, plan, run);
}

bool
remaining_write(const struct folder *folder, const struct plan *plan,
    const struct run *run)
{
	size_t size = 0;
	char *text = NULL;
	FILE *out = open_memstream(&text, &size);
	bool written;

	if (out == NULL)
		return false;
	remaining_print(out, plan, run);
	written = ferror(out) == 0;
	written = fclose(out) == 0 && written &&
	    folder_replace(folder, "remaining.txt", text, size);
	free(text);
	return written;
}
