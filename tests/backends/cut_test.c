/*
 * A node no longer sees a device: what happens to the pool that is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"

static struct arena arena;
static struct site *site;
static struct sim *sim;
static uint32_t device, pool, group;

/* ldom1 runs on node1. */
static int
begin(void **state)
{
	(void)state;
	site = fixture_site(&arena, 2, 1, NOW_CLUSTERED);
	sim = sim_make(site, SITE_READY, 1);
	device = site->guests[1].device;
	pool = site->guests[1].pool;
	group = site->guests[1].group;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static void
disks_wait_until_the_path_is_back(void **state)
{
	(void)state;
	assert_true(sim_cut(sim, device, 1, true));
	assert_false(sim_guest_up(sim, 1));
	assert_false(sim_cut(sim, device, 1, true));
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_GROUP_STATE,
	    .group = group }).state, STATE_ONLINE);
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_false(sim_guest_up(sim, 1));
	assert_true(sim_cut(sim, device, 1, false));
	assert_int_equal(sim_guest_node(sim, 1), 1);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
a_path_of_another_node_is_not_missed(void **state)
{
	(void)state;
	assert_true(sim_cut(sim, device, 2, true));
	assert_true(sim_guest_up(sim, 1));
	assert_true(sim_cut(sim, device, 0, true));
	assert_false(sim_guest_up(sim, 1));
}

static void
a_pool_whose_device_is_away_is_not_exported(void **state)
{
	(void)state;
	sim_cut(sim, device, 1, true);
	fixture_fails(sim, (struct op){ .kind = OP_POOL_EXPORT, .on = 1,
	    .pool = pool, .forced = 1 }, ERR_POOL_BUSY);
	assert_int_not_equal(fixture_run(sim, (struct op){ .kind =
	    OP_GROUP_SWITCH, .on = 1, .group = group, .to = 2 })
	    .outcome, DONE);
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_GROUP_STATE,
	    .group = group }).state, STATE_STOP_FAILED);
}

static void
a_guest_that_starts_without_the_path_waits_for_its_disks(void **state)
{
	(void)state;
	fixture_done(sim, (struct op){ .kind = OP_GUEST_STOP, .on = 1,
	    .guest = 1, .forced = 1 });
	sim_cut(sim, device, 1, true);
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_false(sim_guest_up(sim, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    disks_wait_until_the_path_is_back, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_path_of_another_node_is_not_missed, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_pool_whose_device_is_away_is_not_exported, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_guest_that_starts_without_the_path_waits_for_its_disks,
		    begin, end),
	};

	return cmocka_run_group_tests_name("cut", tests, NULL, NULL);
}
