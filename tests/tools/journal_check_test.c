/*
 * The checker of journals: lines that are missing, changed, or out of order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/forged_fixture.h"
#include "tools/journal-check/check.h"

#define SO_FAR "14 records, 3 intents, 3 outcomes, not ended"
#define COMPLETE "15 records, 3 intents, 3 outcomes, ended arrived"
#define NO_HASH "a hash of 64 hex digits as the last key"

static const char zeros[] =
    "0000000000000000000000000000000000000000000000000000000000000000";
static struct forged j;

/* A record of which one key has another value. */
static void
record_with(const char *type, const char *key, const char *value)
{
	char fields[FORGED_FIELDS];

	forged_change(fields, forged_fields(type), key, value);
	forged_record(&j, type, fields);
}

static void
a_complete_journal_is_sound(void **state)
{
	(void)state;
	forged_whole(&j);
	forged_sound(&j, "complete", COMPLETE);
	forged_begin(&j);
	forged_sound(&j, "hardly begun", "2 records, 0 intents, 0 outcomes");
	assert_non_null(strstr(j.said, ", not ended\n"));
}

static void
a_run_that_broke_off_and_went_on_is_sound(void **state)
{
	(void)state;
	forged_begin(&j);
	forged_sound_record(&j, "answer");
	forged_intent(&j, 1);
	forged_sound(&j, "an answer is under way", "4 records, 1 intents, "
	    "0 outcomes, not ended; intent 3 has no outcome");
	forged_sound_record(&j, "resumed");
	forged_sound(&j, "it was lost",
	    "5 records, 1 intents, 0 outcomes, not ended");
	forged_intent(&j, 1);
	forged_outcome(&j, 5);
	record_with("end", "ending", "\"stuck\"");
	forged_sound(&j, "and asked again",
	    "8 records, 2 intents, 1 outcomes, ended stuck");
	record_with("resumed", "by", "\"rollback\"");
	forged_record(&j, "answer",
	    "\"op\":{\"name\":\"pause\"},\"outcome\":\"unknown\"");
	forged_sound(&j, "resumed after its end",
	    "10 records, 2 intents, 1 outcomes, not ended");
	record_with("end", "ending", "\"returned\"");
	forged_sound(&j, "and ended again",
	    "11 records, 2 intents, 1 outcomes, ended returned");
}

static void
each_step_and_operation_has_its_own_tries(void **state)
{
	static const char *const names[] = { "create", "export" };
	static const char *const steps[] = { "one", "two" };
	char fields[FORGED_FIELDS];

	(void)state;
	forged_begin(&j);
	for (size_t i = 0; i < 4; i++) {
		snprintf(fields, sizeof(fields), "\"step\":\"%s\",\"op\":"
		    "{\"name\":\"pool-%s\"},\"try\":1,\"digest\":\"%s\"",
		    steps[i % 2], names[i / 2], forged_digest);
		forged_record(&j, "intent", fields);
		forged_outcome(&j, j.n - 1);
	}
	forged_sound(&j, "four first tries", "10 records, 4 intents");
}

static void
a_journal_that_was_cut_is_sound(void **state)
{
	(void)state;
	forged_begin(&j);
	forged_intent(&j, 1);
	forged_sound_record(&j, "cut");
	forged_sound_record(&j, "cut");
	forged_sound(&j, "cut twice", "5 records, 1 intents, 0 outcomes, "
	    "not ended; intent 2 has no outcome");
	forged_sound_record(&j, "resumed");
	forged_record(&j, "answer", "\"op\":{\"name\":\"migration-check\"},"
	    "\"outcome\":\"failed\",\"x\":[{},[]]");
	forged_sound(&j, "cut, then resumed",
	    "7 records, 1 intents, 0 outcomes, not ended");
}

/* It is incomplete, and the rest is sound. */
static void
any_part_of_the_last_line_may_be_missing(void **state)
{
	size_t begin, last;
	char has[128];

	(void)state;
	forged_whole(&j);
	begin = forged_line(&j, 15);
	last = j.size - begin;
	assert_true(last > 100);
	for (size_t torn = 1; torn < last; torn++) {
		j.size = begin + torn;
		snprintf(has, sizeof(has), SO_FAR "; torn: %zu bytes after "
		    "record 13", torn);
		forged_sound(&j, "torn", has);
	}
	forged_whole(&j);
	forged_bytes(&j, "\0\377", 2);
	forged_sound(&j, "torn garbage",
	    COMPLETE "; torn: 2 bytes after record 14");
}

