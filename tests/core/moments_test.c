/*
 * Moments of whole plans, told by hand: two facts to a step, proofs, half
 * changes, late effects, what an operator decides, what a listener hears.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/run/drive.h"
#include "core/run/moment.h"
#include "tests/posts_fixture.h"

#define BIT(state)	STATE_BIT(STATE_##state)

enum { CALLS = 5000, HEARD = 4000 };

struct stage {
	struct backend	 door;		/* first */
	struct sink	 ear;
	struct arena	 arena;
	struct plan	*plan;
	struct run	 run;
	int64_t		 at_ms;
	int64_t		 limit_ms;	/* of the last operation */
	struct event	 heard[HEARD];
	unsigned	 heard_count;
};

static struct answer
met(const struct want *want)
{
	struct answer answer = { .state = STATE_PRESENT, .on = want->on,
	    .value = want->value, .number = want->number };

	for (uint32_t s = 0; s < STATES; s++)
		if ((want->cares & WANT_STATE) != 0 &&
		    (want->states >> s & 1) != 0) {
			answer.state = s;
			break;
		}
	return answer;
}

/* What a step of that kind finds, when all goes well. */
static struct answer
found(const struct op *op, const struct want *want)
{
	switch ((enum op_kind)op->kind) {
	case OP_GUEST_HALT:
		return (struct answer){ .state = STATE_RUNNING };
	case OP_GUEST_STOP:
		return (struct answer){ .state = STATE_AT_OK };
	case OP_GUEST_UNBIND:
	case OP_GUEST_START:
		return (struct answer){ .state = STATE_BOUND };
	case OP_GUEST_BIND:
		return (struct answer){ .state = STATE_INACTIVE };
	case OP_GUEST_INSTALL:
		return (struct answer){ .state = STATE_AT_OK };
	case OP_GROUP_SWITCH:
		return (struct answer){ .state = STATE_ONLINE,
		    .on = 3 - op->to };
	case OP_GROUP_ONLINE:
		return (struct answer){ .state = STATE_UNMANAGED };
	case OP_GROUP_SUSPEND:
		return (struct answer){ .state = STATE_RESUMED };
	case OP_GROUP_RESUME:
		return (struct answer){ .state = STATE_SUSPENDED };
	default:
		return (struct answer){ .state = (want->states &
		    BIT(ABSENT)) != 0 ? STATE_INACTIVE : STATE_ABSENT };
	}
}

/* The answer that leads on. */
static struct answer
good(const struct stage *stage)
{
	const struct run *run = &stage->run;
	struct fact fact = { 0 };
	struct op op;

	if (!moment_fact(stage->plan, run, run->row, &fact) ||
	    run->way == WAY_CHECK || run->moment != MOMENT_ASK)
		return run->moment == MOMENT_SKIP_IF && run->way != WAY_CHECK ?
		    (struct answer){ .state = STATE_ABSENT } :
		    run->moment == MOMENT_QUIESCE ?
		    (struct answer){ .state = STATE_NONE } : met(&fact.want);
	if (run->way == WAY_FORWARD)
		return found(&stage->plan->steps[run->step].op, &fact.want);
	moment_op(stage->plan, run, &op);
	return found(&op, &fact.want);
}

static struct op
next(struct stage *stage)
{
	struct op op = { 0 };

	assert_true(run_next(stage->plan, &stage->run, &op,
	    &stage->limit_ms));
	return op;
}

static void
emit(struct stage *stage, struct result res)
{
	struct op op = next(stage);

	if (op.kind == OP_PAUSE)
		stage->at_ms += op.number;
	res.at_ms = stage->at_ms;
	run_apply(stage->plan, &stage->run, &res);
}

static void
tell_state(struct stage *stage, enum state state)
{
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = { .state = state } });
}

static void
tell_good(struct stage *stage)
{
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = good(stage) });
}

/* The same answer, without waiting for it, to the n next questions. */
static void
tell_goods(struct stage *stage, int n)
{
	while (n-- > 0)
		tell_good(stage);
}

static void
tell_refused(struct stage *stage)
{
	struct result res = { .outcome = FAILED };

	err_set(&res.err, ERR_EXISTS, "planted");
	emit(stage, res);
}

static void
tell_nothing(struct stage *stage)
{
	struct result res = { .outcome = UNKNOWN };

	err_set(&res.err, ERR_NO_ANSWER, "planted");
	emit(stage, res);
}

static void
assert_op(struct stage *stage, enum op_kind kind, uint32_t on)
{
	struct op op = next(stage);

	assert_string_equal(op_table[op.kind].name, op_table[kind].name);
	assert_int_equal(op.on, on);
}

static uint32_t
at(const struct stage *stage, const char *name)
{
	return posts_step(stage->plan, name);
}

/* All goes well until that moment of that step has come. */
static void
come_to(struct stage *stage, const char *name, enum moment moment)
{
	uint32_t step = at(stage, name);

	for (int i = 0; i < CALLS; i++) {
		if (stage->run.way != WAY_CHECK && stage->run.step == step &&
		    stage->run.moment == moment && stage->run.pausing == 0)
			return;
		tell_good(stage);
	}
	fail_msg("%s is not come to", name);
}

/* It fails, nothing has come of it, and the run turns. */
static void
refuse(struct stage *stage, const char *name)
{
	struct answer before[PLAN_DECIDES];

	come_to(stage, name, MOMENT_DO);
	tell_refused(stage);
	memcpy(before, stage->run.before, sizeof(before));
	for (uint32_t row = 0; stage->run.moment == MOMENT_SETTLE &&
	    stage->run.way == WAY_FORWARD; row++)
		emit(stage, (struct result){ .outcome = DONE,
		    .answer = before[row] });
	assert_int_equal(stage->run.way, WAY_BACK);
}

static void
go_on(struct stage *stage)
{
	for (int i = 0; i < CALLS && stage->run.ending == GOING; i++)
		tell_good(stage);
}

static void
pass_checks(struct stage *stage)
{
	while (stage->run.way == WAY_CHECK)
		tell_good(stage);
}

