/*
 * Moments of whole plans, answered by hand: two facts to a step, proofs,
 * partial changes, late effects, what an operator decides, what a listener
 * hears.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/run/drive.h"
#include "core/run/moment.h"
#include "core/run/picture.h"
#include "tests/posts_fixture.h"
#include "tests/run_fixture.h"

#define BIT(state)	STATE_BIT(STATE_##state)

enum { CALLS = 5000, HEARD = 4000 };

struct rig {
	struct backend	 backend;		/* first */
	struct sink	 listener;
	struct arena	 arena;
	struct plan	*plan;
	struct run	 run;
	int64_t		 at_ms;
	int64_t		 limit_ms;	/* of the last operation */
	struct event	 heard[HEARD];
	unsigned	 heard_count;
};

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
	case OP_GUEST_BOOT:
	case OP_GUEST_INSTALL:
		return (struct answer){ .state = STATE_AT_OK };
	case OP_GROUP_SWITCH:
		return (struct answer){ .state = STATE_ONLINE,
		    .on = 3 - op->to };
	case OP_GROUP_ONLINE:
		return (struct answer){ .state = STATE_UNMANAGED };
	case OP_RESOURCE_ENABLE:
		return (struct answer){ .state = STATE_DISABLED };
	case OP_GROUP_SUSPEND:
		return (struct answer){ .state = STATE_RESUMED };
	case OP_GROUP_RESUME:
		return (struct answer){ .state = STATE_SUSPENDED };
	default:
		return (struct answer){ .state = (want->states &
		    BIT(ABSENT)) != 0 ? STATE_INACTIVE : STATE_ABSENT };
	}
}

/* What an earlier step has left, where that is not what is wanted now. */
static struct answer
found_forward(const struct rig *rig, const struct want *want)
{
	const struct step *step = &rig->plan->steps[rig->run.step];
	struct want left;

	if (picture_left(rig->plan, &rig->run, step->decide.first +
	    rig->run.row, &left)) {
		struct answer answer = hand_met(&left);

		if (!want_met(want, &answer))
			return answer;
	}
	return found(&step->op, want);
}

/* The answer that leads on. */
static struct answer
good(const struct rig *rig)
{
	const struct run *run = &rig->run;
	struct fact buffer = { 0 };
	const struct fact *fact = moment_fact(rig->plan, run, run->row,
	    &buffer);
	struct op op;

	if (fact == NULL || run->way == WAY_CHECK || run->moment != MOMENT_ASK)
		return run->moment == MOMENT_SKIP_IF && run->way != WAY_CHECK ?
		    (struct answer){ .state = STATE_ABSENT } :
		    run->moment == MOMENT_QUIESCE ?
		    (struct answer){ .state = STATE_NONE } :
		    hand_met(fact != NULL ? &fact->want : &buffer.want);
	if (run->way == WAY_FORWARD)
		return found_forward(rig, &fact->want);
	moment_op(rig->plan, run, &op);
	return found(&op, &fact->want);
}

static struct op
next(struct rig *rig)
{
	return hand_next(rig->plan, &rig->run, &rig->limit_ms);
}

static void
emit(struct rig *rig, struct result res)
{
	next(rig);
	hand_apply(rig->plan, &rig->run, res, &rig->at_ms);
}

static void
answer_state(struct rig *rig, enum state state)
{
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = { .state = state } });
}

static void
answer_good(struct rig *rig)
{
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = good(rig) });
}

/* The same answer, without waiting for it, to the n next questions. */
static void
answer_goods(struct rig *rig, int n)
{
	while (n-- > 0)
		answer_good(rig);
}

static void
answer_refused(struct rig *rig)
{
	struct result res = { .outcome = FAILED };

	err_set(&res.err, ERR_EXISTS, "planted");
	emit(rig, res);
}

static void
answer_nothing(struct rig *rig)
{
	struct result res = { .outcome = UNKNOWN };

	err_set(&res.err, ERR_NO_ANSWER, "planted");
	emit(rig, res);
}

static void
assert_op(struct rig *rig, enum op_kind kind, uint32_t on)
{
	struct op op = next(rig);

	assert_string_equal(op_table[op.kind].name, op_table[kind].name);
	assert_int_equal(op.on, on);
}

static uint32_t
at(const struct rig *rig, const char *name)
{
	return posts_step(rig->plan, name);
}

/* All goes well until that moment of that step has come. */
static void
come_to(struct rig *rig, const char *name, enum moment moment)
{
	uint32_t step = at(rig, name);

	for (int i = 0; i < CALLS; i++) {
		if (rig->run.way != WAY_CHECK && rig->run.step == step &&
		    rig->run.moment == moment && rig->run.pausing == 0)
			return;
		answer_good(rig);
	}
	fail_msg("%s is not come to", name);
}

/* It fails, nothing has come of it, and the run turns. */
static void
refuse(struct rig *rig, const char *name)
{
	struct answer before[PLAN_DECIDES];

	come_to(rig, name, MOMENT_DO);
	answer_refused(rig);
	memcpy(before, rig->run.before, sizeof(before));
	for (uint32_t row = 0; rig->run.moment == MOMENT_SETTLE &&
	    rig->run.way == WAY_FORWARD; row++)
		emit(rig, (struct result){ .outcome = DONE,
		    .answer = before[row] });
	assert_int_equal(rig->run.way, WAY_BACK);
}

static void
go_on(struct rig *rig)
{
	for (int i = 0; i < CALLS && rig->run.ending == GOING; i++)
		answer_good(rig);
}

static void
pass_checks(struct rig *rig)
{
	while (rig->run.way == WAY_CHECK)
		answer_good(rig);
}

static void
decide(struct rig *rig, enum decision decision)
{
	struct err err = { 0 };

	if (!run_decide(rig->plan, &rig->run, decision, rig->at_ms,
	    &err))
		fail_msg("%s", err.text);
}

static void
assert_undecided(struct rig *rig, enum decision decision,
    enum err_code code)
{
	struct run before = rig->run;
	struct err err = { 0 };

	assert_false(run_decide(rig->plan, &rig->run, decision, 0, &err));
	assert_int_equal(err.code, code);
	assert_memory_equal(&before, &rig->run, sizeof(before));
}

static struct want
wanted(const struct rig *rig)
{
	struct fact buffer;
	const struct fact *fact = moment_fact(rig->plan, &rig->run,
	    rig->run.row, &buffer);

	assert_non_null(fact);
	return fact->want;
}

static int64_t
rig_now_ms(struct backend *backend)
{
	return ((struct rig *)backend)->at_ms;
}

/* A pause takes as long as it says, everything else a second. */
static uint64_t
rig_begin(struct backend *backend, const struct op *op, struct result *res)
{
	(void)backend;
	(void)res;
	return op->kind == OP_PAUSE ? (uint64_t)op->number : 1000;
}

static bool
rig_wait(struct backend *backend, uint64_t ms, int64_t until_ms,
    struct result *res)
{
	struct rig *rig = (struct rig *)backend;

