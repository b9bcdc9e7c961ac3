/*
 * What is done at a guest's console is done to the world; and a console is a
 * part of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "tests/prompt_fixture.h"
#include "tools/file.h"
#include "tools/shell/consoles.h"
#include "tools/shell/state.h"

enum { HOUR_MS = 3600000 };

/* The keys from the first screen to the one with Upgrade and Initial, where
 * nothing is networked and the system reboots by itself. */
static const char to_upgrade[] = "0\r3\r\0332\0332\033[B\r\0332ldom1\0332"
    "\0332\0332\0332\0332\0332\0332\0332\0332\0332\0332\0332\0332\0332";
static const char initial[] = "\0334\0332\0332\0332\0332\0332\0332\0332\0332"
    "\0332\0332\0332\0332";

struct seat {
	struct arena	 arena;
	struct site_text site;
	struct prompt	 prompt;	/* of who types elsewhere */
	struct caller	 caller;
};

static struct sim *
sim_of(struct seat *seat)
{
	return seat->prompt.stage.sandbox->simulated.sim;
}

static struct domain_row *
domain_of_seat(struct seat *seat)
{
	struct sim *sim = sim_of(seat);
	uint32_t guest = names_find(sim_names(sim), KIND_GUEST, "ldom1");

	return world_domain(sim->world, world_domain_of(sim->world, guest,
	    1));
}

/* ldom1 runs on node1, and somebody comes to its console. */
static int
seat_begin(void **state)
{
	static const char *const jobs[] = { "create ldom1" };
	struct seat *seat = calloc(1, sizeof(*seat));
	struct err err = { 0 };

	assert_non_null(seat);
	assert_int_equal(site_open(&seat->arena, "scenarios/sites/posts.json",
	    &seat->site), 0);
	assert_true(prompt_make(&seat->prompt, &seat->arena,
	    &(struct stage_from){ seat->site.site, jobs, 1 }, &err));
	seat->caller = (struct caller){ .place = 1 };
	consoles_come(&seat->prompt.stage.host, &seat->caller, "5000");
	assert_non_null(seat->caller.sitting);
	*state = seat;
	return 0;
}

static int
seat_end(void **state)
{
	struct seat *seat = *state;

	stage_leave(&seat->prompt.stage, &seat->caller);
	caller_drop(&seat->caller);
	prompt_drop(&seat->prompt);
	arena_drop(&seat->arena);
	free(seat);
	return 0;
}

/* Type; what was printed before is forgotten. */
static void
type(struct seat *seat, const char *keys)
{
	buffer_drop(&seat->caller.out);
	consoles_keys(&seat->prompt.stage.host, &seat->caller, keys,
	    strlen(keys));
}

/* Until nothing goes on at the console any more. */
static void
rest(struct seat *seat)
{
	struct stage *stage = &seat->prompt.stage;

	while (stage_is_waited(stage))
		stage_step(stage, stage_next_ms(stage));
}

/* For who has gone. */
static void
days_pass(struct seat *seat)
{
	struct stage *stage = &seat->prompt.stage;
	int64_t until_ms = sandbox_now_ms(stage->sandbox) +
	    100 * (int64_t)HOUR_MS;

	while (sandbox_now_ms(stage->sandbox) < until_ms)
		stage_step(stage, until_ms);
}

static bool
shows(const struct seat *seat, const char *text)
{
	return strstr(buffer_text(&seat->caller.out), text) != NULL;
}

/* Its system is down, and the agent has been told to leave it so. */
static void
go_down(struct seat *seat)
{
	prompt_line(&seat->prompt, "clrg suspend ldom1-rg");
	type(seat, "root\rx\rinit 0\r");
	rest(seat);
	assert_true(shows(seat, "{0} ok "));
}

static void
what_a_guest_is_told_at_its_console_is_what_ldm_sees(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_OK);
	prompt_line(&seat->prompt, "ldm ls ldom1");
	assert_non_null(strstr(buffer_text(&seat->prompt.caller.out),
	    "-t----"));
	type(seat, "boot\r");
	rest(seat);
	assert_true(shows(seat, "ldom1 console login: "));
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_RUNNING);
}

