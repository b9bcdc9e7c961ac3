/*
 * A clock that goes on where a journal ends.
 */
#include "core/stack/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* A machine whose clock was reset: whatever is begun takes ten seconds. */
struct machine {
	struct backend	 backend;	/* first */
	int64_t		 now_ms;
};

static int64_t
machine_now_ms(struct backend *backend)
{
	return ((struct machine *)backend)->now_ms;
}

static uint64_t
machine_begin(struct backend *backend, const struct op *op,
    struct result *res)
{
	(void)op;
	(void)res;
	return (uint64_t)((struct machine *)backend)->now_ms + 10000;
}

static bool
machine_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct machine *machine = (struct machine *)backend;

	(void)res;
	machine->now_ms = (int64_t)handle < until_ms ? (int64_t)handle :
	    until_ms;
	return (int64_t)handle <= until_ms;
}

static void
machine_leave(struct backend *backend, uint64_t handle)
{
	(void)backend;
	(void)handle;
}

static const struct op start = { .kind = OP_GUEST_START, .on = 1,
    .guest = 1 };

static struct machine
machine_make(int64_t now_ms)
{
	return (struct machine){ .backend = { "machine", machine_now_ms,
	    machine_begin, machine_wait, machine_leave, NULL, NULL, NULL },
	    .now_ms = now_ms };
}

static void
time_goes_on_where_the_journal_ends(void **state)
{
	struct machine machine = machine_make(5000);
	struct clock clock;
	struct result res;

	(void)state;
	clock_make(&clock, &machine.backend, 90000);
	assert_int_equal(backend_now_ms(&clock.backend), 90000);
	backend_execute(&clock.backend, &start, 60000, &res);
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(res.at_ms, 100000);
	assert_int_equal(machine.now_ms, 15000);
}

static void
a_limit_is_as_long_as_it_is_on_the_machine(void **state)
{
	struct machine machine = machine_make(5000);
	struct clock clock;
	struct result res;

	(void)state;
	clock_make(&clock, &machine.backend, 90000);
	backend_execute(&clock.backend, &start, 9999, &res);
	assert_int_equal(res.err.code, ERR_TIMEOUT);
	assert_int_equal(res.at_ms, 99999);
	assert_int_equal(machine.now_ms, 14999);
}

static void
a_clock_that_is_later_is_believed(void **state)
{
	struct machine machine = machine_make(120000);
	struct clock clock;

	(void)state;
	clock_make(&clock, &machine.backend, 90000);
	assert_int_equal(backend_now_ms(&clock.backend), 120000);
}

static void
a_clock_that_is_set_is_not_that_of_the_machine(void **state)
{
	struct machine machine = machine_make(120000);
	struct clock clock;
	struct result res;

	(void)state;
	clock_set(&clock, &machine.backend, 90000);
	assert_int_equal(backend_now_ms(&clock.backend), 90000);
	backend_execute(&clock.backend, &start, 60000, &res);
	assert_int_equal(res.at_ms, 100000);
	assert_int_equal(machine.now_ms, 130000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(time_goes_on_where_the_journal_ends),
		cmocka_unit_test(a_limit_is_as_long_as_it_is_on_the_machine),
		cmocka_unit_test(a_clock_that_is_later_is_believed),
		cmocka_unit_test(
		    a_clock_that_is_set_is_not_that_of_the_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