	rig->limit_ms = until_ms - rig->at_ms;
	rig->at_ms += (int64_t)ms;
	res->answer = good(rig);
	return true;
}

static void
rig_hear(struct sink *listener, const struct event *event)
{
	struct rig *rig = (struct rig *)((char *)listener -
	    offsetof(struct rig, listener));

	assert_in_range(rig->heard_count, 0, HEARD - 1);
	rig->heard[rig->heard_count++] = *event;
}

static struct rig *
rig_of(const char *job)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));

	rig->backend.name = "rig";
	rig->backend.now_ms = rig_now_ms;
	rig->backend.begin = rig_begin;
	rig->backend.wait = rig_wait;
	rig->listener.emit = rig_hear;
	rig->plan = posts_plan(&rig->arena, posts_site(&rig->arena),
	    job);
	run_start(rig->plan, &rig->run);
	return rig;
}

static int
services(void **state)
{
	*state = rig_of("services node1");
	return 0;
}

static int
create(void **state)
{
	*state = rig_of("create ldom1");
	return 0;
}

static int
maintain(void **state)
{
	*state = rig_of("maintain ldom1");
	return 0;
}

static int
switches(void **state)
{
	*state = rig_of("switch ldom1");
	return 0;
}

static int
end(void **state)
{
	struct rig *rig = *state;

	arena_drop(&rig->arena);
	test_free(rig);
	return 0;
}

static void
what_goes_well_arrives(void **state)
{
	struct rig *rig = *state;

	go_on(rig);
	assert_int_equal(rig->run.ending, ARRIVED);
	assert_int_equal(rig->run.exit, EXIT_OK);
}

/* Checks. */

static void
the_first_check_that_is_not_met_is_the_reason(void **state)
{
	struct rig *rig = *state;

	answer_state(rig, STATE_DOWN);
	answer_state(rig, STATE_MISSING);
	go_on(rig);
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.why.code, ERR_NODE_DOWN);
	assert_undecided(rig, DECIDE_RESUME, ERR_RUN_ENDED);
	assert_undecided(rig, DECIDE_ROLLBACK, ERR_RUN_ENDED);
}

static void
a_check_without_an_answer_refuses(void **state)
{
	struct rig *rig = *state;

	while (rig->run.ending == GOING)
		answer_nothing(rig);
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.exit, EXIT_REFUSED);
	assert_non_null(strstr(rig->run.why.text, "on node1"));
}

/* Ask, prove, do. */

static void
one_fact_as_wanted_is_not_all_of_them(void **state)
{
	struct rig *rig = *state;
	struct answer slice;

	come_to(rig, "label", MOMENT_ASK);
	slice = hand_met(&rig->plan->facts[0].fact.want);
	answer_state(rig, STATE_PRESENT);
	assert_op(rig, OP_DEVICE_STATE, 2);
	emit(rig, (struct result){ .outcome = DONE, .answer = slice });
	/* Free, and with an SMI label. */
	assert_int_equal(rig->run.moment, MOMENT_PROVE);
	answer_good(rig);
	answer_good(rig);
	assert_op(rig, OP_DEVICE_LABEL, 1);
	answer_good(rig);
	emit(rig, (struct result){ .outcome = DONE, .answer = slice });
	answer_state(rig, STATE_PRESENT);
	assert_int_equal(rig->run.done[0], STEP_AHEAD);
}

static void
each_fact_is_compared_with_its_own_answer_from_before(void **state)
{
	struct rig *rig = *state;
	struct answer one = { .state = STATE_PRESENT, .value = 1 };
	struct answer two = { .state = STATE_PRESENT, .value = 2 };

	come_to(rig, "label", MOMENT_ASK);
	emit(rig, (struct result){ .outcome = DONE, .answer = one });
	emit(rig, (struct result){ .outcome = DONE, .answer = two });
	assert_int_equal(rig->run.found[0].value, 1);
	assert_int_equal(rig->run.found[1].value, 2);
	answer_good(rig);
	answer_good(rig);
	answer_refused(rig);
	emit(rig, (struct result){ .outcome = DONE, .answer = one });
	emit(rig, (struct result){ .outcome = DONE, .answer = two });
	/* And so it is by the look before the ending. */
	emit(rig, (struct result){ .outcome = DONE, .answer = one });
	emit(rig, (struct result){ .outcome = DONE, .answer = two });
	assert_int_equal(rig->run.ending, RETURNED);
	assert_int_equal(rig->run.why.code, ERR_EXISTS);
}

static void
what_is_under_way_is_asked_again_before_anything_is_done(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "try-there", MOMENT_ASK);
	answer_state(rig, STATE_PENDING);
	assert_op(rig, OP_PAUSE, 0);
	assert_true(rig->limit_ms >= 10000);
	answer_good(rig);
	assert_op(rig, OP_GROUP_STATE, 0);
	assert_int_equal(rig->run.moment, MOMENT_ASK);
}

static void
who_is_under_way_has_answered(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "try-there", MOMENT_ASK);
	for (int i = 0; i < 3; i++) {
		answer_nothing(rig);
		answer_good(rig);
	}
	answer_state(rig, STATE_PENDING);
	answer_good(rig);
	answer_nothing(rig);
	assert_int_equal(rig->run.ending, GOING);
}

static void
what_is_under_way_has_a_limit(void **state)
{
	struct rig *rig = *state;
	int64_t begun_ms;

	come_to(rig, "try-there", MOMENT_SETTLE);
	begun_ms = rig->at_ms;
	for (int i = 0; i < CALLS && rig->run.ending == GOING; i++)
		answer_state(rig, STATE_PENDING);
	assert_int_equal(rig->run.why.code, ERR_TIMEOUT);
	assert_int_equal(rig->at_ms - begun_ms, 130000);
}

static void
a_moment_that_was_interrupted_begins_anew(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "label", MOMENT_ASK);
	answer_good(rig);
	assert_op(rig, OP_DEVICE_STATE, 2);
	answer_nothing(rig);
	answer_good(rig);
	assert_op(rig, OP_DEVICE_STATE, 1);
}

static void
an_answer_ends_the_count_of_missing_answers(void **state)
{
	struct rig *rig = *state;

	for (int i = 0; i < 3; i++) {
		answer_nothing(rig);
		answer_good(rig);
	}
	answer_good(rig);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(rig->run.ending, GOING);
		answer_nothing(rig);
		answer_good(rig);
	}
	assert_int_equal(rig->run.ending, GOING);
	answer_nothing(rig);
	assert_int_equal(rig->run.ending, REFUSED);
}

/* One of two questions is answered every time, the other never. */
static void
a_question_that_is_never_answered_is_not_asked_for_ever(void **state)
{
	struct rig *rig = *state;
	int asked = 0;

	come_to(rig, "label", MOMENT_ASK);
	for (; asked < CALLS && rig->run.ending == GOING; asked++)
		if (rig->run.row == 1)
			answer_nothing(rig);
		else
			answer_good(rig);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.exit, EXIT_UNKNOWN);
	assert_in_range(asked, 8, 12);
}