static void
the_first_two_records_are_open_and_plan(void **state)
{
	static const char after[] = "a record that may come after the plan";

	(void)state;
	forged_empty(&j);
	forged_damaged(&j, "empty file", 1, "the record \"open\"",
	    "the end of the file");
	forged_bytes(&j, "{\"n\":0,\"type\":\"op", 17);
	forged_damaged(&j, "only a torn line", 1, "the record \"open\"",
	    "the end of the file");
	forged_empty(&j);
	forged_sound_record(&j, "open");
	forged_damaged(&j, "open alone", 2, "the record \"plan\"",
	    "the end of the file");
	forged_sound_record(&j, "answer");
	forged_damaged(&j, "no plan", 2, "the record \"plan\"",
	    "the record \"answer\"");
	forged_empty(&j);
	forged_sound_record(&j, "plan");
	forged_damaged(&j, "no open", 1, "the record \"open\"",
	    "the record \"plan\"");
	forged_begin(&j);
	forged_sound_record(&j, "open");
	forged_damaged(&j, "open twice", 3, after, "the record \"open\"");
	forged_begin(&j);
	forged_sound_record(&j, "plan");
	forged_damaged(&j, "plan twice", 3, after, "the record \"plan\"");
	forged_empty(&j);
	record_with("open", "format", "2");
	forged_damaged(&j, "another format", 1, "\"format\": 1", "2");
}

static void
lines_that_are_gone_or_moved_are_noticed(void **state)
{
	(void)state;
	forged_whole(&j);
	forged_lines_drop(&j, 1, 1);
	forged_damaged(&j, "first line dropped", 1, "{\"n\":0,", "{\"n\":1,");
	forged_whole(&j);
	forged_lines_drop(&j, 1, 2);
	forged_damaged(&j, "first lines dropped", 1, "{\"n\":0,", "{\"n\":2,");
	forged_whole(&j);
	forged_lines_drop(&j, 7, 1);
	forged_damaged(&j, "a line dropped in the middle", 7, "{\"n\":6,",
	    "{\"n\":7,");
	forged_whole(&j);
	forged_line_copy(&j, 7, 9);
	forged_lines_drop(&j, 7, 1);
	forged_damaged(&j, "swapped lines", 7, "{\"n\":6,", "{\"n\":7,");
	forged_whole(&j);
	forged_line_copy(&j, 7, 7);
	forged_damaged(&j, "a line twice", 8, "{\"n\":7,", "{\"n\":6,");
	forged_whole(&j);
	forged_lines_drop(&j, 7, 1);
	forged_edit(&j, 7, "{\"n\":7,", "{\"n\":6,");
	forged_damaged(&j, "dropped and numbered anew", 7, "hash *", "");
}

static void
each_number_is_the_one_after_the_last(void **state)
{
	(void)state;
	forged_begin(&j);
	j.n = 3;
	forged_sound_record(&j, "answer");
	forged_damaged(&j, "n gap", 3, "{\"n\":2,", "{\"n\":3,");
	forged_begin(&j);
	forged_sound_record(&j, "answer");
	j.n = 2;
	forged_sound_record(&j, "answer");
	forged_damaged(&j, "n repeated", 4, "{\"n\":3,", "{\"n\":2,");
	forged_begin(&j);
	forged_seal(&j, "{\"n\":02,\"type\":\"answer\",\"at_ms\":0,"
	    "\"op\":{\"name\":\"pool-state\"},\"outcome\":\"done\"");
	forged_damaged(&j, "n with a zero before it", 3, "{\"n\":2,",
	    "{\"n\":02,");
	forged_begin(&j);
	forged_seal(&j, "{\"type\":\"turn\",\"n\":2,\"at_ms\":0");
	forged_damaged(&j, "n not first", 3, "{\"n\":2,",
	    "{\"type\":\"turn\",");
}

static void
each_hash_is_over_the_line_and_the_one_before(void **state)
{
	char expected[FORGED_HASH + 6];

	(void)state;
	forged_begin(&j);
	forged_sound_record(&j, "turn");
	snprintf(expected, sizeof(expected), "hash %s", j.hash);
	forged_edit(&j, 3, j.hash, zeros);
	forged_damaged(&j, "wrong hash, the last line", 3, expected, zeros);
	forged_whole(&j);
	forged_edit(&j, 5, "node1", "node2");
	forged_damaged(&j, "changed byte in the middle", 5, "hash *", "");
	forged_begin(&j);
	memcpy(j.hash, zeros, sizeof(zeros));
	forged_sound_record(&j, "turn");
	forged_damaged(&j, "hash over another line before", 3, "hash *",
	    j.hash);
}

static void
a_hash_is_the_end_of_each_line(void **state)
{
	static const char none[] =
	    "{\"n\":2,\"type\":\"turn\",\"at_ms\":0,\"because\":\"x\"}\n";
	static const struct { const char *name, *tail; } tails[] = {
		{ "hash not last", "\",\"x\":1}\n" },
		{ "blank after the hash", "\" }\n" },
	};
	char capitals[FORGED_HASH + 1];

	(void)state;
	forged_begin(&j);
	forged_bytes(&j, none, sizeof(none) - 1);
	forged_damaged(&j, "missing hash", 3, NO_HASH, "{\"n\":2,");
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		forged_begin(&j);
		j.tail = tails[i].tail;
		forged_sound_record(&j, "turn");
		forged_damaged(&j, tails[i].name, 3, NO_HASH, "");
	}
	forged_begin(&j);
	forged_sound_record(&j, "turn");
	for (size_t i = 0; i <= FORGED_HASH; i++)
		capitals[i] = j.hash[i] >= 'a' ? (char)(j.hash[i] - 'a' + 'A') :
		    j.hash[i];
	assert_string_not_equal(capitals, j.hash);
	forged_edit(&j, 3, j.hash, capitals);
	forged_damaged(&j, "hash in capitals", 3, NO_HASH, "");
	forged_whole(&j);
	forged_bytes(&j, "\n", 1);
	forged_damaged(&j, "an empty line", 16, "{\"n\":15,",
	    "the end of the line");
}