static void
a_guest_that_boots_prints_as_its_time_passes(void **state)
{
	struct seat *seat = *state;
	struct stage *stage = &seat->prompt.stage;

	go_down(seat);
	type(seat, "boot\r");
	assert_true(shows(seat, "Boot device: "));
	assert_false(shows(seat, "SunOS Release"));
	stage_step(stage, stage_next_ms(stage));
	assert_true(shows(seat, "SunOS Release"));
	assert_false(shows(seat, "Hostname: "));
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_BOOTING);
	rest(seat);
	assert_true(shows(seat, "Hostname: ldom1"));
}

static void
time_stands_still_at_a_prompt(void **state)
{
	struct seat *seat = *state;

	assert_false(stage_is_waited(&seat->prompt.stage));
	type(seat, "root\rx\r");
	assert_false(stage_is_waited(&seat->prompt.stage));
	type(seat, "reboot\r");
	assert_true(stage_is_waited(&seat->prompt.stage));
	rest(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_RUNNING);
}

static void
a_system_in_single_user_mode_does_not_answer_on_the_network(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	type(seat, "boot -s\r");
	rest(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_SINGLE);
	prompt_line(&seat->prompt, "ping ldom1 5");
	assert_int_not_equal(seat->prompt.caller.status, 0);
	type(seat, "x\rexit\r");
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_RUNNING);
	prompt_line(&seat->prompt, "ping ldom1 5");
	assert_int_equal(seat->prompt.caller.status, 0);
}

static void
a_variable_that_is_set_there_is_in_the_definition(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	type(seat, "setenv auto-boot? false\r");
	assert_true(shows(seat, "auto-boot? =            false"));
	type(seat, "reset-all\r");
	rest(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_OK);
	type(seat, "set-default auto-boot?\rreset-all\r");
	rest(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_RUNNING);
}

static void
initial_overwrites_the_disks_and_an_invariant_says_so(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	type(seat, "boot net\r");
	rest(seat);
	type(seat, to_upgrade);
	assert_true(shows(seat, "This system is upgradable"));
	assert_false(sim_violated(sim_of(seat), "data-intact"));
	type(seat, initial);
	assert_true(sim_violated(sim_of(seat), "data-intact"));
	rest(seat);
	assert_true(shows(seat, "Install complete"));
	assert_true(shows(seat, "ldom1 console login: "));
}

static void
upgrade_keeps_what_is_on_the_disks(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	type(seat, "boot net\r");
	rest(seat);
	type(seat, to_upgrade);
	type(seat, "\0332\0332\0332\0332");
	rest(seat);
	assert_true(shows(seat, "Upgrade complete"));
	assert_true(shows(seat, "ldom1 console login: "));
	assert_false(sim_violated(sim_of(seat), "data-intact"));
}

static void
an_install_server_overwrites_the_disks_of_a_system(
    void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	type(seat, "boot net - install\r");
	assert_true(sim_violated(sim_of(seat), "data-intact"));
	rest(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_RUNNING);
}

static void
an_installer_reboots_although_nobody_looks_any_more(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	type(seat, "boot net\r");
	rest(seat);
	type(seat, to_upgrade);
	type(seat, "\0332\0332\0332\0332");
	stage_leave(&seat->prompt.stage, &seat->caller);
	days_pass(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_RUNNING);
}

/* The engine's own upgrade is not done by who was at the screens before. */
static void
what_was_chosen_at_a_screen_is_not_chosen_for_others(void **state)
{
	struct seat *seat = *state;
	struct sim *sim = sim_of(seat);
	struct op op = { .kind = OP_GUEST_UPGRADE, .on = 1 };
	struct result res = { .outcome = UNKNOWN };
	uint32_t row;

	go_down(seat);
	type(seat, "boot net\r");
	rest(seat);
	type(seat, to_upgrade);
	type(seat, "\0332\0332\0332\0332~#boot net\r");
	stage_leave(&seat->prompt.stage, &seat->caller);
	days_pass(seat);
	op.guest = domain_of_seat(seat)->guest;
	row = sim_begin(sim, &op, CAUSE_PERSON, &res);
	assert_int_not_equal(row, 0);
	sim_leave(sim, row);
	days_pass(seat);
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_MEDIA);
}

