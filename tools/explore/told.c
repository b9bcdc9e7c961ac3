#include "tools/explore/told.h"

#include <assert.h>

#include "core/plan/check.h"

static const struct step *
step_of(const struct branch *branch)
{
	const struct plan *plan = branch->plan;

	return branch->run.way == WAY_FORWARD && branch->run.step <
	    plan->step_count ? &plan->steps[branch->run.step] : NULL;
}

/* What has to be so before the step goes on; NULL: the run asks for something
 * else now. */
static const struct want *
want_of(const struct branch *branch)
{
	const struct plan *plan = branch->plan;
	const struct run *run = &branch->run;
	const struct step *step = step_of(branch);

	if (step == NULL || run->row >= step->preconditions.count ||
	    (run->moment != MOMENT_PROVE && (run->moment != MOMENT_WORK ||
	    step->kind != STEP_CHECK)))
		return NULL;
	return &plan->proofs[step->preconditions.first + run->row].want;
}

static bool
is_so(const struct branch *branch, const struct answer *answer)
{
	const struct want *want = want_of(branch);

	if (branch->run.way == WAY_CHECK)
		return check_met(&branch->plan->checks[branch->run.step],
		    answer);
	return want != NULL && want_met(want, answer);
}

/* It is so; the contrary is not, and nothing that passes by itself. */
static bool
is_denied(const struct branch *branch, const struct op *op)
{
	const struct run *run = &branch->run;
	struct answer answer;
	struct result res;

	if (run->pausing != 0 || (run->way == WAY_CHECK ?
	    branch->plan->checks[run->step].warns : want_of(branch) == NULL))
		return false;
	simulated_ask(&branch->sandbox->simulated, op, &res);
	answer = res.answer;
	if (res.outcome != DONE || !is_so(branch, &answer))
		return false;
	faults_deny(op, &answer);
	return !is_so(branch, &answer);
}

bool
told_fits(const struct branch *branch, const struct op *op, enum strike strike)
{
	assert(op_table[op->kind].question);
	if (strike == STRIKE_DENY)
		return is_denied(branch, op);
	/* The question of a change, answered as by the world before the change.
	 */
	return branch->run.moment == MOMENT_SETTLE &&
	    branch->run.way != WAY_CHECK;
}

/* Has what is not so stopped the run?  A check is the reason to refuse, or all
 * of them begin again; among the steps the run turns back; without its proof
 * a change waits, for ever or for a rescue. */
static bool
is_heeded(const struct branch *branch, const struct run *before)
{
	const struct run *run = &branch->run;

	if (run->ending != GOING)
		return run->ending != ARRIVED;
	if (before->way == WAY_CHECK)
		return run->why.code != ERR_NONE || before->waiting != 0;
	if (before->moment == MOMENT_WORK)
		return run->way == WAY_BACK;
	return run->moment == MOMENT_RESCUE || run->pausing != 0;
}

bool
told_make(struct branch *branch, const struct fault *fault,
    const struct op *op)
{
	struct faults *faults = &branch->sandbox->session.faults;
	const struct run *run = &branch->run;
	struct run before;

	if (fault->strike == STRIKE_STALE)
		faults_remember(faults, op, &run->before[run->row]);
	before = (struct run){ .way = run->way, .moment = run->moment,
	    .waiting = run->waiting };
	faults_strike_next(faults, fault);
	branch_step(branch);
	faults_forget(faults);
	return fault->strike != STRIKE_DENY || is_heeded(branch, &before);
}
