/*
 * What a live site is asked: in random lives of random sites everything is
 * understood, each line is asked once at a node, and of what a node does not
 * answer nothing is known.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/channels/path.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"

enum { LIVES = SPARSE == 1 ? 500 : 5 };

static void
wrong(const struct life *life, const struct surveyed *one, const char *what)
{
	fail_msg("life %llu: %s: %s: %s\n%.400s\n%.2000s", (unsigned long long)
	    life->seed, life_name(life, KIND_NODE, one->output.place),
	    one->output.line, what, one->output.ended.err,
	    one->output.ended.out);
}

static void
one_judge(const struct life *life, const struct surveyed *one)
{
	if (!one->output.over)
		wrong(life, one, "was never answered");
	if (!one->output.lost && one->output.ended.status == 125)
		wrong(life, one, "is not simulated");
	if (surveyed_answered(one) && surveyed_strange(one) != 0)
		wrong(life, one, "is not understood");
}

static void
all_that_is_asked_is_understood(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= LIVES; seed++) {
		struct survey survey;
		struct life life;

		life_begin(&life, seed);
		survey_ask(&survey, &life, FOR_CAPTURE);
		for (uint32_t i = 0; i < survey.count; i++)
			one_judge(&life, survey.list[i]);
		survey_drop(&survey);
		life_end(&life);
	}
}

static void
no_line_is_asked_twice_at_a_node(void **state)
{
	struct survey survey;
	struct life life;

	(void)state;
	life_begin(&life, 7);
	survey_ask(&survey, &life, FOR_CAPTURE);
	for (uint32_t i = 0; i < survey.count; i++)
		for (uint32_t k = 0; k < i; k++)
			if (survey.list[i]->output.place ==
			    survey.list[k]->output.place &&
			    survey.list[i]->line == survey.list[k]->line)
				assert_string_not_equal(
				    survey.list[i]->output.line,
				    survey.list[k]->output.line);
	survey_drop(&survey);
	life_end(&life);
}

/* The next that is such a line; of all before it nothing is known. */
static struct surveyed *
taken(struct survey *survey, enum survey_line line)
{
	struct surveyed *one = survey_next(survey);

	for (; one != NULL && one->line != line; one = survey_next(survey))
		survey_lost(survey, one, NULL);
	assert_non_null(one);
	return one;
}

static void
another_node_is_asked_what_the_first_does_not_say(void **state)
{
	static const char *const node[] = { NULL, "node1", "node2", "node3" };
	struct survey survey;
	struct surveyed *one;

	(void)state;
	survey_make(&survey, node, 3, FOR_STATUS);
	one = taken(&survey, SURVEY_QUORUM);
	assert_int_equal(one->output.place, 1);
	assert_null(survey_reading(&survey, 0, SURVEY_QUORUM));
	survey_lost(&survey, one, "no route to host");
	one = taken(&survey, SURVEY_QUORUM);
	assert_int_equal(one->output.place, 2);
	survey_heard(&survey, one, &(struct ended){ .status = 1,
	    .err = "not a member" });
	one = taken(&survey, SURVEY_QUORUM);
	assert_int_equal(one->output.place, 3);
	survey_heard(&survey, one, &(struct ended){ .status = 0 });
	assert_ptr_equal(survey_find(&survey, 0, SURVEY_QUORUM, NULL), one);
	while ((one = survey_next(&survey)) != NULL) {
		assert_int_not_equal(one->line, SURVEY_QUORUM);
		survey_lost(&survey, one, NULL);
	}
	survey_drop(&survey);
}

