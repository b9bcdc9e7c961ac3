#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/json/jsonc.h"
#include "core/formats/json/plain.h"
#include "core/formats/json/scan.h"
#include "core/formats/json/token.h"

static struct arena arena;
static struct mistakes mistakes;

static struct value *
reads(const char *text)
{
	arena_drop(&arena);
	mistakes = (struct mistakes){ NULL, 0, 0 };
	return jsonc_read(&arena, "test.json", text, strlen(text), &mistakes);
}

static void
refused_at(const char *text, uint32_t line, uint32_t column,
    const char *part)
{
	assert_null(reads(text));
	assert_int_equal(mistakes.count, 1);
	assert_int_equal(mistakes.list[0].spot.line, line);
	assert_int_equal(mistakes.list[0].spot.column, column);
	assert_non_null(strstr(mistakes.list[0].text, part));
}

static void
comments_and_last_commas_are_no_matter(void **state)
{
	const struct value *root = reads("// one\n{ /* two\n*/ \"a\": [ 1, "
	    "2, ], // three\n \"b\": \"no // comment, }\", }");

	(void)state;
	assert_non_null(root);
	assert_int_equal(value_get(root, "a")->count, 2);
	assert_string_equal(value_get(root, "b")->text, "no // comment, }");
}

static void
every_key_and_value_knows_its_place(void **state)
{
	const struct value *root = reads("{\n  \"a\": 1, /* x */ \"b\":\n"
	    "\t[ true, \"\xc3\xa4\", null ] }");
	const struct value *list;

	(void)state;
	assert_non_null(root);
	assert_int_equal(root->spot.line, 1);
	assert_int_equal(root->first->key_spot.column, 3);
	assert_int_equal(root->first->spot.column, 8);
	list = value_get(root, "b");
	assert_int_equal(list->key_spot.line, 2);
	assert_int_equal(list->key_spot.column, 19);
	assert_int_equal(list->spot.line, 3);
	assert_int_equal(list->spot.column, 2);
	assert_int_equal(list->first->next->next->spot.column, 15);
}

static void
a_byte_of_a_text_is_found_after_escapes(void **state)
{
	const struct value *root = reads("\"a\\n\\u00e4\\ud83d\\ude00z\"");

	(void)state;
	assert_non_null(root);
	assert_int_equal(value_spot(root, 0).column, 2);
	assert_int_equal(value_spot(root, 1).column, 3);
	assert_int_equal(value_spot(root, 2).column, 5);
	assert_int_equal(value_spot(root, 4).column, 11);
	assert_int_equal(value_spot(root, 8).column, 23);
}

static void
the_first_mistake_of_syntax_is_reported_at_its_place(void **state)
{
	(void)state;
	refused_at("", 1, 1, "end of the file");
	refused_at("{ \"a\": 1 \"b\": 2 }", 1, 10, "\",\" or \"}\"");
	refused_at("{ \"a\" 1 }", 1, 7, "\":\"");
	refused_at("{ \"a\": }", 1, 8, "a value");
	refused_at("[ 1,, 2 ]", 1, 5, "a value");
	refused_at("[ , ]", 1, 3, "a value");
	refused_at("[ 1 ", 1, 5, "end of the file");
	refused_at("[ 1 }", 1, 5, "\",\" or \"]\"");
	refused_at("[ 1. ]", 1, 3, "a value");
	refused_at("[ 1x ]", 1, 3, "a value");
	refused_at("[ nul ]", 1, 3, "a value");
	refused_at("[ nulls ]", 1, 3, "a value");
	refused_at("\n\n /* x", 3, 2, "without an end");
	refused_at("[ 1 ] / 2", 1, 7, "nothing after");
	refused_at("\"\\u0000\"", 1, 2, "expected one of");
	refused_at("\"\\ud800x\"", 1, 2, "expected one of");
	refused_at("\"\xff\"", 1, 2, "UTF-8");
	refused_at("\"\xed\xa0\x80\"", 1, 2, "UTF-8");
	refused_at("\"a\tb\"", 1, 3, "UTF-8");
	refused_at("\"a\nb\"", 1, 1, "without an end");
	refused_at("[ 1e999 ]", 1, 3, "");
	refused_at("[ 99999999999999999999 ]", 1, 3, "");
}