static void
decide(struct stage *stage, enum decision decision)
{
	struct err err = { 0 };

	if (!run_decide(stage->plan, &stage->run, decision, stage->at_ms,
	    &err))
		fail_msg("%s", err.text);
}

static void
assert_undecided(struct stage *stage, enum decision decision,
    enum err_code code)
{
	struct run before = stage->run;
	struct err err = { 0 };

	assert_false(run_decide(stage->plan, &stage->run, decision, 0, &err));
	assert_int_equal(err.code, code);
	assert_memory_equal(&before, &stage->run, sizeof(before));
}

static struct want
wanted(const struct stage *stage)
{
	struct fact fact;

	assert_true(moment_fact(stage->plan, &stage->run, stage->run.row,
	    &fact));
	return fact.want;
}

static int64_t
stage_now_ms(struct backend *door)
{
	return ((struct stage *)door)->at_ms;
}

/* A pause takes as long as it says, everything else a second. */
static uint64_t
stage_begin(struct backend *door, const struct op *op, struct result *res)
{
	(void)door;
	(void)res;
	return op->kind == OP_PAUSE ? (uint64_t)op->number : 1000;
}

static bool
stage_wait(struct backend *door, uint64_t ms, int64_t until_ms,
    struct result *res)
{
	struct stage *stage = (struct stage *)door;

	stage->limit_ms = until_ms - stage->at_ms;
	stage->at_ms += (int64_t)ms;
	res->answer = good(stage);
	return true;
}

static void
stage_hear(struct sink *ear, const struct event *event)
{
	struct stage *stage = (struct stage *)((char *)ear -
	    offsetof(struct stage, ear));

	assert_in_range(stage->heard_count, 0, HEARD - 1);
	stage->heard[stage->heard_count++] = *event;
}

static struct stage *
stage_of(const char *job)
{
	struct stage *stage = test_calloc(1, sizeof(*stage));

	stage->door.name = "stage";
	stage->door.now_ms = stage_now_ms;
	stage->door.begin = stage_begin;
	stage->door.wait = stage_wait;
	stage->ear.emit = stage_hear;
	stage->plan = posts_plan(&stage->arena, posts_site(&stage->arena),
	    job);
	run_start(stage->plan, &stage->run);
	return stage;
}

static int
services(void **state)
{
	*state = stage_of("services node1");
	return 0;
}

static int
create(void **state)
{
	*state = stage_of("create ldom1");
	return 0;
}

static int
switches(void **state)
{
	*state = stage_of("switch ldom1");
	return 0;
}

static int
end(void **state)
{
	struct stage *stage = *state;

	arena_drop(&stage->arena);
	test_free(stage);
	return 0;
}

static void
what_goes_well_arrives(void **state)
{
	struct stage *stage = *state;

	go_on(stage);
	assert_int_equal(stage->run.ending, ARRIVED);
	assert_int_equal(stage->run.exit, EXIT_OK);
}

/* Checks. */

static void
the_first_check_that_is_not_met_is_the_reason(void **state)
{
	struct stage *stage = *state;

	tell_state(stage, STATE_DOWN);
	tell_state(stage, STATE_MISSING);
	go_on(stage);
	assert_int_equal(stage->run.ending, REFUSED);
	assert_int_equal(stage->run.why.code, ERR_NODE_DOWN);
	assert_undecided(stage, DECIDE_RESUME, ERR_RUN_ENDED);
	assert_undecided(stage, DECIDE_ROLLBACK, ERR_RUN_ENDED);
}

static void
a_check_without_an_answer_refuses(void **state)
{
	struct stage *stage = *state;

	while (stage->run.ending == GOING)
		tell_nothing(stage);
	assert_int_equal(stage->run.ending, REFUSED);
	assert_int_equal(stage->run.exit, EXIT_REFUSED);
	assert_non_null(strstr(stage->run.why.text, "on node1"));
}

/* Ask, prove, do. */

static void
one_fact_as_wanted_is_not_all_of_them(void **state)
{
	struct stage *stage = *state;
	struct answer slice;

	come_to(stage, "label", MOMENT_ASK);
	slice = met(&stage->plan->facts[0].fact.want);
	tell_state(stage, STATE_PRESENT);
	assert_op(stage, OP_DEVICE_STATE, 2);
	emit(stage, (struct result){ .outcome = DONE, .answer = slice });
	assert_int_equal(stage->run.moment, MOMENT_PROVE);
	tell_good(stage);
	assert_op(stage, OP_DEVICE_LABEL, 1);
	tell_good(stage);
	emit(stage, (struct result){ .outcome = DONE, .answer = slice });
	tell_state(stage, STATE_PRESENT);
	assert_int_equal(stage->run.done[0], STEP_AHEAD);
}

static void
each_fact_is_compared_with_its_own_answer_from_before(void **state)
{
	struct stage *stage = *state;
	struct answer one = { .state = STATE_PRESENT, .value = 1 };
	struct answer two = { .state = STATE_PRESENT, .value = 2 };

	come_to(stage, "label", MOMENT_ASK);
	emit(stage, (struct result){ .outcome = DONE, .answer = one });
	emit(stage, (struct result){ .outcome = DONE, .answer = two });
	assert_int_equal(stage->run.found[0].value, 1);
	assert_int_equal(stage->run.found[1].value, 2);
	tell_good(stage);
	tell_refused(stage);
	emit(stage, (struct result){ .outcome = DONE, .answer = one });
	emit(stage, (struct result){ .outcome = DONE, .answer = two });
	/* And so it is by the look before the ending. */
	emit(stage, (struct result){ .outcome = DONE, .answer = one });
	emit(stage, (struct result){ .outcome = DONE, .answer = two });
	assert_int_equal(stage->run.ending, RETURNED);
	assert_int_equal(stage->run.why.code, ERR_EXISTS);
}

static void
what_is_under_way_is_asked_again_before_anything_is_done(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "try-there", MOMENT_ASK);
	tell_state(stage, STATE_PENDING);
	assert_op(stage, OP_PAUSE, 0);
	assert_true(stage->limit_ms >= 10000);
	tell_good(stage);
	assert_op(stage, OP_GROUP_STATE, 0);
	assert_int_equal(stage->run.moment, MOMENT_ASK);
}

