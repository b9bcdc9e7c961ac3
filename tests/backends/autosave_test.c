/*
 * Autosaves: with a policy of 3 ldmd overwrites what the service processor has
 * with what the node had when it failed.
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
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/key.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"

enum { UP_MS = 30 * 60000 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

/* ldom1 runs on node1; a configuration is saved on node2, and one on node1
 * that was empty then. */
static void
begin(void)
{
	site = fixture_site(&arena, 2, 1, NOW_CLUSTERED);
	sim = sim_make(site, SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static void
save(uint32_t node)
{
	fixture_done(sim, (struct op){ .kind = OP_CONFIG_SAVE, .on = node,
	    .value = fixture_put(sim, KIND_TEXT, "mine") });
}

static void
remove_volume(uint32_t node)
{
	fixture_done(sim, (struct op){ .kind = OP_VOLUME_REMOVE, .on = node,
	    .volume = site->guests[1].disk[0].volume,
	    .service = site->guests[1].disk[0].vds });
}

static enum state
volume(uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_VOLUME_STATE,
	    .on = node, .volume = site->guests[1].disk[0].volume,
	    .service = site->guests[1].disk[0].vds }).state;
}

static void
power_cycle(uint32_t node)
{
	node_power_off(sim, node);
	fixture_pass(sim, 60000);
	node_power_on(sim, node);
	fixture_pass(sim, UP_MS);
}

static void
without_recovery_the_saved_one_is_what_it_was(void **state)
{
	(void)state;
	begin();
	save(2);
	remove_volume(2);
	power_cycle(2);
	assert_int_equal(volume(2), STATE_PRESENT);
	power_cycle(2);
	assert_int_equal(volume(2), STATE_PRESENT);
}

static void
with_recovery_a_change_comes_one_power_cycle_late(void **state)
{
	(void)state;
	begin();
	save(2);
	sim_recovers(sim, 2, true);
	remove_volume(2);
	power_cycle(2);
	assert_int_equal(volume(2), STATE_PRESENT);
	power_cycle(2);
	assert_int_equal(volume(2), STATE_ABSENT);
	/* That in turn had an autosave with the volume. */
	power_cycle(2);
	assert_int_equal(volume(2), STATE_PRESENT);
}

/* It is the last good state of the machine, as far as ldmd knows. */
static void
a_guest_that_was_bound_comes_back_as_a_twin(void **state)
{
	(void)state;
	begin();
	save(1);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .to = 2, .group = site->guests[1].group });
	power_cycle(1);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_STOP, .on = 1,
	    .guest = 1 });
	fixture_done(sim, (struct op){ .kind = OP_GUEST_UNBIND, .on = 1,
	    .guest = 1 });
	sim_recovers(sim, 1, true);
	power_cycle(1);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	/* What was overwritten had the twin; what it became has none. */
	fixture_done(sim, (struct op){ .kind = OP_GUEST_STOP, .on = 1,
	    .guest = 1 });
	power_cycle(1);
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
}

static void
a_reboot_beside_a_guest_recovers_too(void **state)
{
	(void)state;
	begin();
	save(1);
	assert_true(sim_drop_service(sim, site->guests[1].net[0].vsw, 1));
	sim_recovers(sim, 1, true);
	node_reboot(sim, 1);
	fixture_pass(sim, UP_MS);
	power_cycle(1);
	assert_int_equal(world_service(sim_world(sim),
	    site->guests[1].net[0].vsw, 1)->present, 0);
}

static void
nothing_is_recovered_where_nothing_is_saved(void **state)
{
	(void)state;
	begin();
	sim_clear_configs(sim, 2);
	sim_recovers(sim, 2, true);
	power_cycle(2);
	assert_int_equal(volume(2), STATE_ABSENT);
	power_cycle(2);
	assert_int_equal(volume(2), STATE_ABSENT);
}

static void
the_policy_is_in_text_and_state_hash(void **state)
{
	struct key one = { 0 }, other = { 0 };
	char *text;

	(void)state;
	begin();
	save(2);
	remove_volume(2);
	sim_key(sim, &one);
	sim_recovers(sim, 2, true);
	sim_key(sim, &other);
	assert_true(one.a != other.a || one.b != other.b);
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, " autorecovery\n"));
	free(text);
	node_power_off(sim, 2);
	assert_int_equal(world_node(sim_world(sim), 2)->autosaved, 1);
	node_power_on(sim, 2);
	fixture_pass(sim, UP_MS);
	assert_int_equal(world_node(sim_world(sim), 2)->autosaved, 0);
	sim_recovers(sim, 2, false);
	text = sim_text(sim, NULL);
	assert_null(strstr(text, "autorecovery"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(without_recovery_the_saved_one_is_what_it_was),
		T(with_recovery_a_change_comes_one_power_cycle_late),
		T(a_guest_that_was_bound_comes_back_as_a_twin),
		T(a_reboot_beside_a_guest_recovers_too),
		T(nothing_is_recovered_where_nothing_is_saved),
		T(the_policy_is_in_text_and_state_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
