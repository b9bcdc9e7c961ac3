/*
 * A step waits for a guest whose group leaves the node.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/run/moment.h"
#include "core/run/moved.h"
#include "tests/posts_fixture.h"
#include "tests/run_fixture.h"

enum { HERE = 2, THERE = 1, NOWHERE = 0, ANOTHER = 3 };

struct rig {
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct run	 run;
	int64_t		 at_ms;
};

/* The switch is done, and the guest is awaited on node2. */
static int
begin(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));
	uint32_t step;

	rig->site = posts_site(&rig->arena);
	rig->plan = posts_plan(&rig->arena, rig->site, "switch ldom1");
	run_start(rig->plan, &rig->run);
	step = posts_step(rig->plan, "switch");
	rig->run.way = WAY_FORWARD;
	rig->run.done[step] = STEP_DONE;
	rig->run.found[rig->plan->steps[step].decide.first] =
	    (struct answer){ .state = STATE_ONLINE, .on = THERE };
	run_forward(rig->plan, &rig->run, posts_step(rig->plan, "up"));
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

/* Answer the next question, which must be of that kind. */
static void
answer(struct rig *rig, enum op_kind kind, enum state state, uint32_t on)
{
	int64_t limit_ms;

	if (hand_next(rig->plan, &rig->run, &limit_ms).kind == OP_PAUSE)
		hand_apply(rig->plan, &rig->run,
		    (struct result){ .outcome = DONE }, &rig->at_ms);
	assert_int_equal(hand_next(rig->plan, &rig->run, &limit_ms).kind,
	    kind);
	hand_apply(rig->plan, &rig->run, (struct result){ .outcome = DONE,
	    .answer = { .state = state, .on = on } }, &rig->at_ms);
}

static void
guest(struct rig *rig, enum state state)
{
	answer(rig, OP_GUEST_STATE, state, HERE);
}

static void
group(struct rig *rig, enum state state, uint32_t on)
{
	answer(rig, OP_GROUP_STATE, state, on);
}

/* It costs no question while the guest is there. */
static void
the_group_is_asked_only_when_the_guest_has_gone(void **state)
{
	struct rig *rig = *state;

	guest(rig, STATE_BOOTING);
	guest(rig, STATE_INACTIVE);
	guest(rig, STATE_BOUND);
	guest(rig, STATE_AT_OK);
	guest(rig, STATE_ABSENT);
	group(rig, STATE_ONLINE, HERE);
	guest(rig, STATE_RUNNING);
	assert_int_equal(rig->run.done[posts_step(rig->plan, "up")],
	    STEP_DONE);
}

static void
back_where_it_came_from_the_run_goes_back(void **state)
{
	struct rig *rig = *state;

	guest(rig, STATE_ABSENT);
	group(rig, STATE_ONLINE, THERE);
	assert_int_equal(rig->run.way, WAY_BACK);
	assert_int_equal(rig->run.turned.code, ERR_WORLD_MOVED);
	assert_non_null(strstr(rig->run.turned.text,
	    "ldom1-rg is online on node1"));
	assert_int_equal(rig->at_ms, 0);
}

static void
where_somebody_wants_it_nothing_is_typed_against_that(void **state)
{
	struct rig *rig = *state;

	rig->run.found[rig->plan->steps[posts_step(rig->plan, "switch")]
	    .decide.first].on = ANOTHER;
	guest(rig, STATE_ABSENT);
	group(rig, STATE_ONLINE, THERE);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.why.code, ERR_WORLD_MOVED);
	assert_true(rig->run.refuted != 0);
}

/* The start on the other node has failed. */
static void
a_group_that_leaves_once_may_come_back(void **state)
{
	struct rig *rig = *state;

	guest(rig, STATE_ABSENT);
	for (int i = 0; i < 3; i++) {
		group(rig, STATE_PENDING, NOWHERE);
		guest(rig, STATE_ABSENT);
	}
	group(rig, STATE_ONLINE, HERE);
	guest(rig, STATE_RUNNING);
	assert_int_equal(rig->run.done[posts_step(rig->plan, "up")],
	    STEP_DONE);
	assert_int_equal(rig->run.waits, 0);
}

static void
a_group_that_leaves_again_is_named(void **state)
{
	struct rig *rig = *state;

	guest(rig, STATE_ABSENT);
	group(rig, STATE_PENDING, NOWHERE);
	guest(rig, STATE_BOOTING);
	guest(rig, STATE_ABSENT);
	group(rig, STATE_PENDING, NOWHERE);
	assert_int_equal(rig->run.ending, STUCK);
	assert_int_equal(rig->run.why.code, ERR_IN_TRANSITION);
	assert_true(rig->run.refuted != 0);
	assert_non_null(strstr(rig->run.why.text, "ldom1-rg goes from node to "
	    "node, and has left node2 2 times"));
	assert_true(rig->at_ms < 60000);
}

/* It is not said whether it will be started. */
static void
a_group_that_is_offline_is_waited_for_up_to_the_limit(void **state)
{
	struct rig *rig = *state;
	int64_t limit_ms = rig->plan->steps[rig->run.step].limit_ms;

	while (rig->run.way == WAY_FORWARD) {
		guest(rig, STATE_ABSENT);
		if (rig->run.way == WAY_FORWARD)
			group(rig, STATE_OFFLINE, NOWHERE);
	}
	assert_true(rig->at_ms >= limit_ms);
	assert_int_equal(rig->run.turned.code, ERR_TIMEOUT);
}

/* Without an agent nobody but the run moves it: its group is suspended. */
static void
the_group_of_a_guest_without_an_agent_is_not_asked(void **state)
{
	struct rig *rig = *state;

	rig->plan->steps[rig->run.step].guarded = false;
	guest(rig, STATE_ABSENT);
	guest(rig, STATE_ABSENT);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_group_is_asked_only_when_the_guest_has_gone),
		TEST(back_where_it_came_from_the_run_goes_back),
		TEST(where_somebody_wants_it_nothing_is_typed_against_that),
		TEST(a_group_that_leaves_once_may_come_back),
		TEST(a_group_that_leaves_again_is_named),
		TEST(a_group_that_is_offline_is_waited_for_up_to_the_limit),
		TEST(the_group_of_a_guest_without_an_agent_is_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