static void
a_duplicate_key_is_reported_at_its_second_place(void **state)
{
	(void)state;
	refused_at("{ \"a\": 1,\n \"b\": { \"a\": 1 },\n  \"a\": 2 }", 3, 3,
	    "key \"a\" occurs twice");
	refused_at("{ \"b\": [ { \"a\": 1, \"a\": 2 } ] }", 1, 20,
	    "key \"a\" occurs twice");
	assert_null(reads("{ \"a\": 1, \"\\u0061\": 2 }"));
	assert_int_equal(mistakes.count, 1);
}

/* The first of the file, at its second place, in whichever object. */
static void
the_first_of_several_duplicate_keys_is_reported(void **state)
{
	(void)state;
	refused_at("{ \"b\": 1, \"a\": 1,\n\"a\": 2, \"b\": 2 }", 2, 1,
	    "key \"a\" occurs twice");
	refused_at("{ \"b\": 1, \"c\":\n{ \"a\": 1, \"a\": 2 }, \"b\": 2 }",
	    2, 11, "key \"a\" occurs twice");
	refused_at("{ \"b\": 1, \"b\":\n{ \"a\": 1, \"a\": 2 } }", 1, 11,
	    "key \"b\" occurs twice");
	refused_at("[ { \"b\": 1, \"bb\": 1 }, {\n\"b\": 1, \"b\": 2 } ]",
	    2, 9, "key \"b\" occurs twice");
}

static void
a_nul_byte_is_refused_wherever_it_is(void **state)
{
	const char *const texts[] = { "{ 0 }", "\"a0b\"", "// 0\n{}",
	    "/* 0 */ {}", "{} 0", "0" };
	char copy[16];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		size_t n = strlen(texts[i]);

		memcpy(copy, texts[i], n);
		*(char *)memchr(copy, '0', n) = '\0';
		arena_drop(&arena);
		mistakes = (struct mistakes){ NULL, 0, 0 };
		assert_null(jsonc_read(&arena, "nul", copy, n, &mistakes));
		assert_int_equal(mistakes.count, 1);
		assert_non_null(strstr(mistakes.list[0].text, "NUL"));
	}
}

static void
depth_ends_at_sixty_four(void **state)
{
	char text[2 * 65 + 1];

	(void)state;
	memset(text, '[', 64);
	memset(text + 64, ']', 64);
	text[128] = '\0';
	assert_non_null(reads(text));
	memset(text, '[', 65);
	memset(text + 65, ']', 65);
	text[130] = '\0';
	refused_at(text, 1, 65, "64 levels");
}

static void
a_file_over_sixteen_mebibytes_is_refused(void **state)
{
	size_t n = LIMIT_FILE_BYTES + 1;
	char *text = malloc(n);

	(void)state;
	memset(text, ' ', n);
	text[0] = '1';
	arena_drop(&arena);
	mistakes = (struct mistakes){ NULL, 0, 0 };
	assert_null(jsonc_read(&arena, "big", text, n, &mistakes));
	assert_non_null(strstr(mistakes.list[0].text, "16 MiB"));
	assert_non_null(jsonc_read(&arena, "big", text, n - 1, &mistakes));
	free(text);
}

