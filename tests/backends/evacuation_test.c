/*
 * All groups leave a node, one after the other, and nobody waits in vain.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "tests/sim_fixture.h"

enum { NODES = 3, GUESTS = 3, LONG_MS = 3600 * 1000 };

static struct arena arena;
static struct sim *sim;

/* Three guests that can be on each of three nodes; two of them are on the
 * first. */
static int
begin(void **state)
{
	(void)state;
	sim = sim_make(fixture_anywhere(&arena, NODES, GUESTS), SITE_READY, 1);
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	sim_put(sim, 2, NOW_CLUSTERED, 1);
	sim_put(sim, 3, NOW_CLUSTERED, 2);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	return fixture_drop(&sim, &arena);
}

static struct op
evacuate(uint32_t on, uint32_t node)
{
	return (struct op){ .kind = OP_NODE_EVACUATE, .on = on, .to = node };
}

static struct answer
groups_on(uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_MEMBER_STATE,
	    .to = node, .value = TEXT_GROUPS });
}

static struct answer
group(uint32_t number)
{
	return fixture_ask(sim, (struct op){ .kind = OP_GROUP_STATE,
	    .group = number });
}

static void
groups_are_counted_where_they_are(void **state)
{
	(void)state;
	assert_int_equal(groups_on(1).number, 2);
	assert_int_equal(groups_on(1).state, STATE_PRESENT);
	assert_int_equal(groups_on(2).number, 1);
	assert_int_equal(groups_on(3).number, 0);
	assert_int_equal(groups_on(3).state, STATE_ABSENT);
}

/* The first groups of a world have the numbers of their guests. */
static void
every_group_leaves_and_the_others_stay(void **state)
{
	(void)state;
	fixture_done(sim, evacuate(2, 1));
	assert_int_equal(groups_on(1).state, STATE_ABSENT);
	for (uint32_t g = 1; g <= GUESTS; g++) {
		assert_int_equal(group(g).state, STATE_ONLINE);
		assert_int_not_equal(group(g).on, 1);
	}
	assert_int_equal(group(3).on, 2);
}

static void
a_group_that_leaves_is_counted_as_under_way(void **state)
{
	struct result res;
	uint32_t handle;

	(void)state;
	handle = fixture_type(sim, evacuate(3, 1), &res);
	fixture_pass(sim, 20000);
	assert_int_equal(groups_on(1).state, STATE_PENDING);
	fixture_fails(sim, evacuate(2, 1), ERR_IN_TRANSITION);
	fixture_pass(sim, LONG_MS);
	assert_true(fixture_typed(sim, handle, &res));
	assert_int_equal(res.outcome, DONE);
}

static void
an_empty_node_is_evacuated_already(void **state)
{
	int64_t at_ms = sim_now_ms(sim);

	(void)state;
	fixture_done(sim, evacuate(1, 3));
	assert_int_equal(sim_now_ms(sim), at_ms);
}

static void
without_another_node_groups_are_offline(void **state)
{
	(void)state;
	node_power_off(sim, 2);
	node_power_off(sim, 3);
	fixture_pass(sim, LONG_MS);
	fixture_done(sim, evacuate(1, 1));
	assert_int_equal(group(1).state, STATE_OFFLINE);
	assert_int_equal(group(2).state, STATE_OFFLINE);
}

/* What it leaves is looked after by whom gives it up. */
static void
the_node_dies_and_nobody_waits_for_it(void **state)
{
	struct result res;
	uint32_t handle;

	(void)state;
	handle = fixture_type(sim, evacuate(2, 1), &res);
	fixture_pass(sim, 20000);
	node_power_off(sim, 1);
	fixture_pass(sim, LONG_MS);
	assert_true(fixture_typed(sim, handle, &res));
	assert_int_equal(group(1).state, STATE_ONLINE);
	assert_int_equal(group(2).state, STATE_ONLINE);
}

static void
a_target_dies_and_the_rest_still_leaves(void **state)
{
	struct result res;
	uint32_t handle;

	(void)state;
	handle = fixture_type(sim, evacuate(3, 1), &res);
	fixture_pass(sim, 20000);
	node_power_off(sim, 2);
	fixture_pass(sim, LONG_MS);
	assert_true(fixture_typed(sim, handle, &res));
	assert_int_equal(groups_on(1).state, STATE_ABSENT);
	assert_int_equal(group(2).on, 3);
}

static void
a_group_that_cannot_stop_is_left_and_said(void **state)
{
	struct result res;

	(void)state;
	world_pool(sim->world, 1)->busy = 1 << 1;
	res = fixture_run(sim, evacuate(2, 1));
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_STOP_FAILED);
	assert_int_equal(groups_on(1).state, STATE_PRESENT);
	assert_int_equal(groups_on(1).number, 1);
	assert_int_not_equal(group(2).on, 1);
}

static void
a_node_that_is_no_member_is_not_evacuated(void **state)
{
	(void)state;
	node_hang(sim, 1);
	fixture_pass(sim, LONG_MS);
	assert_int_equal(groups_on(1).state, STATE_ABSENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    groups_are_counted_where_they_are, begin, end),
		cmocka_unit_test_setup_teardown(
		    every_group_leaves_and_the_others_stay, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_group_that_leaves_is_counted_as_under_way, begin, end),
		cmocka_unit_test_setup_teardown(
		    an_empty_node_is_evacuated_already, begin, end),
		cmocka_unit_test_setup_teardown(
		    without_another_node_groups_are_offline, begin, end),
		cmocka_unit_test_setup_teardown(
		    the_node_dies_and_nobody_waits_for_it, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_target_dies_and_the_rest_still_leaves, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_group_that_cannot_stop_is_left_and_said, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_node_that_is_no_member_is_not_evacuated, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
