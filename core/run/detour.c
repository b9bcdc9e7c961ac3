#include "core/run/detour.h"

#include <assert.h>

static bool
holds(const struct run *run, const struct known *known)
{
	return run->done[known->step] == STEP_DONE ||
	    run->done[known->step] == STEP_ALREADY;
}

/* Is there an answer that meets both, and do the same parts of it matter? */
static bool
agree(const struct want *one, const struct want *other)
{
	return one->cares == other->cares &&
	    ((one->cares & WANT_STATE) == 0 ||
	    (one->states & other->states) != 0) &&
	    ((one->cares & WANT_ON) == 0 || one->on == other->on) &&
	    ((one->cares & WANT_VALUE) == 0 || one->value == other->value) &&
	    ((one->cares & WANT_NUMBER) == 0 || one->number == other->number);
}

/* Does a later step, up to the last of the detour, have the same question? */
static bool
is_last(const struct plan *plan, const struct run *run, uint32_t row,
    uint32_t last)
{
	for (row = plan->facts[row].next; row != PLAN_NONE;
	    row = plan->facts[row].next)
		if (plan->facts[row].step <= last &&
		    holds(run, &plan->facts[row]))
			return false;
	return true;
}

/* Was the fact asked before the change?  Only facts that decide a change are;
 * for the others the step before the detour must have left the same. */
static bool
is_asked(const struct plan *plan, uint32_t row)
{
	const struct step *step = &plan->steps[plan->facts[row].step];

	return step->kind == STEP_CHANGE &&
	    row - step->decide.first < step->decide.count;
}

/* Is every answer that meets the want the one that was found? */
static bool
is_same(const struct want *want, const struct answer *found)
{
	return want_met(want, found) && ((want->cares & WANT_STATE) == 0 ||
	    (want->states & ~states_like((enum state)found->state)) == 0);
}

/* Is the answer after the detour the one before it? */
static bool
is_back(const struct plan *plan, const struct run *run, uint32_t row,
    uint32_t first)
{
	const struct want *want = &plan->facts[row].fact.want;
	uint32_t begin = row;

	for (; row != PLAN_NONE; row = plan->facts[row].before) {
		const struct known *known = &plan->facts[row];

		if (!holds(run, known))
			continue;
		if (known->step < first)
			return is_asked(plan, begin) ?
			    is_same(want, &run->found[begin]) :
			    agree(want, &known->fact.want);
		begin = row;
	}
	return is_asked(plan, begin) && is_same(want, &run->found[begin]);
}

/* No other step depends on it: it can be undone at any time. */
static bool
is_beside(const struct plan *plan, uint32_t step)
{
	return op_table[plan->steps[step].op.kind].beside;
}

/* Does the detour leave these facts of a step as they were before? */
static bool
leads_back(const struct plan *plan, const struct run *run,
    const struct span *facts, uint32_t first, uint32_t last)
{
	for (uint32_t n = 0; n < facts->count; n++) {
		uint32_t row = facts->first + n;

		if (holds(run, &plan->facts[row]) &&
		    is_last(plan, run, row, last) &&
		    !is_back(plan, run, row, first))
			return false;
	}
	return true;
}

/* From the last step on: if what that one did is no part of a detour, nothing
 * before it needs to be compared. */
static bool
is_detour(const struct plan *plan, const struct run *run, uint32_t first,
    uint32_t last)
{
	for (uint32_t i = last + 1; i-- > first;) {
		const struct step *step = &plan->steps[i];

		if (!is_beside(plan, i) &&
		    (!leads_back(plan, run, &step->decide, first, last) ||
		    !leads_back(plan, run, &step->leave, first, last)))
			return false;
	}
	return true;
}

void
detour_skip(const struct plan *plan, struct run *run)
{
	uint32_t first = run->floor;

	assert(run->step < plan->step_count);
	if (is_beside(plan, run->step))
		return;
	while (first < run->step && (run->done[first] != STEP_DONE ||
	    !is_detour(plan, run, first, run->step)))
		first++;
	if (first == run->step)
		return;
	for (uint32_t i = first; i <= run->step; i++)
		if (run->done[i] == STEP_DONE && !is_beside(plan, i))
			run->done[i] = plan->steps[i].kind != STEP_CHANGE ?
			    STEP_PASSED : STEP_UNDONE;
}
