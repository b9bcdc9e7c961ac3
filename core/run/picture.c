#include "core/run/picture.h"

#include <assert.h>

#include "core/procedures/procedure.h"
#include "core/run/askable.h"

/* Going back, what a step has found done no longer holds when an earlier step,
 * which had done it, is undone. */
static bool
is_taken_back(const struct plan *plan, const struct run *run,
    const struct known *known)
{
	for (uint32_t row = known->before; row != PLAN_NONE;
	    row = plan->facts[row].before) {
		uint8_t done = run->done[plan->facts[row].step];

		if (done == STEP_UNDONE || done == STEP_WITHIN)
			return true;
	}
	return false;
}

static bool
holds(const struct plan *plan, const struct run *run,
    const struct known *known)
{
	uint8_t done = run->done[known->step];

	return done == STEP_DONE || (done == STEP_ALREADY &&
	    !(run->way == WAY_BACK && is_taken_back(plan, run, known)));
}

/* Has the step asked it before its change?  A wait changes nothing. */
static bool
is_of_change(const struct plan *plan, uint32_t row)
{
	const struct step *step = &plan->steps[plan->facts[row].step];

	return step->kind == STEP_CHANGE &&
	    row - step->decide.first < step->decide.count;
}

/* Has no later step an answer to the same question?  A part that is removed
 * together with its whole has none. */
static bool
is_last(const struct plan *plan, const struct run *run, uint32_t row)
{
	for (row = plan->facts[row].next; row != PLAN_NONE;
	    row = plan->facts[row].next)
		if (holds(plan, run, &plan->facts[row]) ||
		    run->done[plan->facts[row].step] == STEP_WITHIN)
			return false;
	return true;
}

/* Is it the first step with this question, and was it undone?  Then the answer
 * that it found must hold again. */
static bool
is_first_undone(const struct plan *plan, const struct run *run, uint32_t row)
{
	const struct known *known = &plan->facts[row];

	if (run->done[known->step] != STEP_UNDONE || !is_of_change(plan, row))
		return false;
	for (row = known->before; row != PLAN_NONE;
	    row = plan->facts[row].before) {
		uint8_t done = run->done[plan->facts[row].step];

		if (done != STEP_AHEAD && done != STEP_PASSED)
			return false;
	}
	return true;
}

/* A guest that was found running must run again before a run has returned:
 * booting is not enough. */
static struct want
want_found(const struct want *want, const struct answer *found)
{
	struct want back = want_back(want, found);

	if (found->state == STATE_RUNNING)
		back.states = STATE_BIT(STATE_RUNNING);
	return back;
}

/* The order of a guest's states in its creation; -1: no state of rest. */
static int
level(uint32_t state)
{
	switch ((enum state)state) {
	case STATE_ABSENT:
		return 0;
	case STATE_INACTIVE:
		return 1;
	case STATE_BOUND:
		return 2;
	case STATE_AT_OK:
	case STATE_BOOTING:
	case STATE_RUNNING:
		return 3;
	default:
		return -1;
	}
}

/* Has the step taken the guest down, but not away?  Its undo brings it up. */
static bool
is_way_down(const struct plan *plan, const struct run *run, uint32_t row)
{
	uint64_t wanted = plan->facts[row].fact.want.states;
	int lowest = (wanted & STATE_BIT(STATE_ABSENT)) != 0 ? 0 :
	    (wanted & STATE_BIT(STATE_INACTIVE)) != 0 ? 1 :
	    (wanted & STATE_BIT(STATE_BOUND)) != 0 ? 2 : 3;

	return is_of_change(plan, row) && lowest > 0 &&
	    level(run->found[row].state) > lowest;
}

/* A person may have paid the debt of a guest that the run took down: it is up
 * where the run found it up. */
static uint64_t
up_again(const struct plan *plan, const struct run *run, uint32_t row)
{
	for (; row != PLAN_NONE && is_way_down(plan, run, row);
	    row = plan->facts[row].before)
		if (plan->facts[row].step >= run->floor &&
		    run->done[plan->facts[row].step] == STEP_DONE &&
		    run->found[row].state == STATE_RUNNING)
			return STATE_BIT(STATE_RUNNING);
	return 0;
}