static void
who_is_under_way_has_answered(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "try-there", MOMENT_ASK);
	for (int i = 0; i < 3; i++) {
		tell_nothing(stage);
		tell_good(stage);
	}
	tell_state(stage, STATE_PENDING);
	tell_good(stage);
	tell_nothing(stage);
	assert_int_equal(stage->run.ending, GOING);
}

static void
what_is_under_way_has_a_limit(void **state)
{
	struct stage *stage = *state;
	int64_t begun_ms;

	come_to(stage, "try-there", MOMENT_SETTLE);
	begun_ms = stage->at_ms;
	for (int i = 0; i < CALLS && stage->run.ending == GOING; i++)
		tell_state(stage, STATE_PENDING);
	assert_int_equal(stage->run.why.code, ERR_TIMEOUT);
	assert_int_equal(stage->at_ms - begun_ms, 130000);
}

static void
a_moment_that_was_interrupted_begins_anew(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "label", MOMENT_ASK);
	tell_good(stage);
	assert_op(stage, OP_DEVICE_STATE, 2);
	tell_nothing(stage);
	tell_good(stage);
	assert_op(stage, OP_DEVICE_STATE, 1);
}

static void
an_answer_ends_the_count_of_those_that_did_not_come(void **state)
{
	struct stage *stage = *state;

	for (int i = 0; i < 3; i++) {
		tell_nothing(stage);
		tell_good(stage);
	}
	tell_good(stage);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(stage->run.ending, GOING);
		tell_nothing(stage);
		tell_good(stage);
	}
	assert_int_equal(stage->run.ending, GOING);
	tell_nothing(stage);
	assert_int_equal(stage->run.ending, REFUSED);
}

/* One of two questions is answered every time, the other never. */
static void
a_question_that_is_never_answered_is_not_asked_for_ever(void **state)
{
	struct stage *stage = *state;
	int asked = 0;

	come_to(stage, "label", MOMENT_ASK);
	for (; asked < CALLS && stage->run.ending == GOING; asked++)
		if (stage->run.row == 1)
			tell_nothing(stage);
		else
			tell_good(stage);
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.exit, EXIT_UNKNOWN);
	assert_in_range(asked, 8, 12);
}

static void
each_operation_has_its_own_limit(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "disk:disk0", MOMENT_ASK);
	next(stage);
	assert_int_equal(stage->limit_ms, 30000);
	come_to(stage, "disk:disk0", MOMENT_DO);
	next(stage);
	assert_int_equal(stage->limit_ms, stage->plan->steps[at(stage,
	    "disk:disk0")].limit_ms);
}

/* P10: every proof, of this step, right before each try. */
static void
nothing_is_done_before_every_proof_of_it_is_met(void **state)
{
	struct stage *stage = *state;
	struct op op;

	come_to(stage, "pool-there", MOMENT_ASK);
	tell_good(stage);
	op = next(stage);
	assert_true(op_equal(&op, &stage->plan->proofs[stage->plan->steps[
	    at(stage, "pool-there")].preconditions.first].ask));
	assert_op(stage, OP_GUEST_STATE, 1);
	tell_state(stage, STATE_INACTIVE);
	assert_op(stage, OP_GUEST_STATE, 2);
	tell_state(stage, STATE_BOUND);
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.why.code, ERR_NOT_PROVED);
	assert_int_equal(stage->run.exit, EXIT_STUCK);
}

/* P10 */
static void
the_proof_of_a_forced_operation_is_asked_anew(void **state)
{
	struct stage *stage = *state;
	struct step *step = &stage->plan->steps[at(stage, "pool-there")];

	come_to(stage, "pool-there", MOMENT_PROVE);
	assert_int_equal(next(stage).forced, 0);
	step->op.forced = 1;
	assert_int_equal(next(stage).forced, 1);
	assert_int_equal(next(stage).kind, OP_GUEST_STATE);
	come_to(stage, "pool-there", MOMENT_SETTLE);
	assert_int_equal(next(stage).forced, 0);
}

static void
a_proof_is_asked_again_for_every_try(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "pool-there", MOMENT_DO);
	tell_nothing(stage);
	while (stage->run.moment != MOMENT_PROVE)
		emit(stage, (struct result){ .outcome = DONE,
		    .answer = stage->run.moment == MOMENT_QUIESCE ?
		    (struct answer){ .state = STATE_NONE } :
		    stage->run.before[0] });
	tell_good(stage);
	tell_state(stage, STATE_BOUND);
	assert_int_equal(stage->run.why.code, ERR_NOT_PROVED);
}

static void
a_node_is_saved_only_while_no_guest_is_bound_there(void **state)
{
	struct stage *stage = *state;
	uint32_t config = at(stage, "config@node1");

	come_to(stage, "config@node1", MOMENT_SKIP_IF);
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = { .state = STATE_ABSENT, .number = 1 } });
	assert_int_equal(stage->run.done[config], STEP_PASSED);
	assert_int_equal(stage->run.news, NEWS_SKIPPED);
	go_on(stage);
	assert_int_equal(stage->run.ending, ARRIVED);
}

/* Settle, rest. */

static void
one_fact_that_has_come_about_is_waited_for_the_other(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "migrate-there", MOMENT_SETTLE);
	tell_state(stage, STATE_INACTIVE);
	tell_state(stage, STATE_INACTIVE);
	assert_int_equal(stage->run.done[at(stage, "migrate-there")],
	    STEP_AHEAD);
	assert_op(stage, OP_PAUSE, 0);
	tell_good(stage);
	tell_goods(stage, 2);
	assert_int_equal(stage->run.done[at(stage, "migrate-there")],
	    STEP_DONE);
}

static void
a_refusal_is_not_believed_while_something_is_under_way(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "halt", MOMENT_DO);
	tell_refused(stage);
	tell_state(stage, STATE_HALTING);
	assert_int_equal(stage->run.way, WAY_FORWARD);
	assert_op(stage, OP_PAUSE, 0);
}

