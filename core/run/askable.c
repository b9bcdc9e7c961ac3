/*
 * What is gone answers no question.
 */
#include "core/run/askable.h"

#include <assert.h>

#include "core/run/picture.h"

/* The last fact of a question that holds, or PLAN_NONE. */
static uint32_t
last_holding(const struct plan *plan, const struct run *run, uint32_t row)
{
	uint32_t last = PLAN_NONE;

	for (; row != PLAN_NONE; row = plan->facts[row].next)
		if (picture_holds(plan, run, row))
			last = row;
	return last;
}

/* Do other facts of that sort depend on this one? */
static bool
carries(const struct known *known, enum carries what)
{
	assert(known->fact.ask.kind < OP_KINDS);
	return op_table[known->fact.ask.kind].carries == what;
}

/* A file in a pool can only be asked for where the pool is imported. */
static bool
pool_is_there(const struct plan *plan, const struct run *run,
    const struct known *known)
{
	for (uint32_t i = plan->fact_count; i-- > 0;) {
		const struct known *other = &plan->facts[i];

		if (carries(other, CARRIES_POOL) &&
		    other->fact.ask.pool == known->pool &&
		    picture_holds(plan, run, i))
			return !picture_between(run, other) &&
			    (other->fact.want.cares & WANT_ON) != 0 &&
			    other->fact.want.on == known->fact.ask.on;
	}
	return false;
}

/*
 * The parts of an object can only be asked for where it exists: a definition
 * may have moved, the creation of a group may have been undone.
 */
static bool
whole_is_there(const struct plan *plan, const struct run *run,
    const struct known *known)
{
	uint32_t whole = last_holding(plan, run, known->whole);

	if (whole != PLAN_NONE)
		return !picture_between(run, &plan->facts[whole]) &&
		    (plan->facts[whole].fact.want.states &
		    STATE_BIT(STATE_ABSENT)) == 0;
	return run->done[plan->facts[known->whole].step] != STEP_UNDONE ||
	    run->found[known->whole].state != STATE_ABSENT;
}

/* A file on a share can only be asked for where the share is mounted. */
static bool
share_is_there(const struct plan *plan, const struct run *run,
    const struct known *known)
{
	uint32_t last = last_holding(plan, run, known->share);

	if (last != PLAN_NONE)
		return (plan->facts[last].fact.want.states &
		    STATE_BIT(STATE_PRESENT)) != 0;
	return run->done[plan->facts[known->share].step] != STEP_UNDONE;
}

/* Has an undo stopped the guest since that step?  Its agent does, when it is
 * disabled. */
static bool
is_stopped_since(const struct plan *plan, const struct run *run, uint32_t step)
{
	const struct site_guest *row = &plan->site->guests[plan->guest];
	struct op undo;

	for (uint32_t i = step + 1; i < plan->step_count; i++)
		if (run->done[i] == STEP_UNDONE &&
		    plan->steps[i].kind == STEP_CHANGE &&
		    plan->steps[i].op.resource == row->agent.resource &&
		    op_undo(&plan->steps[i].op, 0,
		    &run->found[plan->steps[i].decide.first], &undo) &&
		    op_table[undo.kind].stops_own)
			return true;
	return false;
}

/* Inside a guest only a running system answers: the last step about the guest
 * must have left it running, on the node of the question. */
static bool
inside_answers(const struct plan *plan, const struct run *run, uint32_t on)
{
	for (uint32_t i = plan->fact_count; i-- > 0;) {
		const struct known *known = &plan->facts[i];

		if (carries(known, CARRIES_GUEST) &&
		    known->whole == PLAN_NONE && picture_holds(plan, run, i) &&
		    known->fact.want.states != STATE_BIT(STATE_ABSENT))
			return known->fact.want.states ==
			    STATE_BIT(STATE_RUNNING) &&
			    !is_stopped_since(plan, run, known->step) &&
			    ((on & PLACE_GUEST) != 0 ||
			    on == known->fact.ask.on);
	}
	return false;
}

/* The source answers until a step has stopped it. */
static bool
source_answers(const struct plan *plan, const struct run *run)
{
	for (uint32_t i = plan->fact_count; i-- > 0;) {
		const struct known *known = &plan->facts[i];

		if (carries(known, CARRIES_SOURCE) &&
		    known->fact.ask.value == 0 && picture_holds(plan, run, i))
			return false;
	}
	return true;
}

bool
askable(const struct plan *plan, const struct run *run,
    const struct known *known)
{
	if (known->pool != 0 && !pool_is_there(plan, run, known))
		return false;
	if (known->whole != PLAN_NONE && !whole_is_there(plan, run, known))
		return false;
	if (known->share != PLAN_NONE && !share_is_there(plan, run, known))
		return false;
	if (known->inside &&
	    !inside_answers(plan, run, known->fact.ask.on))
		return false;
	return !known->of_source || source_answers(plan, run);
}