static void
each_operation_has_its_own_limit(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "disk:disk0", MOMENT_ASK);
	next(rig);
	assert_int_equal(rig->limit_ms, 30000);
	come_to(rig, "disk:disk0", MOMENT_DO);
	next(rig);
	assert_int_equal(rig->limit_ms, rig->plan->steps[at(rig,
	    "disk:disk0")].limit_ms);
}

/* P10: every proof, of this step, right before each try. */
static void
nothing_is_done_before_every_proof_of_it_is_met(void **state)
{
	struct rig *rig = *state;
	struct op op;

	come_to(rig, "pool-there", MOMENT_ASK);
	answer_good(rig);
	op = next(rig);
	assert_true(op_equal(&op, &rig->plan->proofs[rig->plan->steps[
	    at(rig, "pool-there")].preconditions.first].ask));
	assert_op(rig, OP_GUEST_STATE, 1);
	answer_state(rig, STATE_INACTIVE);
	assert_op(rig, OP_GUEST_STATE, 2);
	answer_state(rig, STATE_BOUND);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.why.code, ERR_NOT_PROVED);
	assert_int_equal(rig->run.exit, EXIT_STUCK);
}

/* P10 */
static void
the_proof_of_a_forced_operation_is_asked_anew(void **state)
{
	struct rig *rig = *state;
	struct step *step = &rig->plan->steps[at(rig, "pool-there")];

	come_to(rig, "pool-there", MOMENT_PROVE);
	assert_int_equal(next(rig).forced, 0);
	step->op.forced = 1;
	assert_int_equal(next(rig).forced, 1);
	assert_int_equal(next(rig).kind, OP_GUEST_STATE);
	come_to(rig, "pool-there", MOMENT_SETTLE);
	assert_int_equal(next(rig).forced, 0);
}

static void
a_proof_is_asked_again_for_every_try(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "pool-there", MOMENT_DO);
	answer_nothing(rig);
	while (rig->run.moment != MOMENT_PROVE)
		emit(rig, (struct result){ .outcome = DONE,
		    .answer = rig->run.moment == MOMENT_QUIESCE ?
		    (struct answer){ .state = STATE_NONE } :
		    rig->run.before[0] });
	answer_good(rig);
	answer_state(rig, STATE_BOUND);
	assert_int_equal(rig->run.why.code, ERR_NOT_PROVED);
}

static void
a_node_is_saved_only_while_no_guest_is_bound_there(void **state)
{
	struct rig *rig = *state;
	uint32_t config = at(rig, "config@node1");

	come_to(rig, "config@node1", MOMENT_SKIP_IF);
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = { .state = STATE_ABSENT, .number = 1 } });
	assert_int_equal(rig->run.done[config], STEP_PASSED);
	assert_int_equal(rig->run.news, NEWS_SKIPPED);
	go_on(rig);
	assert_int_equal(rig->run.ending, ARRIVED);
}

/* Settle, rest. */

static void
when_one_fact_has_taken_effect_the_other_is_waited_for(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "migrate-there", MOMENT_SETTLE);
	answer_state(rig, STATE_INACTIVE);
	answer_state(rig, STATE_INACTIVE);
	assert_int_equal(rig->run.done[at(rig, "migrate-there")],
	    STEP_AHEAD);
	assert_op(rig, OP_PAUSE, 0);
	answer_good(rig);
	answer_goods(rig, 2);
	assert_int_equal(rig->run.done[at(rig, "migrate-there")],
	    STEP_DONE);
}

/* One of its facts was so before the change: only the other says anything. */
static void
what_was_so_before_does_not_say_that_a_change_took_effect(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "migrate-there", MOMENT_DO);
	rig->run.before[0].state = STATE_INACTIVE;
	answer_nothing(rig);
	answer_state(rig, STATE_INACTIVE);
	answer_state(rig, STATE_INACTIVE);
	assert_int_equal(rig->run.moment, MOMENT_QUIESCE);
}

/* All of it was so before, and its answer is lost: the command may still take
 * effect, as a guest that a run starts on its way back may still come up when a
 * rollback no longer needs it. */
static void
a_change_whose_effect_was_there_is_settled_when_it_has_ended(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "migrate-there", MOMENT_DO);
	rig->run.before[0].state = STATE_INACTIVE;
	rig->run.before[1].state = STATE_ABSENT;
	answer_nothing(rig);
	answer_state(rig, STATE_INACTIVE);
	answer_state(rig, STATE_ABSENT);
	assert_op(rig, OP_COMMAND_STATE, 1);
	assert_int_equal(rig->run.done[at(rig, "migrate-there")],
	    STEP_AHEAD);
	rig->at_ms += op_table[OP_GUEST_MIGRATE].late_ms;
	answer_good(rig);
	assert_int_equal(rig->run.done[at(rig, "migrate-there")],
	    STEP_DONE);
	assert_int_equal(rig->run.tries, 0);
}

static void
a_change_that_is_refused_where_all_was_so_is_done(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "migrate-there", MOMENT_DO);
	rig->run.before[0].state = STATE_INACTIVE;
	rig->run.before[1].state = STATE_ABSENT;
	answer_refused(rig);
	answer_state(rig, STATE_INACTIVE);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.done[at(rig, "migrate-there")],
	    STEP_DONE);
}

static void
a_refusal_is_not_believed_while_something_is_under_way(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "halt", MOMENT_DO);
	answer_refused(rig);
	answer_state(rig, STATE_HALTING);
	assert_int_equal(rig->run.way, WAY_FORWARD);
	assert_op(rig, OP_PAUSE, 0);
}

static void
a_command_that_says_done_may_have_its_effect_later(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "vcpus", MOMENT_DO);
	answer_good(rig);
	answer_state(rig, STATE_ABSENT);
	assert_op(rig, OP_COMMAND_STATE, 1);
	answer_good(rig);
	assert_op(rig, OP_PAUSE, 0);
	assert_int_equal(rig->run.tries, 1);
}

static void
a_command_at_work_is_asked_for_where_it_was_typed(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "try-there", MOMENT_DO);
	answer_nothing(rig);
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = rig->run.before[0] });
	assert_op(rig, OP_COMMAND_STATE, 1);
}

/* A definition is settled after 30 seconds, and has a limit of 63. */
static void
a_command_at_work_is_waited_for_up_to_its_limit(void **state)
{
	struct rig *rig = *state;
	int64_t begun_ms;

	come_to(rig, "vcpus", MOMENT_DO);
	begun_ms = rig->at_ms;
	answer_nothing(rig);
	for (int i = 0; i < CALLS && rig->run.ending == GOING; i++) {
		assert_int_equal(rig->run.tries, 1);
		answer_state(rig, rig->run.moment == MOMENT_QUIESCE ?
		    STATE_AT_WORK : STATE_ABSENT);
	}
	assert_int_equal(rig->run.why.code, ERR_TIMEOUT);
	assert_int_equal(rig->at_ms - begun_ms, 70000);
}