uint64_t
picture_further(const struct plan *plan, const struct run *run, uint32_t row)
{
	int last = 3;
	uint64_t states;

	if (op_table[plan->facts[row].fact.ask.kind].carries !=
	    CARRIES_GUEST ||
	    plan->facts[row].fact.want.cares != WANT_STATE)
		return 0;
	states = up_again(plan, run, row);
	for (; row != PLAN_NONE; row = plan->facts[row].before) {
		uint32_t found = run->found[row].state;

		if (plan->facts[row].step < run->floor ||
		    run->done[plan->facts[row].step] != STEP_DONE ||
		    !is_of_change(plan, row))
			continue;
		if (level(found) < 0 || level(found) > last)
			break;
		last = level(found);
		states |= STATE_BIT(found);
	}
	return states;
}

/* Locks are verified before a change, but not before an ending: a lock that a
 * reboot has removed need not be released, nor a blackout closed that is over.
 * Mounts are verified before an ending, too. */
static bool
is_not_missed(const struct run *run, const struct known *known)
{
	return op_table[known->fact.ask.kind].kept_up &&
	    run->moment != MOMENT_VERIFY_RESUME && run->moment != MOMENT_RELOCK;
}

/* A node that the run has shut down since is no more what it was. */
static bool
is_before_shutdown(const struct plan *plan, const struct run *run,
    const struct known *known)
{
	const struct op *ask = &known->fact.ask;

	for (uint32_t i = known->step + 1; i < plan->step_count; i++)
		if (op_table[plan->steps[i].op.kind].ends_place &&
		    run->done[i] == STEP_DONE && (ask->to != 0 ? ask->to :
		    ask->on) == plan->steps[i].op.on)
			return true;
	return false;
}

/* Going back, archives are not verified: complete or not, they are removed. */
static bool
is_passed_on_return(const struct run *run, const struct known *known)
{
	return run->way == WAY_BACK &&
	    op_table[known->fact.ask.kind].passed_on_return;
}

/* That a node has no power is proved before each change that needs it; what
 * comes back later is another job's. */
static bool
is_proved_anew(const struct plan *plan, const struct known *known)
{
	return plan->procedure->recovers &&
	    op_table[plan->steps[known->step].op.kind].cuts_power;
}

/* Is the row part of the picture, and can it be asked? */
static bool
is_of_picture(const struct plan *plan, const struct run *run, uint32_t row)
{
	const struct known *known = &plan->facts[row];
	bool undone = is_first_undone(plan, run, row);

	return (undone ||
	    (holds(plan, run, known) && is_last(plan, run, row))) &&
	    !picture_between(run, known) && !is_not_missed(run, known) &&
	    !is_proved_anew(plan, known) &&
	    (undone || !is_passed_on_return(run, known)) &&
	    (run->way == WAY_BACK || plan->guest != 0 ||
	    !is_before_shutdown(plan, run, known)) &&
	    askable(plan, run, known);
}

const struct fact *
picture_fact(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	uint32_t at = row < plan->fact_count ? row : row - plan->fact_count;
	const struct fact *fact = &plan->facts[at].fact;
	bool undone;

	assert(at < plan->fact_count);
	undone = is_first_undone(plan, run, at);
	if (!undone && run->way != WAY_BACK)
		return fact;
	*buffer = *fact;
	if (undone)
		buffer->want = want_found(&fact->want, &run->found[at]);
	else
		buffer->want.states |= picture_further(plan, run, at);
	return buffer;
}

/* Questions inside the guest come last, when the guest is known to run: the
 * first pass over the rows leaves them out. */
uint32_t
picture_next(const struct plan *plan, const struct run *run, uint32_t row)
{
	uint32_t count = plan->fact_count;

	for (; row < 2 * count; row++) {
		bool inside = row >= count;
		uint32_t at = inside ? row - count : row;

		if (plan->facts[at].inside == inside &&
		    is_of_picture(plan, run, at))
			return row;
	}
	return PLAN_NONE;
}

bool
picture_between(const struct run *run, const struct known *known)
{
	return (run->way == WAY_BACK && run->undo != 0 &&
	    known->step == run->step) || (run->partly == known->step + 1 &&
	    run->done[known->step] == STEP_DONE);
}

bool
picture_holds(const struct plan *plan, const struct run *run, uint32_t row)
{
	assert(row < plan->fact_count);
	return holds(plan, run, &plan->facts[row]);
}

bool
picture_left(const struct plan *plan, const struct run *run, uint32_t row,
    struct want *want)
{
	uint32_t check = plan->facts[row].check;

	for (row = plan->facts[row].before; row != PLAN_NONE;
	    row = plan->facts[row].before)
		if (holds(plan, run, &plan->facts[row])) {
			*want = plan->facts[row].fact.want;
			return true;
		}
	if (check != PLAN_NONE)
		*want = plan->checks[check].fact.want;
	return check != PLAN_NONE;
}
