/*
 * Words in one text come back as they went in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/list.h"

static const char *const words[] = { "-d", "A=1", ("R_description=the web "
    "server"), " ", "a\\", "\\ b", "  two  ", "\\\\", "c" };

enum { WORDS = sizeof(words) / sizeof(words[0]) };

static void
words_come_back_as_they_went_in(void **state)
{
	struct arena arena = { 0 };
	const char *list = "", *at;

	(void)state;
	for (size_t i = 0; i < WORDS; i++)
		list = list_add(&arena, list, words[i]);
	at = list;
	for (size_t i = 0; i < WORDS; i++)
		assert_string_equal(list_take(&arena, &at), words[i]);
	assert_null(list_take(&arena, &at));
	arena_drop(&arena);
}

/* A word can be read where it stands, as it was before it went in. */
static void
a_word_is_read_in_place(void **state)
{
	struct arena arena = { 0 };
	const char *at = "a\\ b=c\\\\d e", *end = list_end(at);
	const char *word = "a b=c\\d";

	(void)state;
	assert_string_equal(end, " e");
	for (size_t i = 0; word[i] != '\0'; i++) {
		if (i == 4)
			assert_string_equal(list_rest(&arena, at), "c\\d");
		assert_int_equal(list_next(&at), word[i]);
	}
	assert_int_equal(list_next(&at), '\0');
	assert_ptr_equal(at, end);
	assert_string_equal(list_end("a\\"), "");
	arena_drop(&arena);
}

static void
plain_words_are_separated_by_one_blank(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(list_add(&arena, list_add(&arena, "", "-x"),
	    "/data"), "-x /data");
	assert_string_equal(list_add(&arena, "-d", "A=b c"), "-d A=b\\ c");
	arena_drop(&arena);
}

static void
an_empty_list_has_no_word(void **state)
{
	struct arena arena = { 0 };
	const char *at = "", *blanks = "  ";

	(void)state;
	assert_null(list_take(&arena, &at));
	assert_null(list_take(&arena, &blanks));
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_come_back_as_they_went_in),
		cmocka_unit_test(a_word_is_read_in_place),
		cmocka_unit_test(plain_words_are_separated_by_one_blank),
		cmocka_unit_test(an_empty_list_has_no_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
