/*
 * The checker of journals: records that are wrong by themselves, in their
 * bytes, their JSON, their keys or the values of these.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/forged_fixture.h"

#define BRACKETS_7 "[[[[[[["
#define BRACKETS_63 BRACKETS_7 BRACKETS_7 BRACKETS_7 BRACKETS_7 BRACKETS_7 \
    BRACKETS_7 BRACKETS_7 BRACKETS_7 BRACKETS_7
#define CLOSED_7 "]]]]]]]"
#define CLOSED_63 CLOSED_7 CLOSED_7 CLOSED_7 CLOSED_7 CLOSED_7 CLOSED_7 \
    CLOSED_7 CLOSED_7 CLOSED_7
#define TWICE "each key once in an object"
#define ESCAPED "before this an escaped character, no NUL and no half of one"

static struct forged j;

static void
text_is_what_json_allows(void **state)
{
	(void)state;
	forged_begin(&j);
	forged_record(&j, "turn", "\"because\":"
	    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\"");
	forged_record(&j, "turn", "\"because\":\"\","
	    "\"a\":-9223372036854775808,\"b\":0,\"c\":true,\"d\":false");
	forged_record(&j, "turn",
	    "\"because\":\"\303\251\342\202\254\360\237\230\200\"");
	forged_sound(&j, "every escape, numbers, and UTF-8", "5 records");
	forged_begin(&j);
	forged_record(&j, "turn",
	    "\"because\":\"refused\",\"x\":" BRACKETS_63 CLOSED_63);
	forged_sound(&j, "depth 64", "3 records");
}

static void
control_bytes_are_refused(void **state)
{
	(void)state;
	forged_begin(&j);
	j.tail = "\"}\r\n";
	forged_sound_record(&j, "turn");
	forged_damaged(&j, "CR LF", 3, "no control byte", "0x0d at byte ");
	forged_begin(&j);
	forged_record(&j, "turn", "\"because\":\"^\"");
	*(char *)memchr(j.text, '^', j.size) = '\0';
	forged_damaged(&j, "NUL byte", 3, "no control byte",
	    "0x00 at byte 43");
	forged_begin(&j);
	forged_record(&j, "turn", "\"because\":\"a\tb\"");
	forged_damaged(&j, "a tab in a string", 3, "no control byte",
	    "0x09 at byte 44");
}

/* A key more, and what is wrong with it.  Otherwise the record is right. */
static const struct json {
	const char *extra, *expected, *found;
} jsons[] = {
	{ "\"x\": 1", "a value", "0x20 ' ' at byte 49" },
	{ " \"x\":1", "a string", "0x20 ' ' at byte 45" },
	{ "\"x\":1 ", "}", "0x20 ' ' at byte 50" },
	{ "\"x\":1,\"x\":2", TWICE, "\"x\" twice" },
	{ "\"x\":{\"a\":1,\"b\":2,\"\\u0061\":3}", TWICE, "\"a\" twice" },
	{ "\"because\":\"\"", TWICE, "\"because\" twice" },
	{ "\"hash\":\"x\"", TWICE, "\"hash\" twice" },
	{ "\"x\":01", "no digit after a zero", "0x31 '1' at byte 50" },
	{ "\"x\":+1", "a value", "0x2b '+' at byte 49" },
	{ "\"x\":-", "a digit", "0x2c ',' at byte 50" },
	{ "\"x\":1.5", "}", "0x2e '.' at byte 50" },
	{ "\"x\":1e5", "}", "0x65 'e' at byte 50" },
	{ "\"x\":9223372036854775808", "an integer of 64 bits",
	    "0x2c ',' at byte 68" },
	{ "\"x\":-9223372036854775809", "an integer of 64 bits",
	    "0x39 '9' at byte 68" },
	{ "\"x\":[1,]", "a value", "0x5d ']' at byte 52" },
	{ "\"x\":[1", "]", "0x3a ':' at byte 58" },
	{ "\"x\":{\"a\":1", "}", "the end of the line, at byte 130" },
	{ "\"x\":{\"a\"}", ":", "0x7d '}' at byte 53" },
	{ "\"x\":tru", "a value", "0x74 't' at byte 49" },
	{ "\"x\":NaN", "a value", "0x4e 'N' at byte 49" },
	{ "'x':1", "a string", "0x27 ''' at byte 45" },
	{ "\"x\":1}{\"y\":1", "the end of the line", "0x7b '{' at byte 51" },
	{ "\"x\":\"\\x\"", "a letter that can be escaped",
	    "0x78 'x' at byte 51" },
	{ "\"x\":\"\\u12g4\"", "four hex digits", "0x67 'g' at byte 54" },
	{ "\"x\":\"\\ud800\\u00g0\"", "four hex digits",
	    "0x67 'g' at byte 60" },
	{ "\"x\":\"\\u0000\"", ESCAPED, "" },
	{ "\"x\":\"\\udc00\"", ESCAPED, "" },
	{ "\"x\":\"\\ud800\"", "the other half of a character",
	    "0x22 '\"' at byte 56" },
	{ "\"x\":\"\\ud800\\u0041\"",
	    "before this the other half of a character", "" },
	{ "\"x\":[" BRACKETS_63 CLOSED_63 "]", "containers at most 64 deep",
	    "one that is 65 deep" },
};

