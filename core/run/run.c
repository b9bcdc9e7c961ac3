#include "core/run/run.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/run/detour.h"
#include "core/run/gone.h"
#include "core/run/moment.h"
#include "core/run/picture.h"
#include "core/run/rescue.h"

void
run_forward(const struct plan *plan, struct run *run, uint32_t index)
{
	const struct step *step;

	/* After a return the locks are taken again, then the run continues at
	 * the phase that was undone. */
	if (index == plan->locks && run->home > index)
		index = run->home;
	step = &plan->steps[index];
	run->waits = run->waiting = 0;
	run->step = index;
	run->tries = 0;
	if (index == plan->step_count && run->verified != 0) {
		run_end(plan, run, ARRIVED, NULL);
		return;
	}
	if (index == plan->verified && run->verified == 0) {
		moment_begin(run, MOMENT_VERIFY);
		run_verify(plan, run);
		return;
	}
	if (run_closes_other(plan, run, index) ||
	    run_rechecked(plan, run, index))
		run_passed(plan, run);
	else if (step->skip_if.count != 0)
		moment_begin(run, MOMENT_SKIP_IF);
	else if (step->kind != STEP_CHANGE)
		moment_begin(run, MOMENT_WORK);
	else
		moment_begin(run, MOMENT_ASK);
}

static void
step_over(const struct plan *plan, struct run *run, enum step_done done,
    enum news news)
{
	run->done[run->step] = (uint8_t)done;
	run->news = news;
	run_forward(plan, run, run->step + 1);
}

/* Does the operation do the work of "whole"?  ldmp2v prepare defines a domain,
 * too. */
static bool
makes(enum op_kind kind, enum op_kind whole)
{
	return kind == whole || op_table[kind].makes == whole;
}

/* Is the step undone together with an earlier one, from floor on? */
static bool
is_within(const struct plan *plan, const struct run *run, uint32_t floor,
    uint32_t index)
{
	const struct op *op = &plan->steps[index].op;
	bool inside = (op->on & PLACE_GUEST) != 0;
	enum op_kind whole = inside ? OP_GUEST_DEFINE :
	    op_table[op->kind].within;
	uint32_t guest = inside ? op->on & PLACE_ID : op->guest;

	for (uint32_t i = floor; whole != OP_NONE && i < index; i++)
		if (run->done[i] == STEP_DONE &&
		    makes(plan->steps[i].op.kind, whole) &&
		    plan->steps[i].op.guest == guest)
			return true;
	return false;
}

/* A step without an undo is passed: it does no harm. */
void
run_back(const struct plan *plan, struct run *run)
{
	run->undo = 0;
	run->tries = 0;
	while (run->step > run->floor) {
		const struct step *step = &plan->steps[--run->step];

		if (run->rollback != 0)
			detour_skip(plan, run);
		if (run->done[run->step] != STEP_DONE)
			continue;
		if (step->kind != STEP_CHANGE ||
		    op_table[step->op.kind].undo[0] == OP_NONE) {
			run->done[run->step] = STEP_PASSED;
		} else if (is_within(plan, run, run->floor,
		    run->step)) {
			run->done[run->step] = STEP_WITHIN;
		} else {
			moment_begin(run, MOMENT_ASK);
			return;
		}
	}
	moment_begin(run, MOMENT_VERIFY);
	run_verify(plan, run);
}

/* The step at which going back ends: the first of the phase, or the one after
 * the last savepoint that is done.  To undo a savepoint would do harm: to
 * disable the agent stops the guest. */
static uint32_t
floor_of(const struct plan *plan, const struct run *run)
{
	uint32_t last = run->step < plan->step_count ? run->step :
	    plan->step_count - 1;
	uint32_t first = plan->phases[plan->steps[last].phase].first;

	for (uint32_t i = run->step; i > first; i--)
		if (plan->steps[i - 1].savepoint &&
		    (run->done[i - 1] == STEP_DONE ||
		    run->done[i - 1] == STEP_ALREADY))
			return i;
	return first;
}

