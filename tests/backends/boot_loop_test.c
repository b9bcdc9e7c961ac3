/*
 * A guest whose boots end in the next one: ldm and the agent take it for
 * active, and nobody can use it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/key.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"

enum { BOOT_MS = 5 * 60000, WATCHED_MS = 30 * 60000 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

/* ldom1 runs on node1. */
static void
begin(enum guest_now now)
{
	site = fixture_site(&arena, 2, 1, now);
	sim = sim_make(site, SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static struct op
guest(enum op_kind kind)
{
	return (struct op){ .kind = kind, .guest = 1, .on = 1 };
}

/* It loops on node1; nobody has it in a cluster. */
static void
loop_by_hand(void)
{
	begin(NOW_RUNNING);
	sim_loop_guest(sim, 1, true);
	fixture_done(sim, guest(OP_GUEST_STOP));
	fixture_done(sim, guest(OP_GUEST_START));
	fixture_pass(sim, BOOT_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
}

static struct op
switched(void)
{
	return (struct op){ .kind = OP_GROUP_SWITCH, .on = 1, .to = 2,
	    .group = site->guests[1].group };
}

static void
a_guest_that_runs_is_as_it_was_until_its_next_boot(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	assert_true(sim_loop_guest(sim, 1, true));
	fixture_pass(sim, WATCHED_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
	fixture_done(sim, switched());
	fixture_pass(sim, BOOT_MS);
	assert_int_equal(fixture_guest(sim, 2), STATE_BOOTING);
}

static void
its_agent_is_content_and_the_invariant_is_not(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	sim_loop_guest(sim, 1, true);
	fixture_done(sim, switched());
	fixture_pass(sim, WATCHED_MS);
	assert_true(sim_violated(sim, "online-is-up"));
	assert_false(sim_violated(sim, "guest-active-once"));
	assert_int_equal(fixture_guest(sim, 2), STATE_BOOTING);
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
it_is_stopped_like_one_at_the_ok_prompt(void **state)
{
	int64_t since_ms;

	(void)state;
	loop_by_hand();
	since_ms = sim_now_ms(sim);
	fixture_done(sim, guest(OP_GUEST_STOP));
	assert_int_equal(sim_now_ms(sim) - since_ms, 20000);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
}

static void
its_agent_stops_it_for_a_switch(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	sim_loop_guest(sim, 1, true);
	fixture_done(sim, switched());
	fixture_pass(sim, BOOT_MS);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .to = 1, .group = site->guests[1].group });
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
	assert_int_equal(fixture_guest(sim, 2), STATE_ABSENT);
}

static void
who_waits_for_its_boot_hears_nothing(void **state)
{
	struct result res;

	(void)state;
	begin(NOW_RUNNING);
	fixture_done(sim, guest(OP_GUEST_HALT));
	sim_loop_guest(sim, 1, true);
	res = fixture_run(sim, guest(OP_GUEST_BOOT));
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_TIMEOUT);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
	fixture_fails(sim, guest(OP_GUEST_BOOT), ERR_WRONG_STATE);
}

static void
it_can_write_like_one_that_runs(void **state)
{
	(void)state;
	loop_by_hand();
	fixture_done(sim, (struct op){ .kind = OP_POOL_IMPORT, .on = 2,
	    .pool = site->guests[1].pool, .forced = 1 });
	assert_true(sim_violated(sim, "pool-imported-once"));
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
}

static void
when_it_is_repaired_it_comes_up(void **state)
{
	(void)state;
	loop_by_hand();
	sim_loop_guest(sim, 1, false);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
	fixture_pass(sim, BOOT_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
}

static void
nothing_loops_that_is_not_installed(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	assert_false(sim_loop_guest(sim, 1, true));
}

static void
a_guest_that_cannot_boot_stays_at_the_ok_prompt(void **state)
{
	(void)state;
	begin(NOW_RUNNING);
	sim_loop_guest(sim, 1, true);
	fixture_done(sim, guest(OP_GUEST_STOP));
	sim_remove_file(sim, site->guests[1].disk[0].file, 1);
	fixture_done(sim, guest(OP_GUEST_START));
	fixture_pass(sim, BOOT_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
}

static void
what_awaits_its_next_boot_is_in_text_and_state_hash(void **state)
{
	struct key before = { 0 };
	char *text;

	(void)state;
	begin(NOW_RUNNING);
	sim_key(sim, &before);
	sim_loop_guest(sim, 1, true);
	assert_false(fixture_keyed(sim, &before));
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, "\nguest ldom1 loops\n"));
	free(text);
	sim_loop_guest(sim, 1, false);
	assert_true(fixture_keyed(sim, &before));
	text = sim_text(sim, NULL);
	assert_null(strstr(text, " loops\n"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(a_guest_that_runs_is_as_it_was_until_its_next_boot),
		T(its_agent_is_content_and_the_invariant_is_not),
		T(it_is_stopped_like_one_at_the_ok_prompt),
		T(its_agent_stops_it_for_a_switch),
		T(who_waits_for_its_boot_hears_nothing),
		T(it_can_write_like_one_that_runs),
		T(when_it_is_repaired_it_comes_up),
		T(a_guest_that_cannot_boot_stays_at_the_ok_prompt),
		T(nothing_loops_that_is_not_installed),
		T(what_awaits_its_next_boot_is_in_text_and_state_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