static void
json_damaged(const struct json *json)
{
	char fields[FORGED_FIELDS];

	snprintf(fields, sizeof(fields), "\"because\":\"\",%s", json->extra);
	forged_begin(&j);
	forged_record(&j, "turn", fields);
	forged_damaged(&j, json->extra, 3, json->expected, json->found);
}

static void
json_is_read_strictly(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(jsons) / sizeof(jsons[0]); i++)
		json_damaged(&jsons[i]);
}

static void
bytes_that_are_not_utf_8_are_refused(void **state)
{
	static const char *const bytes[] = { "\200", "\300\200", "\301\277",
	    "\340\200\200", "\355\240\200", "\360\200\200\200",
	    "\364\220\200\200", "\365\200\200\200", "\377", "\303",
	    "\342\202", "\360\237\230" };
	char extra[16];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++) {
		snprintf(extra, sizeof(extra), "\"x\":\"%s\"", bytes[i]);
		json_damaged(&(struct json){ extra, "UTF-8", "0x" });
	}
}

static void
number_type_and_time_come_first(void **state)
{
	(void)state;
	forged_begin(&j);
	forged_record(&j, "fly", "\"x\":1");
	forged_damaged(&j, "unknown type", 3, "a type of record", "\"fly\"");
	forged_begin(&j);
	forged_seal(&j,
	    "{\"n\":2,\"at_ms\":0,\"type\":\"turn\",\"because\":\"x\"");
	forged_damaged(&j, "keys in another order", 3,
	    "the key \"type\" in place 2", "at_ms");
	forged_begin(&j);
	forged_seal(&j, "{\"n\":2,\"type\":\"turn\",\"because\":\"x\"");
	forged_damaged(&j, "no time", 3, "the key \"at_ms\" in place 3",
	    "because");
}

static void
time_does_not_go_back(void **state)
{
	(void)state;
	forged_begin(&j);
	j.at_ms = -1;
	forged_sound_record(&j, "turn");
	forged_damaged(&j, "before time", 3, "\"at_ms\": an integer from 0",
	    "-1");
	forged_begin(&j);
	j.at_ms = 7;
	forged_sound_record(&j, "turn");
	j.at_ms = 6;
	forged_sound_record(&j, "turn");
	forged_damaged(&j, "at_ms going back", 4,
	    "\"at_ms\": an integer from 7, as in the record before", "6");
}

/* All that has to come before a record of that type. */
static void
lead(const char *type)
{
	if (strcmp(type, "open") != 0 && strcmp(type, "plan") != 0) {
		forged_begin(&j);
	} else {
		forged_empty(&j);
		if (strcmp(type, "plan") == 0)
			forged_sound_record(&j, "open");
	}
	if (strcmp(type, "outcome") == 0)
		forged_intent(&j, 1);
}

/* The fields of a record that may follow what leads to it. */
static void
fields_of(const char *type, char fields[FORGED_FIELDS])
{
	if (strcmp(type, "outcome") == 0)
		forged_change(fields, forged_fields(type), "of", "2");
	else
		snprintf(fields, FORGED_FIELDS, "%s", forged_fields(type));
}

static void
without_key(const char *type, const char *fields, const char *key,
    bool may_miss)
{
	char rest[FORGED_FIELDS], more[FORGED_FIELDS + 8];
	char name[80], wanted[80];

	lead(type);
	snprintf(more, sizeof(more), "\"x\":0,%s", fields);
	forged_change(rest, more, key, NULL);
	forged_record(&j, type, rest);
	snprintf(name, sizeof(name), "%s without %s", type, key);
	if (may_miss) {
		snprintf(wanted, sizeof(wanted), "%ld records, ", j.n);
		forged_sound(&j, name, wanted);
	} else {
		snprintf(wanted, sizeof(wanted), "the key \"%s\"", key);
		forged_damaged(&j, name, j.n, wanted, "no such key");
	}
}

