/*
 * What programs of the simulated site print of numbers, of time, and of a pool
 * whose LUN is gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/columns.h"
#include "backends/sim/shell/shell.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"
#include "tests/sparse.h"

/* 2011-01-01 00:00:00 GMT, as libc counts. */
enum { EPOCH_S = 1293840000, DAY_S = 86400, DAYS = 150000 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static void
the_calendar_is_that_of_libc(void **state)
{
	(void)state;
	for (int64_t day = -DAYS; day < DAYS; day += SPARSE) {
		int64_t s = day * DAY_S + (day * 7919 % DAY_S);
		time_t then = (time_t)(s + EPOCH_S);
		struct tm tm;
		struct moment moment;

		gmtime_r(&then, &tm);
		clock_split(s, &moment);
		assert_int_equal(moment.year, tm.tm_year + 1900);
		assert_int_equal(moment.month, tm.tm_mon);
		assert_int_equal(moment.day, tm.tm_mday);
		assert_int_equal(moment.weekday, tm.tm_wday);
		assert_int_equal(moment.hour, tm.tm_hour);
		assert_int_equal(moment.minute, tm.tm_min);
		assert_int_equal(moment.second, tm.tm_sec);
	}
}

/* Read back, it differs by less than what it leaves out. */
static void
a_number_is_short_and_near(void **state)
{
	static const char units[] = "KMGTPE";
	char text[NICE_BYTES], *unit;

	(void)state;
	for (uint64_t n = 1; n < (uint64_t)1 << 60; n = n * 9 / 8 + 1) {
		double value = strtod(nice_print((int64_t)n, text), &unit);
		const char *at = strchr(units, *unit);

		assert_true(strlen(text) <= 5);
		for (long i = 0; *unit != '\0' && i <= at - units; i++)
			value *= 1024;
		assert_true(value > (double)n * 0.994 &&
		    value < (double)n * 1.006);
	}
	assert_string_equal(nice_print(0, text), "0");
	assert_string_equal(nice_print(81408, text), "79.5K");
	assert_string_equal(nice_print((int64_t)254 << 30, text), "254G");
	assert_string_equal(nice_print(((int64_t)199 << 30) / 2, text),
	    "99.5G");
}

static void
columns_are_as_wide_as_their_cells(void **state)
{
	struct columns columns = { .count = 0 };
	struct buffer out = { .bytes = NULL };

	(void)state;
	columns_add(&columns, "NAME", false);
	columns_add(&columns, "USED", true);
	columns_add(&columns, "ROOT", false);
	columns_cell(&columns, "longer");
	columns_cell(&columns, "1K");
	columns_cell(&columns, "/");
	columns_print(&columns, &out, false);
	assert_string_equal(buffer_text(&out),
	    "NAME     USED  ROOT\nlonger     1K  /\n");
	buffer_drop(&out);
	columns_print(&columns, &out, true);
	assert_string_equal(buffer_text(&out), "longer\t1K\t/\n");
	buffer_drop(&out);
	columns_drop(&columns);
}

/* What a line prints at node 1, on both streams. */
static void
says(const char *line, const char *text)
{
	static struct call call;
	struct shell shell = { sim, site, NULL };

	assert_true(call_type(&call, &shell, 1,
	    &(struct typed){ .text = line }));
	assert_non_null(strstr(buffer_text(&call.out), text));
	call_drop(&call);
}

static void
a_pool_without_its_lun_is_unavailable(void **state)
{
	(void)state;
	site = fixture_site(&arena, 2, 1, NOW_RUNNING);
	sim = sim_make(site, SITE_READY, 1);
	says("zpool status -x", "all pools are healthy");
	world_device(sim_world(sim), site->guests[1].device)->nodes = 0;
	says("zpool status -x", " state: UNAVAIL\n");
	says("zpool status", "  insufficient replicas\n");
	says("zpool list -H", "\t-\t-\t-\t-\tFAULTED\t");
	says("zpool list", "  -      -      -      -  FAULTED  ");
}

/* Names of pools and their sizes that are printed are those of the world. */
static void
the_list_is_the_world(void **state)
{
	static const char *const release[] = { "10u9", "11.4", "9" };

	(void)state;
	for (size_t i = 0; i < sizeof(release) / sizeof(release[0]); i++) {
		site = fixture_site(&arena, 2, 1, NOW_RUNNING);
		site->nodes[1].releases.solaris = release[i];
		sim = sim_make(site, SITE_READY, 1);
		says("zpool list", i == 1 ? "ALLOC   FREE  CAP  DEDUP  HEALTH"
		    : "USED  AVAIL    CAP  HEALTH");
		says("zpool status", i == 1 ? "\n  scan: none" :
		    "\n scrub: none");
		end(NULL);
		sim = NULL;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_calendar_is_that_of_libc),
		cmocka_unit_test(a_number_is_short_and_near),
		cmocka_unit_test(columns_are_as_wide_as_their_cells),
		cmocka_unit_test_teardown(
		    a_pool_without_its_lun_is_unavailable, end),
		cmocka_unit_test_teardown(the_list_is_the_world, end),
	};

	return cmocka_run_group_tests_name("shell_print", tests, NULL, NULL);
}
