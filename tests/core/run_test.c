/*
 * The table of moments, row by row.  Answers are applied by hand; nothing
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
#include "tests/run_fixture.h"

struct rig {
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct run	 run;
	int64_t		 at_ms;
};

static struct op
next(struct rig *rig)
{
	int64_t limit_ms;

	return hand_next(rig->plan, &rig->run, &limit_ms);
}

static void
emit(struct rig *rig, struct result res)
{
	hand_apply(rig->plan, &rig->run, res, &rig->at_ms);
}

static void
answer_state(struct rig *rig, enum state state)
{
	struct answer answer = { .state = state };

	if (state == STATE_PRESENT)
		answer.value = rig->plan->steps[0].op.value;
	emit(rig, (struct result){ .outcome = DONE, .answer = answer });
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
pass_checks(struct rig *rig)
{
	while (rig->run.way == WAY_CHECK)
		emit(rig, (struct result){ .outcome = DONE, .answer = hand_met(
		    &rig->plan->checks[rig->run.step].fact.want) });
}

static int
rig_begin(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));

	rig->site = posts_site(&rig->arena);
	rig->plan = posts_plan(&rig->arena, rig->site,
	    "services node1");
	run_start(rig->plan, &rig->run);
	*state = rig;
	return 0;
}

static int
rig_end(void **state)
{
	struct rig *rig = *state;

	arena_drop(&rig->arena);
	test_free(rig);
	return 0;
}

static void
assert_op(struct rig *rig, enum op_kind kind)
{
	struct op op = next(rig);

	assert_string_equal(op_table[op.kind].name, op_table[kind].name);
}

/* Every node is silent: each is asked so often in vain, and no more. */
static void
the_checks_go_on_past_a_node_that_is_silent(void **state)
{
	struct rig *rig = *state;
	unsigned asked[SITE_NODES + 1] = { 0 };
	struct plan *plan = posts_plan(&rig->arena, rig->site, "services");

	run_start(plan, &rig->run);
	rig->plan = plan;
	while (rig->run.ending == GOING) {
		struct op op = next(rig);

		if (op.kind != OP_PAUSE)
			asked[op_asked_at(&op)]++;
		answer_nothing(rig);
	}
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.why.code, ERR_NO_ANSWER);
	assert_non_null(strstr(rig->run.why.text, "on node1 "));
	assert_in_range(asked[1], 2, 5);
	assert_int_equal(asked[2], asked[1]);
}

/* What is not met elsewhere is found all the same. */
static void
a_silent_node_hides_no_other(void **state)
{
	struct rig *rig = *state;
	struct plan *plan = posts_plan(&rig->arena, rig->site, "services");
	unsigned seen = 0;

	run_start(plan, &rig->run);
	rig->plan = plan;
	while (rig->run.ending == GOING) {
		struct op op = next(rig);

		if (op.kind == OP_PAUSE || op_asked_at(&op) == 2) {
			answer_nothing(rig);
			continue;
		}
		seen |= op_asked_at(&op) == 1;
		emit(rig, (struct result){ .outcome = DONE, .answer = hand_met(
		    &rig->plan->checks[rig->run.step].fact.want) });
	}
	assert_true(seen);
	assert_int_equal(rig->run.ending, REFUSED);
	assert_non_null(strstr(rig->run.why.text, "on node2 "));
}

static void
a_check_that_is_not_met_refuses_and_nothing_is_done(void **state)
{
	struct rig *rig = *state;

	answer_state(rig, STATE_DOWN);
	while (rig->run.ending == GOING)
		emit(rig, (struct result){ .outcome = DONE, .answer = hand_met(
		    &rig->plan->checks[rig->run.step].fact.want) });
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.exit, EXIT_REFUSED);
	assert_int_equal(rig->run.why.code, ERR_NODE_DOWN);
}

