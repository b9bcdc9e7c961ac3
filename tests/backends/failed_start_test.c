/*
 * Starts that fail, in the simulated cluster: for how long they count, and that
 * a group which fits nowhere comes to rest.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "tests/sim_fixture.h"

enum { NODES = 4, HOUR_MS = 3600 * 1000 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

/* Two guests, of 4 vcpus, which may be on all four nodes. */
static int
begin(void **state)
{
	(void)state;
	site = fixture_anywhere(&arena, NODES, 2);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static struct node_row *
node(uint32_t n)
{
	return world_node(sim_world(sim), n);
}

static uint32_t
place(uint32_t guest)
{
	return affinity_place(sim, site->guests[guest].group);
}

/* Guest 1 has not started on nodes 2 and 3, and runs on 4; 1 is dead. */
static void
failed_twice(void)
{
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	node(2)->free_vcpus = node(3)->free_vcpus = 2;
	node_power_off(sim, 1);
	fixture_pass(sim, HOUR_MS / 2);
	assert_int_equal(place(1), 4);
	assert_int_equal(move_failed(sim, site->guests[1].group), 0xc);
	assert_int_equal(move_barred(sim, site->guests[1].group), 0);
}

static void
a_failed_start_is_not_repeated_within_the_hour(void **state)
{
	(void)state;
	failed_twice();
	node(3)->free_vcpus = 8;
	node_power_off(sim, 4);
	fixture_pass(sim, HOUR_MS / 4);
	assert_int_equal(place(1), 0);
	assert_int_equal(move_barred(sim, site->guests[1].group), 0x4);
}

static void
a_failed_start_is_forgotten_after_an_hour(void **state)
{
	(void)state;
	failed_twice();
	fixture_pass(sim, HOUR_MS);
	assert_int_equal(move_failed(sim, site->guests[1].group), 0);
	node(3)->free_vcpus = 8;
	node_power_off(sim, 4);
	fixture_pass(sim, HOUR_MS / 4);
	assert_int_equal(place(1), 3);
	assert_int_equal(move_failed(sim, site->guests[1].group), 0x4);
}

static void
a_failed_start_is_as_old_after_the_clock_is_set_back(void **state)
{
	(void)state;
	failed_twice();
	sim_rewind(sim);
	assert_int_equal(move_failed(sim, site->guests[1].group), 0xc);
	fixture_pass(sim, HOUR_MS);
	assert_int_equal(move_failed(sim, site->guests[1].group), 0);
}

static void
a_command_forgets_failed_starts(void **state)
{
	struct result res;

	(void)state;
	failed_twice();
	res = fixture_run(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 2,
	    .to = 2, .group = site->guests[1].group });
	assert_int_equal(res.outcome, FAILED);
	/* They have failed again, and that is the first time that counts. */
	assert_int_equal(move_failed(sim, site->guests[1].group), 0xc);
	assert_int_equal(move_barred(sim, site->guests[1].group), 0);
}

/* It would take the group that it delegates to from node to node without
 * end. */
static void
a_group_that_fits_nowhere_comes_to_rest(void **state)
{
	(void)state;
	site->guests[2].affinities = names_put(site->names, KIND_TEXT,
	    "RG_affinities=+++ldom1-rg");
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	sim_put(sim, 2, NOW_CLUSTERED, 1);
	for (uint32_t n = 2; n <= NODES; n++)
		node(n)->free_vcpus = 6;
	node_power_off(sim, 1);
	fixture_pass(sim, 2 * HOUR_MS);
	for (uint32_t g = 1; g <= 2; g++)
		assert_int_equal(world_group(sim_world(sim),
		    site->guests[g].group)->work, 0);
	assert_int_not_equal(place(1), 0);
	assert_int_equal(place(2), 0);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_failed_start_is_not_repeated_within_the_hour),
		TEST(a_failed_start_is_forgotten_after_an_hour),
		TEST(a_failed_start_is_as_old_after_the_clock_is_set_back),
		TEST(a_command_forgets_failed_starts),
		TEST(a_group_that_fits_nowhere_comes_to_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