static void
who_does_not_say_whether_it_is_at_work_may_be(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "vcpus", MOMENT_DO);
	answer_nothing(rig);
	rig->at_ms += 60000;
	answer_state(rig, STATE_ABSENT);
	answer_nothing(rig);
	assert_int_equal(rig->run.moment, MOMENT_QUIESCE);
	assert_int_equal(rig->run.tries, 1);
	assert_op(rig, OP_PAUSE, 0);
}

/* Lost, and nothing has come of it: until no effect can come any more. */
static void
come_to_nothing(struct rig *rig)
{
	uint32_t way = rig->run.way;
	struct answer before[PLAN_DECIDES];

	memcpy(before, rig->run.before, sizeof(before));
	while (rig->run.way == way && rig->run.ending == GOING &&
	    (rig->run.moment == MOMENT_SETTLE ||
	    rig->run.moment == MOMENT_QUIESCE))
		emit(rig, (struct result){ .outcome = DONE, .answer =
		    rig->run.moment == MOMENT_QUIESCE ?
		    (struct answer){ .state = STATE_NONE } :
		    before[rig->run.row] });
}

static void
a_leap_that_was_lost_is_not_tried_again(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "migrate-there", MOMENT_DO);
	answer_nothing(rig);
	come_to_nothing(rig);
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_int_equal(rig->run.turned.code, ERR_NO_ANSWER);
}

/* Going back there is no other way.  A leap is not tried again by itself; it is
 * when somebody has resumed the run. */
static void
resumed_a_leap_on_the_way_back_is_tried_again(void **state)
{
	struct rig *rig = *state;
	uint32_t leap = at(rig, "migrate-there");

	refuse(rig, "bind-there");
	while (rig->run.step != leap || rig->run.moment != MOMENT_DO)
		answer_good(rig);
	answer_refused(rig);
	come_to_nothing(rig);
	assert_int_equal(rig->run.ending, STUCK);
	decide(rig, DECIDE_RESUME);
	come_to_nothing(rig);
	for (int i = 0; i < CALLS && rig->run.ending == GOING &&
	    rig->run.moment != MOMENT_DO; i++)
		answer_good(rig);
	assert_int_equal(rig->run.moment, MOMENT_DO);
	assert_int_equal(rig->run.step, leap);
	answer_refused(rig);
	come_to_nothing(rig);
	assert_int_equal(rig->run.ending, STUCK);
}

/* Offline where it was, and not yet online where it should be. */
static void
come_to_partial(struct rig *rig)
{
	uint32_t way = rig->run.way;

	while (rig->run.way == way && rig->run.ending == GOING &&
	    (rig->run.moment == MOMENT_SETTLE ||
	    rig->run.moment == MOMENT_QUIESCE))
		answer_state(rig, rig->run.moment == MOMENT_QUIESCE ?
		    STATE_NONE : STATE_OFFLINE);
}

static void
a_partial_switch_is_undone_as_if_it_were_whole(void **state)
{
	struct rig *rig = *state;
	uint32_t step = at(rig, "try-there");

	come_to(rig, "try-there", MOMENT_DO);
	answer_nothing(rig);
	answer_state(rig, STATE_OFFLINE);
	assert_int_equal(rig->run.moment, MOMENT_QUIESCE);
	come_to_partial(rig);
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_int_equal(rig->run.why.code, ERR_HALF_DONE);
	assert_int_equal(rig->run.step, step);
	assert_int_equal(rig->run.done[step], STEP_DONE);
	go_on(rig);
	assert_int_equal(rig->run.done[step], STEP_UNDONE);
	assert_int_equal(rig->run.ending, RETURNED);
}

/* Killed before the undo of the part is typed: the group is where that part has
 * left it, and nobody has moved it. */
static void
a_killed_run_goes_on_after_a_part_of_a_switch(void **state)
{
	struct rig *rig = *state;
	struct op op;
	int64_t limit_ms;

	come_to(rig, "try-there", MOMENT_DO);
	answer_nothing(rig);
	come_to_partial(rig);
	assert_int_equal(rig->run.way, WAY_BACK);
	decide(rig, DECIDE_RESUME);
	for (int i = 0; i < CALLS && rig->run.ending == GOING &&
	    rig->run.moment != MOMENT_DO; i++) {
		op = hand_next(rig->plan, &rig->run, &limit_ms);
		if (op.kind == OP_GROUP_STATE && op.value == 0)
			answer_state(rig, STATE_OFFLINE);
		else
			answer_good(rig);
	}
	assert_int_equal(rig->run.moment, MOMENT_DO);
	assert_int_equal(rig->run.step, at(rig, "try-there"));
}

static void
a_partial_undo_is_tried_again(void **state)
{
	struct rig *rig = *state;
	uint32_t step = at(rig, "switch-there");

	refuse(rig, "volume:ldom1-vol0@node2");
	while (rig->run.moment != MOMENT_DO)
		answer_good(rig);
	assert_op(rig, OP_GROUP_SWITCH, 1);
	answer_nothing(rig);
	come_to_partial(rig);
	assert_int_equal(rig->run.ending, GOING);
	assert_int_equal(rig->run.step, step);
	assert_int_equal(rig->run.tries, 1);
	assert_int_equal(rig->run.moment, MOMENT_PROVE);
	assert_int_equal(rig->run.done[step], STEP_DONE);
}

/* Waits. */

static void
a_guest_that_does_not_come_up_turns_the_run(void **state)
{
	struct rig *rig = *state;
	int64_t begun_ms;

	come_to(rig, "up", MOMENT_WORK);
	begun_ms = rig->at_ms;
	while (rig->run.way == WAY_FORWARD && rig->run.ending == GOING &&
	    rig->at_ms - begun_ms < 2000000)
		answer_state(rig, STATE_AT_OK);
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_int_equal(rig->run.why.code, ERR_TIMEOUT);
	assert_int_equal(rig->at_ms - begun_ms, 590000);
}

/* Back. */

static void
a_run_goes_back_to_the_beginning_of_its_phase(void **state)
{
	struct rig *rig = *state;
	uint32_t first = at(rig, "filesystem");

	refuse(rig, "volume:ldom1-vol0@node1");
	assert_int_equal(rig->run.floor, first);
	go_on(rig);
	assert_int_equal(rig->run.ending, RETURNED);
	assert_int_equal(rig->run.why.code, ERR_EXISTS);
	assert_int_equal(rig->run.done[first], STEP_UNDONE);
	assert_int_equal(rig->run.done[first - 1], STEP_DONE);
}