static void
what_is_already_there_is_neither_done_nor_undone(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	assert_op(rig, OP_SERVICE_STATE);
	answer_state(rig, STATE_PRESENT);
	assert_int_equal(rig->run.done[0], STEP_ALREADY);
	assert_int_equal(rig->run.step, 1);
	answer_state(rig, STATE_ABSENT);
	assert_op(rig, OP_VSW_ADD);
	answer_refused(rig);
	answer_state(rig, STATE_ABSENT);
	/* Nothing to bring back: only the look is left, at what was refused
	 * as well. */
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_op(rig, OP_SERVICE_STATE);
	answer_state(rig, STATE_PRESENT);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, RETURNED);
}

static void
a_change_is_asked_done_asked(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	assert_op(rig, OP_VSW_ADD);
	emit(rig, (struct result){ .outcome = DONE });
	assert_op(rig, OP_SERVICE_STATE);
	answer_state(rig, STATE_PRESENT);
	assert_int_equal(rig->run.done[0], STEP_DONE);
	assert_int_equal(rig->run.found[0].state, STATE_ABSENT);
}

static void
the_question_decides_whatever_the_command_says(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	answer_refused(rig);
	answer_state(rig, STATE_PRESENT);
	assert_int_equal(rig->run.done[0], STEP_DONE);
	assert_int_equal(rig->run.ending, GOING);
}

/* P3: FAILED is said only at rest, and means that nothing changed. */
static void
a_lost_answer_waits_until_no_effect_can_come(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	answer_nothing(rig);
	answer_state(rig, STATE_ABSENT);
	assert_op(rig, OP_COMMAND_STATE);
	answer_state(rig, STATE_AT_WORK);
	assert_op(rig, OP_PAUSE);
	answer_nothing(rig);
	answer_state(rig, STATE_PRESENT);
	assert_int_equal(rig->run.done[0], STEP_DONE);
}

static void
a_lost_change_is_tried_again_only_when_its_time_has_passed(void **state)
{
	struct rig *rig = *state;
	int64_t begun_ms;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	begun_ms = rig->at_ms;
	answer_nothing(rig);
	while (rig->run.moment != MOMENT_DO)
		answer_state(rig, next(rig).kind == OP_COMMAND_STATE ?
		    STATE_NONE : STATE_ABSENT);
	assert_true(rig->at_ms - begun_ms >= op_table[OP_VSW_ADD].late_ms);
	assert_int_equal(rig->run.tries, 2);
}

static void
three_tries_without_effect_turn_the_run(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	for (int i = 0; i < 200 && rig->run.ending == GOING; i++) {
		enum op_kind kind = next(rig).kind;

		if (kind == OP_COMMAND_STATE)
			answer_state(rig, STATE_NONE);
		else if (kind == OP_VSW_ADD)
			emit(rig, (struct result){ .outcome = DONE });
		else
			answer_state(rig, STATE_ABSENT);
	}
	assert_int_equal(rig->run.ending, RETURNED);
	assert_int_equal(rig->run.why.code, ERR_NO_EFFECT);
	assert_int_equal(rig->run.exit, EXIT_RETURNED);
}

/* P4: ignorance moves nothing. */
static void
no_answer_is_asked_again_and_then_stuck(void **state)
{
	struct rig *rig = *state;
	int asked = 0;

	pass_checks(rig);
	while (rig->run.ending == GOING) {
		asked += next(rig).kind == OP_SERVICE_STATE;
		assert_int_not_equal(next(rig).kind, OP_VSW_ADD);
		answer_nothing(rig);
	}
	assert_int_equal(asked, 4);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.exit, EXIT_UNKNOWN);
}

static void
something_else_after_a_change_is_stuck(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	emit(rig, (struct result){ .outcome = DONE });
	emit(rig, (struct result){ .outcome = DONE,
	    .answer = { .state = STATE_PRESENT, .value = TEXT_POLICY } });
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.why.code, ERR_WORLD_MOVED);
}