static void
a_command_that_says_done_may_have_its_effect_later(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "vcpus", MOMENT_DO);
	tell_good(stage);
	tell_state(stage, STATE_ABSENT);
	assert_op(stage, OP_COMMAND_STATE, 1);
	tell_good(stage);
	assert_op(stage, OP_PAUSE, 0);
	assert_int_equal(stage->run.tries, 1);
}

static void
a_command_at_work_is_asked_for_where_it_was_typed(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "try-there", MOMENT_DO);
	tell_nothing(stage);
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = stage->run.before[0] });
	assert_op(stage, OP_COMMAND_STATE, 1);
}

/* A definition is settled after 30 seconds, and has a limit of 63. */
static void
a_command_at_work_is_waited_for_up_to_its_limit(void **state)
{
	struct stage *stage = *state;
	int64_t begun_ms;

	come_to(stage, "vcpus", MOMENT_DO);
	begun_ms = stage->at_ms;
	tell_nothing(stage);
	for (int i = 0; i < CALLS && stage->run.ending == GOING; i++) {
		assert_int_equal(stage->run.tries, 1);
		tell_state(stage, stage->run.moment == MOMENT_QUIESCE ?
		    STATE_AT_WORK : STATE_ABSENT);
	}
	assert_int_equal(stage->run.why.code, ERR_TIMEOUT);
	assert_int_equal(stage->at_ms - begun_ms, 70000);
}

static void
who_does_not_say_whether_it_is_at_work_may_be(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "vcpus", MOMENT_DO);
	tell_nothing(stage);
	stage->at_ms += 60000;
	tell_state(stage, STATE_ABSENT);
	tell_nothing(stage);
	assert_int_equal(stage->run.moment, MOMENT_QUIESCE);
	assert_int_equal(stage->run.tries, 1);
	assert_op(stage, OP_PAUSE, 0);
}

/* Lost, and nothing has come of it: until no effect can come any more. */
static void
come_to_nothing(struct stage *stage)
{
	uint32_t way = stage->run.way;
	struct answer before[PLAN_DECIDES];

	memcpy(before, stage->run.before, sizeof(before));
	while (stage->run.way == way && stage->run.ending == GOING &&
	    (stage->run.moment == MOMENT_SETTLE ||
	    stage->run.moment == MOMENT_QUIESCE))
		emit(stage, (struct result){ .outcome = DONE, .answer =
		    stage->run.moment == MOMENT_QUIESCE ?
		    (struct answer){ .state = STATE_NONE } :
		    before[stage->run.row] });
}

static void
a_leap_that_was_lost_is_not_tried_again(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "migrate-there", MOMENT_DO);
	tell_nothing(stage);
	come_to_nothing(stage);
	assert_int_equal(stage->run.way, WAY_BACK);
	assert_int_equal(stage->run.turned.code, ERR_NO_ANSWER);
}

/* Offline where it was, and not yet online where it should be. */
static void
come_to_partial(struct stage *stage)
{
	uint32_t way = stage->run.way;

	while (stage->run.way == way && stage->run.ending == GOING &&
	    (stage->run.moment == MOMENT_SETTLE ||
	    stage->run.moment == MOMENT_QUIESCE))
		tell_state(stage, stage->run.moment == MOMENT_QUIESCE ?
		    STATE_NONE : STATE_OFFLINE);
}

static void
half_a_switch_is_brought_back_as_if_it_were_whole(void **state)
{
	struct stage *stage = *state;
	uint32_t step = at(stage, "try-there");

	come_to(stage, "try-there", MOMENT_DO);
	tell_nothing(stage);
	tell_state(stage, STATE_OFFLINE);
	assert_int_equal(stage->run.moment, MOMENT_QUIESCE);
	come_to_partial(stage);
	assert_int_equal(stage->run.way, WAY_BACK);
	assert_int_equal(stage->run.why.code, ERR_HALF_DONE);
	assert_int_equal(stage->run.step, step);
	assert_int_equal(stage->run.done[step], STEP_DONE);
	go_on(stage);
	assert_int_equal(stage->run.done[step], STEP_UNDONE);
	assert_int_equal(stage->run.ending, RETURNED);
}

static void
half_an_undo_is_tried_again(void **state)
{
	struct stage *stage = *state;
	uint32_t step = at(stage, "switch-there");

	refuse(stage, "volume:ldom1-vol0@node2");
	while (stage->run.moment != MOMENT_DO)
		tell_good(stage);
	assert_op(stage, OP_GROUP_SWITCH, 1);
	tell_nothing(stage);
	come_to_partial(stage);
	assert_int_equal(stage->run.ending, GOING);
	assert_int_equal(stage->run.step, step);
	assert_int_equal(stage->run.tries, 1);
	assert_int_equal(stage->run.moment, MOMENT_PROVE);
	assert_int_equal(stage->run.done[step], STEP_DONE);
}

/* Waits. */

static void
a_guest_that_does_not_come_up_turns_the_run(void **state)
{
	struct stage *stage = *state;
	int64_t begun_ms;

	come_to(stage, "up", MOMENT_WORK);
	begun_ms = stage->at_ms;
	while (stage->run.way == WAY_FORWARD && stage->run.ending == GOING &&
	    stage->at_ms - begun_ms < 2000000)
		tell_state(stage, STATE_AT_OK);
	assert_int_equal(stage->run.way, WAY_BACK);
	assert_int_equal(stage->run.why.code, ERR_TIMEOUT);
	assert_int_equal(stage->at_ms - begun_ms, 590000);
}

/* Back. */

static void
a_run_goes_back_to_the_beginning_of_its_phase(void **state)
{
	struct stage *stage = *state;
	uint32_t first = at(stage, "filesystem");

	refuse(stage, "volume:ldom1-vol0@node1");
	assert_int_equal(stage->run.floor, first);
	go_on(stage);
	assert_int_equal(stage->run.ending, RETURNED);
	assert_int_equal(stage->run.why.code, ERR_EXISTS);
	assert_int_equal(stage->run.done[first], STEP_UNDONE);
	assert_int_equal(stage->run.done[first - 1], STEP_DONE);
}