static void
a_savepoint_that_was_already_there_is_one(void **state)
{
	struct rig *rig = *state;
	uint32_t agent = at(rig, "agent-on");

	come_to(rig, "agent-on", MOMENT_ASK);
	answer_state(rig, STATE_ONLINE);
	assert_int_equal(rig->run.done[agent], STEP_ALREADY);
	refuse(rig, "try-halt-there");
	assert_int_equal(rig->run.floor, agent + 1);
}

static void
after_the_point_of_no_return_a_failure_is_stuck(void **state)
{
	struct rig *rig = *state;

	rig->plan->no_return_step = 0;
	come_to(rig, rig->plan->steps[1].name, MOMENT_DO);
	answer_refused(rig);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.way, WAY_FORWARD);
	assert_undecided(rig, DECIDE_ROLLBACK, ERR_NO_WAY_BACK);
	decide(rig, DECIDE_RESUME);
	assert_int_equal(rig->run.ending, GOING);
}

static void
at_the_point_of_no_return_a_failure_leads_back(void **state)
{
	struct rig *rig = *state;

	rig->plan->no_return_step = 1;
	refuse(rig, rig->plan->steps[1].name);
	go_on(rig);
	assert_int_equal(rig->run.ending, RETURNED);
}

static void
parts_of_a_definition_that_was_there_are_undone_by_themselves(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "define", MOMENT_ASK);
	answer_state(rig, STATE_INACTIVE);
	refuse(rig, "memory");
	assert_int_equal(rig->run.step, at(rig, "vcpus"));
	assert_int_equal(rig->run.done[rig->run.step], STEP_DONE);
}

static void
parts_of_a_definition_that_was_made_go_with_it(void **state)
{
	struct rig *rig = *state;
	struct op op;

	refuse(rig, "variable:boot-device");
	assert_int_equal(rig->run.step, at(rig, "define"));
	assert_int_equal(rig->run.done[at(rig, "vcpus")], STEP_WITHIN);
	assert_true(run_undo_phase(rig->plan, &rig->run, 0, &op));
	assert_int_equal(op.kind, OP_GUEST_REMOVE);
	assert_false(run_undo_phase(rig->plan, &rig->run, 1, &op));
}

static void
by_hand_the_parts_of_what_goes_are_left_out(void **state)
{
	struct rig *rig = *state;
	struct op op;

	come_to(rig, "bind", MOMENT_SETTLE);
	assert_true(run_undo_phase(rig->plan, &rig->run, 0, &op));
	assert_int_equal(op.kind, OP_GUEST_UNBIND);
	assert_true(run_undo_phase(rig->plan, &rig->run, 1, &op));
	assert_int_equal(op.kind, OP_GUEST_REMOVE);
	assert_false(run_undo_phase(rig->plan, &rig->run, 2, &op));
}

/* If the agent is on, home is after it: to switch it off stops the guest. */
static void
by_hand_no_undo_crosses_an_unsettled_savepoint(void **state)
{
	struct rig *rig = *state;
	struct op op;

	come_to(rig, "agent-on", MOMENT_ASK);
	assert_true(run_undo_phase(rig->plan, &rig->run, 0, &op));
	come_to(rig, "agent-on", MOMENT_SETTLE);
	assert_false(run_undo_phase(rig->plan, &rig->run, 0, &op));
}

/* A group is unmanaged first, then deleted: each with its own tries. */
static void
an_undo_of_two_parts_goes_on_where_it_is(void **state)
{
	struct rig *rig = *state;
	struct op op;

	refuse(rig, "failback");
	assert_int_equal(rig->run.step, at(rig, "group"));
	assert_true(run_undo_phase(rig->plan, &rig->run, 0, &op));
	assert_int_equal(op.kind, OP_GROUP_UNMANAGE);
	while (rig->run.moment != MOMENT_DO)
		answer_good(rig);
	assert_op(rig, OP_GROUP_UNMANAGE, 1);
	answer_good(rig);
	answer_state(rig, STATE_UNMANAGED);
	assert_int_equal(rig->run.undo, 1);
	assert_int_equal(rig->run.tries, 0);
	assert_true(run_undo_phase(rig->plan, &rig->run, 0, &op));
	assert_int_equal(op.kind, OP_GROUP_DELETE);
}

static void
an_undo_asks_all_that_its_step_has_asked(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "pool");
	assert_op(rig, OP_DEVICE_STATE, 1);
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = hand_met(&rig->plan->facts[0].fact.want) });
	assert_op(rig, OP_DEVICE_STATE, 2);
	assert_int_equal(rig->run.moment, MOMENT_ASK);
}

/* To boot is not enough for who was found running. */
static void
a_run_has_returned_when_its_guest_runs_again(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "switch");
	while (rig->run.moment != MOMENT_SETTLE)
		answer_good(rig);
	answer_state(rig, STATE_BOOTING);
	while (rig->run.moment != MOMENT_VERIFY)
		answer_good(rig);
	while (next(rig).kind != OP_GUEST_STATE)
		answer_good(rig);
	answer_state(rig, STATE_BOOTING);
	assert_int_equal(rig->run.ending, GOING);
	answer_good(rig);
	answer_state(rig, STATE_RUNNING);
	go_on(rig);
	assert_int_equal(rig->run.ending, RETURNED);
}

/* The undo of a halt asks before it types. */
static void
a_guest_that_was_stopped_meanwhile_is_started(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "switch");
	while (rig->run.moment != MOMENT_ASK || rig->run.step !=
	    at(rig, "halt"))
		answer_good(rig);
	answer_state(rig, STATE_BOUND);
	while (rig->run.moment != MOMENT_DO)
		answer_good(rig);
	assert_int_equal(next(rig).kind, OP_GUEST_START);
	answer_good(rig);
	answer_state(rig, STATE_BOOTING);
	assert_int_equal(rig->run.done[at(rig, "halt")], STEP_UNDONE);
}

static void
what_its_agent_is_about_to_start_is_waited_for(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "switch");
	while (rig->run.moment != MOMENT_ASK || rig->run.step !=
	    at(rig, "halt"))
		answer_good(rig);
	for (int i = 0; i < 3; i++) {
		answer_state(rig, STATE_INACTIVE);
		assert_int_equal(next(rig).kind, OP_PAUSE);
		answer_good(rig);
	}
	answer_state(rig, STATE_BOOTING);
	assert_int_equal(rig->run.done[at(rig, "halt")], STEP_UNDONE);
}

/* With its group suspended nobody else binds it. */
static void
what_no_agent_starts_is_not_waited_for(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "start");
	while (rig->run.ending == GOING && (rig->run.moment != MOMENT_ASK ||
	    rig->run.step != at(rig, "halt")))
		answer_good(rig);
	answer_state(rig, STATE_INACTIVE);
	assert_int_equal(rig->run.moment, MOMENT_PROVE);
}

static void
what_an_earlier_step_began_from_is_far_enough_back(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "start");
	assert_int_equal(rig->run.step, at(rig, "bind"));
	assert_true(wanted(rig).states == (BIT(INACTIVE) | BIT(ABSENT)));
}