static void
a_strange_answer_equals_nothing(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	emit(rig, (struct result){ .outcome = DONE });
	answer_state(rig, STATE_STRANGE);
	assert_int_equal(rig->run.ending, STUCK);
}

/* P5: a refusal leads back to where the phase began. */
static void
a_refusal_brings_back_what_was_done_and_verifies(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	emit(rig, (struct result){ .outcome = DONE });
	answer_state(rig, STATE_PRESENT);
	answer_state(rig, STATE_ABSENT);
	answer_refused(rig);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_int_equal(rig->run.step, 0);
	answer_state(rig, STATE_PRESENT);
	assert_op(rig, OP_VSW_REMOVE);
	emit(rig, (struct result){ .outcome = DONE });
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.done[0], STEP_UNDONE);
	assert_op(rig, OP_SERVICE_STATE);
	answer_state(rig, STATE_ABSENT);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, RETURNED);
	assert_int_equal(rig->run.why.code, ERR_EXISTS);
}

/* Neither on nor back is anything typed; a resume takes the lock again, and
 * then the step. */
static void
a_change_whose_lock_is_lost_is_stuck_at_once(void **state)
{
	struct rig *rig = *state;
	struct result lost = { .outcome = FAILED };
	struct err err = { 0 };

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	assert_op(rig, OP_VSW_ADD);
	err_set(&lost.err, ERR_LOCK_LOST, "planted");
	emit(rig, lost);
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.exit, EXIT_STUCK);
	assert_int_equal(rig->run.why.code, ERR_LOCK_LOST);
	assert_true(run_decide(rig->plan, &rig->run, DECIDE_RESUME,
	    rig->at_ms, &err));
	while (next(rig).kind != OP_VSW_ADD)
		answer_state(rig, next(rig).kind == OP_COMMAND_STATE ?
		    STATE_NONE : STATE_ABSENT);
	assert_int_equal(rig->run.way, WAY_FORWARD);
}

static void
a_return_that_is_refused_thrice_is_stuck_on_its_way_back(void **state)
{
	struct rig *rig = *state;

	pass_checks(rig);
	answer_state(rig, STATE_ABSENT);
	emit(rig, (struct result){ .outcome = DONE });
	answer_state(rig, STATE_PRESENT);
	answer_state(rig, STATE_ABSENT);
	answer_refused(rig);
	answer_state(rig, STATE_ABSENT);
	answer_state(rig, STATE_PRESENT);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(rig->run.ending, GOING);
		if (i != 0)
			answer_state(rig, STATE_PRESENT);	/* a pause */
		answer_refused(rig);
		answer_state(rig, STATE_PRESENT);
	}
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.exit, EXIT_STUCK);
}

static void
no_ending_is_reported_without_verification(void **state)
{
	struct rig *rig = *state;
	struct plan *plan = rig->plan;
	unsigned asked = 0;

	pass_checks(rig);
	while (rig->run.moment != MOMENT_VERIFY) {
		struct step *step = &plan->steps[rig->run.step];
		struct answer answer = { .state = STATE_ABSENT };

		if (rig->run.moment == MOMENT_ASK)
			answer = hand_met(&plan->facts[step->decide.first]
			    .fact.want);
		emit(rig, (struct result){ .outcome = DONE,
		    .answer = answer });
	}
	assert_int_equal(rig->run.ending, GOING);
	for (; rig->run.ending == GOING; asked++)
		emit(rig, (struct result){ .outcome = DONE,
		    .answer = hand_met(&plan->facts[rig->run.row].fact.want) });
	assert_int_equal(rig->run.ending, ARRIVED);
	assert_int_equal(asked, plan->step_count);
}

static void
a_world_that_moved_before_the_ending_is_stuck(void **state)
{
	struct rig *rig = *state;
	struct plan *plan = rig->plan;

	pass_checks(rig);
	while (rig->run.moment != MOMENT_VERIFY)
		emit(rig, (struct result){ .outcome = DONE, .answer = hand_met(
		    &plan->facts[plan->steps[rig->run.step].decide.first]
		    .fact.want) });
	answer_state(rig, STATE_ABSENT);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.why.code, ERR_WORLD_MOVED);
}

