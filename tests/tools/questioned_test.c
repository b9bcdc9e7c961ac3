/*
 * How long the answers took is what a journal says, without pauses and without
 * what people do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tools/session/questioned.h"

#define OP(name, on) "\"op\":{\"name\":\"" name "\",\"on\":\"" on "\"}}"

static const char *const records[] = {
	"{\"type\":\"open\",\"at_ms\":0}",
	"{\"type\":\"answer\",\"at_ms\":300," OP("node-state", "node1"),
	"{\"type\":\"check\",\"at_ms\":300}",
	"{\"type\":\"answer\",\"at_ms\":1500," OP("guest-state", "node2"),
	"{\"type\":\"intent\",\"at_ms\":1500," OP("group-switch", "node1"),
	"{\"type\":\"outcome\",\"at_ms\":60000}",
	"{\"type\":\"answer\",\"at_ms\":70000," OP("pause", ""),
	"{\"type\":\"answer\",\"at_ms\":70200," OP("group-state", ""),
	"{\"type\":\"ask\",\"at_ms\":90000}",
	"{\"type\":\"answer\",\"at_ms\":90000," OP("node-state", "node1"),
};

enum { RECORDS = sizeof(records) / sizeof(records[0]) };

static void
only_answers_to_questions_are_counted(void **state)
{
	json_t *record[RECORDS];
	struct journal journal = { .record = record, .count = RECORDS };
	struct questioned all;

	(void)state;
	for (size_t i = 0; i < RECORDS; i++) {
		record[i] = json_loads(records[i], 0, NULL);
		assert_non_null(record[i]);
	}
	all = questioned_count(&journal);
	assert_int_equal(all.count, 4);
	assert_int_equal(all.ms, 300 + 1200 + 200);
	assert_int_equal(all.longest_ms, 1200);
	assert_string_equal(all.longest, "guest-state");
	assert_string_equal(all.place, "node2");
	for (size_t i = 0; i < RECORDS; i++)
		json_decref(record[i]);
}

static void
a_run_whose_answers_took_no_time_has_no_slowest(void **state)
{
	json_t *record[2] = { json_loads(records[0], 0, NULL),
	    json_loads("{\"type\":\"answer\",\"at_ms\":0," OP("node-state",
	    "node1"), 0, NULL) };
	struct journal journal = { .record = record, .count = 2 };
	struct questioned all = questioned_count(&journal);

	(void)state;
	assert_int_equal(all.count, 1);
	assert_int_equal(all.ms, 0);
	assert_null(all.longest);
	json_decref(record[0]);
	json_decref(record[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_answers_to_questions_are_counted),
		cmocka_unit_test(
		    a_run_whose_answers_took_no_time_has_no_slowest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
