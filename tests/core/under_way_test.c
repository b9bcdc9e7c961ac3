/*
 * While the manager of the cluster is at work, only questions: what is under
 * way is waited for, and refuses nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/plan/view.h"
#include "core/run/moment.h"
#include "core/run/rescue.h"
#include "tests/posts_fixture.h"
#include "tests/run_fixture.h"

enum { CALLS = 2000 };

struct rig {
	struct backend	 backend;		/* first: for the view */
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct run	 run;
	int64_t		 at_ms;
	unsigned	 asked;		/* times, for the group */
	unsigned	 pending;	/* the answer to so many of them */
	bool		 dies;		/* before it is asked for its slots */
};

static int
begin(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));

	rig->site = posts_site(&rig->arena);
	rig->plan = posts_plan(&rig->arena, rig->site, "switch ldom1");
	run_start(rig->plan, &rig->run);
	*state = rig;
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
answer(struct rig *rig, struct answer answer)
{
	int64_t limit_ms;

	if (hand_next(rig->plan, &rig->run, &limit_ms).kind == OP_PAUSE)
		hand_apply(rig->plan, &rig->run,
		    (struct result){ .outcome = DONE }, &rig->at_ms);
	hand_apply(rig->plan, &rig->run, (struct result){ .outcome = DONE,
	    .answer = answer }, &rig->at_ms);
}

static void
answer_state(struct rig *rig, enum state state)
{
	answer(rig, (struct answer){ .state = state });
}

/* The check whether the group is where the plan expects it. */
static uint32_t
group_check(const struct rig *rig)
{
	const struct plan *plan = rig->plan;

	for (uint32_t i = 0; i < plan->check_count; i++)
		if (plan->checks[i].fact.ask.kind == OP_GROUP_STATE &&
		    plan->checks[i].fact.ask.value == 0)
			return i;
	fail_msg("no check of the group");
	return 0;
}

static void
come_to_check(struct rig *rig, uint32_t check)
{
	while (rig->run.step != check)
		answer(rig, hand_met(&rig->plan->checks[rig->run.step].fact.
		    want));
}

static void
a_check_waits_for_what_is_under_way(void **state)
{
	struct rig *rig = *state;
	uint32_t group = group_check(rig);

	come_to_check(rig, group);
	for (int i = 0; i < 5; i++) {
		answer_state(rig, STATE_PENDING);
		assert_int_equal(rig->run.ending, GOING);
		assert_int_equal(rig->run.step, group);
	}
	assert_int_equal(rig->at_ms, 4 * ASK_AGAIN_MS);
}

/* What earlier checks have found may no longer be so. */
static void
when_it_is_over_all_checks_are_asked_again(void **state)
{
	struct rig *rig = *state;
	uint32_t group = group_check(rig);
	const struct check *first = &rig->plan->checks[0];

	assert_true(group > 0);
	come_to_check(rig, group);
	answer_state(rig, STATE_PENDING);
	answer(rig, hand_met(&rig->plan->checks[group].fact.want));
	assert_int_equal(rig->run.way, WAY_CHECK);
	assert_int_equal(rig->run.step, 0);
	answer_state(rig, (first->fact.want.states &
	    STATE_BIT(STATE_DOWN)) != 0 ? STATE_UP : STATE_DOWN);
	while (rig->run.ending == GOING && rig->run.way == WAY_CHECK)
		answer(rig, hand_met(&rig->plan->checks[rig->run.step].fact.
		    want));
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.why.code, first->code);
}

/* They may be days old. */
static void
after_an_interruption_all_checks_are_asked_again(void **state)
{
	struct rig *rig = *state;
	struct err err = { 0 };

	come_to_check(rig, group_check(rig));
	assert_true(run_decide(rig->plan, &rig->run, DECIDE_RESUME,
	    rig->at_ms, &err));
	assert_int_equal(rig->run.way, WAY_CHECK);
	assert_int_equal(rig->run.step, 0);
}

/* Everything but that node answers as wanted, until the checks are over. */
static void
answer_all_but(struct rig *rig, uint32_t node, uint32_t last)
{
	int64_t limit_ms;

	while (rig->run.ending == GOING && rig->run.way == WAY_CHECK &&
	    rig->run.step != last) {
		struct op op = hand_next(rig->plan, &rig->run, &limit_ms);

		hand_apply(rig->plan, &rig->run, (struct result){
		    .outcome = op_asked_at(&op) == node ? UNKNOWN : DONE,
		    .answer = hand_met(&rig->plan->checks[rig->run.step].fact.
		    want) }, &rig->at_ms);
	}
}

/* A node that was asked in vain before is asked again, too, and not taken for
 * one whose checks were met. */