static void
a_savepoint_that_was_so_already_is_one(void **state)
{
	struct stage *stage = *state;
	uint32_t agent = at(stage, "agent-on");

	come_to(stage, "agent-on", MOMENT_ASK);
	tell_state(stage, STATE_ONLINE);
	assert_int_equal(stage->run.done[agent], STEP_WAS_SO);
	refuse(stage, "try-halt-there");
	assert_int_equal(stage->run.floor, agent + 1);
}

static void
after_the_point_of_no_return_a_failure_is_stuck(void **state)
{
	struct stage *stage = *state;

	stage->plan->no_return_step = 0;
	come_to(stage, stage->plan->steps[1].name, MOMENT_DO);
	tell_refused(stage);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.way, WAY_FORWARD);
	assert_undecided(stage, DECIDE_ROLLBACK, ERR_NO_WAY_BACK);
	decide(stage, DECIDE_RESUME);
	assert_int_equal(stage->run.ending, GOING);
}

static void
at_the_point_of_no_return_a_failure_leads_back(void **state)
{
	struct stage *stage = *state;

	stage->plan->no_return_step = 1;
	refuse(stage, stage->plan->steps[1].name);
	go_on(stage);
	assert_int_equal(stage->run.ending, RETURNED);
}

static void
parts_of_a_definition_that_was_there_are_undone_by_themselves(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "define", MOMENT_ASK);
	tell_state(stage, STATE_INACTIVE);
	refuse(stage, "memory");
	assert_int_equal(stage->run.step, at(stage, "vcpus"));
	assert_int_equal(stage->run.done[stage->run.step], STEP_DONE);
}

static void
parts_of_a_definition_that_was_made_go_with_it(void **state)
{
	struct stage *stage = *state;
	struct op op;

	refuse(stage, "variable:boot-device");
	assert_int_equal(stage->run.step, at(stage, "define"));
	assert_int_equal(stage->run.done[at(stage, "vcpus")], STEP_WITHIN);
	assert_true(run_home(stage->plan, &stage->run, 0, &op));
	assert_int_equal(op.kind, OP_GUEST_REMOVE);
	assert_false(run_home(stage->plan, &stage->run, 1, &op));
}

static void
by_hand_the_parts_of_what_goes_are_left_out(void **state)
{
	struct stage *stage = *state;
	struct op op;

	come_to(stage, "bind", MOMENT_SETTLE);
	assert_true(run_home(stage->plan, &stage->run, 0, &op));
	assert_int_equal(op.kind, OP_GUEST_UNBIND);
	assert_true(run_home(stage->plan, &stage->run, 1, &op));
	assert_int_equal(op.kind, OP_GUEST_REMOVE);
	assert_false(run_home(stage->plan, &stage->run, 2, &op));
}

/* If the agent is on, home is after it: to switch it off stops the guest. */
static void
by_hand_nobody_goes_back_over_a_savepoint_in_the_air(void **state)
{
	struct stage *stage = *state;
	struct op op;

	come_to(stage, "agent-on", MOMENT_ASK);
	assert_true(run_home(stage->plan, &stage->run, 0, &op));
	come_to(stage, "agent-on", MOMENT_SETTLE);
	assert_false(run_home(stage->plan, &stage->run, 0, &op));
}

/* A group is unmanaged first, then deleted: each with its own tries. */
static void
an_undo_of_two_parts_goes_on_where_it_is(void **state)
{
	struct stage *stage = *state;
	struct op op;

	refuse(stage, "failback");
	assert_int_equal(stage->run.step, at(stage, "group"));
	assert_true(run_home(stage->plan, &stage->run, 0, &op));
	assert_int_equal(op.kind, OP_GROUP_UNMANAGE);
	while (stage->run.moment != MOMENT_DO)
		tell_good(stage);
	assert_op(stage, OP_GROUP_UNMANAGE, 1);
	tell_good(stage);
	tell_state(stage, STATE_UNMANAGED);
	assert_int_equal(stage->run.undo, 1);
	assert_int_equal(stage->run.tries, 0);
	assert_true(run_home(stage->plan, &stage->run, 0, &op));
	assert_int_equal(op.kind, OP_GROUP_DELETE);
}

static void
an_undo_asks_all_that_its_step_has_asked(void **state)
{
	struct stage *stage = *state;

	refuse(stage, "pool");
	assert_op(stage, OP_DEVICE_STATE, 1);
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = met(&stage->plan->facts[0].fact.want) });
	assert_op(stage, OP_DEVICE_STATE, 2);
	assert_int_equal(stage->run.moment, MOMENT_ASK);
}

/* To boot is not enough for who was found running. */
static void
a_run_has_returned_when_its_guest_runs_again(void **state)
{
	struct stage *stage = *state;

	refuse(stage, "switch");
	while (stage->run.moment != MOMENT_SETTLE)
		tell_good(stage);
	tell_state(stage, STATE_BOOTING);
	while (stage->run.moment != MOMENT_VERIFY)
		tell_good(stage);
	while (next(stage).kind != OP_GUEST_STATE)
		tell_good(stage);
	tell_state(stage, STATE_BOOTING);
	assert_int_equal(stage->run.ending, GOING);
	tell_good(stage);
	tell_state(stage, STATE_RUNNING);
	go_on(stage);
	assert_int_equal(stage->run.ending, RETURNED);
}

static void
what_an_earlier_step_began_from_is_far_enough_back(void **state)
{
	struct stage *stage = *state;

	refuse(stage, "start");
	assert_int_equal(stage->run.step, at(stage, "bind"));
	assert_true(wanted(stage).states == (BIT(INACTIVE) | BIT(ABSENT)));
}

static void
what_came_before_the_phase_is_too_far_back(void **state)
{
	struct stage *stage = *state;

	refuse(stage, "unbind-there");
	assert_int_equal(stage->run.step, at(stage, "stop-there"));
	assert_int_equal(wanted(stage).states & (BIT(BOUND) | BIT(INACTIVE) |
	    BIT(ABSENT)), 0);
}

static void
what_was_further_up_is_not_further_back(void **state)
{
	struct stage *stage = *state;

	refuse(stage, "pool-there");
	assert_int_equal(stage->run.step, at(stage, "unbind-there"));
	assert_true(wanted(stage).states == BIT(BOUND));
}

