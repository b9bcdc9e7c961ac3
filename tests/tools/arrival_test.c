/*
 * A program that has come to a simulated site: what it is told, and when, also
 * when something goes wrong with it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/posts_fixture.h"
#include "tools/scenario/sandbox.h"
#include "tools/through/arrival.h"

/* Numbers of what happens to a command: see spoil.h. */
enum { BEFORE = 0, AFTER = 1, WITHIN = 2, BEGUN = 0, NOT_BEGUN = 1 };

/* A change that takes a second. */
#define LOCK	"/var/run/domferry/lock/guest.ldom1"
#define MAKES	"mkdir " LOCK

struct fixture {
	struct sandbox	 sandbox;
	struct arena	 arena;
	struct programs	 programs;
	struct caller	 caller;
	struct arrival	 arrival;
};

static struct fixture *
begin(enum spoilage spoilage, uint64_t number, const char *line)
{
	struct fixture *fixture = test_calloc(1, sizeof(*fixture));

	sandbox_make(&fixture->sandbox, &fixture->arena,
	    posts_site(&fixture->arena), SITE_READY, 1);
	sandbox_zero(&fixture->sandbox);
	programs_make(&fixture->programs, &fixture->sandbox.simulated);
	fixture->caller.place = 1;
	fixture->arrival = (struct arrival){ .programs = &fixture->programs,
	    .handle = HANDLE_OVER, .spoilage = spoilage, .number = number };
	arrival_begin(&fixture->arrival, &fixture->caller,
	    &(struct order){ .place = 1, .line = line }, NULL);
	return fixture;
}

static int64_t
now_ms(struct fixture *fixture)
{
	return fixture->programs.reach.now_ms(&fixture->programs.reach);
}

static void
end(struct fixture *fixture)
{
	arrival_leave(&fixture->arrival);
	assert_false(fixture->caller.waits);
	assert_false(arrival_works(&fixture->arrival));
	caller_drop(&fixture->caller);
	programs_drop(&fixture->programs);
	sandbox_drop(&fixture->sandbox);
	arena_drop(&fixture->arena);
	test_free(fixture);
}

static void
a_question_is_answered_when_it_comes_and_a_change_when_it_ends(void **state)
{
	struct fixture *fixture = begin(SPOIL_NONE, 0, "hostname");

	(void)state;
	assert_false(fixture->caller.waits);
	assert_string_equal(buffer_text(&fixture->caller.out), "node1\n");
	end(fixture);
	fixture = begin(SPOIL_NONE, 0, MAKES);
	assert_true(fixture->caller.waits);
	assert_false(arrival_await(&fixture->arrival, 1));
	assert_int_equal(now_ms(fixture), 1);
	assert_true(arrival_await(&fixture->arrival, 90000));
	assert_true(now_ms(fixture) < 90000);
	assert_false(fixture->caller.waits);
	assert_int_equal(fixture->caller.status, 0);
	end(fixture);
}

static void
who_has_left_is_told_at_once(void **state)
{
	struct fixture *fixture = begin(SPOIL_NONE, 0, "sleep 60");

	(void)state;
	arrival_leave(&fixture->arrival);
	assert_false(fixture->caller.waits);
	assert_int_equal(fixture->caller.status, STATUS_NO_ANSWER);
	end(fixture);
}

static void
a_signal_ends_it_before_within_or_after_its_work(void **state)
{
	static const char line[] = MAKES;
	static const struct {
		uint64_t	 number;
		bool		 is_made;
	} kills[] = { { BEFORE, false }, { AFTER, true }, { WITHIN, true } };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct fixture *fixture = begin(SPOIL_KILLED, kills[i].number,
		    line);
		struct heard heard = { .lost = false };

		assert_int_equal(arrival_works(&fixture->arrival),
		    kills[i].number == AFTER);
		if (arrival_works(&fixture->arrival))
			arrival_await(&fixture->arrival, 5000);
		assert_true(fixture->caller.killed);
		assert_false(fixture->caller.waits);
		while (sandbox_next_ms(&fixture->sandbox) >= 0 &&
		    now_ms(fixture) < 5000)
			sandbox_advance(&fixture->sandbox,
			    sandbox_next_ms(&fixture->sandbox));
		assert_int_equal(programs_begin(&fixture->programs,
		    &(struct order){ .place = 1, .line = "ls -d " LOCK },
		    NULL, &heard), HANDLE_OVER);
		assert_int_equal(heard.ended.status == 0, kills[i].is_made);
		end(fixture);
	}
}

static void
one_that_hangs_is_told_nothing_while_time_passes(void **state)
{
	(void)state;
	for (uint64_t number = BEGUN; number <= NOT_BEGUN; number++) {
		struct fixture *fixture = begin(SPOIL_HUNG, number,
		    "hostname");

		assert_true(fixture->caller.waits);
		assert_false(arrival_await(&fixture->arrival, 30000));
		assert_int_equal(now_ms(fixture), 30000);
		assert_int_equal(fixture->caller.out.size, 0);
		end(fixture);
	}
}

static void
one_that_is_delayed_prints_it_all_later(void **state)
{
	struct fixture *fixture = begin(SPOIL_DELAYED, 4, "hostname");

	(void)state;
	assert_true(fixture->caller.waits);
	assert_false(arrival_await(&fixture->arrival, 4999));
	assert_true(arrival_await(&fixture->arrival, 90000));
	assert_int_equal(now_ms(fixture), 5000);
	assert_string_equal(buffer_text(&fixture->caller.out), "node1\n");
	end(fixture);
}

static void
what_is_cut_off_is_printed_so(void **state)
{
	struct fixture *fixture = begin(SPOIL_CUT, 3, "hostname");

	(void)state;
	assert_string_equal(buffer_text(&fixture->caller.out), "nod");
	assert_int_equal(fixture->caller.status, 0);
	end(fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
	    a_question_is_answered_when_it_comes_and_a_change_when_it_ends),
	    cmocka_unit_test(who_has_left_is_told_at_once),
	    cmocka_unit_test(a_signal_ends_it_before_within_or_after_its_work),
	    cmocka_unit_test(one_that_hangs_is_told_nothing_while_time_passes),
	    cmocka_unit_test(one_that_is_delayed_prints_it_all_later),
	    cmocka_unit_test(what_is_cut_off_is_printed_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