static void
a_change_is_laid_over_by_name(void **state)
{
	const struct value *root = reads("{ \"under\": { \"a\": 1, \"b\": 2, "
	    "\"list\": [ { \"name\": \"x\", \"n\": 1, \"m\": 1 }, "
	    "{ \"name\": \"y\" } ], \"plain\": [ 1, 2 ] },\n \"over\": { "
	    "\"b\": null, \"c\": { \"d\": null, \"e\": 1 }, "
	    "\"list\": [ { \"name\": \"z\" }, { \"name\": \"x\", \"n\": 2 } ],"
	    " \"plain\": [ 3 ] } }");
	const struct value *merged, *list;

	(void)state;
	assert_non_null(root);
	merged = value_merge(&arena, value_get(root, "under"),
	    value_get(root, "over"));
	assert_int_equal(merged->count, 4);
	assert_null(value_get(merged, "b"));
	assert_null(value_get(value_get(merged, "c"), "d"));
	assert_int_equal(value_get(value_get(merged, "c"), "e")->number, 1);
	assert_int_equal(value_get(merged, "plain")->count, 1);
	list = value_get(merged, "list");
	assert_int_equal(list->count, 3);
	assert_int_equal(value_get(list->first, "n")->number, 2);
	assert_int_equal(value_get(list->first, "n")->spot.line, 2);
	assert_int_equal(value_get(list->first, "m")->spot.line, 1);
	assert_string_equal(value_get(list->first->next->next, "name")->text,
	    "z");
	assert_int_equal(value_get(root, "under")->count, 4);
}

static void
the_nearest_word_is_offered_and_no_far_one(void **state)
{
	const char *best = NULL;

	(void)state;
	mistakes_nearer("vcpu", "memory", &best);
	assert_null(best);
	mistakes_nearer("vcpu", "vcpusx", &best);
	mistakes_nearer("vcpu", "vcpus", &best);
	mistakes_nearer("vcpu", "vcxus", &best);
	assert_string_equal(best, "vcpus");
}

static void
a_long_text_is_quoted_short_and_without_controls(void **state)
{
	char text[200];
	const char *quoted;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	text[3] = '\033';
	quoted = mistakes_quote(&arena, text);
	assert_int_equal(strlen(quoted), 60 + 5);
	assert_int_equal(quoted[4], '?');
}

/* Texts of that many bytes made of one part again and again, with what would be
 * in their way before and after them. */
static void
quoted_whole(const char *part, size_t bytes)
{
	char room[512];
	const char *quoted;
	size_t n = 0;

	memset(room, 0xa2, sizeof(room));
	for (size_t i = 0; i < bytes; i++)
		room[256 + i] = part[i % strlen(part)];
	room[256 + bytes] = '\0';
	quoted = mistakes_quote(&arena, room + 256);
	assert_true(strlen(quoted) <= 60 + 5);
	assert_true(strlen(quoted) >= (bytes < 57 ? bytes : 57) + 2);
	for (size_t i = 0; quoted[i] != '\0'; i += n) {
		n = token_character(quoted + i);
		assert_true(n != 0);
	}
}

static void
any_bytes_are_quoted_as_whole_characters(void **state)
{
	static const char *const parts[] = { "\xa2", "\xf6", "a\xa2",
	    "\xc3\xb6", "a\xc3\xb6", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
	    "\xf0\x9f", "\x1b[2J", "\x7f", "\xff\xfe", "a" };

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (size_t bytes = 0; bytes < 200; bytes++)
			quoted_whole(parts[i], bytes);
}