static void
a_step_on_the_way_back_has_its_own_limit(void **state)
{
	struct stage *stage = *state;
	int64_t begun_ms;

	refuse(stage, "try-back");
	assert_int_equal(stage->run.step, at(stage, "try-there"));
	begun_ms = stage->at_ms;
	for (int i = 0; i < CALLS && stage->run.ending == GOING; i++)
		tell_state(stage, STATE_PENDING);
	assert_int_equal(stage->at_ms - begun_ms, 130000);
}

/* Look. */

static void
a_look_without_an_answer_goes_on_where_it_was(void **state)
{
	struct stage *stage = *state;
	uint32_t row;

	pass_checks(stage);
	while (stage->run.moment != MOMENT_VERIFY)
		tell_good(stage);
	tell_goods(stage, 2);
	row = stage->run.row;
	assert_int_not_equal(row, 0);
	tell_nothing(stage);
	tell_good(stage);
	assert_int_equal(stage->run.row, row);
	while (stage->run.ending == GOING)
		tell_nothing(stage);
	assert_non_null(strstr(stage->run.why.text, "the last verification"));
}

static void
no_good_ending_is_said_while_a_debt_stands(void **state)
{
	struct stage *stage = *state;
	struct run run;

	come_to(stage, "halt-there", MOMENT_ASK);
	for (int i = 0; i < 2; i++) {
		run = stage->run;
		run_end(stage->plan, &run, i == 0 ? ARRIVED : RETURNED, NULL);
		assert_int_equal(run.ending, STUCK);
		assert_int_equal(run.why.code, ERR_DEBT_STANDS);
	}
}

static void
a_debt_is_paid_for_what_owes_and_by_whoever_paid(void **state)
{
	struct stage *stage = *state;
	uint32_t resume = at(stage, "resume");
	struct op closing;

	come_to(stage, "halt-there", MOMENT_ASK);
	stage->run.done[resume] = STEP_WAS_SO;
	assert_false(run_debt(stage->plan, &stage->run, 0, &closing));
	stage->plan->steps[resume].op.group++;
	assert_true(run_debt(stage->plan, &stage->run, 0, &closing));
}

static void
a_run_that_has_ended_takes_in_nothing_more(void **state)
{
	struct stage *stage = *state;
	enum ending endings[] = { ARRIVED, RETURNED, STUCK, REFUSED };
	struct result res = { .outcome = DONE, .at_ms = 7 };
	struct run before;
	struct op op;
	int64_t limit_ms;

	for (size_t i = 0; i < 4; i++) {
		stage->run.ending = endings[i];
		before = stage->run;
		assert_false(run_next(stage->plan, &stage->run, &op,
		    &limit_ms));
		run_apply(stage->plan, &stage->run, &res);
		assert_memory_equal(&before, &stage->run, sizeof(before));
	}
}

/* What the operator decides. */

static void
resumed_the_world_is_looked_at_before_it_is_changed(void **state)
{
	struct stage *stage = *state;

	come_to(stage, stage->plan->steps[1].name, MOMENT_ASK);
	decide(stage, DECIDE_RESUME);
	tell_good(stage);
	assert_int_equal(stage->run.moment, MOMENT_VERIFY_RESUME);
	assert_op(stage, OP_SERVICE_STATE, 1);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.why.code, ERR_WORLD_MOVED);
}

static void
resumed_every_question_has_all_its_tries_again(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	while (stage->run.ending == GOING)
		tell_nothing(stage);
	decide(stage, DECIDE_RESUME);
	tell_nothing(stage);
	assert_int_equal(stage->run.ending, GOING);
}

/* Whether it was refused or lost, nobody was there to hear the rest. */
static void
resumed_what_is_in_the_air_is_settled_as_if_it_were_lost(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "vcpus", MOMENT_DO);
	tell_nothing(stage);
	come_to_nothing(stage);
	come_to(stage, "vcpus", MOMENT_DO);
	assert_int_equal(stage->run.tries, 2);
	tell_refused(stage);
	decide(stage, DECIDE_RESUME);
	assert_int_equal(stage->run.moment, MOMENT_SETTLE);
	assert_int_equal(stage->run.tries, 1);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.moment, MOMENT_QUIESCE);
	assert_int_equal(stage->run.way, WAY_FORWARD);
}

static void
resumed_the_last_look_is_taken_again(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	while (stage->run.moment != MOMENT_VERIFY)
		tell_good(stage);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.ending, STUCK);
	decide(stage, DECIDE_RESUME);
	assert_int_equal(stage->run.ending, GOING);
	assert_int_equal(stage->run.moment, MOMENT_VERIFY);
	assert_int_equal(stage->run.row, 0);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.ending, STUCK);
}

static void
a_phase_that_was_brought_back_is_tried_again(void **state)
{
	struct stage *stage = *state;
	uint32_t first = at(stage, "filesystem");

	refuse(stage, "volume:ldom1-vol0@node1");
	go_on(stage);
	assert_int_equal(stage->run.ending, RETURNED);
	decide(stage, DECIDE_RESUME);
	assert_int_equal(stage->run.ending, GOING);
	assert_int_equal(stage->run.way, WAY_FORWARD);
	assert_int_equal(stage->run.step, first);
	assert_int_equal(stage->run.why.code, ERR_NONE);
	for (uint32_t i = 0; i < stage->plan->step_count; i++)
		assert_true((stage->run.done[i] == STEP_AHEAD) ==
		    (i >= first));
	go_on(stage);
	assert_int_equal(stage->run.ending, ARRIVED);
	assert_undecided(stage, DECIDE_RESUME, ERR_RUN_ENDED);
}

static void
rolled_back_a_run_goes_to_the_very_beginning(void **state)
{
	struct stage *stage = *state;

	refuse(stage, "volume:ldom1-vol0@node1");
	assert_int_not_equal(stage->run.floor, 0);
	decide(stage, DECIDE_ROLLBACK);
	assert_int_equal(stage->run.floor, 0);
	go_on(stage);
	assert_int_equal(stage->run.ending, RETURNED);
	assert_int_equal(stage->run.done[0], STEP_UNDONE);
	assert_undecided(stage, DECIDE_ROLLBACK, ERR_RUN_ENDED);
}

