/*
 * What the operator decides about a run: to resume it, or to roll it back.
 */
#include <assert.h>
#include <string.h>

#include "core/run/moment.h"

static bool
can_decide(const struct plan *plan, const struct run *run,
    enum decision decision, struct err *err)
{
	if (run->ending == REFUSED)
		return err_set(err, ERR_RUN_ENDED, "%s was refused: nothing "
		    "was done, so nothing can be resumed or rolled back",
		    plan->job);
	if (run->ending == ARRIVED && decision == DECIDE_RESUME)
		return err_set(err, ERR_RUN_ENDED, "%s has arrived",
		    plan->job);
	if (decision == DECIDE_ROLLBACK && run->way == WAY_FORWARD &&
	    run->step > plan->no_return_step)
		return err_set(err, ERR_NO_WAY_BACK, "%s is past its point "
		    "of no return (%s)", plan->job,
		    plan->steps[plan->no_return_step].name);
	if (decision == DECIDE_ROLLBACK && run->ending == RETURNED &&
	    run->home <= plan->locks)
		return err_set(err, ERR_RUN_ENDED, "%s has returned to its "
		    "beginning", plan->job);
	return true;
}

static struct err
rolled_back(void)
{
	struct err why = { 0 };

	err_set(&why, ERR_ROLLED_BACK, "rolled back, as the operator "
	    "requested");
	return why;
}

void
run_rollback(const struct plan *plan, struct run *run)
{
	const struct err why = rolled_back();

	assert(run->step <= plan->step_count);
	run_turn(plan, run, &why);
}

/* The phase that was undone is begun again. */
static void
phase_again(const struct plan *plan, struct run *run)
{
	uint32_t first = run->home;

	memset(&run->done[first], STEP_AHEAD, sizeof(run->done) - first);
	memset(run->done, STEP_AHEAD, plan->locks);
	memset(&run->why, 0, sizeof(run->why));
	run->way = WAY_FORWARD;
	run->verified = 0;
	run->rollback = 0;
	run->partly = 0;
	run_forward(plan, run, plan->locks != 0 ? 0 : first);
}

/* Continue at the same step: if its change has begun it is settled, otherwise
 * it is asked. */
static void
step_again(const struct plan *plan, struct run *run)
{
	enum moment moment = (enum moment)run->moment;

	/* What waited for a rescue asks again whether it needs one. */
	if (moment == MOMENT_RESCUE || moment == MOMENT_RESCUE_DO)
		moment = (enum moment)run->rescue_for;
	if (moment == MOMENT_DO)
		run->tries--;	/* it has not begun */
	if (run->way == WAY_FORWARD)
		memset(&run->why, 0, sizeof(run->why));
	if (run->way == WAY_CHECK) {
		run_check_again(run);
	} else if (moment == MOMENT_VERIFY) {
		moment_begin(run, MOMENT_VERIFY);
		run_verify(plan, run);
	} else if (run->tries != 0) {
		run->tries = run->lost = 1;
		moment_begin(run, MOMENT_SETTLE);
	} else if (run->way == WAY_FORWARD) {
		run_forward(plan, run, run->step);
	} else {
		moment_begin(run, MOMENT_ASK);
	}
}

/* Was it open before the run, which has left it so? */
static bool
is_others(const struct plan *plan, const struct run *run, uint32_t step)
{
	enum op_kind closed_by = op_table[plan->steps[step].op.kind].closed_by;

	return run->done[step] == STEP_ALREADY &&
	    op_table[closed_by].closes_own;
}

/* The locks that were released: verification on resume takes them again.  What
 * an earlier attempt found there is over. */
static void
relock(const struct plan *plan, struct run *run)
{
	for (uint32_t i = 0; i < plan->locks; i++) {
		if (plan->steps[i].kind != STEP_CHANGE ||
		    is_others(plan, run, i))
			continue;
		run->done[i] = STEP_DONE;
		run->found[plan->steps[i].decide.first] =
		    (struct answer){ .state = STATE_ABSENT };
	}
}

/* Going back continues to the beginning of the plan. */
static void
back_further(const struct plan *plan, struct run *run)
{
	if (run->verified != 0) {
		run->step = run->home;
		run->moment = MOMENT_VERIFY;
		relock(plan, run);
		if (run->turned.code == ERR_LOCKED)
			run->turned = rolled_back();
	}
	run->verified = 0;
	run->floor = plan->locks;
	if (run->moment == MOMENT_VERIFY)
		run_back(plan, run);
	else
		step_again(plan, run);
}

static void
roll_back(const struct plan *plan, struct run *run)
{
	run->rollback = 1;
	if (run->way == WAY_FORWARD)
		run->verified = 0;
	if (run->way == WAY_BACK) {
		back_further(plan, run);
		return;
	}
	if (run->way == WAY_CHECK)
		run->step = 0;
	if (run->way == WAY_FORWARD && run->moment == MOMENT_DO)
		run->tries--;
	if (run->way == WAY_FORWARD && run->tries != 0) {
		run->moment = MOMENT_SETTLE;
		step_again(plan, run);
	} else {
		run_rollback(plan, run);
	}
}

bool
run_decide(const struct plan *plan, struct run *run, enum decision decision,
    int64_t at_ms, struct err *err)
{
	uint32_t ended = run->ending;

	assert(decision == DECIDE_RESUME || decision == DECIDE_ROLLBACK);
	if (!can_decide(plan, run, decision, err))
		return false;
	run->at_ms = at_ms;
	run->news = NEWS_NONE;
	run->ending = GOING;
	run->exit = EXIT_OK;
	run->unverified = 1;
	run->interrupted = 1;
	run->relocks = run->rescued = run->rescue_step = 0;
	run->reset = RESET_NOT;
	run->refuted = 0;
	if (decision == DECIDE_ROLLBACK)
		roll_back(plan, run);
	else if (ended == RETURNED)
		phase_again(plan, run);
	else
		step_again(plan, run);
	return true;
}