static int
drop(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static bool
is_plain(const char *text)
{
	struct source source = { "test.json", text, strlen(text) };
	struct value *root;
	char *clean;

	arena_drop(&arena);
	root = scan(&arena, &arena, &source, &clean, &mistakes);
	assert_non_null(root);
	return plain_fill(&arena, root);
}

static void
is_same(const struct value *one, const struct value *other)
{
	assert_int_equal(one->type, other->type);
	assert_int_equal(one->count, other->count);
	assert_int_equal(one->number, other->number);
	assert_int_equal(one->key != NULL, other->key != NULL);
	assert_int_equal(one->text != NULL, other->text != NULL);
	if (one->key != NULL)
		assert_string_equal(one->key, other->key);
	if (one->text != NULL)
		assert_string_equal(one->text, other->text);
	one = one->first;
	other = other->first;
	while (one != NULL && other != NULL) {
		is_same(one, other);
		one = one->next;
		other = other->next;
	}
	assert_ptr_equal(one, other);
}

/* The last of the list decides who reads all of it. */
static void
what_is_plain_is_what_jansson_reads(void **state)
{
	static const char beginning[] = "[{ \"a\": \"x\", \"bb\": [ 1, -2, 0, "
	    "123456789012345678, -123456789012345678, true, false, null ], "
	    "\"\": {}, \"k\\u00e4\": \"\" }, { \"a\": \"\xc3\xa4\", \"c\": "
	    "\"/@200,-\" }, ";
	char plain[sizeof(beginning) + 8], escaped[sizeof(beginning) + 8];
	struct arena kept = { 0 };
	struct value *one, *other;
	char *key;

	(void)state;
	snprintf(escaped, sizeof(escaped), "%s\"\\n\"]", beginning);
	snprintf(plain, sizeof(plain), "%s\"n\" ]", beginning);
	/* The key without its escape. */
	key = strstr(plain, "k\\u00e4");
	memcpy(key, "kabcdef", 7);
	key = strstr(escaped, "k\\u00e4");
	memcpy(key, "kabcdef", 7);
	assert_true(is_plain(plain));
	assert_false(is_plain(escaped));
	one = jsonc_read(&kept, "one", plain, strlen(plain), &mistakes);
	other = jsonc_read(&kept, "other", escaped, strlen(escaped),
	    &mistakes);
	assert_non_null(one);
	assert_non_null(other);
	assert_string_equal(other->first->next->next->text, "\n");
	other->first->next->next->text = "n";
	is_same(one, other);
	arena_drop(&kept);
}

static void
what_jansson_might_refuse_is_not_plain(void **state)
{
	char many[4096] = "{";

	(void)state;
	assert_true(is_plain("{ \"a\": 1, \"b\": { \"a\": 2 } }"));
	assert_false(is_plain("{ \"a\": 1, \"b\": 3, \"a\": 2 }"));
	assert_false(is_plain("{ \"a\\u0062\": 1 }"));
	assert_false(is_plain("[ \"a\\u0062\" ]"));
	assert_false(is_plain("[ 1.5 ]"));
	assert_true(is_plain("[ 999999999999999999 ]"));
	assert_false(is_plain("[ 1000000000000000000 ]"));
	for (int i = 0; i < 257; i++)
		snprintf(many + strlen(many), sizeof(many) - strlen(many),
		    "%s\"k%d\":0", i != 0 ? "," : "", i);
	assert_false(is_plain(strcat(many, "}")));
	strcpy(strrchr(many, ','), "}");
	assert_true(is_plain(many));
}

/* Keys of one slot. */
static void
keys_that_are_alike_are_told_apart(void **state)
{
	const struct value *root;

	(void)state;
	root = reads("{ \"ab1ba\": 1, \"ac1ca\": 2, \"ad1da\": 3 }");
	assert_non_null(root);
	assert_int_equal(value_get(root, "ab1ba")->number, 1);
	assert_int_equal(value_get(root, "ac1ca")->number, 2);
	assert_int_equal(value_get(root, "ad1da")->number, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_plain_is_what_jansson_reads),
		cmocka_unit_test(what_jansson_might_refuse_is_not_plain),
		cmocka_unit_test(keys_that_are_alike_are_told_apart),
		cmocka_unit_test(comments_and_last_commas_are_no_matter),
		cmocka_unit_test(every_key_and_value_knows_its_place),
		cmocka_unit_test(a_byte_of_a_text_is_found_after_escapes),
		cmocka_unit_test(
		    the_first_mistake_of_syntax_is_reported_at_its_place),
		cmocka_unit_test(
		    a_duplicate_key_is_reported_at_its_second_place),
		cmocka_unit_test(
		    the_first_of_several_duplicate_keys_is_reported),
		cmocka_unit_test(a_nul_byte_is_refused_wherever_it_is),
		cmocka_unit_test(depth_ends_at_sixty_four),
		cmocka_unit_test(a_file_over_sixteen_mebibytes_is_refused),
		cmocka_unit_test(a_change_is_laid_over_by_name),
		cmocka_unit_test(the_nearest_word_is_offered_and_no_far_one),
		cmocka_unit_test(
		    a_long_text_is_quoted_short_and_without_controls),
		cmocka_unit_test(any_bytes_are_quoted_as_whole_characters),
	};

	return cmocka_run_group_tests_name("jsonc", tests, NULL, drop);
}