static void
what_came_before_the_phase_is_too_far_back(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "unbind-there");
	assert_int_equal(rig->run.step, at(rig, "stop-there"));
	assert_int_equal(wanted(rig).states & (BIT(BOUND) | BIT(INACTIVE) |
	    BIT(ABSENT)), 0);
}

/* But for a guest that a person has brought up again, all the way. */
static void
what_was_further_up_is_not_further_back(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "pool-there");
	assert_int_equal(rig->run.step, at(rig, "unbind-there"));
	assert_true(wanted(rig).states == (BIT(BOUND) | BIT(RUNNING)));
}

static void
a_step_on_the_way_back_has_its_own_limit(void **state)
{
	struct rig *rig = *state;
	int64_t begun_ms;

	refuse(rig, "try-back");
	assert_int_equal(rig->run.step, at(rig, "try-there"));
	begun_ms = rig->at_ms;
	for (int i = 0; i < CALLS && rig->run.ending == GOING; i++)
		answer_state(rig, STATE_PENDING);
	assert_int_equal(rig->at_ms - begun_ms, 130000);
}

/* Look. */

/* As the site has it for this test. */
static struct timing *
timing_of(struct rig *rig)
{
	return (struct timing *)(uintptr_t)&rig->plan->site->timing;
}

static void
an_undo_that_stops_the_guest_has_the_time_for_it(void **state)
{
	struct rig *rig = *state;
	int64_t begun_ms, took_ms;

	timing_of(rig)->op[OP_GUEST_HALT].fixed_ms = 3600000;
	come_to(rig, "try-halt-there", MOMENT_DO);
	decide(rig, DECIDE_ROLLBACK);
	come_to(rig, "agent-on", MOMENT_SETTLE);
	begun_ms = rig->at_ms;
	while (rig->run.ending == GOING)
		answer_state(rig, STATE_STOPPING);
	took_ms = rig->at_ms - begun_ms;
	assert_in_range(took_ms, 3 * 3600000, 5 * 3600000);
}

static void
a_verification_waits_for_a_boot_however_long_it_takes(void **state)
{
	struct rig *rig = *state;
	struct op op = { 0 };
	int64_t begun_ms, limit_ms;

	timing_of(rig)->timed[TIMED_GUEST_BOOT].fixed_ms = 1200000;
	pass_checks(rig);
	while (rig->run.moment != MOMENT_VERIFY ||
	    op.kind != OP_GUEST_STATE || op.on != 2) {
		answer_good(rig);
		op = hand_next(rig->plan, &rig->run, &limit_ms);
	}
	begun_ms = rig->at_ms;
	while (rig->run.ending == GOING)
		answer_state(rig, STATE_BOOTING);
	assert_int_equal(rig->run.why.code, ERR_TIMEOUT);
	assert_in_range(rig->at_ms - begun_ms, 3 * 1200000 + 300000,
	    4 * 1200000);
}

static void
a_verification_without_an_answer_goes_on_where_it_was(void **state)
{
	struct rig *rig = *state;
	uint32_t row;

	pass_checks(rig);
	while (rig->run.moment != MOMENT_VERIFY)
		answer_good(rig);
	answer_goods(rig, 2);
	row = rig->run.row;
	assert_int_not_equal(row, 0);
	answer_nothing(rig);
	answer_good(rig);
	assert_int_equal(rig->run.row, row);
	while (rig->run.ending == GOING)
		answer_nothing(rig);
	assert_non_null(strstr(rig->run.why.text, "the last verification"));
}

static void
no_good_ending_is_reported_while_a_debt_is_open(void **state)
{
	struct rig *rig = *state;
	struct run run;

	come_to(rig, "halt-there", MOMENT_ASK);
	for (int i = 0; i < 2; i++) {
		run = rig->run;
		run_end(rig->plan, &run, i == 0 ? ARRIVED : RETURNED, NULL);
		assert_int_equal(run.ending, STUCK);
		assert_int_equal(run.why.code, ERR_DEBT_STANDS);
	}
}

static void
a_debt_is_closed_by_any_step_that_closes_it(void **state)
{
	struct rig *rig = *state;
	uint32_t resume = at(rig, "resume");
	struct op closing;

	come_to(rig, "halt-there", MOMENT_ASK);
	rig->run.done[resume] = STEP_ALREADY;
	assert_false(run_debt(rig->plan, &rig->run, 0, &closing));
	rig->plan->steps[resume].op.group++;
	assert_true(run_debt(rig->plan, &rig->run, 0, &closing));
}

static void
a_run_that_has_ended_applies_nothing_more(void **state)
{
	struct rig *rig = *state;
	enum ending endings[] = { ARRIVED, RETURNED, STUCK, REFUSED };
	struct result res = { .outcome = DONE, .at_ms = 7 };
	struct run before;
	struct op op;
	int64_t limit_ms;

	for (size_t i = 0; i < 4; i++) {
		rig->run.ending = endings[i];
		before = rig->run;
		assert_false(run_next(rig->plan, &rig->run, &op,
		    &limit_ms));
		run_apply(rig->plan, &rig->run, &res);
		assert_memory_equal(&before, &rig->run, sizeof(before));
	}
}

/* What the operator decides. */

static void
a_resumed_run_verifies_the_world_before_it_changes_it(void **state)
{
	struct rig *rig = *state;

	come_to(rig, rig->plan->steps[1].name, MOMENT_ASK);
	decide(rig, DECIDE_RESUME);
	answer_good(rig);
	assert_int_equal(rig->run.moment, MOMENT_VERIFY_RESUME);
	assert_op(rig, OP_SERVICE_STATE, 1);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.why.code, ERR_WORLD_MOVED);
}

static void
resumed_every_question_has_all_its_tries_again(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	while (rig->run.ending == GOING)
		answer_nothing(rig);
	decide(rig, DECIDE_RESUME);
	/* However long the one question takes. */
	rig->at_ms += 3600000;
	answer_nothing(rig);
	assert_int_equal(rig->run.ending, GOING);
}

/* Whether it was refused or lost, nobody was there to hear the rest. */
static void
resumed_what_is_in_the_air_is_settled_as_if_it_were_lost(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "vcpus", MOMENT_DO);
	answer_nothing(rig);
	come_to_nothing(rig);
	come_to(rig, "vcpus", MOMENT_DO);
	assert_int_equal(rig->run.tries, 2);
	answer_refused(rig);
	decide(rig, DECIDE_RESUME);
	assert_int_equal(rig->run.moment, MOMENT_SETTLE);
	assert_int_equal(rig->run.tries, 1);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.moment, MOMENT_QUIESCE);
	assert_int_equal(rig->run.way, WAY_FORWARD);
}

