/*
 * What people see of a text from outside.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/visible.h"

static const struct {
	const char	*text, *shown;
} texts[] = {
	{ "", "" },
	{ "plain \\n 'text' \"too\"", "plain \\n 'text' \"too\"" },
	{ "a\nb\tc\rd", "a\\nb\\tc\\rd" },
	{ "\001\037 \033[31m\a", "\\u0001\\u001f \\u001b[31m\\u0007" },
	{ "~\177\302\200\302\237\302\240",
	    "~\\u007f\\u0080\\u009f\302\240" },
	{ "\303\266\342\202\254\360\237\232\242",
	    "\303\266\342\202\254\360\237\232\242" },
	{ "\330\233\330\234\330\235", "\330\233\\u061c\330\235" },
	{ "\342\200\215\342\200\216\342\200\217\342\200\220",
	    "\342\200\215\\u200e\\u200f\342\200\220" },
	{ "\342\200\247\342\200\250\342\200\256\342\200\257",
	    "\342\200\247\\u2028\\u202e\342\200\257" },
	{ "\342\201\245\342\201\246\342\201\251\342\201\252",
	    "\342\201\245\\u2066\\u2069\342\201\252" },
	{ "\357\273\277\357\277\275\357\277\276\357\277\277",
	    "\\ufeff\357\277\275\\ufffe\\uffff" },
	/* No characters: alone, cut, overlong, a surrogate, too far. */
	{ "\233" "31m", "\\x9b31m" },
	{ "\303", "\\xc3" },
	{ "\303\303", "\\xc3\\xc3" },
	{ "\342\202x", "\\xe2\\x82x" },
	{ "\300\233", "\\xc0\\x9b" },
	{ "\340\202\233", "\\xe0\\x82\\x9b" },
	{ "\360\200\202\233", "\\xf0\\x80\\x82\\x9b" },
	{ "\355\240\200", "\\xed\\xa0\\x80" },
	{ "\355\237\277\356\200\200", "\355\237\277\356\200\200" },
	{ "\364\217\277\277\364\220\200\200",
	    "\364\217\277\277\\xf4\\x90\\x80\\x80" },
	{ "\370\210\200\200\200", "\\xf8\\x88\\x80\\x80\\x80" },
};

static void
what_is_not_shown_stands_as_an_escape(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(visible_text(&arena, texts[i].text),
		    texts[i].shown);
	arena_drop(&arena);
}

static void
what_was_encoded_stays_as_it_is(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_ptr_equal(visible_text(&arena, texts[i].shown),
		    texts[i].shown);
	arena_drop(&arena);
}

static void
a_document_keeps_its_newlines_and_tabs_only(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(visible_document(&arena, "a\n\tb\r\033\302\233c\n"),
	    "a\n\tb\\r\\u001b\\u009bc\n");
	arena_drop(&arena);
}

static void
a_character_is_not_read_beyond_its_text(void **state)
{
	char room[VISIBLE_ROOM];

	(void)state;
	assert_int_equal(visible_one("\342\202\254", 3, room), 3);
	assert_string_equal(room, "\342\202\254");
	assert_int_equal(visible_one("\342\202\254", 2, room), 1);
	assert_string_equal(room, "\\xe2");
	assert_int_equal(visible_span("ab\342\202\254", 4), 2);
	assert_int_equal(visible_span("ab\342\202\254c", 6), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_shown_stands_as_an_escape),
		cmocka_unit_test(what_was_encoded_stays_as_it_is),
		cmocka_unit_test(a_document_keeps_its_newlines_and_tabs_only),
		cmocka_unit_test(a_character_is_not_read_beyond_its_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
