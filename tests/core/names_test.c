#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/names.h"
#include "tests/names_fixture.h"

static void
a_text_has_one_number_in_its_kind(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	uint32_t one = names_put(names, KIND_GUEST, "system1");

	(void)state;
	assert_int_equal(one, 1);
	assert_int_equal(names_put(names, KIND_GUEST, "system1"), one);
	assert_int_equal(names_put(names, KIND_SOURCE, "system1"), 1);
	assert_int_equal(names_put(names, KIND_GUEST, "ldom1"), 2);
	assert_string_equal(names_text(names, KIND_GUEST, 2), "ldom1");
	arena_drop(&arena);
}

static void
nothing_is_number_nought(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);

	(void)state;
	assert_int_equal(names_put(names, KIND_POOL, ""), 0);
	assert_int_equal(names_put(names, KIND_POOL, NULL), 0);
	assert_int_equal(names_find(names, KIND_POOL, "tank"), 0);
	assert_string_equal(names_text(names, KIND_POOL, 0), "");
	arena_drop(&arena);
}

static void
a_copy_has_the_same_numbers_and_grows_by_itself(void **state)
{
	struct arena arena = { 0 }, other = { 0 };
	struct names *names = fixture_names(&other), *copy;
	uint32_t text = names_put(names, KIND_TEXT, "auto-boot?=false");
	uint32_t pool = names_put(names, KIND_POOL, "tank");

	(void)state;
	copy = names_copy(&arena, names);
	assert_int_equal(names_bytes(copy), names_bytes(names));
	assert_int_equal(names_put(names, KIND_POOL, "pond"), pool + 1);
	assert_int_equal(names_find(copy, KIND_POOL, "pond"), 0);
	assert_int_equal(names_put(copy, KIND_POOL, "lake"), pool + 1);
	assert_string_equal(names_text(names, KIND_POOL, pool + 1), "pond");
	arena_drop(&other);
	assert_string_equal(names_text(copy, KIND_POOL, pool), "tank");
	assert_int_equal(names_find(copy, KIND_TEXT, "auto-boot?=false"),
	    text);
	assert_string_equal(names_text(copy, KIND_TEXT,
	    names_key(copy, text)), "auto-boot?");
	assert_int_equal(names_find(copy, KIND_TEXT, "power"), TEXT_POWER);
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		assert_true(kind == KIND_POOL || kind == KIND_TEXT ||
		    kind == KIND_TYPE || names_count(copy, kind) == 0);
	arena_drop(&arena);
}

static void
numbers_keep_when_the_table_grows(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	char text[32];

	(void)state;
	for (uint32_t i = 1; i <= 5000; i++) {
		snprintf(text, sizeof(text), "d%u", (unsigned)i);
		assert_int_equal(names_put(names, KIND_DEVICE, text), i);
	}
	for (uint32_t i = 1; i <= 5000; i++) {
		snprintf(text, sizeof(text), "d%u", (unsigned)i);
		assert_int_equal(names_find(names, KIND_DEVICE, text), i);
		assert_string_equal(names_text(names, KIND_DEVICE, i), text);
	}
	arena_drop(&arena);
}

static void
a_text_with_a_key_knows_its_key(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	uint32_t on = names_put(names, KIND_TEXT, "auto-boot?=true");
	uint32_t off = names_put(names, KIND_TEXT, "auto-boot?=false");

	(void)state;
	assert_int_not_equal(on, off);
	assert_int_equal(names_key(names, on), names_key(names, off));
	assert_string_equal(names_text(names, KIND_TEXT,
	    names_key(names, on)), "auto-boot?");
	assert_int_equal(names_key(names, names_put(names, KIND_TEXT,
	    "plain")), 0);
	arena_drop(&arena);
}

static void
the_texts_of_questions_are_always_there(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);

	(void)state;
	assert_int_equal(names_find(names, KIND_TEXT, "policy"), TEXT_POLICY);
	assert_int_equal(names_find(names, KIND_TYPE, "SUNW.ldom"),
	    TYPE_AGENT);
	arena_drop(&arena);
}

static void
words_of_kinds_are_found_again(void **state)
{
	(void)state;
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		assert_int_equal(kind_find(kind_name(kind)), kind);
	assert_int_equal(kind_find("nonsense"), KIND_NONE);
}

