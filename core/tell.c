/*
 * What came of an operation, taken in: the table of moments.
 */
#include "core/moment.h"

#include <stdio.h>

#include "core/picture.h"

static const char *
step_text(const struct plan *plan, const struct run *run)
{
	if (run->way == WAY_CHECK)
		return plan->checks[run->step].name;
	return run->step < plan->step_count ? plan->steps[run->step].name :
	    "the last look";
}

static void
stuck(const struct plan *plan, struct run *run, enum err_code code,
    const struct op *ask, const char *what)
{
	const struct names *names = plan->site->names;
	struct err why = { 0 };
	char place[80] = "";
	enum kind kind;
	uint32_t name = op_object(ask, &kind);

	if (ask->on != 0)
		site_place(names, ask->on, place, sizeof(place));
	err_set(&why, code, "%s: %s of %s%s%s %s", step_text(plan, run),
	    op_table[ask->kind].name, kind == KIND_NONE ? "the node" :
	    names_text(names, kind, name), ask->on != 0 ? " on " : "", place,
	    what);
	run_end(plan, run, run->way == WAY_CHECK ? REFUSED : STUCK, &why);
}

/* Ask once more in a while; the whole moment anew. */
static void
again(struct run *run)
{
	run->row = run->moment == MOMENT_LOOK ? run->row : 0;
	run->seen = 0;
	run->pausing = ASK_AGAIN_MS;
}

static bool
limit_passed(const struct plan *plan, const struct run *run)
{
	int64_t limit_ms = run->way == WAY_CHECK ||
	    run->moment == MOMENT_LOOK ? (int64_t)LOOK_LIMIT_MS :
	    plan->steps[run->step].limit_ms;

	return run->at_ms - run->since_ms >= limit_ms;
}

static void
again_busy(const struct plan *plan, struct run *run, const struct op *ask)
{
	if (limit_passed(plan, run))
		stuck(plan, run, ERR_TIMEOUT, ask,
		    "is under way and does not end");
	else
		again(run);
}

static void
no_answer(const struct plan *plan, struct run *run, const struct op *ask)
{
	if (++run->asked >= ASK_TIMES)
		stuck(plan, run, ERR_NO_ANSWER, ask, "was not answered");
	else
		again(run);
}

static void
change_begin(const struct plan *plan, struct run *run)
{
	struct fact fact;

	moment_begin(run, MOMENT_PROVE);
	if (!moment_fact(plan, run, 0, &fact)) {
		moment_begin(run, MOMENT_DO);
		run->tries++;
	}
}

static void
tell_unless(const struct plan *plan, struct run *run, bool met)
{
	struct fact fact;

	run->row++;
	if (!met)
		moment_begin(run, MOMENT_ASK);
	else if (!moment_fact(plan, run, run->row, &fact))
		run_passed(plan, run);
}

static void
tell_ask(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct fact more;

	run->before[run->row] = *answer;
	if (run->way == WAY_FORWARD)
		run->found[plan->steps[run->step].decide.first + run->row] =
		    *answer;
	if (!want_met(&fact->want, answer))
		run->seen |= want_coming(&fact->want, answer) ?
		    SEEN_BUSY : SEEN_OTHER;
	if (moment_fact(plan, run, ++run->row, &more))
		return;
	if ((run->seen & SEEN_BUSY) != 0)
		again_busy(plan, run, &fact->ask);
	else if (run->seen == 0)
		run_reached(plan, run, true);
	else
		change_begin(plan, run);
}

static void
tell_prove(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct fact more;

	if (want_met(&fact->want, answer)) {
		if (!moment_fact(plan, run, ++run->row, &more)) {
			moment_begin(run, MOMENT_DO);
			run->tries++;
		}
	} else if (want_coming(&fact->want, answer)) {
		again_busy(plan, run, &fact->ask);
	} else {
		stuck(plan, run, ERR_NOT_PROVED, &fact->ask,
		    "is not as it must be for this step");
	}
}

/* Nothing came of the change and nothing will: try again, or turn. */
static void
failed(const struct plan *plan, struct run *run)
{
	struct op op;

	moment_op(plan, run, &op);
	if (run->lost != 0 && run->tries < CHANGE_TRIES &&
	    op_table[op.kind].again != AGAIN_NEVER) {
		change_begin(plan, run);
		return;
	}
	if (run->said.code == ERR_NONE)
		err_set(&run->said, ERR_NO_EFFECT, "%s: the command said it "
		    "was done, and nothing has changed", step_text(plan, run));
	if (run->way == WAY_FORWARD)
		run_turn(plan, run, &run->said);
	else
		run_end(plan, run, STUCK, &run->said);
}

static void
tell_settle(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct want found = want_back(&fact->want, &run->before[run->row]);
	struct fact more;

	if (want_met(&fact->want, answer))
		run->seen |= SEEN_MET;
	else if (want_coming(&fact->want, answer))
		run->seen |= SEEN_BUSY;
	else
		run->seen |= want_met(&found, answer) ? SEEN_FOUND :
		    SEEN_OTHER;
	if (moment_fact(plan, run, ++run->row, &more))
		return;
	if (run->seen == SEEN_MET)
		run_reached(plan, run, false);
	else if ((run->seen & SEEN_OTHER) != 0)
		stuck(plan, run, ERR_WORLD_MOVED, &fact->ask,
		    "is neither as it was nor as it should be");
	else if (run->seen != SEEN_FOUND)
		again_busy(plan, run, &fact->ask);
	else if (run->lost == 0)
		failed(plan, run);
	else
		moment_begin(run, MOMENT_REST);
}

