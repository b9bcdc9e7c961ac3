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
		cmocka_unit_test(plain_words_are_separated_by_one_blank),
		cmocka_unit_test(an_empty_list_has_no_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