void
run_turn(const struct plan *plan, struct run *run, const struct err *why)
{
	assert(why->code != ERR_NONE);
	/* After the point of no return, or when only the locks are left, there
	 * is no way back. */
	if (run->step > plan->no_return_step || run->verified != 0) {
		run_end(plan, run, STUCK, why);
		return;
	}
	run->why = run->turned = *why;
	run->news = NEWS_TURNED;
	run->way = WAY_BACK;
	run->floor = run->rollback != 0 && run->step >= plan->locks ?
	    plan->locks : floor_of(plan, run);
	/* A partial change is undone as if it were done. */
	if (run->step < plan->step_count &&
	    run->done[run->step] == STEP_DONE)
		run->step++;
	run_back(plan, run);
}

/* An open debt makes the ending STUCK. */
void
run_end(const struct plan *plan, struct run *run, enum ending ending,
    const struct err *why)
{
	struct op closing;

	assert(ending != GOING);
	if (why != NULL)
		run->why = *why;
	else if (ending == RETURNED)
		run->why = run->turned;
	if ((ending == ARRIVED || ending == RETURNED) &&
	    run_leaves_open(plan, run, ending, &closing)) {
		ending = STUCK;
		err_set(&run->why, ERR_DEBT_STANDS, "a debt is open: %s of "
		    "\"%s\" has not been done",
		    op_table[closing.kind].name, plan->job);
	}
	run->ending = ending;
	switch (ending) {
	case ARRIVED:
		run->exit = EXIT_OK;
		break;
	case RETURNED:
		run->exit = run->why.code == ERR_LOCKED ? EXIT_LOCKED :
		    EXIT_RETURNED;
		break;
	case REFUSED:
		run->exit = EXIT_REFUSED;
		break;
	case STUCK:
	case GOING:
		run->exit = EXIT_STUCK;
		if (err_table[run->why.code].exit == EXIT_UNKNOWN ||
		    run->why.code == ERR_LOCKED)
			run->exit = (uint32_t)err_table[run->why.code].exit;
		break;
	}
}

/* A rollback was requested while the outcome of the point of no return was
 * unknown; it has taken effect. */
static void
too_late(const struct plan *plan, struct run *run)
{
	struct err why = { 0 };

	run->rollback = 0;
	run_forward(plan, run, run->step + 1);
	err_set(&why, ERR_NO_WAY_BACK, "%s took effect, and it is the point of "
	    "no return", plan->steps[plan->no_return_step].name);
	run_end(plan, run, STUCK, &why);
}

void
run_reached(const struct plan *plan, struct run *run, bool already)
{
	struct op op;

	if (run->way == WAY_FORWARD && run->rollback != 0) {
		run->done[run->step] = STEP_DONE;
		if (run->step == plan->no_return_step)
			too_late(plan, run);
		else
			run_rollback(plan, run);
		return;
	}
	if (run->way == WAY_FORWARD) {
		step_over(plan, run, already ? STEP_ALREADY : STEP_DONE,
		    already ? NEWS_SKIPPED : NEWS_DONE);
		return;
	}
	run->tries = 0;
	run->undo++;
	if (moment_op(plan, run, &op)) {
		moment_begin(run, MOMENT_ASK);
		return;
	}
	run->done[run->step] = STEP_UNDONE;
	run->news = NEWS_UNDONE;
	run_back(plan, run);
}

/* The last verification is over: release the locks. */
static void
unlock(const struct plan *plan, struct run *run)
{
	run->verified = 1;
	if (run->way == WAY_FORWARD) {
		run_forward(plan, run, plan->verified);
		return;
	}
	run->floor = 0;
	run->step = plan->locks;
	run_back(plan, run);
}

void
run_verify(const struct plan *plan, struct run *run)
{
	if (gone_needs_rescue(plan, run)) {
		rescue_begin(run, 0);
		return;
	}
	run->row = picture_next(plan, run, run->row);
	if (run->row != PLAN_NONE)
		return;
	if (run->moment == MOMENT_VERIFY_RESUME) {
		run->unverified = 0;
		run_change(plan, run);
		return;
	}
	if (gone_stuck(plan, run))
		return;
	/* A run that has returned before and finds a lock taken stays where it
	 * had returned to. */
	if (run->verified == 0 && run->way == WAY_BACK &&
	    (run->floor >= plan->locks || run->home < plan->locks))
		run->home = run->floor;
	if (run->verified == 0 && plan->locks != 0) {
		unlock(plan, run);
		return;
	}
	run_end(plan, run, run->way == WAY_FORWARD ? ARRIVED : RETURNED,
	    NULL);
}