static void
when_it_is_over_a_silent_node_is_not_forgotten(void **state)
{
	struct rig *rig = *state;
	uint32_t group;

	rig->plan = posts_plan(&rig->arena, rig->site, "retire ldom1");
	run_start(rig->plan, &rig->run);
	group = group_check(rig);
	answer_all_but(rig, 2, group);
	assert_int_equal(rig->run.silent, 1 << 2);
	answer_state(rig, STATE_PENDING);
	answer(rig, hand_met(&rig->plan->checks[group].fact.want));
	assert_int_equal(rig->run.step, 0);
	answer_all_but(rig, 2, PLAN_NONE);
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.why.code, ERR_NO_ANSWER);
}

/* The manager has moved it elsewhere: the world is not as the plan has it. */
static void
where_the_manager_has_put_it_decides(void **state)
{
	struct rig *rig = *state;
	uint32_t group = group_check(rig);
	uint32_t elsewhere = 3 - rig->plan->checks[group].fact.want.on;

	come_to_check(rig, group);
	answer_state(rig, STATE_PENDING);
	for (int i = 0; i < CALLS && rig->run.ending == GOING; i++)
		answer(rig, rig->run.step == group ?
		    (struct answer){ .state = STATE_ONLINE, .on = elsewhere } :
		    hand_met(&rig->plan->checks[rig->run.step].fact.want));
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.why.code, rig->plan->checks[group].code);
}

static void
what_does_not_end_refuses_at_its_limit(void **state)
{
	struct rig *rig = *state;

	come_to_check(rig, group_check(rig));
	for (int i = 0; i < CALLS && rig->run.ending == GOING; i++)
		answer_state(rig, STATE_PENDING);
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.why.code, ERR_TIMEOUT);
	assert_true(rig->at_ms >= VERIFY_LIMIT_MS);
}

static void
a_group_that_goes_from_node_to_node_is_seen_as_that(void **state)
{
	struct rig *rig = *state;
	uint32_t group = group_check(rig);
	int waits = 0;

	for (int i = 0; i < CALLS && rig->run.ending == GOING; i++) {
		bool pends = rig->run.step == group && rig->run.waiting == 0;

		waits += pends;
		answer(rig, pends ? (struct answer){ .state = STATE_PENDING } :
		    hand_met(&rig->plan->checks[rig->run.step].fact.want));
	}
	assert_int_equal(rig->run.ending, REFUSED);
	assert_int_equal(rig->run.why.code, ERR_IN_TRANSITION);
	assert_non_null(strstr(rig->run.why.text, "again and again"));
	assert_int_equal(waits, CHANGE_TRIES + 1);
}

/* To the moment before the change, with the answers that lead there. */
static void
come_to_switch(struct rig *rig)
{
	uint32_t step = posts_step(rig->plan, "switch");

	for (int i = 0; i < CALLS && !(rig->run.way == WAY_FORWARD &&
	    rig->run.step == step && rig->run.moment == MOMENT_DO); i++) {
		struct fact buffer;
		const struct fact *fact = moment_fact(rig->plan, &rig->run,
		    rig->run.row, &buffer);
		struct answer met;

		assert_non_null(fact);
		met = hand_met(&fact->want);
		if (rig->run.way == WAY_FORWARD && rig->run.step == step &&
		    rig->run.moment == MOMENT_ASK)
			met = fact->ask.kind == OP_GROUP_STATE ?
			    (struct answer){ .state = STATE_ONLINE,
			    .on = rig->plan->from } :
			    (struct answer){ .state = fact->ask.kind ==
			    OP_POOL_STATE ? STATE_IMPORTED : STATE_AT_OK,
			    .on = rig->plan->from };
		answer(rig, met);
	}
	assert_int_equal(rig->run.moment, MOMENT_DO);
}

/* The manager refuses while it is at work, and what it was doing is over. */
static void
refuse_in_transition(struct rig *rig)
{
	struct result res = { .outcome = FAILED };
	struct answer before[PLAN_DECIDES];
	uint32_t tries = rig->run.tries;

	err_set(&res.err, ERR_IN_TRANSITION, "planted");
	if (rig->run.pausing != 0)
		hand_apply(rig->plan, &rig->run,
		    (struct result){ .outcome = DONE }, &rig->at_ms);
	hand_apply(rig->plan, &rig->run, res, &rig->at_ms);
	memcpy(before, rig->run.before, sizeof(before));
	answer_state(rig, STATE_PENDING);
	while (rig->run.moment == MOMENT_SETTLE &&
	    rig->run.way == WAY_FORWARD && rig->run.tries == tries)
		answer(rig, before[rig->run.row]);
}

static void
what_the_manager_refused_is_tried_again_when_it_is_done(void **state)
{
	struct rig *rig = *state;

	come_to_switch(rig);
	refuse_in_transition(rig);
	assert_int_equal(rig->run.way, WAY_FORWARD);
	assert_true(rig->run.moment == MOMENT_PROVE ||
	    rig->run.moment == MOMENT_DO);
	assert_int_equal(rig->run.pausing, ASK_AGAIN_MS);
}

