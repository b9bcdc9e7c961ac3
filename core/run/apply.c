/*
 * The answer to an operation is applied, in each moment of a run.
 */
#include <assert.h>
#include <stdio.h>

#include "core/base/limits.h"
#include "core/base/rare.h"
#include "core/run/gone.h"
#include "core/run/moment.h"
#include "core/run/moved.h"
#include "core/run/owed.h"
#include "core/run/picture.h"
#include "core/run/rescue.h"
#include "core/run/settle.h"

/* The command comes now. */
static void
command_begin(const struct plan *plan, struct run *run)
{
	owed_begin(plan, run);
	moment_begin(run, MOMENT_DO);
	run->tries++;
}

void
run_check_again(struct run *run)
{
	assert(run->way == WAY_CHECK);
	run->waiting = run->step = 0;
	run->silent = 0;
	run->why = (struct err){ 0 };
	moment_begin(run, (enum moment)run->moment);
}

void
run_change(const struct plan *plan, struct run *run)
{
	struct fact fact;

	if (run->unverified != 0) {
		moment_begin(run, MOMENT_VERIFY_RESUME);
		run_verify(plan, run);
		return;
	}
	moment_begin(run, MOMENT_PROVE);
	if (!moment_fact(plan, run, 0, &fact))
		command_begin(plan, run);
}

static void
apply_skip_if(const struct plan *plan, struct run *run, bool met)
{
	struct fact fact;

	if (met)
		run_passed(plan, run);
	else if (!moment_fact(plan, run, ++run->row, &fact))
		moment_begin(run, plan->steps[run->step].kind == STEP_CHANGE ?
		    MOMENT_ASK : MOMENT_WORK);
}

/* Another run has the lock: those already taken are released, no more. */
RARE static void
locked(const struct plan *plan, struct run *run, const struct fact *fact)
{
	struct err why = { 0 };

	err_set(&why, ERR_LOCKED, "the lock %s on %s belongs to another run",
	    names_text(plan->site->names, KIND_FILE, fact->ask.file),
	    names_text(plan->site->names, KIND_NODE, fact->ask.on));
	run_turn(plan, run, &why);
}

/* It is so already, and yet the command is typed: it says how it is to be from
 * now on, too. */
static bool
is_to_hold(const struct plan *plan, const struct run *run)
{
	return run->way == WAY_FORWARD &&
	    op_table[plan->steps[run->step].op.kind].holds;
}

/* Has somebody else changed it since this run left or checked it? */
static bool
has_moved(const struct plan *plan, const struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	struct want left;

	return run->way == WAY_FORWARD &&
	    !want_under_way(&fact->want, answer) &&
	    picture_left(plan, run,
	    plan->steps[run->step].decide.first + run->row, &left) &&
	    !want_met(&left, answer) && !want_under_way(&left, answer);
}

/* Going back, a guest that somebody has unbound, or that is just being defined,
 * is brought up by its agent. */
static bool
is_agents(const struct plan *plan, const struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	struct op op;

	return run->way == WAY_BACK && gone_of_guest(fact) &&
	    (answer->state == STATE_INACTIVE ||
	    answer->state == STATE_ABSENT) && moment_op(plan, run, &op) &&
	    op_table[op.kind].from_bound != OP_NONE &&
	    gone_is_guarded(plan, run) && !run_suspends(plan, run);
}

static void
apply_ask(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	bool met = want_met(&fact->want, answer);
	struct fact more;

	assert(run->row < PLAN_DECIDES);
	if (!met && has_moved(plan, run, fact, answer)) {
		run_stuck(plan, run, ERR_WORLD_MOVED, &fact->ask,
		    "is no longer as this run left or checked it");
		return;
	}
	if (rescue_passes(plan, run, fact, answer))
		return;
	run->before[run->row] = *answer;
	if (run->way == WAY_FORWARD)
		run->found[plan->steps[run->step].decide.first + run->row] =
		    *answer;
	if (!met)
		run->observed |= (want_under_way(&fact->want, answer) &&
		    !op_table[plan->steps[run->step].op.kind].ends_busy) ||
		    is_agents(plan, run, fact, answer) ?
		    OBSERVED_BUSY : OBSERVED_OTHER;
	if (moment_fact(plan, run, ++run->row, &more))
		return;
	if ((run->observed & OBSERVED_BUSY) != 0)
		run_again_busy(plan, run, &fact->ask);
	else if (run->observed == 0 && !is_to_hold(plan, run))
		run_reached(plan, run, true);
	else if (run->way == WAY_FORWARD && answer->state == STATE_HELD)
		locked(plan, run, fact);
	else
		run_change(plan, run);
}

