#include "core/run/rescue.h"

#include <assert.h>

#include "core/base/rare.h"
#include "core/run/gone.h"
#include "core/run/moment.h"

#define S(state)	STATE_BIT(STATE_##state)

enum { RESCUE_TRIES = 2 };	/* on each node */

void
rescue_begin(struct run *run, uint32_t node)
{
	run->rescue_for = run->moment;
	run->rescue_on = node;
	run->rescues = 0;
	moment_begin(run, MOMENT_RESCUE);
}

/* Going back, and going on after an interruption: the group was online when
 * the run began. */
static bool
may_rescue(const struct run *run)
{
	return run->way == WAY_BACK ||
	    (run->interrupted != 0 && run->moment == MOMENT_PROVE);
}

/* Once at a step: if the group is online and its pool is not imported, that is
 * for a person. */
bool
rescue_offline(const struct plan *plan, struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	const struct site_guest *row = &plan->site->guests[plan->guest];
	bool group = fact->ask.group == row->group &&
	    answer->state == STATE_OFFLINE;
	bool pool = fact->ask.pool == row->pool &&
	    answer->state == STATE_EXPORTED;

	if (!may_rescue(run) || plan->guest == 0 || (!group && !pool) ||
	    op_asks_part(&fact->ask) ||
	    (fact->want.states & (S(ONLINE) | S(IMPORTED))) == 0 ||
	    (fact->want.cares & WANT_ON) == 0 ||
	    !run_suspends(plan, run) ||
	    (run->moment != MOMENT_VERIFY_RESUME &&
	    (run_is_gone(run, fact->want.on) ||
	    run->rescue_step == run->step + 1)))
		return false;
	/* The undo of a switch brings it where it was found. */
	if (run->moment == MOMENT_VERIFY_RESUME) {
		run->row++;
		run_verify(plan, run);
		return true;
	}
	run->rescue_step = run->step + 1;
	rescue_begin(run, fact->want.on);
	return true;
}

bool
rescue_reset(const struct plan *plan, struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	if (run->moment != MOMENT_VERIFY_RESUME || run->reset != RESET_NOT ||
	    !gone_of_guest(fact) || op_asks_part(&fact->ask) ||
	    fact->want.states != S(RUNNING) ||
	    (STATE_BIT(answer->state) & (S(AT_OK) | S(BOUND))) == 0 ||
	    !gone_is_guarded(plan, run) || !run_suspends(plan, run))
		return false;
	run->reset = answer->state == STATE_AT_OK ? RESET_STOP : RESET_START;
	rescue_begin(run, fact->ask.on);
	return true;
}

bool
rescue_undefined(const struct plan *plan, const struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	return (run->way == WAY_BACK || run->rollback != 0) &&
	    run->interrupted != 0 && gone_of_guest(fact) &&
	    answer->state == STATE_ABSENT && gone_is_guarded(plan, run) &&
	    run_suspends(plan, run);
}

RARE static bool
passes(const struct plan *plan, struct run *run)
{
	run->done[run->step] = STEP_PASSED;
	run->news = NEWS_SKIPPED;
	if (run->way == WAY_FORWARD)
		run_rollback(plan, run);
	else
		run_back(plan, run);
	return true;
}

bool
rescue_passes(const struct plan *plan, struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	if (run->interrupted == 0 ||
	    !rescue_undefined(plan, run, fact, answer) ||
	    want_met(&fact->want, answer))
		return false;
	return passes(plan, run);
}

struct fact
rescue_fact(const struct plan *plan, const struct run *run)
{
	if (run->row != 0)
		return (struct fact){
			.ask = { .kind = OP_NODE_STATE, .on = run->rescue_on },
			.want = { .cares = WANT_STATE, .states = S(UP) },
		};
	return (struct fact){
		.ask = { .kind = OP_GROUP_STATE,
		    .group = plan->site->guests[plan->guest].group },
		.want = { .cares = WANT_STATE |
		    (run->rescue_on != 0 ? WANT_ON : 0u),
		    .states = S(ONLINE), .on = run->rescue_on },
	};
}

bool
rescue_op(const struct plan *plan, const struct run *run, struct op *op)
{
	uint32_t turn = run->rescues / RESCUE_TRIES;
	uint32_t node = run->rescue_on == 0 ? gone_living(plan, run, turn) :
	    turn == 0 ? run->rescue_on : 0;

	*op = (struct op){ .kind = OP_GROUP_SWITCH, .on = node, .to = node,
	    .group = plan->site->guests[plan->guest].group };
	if (run->reset == RESET_STOP)
		*op = (struct op){ .kind = OP_GUEST_STOP, .on = node,
		    .guest = plan->guest };
	return node != 0;
}

/* A guest whose group is online by now, or whose node is gone, is not
 * stopped. */
static void
reset_over(struct run *run)
{
	if (run->reset == RESET_STOP)
		run->reset = RESET_START;
}

void
rescue_gone(const struct plan *plan, struct run *run)
{
	enum moment moment = (enum moment)run->rescue_for;

	assert(run->moment == MOMENT_RESCUE && run->rescue_for <=
	    MOMENT_RESCUE_DO);
	reset_over(run);
	moment_begin(run, moment == MOMENT_PROVE ? MOMENT_ASK : moment);
	if (run_is_verify(run))
		run_verify(plan, run);
}

/* The moment that has waited asks again. */
static void
over(const struct plan *plan, struct run *run)
{
	enum moment moment = (enum moment)run->rescue_for;
	const struct err why = run->why;

	run->rescued = run->rescue_on == 0 ? 1 : run->rescued;
	reset_over(run);
	if (run->way == WAY_FORWARD && run->rescue_on == 0) {
		run_end(plan, run, STUCK, &why);
		return;
	}
	moment_begin(run, moment);
	if (run_is_verify(run))
		run_verify(plan, run);
}

void
rescue_apply(const struct plan *plan, struct run *run,
    const struct answer *answer)
{
	const struct fact fact = rescue_fact(plan, run);
	struct op op;

	assert(run->moment == MOMENT_RESCUE);
	if (want_met(&fact.want, answer) && run->row != 0)
		run->moment = MOMENT_RESCUE_DO;
	else if (want_met(&fact.want, answer))
		over(plan, run);
	else if (want_under_way(&fact.want, answer))
		run_again_busy(plan, run, &fact.ask);
	else if (answer->state == STATE_OFFLINE &&
	    rescue_op(plan, run, &op) && run->rescue_on != 0)
		run->row = 1;
	else if (answer->state == STATE_OFFLINE && rescue_op(plan, run, &op))
		run->moment = MOMENT_RESCUE_DO;
	else
		run_stuck(plan, run, ERR_WORLD_MOVED, &fact.ask,
		    "is not online where it could be");
}

/* Its question decides.  An answer that was lost is waited for before the next
 * node is tried. */
void
rescue_did(struct run *run, const struct result *res)
{
	if (run->reset == RESET_STOP)
		run->reset = RESET_START;
	else
		run->rescues++;
	run->moment = MOMENT_RESCUE;
	run->row = run->asked = 0;
	run->since_ms = run->at_ms;
	if (res->outcome == UNKNOWN)
		run->pausing = op_table[OP_GROUP_SWITCH].late_ms;
}
