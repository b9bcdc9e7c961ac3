#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/limits.h"
#include "core/formats/json/digest.h"
#include "core/formats/json/units.h"

static void
sizes_are_read_in_powers_of_1024(void **state)
{
	int64_t bytes = 0;

	(void)state;
	assert_true(units_read_size("100G", &bytes));
	assert_int_equal(bytes, (int64_t)100 << 30);
	assert_true(units_read_size("32992M", &bytes));
	assert_int_equal(bytes, (int64_t)32992 << 20);
	assert_true(units_read_size("1024T", &bytes));
	assert_int_equal(bytes, LIMIT_SIZE);
}

static void
what_is_no_size_is_refused_and_stores_nothing(void **state)
{
	const char *const texts[] = { "", "100", "G", "100g", "100GB", "1.5G",
	    "-1G", "+1G", " 1G", "1G ", "1025T", "99999999999999999999G",
	    "9223372036854775807K" };
	int64_t bytes = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_false(units_read_size(texts[i], &bytes));
	assert_int_equal(bytes, 7);
}

static void
durations_are_read_largest_unit_first(void **state)
{
	const struct { const char *text; int64_t ms; } rows[] = {
		{ "90s", 90000 }, { "1h30m", 5400000 }, { "250ms", 250 },
		{ "1d2h3m4s5ms", 93784005 }, { "0s", 0 }, { "1m1ms", 60001 },
		{ "365d", LIMIT_DURATION_MS },
	};
	int64_t ms = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(units_read_duration(rows[i].text, &ms));
		assert_int_equal(ms, rows[i].ms);
	}
}

static void
what_is_no_duration_is_refused_and_stores_nothing(void **state)
{
	const char *const texts[] = { "", "90", "s", "30s1m", "1m1m", "1m 1s",
	    "1.5h", "-1s", "1w", "1ms1s", "366d", "9999999999999999999s" };
	int64_t ms = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_false(units_read_duration(texts[i], &ms));
	assert_int_equal(ms, 7);
}

static void
a_duration_may_have_a_part_per_gib(void **state)
{
	int64_t fixed = 0, per_gib = 0;

	(void)state;
	assert_true(units_read_formula("2s + 14s/G", &fixed, &per_gib));
	assert_int_equal(fixed, 2000);
	assert_int_equal(per_gib, 14000);
	assert_true(units_read_formula("3m+50s/G", &fixed, &per_gib));
	assert_true(units_read_formula("95s", &fixed, &per_gib));
	assert_int_equal(per_gib, 0);
	assert_false(units_read_formula("2s + 14s", &fixed, &per_gib));
	assert_false(units_read_formula("2s +", &fixed, &per_gib));
	assert_false(units_read_formula("14s/G", &fixed, &per_gib));
	assert_false(units_read_formula("2s + 14s/Gb", &fixed, &per_gib));
	assert_int_equal(fixed, 95000);
}

static void
hostids_are_hex_and_not_nought(void **state)
{
	uint32_t hostid = 0;

	(void)state;
	assert_true(units_read_hostid("82a85641", &hostid));
	assert_int_equal(hostid, 0x82a85641);
	assert_false(units_read_hostid("82a856411", &hostid));
	assert_false(units_read_hostid("82A85641", &hostid));
	assert_false(units_read_hostid("0", &hostid));
	assert_false(units_read_hostid("", &hostid));
}

static void
numbers_are_digits_up_to_a_maximum(void **state)
{
	int64_t number = 0;

	(void)state;
	assert_true(units_read_number("255", 255, &number));
	assert_int_equal(number, 255);
	assert_false(units_read_number("256", 255, &number));
	assert_false(units_read_number("-1", 255, &number));
	assert_false(units_read_number("1 ", 255, &number));
}

static void
writers_write_the_shortest_spelling(void **state)
{
	char room[UNITS_BYTES];

	(void)state;
	assert_string_equal(units_write_size((int64_t)100 << 30, room),
	    "100G");
	assert_string_equal(units_write_size((int64_t)32992 << 20, room),
	    "32992M");
	assert_string_equal(units_write_size(0, room), "0K");
	assert_string_equal(units_write_size(1000, room), "1000");
	assert_string_equal(units_write_duration(90000, room), "90s");
	assert_string_equal(units_write_duration(60000, room), "1m");
	assert_string_equal(units_write_duration(250, room), "250ms");
	assert_string_equal(units_write_duration(0, room), "0s");
	assert_string_equal(units_write_hostid(0x82a85641, room), "82a85641");
}

static void
what_is_written_is_read_again(void **state)
{
	const int64_t numbers[] = { 1, 999, 61001, 3600001, 5400000, 86399999,
	    86400000, 93784005, LIMIT_DURATION_MS };
	char room[UNITS_BYTES];
	int64_t again;

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		assert_true(units_read_duration(units_write_duration(
		    numbers[i], room), &again));
		assert_int_equal(again, numbers[i]);
		assert_true(units_read_size(units_write_size(
		    numbers[i] << 10, room), &again));
		assert_int_equal(again, numbers[i] << 10);
	}
}

static void
a_digest_is_that_of_the_standard(void **state)
{
	char room[DIGEST_SIZE];

	(void)state;
	assert_string_equal(digest_hex("abc", 3, room),
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(digest_hex("", 0, room),
	    "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_are_read_in_powers_of_1024),
		cmocka_unit_test(
		    what_is_no_size_is_refused_and_stores_nothing),
		cmocka_unit_test(durations_are_read_largest_unit_first),
		cmocka_unit_test(
		    what_is_no_duration_is_refused_and_stores_nothing),
		cmocka_unit_test(a_duration_may_have_a_part_per_gib),
		cmocka_unit_test(hostids_are_hex_and_not_nought),
		cmocka_unit_test(numbers_are_digits_up_to_a_maximum),
		cmocka_unit_test(writers_write_the_shortest_spelling),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(a_digest_is_that_of_the_standard),
	};

	return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
