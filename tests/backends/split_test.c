/*
 * The private links between two nodes are lost: who survives, and who waits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/cluster/split.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/key.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"

enum { HEARTBEAT_MS = 10000, FAILOVER_MS = 5 * 60000, UP_MS = 30 * 60000 };

static struct arena arena;
static struct sim *sim;

/* ldom1 runs on node1; its group may also be on node2. */
static void
begin(uint32_t nodes)
{
	sim = sim_make(fixture_site(&arena, nodes, 1, NOW_CLUSTERED),
	    SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static bool
is_member(uint32_t node)
{
	return world_node(sim_world(sim), node)->member != 0;
}

static bool
is_up(uint32_t node)
{
	return world_node(sim_world(sim), node)->power == NODE_UP;
}

static void
links_back_in_time_change_nothing(void **state)
{
	(void)state;
	begin(2);
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, HEARTBEAT_MS - 1);
	split_end(sim, 1, 2);
	fixture_pass(sim, UP_MS);
	assert_true(is_up(1) && is_member(1) && is_member(2));
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
}

static void
the_first_one_loses_and_the_other_takes_over(void **state)
{
	(void)state;
	begin(2);
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, HEARTBEAT_MS - 1);
	assert_true(is_up(1) && is_member(1));
	fixture_pass(sim, 1);
	assert_false(is_up(1) || is_member(1));
	assert_true(is_up(2) && is_member(2));
	fixture_pass(sim, FAILOVER_MS);
	assert_int_equal(fixture_guest(sim, 2), STATE_RUNNING);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
whoever_has_no_group_can_lose_too(void **state)
{
	(void)state;
	begin(2);
	assert_true(split_begin(sim, 2, 1));
	fixture_pass(sim, FAILOVER_MS);
	assert_false(is_member(2));
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
the_loser_boots_and_waits_for_the_links(void **state)
{
	(void)state;
	begin(2);
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_false(is_up(1) || is_member(1));
	assert_int_equal(sim_next_ms(sim), -1);
	split_end(sim, 1, 2);
	fixture_pass(sim, 1);
	assert_true(is_up(1) && is_member(1));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

/* Its boot is aborted while it waits, and begins again. */
static void
a_power_cycle_does_not_bring_the_links_back(void **state)
{
	(void)state;
	begin(2);
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, UP_MS);
	node_power_off(sim, 1);
	node_power_on(sim, 1);
	fixture_pass(sim, UP_MS);
	assert_false(is_up(1) || is_member(1));
	split_end(sim, 1, 2);
	fixture_pass(sim, 1);
	assert_true(is_up(1) && is_member(1));
}

/* It does not join while any of its links is away. */
static void
a_node_that_hears_nobody_leaves_whoever_else_is_there(void **state)
{
	(void)state;
	begin(3);
	node_power_off(sim, 2);
	fixture_pass(sim, UP_MS);
	assert_true(split_all(sim, 1, true));
	assert_false(split_all(sim, 1, true));
	fixture_pass(sim, UP_MS);
	assert_false(is_member(1));
	assert_true(is_member(3));
	split_end(sim, 1, 2);
	fixture_pass(sim, UP_MS);
	assert_false(is_member(1));
	assert_true(split_all(sim, 1, false));
	fixture_pass(sim, UP_MS);
	assert_true(is_up(1) && is_member(1));
}

/* There is nobody to race with; who comes later waits. */
static void
a_node_that_is_alone_stays(void **state)
{
	(void)state;
	begin(2);
	node_power_off(sim, 2);
	fixture_pass(sim, FAILOVER_MS);
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, FAILOVER_MS);
	assert_true(is_up(1) && is_member(1));
	node_power_on(sim, 2);
	fixture_pass(sim, UP_MS);
	assert_false(is_up(2) || is_member(2));
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
}

static void
a_third_node_is_where_it_was(void **state)
{
	(void)state;
	begin(3);
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, FAILOVER_MS);
	assert_false(is_member(1));
	assert_true(is_up(2) && is_up(3) && is_member(3));
	assert_int_equal(fixture_guest(sim, 2), STATE_RUNNING);
}

static void
a_guest_that_is_not_reset_runs_twice(void **state)
{
	(void)state;
	begin(2);
	node_policy(sim, 1, fixture_put(sim, KIND_TEXT, "ignore"));
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, FAILOVER_MS);
	assert_true(sim_violated(sim, "guest-active-once"));
	assert_false(sim_violated(sim, "data-intact"));
}

static void
nothing_is_split_twice_or_from_itself(void **state)
{
	(void)state;
	begin(2);
	assert_false(split_begin(sim, 1, 1));
	assert_true(split_begin(sim, 1, 2));
	assert_false(split_begin(sim, 2, 1));
	fixture_pass(sim, FAILOVER_MS);
	assert_true(is_member(2));
}

static void
lost_links_are_part_of_the_text_and_of_the_state_hash(void **state)
{
	struct key before = { 0 };
	char *text;

	(void)state;
	begin(2);
	node_power_off(sim, 1);
	fixture_pass(sim, UP_MS);
	sim_key(sim, &before);
	assert_true(split_begin(sim, 1, 2));
	fixture_pass(sim, UP_MS);
	assert_false(fixture_keyed(sim, &before));
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, " apart=node1"));
	free(text);
	split_end(sim, 1, 2);
	assert_true(fixture_keyed(sim, &before));
	text = sim_text(sim, NULL);
	assert_null(strstr(text, "apart="));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(links_back_in_time_change_nothing),
		T(the_first_one_loses_and_the_other_takes_over),
		T(whoever_has_no_group_can_lose_too),
		T(the_loser_boots_and_waits_for_the_links),
		T(a_power_cycle_does_not_bring_the_links_back),
		T(a_node_that_hears_nobody_leaves_whoever_else_is_there),
		T(a_node_that_is_alone_stays),
		T(a_third_node_is_where_it_was),
		T(a_guest_that_is_not_reset_runs_twice),
		T(nothing_is_split_twice_or_from_itself),
		T(lost_links_are_part_of_the_text_and_of_the_state_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
