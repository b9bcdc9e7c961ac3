/*
 * Which guests have no home when nodes are dead, who may be down together, and
 * room for more guests.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/policy/losses.h"
#include "core/policy/scene_site.h"
#include "core/site/site.h"
#include "tests/sim_fixture.h"

enum { GUESTS = 4 };

static struct arena arena;
static struct site *site;
static struct scene *scene;

/* So many nodes of 16 vcpus; four guests of 4, all on node 1. */
static void
begin(uint32_t nodes)
{
	site = fixture_anywhere(&arena, nodes, GUESTS);
	for (uint32_t n = 1; n <= nodes; n++)
		site->nodes[n].vcpus = 16 + 16;
	for (uint32_t g = 1; g <= GUESTS; g++) {
		site->guests[g].now = NOW_CLUSTERED;
		site->guests[g].now_on = 1;
	}
}

static void
set_up(void)
{
	scene = scene_of_site(&arena, site);
}

static int
end(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static struct losses
dead(uint64_t nodes)
{
	return losses_of(&arena, scene, nodes);
}

static uint32_t
more(int64_t vcpus)
{
	const int64_t needs[CAPACITIES] = { [CAPACITY_VCPUS] = vcpus,
	    [CAPACITY_MEMORY] = 1, [CAPACITY_PORTS] = 1 };

	return losses_more(scene, needs);
}

static void
a_death_that_leaves_everyone_a_home_is_no_loss(void **state)
{
	struct losses losses;

	(void)state;
	begin(2);
	set_up();
	losses = dead(0x2);
	assert_int_equal(losses.count, 0);
	assert_int_equal(losses.moved, 4);
	assert_int_equal(dead(0x4).moved, 0);
}

static void
who_fits_nowhere_is_named_with_the_reasons(void **state)
{
	struct losses losses;

	(void)state;
	begin(2);
	site->nodes[2].vcpus = 16 + 15;
	set_up();
	losses = dead(0x2);
	assert_int_equal(losses.count, 1);
	assert_int_equal(losses.moved, 3);
	assert_int_equal(losses.homeless[0].group, site->guests[4].group);
	assert_int_equal(losses.homeless[0].candidates[1].reason,
	    REASON_VCPUS);
	assert_int_equal(losses.homeless[0].candidates[1].there, 3);
}

static void
a_group_without_a_guest_has_no_home_to_lose(void **state)
{
	(void)state;
	begin(2);
	site->guests[1].agent.present = false;
	site->guests[1].node_count = 1;
	set_up();
	assert_int_equal(dead(0x2).count, 0);
}

static void
who_was_offline_before_is_not_lost(void **state)
{
	(void)state;
	begin(2);
	set_up();
	scene->groups[site->guests[1].group].stage = GROUP_OFFLINE;
	scene->groups[site->guests[1].group].on = 0;
	scene->nodes[2].free[CAPACITY_VCPUS] = 12;
	assert_int_equal(dead(0x2).count, 0);
}

static void
who_has_to_give_way_and_finds_nothing_is_lost(void **state)
{
	(void)state;
	begin(2);
	site->guests[2].now_on = 2;
	site->guests[2].affinity[0] = (struct affinity){ SIGN_EXCLUDES,
	    site->guests[1].group };
	site->guests[2].affinity_count = 1;
	set_up();
	assert_int_equal(dead(0x2).count, 1);
	assert_int_equal(dead(0x2).homeless[0].group, site->guests[2].group);
}

static void
nodes_that_may_be_down_together_are_in_one_set(void **state)
{
	uint64_t sets[SCENE_NODES];

	(void)state;
	begin(4);
	set_up();
	/* Any one of them has room for all. */
	assert_int_equal(losses_together(scene, sets), 2);
	assert_int_equal(sets[0], 0xe);
	assert_int_equal(sets[1], 0x10);
	/* A node that is down already is in none. */
	scene->nodes[2].member = false;
	assert_int_equal(losses_together(scene, sets), 2);
	assert_int_equal(sets[0], 0xa);
}

static void
a_node_that_cannot_be_down_has_a_set_of_its_own(void **state)
{
	uint64_t sets[SCENE_NODES];

	(void)state;
	begin(3);
	site->guests[1].node_count = 1;
	set_up();
	assert_int_equal(losses_together(scene, sets), 2);
	assert_int_equal(sets[0], 0x2);
	assert_int_equal(sets[1], 0xc);
}

static void
there_is_room_for_as_many_as_endure_every_death(void **state)
{
	(void)state;
	begin(2);
	set_up();
	/* All on one node: it is full. */
	assert_int_equal(more(4), 0);
	begin(3);
	set_up();
	/* 32 vcpus are left when one is dead, and 16 of them are taken. */
	assert_int_equal(more(4), 4);
	assert_int_equal(more(8), 2);
	assert_int_equal(more(17), 0);
}

static void
memory_and_ports_limit_how_many_there_may_be(void **state)
{
	(void)state;
	begin(3);
	for (uint32_t n = 1; n <= 3; n++)
		site->nodes[n].vcpus = 16 + 64;
	set_up();
	for (uint32_t n = 1; n <= 3; n++)
		scene->nodes[n].free[CAPACITY_MEMORY] = 2;
	for (uint32_t g = 1; g <= GUESTS; g++)
		scene->groups[site->guests[g].group].needs[CAPACITY_MEMORY] =
		    0;
	assert_int_equal(more(1), 4);
	for (uint32_t n = 1; n <= 3; n++)
		scene->nodes[n].free[CAPACITY_PORTS] = 4;
	assert_int_equal(more(1), 4);
	for (uint32_t n = 1; n <= 3; n++)
		scene->nodes[n].free[CAPACITY_PORTS] = 3;
	assert_int_equal(more(1), 2);
}

static void
a_loss_of_today_does_not_count_against_more(void **state)
{
	(void)state;
	begin(3);
	site->guests[1].node_count = 1;
	set_up();
	assert_int_equal(dead(0x2).count, 1);
	assert_int_equal(more(8), 2);
}

#define TEST(name)	cmocka_unit_test_teardown(name, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_death_that_leaves_everyone_a_home_is_no_loss),
		TEST(who_fits_nowhere_is_named_with_the_reasons),
		TEST(a_group_without_a_guest_has_no_home_to_lose),
		TEST(who_was_offline_before_is_not_lost),
		TEST(who_has_to_give_way_and_finds_nothing_is_lost),
		TEST(nodes_that_may_be_down_together_are_in_one_set),
		TEST(a_node_that_cannot_be_down_has_a_set_of_its_own),
		TEST(there_is_room_for_as_many_as_endure_every_death),
		TEST(memory_and_ports_limit_how_many_there_may_be),
		TEST(a_loss_of_today_does_not_count_against_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