static void
rolled_back_what_came_to_nothing_is_not_tried_again(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "vcpus", MOMENT_DO);
	tell_nothing(stage);
	decide(stage, DECIDE_ROLLBACK);
	assert_int_equal(stage->run.moment, MOMENT_SETTLE);
	come_to_nothing(stage);
	assert_int_equal(stage->run.way, WAY_BACK);
	assert_int_equal(stage->run.why.code, ERR_ROLLED_BACK);
	assert_int_equal(stage->run.done[at(stage, "vcpus")], STEP_UNDONE);
}

/* There and back: whoever goes all the way back need not go it once more. */
static void
what_has_led_back_already_is_not_gone_again(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "filesystem", MOMENT_ASK);
	decide(stage, DECIDE_ROLLBACK);
	while (stage->run.step > at(stage, "try-back"))
		tell_good(stage);
	assert_true(stage->run.step < at(stage, "try-there"));
	assert_int_equal(stage->run.done[at(stage, "try-there")],
	    STEP_UNDONE);
	assert_int_equal(stage->run.done[at(stage, "try-back")], STEP_UNDONE);
	assert_int_equal(stage->run.done[at(stage, "group-online")],
	    STEP_DONE);
}

/* A step before it that was so already is what the detour led back to. */
static void
what_was_so_already_is_no_part_of_a_detour(void **state)
{
	struct stage *stage = *state;
	uint32_t online = at(stage, "group-online");

	come_to(stage, "group-online", MOMENT_ASK);
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = met(&stage->plan->facts[stage->plan->steps[online]
	    .decide.first].fact.want) });
	assert_int_equal(stage->run.done[online], STEP_WAS_SO);
	come_to(stage, "stop-there", MOMENT_ASK);
	tell_state(stage, STATE_BOUND);
	come_to(stage, "type-agent", MOMENT_ASK);
	decide(stage, DECIDE_ROLLBACK);
	assert_int_equal(stage->run.done[at(stage, "halt-there")],
	    STEP_UNDONE);
	assert_int_equal(stage->run.done[at(stage, "up-there")], STEP_PASSED);
	assert_int_equal(stage->run.done[at(stage, "stop-there")],
	    STEP_WAS_SO);
	while (stage->run.step > at(stage, "try-back"))
		tell_good(stage);
	assert_int_equal(stage->run.done[at(stage, "try-there")],
	    STEP_UNDONE);
}

static void
what_leads_on_is_no_detour(void **state)
{
	struct stage *stage = *state;

	come_to(stage, "try-back", MOMENT_ASK);
	decide(stage, DECIDE_ROLLBACK);
	assert_int_equal(stage->run.step, at(stage, "try-there"));
	assert_int_equal(stage->run.done[stage->run.step], STEP_DONE);
}

/* What a listener hears. */

static const struct event *
heard(const struct stage *stage, enum event_type type, unsigned n)
{
	for (unsigned i = 0; i < stage->heard_count; i++)
		if (stage->heard[i].type == type && n-- == 0)
			return &stage->heard[i];
	fail_msg("event %d was not heard", (int)type);
	return NULL;
}

static unsigned
times_heard(const struct stage *stage, enum event_type type)
{
	unsigned n = 0;

	for (unsigned i = 0; i < stage->heard_count; i++)
		n += stage->heard[i].type == type;
	return n;
}

static void
a_listener_hears_each_step_once_and_how_long_it_took(void **state)
{
	struct stage *stage = *state;
	const struct event *event;

	stage->at_ms = 5000;
	drive_begin(stage->plan, &stage->run, 5000, &stage->ear);
	drive(stage->plan, &stage->run, &stage->door, &stage->ear);
	assert_int_equal(heard(stage, EVENT_RUN, 0)->at_ms, 5000);
	assert_int_equal(times_heard(stage, EVENT_PHASE),
	    stage->plan->phase_count);
	assert_int_equal(times_heard(stage, EVENT_STEP),
	    stage->plan->step_count);
	assert_int_equal(times_heard(stage, EVENT_CHECK),
	    stage->plan->check_count);
	assert_int_equal(times_heard(stage, EVENT_OP),
	    times_heard(stage, EVENT_ANSWER));
	assert_int_equal(times_heard(stage, EVENT_RETURN), 0);
	event = heard(stage, EVENT_END, 0);
	assert_int_equal(event->ending, ARRIVED);
	assert_int_equal(event->at_ms, stage->at_ms);
	assert_int_equal(event->took_ms, stage->at_ms - 5000);
	assert_int_equal(times_heard(stage, EVENT_END), 1);
}

static void
a_listener_hears_what_was_not_met_and_what_was_passed(void **state)
{
	struct stage *stage = *state;
	struct check *check = &stage->plan->checks[0];
	struct want want = check->fact.want;

	stage->plan->steps[0].no_return = true;
	drive_begin(stage->plan, &stage->run, 0, &stage->ear);
	come_to(stage, "config@node1", MOMENT_SKIP_IF);
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = { .number = 1, .state = STATE_ABSENT } });
	assert_int_equal(times_heard(stage, EVENT_SKIP), 0);
	drive_begin(stage->plan, &stage->run, 0, &stage->ear);
	while (next(stage).kind != OP_CONFIG_STATE)
		drive_step(stage->plan, &stage->run, &stage->door,
		    &stage->ear);
	assert_int_equal(heard(stage, EVENT_RETURN, 0)->step, 0);
	assert_true(heard(stage, EVENT_CHECK, 0)->met);
	stage->plan->proofs[stage->plan->steps[stage->run.step].skip_if.first]
	    .want.number = 0;
	drive_step(stage->plan, &stage->run, &stage->door, &stage->ear);
	assert_string_equal(heard(stage, EVENT_SKIP, 0)->text,
	    stage->plan->steps[at(stage, "config@node1")].skip_why);
	check->fact.want.states = 0;
	stage->heard_count = 0;
	drive_begin(stage->plan, &stage->run, 0, &stage->ear);
	drive_step(stage->plan, &stage->run, &stage->door, &stage->ear);
	assert_false(heard(stage, EVENT_CHECK, 0)->met);
	check->fact.want = want;
}