/* P6: a run depends on nothing but its plan and the answers it applied. */
static void
two_runs_with_the_same_answers_are_the_same(void **state)
{
	struct rig *rig = *state;
	struct run other;
	size_t bytes = offsetof(struct run, found) +
	    rig->plan->fact_count * sizeof(other.found[0]);

	run_start(rig->plan, &other);
	for (int i = 0; i < 60 && rig->run.ending == GOING; i++) {
		struct result res = { .outcome = i % 7 == 3 ? UNKNOWN : DONE,
		    .at_ms = i * 1000 };

		res.answer = (struct answer){ .state = STATE_ABSENT };
		if (rig->run.way == WAY_CHECK)
			res.answer = hand_met(&rig->plan->checks[
			    rig->run.step].fact.want);
		run_apply(rig->plan, &rig->run, &res);
		run_apply(rig->plan, &other, &res);
		assert_memory_equal(&rig->run, &other, bytes);
	}
}

static void
a_debt_is_owed_from_the_moment_it_is_begun(void **state)
{
	struct rig *rig = *state;
	struct plan *plan = posts_plan(&rig->arena, rig->site,
	    "create ldom1");
	struct run *run = arena_take(&rig->arena, 1, sizeof(*run));
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
	struct rig *rig = *state;
	struct op op;

	pass_checks(rig);
	assert_false(run_undo_phase(rig->plan, &rig->run, 0, &op));
	for (int i = 0; i < 2; i++) {
		uint32_t first =
		    rig->plan->steps[rig->run.step].decide.first;

		answer_state(rig, STATE_ABSENT);
		emit(rig, (struct result){ .outcome = DONE });
		emit(rig, (struct result){ .outcome = DONE, .answer = hand_met(
		    &rig->plan->facts[first].fact.want) });
	}
	assert_true(run_undo_phase(rig->plan, &rig->run, 0, &op));
	assert_int_equal(op.kind, OP_VSW_REMOVE);
	assert_int_equal(op.service, rig->plan->steps[1].op.service);
	assert_true(run_undo_phase(rig->plan, &rig->run, 1, &op));
	assert_int_equal(op.service, rig->plan->steps[0].op.service);
	assert_false(run_undo_phase(rig->plan, &rig->run, 2, &op));
}

#define STAGED(test) \
	cmocka_unit_test_setup_teardown(test, rig_begin, rig_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(the_checks_go_on_past_a_node_that_is_silent),
		STAGED(a_silent_node_hides_no_other),
		STAGED(a_check_that_is_not_met_refuses_and_nothing_is_done),
		STAGED(what_is_already_there_is_neither_done_nor_undone),
		STAGED(a_change_is_asked_done_asked),
		STAGED(the_question_decides_whatever_the_command_says),
		STAGED(a_lost_answer_waits_until_no_effect_can_come),
		STAGED(
		    a_lost_change_is_tried_again_only_when_its_time_has_passed),
		STAGED(three_tries_without_effect_turn_the_run),
		STAGED(no_answer_is_asked_again_and_then_stuck),
		STAGED(something_else_after_a_change_is_stuck),
		STAGED(a_strange_answer_equals_nothing),
		STAGED(a_refusal_brings_back_what_was_done_and_verifies),
		STAGED(a_change_whose_lock_is_lost_is_stuck_at_once),
		STAGED(
		    a_return_that_is_refused_thrice_is_stuck_on_its_way_back),
		STAGED(no_ending_is_reported_without_verification),
		STAGED(a_world_that_moved_before_the_ending_is_stuck),
		STAGED(two_runs_with_the_same_answers_are_the_same),
		STAGED(the_way_home_is_the_undo_of_what_this_phase_has_done),
		STAGED(a_debt_is_owed_from_the_moment_it_is_begun),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
