/*
 * The table of moments, row by row.  A run is told answers by hand; nothing
 * else is there.  The plan is "services node1" on the site of the posts: its
 * first step adds primary-vsw0.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/run/run.h"
#include "tests/posts_fixture.h"

struct stage {
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct run	 run;
	int64_t		 at_ms;
};

/* The answer that meets what the moment asks for, or one that was found. */
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

static struct op
next(struct stage *stage)
{
	struct op op = { 0 };
	int64_t limit_ms;

	assert_true(run_next(stage->plan, &stage->run, &op, &limit_ms));
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
	struct answer answer = { .state = state };

	if (state == STATE_PRESENT)
		answer.value = stage->plan->steps[0].op.value;
	emit(stage, (struct result){ .outcome = DONE, .answer = answer });
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
pass_checks(struct stage *stage)
{
	while (stage->run.way == WAY_CHECK)
		emit(stage, (struct result){ .outcome = DONE, .answer = met(
		    &stage->plan->checks[stage->run.step].fact.want) });
}

static int
stage_begin(void **state)
{
	struct stage *stage = test_calloc(1, sizeof(*stage));

	stage->site = posts_site(&stage->arena);
	stage->plan = posts_plan(&stage->arena, stage->site,
	    "services node1");
	run_start(stage->plan, &stage->run);
	*state = stage;
	return 0;
}

static int
stage_end(void **state)
{
	struct stage *stage = *state;

	arena_drop(&stage->arena);
	test_free(stage);
	return 0;
}

static void
assert_op(struct stage *stage, enum op_kind kind)
{
	struct op op = next(stage);

	assert_string_equal(op_table[op.kind].name, op_table[kind].name);
}

static void
a_check_that_is_not_met_refuses_and_nothing_is_done(void **state)
{
	struct stage *stage = *state;

	tell_state(stage, STATE_DOWN);
	while (stage->run.ending == GOING)
		emit(stage, (struct result){ .outcome = DONE, .answer = met(
		    &stage->plan->checks[stage->run.step].fact.want) });
	assert_int_equal(stage->run.ending, REFUSED);
	assert_int_equal(stage->run.exit, EXIT_REFUSED);
	assert_int_equal(stage->run.why.code, ERR_NODE_DOWN);
}

static void
what_is_already_so_is_neither_done_nor_undone(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	assert_op(stage, OP_SERVICE_STATE);
	tell_state(stage, STATE_PRESENT);
	assert_int_equal(stage->run.done[0], STEP_WAS_SO);
	assert_int_equal(stage->run.step, 1);
	tell_state(stage, STATE_ABSENT);
	assert_op(stage, OP_VSW_ADD);
	tell_refused(stage);
	tell_state(stage, STATE_ABSENT);
	/* Nothing to bring back: only the look is left, at what was refused
	 * as well. */
	assert_int_equal(stage->run.way, WAY_BACK);
	assert_op(stage, OP_SERVICE_STATE);
	tell_state(stage, STATE_PRESENT);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.ending, RETURNED);
}

static void
a_change_is_asked_done_asked(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	assert_op(stage, OP_VSW_ADD);
	emit(stage, (struct result){ .outcome = DONE });
	assert_op(stage, OP_SERVICE_STATE);
	tell_state(stage, STATE_PRESENT);
	assert_int_equal(stage->run.done[0], STEP_DONE);
	assert_int_equal(stage->run.found[0].state, STATE_ABSENT);
}

static void
the_question_decides_whatever_the_command_says(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	tell_refused(stage);
	tell_state(stage, STATE_PRESENT);
	assert_int_equal(stage->run.done[0], STEP_DONE);
	assert_int_equal(stage->run.ending, GOING);
}

/* P3: FAILED is said only at rest, and means that nothing changed. */
static void
a_lost_answer_waits_until_no_effect_can_come(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	tell_nothing(stage);
	tell_state(stage, STATE_ABSENT);
	assert_op(stage, OP_COMMAND_STATE);
	tell_state(stage, STATE_AT_WORK);
	assert_op(stage, OP_PAUSE);
	tell_nothing(stage);
	tell_state(stage, STATE_PRESENT);
	assert_int_equal(stage->run.done[0], STEP_DONE);
}

static void
a_lost_change_is_tried_again_only_when_its_time_has_passed(void **state)
{
	struct stage *stage = *state;
	int64_t begun_ms;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	begun_ms = stage->at_ms;
	tell_nothing(stage);
	while (stage->run.moment != MOMENT_DO)
		tell_state(stage, next(stage).kind == OP_COMMAND_STATE ?
		    STATE_NONE : STATE_ABSENT);
	assert_true(stage->at_ms - begun_ms >= op_table[OP_VSW_ADD].late_ms);
	assert_int_equal(stage->run.tries, 2);
}