static void
an_arena_gives_zeroed_aligned_memory_of_any_size(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t n = 1; n < 200000; n = n * 3 + 1) {
		char *bytes = arena_take(&arena, n, 1);

		assert_int_equal((uintptr_t)bytes % sizeof(max_align_t) %
		    _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 1, n);
	}
	assert_string_equal(arena_format(&arena, "%d-%s", 7, "x"), "7-x");
	arena_drop(&arena);
	assert_int_equal(arena.bytes, 0);
}

static void
an_arena_formats_a_text_of_any_length(void **state)
{
	struct arena arena = { 0 };
	char text[301];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (size_t n = 0; n < sizeof(text); n++)
		assert_string_equal(arena_format(&arena, "%s", text + n),
		    text + n);
	arena_drop(&arena);
}

static void
a_name_is_not_another_one_that_begins_like_it(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	char text[301];

	(void)state;
	for (unsigned i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i * 7 % 26);
	for (uint32_t n = 300; n >= 1; n--) {
		text[n] = '\0';
		assert_int_equal(names_put(names, KIND_DEVICE, text),
		    301 - n);
	}
	arena_drop(&arena);
}

static void
keys_keep_when_the_table_grows(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	uint32_t on = names_put(names, KIND_TEXT, "auto-boot?=true");
	char text[32];

	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		snprintf(text, sizeof(text), "plain%u", i);
		names_put(names, KIND_TEXT, text);
	}
	assert_int_not_equal(names_key(names, on), 0);
	arena_drop(&arena);
}

static void
a_text_that_begins_with_its_sign_has_no_key(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	uint32_t text = names_put(names, KIND_TEXT, "=true");

	(void)state;
	assert_int_equal(names_key(names, text), 0);
	assert_int_equal(names_count(names, KIND_TEXT), text);
	arena_drop(&arena);
}

static void
only_values_have_keys(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);

	(void)state;
	assert_int_equal(names_put(names, KIND_FILE, "/a=b"), 1);
	assert_int_equal(names_put(names, KIND_FILE, "/c"), 2);
	arena_drop(&arena);
}

static void
a_name_keeps_its_own_copy(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	char text[] = "ldom1";

	(void)state;
	names_put(names, KIND_GUEST, text);
	text[4] = '2';
	assert_string_equal(names_text(names, KIND_GUEST, 1), "ldom1");
	arena_drop(&arena);
}

static void
every_name_takes_memory(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	size_t none = names_bytes(names), one;

	(void)state;
	names_put(names, KIND_GUEST, "ldom1");
	one = names_bytes(names);
	names_put(names, KIND_GUEST, "ldom1");
	assert_int_equal(names_bytes(names), one);
	names_put(names, KIND_GUEST, "ldom2");
	assert_true(one > none + sizeof("ldom1"));
	assert_int_equal(names_bytes(names) - one, one - none);
	arena_drop(&arena);
}

static void
an_arena_counts_what_it_has_given(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 1; i <= 100; i++) {
		arena_take(&arena, 3, 8);
		assert_in_range(arena.bytes, i * 24, i * 24 + i * 32);
	}
	arena_drop(&arena);
}

/* The allocator gives back what was freed as it was left. */
static void
an_arena_that_was_dropped_gives_zeroed_memory_again(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (int i = 0; i < 10; i++) {
		char *bytes = arena_take(&arena, 4096, 1);

		for (size_t n = 0; n < 4096; n++)
			assert_int_equal(bytes[n], 0);
		memset(bytes, 1, 4096);
		arena_drop(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_has_one_number_in_its_kind),
		cmocka_unit_test(nothing_is_number_nought),
		cmocka_unit_test(
		    a_copy_has_the_same_numbers_and_grows_by_itself),
		cmocka_unit_test(numbers_keep_when_the_table_grows),
		cmocka_unit_test(a_text_with_a_key_knows_its_key),
		cmocka_unit_test(the_texts_of_questions_are_always_there),
		cmocka_unit_test(words_of_kinds_are_found_again),
		cmocka_unit_test(
		    an_arena_gives_zeroed_aligned_memory_of_any_size),
		cmocka_unit_test(an_arena_formats_a_text_of_any_length),
		cmocka_unit_test(a_name_is_not_another_one_that_begins_like_it),
		cmocka_unit_test(keys_keep_when_the_table_grows),
		cmocka_unit_test(a_text_that_begins_with_its_sign_has_no_key),
		cmocka_unit_test(only_values_have_keys),
		cmocka_unit_test(a_name_keeps_its_own_copy),
		cmocka_unit_test(every_name_takes_memory),
		cmocka_unit_test(an_arena_counts_what_it_has_given),
		cmocka_unit_test(
		    an_arena_that_was_dropped_gives_zeroed_memory_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