static void
a_resumed_run_repeats_the_last_verification(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	while (rig->run.moment != MOMENT_VERIFY)
		answer_good(rig);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, STUCK);
	decide(rig, DECIDE_RESUME);
	assert_int_equal(rig->run.ending, GOING);
	assert_int_equal(rig->run.moment, MOMENT_VERIFY);
	assert_int_equal(rig->run.row, 0);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, STUCK);
}

static void
a_phase_that_was_brought_back_is_tried_again(void **state)
{
	struct rig *rig = *state;
	uint32_t first = at(rig, "filesystem");

	refuse(rig, "volume:ldom1-vol0@node1");
	go_on(rig);
	assert_int_equal(rig->run.ending, RETURNED);
	decide(rig, DECIDE_RESUME);
	assert_int_equal(rig->run.ending, GOING);
	assert_int_equal(rig->run.way, WAY_FORWARD);
	assert_int_equal(rig->run.step, first);
	assert_int_equal(rig->run.why.code, ERR_NONE);
	for (uint32_t i = 0; i < rig->plan->step_count; i++)
		assert_true((rig->run.done[i] == STEP_AHEAD) ==
		    (i >= first));
	go_on(rig);
	assert_int_equal(rig->run.ending, ARRIVED);
	assert_undecided(rig, DECIDE_RESUME, ERR_RUN_ENDED);
}

static void
rolled_back_a_run_goes_to_the_very_beginning(void **state)
{
	struct rig *rig = *state;

	refuse(rig, "volume:ldom1-vol0@node1");
	assert_int_not_equal(rig->run.floor, 0);
	decide(rig, DECIDE_ROLLBACK);
	assert_int_equal(rig->run.floor, 0);
	go_on(rig);
	assert_int_equal(rig->run.ending, RETURNED);
	assert_int_equal(rig->run.done[0], STEP_UNDONE);
	assert_undecided(rig, DECIDE_ROLLBACK, ERR_RUN_ENDED);
}

static void
rolled_back_what_came_to_nothing_is_not_tried_again(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "vcpus", MOMENT_DO);
	answer_nothing(rig);
	decide(rig, DECIDE_ROLLBACK);
	assert_int_equal(rig->run.moment, MOMENT_SETTLE);
	come_to_nothing(rig);
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_int_equal(rig->run.why.code, ERR_ROLLED_BACK);
	assert_int_equal(rig->run.done[at(rig, "vcpus")], STEP_UNDONE);
}

/* There and back: a rollback to the very beginning leaves those steps out. */
static void
what_has_led_back_already_is_not_gone_again(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "filesystem", MOMENT_ASK);
	decide(rig, DECIDE_ROLLBACK);
	while (rig->run.step > at(rig, "try-back"))
		answer_good(rig);
	assert_true(rig->run.step < at(rig, "try-there"));
	assert_int_equal(rig->run.done[at(rig, "try-there")],
	    STEP_UNDONE);
	assert_int_equal(rig->run.done[at(rig, "try-back")], STEP_UNDONE);
	assert_int_equal(rig->run.done[at(rig, "group-online")],
	    STEP_DONE);
}

/* A step before it that was so already is what the detour led back to. */
static void
what_was_already_there_is_no_part_of_a_detour(void **state)
{
	struct rig *rig = *state;
	uint32_t online = at(rig, "group-online");

	come_to(rig, "group-online", MOMENT_ASK);
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = hand_met(&rig->plan->facts[rig->plan->steps[online]
	    .decide.first].fact.want) });
	assert_int_equal(rig->run.done[online], STEP_ALREADY);
	come_to(rig, "stop-there", MOMENT_ASK);
	answer_state(rig, STATE_BOUND);
	come_to(rig, "type-agent", MOMENT_ASK);
	decide(rig, DECIDE_ROLLBACK);
	assert_int_equal(rig->run.done[at(rig, "halt-there")],
	    STEP_UNDONE);
	assert_int_equal(rig->run.done[at(rig, "up-there")], STEP_PASSED);
	assert_int_equal(rig->run.done[at(rig, "stop-there")],
	    STEP_ALREADY);
	while (rig->run.step > at(rig, "try-back"))
		answer_good(rig);
	assert_int_equal(rig->run.done[at(rig, "try-there")],
	    STEP_UNDONE);
}

static void
what_leads_on_is_no_detour(void **state)
{
	struct rig *rig = *state;

	come_to(rig, "try-back", MOMENT_ASK);
	decide(rig, DECIDE_ROLLBACK);
	assert_int_equal(rig->run.step, at(rig, "try-there"));
	assert_int_equal(rig->run.done[rig->run.step], STEP_DONE);
}

/* What a listener hears. */

static const struct event *
heard(const struct rig *rig, enum event_type type, unsigned n)
{
	for (unsigned i = 0; i < rig->heard_count; i++)
		if (rig->heard[i].type == type && n-- == 0)
			return &rig->heard[i];
	fail_msg("event %d was not heard", (int)type);
	return NULL;
}

static unsigned
times_heard(const struct rig *rig, enum event_type type)
{
	unsigned n = 0;

	for (unsigned i = 0; i < rig->heard_count; i++)
		n += rig->heard[i].type == type;
	return n;
}

static void
a_listener_hears_each_step_once_and_how_long_it_took(void **state)
{
	struct rig *rig = *state;
	const struct event *event;

	rig->at_ms = 5000;
	drive_begin(rig->plan, &rig->run, 5000, &rig->listener);
	drive(rig->plan, &rig->run, &rig->backend, &rig->listener);
	assert_int_equal(heard(rig, EVENT_RUN, 0)->at_ms, 5000);
	assert_int_equal(times_heard(rig, EVENT_PHASE),
	    rig->plan->phase_count);
	assert_int_equal(times_heard(rig, EVENT_STEP),
	    rig->plan->step_count);
	assert_int_equal(times_heard(rig, EVENT_CHECK),
	    rig->plan->check_count);
	assert_int_equal(times_heard(rig, EVENT_OP),
	    times_heard(rig, EVENT_ANSWER));
	assert_int_equal(times_heard(rig, EVENT_RETURN), 0);
	event = heard(rig, EVENT_END, 0);
	assert_int_equal(event->ending, ARRIVED);
	assert_int_equal(event->at_ms, rig->at_ms);
	assert_int_equal(event->took_ms, rig->at_ms - 5000);
	assert_int_equal(times_heard(rig, EVENT_END), 1);
}