static void
with_another(const char *type, const char *fields, const char *key)
{
	char other[FORGED_FIELDS], name[80], wanted[80];

	lead(type);
	forged_change(other, fields, key, "[true]");
	forged_record(&j, type, other);
	snprintf(name, sizeof(name), "%s with another %s", type, key);
	snprintf(wanted, sizeof(wanted), "\"%s\": *", key);
	forged_damaged(&j, name, j.n, wanted, "[true]");
}

/* Is it in a list of "type.key"s? */
static bool
is_listed(const char *list, const char *type, const char *key)
{
	char word[64];

	snprintf(word, sizeof(word), " %s.%s ", type, key);
	return strstr(list, word) != NULL;
}

static unsigned
keys_changed(const char *type)
{
	static const char may_miss[] = " answer.state outcome.code "
	    "outcome.text outcome.state outcome.settled_by ";
	static const char may_be_any[] = " check.evidence proof.evidence ";
	char fields[FORGED_FIELDS], key[32];
	unsigned keys = 0;

	fields_of(type, fields);
	for (const char *at = fields; at != NULL; at = strchr(at, ',')) {
		at += *at == ',';
		assert_int_equal(sscanf(at, "\"%31[^\"]\":", key), 1);
		without_key(type, fields, key, is_listed(may_miss, type, key));
		if (!is_listed(may_be_any, type, key))
			with_another(type, fields, key);
		keys++;
	}
	return keys;
}

/* Each key of each type in turn is left out, and is something else. */
static void
each_key_has_to_be_there_and_of_its_kind(void **state)
{
	static const struct { const char *type; unsigned keys; } types[] = {
		{ "open", 12 }, { "plan", 1 }, { "check", 4 }, { "answer", 3 },
		{ "proof", 4 }, { "override", 3 }, { "intent", 4 },
		{ "outcome", 7 }, { "turn", 1 }, { "ask", 3 },
		{ "resumed", 6 }, { "cut", 1 }, { "end", 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		assert_int_equal(keys_changed(types[i].type), types[i].keys);
}

/* Of the right JSON type, and still wrong. */
static void
a_value_of_the_right_kind_may_be_wrong(void **state)
{
	static const char digest[] = "\"sha256:\" and 64 hex digits";
	static const char outcome[] = "one of done failed unknown";
	static const char question[] = "a question, or pause";
	char long_digest[96];
	const struct { const char *type, *key, *value, *expected; } rows[] = {
		{ "open", "site_digest", "\"sha256:1a\"", digest },
		{ "open", "plan_digest", long_digest, digest },
		{ "intent", "digest", "\"md5:\"", digest },
		{ "check", "result", "\"passed\"",
		    "one of pass warn fail unknown" },
		{ "answer", "outcome", "\"don\"", outcome },
		{ "answer", "outcome", "\"done failed\"", outcome },
		{ "answer", "op", "{\"name\":\"pool-create\"}", question },
		{ "answer", "op", "{\"name\":\"-state\"}", question },
		{ "intent", "op", "{\"on\":\"node1\"}",
		    "an object with a name" },
		{ "intent", "try", "0", "an integer from 1" },
		{ "outcome", "outcome", "\"\"", outcome },
		{ "outcome", "took_ms", "-1", "an integer from 0" },
		{ "resumed", "by", "\"hand\"", "one of resume rollback" },
		{ "cut", "bytes", "0", "an integer from 1" },
		{ "end", "ending", "\"ended\"",
		    "one of arrived returned stuck refused" },
		{ "proof", "of", "\"down\"",
		    "one of fenced exported powered-off" },
	};

	(void)state;
	snprintf(long_digest, sizeof(long_digest), "\"%s0\"", forged_digest);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char fields[FORGED_FIELDS], name[160], wanted[80];

		lead(rows[i].type);
		forged_change(fields, forged_fields(rows[i].type),
		    rows[i].key, rows[i].value);
		forged_record(&j, rows[i].type, fields);
		snprintf(name, sizeof(name), "%s %s %s", rows[i].type,
		    rows[i].key, rows[i].value);
		snprintf(wanted, sizeof(wanted), "\"%s\": %s", rows[i].key,
		    rows[i].expected);
		forged_damaged(&j, name, j.n, wanted, rows[i].value);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_what_json_allows),
		cmocka_unit_test(control_bytes_are_refused),
		cmocka_unit_test(json_is_read_strictly),
		cmocka_unit_test(bytes_that_are_not_utf_8_are_refused),
		cmocka_unit_test(number_type_and_time_come_first),
		cmocka_unit_test(time_does_not_go_back),
		cmocka_unit_test(each_key_has_to_be_there_and_of_its_kind),
		cmocka_unit_test(a_value_of_the_right_kind_may_be_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