/* While an effect may still come, "not there yet" is not "failed". */
static void
tell_rest(const struct plan *plan, struct run *run,
    const struct result *res)
{
	struct op op, ask;
	int64_t late_ms, waited_ms = run->at_ms - run->said_ms;

	moment_op(plan, run, &op);
	ask = (struct op){ .kind = OP_COMMAND_STATE, .on = op.on };
	late_ms = op_table[op.kind].late_ms;
	if (res->outcome != DONE) {
		no_answer(plan, run, &ask);
	} else if (res->answer.state == STATE_AT_WORK &&
	    waited_ms >= plan->steps[run->step].limit_ms) {
		stuck(plan, run, ERR_TIMEOUT, &ask, "is still at work");
	} else if (res->answer.state == STATE_AT_WORK ||
	    waited_ms < late_ms) {
		moment_begin(run, MOMENT_SETTLE);
		run->pausing = ASK_AGAIN_MS;
	} else {
		failed(plan, run);
	}
}

static void
tell_change(struct run *run, const struct result *res)
{
	run->said = res->err;
	run->said_ms = run->at_ms;
	run->lost = res->outcome != FAILED;
	moment_begin(run, MOMENT_SETTLE);
}

static void
tell_work(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct err why = { 0 };
	struct fact more;

	if (want_met(&fact->want, answer)) {
		if (!moment_fact(plan, run, ++run->row, &more))
			run_reached(plan, run, false);
	} else if (limit_passed(plan, run)) {
		err_set(&why, ERR_TIMEOUT, "%s: %s is %s on %s and does not "
		    "come up", step_text(plan, run),
		    names_text(plan->site->names, KIND_GUEST, plan->guest),
		    state_name(answer->state),
		    names_text(plan->site->names, KIND_NODE, fact->ask.on));
		run_turn(plan, run, &why);
	} else {
		again(run);
	}
}

static void
tell_look(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer)
{
	struct fact same;

	if (want_met(&fact->want, answer)) {
		run->row = picture_next(plan, run, run->row, &same) + 1;
		run_look(plan, run);
	} else if (want_coming(&fact->want, answer)) {
		again_busy(plan, run, &fact->ask);
	} else {
		stuck(plan, run, ERR_WORLD_MOVED, &fact->ask,
		    "is not as this run has left it");
	}
}

/* The part of an answer that was cared for. */
static const char *
answer_text(const struct plan *plan, const struct fact *fact,
    const struct answer *answer, char *room, size_t size)
{
	enum kind kind = op_table[fact->ask.kind].value;

	if ((fact->want.cares & WANT_AT_LEAST) != 0)
		snprintf(room, size, "%lld", (long long)answer->number);
	else if ((fact->want.cares & WANT_VALUE) != 0 && answer->value != 0 &&
	    kind != KIND_NONE)
		snprintf(room, size, "%s", names_text(plan->site->names, kind,
		    answer->value));
	else
		snprintf(room, size, "%s%s%s",
		    state_name((enum state)answer->state),
		    answer->on != 0 ? " on " : "",
		    names_text(plan->site->names, KIND_NODE, answer->on));
	return room;
}

static void
tell_check(const struct plan *plan, struct run *run,
    const struct answer *answer)
{
	const struct check *check = &plan->checks[run->step];
	const struct names *names = plan->site->names;
	char place[80] = "the cluster", found[80];

	if (check->fact.ask.on != 0)
		site_place(names, check->fact.ask.on, place, sizeof(place));
	if (!want_met(&check->fact.want, answer) &&
	    run->why.code == ERR_NONE)
		err_set(&run->why, check->code,
		    "%s on %s: expected: %s; found: %s", check->name, place,
		    check->expect, answer_text(plan, &check->fact, answer,
		    found, sizeof(found)));
	run_checked(plan, run);
}

static void
tell_answer(const struct plan *plan, struct run *run,
    const struct result *res)
{
	struct fact fact;

	moment_fact(plan, run, run->row, &fact);
	if (res->outcome != DONE) {
		no_answer(plan, run, &fact.ask);
		return;
	}
	run->asked = 0;
	if (run->way == WAY_CHECK) {
		tell_check(plan, run, &res->answer);
		return;
	}
	switch ((enum moment)run->moment) {
	case MOMENT_UNLESS:
		tell_unless(plan, run, want_met(&fact.want, &res->answer));
		break;
	case MOMENT_ASK:
		tell_ask(plan, run, &fact, &res->answer);
		break;
	case MOMENT_PROVE:
		tell_prove(plan, run, &fact, &res->answer);
		break;
	case MOMENT_SETTLE:
		tell_settle(plan, run, &fact, &res->answer);
		break;
	case MOMENT_WORK:
		tell_work(plan, run, &fact, &res->answer);
		break;
	case MOMENT_LOOK:
		tell_look(plan, run, &fact, &res->answer);
		break;
	case MOMENT_DO:
	case MOMENT_REST:
		break;
	}
}

void
run_tell(const struct plan *plan, struct run *run, const struct result *res)
{
	if (run->ending != GOING)
		return;
	run->news = NEWS_NONE;
	run->at_ms = res->at_ms;
	if (run->pausing != 0)
		run->pausing = 0;
	else if (run->way != WAY_CHECK && run->moment == MOMENT_DO)
		tell_change(run, res);
	else if (run->way != WAY_CHECK && run->moment == MOMENT_REST)
		tell_rest(plan, run, res);
	else
		tell_answer(plan, run, res);
}
