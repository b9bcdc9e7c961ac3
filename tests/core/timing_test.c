#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/op/timing.h"

static const int64_t GIB = (int64_t)1 << 30;

static void
every_change_takes_time_and_no_question_does(void **state)
{
	struct timing timing;

	(void)state;
	timing_default(&timing);
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		struct op op = { .kind = kind };

		if (op_table[kind].question || kind == OP_PAUSE)
			assert_int_equal(timing_op(&timing, &op), 0);
		else
			assert_true(timing_op(&timing, &op) > 0);
	}
	for (unsigned i = 0; i < TIMEDS; i++)
		assert_int_equal(timing.timed[i].fixed_ms > 0,
		    i != TIMED_REQUEST);
}

static void
entries_are_found_by_the_names_of_operations_and_events(void **state)
{
	struct timing timing;

	(void)state;
	timing_default(&timing);
	assert_ptr_equal(timing_find(&timing, "disk-create"),
	    &timing.op[OP_DISK_CREATE]);
	assert_ptr_equal(timing_find(&timing, "person"),
	    &timing.timed[TIMED_PERSON]);
	assert_null(timing_find(&timing, "disk-state"));
	assert_null(timing_find(&timing, "coffee"));
}

static void
booting_takes_the_same_time_whoever_begins_it(void **state)
{
	struct op boot = { .kind = OP_GUEST_BOOT };
	struct timing timing;

	(void)state;
	timing_default(&timing);
	timing_find(&timing, "guest-boot")->fixed_ms = 7;
	assert_int_equal(timing_op(&timing, &boot), 7);
	assert_int_equal(timing.timed[TIMED_GUEST_BOOT].fixed_ms, 7);
}

static void
a_disk_of_a_hundred_gib_takes_a_hundred_times_the_part(void **state)
{
	struct op op = { .kind = OP_DISK_CREATE, .number = 100 * GIB };
	struct timing timing;

	(void)state;
	timing_default(&timing);
	assert_int_equal(timing_op(&timing, &op), 1402000);
	op.number = GIB / 2;
	assert_int_equal(timing_op(&timing, &op), 9000);
}

static void
the_biggest_size_and_the_longest_time_do_not_overflow(void **state)
{
	struct op op = { .kind = OP_DISK_CREATE, .number = (int64_t)1 << 50 };
	struct timing timing;

	(void)state;
	timing_default(&timing);
	timing.op[OP_DISK_CREATE].per_gib_ms = (int64_t)365 * 24 * 3600000;
	assert_true(timing_op(&timing, &op) > 0);
	op.number--;
	assert_true(timing_op(&timing, &op) > 0);
}

static void
a_pause_takes_as_long_as_it_says(void **state)
{
	struct op op = { .kind = OP_PAUSE, .number = 12345 };
	struct timing timing;

	(void)state;
	timing_default(&timing);
	assert_int_equal(timing_op(&timing, &op), 12345);
}

static void
every_time_has_a_default(void **state)
{
	struct timing timing = { 0 };

	(void)state;
	timing_default(&timing);
	for (unsigned i = 0; i < TIMEDS; i++)
		assert_int_equal(timing.timed[i].fixed_ms >= 1000,
		    i != TIMED_REQUEST);
}

static void
a_request_takes_a_third_of_a_second_over_ssh(void **state)
{
	struct timing timing;

	(void)state;
	timing_default(&timing);
	assert_false(timing_profile(&timing, "rsh"));
	assert_int_equal(timing_find(&timing, "request")->fixed_ms, 0);
	assert_true(timing_profile(&timing, "ssh"));
	assert_int_equal(timing_find(&timing, "request")->fixed_ms, 300);
	assert_true(timing.timed[TIMED_PERSON].fixed_ms >= 1000);
}

static void
a_part_of_a_gib_takes_a_part_of_its_time(void **state)
{
	const int64_t year_ms = (int64_t)365 * 24 * 3600000;
	struct op op = { .kind = OP_DISK_CREATE, .number = GIB - 1024 };
	struct timing timing;

	(void)state;
	timing_default(&timing);
	timing.op[OP_DISK_CREATE] = (struct duration){ 0, year_ms };
	assert_in_range(timing_op(&timing, &op), year_ms - year_ms / 1000,
	    year_ms);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change_takes_time_and_no_question_does),
		cmocka_unit_test(
		    entries_are_found_by_the_names_of_operations_and_events),
		cmocka_unit_test(
		    booting_takes_the_same_time_whoever_begins_it),
		cmocka_unit_test(
		    a_disk_of_a_hundred_gib_takes_a_hundred_times_the_part),
		cmocka_unit_test(
		    the_biggest_size_and_the_longest_time_do_not_overflow),
		cmocka_unit_test(a_pause_takes_as_long_as_it_says),
		cmocka_unit_test(every_time_has_a_default),
		cmocka_unit_test(a_request_takes_a_third_of_a_second_over_ssh),
		cmocka_unit_test(a_part_of_a_gib_takes_a_part_of_its_time),
	};

	return cmocka_run_group_tests_name("timing", tests, NULL, NULL);
}
