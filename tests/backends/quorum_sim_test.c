/*
 * Votes, maintenance state, nodes that go down in order, and who may form a
 * cluster when none is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/cluster/votes.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "tests/posts_fixture.h"
#include "tests/sim_fixture.h"

enum { HOUR_MS = 3600 * 1000, MINUTE_MS = 60000 };

static struct arena arena;
static struct sim *sim;

/* Two nodes and a quorum device, the first of the devices. */
static int
begin_two(void **state)
{
	(void)state;
	sim = sim_make(posts_site(&arena), SITE_READY, 1);
	return 0;
}

/* Three nodes, and no quorum device. */
static int
begin_three(void **state)
{
	(void)state;
	sim = sim_make(fixture_anywhere(&arena, 3, 1), SITE_READY, 1);
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
about(enum op_kind kind, uint32_t on, uint32_t node)
{
	return (struct op){ .kind = kind, .on = on, .to = node };
}

static struct op
level(uint32_t node, const char *text)
{
	return (struct op){ .kind = OP_NODE_SHUTDOWN, .on = node,
	    .value = fixture_put(sim, KIND_TEXT, text) };
}

static bool
is_member(uint32_t node)
{
	return world_node(sim->world, node)->member != 0;
}

static struct answer
said_of(uint32_t node, uint32_t value)
{
	return fixture_ask(sim, (struct op){ .kind = OP_MEMBER_STATE,
	    .to = node, .value = value });
}

static void
shut_down(uint32_t node)
{
	fixture_done(sim, level(node, "0"));
	fixture_pass(sim, MINUTE_MS);
}

static void
only_a_node_that_is_down_gives_its_vote_up(void **state)
{
	(void)state;
	fixture_fails(sim, about(OP_QUORUM_DISABLE, 1, 2), ERR_WRONG_STATE);
	assert_int_equal(said_of(2, TEXT_VOTES).state, STATE_PRESENT);
	shut_down(2);
	fixture_done(sim, about(OP_QUORUM_DISABLE, 1, 2));
	assert_int_equal(said_of(2, TEXT_VOTES).state, STATE_ABSENT);
	assert_int_equal(said_of(2, TEXT_VOTES).number, 0);
	fixture_done(sim, about(OP_QUORUM_ENABLE, 1, 2));
	assert_int_equal(said_of(2, TEXT_VOTES).state, STATE_PRESENT);
}

/* Of three votes two are needed. */
static void
the_quorum_is_counted_without_the_node(void **state)
{
	unsigned present, possible;

	(void)state;
	votes_count(sim, &present, &possible);
	assert_int_equal(present, 3);
	assert_int_equal(possible, 3);
	assert_int_equal(said_of(1, TEXT_QUORUM).number, 0);
	shut_down(2);
	assert_int_equal(said_of(1, TEXT_QUORUM).number, -1);
	assert_int_equal(said_of(2, TEXT_QUORUM).number, 0);
	fixture_done(sim, about(OP_QUORUM_DISABLE, 1, 2));
	votes_count(sim, &present, &possible);
	assert_int_equal(present, 1);
	assert_int_equal(possible, 1);
}

static void
a_node_that_boots_has_its_vote_again(void **state)
{
	(void)state;
	shut_down(3);
	fixture_done(sim, about(OP_QUORUM_DISABLE, 1, 3));
	node_power_on(sim, 3);
	fixture_pass(sim, HOUR_MS);
	assert_true(is_member(3));
	assert_int_equal(said_of(3, TEXT_VOTES).state, STATE_PRESENT);
}

static void
an_empty_machine_has_no_power_after_level_0(void **state)
{
	(void)state;
	shut_down(1);
	assert_int_equal(world_node(sim->world, 1)->power, NODE_DOWN);
	fixture_pass(sim, HOUR_MS);
	assert_int_equal(world_node(sim->world, 1)->power, NODE_DOWN);
	assert_false(is_member(1));
}

/* The others need not miss its heartbeat. */
static void
after_level_6_it_boots_and_joins(void **state)
{
	(void)state;
	fixture_done(sim, level(1, "6"));
	fixture_pass(sim, 1);
	assert_false(is_member(1));
	fixture_pass(sim, HOUR_MS);
	assert_true(is_member(1));
}

static void
groups_leave_before_the_node_does(void **state)
{
	(void)state;
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	fixture_done(sim, level(1, "6"));
	assert_int_equal(world_group(sim->world, 1)->online, 1 << 2);
}

/* Its guest would run on without a control domain. */
static void
beside_a_guest_level_0_is_not_simulated(void **state)
{
	(void)state;
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	fixture_fails(sim, level(1, "0"), ERR_UNSUPPORTED);
	assert_true(is_member(1));
}

/* Node 1 does not know what node 2 has changed. */
static void
who_has_left_waits_for_who_was_there_last(void **state)
{
	(void)state;
	shut_down(1);
	node_power_off(sim, 2);
	fixture_pass(sim, MINUTE_MS);
	node_power_on(sim, 1);
	fixture_pass(sim, HOUR_MS);
	assert_false(is_member(1));
	node_power_on(sim, 2);
	fixture_pass(sim, HOUR_MS);
	assert_true(is_member(1));
	assert_true(is_member(2));
}

static void
who_was_there_last_forms_the_cluster_alone(void **state)
{
	(void)state;
	shut_down(1);
	node_power_off(sim, 2);
	fixture_pass(sim, MINUTE_MS);
	node_power_on(sim, 2);
	fixture_pass(sim, HOUR_MS);
	assert_true(is_member(2));
}

static void
when_all_lose_power_at_once_nobody_has_left(void **state)
{
	(void)state;
	node_power_off(sim, 1);
	node_power_off(sim, 2);
	fixture_pass(sim, MINUTE_MS);
	node_power_on(sim, 1);
	fixture_pass(sim, HOUR_MS);
	assert_true(is_member(1));
}

/* One vote of three is not enough, and two are. */
static void
without_votes_nobody_forms_a_cluster(void **state)
{
	(void)state;
	for (uint32_t n = 1; n <= 3; n++)
		node_power_off(sim, n);
	fixture_pass(sim, MINUTE_MS);
	node_power_on(sim, 3);
	fixture_pass(sim, HOUR_MS);
	assert_false(is_member(3));
	node_power_on(sim, 2);
	fixture_pass(sim, HOUR_MS);
	assert_true(is_member(2));
	assert_true(is_member(3));
}

#define TWO(f)		cmocka_unit_test_setup_teardown(f, begin_two, end)
#define THREE(f)	cmocka_unit_test_setup_teardown(f, begin_three, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TWO(only_a_node_that_is_down_gives_its_vote_up),
		TWO(the_quorum_is_counted_without_the_node),
		THREE(a_node_that_boots_has_its_vote_again),
		TWO(an_empty_machine_has_no_power_after_level_0),
		TWO(after_level_6_it_boots_and_joins),
		THREE(groups_leave_before_the_node_does),
		THREE(beside_a_guest_level_0_is_not_simulated),
		TWO(who_has_left_waits_for_who_was_there_last),
		TWO(who_was_there_last_forms_the_cluster_alone),
		TWO(when_all_lose_power_at_once_nobody_has_left),
		THREE(without_votes_nobody_forms_a_cluster),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