/* How it is belongs to the reason, and where, if it is elsewhere. */
RARE static void
not_proved(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	char found[80], what[120];
	struct answer is = *answer;

	if (is.on == fact->ask.on)
		is.on = 0;
	snprintf(what, sizeof(what), "is %s: not as this step needs it",
	    run_answer_text(plan, fact, &is, found, sizeof(found)));
	run_stuck(plan, run, ERR_NOT_PROVED, &fact->ask, what);
}

static void
apply_prove(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct fact more;

	if (want_met(&fact->want, answer)) {
		if (!moment_fact(plan, run, ++run->row, &more))
			command_begin(plan, run);
	} else if (want_under_way(&fact->want, answer)) {
		run_again_busy(plan, run, &fact->ask);
	} else if (!rescue_offline(plan, run, fact, answer)) {
		not_proved(plan, run, fact, answer);
	}
}

RARE static void
too_late(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	const struct names *names = plan->site->names;
	const char *step = run_step_text(plan, run);
	struct err why = { 0 };

	if (plan->guest == 0)
		err_set(&why, ERR_TIMEOUT, "%s: %s is %s and does not join",
		    step, names_text(names, KIND_NODE, fact->ask.to),
		    state_name(answer->state));
	else
		err_set(&why, ERR_TIMEOUT, "%s: %s is %s on %s and does not "
		    "come up", step, names_text(names, KIND_GUEST, plan->guest),
		    state_name(answer->state), names_text(names, KIND_NODE,
		    fact->ask.on));
	run_turn(plan, run, &why);
}

/* A check in the middle of the job is not met: the run goes back. */
RARE static void
check_not_met(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct err why = { 0 };
	enum kind kind;
	uint32_t name = op_object(&fact->ask, &kind);

	/* About a node. */
	if (name == 0)
		kind = KIND_NODE;
	err_set(&why, ERR_CHECK_NOT_MET, "%s: %s of %s is %s",
	    run_step_text(plan, run), op_table[fact->ask.kind].name,
	    names_text(plan->site->names, kind, name != 0 ? name :
	    fact->ask.to),
	    state_name((enum state)answer->state));
	run_turn(plan, run, &why);
}

static void
apply_work(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct fact more;

	if (run->row == ROW_GROUP) {
		moved_apply(plan, run, answer);
	} else if (want_met(&fact->want, answer)) {
		if (!moment_fact(plan, run, ++run->row, &more))
			run_reached(plan, run, false);
	} else if (plan->steps[run->step].kind == STEP_CHECK &&
	    !want_under_way(&fact->want, answer)) {
		check_not_met(plan, run, fact, answer);
	} else if (run_limit_passed(plan, run)) {
		too_late(plan, run, fact, answer);
	} else if (moved_asks(plan, run, fact, answer)) {
		run->row = ROW_GROUP;
		run->asked = 0;
	} else {
		run->waiting = 0;
		run_again(run);
		run->asked = 0;
	}
}

/* Has a reboot of its node removed the lock or mount, or is the blackout over?
 * If no other run has it, it is taken again. */
static bool
is_dropped(const struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	const struct op_info *info = &op_table[fact->ask.kind];

	return run->moment == MOMENT_VERIFY_RESUME &&
	    (info->lost_by_reboot || info->kept_up) &&
	    answer->state == STATE_ABSENT && run->relocks < CHANGE_TRIES;
}