static void
a_break_stops_an_upgrade_which_is_resumed(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	type(seat, "boot net\r");
	rest(seat);
	type(seat, to_upgrade);
	type(seat, "\0332\0332\0332\0332");
	assert_true(shows(seat, "Installing:   0% completed"));
	type(seat, "~#");
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_OK);
	type(seat, "boot net\r");
	rest(seat);
	type(seat, to_upgrade);
	assert_true(shows(seat, "resume a previous upgrade"));
}

static void
who_comes_second_only_looks_until_he_takes_over(void **state)
{
	struct seat *seat = *state;
	struct stage *stage = &seat->prompt.stage;
	struct caller second = { .place = 1 };

	consoles_come(&stage->host, &second, "5000");
	consoles_keys(&stage->host, &second, "root\r", 5);
	assert_false(shows(seat, "Password: "));
	consoles_keys(&stage->host, &second, "~wyroot\r", 8);
	assert_true(shows(seat, "Password: "));
	assert_non_null(strstr(buffer_text(&second.out), "Password: "));
	type(seat, "x\r");
	assert_false(shows(seat, "# "));
	stage_leave(stage, &second);
	caller_drop(&second);
}

static void
a_console_ends_with_its_binding(void **state)
{
	struct seat *seat = *state;

	go_down(seat);
	prompt_line(&seat->prompt, "ldm stop ldom1");
	assert_non_null(seat->caller.sitting);
	prompt_line(&seat->prompt, "ldm unbind ldom1");
	assert_null(seat->caller.sitting);
	assert_false(seat->caller.waits);
}

static void
what_is_done_at_a_console_can_be_undone(void **state)
{
	struct seat *seat = *state;

	type(seat, "root\rx\rreboot\r");
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_HALTING);
	prompt_line(&seat->prompt, "undo");
	assert_int_equal(domain_of_seat(seat)->soft, SOFT_RUNNING);
}

static void
half_a_line_is_kept_in_a_state(void **state)
{
	struct seat *seat = *state;
	struct seat other = { .caller = { .place = 1 } };
	struct buffer bytes = { 0 };
	struct err err = { 0 };

	type(seat, "~#ban");
	state_write(&seat->prompt.stage, seat->site.path, seat->site.text,
	    seat->site.size, &bytes);
	assert_int_equal(site_open(&other.arena, "scenarios/sites/posts.json",
	    &other.site), 0);
	assert_true(prompt_make(&other.prompt, &other.arena,
	    &(struct stage_from){ other.site.site, NULL, 0 }, &err));
	assert_true(state_take(&other.prompt.stage, bytes.bytes, bytes.size,
	    &err));
	consoles_come(&other.prompt.stage.host, &other.caller, "5000");
	type(&other, "ner\r");
	assert_true(shows(&other, "OpenBoot "));
	stage_leave(&other.prompt.stage, &other.caller);
	caller_drop(&other.caller);
	prompt_drop(&other.prompt);
	arena_drop(&other.arena);
	buffer_drop(&bytes);
}

int
main(void)
{
#define T(test)	cmocka_unit_test_setup_teardown(test, seat_begin, seat_end)
	const struct CMUnitTest tests[] = {
		T(what_a_guest_is_told_at_its_console_is_what_ldm_sees),
		T(a_guest_that_boots_prints_as_its_time_passes),
		T(time_stands_still_at_a_prompt),
		T(a_system_in_single_user_mode_does_not_answer_on_the_network),
		T(a_variable_that_is_set_there_is_in_the_definition),
		T(initial_overwrites_the_disks_and_an_invariant_says_so),
		T(upgrade_keeps_what_is_on_the_disks),
		T(an_install_server_overwrites_the_disks_of_a_system),
		T(an_installer_reboots_although_nobody_looks_any_more),
		T(what_was_chosen_at_a_screen_is_not_chosen_for_others),
		T(a_break_stops_an_upgrade_which_is_resumed),
		T(who_comes_second_only_looks_until_he_takes_over),
		T(a_console_ends_with_its_binding),
		T(what_is_done_at_a_console_can_be_undone),
		T(half_a_line_is_kept_in_a_state),
	};

	return cmocka_run_group_tests_name("console", tests, NULL, NULL);
}
