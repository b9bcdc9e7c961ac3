/*
 * Did a change take effect?  Its question decides, whatever the command
 * reported.
 */
#include "core/run/gone.h"
#include "core/run/moment.h"
#include "core/run/rescue.h"
#include "core/run/settle.h"

/* A leap is not tried again by itself.  Going back there is no other way, so
 * it is when the operator has resumed the run since. */
static bool
may_again(const struct run *run, const struct op *op)
{
	return op_table[op->kind].again != AGAIN_NEVER ||
	    (run->way == WAY_BACK && run->unverified != 0);
}

/* The change had no effect and will have none: try again, or turn back.  Going
 * back, a run cannot turn, so even a refusal is tried again after a pause; and
 * what was refused because the manager was at work is no refusal. */
static void
failed(const struct plan *plan, struct run *run)
{
	struct op op;

	/* Neither on nor back is anything typed without the lock. */
	if (run->reported.code == ERR_LOCK_LOST && run->lost == 0) {
		run_end(plan, run, STUCK, &run->reported);
		return;
	}
	if (run->way == WAY_FORWARD && run->rollback != 0) {
		run->done[run->step] = STEP_UNDONE;
		run_rollback(plan, run);
		return;
	}
	moment_op(plan, run, &op);
	if ((run->lost != 0 || run->way == WAY_BACK || run->verified != 0 ||
	    run->reported.code == ERR_IN_TRANSITION) &&
	    run->tries < CHANGE_TRIES && may_again(run, &op)) {
		run_change(plan, run);
		run->pausing = run->lost != 0 ? 0 : ASK_AGAIN_MS;
		return;
	}
	if (run->reported.code == ERR_NONE)
		err_set(&run->reported, ERR_NO_EFFECT, "%s: the command "
		    "reported success, and nothing has changed",
		    run_step_text(plan, run));
	/* What it found is unchanged, and is verified before an ending. */
	if (run->way == WAY_FORWARD) {
		run->done[run->step] = STEP_UNDONE;
		run_turn(plan, run, &run->reported);
		return;
	}
	run_end(plan, run, STUCK, &run->reported);
}

/* A command took effect in part.  Going forward, that is undone like the whole;
 * going back, the command is tried again. */
static void
partly_done(const struct plan *plan, struct run *run)
{
	const struct err reported = run->reported;

	if (run->way == WAY_BACK) {
		run->lost = 1;
		failed(plan, run);
		return;
	}
	err_set(&run->reported, ERR_HALF_DONE, "%s: only a part of the command "
	    "took effect%s%s", run_step_text(plan, run),
	    reported.code != ERR_NONE ? ": " : "", reported.text);
	run->done[run->step] = STEP_DONE;
	run->partly = run->step + 1;
	if (run->rollback != 0)
		run_rollback(plan, run);
	else
		run_turn(plan, run, &run->reported);
}

static bool
is_partial(const struct plan *plan, const struct run *run,
    const struct answer *answer)
{
	struct op op;

	moment_op(plan, run, &op);
	return (op_table[op.kind].partial & STATE_BIT(answer->state)) != 0;
}

/* Is it one command with several effects, of which some may be missing? */
static bool
is_compound(const struct plan *plan, const struct run *run)
{
	return op_table[plan->steps[run->step].op.kind].compound;
}

/* Is it unknown when the change took effect, and so whether its preconditions
 * held then? */
static bool
is_late_unproved(const struct plan *plan, const struct run *run)
{
	return run->way == WAY_FORWARD && run->lost != 0 &&
	    run->reported.code != ERR_NONE &&
	    op_table[plan->steps[run->step].op.kind].fresh_proof;
}

static void
late_unproved(const struct plan *plan, struct run *run)
{
	struct err why = { 0 };

	err_set(&why, ERR_NOT_PROVED, "%s: it took effect at an unknown time, "
	    "and its preconditions may not have held then",
	    run_step_text(plan, run));
	run->done[run->step] = STEP_DONE;
	if (run->rollback != 0)
		run_rollback(plan, run);
	else
		run_turn(plan, run, &why);
}

/* It was so before, and its command has said that it is to stay so. */
static bool
is_to_hold(const struct plan *plan, const struct run *run)
{
	return run->way == WAY_FORWARD && run->reported.code == ERR_NONE &&
	    op_table[plan->steps[run->step].op.kind].holds;
}

static void
quiesce_begin(struct run *run)
{
	uint32_t kept = run->observed & (OBSERVED_PARTIAL | OBSERVED_SAME);

	moment_begin(run, MOMENT_QUIESCE);
	run->observed = kept;
}