static void
apply_verify(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	if (want_met(&fact->want, answer) ||
	    (run->moment == MOMENT_VERIFY_RESUME &&
	    rescue_undefined(plan, run, fact, answer))) {
		run->row++;
		run->relocks = 0;
		run_verify(plan, run);
	} else if (want_under_way(&fact->want, answer)) {
		run_again_busy(plan, run, &fact->ask);
	} else if (is_dropped(run, fact, answer)) {
		run->moment = MOMENT_RELOCK;
	} else if (!rescue_offline(plan, run, fact, answer) &&
	    !rescue_reset(plan, run, fact, answer)) {
		run_stuck(plan, run, answer->state == STATE_HELD ?
		    ERR_LOCKED : ERR_WORLD_MOVED, &fact->ask,
		    answer->state == STATE_HELD ? "belongs to another run now" :
		    "is not as this run left it");
	}
}

static void
apply_moment(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	switch ((enum moment)run->moment) {
	case MOMENT_SKIP_IF:
		apply_skip_if(plan, run, want_met(&fact->want, answer));
		break;
	case MOMENT_ASK:
		apply_ask(plan, run, fact, answer);
		break;
	case MOMENT_PROVE:
		apply_prove(plan, run, fact, answer);
		break;
	case MOMENT_SETTLE:
		run_apply_settle(plan, run, fact, answer);
		break;
	case MOMENT_WORK:
		apply_work(plan, run, fact, answer);
		break;
	case MOMENT_VERIFY:
	case MOMENT_VERIFY_RESUME:
		apply_verify(plan, run, fact, answer);
		break;
	case MOMENT_RESCUE:
		rescue_apply(plan, run, answer);
		break;
	case MOMENT_DO:
	case MOMENT_QUIESCE:
	case MOMENT_RELOCK:
	case MOMENT_RESCUE_DO:
		break;
	}
}

static void
apply_answer(const struct plan *plan, struct run *run,
    const struct result *res)
{
	struct fact buffer;
	struct answer amounts;
	const struct answer *answer = &res->answer;
	const struct fact *fact = moment_fact(plan, run, run->row, &buffer);
	bool fenced;

	assert(fact != NULL);
	if (res->outcome != DONE) {
		run_no_answer(plan, run, &fact->ask);
		return;
	}
	fenced = answer_is_fenced(answer);
	/* Nearly always no node is. */
	if (fenced || run->gone != 0)
		gone_note(run, &fact->ask, answer);
	/* Missing answers are counted for the whole moment where one of them
	 * repeats all its questions; otherwise a question that is never
	 * answered would be asked for ever. */
	if (run->asked != 0 && (run->way == WAY_CHECK || run_is_verify(run)))
		run->asked = 0;
	if (run->way == WAY_CHECK) {
		run_apply_check(plan, run, answer);
		return;
	}
	if (fenced) {
		if (gone_apply(plan, run, fact, answer, &amounts))
			return;
		answer = &amounts;
	}
	apply_moment(plan, run, fact, answer);
}

/* Its question decides whether it is taken: verification asks it again.  What
 * was there before the run, and has gone, is the run's own from now on. */
static void
apply_relock(const struct plan *plan, struct run *run)
{
	const struct known *known = &plan->facts[run->row % plan->fact_count];

	if (run->done[known->step] == STEP_ALREADY) {
		run->done[known->step] = STEP_DONE;
		run->found[plan->steps[known->step].decide.first] =
		    (struct answer){ .state = STATE_ABSENT };
	}
	run->moment = MOMENT_VERIFY_RESUME;
	run->relocks++;
}

/* In a moment that asks no fact. */
static void
apply_own(const struct plan *plan, struct run *run, const struct result *res)
{
	if (run->moment == MOMENT_RELOCK)
		apply_relock(plan, run);
	else if (run->moment == MOMENT_RESCUE_DO)
		rescue_did(run, res);
	else if (run->moment == MOMENT_QUIESCE)
		run_apply_quiesce(plan, run, res);
	else
		run_apply_change(run, res);
}

void
run_apply(const struct plan *plan, struct run *run, const struct result *res)
{
	assert(res->outcome == DONE || res->outcome == FAILED ||
	    res->outcome == UNKNOWN);
	if (run->ending != GOING)
		return;
	run->news = NEWS_NONE;
	run->at_ms = res->at_ms;
	if (run->pausing != 0)
		run->pausing = 0;
	else if (moment_asks(run))
		apply_answer(plan, run, res);
	else
		apply_own(plan, run, res);
	if (run->ending == GOING && run->at_ms > LIMIT_CLOCK_MS)
		run_out_of_time(plan, run);
}