static void
three_tries_without_effect_turn_the_run(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	for (int i = 0; i < 200 && stage->run.ending == GOING; i++) {
		enum op_kind kind = next(stage).kind;

		if (kind == OP_COMMAND_STATE)
			tell_state(stage, STATE_NONE);
		else if (kind == OP_VSW_ADD)
			emit(stage, (struct result){ .outcome = DONE });
		else
			tell_state(stage, STATE_ABSENT);
	}
	assert_int_equal(stage->run.ending, RETURNED);
	assert_int_equal(stage->run.why.code, ERR_NO_EFFECT);
	assert_int_equal(stage->run.exit, EXIT_RETURNED);
}

/* P4: ignorance moves nothing. */
static void
no_answer_is_asked_again_and_then_stuck(void **state)
{
	struct stage *stage = *state;
	int asked = 0;

	pass_checks(stage);
	while (stage->run.ending == GOING) {
		asked += next(stage).kind == OP_SERVICE_STATE;
		assert_int_not_equal(next(stage).kind, OP_VSW_ADD);
		tell_nothing(stage);
	}
	assert_int_equal(asked, 4);
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.exit, EXIT_UNKNOWN);
}

static void
something_else_after_a_change_is_stuck(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	emit(stage, (struct result){ .outcome = DONE });
	emit(stage, (struct result){ .outcome = DONE,
	    .answer = { .state = STATE_PRESENT, .value = TEXT_POLICY } });
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.why.code, ERR_WORLD_MOVED);
}

static void
a_strange_answer_equals_nothing(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	emit(stage, (struct result){ .outcome = DONE });
	tell_state(stage, STATE_STRANGE);
	assert_int_equal(stage->run.ending, STUCK);
}

/* P5: a refusal leads back to where the phase began. */
static void
a_refusal_brings_back_what_was_done_and_looks(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	emit(stage, (struct result){ .outcome = DONE });
	tell_state(stage, STATE_PRESENT);
	tell_state(stage, STATE_ABSENT);
	tell_refused(stage);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.way, WAY_BACK);
	assert_int_equal(stage->run.step, 0);
	tell_state(stage, STATE_PRESENT);
	assert_op(stage, OP_VSW_REMOVE);
	emit(stage, (struct result){ .outcome = DONE });
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.done[0], STEP_UNDONE);
	assert_op(stage, OP_SERVICE_STATE);
	tell_state(stage, STATE_ABSENT);
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.ending, RETURNED);
	assert_int_equal(stage->run.why.code, ERR_EXISTS);
}

static void
a_return_that_is_refused_thrice_is_stuck_on_its_way_back(void **state)
{
	struct stage *stage = *state;

	pass_checks(stage);
	tell_state(stage, STATE_ABSENT);
	emit(stage, (struct result){ .outcome = DONE });
	tell_state(stage, STATE_PRESENT);
	tell_state(stage, STATE_ABSENT);
	tell_refused(stage);
	tell_state(stage, STATE_ABSENT);
	tell_state(stage, STATE_PRESENT);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(stage->run.ending, GOING);
		if (i != 0)
			tell_state(stage, STATE_PRESENT);	/* a pause */
		tell_refused(stage);
		tell_state(stage, STATE_PRESENT);
	}
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.exit, EXIT_STUCK);
}

static void
no_ending_is_said_without_a_look(void **state)
{
	struct stage *stage = *state;
	struct plan *plan = stage->plan;
	unsigned asked = 0;

	pass_checks(stage);
	while (stage->run.moment != MOMENT_VERIFY) {
		struct step *step = &plan->steps[stage->run.step];
		struct answer answer = { .state = STATE_ABSENT };

		if (stage->run.moment == MOMENT_ASK)
			answer = met(&plan->facts[step->decide.first]
			    .fact.want);
		emit(stage, (struct result){ .outcome = DONE,
		    .answer = answer });
	}
	assert_int_equal(stage->run.ending, GOING);
	for (; stage->run.ending == GOING; asked++)
		emit(stage, (struct result){ .outcome = DONE,
		    .answer = met(&plan->facts[stage->run.row].fact.want) });
	assert_int_equal(stage->run.ending, ARRIVED);
	assert_int_equal(asked, plan->step_count);
}

