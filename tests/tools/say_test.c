/*
 * What is printed is what printf would print, and what comes from outside is
 * shown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tools/say.h"

enum { ROOM = 512 };

static char text[ROOM];
static FILE *out;

static int
begin(void **state)
{
	(void)state;
	memset(text, 0, sizeof(text));
	out = fmemopen(text, sizeof(text), "w");
	return out == NULL;
}

static int
end(void **state)
{
	(void)state;
	return fclose(out);
}

static void
numbers_and_widths_are_those_of_printf(void **state)
{
	static const char format[] = "%d|%5d|%-5d|%05d|%03lld|%ld|%u|%4u|%lu|"
	    "%llu|%zu|%%|%c|%*d|%-*d|";
	char wanted[ROOM];
	int n;

	(void)state;
	n = snprintf(wanted, sizeof(wanted), format, -1, 42, 42, -42, 7ll,
	    -8l, 9u, 10u, 11ul, 18446744073709551615ull, (size_t)12, 'x', 6,
	    -3, 6, 3);
	assert_int_equal(say_to(out, format, -1, 42, 42, -42, 7ll, -8l, 9u, 10u,
	    11ul, 18446744073709551615ull, (size_t)12, 'x', 6, -3, 6, 3), n);
	fflush(out);
	assert_string_equal(text, wanted);
}

static void
texts_are_cut_and_padded_as_by_printf(void **state)
{
	static const char format[] = "%s|%8s|%-8s|%2s|%.2s|%.*s|%*s|%6.2s|%s";
	char wanted[ROOM];
	int n;

	(void)state;
	n = snprintf(wanted, sizeof(wanted), format, "abc", "abc", "abc", "abc",
	    "abc", 1, "abc", 5, "", "abc", "");
	assert_int_equal(say_to(out, format, "abc", "abc", "abc", "abc", "abc",
	    1, "abc", 5, "", "abc", ""), n);
	fflush(out);
	assert_string_equal(text, wanted);
}

static void
what_comes_from_outside_is_shown_and_counted(void **state)
{
	(void)state;
	assert_int_equal(say_to(out, "a\t%s\n", "b\nc\033"), 13);
	assert_int_equal(say_to(out, "%-6s|%6s|%.1s|%c", "\n", "\302\233",
	    "\nx", '\a'), 23);
	fflush(out);
	assert_string_equal(text,
	    "a\tb\\nc\\u001b\n\\n    |\\u009b|\\n|\\u0007");
}

static void
a_document_keeps_its_lines(void **state)
{
	(void)state;
	say_document(out, "{\n\t\"a\": \"\302\233%s\"\n}\n");
	fflush(out);
	assert_string_equal(text, "{\n\t\"a\": \"\\u009b%s\"\n}\n");
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(numbers_and_widths_are_those_of_printf),
		TEST(texts_are_cut_and_padded_as_by_printf),
		TEST(what_comes_from_outside_is_shown_and_counted),
		TEST(a_document_keeps_its_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