static void
the_first_node_is_asked_after_the_last(void **state)
{
	static const char *const node[] = { NULL, "node1", "node2", "node3" };
	static const char paths[] = "\n=== Cluster DID Devices ===\n\n"
	    "Device Instance              Node          Status\n"
	    "---------------              ----          ------\n"
	    "/dev/did/rdsk/d7             node1         Ok\n\n";
	struct survey survey;
	struct surveyed *one;
	unsigned asked = 0;

	(void)state;
	survey_make(&survey, node, 3, FOR_SITE);
	while ((one = survey_next(&survey)) != NULL) {
		if (one->line == SURVEY_PATHS && one->output.place == 2)
			survey_heard(&survey, one, &(struct ended){
			    .out = paths, .out_size = sizeof(paths) - 1 });
		else
			survey_heard(&survey, one, &(struct ended){ 1,
			    NULL, "not here", 0, 8 });
		if (one->line != SURVEY_LABEL)
			continue;
		assert_string_equal(one->output.line,
		    "prtvtoc /dev/did/rdsk/d7s2");
		assert_int_equal(one->output.place, 1 + (asked + 1) % 3);
		asked++;
	}
	assert_int_equal(asked, 3);
	survey_drop(&survey);
}

static void
a_name_that_is_no_path_is_not_asked_about(void **state)
{
	static const char *const node[] = { NULL, "node1" };
	static const char status[] = "  pool: tank\n state: ONLINE\n"
	    " scan: none requested\nconfig:\n\n"
	    "\tNAME                 STATE     READ WRITE CKSUM\n"
	    "\ttank                 ONLINE       0     0     0\n"
	    "\t  /dev/did/dsk/d7s6  ONLINE       0     0     0\n\n"
	    "errors: No known data errors\n";
	struct survey survey;
	struct surveyed *one;
	unsigned asked = 0;

	(void)state;
	survey_make(&survey, node, 1, FOR_SITE);
	while ((one = survey_next(&survey)) != NULL) {
		bool is = one->line == SURVEY_HEALTH;

		survey_heard(&survey, one, &(struct ended){ .out = is ?
		    status : NULL, .out_size = is ? sizeof(status) - 1 : 0 });
		if (one->line == SURVEY_OWNER) {
			assert_string_equal(one->output.line,
			    "zdb -l /dev/did/dsk/d7s6");
			asked++;
		}
	}
	assert_int_equal(asked, 1);
	survey_drop(&survey);
}

static void
what_may_hang_is_asked_last(void **state)
{
	static const char *const node[] = { NULL, "node1", "node2" };
	struct surveyed *one;
	struct survey survey;
	bool storage = false;

	(void)state;
	survey_make(&survey, node, 2, FOR_CAPTURE);
	while ((one = survey_next(&survey)) != NULL) {
		assert_true(survey_row(one->line)->storage || !storage);
		storage |= survey_row(one->line)->storage;
	}
	assert_true(storage);
	survey_drop(&survey);
}

static void
how_things_stand_costs_few_lines_whatever_there_is(void **state)
{
	unsigned lines = 0;

	(void)state;
	for (enum survey_line line = 0; (int)line < SURVEY_ALL; line++)
		if ((survey_row(line)->purposes & FOR_STATUS) != 0) {
			assert_null(survey_row(line)->kind);
			lines++;
		}
	assert_in_range(lines, 1, 8);
}

static void
each_program_is_found_on_a_real_node(void **state)
{
	(void)state;
	for (enum survey_line line = 0; (int)line < SURVEY_ALL; line++) {
		const char *typed = survey_row(line)->line;
		char program[64];

		/* What is asked at a service processor. */
		if (survey_row(line)->purposes == 0)
			continue;
		snprintf(program, sizeof(program), "%.*s",
		    (int)strcspn(typed, " "), typed);
		assert_non_null(path_of(program, "10"));
		assert_int_equal(survey_row(line)->storage,
		    path_storage_ms(program) != 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_that_is_asked_is_understood),
		cmocka_unit_test(no_line_is_asked_twice_at_a_node),
		cmocka_unit_test(
		    another_node_is_asked_what_the_first_does_not_say),
		cmocka_unit_test(the_first_node_is_asked_after_the_last),
		cmocka_unit_test(a_name_that_is_no_path_is_not_asked_about),
		cmocka_unit_test(what_may_hang_is_asked_last),
		cmocka_unit_test(
		    how_things_stand_costs_few_lines_whatever_there_is),
		cmocka_unit_test(each_program_is_found_on_a_real_node),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