void
run_passed(const struct plan *plan, struct run *run)
{
	step_over(plan, run, STEP_PASSED, NEWS_SKIPPED);
}

void
run_checked(const struct plan *plan, struct run *run)
{
	run->news = NEWS_CHECKED;
	do
		run->step++;
	while (run->step < plan->check_count && run_is_silent(run,
	    &plan->checks[run->step].fact.ask));
	if (run->step < plan->check_count)
		return;
	if (run->why.code != ERR_NONE) {
		run_end(plan, run, REFUSED, NULL);
		return;
	}
	run->way = WAY_FORWARD;
	run_forward(plan, run, 0);
}

/* Rows of "found" that the plan has no fact for are not cleared: they are most
 * of a run. */
void
run_start(const struct plan *plan, struct run *run)
{
	assert(plan->fact_count <= PLAN_FACTS);
	memset(run, 0, offsetof(struct run, found) +
	    plan->fact_count * sizeof(run->found[0]));
	run->way = WAY_CHECK;
	if (plan->check_count == 0) {
		run->way = WAY_FORWARD;
		run_forward(plan, run, 0);
	}
}

/* Has its change begun, with an unknown outcome? */
static bool
is_unsettled(const struct run *run, uint32_t step)
{
	return run->step == step && run->way == WAY_FORWARD &&
	    run->tries != 0 && run->moment != MOMENT_PROVE;
}

static bool
undo_from(const struct plan *plan, const struct run *run, uint32_t floor,
    unsigned n, struct op *op)
{
	bool back = run->way == WAY_BACK;
	uint32_t i = run->step < plan->step_count ? run->step + 1 :
	    plan->step_count;

	while (i-- > floor) {
		const struct step *step = &plan->steps[i];

		if (!(run->done[i] == STEP_DONE || is_unsettled(run, i)) ||
		    step->kind != STEP_CHANGE ||
		    is_within(plan, run, floor, i))
			continue;
		for (unsigned u = back && i == run->step ? run->undo : 0;
		    op_undo(&step->op, u, &run->found[step->decide.first],
		    op); u++)
			if (n-- == 0) {
				if (back && i == run->step && u == run->undo)
					moment_op(plan, run, op);
				gone_reroute(plan, run, op);
				return true;
			}
	}
	return false;
}

bool
run_undo_phase(const struct plan *plan, const struct run *run, unsigned n,
    struct op *op)
{
	uint32_t floor = run->way == WAY_BACK ? run->floor :
	    floor_of(plan, run);

	/* If such a step has taken effect, going back ends after it. */
	if (run->step < plan->step_count && is_unsettled(run, run->step) &&
	    (plan->steps[run->step].savepoint ||
	    plan->steps[run->step].no_return))
		return false;
	if (run->step > plan->no_return_step)
		return false;
	return run->way != WAY_CHECK && undo_from(plan, run, floor, n, op);
}

void
run_unwind(const struct plan *plan, const struct run *run,
    struct run *unwound)
{
	*unwound = *run;
	unwound->floor = 0;
	for (uint32_t i = run->step < plan->step_count ? run->step + 1 :
	    plan->step_count; run->way != WAY_CHECK && i-- > 0;) {
		unwound->step = i;
		if (unwound->done[i] == STEP_DONE)
			detour_skip(plan, unwound);
	}
	unwound->step = run->step;
}

bool
run_undo_plan(const struct plan *plan, const struct run *run, unsigned n,
    struct op *op)
{
	return run->way != WAY_CHECK && undo_from(plan, run, 0, n, op);
}

uint32_t
run_try(const struct run *run)
{
	if (run->moment == MOMENT_RESCUE_DO)
		return run->rescues + 1;
	return run->moment == MOMENT_RELOCK ? run->relocks + 1 : run->tries;
}