static void
a_listener_hears_a_decision_and_why_the_run_goes_back(void **state)
{
	struct stage *stage = *state;
	struct err err = { 0 };
	const struct event *event;

	drive_begin(stage->plan, &stage->run, 0, &stage->ear);
	come_to(stage, stage->plan->steps[1].name, MOMENT_ASK);
	assert_true(drive_decide(stage->plan, &stage->run, DECIDE_RESUME, 0,
	    &stage->ear, &err));
	assert_string_equal(heard(stage, EVENT_RESUMED, 0)->word, "resume");
	assert_int_equal(times_heard(stage, EVENT_TURN), 0);
	assert_false(heard(stage, EVENT_RESUMED, 0)->back);
	assert_true(drive_decide(stage->plan, &stage->run, DECIDE_ROLLBACK, 0,
	    &stage->ear, &err));
	assert_string_equal(heard(stage, EVENT_RESUMED, 1)->word, "rollback");
	event = heard(stage, EVENT_TURN, 0);
	assert_non_null(event->err);
	assert_int_equal(event->err->code, ERR_ROLLED_BACK);
	assert_true(event->back);
}

static void
the_limit_of_an_operation_goes_through_the_door(void **state)
{
	struct stage *stage = *state;

	come_to(stage, stage->plan->steps[1].name, MOMENT_DO);
	drive_step(stage->plan, &stage->run, &stage->door, NULL);
	assert_int_equal(stage->limit_ms, stage->plan->steps[1].limit_ms);
}

#define OF(job, test) \
	cmocka_unit_test_setup_teardown(test, job, end)

static const struct CMUnitTest tests[] = {
	OF(services, what_goes_well_arrives),
	OF(create, what_goes_well_arrives),
	OF(switches, what_goes_well_arrives),
	OF(services, the_first_check_that_is_not_met_is_the_reason),
	OF(services, a_check_without_an_answer_refuses),
	OF(create, one_fact_as_wanted_is_not_all_of_them),
	OF(create, each_fact_is_compared_with_its_own_answer_from_before),
	OF(create, what_is_under_way_is_asked_again_before_anything_is_done),
	OF(create, who_is_under_way_has_answered),
	OF(create, what_is_under_way_has_a_limit),
	OF(create, a_moment_that_was_interrupted_begins_anew),
	OF(services, an_answer_ends_the_count_of_those_that_did_not_come),
	OF(create, a_question_that_is_never_answered_is_not_asked_for_ever),
	OF(create, each_operation_has_its_own_limit),
	OF(create, nothing_is_done_before_every_proof_of_it_is_met),
	OF(create, the_proof_of_a_forced_operation_is_asked_anew),
	OF(create, a_proof_is_asked_again_for_every_try),
	OF(services, a_node_is_saved_only_while_no_guest_is_bound_there),
	OF(create, one_fact_that_has_come_about_is_waited_for_the_other),
	OF(switches, a_refusal_is_not_believed_while_something_is_under_way),
	OF(create, a_command_that_says_done_may_have_its_effect_later),
	OF(create, a_command_at_work_is_asked_for_where_it_was_typed),
	OF(create, a_command_at_work_is_waited_for_up_to_its_limit),
	OF(create, who_does_not_say_whether_it_is_at_work_may_be),
	OF(create, a_leap_that_was_lost_is_not_tried_again),
	OF(create, half_a_switch_is_brought_back_as_if_it_were_whole),
	OF(create, half_an_undo_is_tried_again),
	OF(switches, a_guest_that_does_not_come_up_turns_the_run),
	OF(create, a_run_goes_back_to_the_beginning_of_its_phase),
	OF(create, a_savepoint_that_was_so_already_is_one),
	OF(services, after_the_point_of_no_return_a_failure_is_stuck),
	OF(services, at_the_point_of_no_return_a_failure_leads_back),
	OF(create,
	    parts_of_a_definition_that_was_there_are_undone_by_themselves),
	OF(create, parts_of_a_definition_that_was_made_go_with_it),
	OF(create, by_hand_the_parts_of_what_goes_are_left_out),
	OF(create, by_hand_nobody_goes_back_over_a_savepoint_in_the_air),
	OF(create, an_undo_of_two_parts_goes_on_where_it_is),
	OF(create, an_undo_asks_all_that_its_step_has_asked),
	OF(switches, a_run_has_returned_when_its_guest_runs_again),
	OF(create, what_an_earlier_step_began_from_is_far_enough_back),
	OF(create, what_came_before_the_phase_is_too_far_back),
	OF(create, what_was_further_up_is_not_further_back),
	OF(create, a_step_on_the_way_back_has_its_own_limit),
	OF(services, a_look_without_an_answer_goes_on_where_it_was),
	OF(create, no_good_ending_is_said_while_a_debt_stands),
	OF(create, a_debt_is_paid_for_what_owes_and_by_whoever_paid),
	OF(services, a_run_that_has_ended_takes_in_nothing_more),
	OF(services, resumed_the_world_is_looked_at_before_it_is_changed),
	OF(services, resumed_every_question_has_all_its_tries_again),
	OF(create, resumed_what_is_in_the_air_is_settled_as_if_it_were_lost),
	OF(services, resumed_the_last_look_is_taken_again),
	OF(create, a_phase_that_was_brought_back_is_tried_again),
	OF(create, rolled_back_a_run_goes_to_the_very_beginning),
	OF(create, rolled_back_what_came_to_nothing_is_not_tried_again),
	OF(create, what_has_led_back_already_is_not_gone_again),
	OF(create, what_was_so_already_is_no_part_of_a_detour),
	OF(create, what_leads_on_is_no_detour),
	OF(services, a_listener_hears_each_step_once_and_how_long_it_took),
	OF(services, a_listener_hears_what_was_not_met_and_what_was_passed),
	OF(services, a_listener_hears_a_decision_and_why_the_run_goes_back),
	OF(services, the_limit_of_an_operation_goes_through_the_door),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