static void
refused_thrice_the_run_goes_back(void **state)
{
	struct rig *rig = *state;

	come_to_switch(rig);
	for (int i = 0; i < CHANGE_TRIES; i++) {
		assert_int_equal(rig->run.way, WAY_FORWARD);
		come_to_switch(rig);
		refuse_in_transition(rig);
	}
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_int_equal(rig->run.why.code, ERR_IN_TRANSITION);
}

/* It did itself what the step was for. */
static void
what_the_manager_did_counts_as_the_outcome(void **state)
{
	struct rig *rig = *state;
	struct result res = { .outcome = FAILED };
	uint32_t step;

	come_to_switch(rig);
	step = rig->run.step;
	err_set(&res.err, ERR_IN_TRANSITION, "planted");
	hand_apply(rig->plan, &rig->run, res, &rig->at_ms);
	answer_state(rig, STATE_PENDING);
	while (rig->run.step == step && rig->run.ending == GOING) {
		struct fact buffer;
		const struct fact *fact = moment_fact(rig->plan, &rig->run,
		    rig->run.row, &buffer);

		assert_non_null(fact);
		answer(rig, hand_met(&fact->want));
	}
	assert_int_equal(rig->run.done[step], STEP_DONE);
	assert_int_equal(rig->run.way, WAY_FORWARD);
}

/* Its cluster counts it as a member, and so brings it no group. */
static void
a_node_that_never_answers_is_not_waited_for_by_a_rescue(void **state)
{
	struct rig *rig = *state;
	int64_t limit_ms;
	int calls = 0;

	come_to_switch(rig);
	rig->run.way = WAY_BACK;
	rescue_begin(&rig->run, rig->plan->from);
	while (rig->run.ending == GOING && calls++ < CALLS) {
		struct op op = hand_next(rig->plan, &rig->run, &limit_ms);

		hand_apply(rig->plan, &rig->run, (struct result){
		    .outcome = op.kind == OP_NODE_STATE ? UNKNOWN : DONE,
		    .answer.state = STATE_OFFLINE }, &rig->at_ms);
	}
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.why.code, ERR_NO_ANSWER);
}

static int64_t
rig_now_ms(struct backend *backend)
{
	return ((struct rig *)backend)->at_ms;
}

static uint64_t
rig_begin(struct backend *backend, const struct op *op, struct result *res)
{
	static const struct answers none;
	struct rig *rig = (struct rig *)backend;

	*res = (struct result){ .outcome = DONE, .all = &none };
	if (op->kind == OP_PAUSE)
		rig->at_ms += op->number;
	if (op->kind == OP_NODE_STATE && rig->dies)
		res->answer.state = STATE_FENCED;
	if (op->kind == OP_GROUP_STATE)
		res->answer = rig->asked++ < rig->pending ?
		    (struct answer){ .state = STATE_PENDING } :
		    (struct answer){ .state = STATE_ONLINE, .on = 2 };
	return HANDLE_OVER;
}

static struct view
view_of(struct rig *rig, unsigned pending)
{
	uint32_t guest = names_find(rig->site->names, KIND_GUEST, "ldom1");
	struct err err = { 0 };
	struct view view;

	rig->backend = (struct backend){ .name = "rig", .now_ms = rig_now_ms,
	    .begin = rig_begin };
	rig->pending = pending;
	assert_true(view_ask(&rig->backend, rig->site,
	    &(struct job){ .guest = guest }, &view, &err));
	return view;
}

static void
a_plan_is_made_when_the_manager_has_put_the_group_somewhere(void **state)
{
	struct rig *rig = *state;

	assert_int_equal(view_of(rig, 3).group_at, 2);
	assert_int_equal(rig->asked, 4);
	assert_int_equal(rig->at_ms, 30000);
}

static void
a_plan_does_not_wait_for_ever(void **state)
{
	struct rig *rig = *state;

	assert_int_equal(view_of(rig, CALLS).group_at, 0);
	assert_int_equal(rig->at_ms, 900000);
}

static void
a_node_that_dies_while_it_is_looked_at_is_left_out(void **state)
{
	struct rig *rig = *state;

	assert_int_equal(view_of(rig, 0).gone, 0);
	rig->dies = true;
	assert_int_equal(view_of(rig, 0).gone, 1 << 1 | 1 << 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
		T(a_check_waits_for_what_is_under_way),
		T(when_it_is_over_all_checks_are_asked_again),
		T(after_an_interruption_all_checks_are_asked_again),
		T(when_it_is_over_a_silent_node_is_not_forgotten),
		T(where_the_manager_has_put_it_decides),
		T(what_does_not_end_refuses_at_its_limit),
		T(a_group_that_goes_from_node_to_node_is_seen_as_that),
		T(what_the_manager_refused_is_tried_again_when_it_is_done),
		T(refused_thrice_the_run_goes_back),
		T(what_the_manager_did_counts_as_the_outcome),
		T(a_node_that_never_answers_is_not_waited_for_by_a_rescue),
		T(a_plan_is_made_when_the_manager_has_put_the_group_somewhere),
		T(a_plan_does_not_wait_for_ever),
		T(a_node_that_dies_while_it_is_looked_at_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