/* Was somebody else faster?  Then none of it is ours, as after a refusal. */
static bool
is_rival(const struct plan *plan, const struct run *run,
    const struct answer *answer)
{
	enum state rival;
	struct op op;

	moment_op(plan, run, &op);
	rival = op_table[op.kind].rival;
	return rival != STATE_STRANGE && answer->state == rival;
}

/* It is not as wanted, and nothing is under way. */
static uint32_t
observed_other(const struct plan *plan, const struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	struct want found = want_back(&fact->want, &run->before[run->row]);

	if (want_met(&found, answer) || is_rival(plan, run, answer))
		return OBSERVED_FOUND;
	return is_partial(plan, run, answer) ? OBSERVED_PARTIAL :
	    OBSERVED_OTHER;
}

void
run_apply_settle(const struct plan *plan, struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	struct fact more;

	if (rescue_passes(plan, run, fact, answer))
		return;
	if (want_met(&fact->want, answer))
		run->observed |= want_met(&fact->want,
		    &run->before[run->row]) ? OBSERVED_SAME : OBSERVED_MET;
	else if (want_under_way(&fact->want, answer))
		run->observed |= OBSERVED_BUSY;
	else
		run->observed |= observed_other(plan, run, fact, answer);
	if (moment_fact(plan, run, ++run->row, &more))
		return;
	/* What was so before says nothing, unless all of it was.  Then the
	 * change is no longer needed, as when a rollback goes further back than
	 * the run did; but it has begun, and may still take effect. */
	if (run->observed == OBSERVED_SAME && run->lost != 0 &&
	    !is_to_hold(plan, run)) {
		quiesce_begin(run);
		return;
	}
	if (run->observed == OBSERVED_SAME)
		run->observed = OBSERVED_MET;
	run->observed &= ~(uint32_t)OBSERVED_SAME;
	if (run->observed == (OBSERVED_MET | OBSERVED_FOUND) &&
	    is_compound(plan, run))
		run->observed = OBSERVED_PARTIAL;
	if (run->observed == OBSERVED_MET && is_late_unproved(plan, run))
		late_unproved(plan, run);
	else if (run->observed == OBSERVED_MET)
		run_reached(plan, run, false);
	else if ((run->observed & OBSERVED_OTHER) != 0)
		run_stuck(plan, run, ERR_WORLD_MOVED, &fact->ask,
		    "is neither as it was nor as it should be");
	else if ((run->observed & OBSERVED_PARTIAL) == 0 &&
	    run->observed != OBSERVED_FOUND)
		run_again_busy(plan, run, &fact->ask);
	else if (run->lost == 0 && run->observed == OBSERVED_FOUND)
		failed(plan, run);
	else
		quiesce_begin(run);
}

/* While the effect may still come, a change without effect has not failed. */
void
run_apply_quiesce(const struct plan *plan, struct run *run,
    const struct result *res)
{
	struct op op, ask;
	int64_t late_ms, waited_ms = run->at_ms - run->reported_ms;

	moment_op(plan, run, &op);
	ask = run_quiesce_ask(&op);
	late_ms = op_table[op.kind].late_ms;
	if (res->outcome == DONE)
		gone_note(run, &ask, &res->answer);
	if (res->outcome != DONE && op_table[op.kind].ends_place &&
	    waited_ms < run_limit_ms(plan, run)) {
		/* It is on its way down: its silence says nothing. */
		moment_begin(run, MOMENT_SETTLE);
		run->pausing = run_pause_ms(waited_ms);
	} else if (res->outcome != DONE) {
		run_no_answer(plan, run, &ask);
	} else if (res->answer.state == STATE_AT_WORK &&
	    waited_ms >= run_limit_ms(plan, run)) {
		run_stuck(plan, run, ERR_TIMEOUT, &ask, "is still at work");
	} else if (res->answer.state == STATE_AT_WORK ||
	    (run->lost != 0 && waited_ms < late_ms)) {
		moment_begin(run, MOMENT_SETTLE);
		run->pausing = run_pause_ms(waited_ms);
	} else if (run->observed == OBSERVED_PARTIAL) {
		partly_done(plan, run);
	} else if (run->observed == OBSERVED_SAME) {
		run_reached(plan, run, false);
	} else {
		failed(plan, run);
	}
}

void
run_apply_change(struct run *run, const struct result *res)
{
	if (res->err.code != ERR_NONE)
		run->reported = res->err;
	else if (run->reported.code != ERR_NONE)
		run->reported = (struct err){ 0 };
	run->reported_ms = run->at_ms;
	run->lost = res->outcome != FAILED;
	moment_begin(run, MOMENT_SETTLE);
}
