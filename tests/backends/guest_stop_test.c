/*
 * "ldm stop" of a guest without a running system, or with -f: how long it
 * takes, and what a person reads who types it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "tests/sim_fixture.h"

enum { TEXT_BYTES = 256 };

/* What was printed, one line after the other. */
struct printed {
	struct sink	 sink;
	char		 text[TEXT_BYTES];
};

static struct arena arena;
static struct site *site;
static struct sim *sim;
static struct printed printed;

static void
hear(struct sink *sink, const struct event *event)
{
	struct printed *to = (struct printed *)sink;
	size_t n = strlen(to->text);

	if (event->type == EVENT_OUTPUT)
		snprintf(to->text + n, sizeof(to->text) - n, "%s\n",
		    event->text);
}

static void
begin(enum guest_now now)
{
	site = fixture_site(&arena, 2, 1, now);
	sim = sim_make(site, SITE_READY, 1);
	printed = (struct printed){ .sink = { hear } };
	sim_listen(sim, &printed.sink);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static struct op
guest(enum op_kind kind, uint32_t node)
{
	return (struct op){ .kind = kind, .on = node, .guest = 1 };
}

static struct op
group(enum op_kind kind, uint32_t to)
{
	return (struct op){ .kind = kind, .on = 1, .to = to,
	    .group = site->guests[1].group };
}

/* A capture of a T4-2: from the command to the next prompt 20 seconds. */
static void
a_stop_at_the_ok_prompt_takes_its_time_and_succeeds(void **state)
{
	int64_t before_ms;

	(void)state;
	begin(NOW_RUNNING);
	fixture_done(sim, guest(OP_GUEST_HALT, 1));
	before_ms = sim_now_ms(sim);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	assert_int_equal(sim_now_ms(sim) - before_ms, 20000);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
}

/* Its agent types the same command. */
static void
a_switch_of_a_halted_guest_waits_for_its_stop(void **state)
{
	int64_t before_ms;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, guest(OP_GUEST_HALT, 1));
	before_ms = sim_now_ms(sim);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	assert_true(sim_now_ms(sim) - before_ms >= 20000 +
	    site->timing.op[OP_GROUP_SWITCH].fixed_ms);
}

static void
whoever_types_it_reads_that_it_was_not_graceful(void **state)
{
	struct result res;

	(void)state;
	begin(NOW_RUNNING);
	fixture_done(sim, guest(OP_GUEST_HALT, 1));
	fixture_type(sim, guest(OP_GUEST_STOP, 1), &res);
	fixture_pass(sim, 20000);
	assert_string_equal(printed.text, "Remote graceful shutdown or reboot "
	    "capability is not available on ldom1\nLDom ldom1 stopped\n");
}

static void
a_running_system_is_stopped_without_that_line(void **state)
{
	struct result res;

	(void)state;
	begin(NOW_RUNNING);
	fixture_type(sim, guest(OP_GUEST_STOP, 1), &res);
	fixture_pass(sim, 60000);
	assert_string_equal(printed.text, "LDom ldom1 stopped\n");
}

/* Of a system that hangs or halts, too, and in the middle of a switch. */
static void
with_the_option_f_it_is_stopped_as_it_is(void **state)
{
	struct op stop;
	struct result res;

	(void)state;
	begin(NOW_CLUSTERED);
	stop = guest(OP_GUEST_STOP, 1);
	assert_true(sim_hang_guest(sim, 1, true));
	fixture_fails(sim, stop, ERR_REFUSED);
	stop.forced = 1;
	fixture_done(sim, stop);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	fixture_pass(sim, 600000);
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
	*printed.text = '\0';
	fixture_type(sim, group(OP_GROUP_SWITCH, 2), &res);
	fixture_pass(sim, 30000);
	assert_int_equal(fixture_guest(sim, 1), STATE_HALTING);
	fixture_type(sim, stop, &res);
	fixture_pass(sim, 2000);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	assert_string_equal(printed.text, "LDom ldom1 stopped\n");
	fixture_pass(sim, 600000);
	assert_int_equal(fixture_guest(sim, 2), STATE_RUNNING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(a_stop_at_the_ok_prompt_takes_its_time_and_succeeds),
		T(a_switch_of_a_halted_guest_waits_for_its_stop),
		T(whoever_types_it_reads_that_it_was_not_graceful),
		T(a_running_system_is_stopped_without_that_line),
		T(with_the_option_f_it_is_stopped_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