static void
a_listener_hears_what_was_not_met_and_what_was_passed(void **state)
{
	struct rig *rig = *state;
	struct check *check = &rig->plan->checks[0];
	struct want want = check->fact.want;

	rig->plan->steps[0].no_return = true;
	drive_begin(rig->plan, &rig->run, 0, &rig->listener);
	come_to(rig, "config@node1", MOMENT_SKIP_IF);
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = { .number = 1, .state = STATE_ABSENT } });
	assert_int_equal(times_heard(rig, EVENT_SKIP), 0);
	drive_begin(rig->plan, &rig->run, 0, &rig->listener);
	while (rig->run.way == WAY_CHECK || next(rig).kind != OP_CONFIG_STATE)
		drive_step(rig->plan, &rig->run, &rig->backend,
		    &rig->listener);
	assert_int_equal(heard(rig, EVENT_RETURN, 0)->step, 0);
	assert_true(heard(rig, EVENT_CHECK, 0)->met);
	rig->plan->proofs[rig->plan->steps[rig->run.step].skip_if.first]
	    .want.number = 0;
	drive_step(rig->plan, &rig->run, &rig->backend, &rig->listener);
	assert_string_equal(heard(rig, EVENT_SKIP, 0)->text,
	    rig->plan->steps[at(rig, "config@node1")].skip_why[0]);
	check->fact.want.states = 0;
	rig->heard_count = 0;
	drive_begin(rig->plan, &rig->run, 0, &rig->listener);
	drive_step(rig->plan, &rig->run, &rig->backend, &rig->listener);
	assert_false(heard(rig, EVENT_CHECK, 0)->met);
	check->fact.want = want;
}

static void
a_listener_hears_a_decision_and_why_the_run_goes_back(void **state)
{
	struct rig *rig = *state;
	struct err err = { 0 };
	const struct event *event;

	drive_begin(rig->plan, &rig->run, 0, &rig->listener);
	come_to(rig, rig->plan->steps[1].name, MOMENT_ASK);
	assert_true(drive_decide(rig->plan, &rig->run, (struct decided){
	    DECIDE_RESUME, 0 }, &rig->listener, &err));
	assert_string_equal(heard(rig, EVENT_RESUMED, 0)->word, "resume");
	assert_int_equal(times_heard(rig, EVENT_TURN), 0);
	assert_false(heard(rig, EVENT_RESUMED, 0)->back);
	assert_true(drive_decide(rig->plan, &rig->run, (struct decided){
	    DECIDE_ROLLBACK, 0 }, &rig->listener, &err));
	assert_string_equal(heard(rig, EVENT_RESUMED, 1)->word, "rollback");
	event = heard(rig, EVENT_TURN, 0);
	assert_non_null(event->err);
	assert_int_equal(event->err->code, ERR_ROLLED_BACK);
	assert_true(event->back);
}

static void
the_limit_of_an_operation_goes_to_the_backend(void **state)
{
	struct rig *rig = *state;

	come_to(rig, rig->plan->steps[1].name, MOMENT_DO);
	drive_step(rig->plan, &rig->run, &rig->backend, NULL);
	assert_int_equal(rig->limit_ms, rig->plan->steps[1].limit_ms);
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
	OF(services, an_answer_ends_the_count_of_missing_answers),
	OF(create, a_question_that_is_never_answered_is_not_asked_for_ever),
	OF(create, each_operation_has_its_own_limit),
	OF(create, nothing_is_done_before_every_proof_of_it_is_met),
	OF(create, the_proof_of_a_forced_operation_is_asked_anew),
	OF(create, a_proof_is_asked_again_for_every_try),
	OF(services, a_node_is_saved_only_while_no_guest_is_bound_there),
	OF(create, when_one_fact_has_taken_effect_the_other_is_waited_for),
	OF(create, what_was_so_before_does_not_say_that_a_change_took_effect),
	OF(create,
	    a_change_whose_effect_was_there_is_settled_when_it_has_ended),
	OF(create, a_change_that_is_refused_where_all_was_so_is_done),
	OF(create, resumed_a_leap_on_the_way_back_is_tried_again),
	OF(create, an_undo_that_stops_the_guest_has_the_time_for_it),
	OF(switches, a_verification_waits_for_a_boot_however_long_it_takes),
	OF(switches, a_refusal_is_not_believed_while_something_is_under_way),
	OF(create, a_command_that_says_done_may_have_its_effect_later),
	OF(create, a_command_at_work_is_asked_for_where_it_was_typed),
	OF(create, a_command_at_work_is_waited_for_up_to_its_limit),
	OF(create, who_does_not_say_whether_it_is_at_work_may_be),
	OF(create, a_leap_that_was_lost_is_not_tried_again),
	OF(create, a_partial_switch_is_undone_as_if_it_were_whole),
	OF(create, a_killed_run_goes_on_after_a_part_of_a_switch),
	OF(create, a_partial_undo_is_tried_again),
	OF(switches, a_guest_that_does_not_come_up_turns_the_run),
	OF(create, a_run_goes_back_to_the_beginning_of_its_phase),
	OF(create, a_savepoint_that_was_already_there_is_one),
	OF(services, after_the_point_of_no_return_a_failure_is_stuck),
	OF(services, at_the_point_of_no_return_a_failure_leads_back),
	OF(create,
	    parts_of_a_definition_that_was_there_are_undone_by_themselves),
	OF(create, parts_of_a_definition_that_was_made_go_with_it),
	OF(create, by_hand_the_parts_of_what_goes_are_left_out),
	OF(create, by_hand_no_undo_crosses_an_unsettled_savepoint),
	OF(create, an_undo_of_two_parts_goes_on_where_it_is),
	OF(create, an_undo_asks_all_that_its_step_has_asked),
	OF(switches, a_run_has_returned_when_its_guest_runs_again),
	OF(switches, a_guest_that_was_stopped_meanwhile_is_started),
	OF(switches, what_its_agent_is_about_to_start_is_waited_for),
	OF(maintain, what_no_agent_starts_is_not_waited_for),
	OF(create, what_an_earlier_step_began_from_is_far_enough_back),
	OF(create, what_came_before_the_phase_is_too_far_back),
	OF(create, what_was_further_up_is_not_further_back),
	OF(create, a_step_on_the_way_back_has_its_own_limit),
	OF(services, a_verification_without_an_answer_goes_on_where_it_was),
	OF(create, no_good_ending_is_reported_while_a_debt_is_open),
	OF(create, a_debt_is_closed_by_any_step_that_closes_it),
	OF(services, a_run_that_has_ended_applies_nothing_more),
	OF(services, a_resumed_run_verifies_the_world_before_it_changes_it),
	OF(services, resumed_every_question_has_all_its_tries_again),
	OF(create, resumed_what_is_in_the_air_is_settled_as_if_it_were_lost),
	OF(services, a_resumed_run_repeats_the_last_verification),
	OF(create, a_phase_that_was_brought_back_is_tried_again),
	OF(create, rolled_back_a_run_goes_to_the_very_beginning),
	OF(create, rolled_back_what_came_to_nothing_is_not_tried_again),
	OF(create, what_has_led_back_already_is_not_gone_again),
	OF(create, what_was_already_there_is_no_part_of_a_detour),
	OF(create, what_leads_on_is_no_detour),
	OF(services, a_listener_hears_each_step_once_and_how_long_it_took),
	OF(services, a_listener_hears_what_was_not_met_and_what_was_passed),
	OF(services, a_listener_hears_a_decision_and_why_the_run_goes_back),
	OF(services, the_limit_of_an_operation_goes_to_the_backend),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
