/*
 * A step that has taken much longer than the plan expected.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"
#include "tests/posts_fixture.h"
#include "tools/apply/overrun.h"

static void
so_many_times_and_a_minute_are_an_overrun(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "switch ldom1");
	uint32_t step = 0;

	(void)state;
	while (strcmp(plan->steps[step].name, "up") != 0)
		step++;
	plan->steps[step].expected_ms = 40000;
	assert_null(overrun_text(&arena, plan, step, 1000000));
	site->overrun = 3;
	assert_null(overrun_text(&arena, plan, step, 120000));
	assert_string_equal(overrun_text(&arena, plan, step, 120001),
	    "step up has taken 2m00s, more than 3 times its estimate of 40s");
	/* A command of a second may take ten. */
	plan->steps[step].expected_ms = 1000;
	assert_null(overrun_text(&arena, plan, step, 60999));
	assert_non_null(overrun_text(&arena, plan, step, 61000));
	arena_drop(&arena);
}

/* The site boots its guests in 95 seconds; this file says 5. */
static const char *
hasty_site(struct stand *stand)
{
	const char *path = stand_site(stand, "\"overrun\": 2");
	struct err err = { 0 };
	size_t n;
	char *text = file_read(&stand->arena, path, 1 << 20, &n, &err), *at;
	FILE *file;

	assert_non_null(text);
	at = strstr(text, "\"guest-boot\": \"95s\"");
	assert_non_null(at);
	memcpy(at + strlen("\"guest-boot\": \""), "05s", 3);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	return path;
}

static int
types(struct stand *stand, const char *line)
{
	return stand_types(stand, arena_format(&stand->arena, "%s -s %s",
	    line, hasty_site(stand)));
}

static void
without_a_terminal_the_run_halts_and_is_resumed(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_STUCK);
	stand_complained(stand, "stopped: before step unlock@node2: step up "
	    "has taken 1m4");
	stand_complained(stand, "more than 2 times its estimate of ");
	stand_printed(stand, "domferry resume ");
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
}

static void
at_a_terminal_it_is_asked(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->types = "ldom1\nno\n";
	assert_int_equal(types(stand, "apply switch ldom1 -r RUN"),
	    EXIT_STUCK);
	stand_complained(stand, "To go on, type yes:");
	stand_complained(stand, "before step unlock@node2: yes was not typed");
	stand->types = "ldom1\n";
	assert_int_equal(stand_types(stand, "rollback RUN"), EXIT_RETURNED);
}

static void
who_types_yes_goes_on_and_that_is_kept(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->types = "ldom1\nyes\n";
	assert_int_equal(types(stand, "apply switch ldom1 -r RUN"), EXIT_OK);
	assert_int_equal(stand_records(stand, "step up has taken"), 1);
	assert_int_equal(stand_records(stand, "\"answer\":\"yes\""), 1);
}

/* Steps of hours, and of seconds after them. */
static void
a_run_that_keeps_its_estimates_is_not_asked(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	assert_int_equal(stand_types(stand, arena_format(&stand->arena,
	    "apply create ldom1 -y --destroy d14 -r RUN -s %s", stand_site(
	    stand, "\"overrun\": 2"))), EXIT_OK);
}

static void
the_guard_is_overridden_by_its_name(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--override overrun"), EXIT_USAGE);
	stand_complained(stand, "the site file has no \"overrun\"");
	stand_untouched(stand);
	assert_int_equal(types(stand, "apply switch ldom1 -y -r RUN "
	    "--override overrun"), EXIT_OK);
	assert_int_equal(stand_records(stand, "\"guard\":\"overrun\""), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(so_many_times_and_a_minute_are_an_overrun),
		applies(without_a_terminal_the_run_halts_and_is_resumed),
		applies(at_a_terminal_it_is_asked),
		applies(who_types_yes_goes_on_and_that_is_kept),
		applies(a_run_that_keeps_its_estimates_is_not_asked),
		applies(the_guard_is_overridden_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