/* Its newline included. */
static void
not_one_byte_of_a_line_can_be_another(void **state)
{
	size_t begin, end;

	(void)state;
	forged_whole(&j);
	begin = forged_line(&j, 12);
	end = forged_line(&j, 13);
	assert_true(end - begin > 100);
	for (size_t at = begin; at < end; at++) {
		char name[48], was = j.text[at];

		snprintf(name, sizeof(name), "byte %zu changed", at);
		j.text[at] = '~';
		forged_result(&j, JOURNAL_DAMAGED, name,
		    ": line 12: expected ");
		j.text[at] = was;
	}
}

static void
an_outcome_belongs_to_the_intent_before_it(void **state)
{
	static const char waits[] = "an intent that waits for its outcome";

	(void)state;
	forged_begin(&j);
	forged_intent(&j, 1);
	forged_outcome(&j, 1);
	forged_damaged(&j, "outcome of a wrong n", 4, "\"of\": 2", "1");
	forged_begin(&j);
	forged_outcome(&j, 2);
	forged_damaged(&j, "outcome without intent", 3, waits,
	    "the outcome of 2");
	forged_begin(&j);
	forged_intent(&j, 1);
	forged_outcome(&j, 2);
	forged_outcome(&j, 2);
	forged_damaged(&j, "two outcomes", 5, waits, "the outcome of 2");
	forged_begin(&j);
	forged_intent(&j, 1);
	forged_sound_record(&j, "resumed");
	forged_outcome(&j, 2);
	forged_damaged(&j, "an outcome that was lost", 5, waits,
	    "the outcome of 2");
}

/* A record of each of these types, after that one. */
static void
may_not_follow(const char *before, const char *types, const char *expected)
{
	char type[16], found[40];

	for (int n; sscanf(types, "%15s%n", type, &n) == 1; types += n) {
		forged_begin(&j);
		forged_sound_record(&j, before);
		forged_sound_record(&j, type);
		snprintf(found, sizeof(found), "the record \"%s\"", type);
		forged_damaged(&j, type, 4, expected, found);
	}
}

static void
what_may_not_come_yet_is_refused(void **state)
{
	(void)state;
	may_not_follow("intent", "intent answer end",
	    "the outcome of intent 2");
	may_not_follow("end", "answer intent check turn end",
	    "the record \"resumed\" after an end");
	may_not_follow("cut", "answer intent check turn end",
	    "the record \"resumed\" after a cut");
}

static void
the_same_try_is_not_made_again(void **state)
{
	(void)state;
	forged_begin(&j);
	forged_intent(&j, 2);
	forged_outcome(&j, 2);
	forged_intent(&j, 2);
	forged_damaged(&j, "the same try again", 5,
	    "\"try\": more than 2, as of the same intent before", "2");
}

static void
the_message_says_how_to_read_the_rest(void **state)
{
	char wanted[128];

	(void)state;
	forged_whole(&j);
	forged_edit(&j, 5, "node1", "node2");
	forged_result(&j, JOURNAL_DAMAGED, "the way out",
	    "The lines before it are sound: head -n 4 ");
	snprintf(wanted, sizeof(wanted), "head -n 4 %s\n", j.path);
	assert_non_null(strstr(j.said, wanted));
	forged_begin(&j);
	forged_record(&j, "a\302\233b", "\"x\":1");
	forged_result(&j, JOURNAL_DAMAGED, "no byte is raw",
	    "found \"a??b\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_complete_journal_is_sound),
		cmocka_unit_test(a_run_that_broke_off_and_went_on_is_sound),
		cmocka_unit_test(each_step_and_operation_has_its_own_tries),
		cmocka_unit_test(a_journal_that_was_cut_is_sound),
		cmocka_unit_test(any_part_of_the_last_line_may_be_missing),
		cmocka_unit_test(the_first_two_records_are_open_and_plan),
		cmocka_unit_test(lines_that_are_gone_or_moved_are_noticed),
		cmocka_unit_test(each_number_is_the_one_after_the_last),
		cmocka_unit_test(each_hash_is_over_the_line_and_the_one_before),
		cmocka_unit_test(a_hash_is_the_end_of_each_line),
		cmocka_unit_test(not_one_byte_of_a_line_can_be_another),
		cmocka_unit_test(an_outcome_belongs_to_the_intent_before_it),
		cmocka_unit_test(what_may_not_come_yet_is_refused),
		cmocka_unit_test(the_same_try_is_not_made_again),
		cmocka_unit_test(the_message_says_how_to_read_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