static void
a_world_that_moved_before_the_ending_is_stuck(void **state)
{
	struct stage *stage = *state;
	struct plan *plan = stage->plan;

	pass_checks(stage);
	while (stage->run.moment != MOMENT_VERIFY)
		emit(stage, (struct result){ .outcome = DONE, .answer = met(
		    &plan->facts[plan->steps[stage->run.step].decide.first]
		    .fact.want) });
	tell_state(stage, STATE_ABSENT);
	assert_int_equal(stage->run.ending, STUCK);
	assert_int_equal(stage->run.why.code, ERR_WORLD_MOVED);
}

/* P6: a run depends on nothing but its plan and what it was told. */
static void
two_runs_told_the_same_are_the_same(void **state)
{
	struct stage *stage = *state;
	struct run other;

	run_start(stage->plan, &other);
	for (int i = 0; i < 60 && stage->run.ending == GOING; i++) {
		struct result res = { .outcome = i % 7 == 3 ? UNKNOWN : DONE,
		    .at_ms = i * 1000 };

		res.answer = (struct answer){ .state = STATE_ABSENT };
		if (stage->run.way == WAY_CHECK)
			res.answer = met(&stage->plan->checks[
			    stage->run.step].fact.want);
		run_apply(stage->plan, &stage->run, &res);
		run_apply(stage->plan, &other, &res);
		assert_memory_equal(&stage->run, &other, sizeof(other));
	}
}

static void
a_debt_is_owed_from_the_moment_it_is_begun(void **state)
{
	struct stage *stage = *state;
	struct plan *plan = posts_plan(&stage->arena, stage->site,
	    "create ldom1");
	struct run *run = arena_take(&stage->arena, 1, sizeof(*run));
	struct op closing;
	uint32_t suspend = posts_step(plan, "suspend");

	run_start(plan, run);
	assert_false(run_debt(plan, run, 0, &closing));
	run->way = WAY_FORWARD;
	run->step = suspend;
	run->tries = 1;
	assert_true(run_debt(plan, run, 0, &closing));
	assert_int_equal(closing.kind, OP_GROUP_RESUME);
	run->done[suspend] = STEP_DONE;
	run->step = posts_step(plan, "resume");
	run->tries = 0;
	assert_true(run_debt(plan, run, 0, &closing));
	run->done[run->step] = STEP_DONE;
	assert_false(run_debt(plan, run, 0, &closing));
}

/* By hand, the way back is that of the run: last first, this phase only. */
static void
the_way_home_is_the_undo_of_what_this_phase_has_done(void **state)
{
	struct stage *stage = *state;
	struct op op;

	pass_checks(stage);
	assert_false(run_home(stage->plan, &stage->run, 0, &op));
	for (int i = 0; i < 2; i++) {
		uint32_t first =
		    stage->plan->steps[stage->run.step].decide.first;

		tell_state(stage, STATE_ABSENT);
		emit(stage, (struct result){ .outcome = DONE });
		emit(stage, (struct result){ .outcome = DONE, .answer = met(
		    &stage->plan->facts[first].fact.want) });
	}
	assert_true(run_home(stage->plan, &stage->run, 0, &op));
	assert_int_equal(op.kind, OP_VSW_REMOVE);
	assert_int_equal(op.service, stage->plan->steps[1].op.service);
	assert_true(run_home(stage->plan, &stage->run, 1, &op));
	assert_int_equal(op.service, stage->plan->steps[0].op.service);
	assert_false(run_home(stage->plan, &stage->run, 2, &op));
}

#define STAGED(test) \
	cmocka_unit_test_setup_teardown(test, stage_begin, stage_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(a_check_that_is_not_met_refuses_and_nothing_is_done),
		STAGED(what_is_already_so_is_neither_done_nor_undone),
		STAGED(a_change_is_asked_done_asked),
		STAGED(the_question_decides_whatever_the_command_says),
		STAGED(a_lost_answer_waits_until_no_effect_can_come),
		STAGED(
		    a_lost_change_is_tried_again_only_when_its_time_has_passed),
		STAGED(three_tries_without_effect_turn_the_run),
		STAGED(no_answer_is_asked_again_and_then_stuck),
		STAGED(something_else_after_a_change_is_stuck),
		STAGED(a_strange_answer_equals_nothing),
		STAGED(a_refusal_brings_back_what_was_done_and_looks),
		STAGED(
		    a_return_that_is_refused_thrice_is_stuck_on_its_way_back),
		STAGED(no_ending_is_said_without_a_look),
		STAGED(a_world_that_moved_before_the_ending_is_stuck),
		STAGED(two_runs_told_the_same_are_the_same),
		STAGED(the_way_home_is_the_undo_of_what_this_phase_has_done),
		STAGED(a_debt_is_owed_from_the_moment_it_is_begun),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
