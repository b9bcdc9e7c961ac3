/*
 * What outputs say: each format with lines of our own, and what is strange.
 *
 * tests/answers/FOLDER/NAME.txt: "$ COMMAND", what it prints, "says", and the
 * facts.  "\c" on a line of its own: the line before has no end; "\e" is an
 * escape.  What is said now is compared with the whole file; with REWRITE=yes
 * it is written there, to be read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glob.h>

#include "backends/real/answers/outputs.h"
#include "tests/answers_fixture.h"
#include "tools/file.h"

enum { LEAST = 40, FILE_BYTES = 1 << 16 };

/* A file: an output, and the facts that it says. */
struct example {
	const char	*path, *command, *text, *facts;
};

/* The text between, with its marks as they are meant. */
static const char *
output_of(struct arena *arena, const char *text, size_t size)
{
	char *output = arena_text(arena, text, size), *escape;
	size_t n = strlen(output);

	if (n > 4 && strcmp(output + n - 4, "\n\\c\n") == 0)
		output[n - 4] = '\0';
	while ((escape = strstr(output, "\\e")) != NULL) {
		*escape = '\033';
		memmove(escape + 1, escape + 2, strlen(escape + 2) + 1);
	}
	return output;
}

static void
example_read(struct arena *arena, const char *path, struct example *example)
{
	struct err err;
	size_t n;
	char *file = file_read(arena, path, FILE_BYTES, &n, &err);
	char *says;

	if (file == NULL)
		fail_msg("%s", err.text);
	file = arena_text(arena, file, n);
	says = strstr(file, "\nsays\n");
	assert_true(strncmp(file, "$ ", 2) == 0 && says != NULL);
	n = strcspn(file, "\n");
	*example = (struct example){ path, arena_text(arena, file + 2, n - 2),
	    output_of(arena, file + n + 1, (size_t)(says - file) - n),
	    says + 6 };
}

static void
rewrite(const struct example *example, const char *facts)
{
	struct arena arena = { 0 };
	struct err err;
	size_t n;
	char *file = file_read(&arena, example->path, FILE_BYTES, &n, &err);
	FILE *out = fopen(example->path, "w");

	assert_true(file != NULL && out != NULL);
	file = arena_text(&arena, file, n);
	fprintf(out, "%.*s%s", (int)(strstr(file, "\nsays\n") - file) + 6,
	    file, facts);
	fclose(out);
	arena_drop(&arena);
}

static void
example_judge(const struct example *example)
{
	struct arena arena = { 0 };
	struct buffer facts = { 0 };
	struct reading reading;

	answers_of(&arena, example->command, example->text, &reading);
	answers_print(&facts, &reading);
	if (strcmp(buffer_text(&facts), example->facts) != 0) {
		if (getenv("REWRITE") == NULL)
			fail_msg("%s says now:\n%s", example->path,
			    buffer_text(&facts));
		rewrite(example, buffer_text(&facts));
	}
	buffer_drop(&facts);
	arena_drop(&arena);
}

/* Call it for every file. */
static void
examples_each(void (*each)(const struct example *))
{
	struct arena arena = { 0 };
	struct example example;
	glob_t found;

	assert_int_equal(glob("tests/answers/*/*.txt", 0, NULL, &found), 0);
	assert_true(found.gl_pathc >= LEAST);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		example_read(&arena, found.gl_pathv[i], &example);
		each(&example);
	}
	globfree(&found);
	arena_drop(&arena);
}

static void
every_output_says_its_facts_and_nothing_else(void **state)
{
	(void)state;
	examples_each(example_judge);
}

static void
a_command_that_is_not_read_is_refused(void **state)
{
	static const char *const unknown[] = { "frobs" },
	    *const xml[] = { "ldm", "list-constraints", "-x" },
	    *const bare[] = { "zpool", "list", "-o" },
	    *const more[] = { "ldm", "list-domain", "a", "b" },
	    *const file[] = { "zpool", "list", "-Honame", "a" };
	struct printed printed;
	struct err err;

	(void)state;
	assert_false(printed_read(&printed, unknown, 1, &err));
	assert_string_equal(err.text, "the output of \"frobs\" is not read");
	assert_false(printed_read(&printed, xml, 3, &err));
	assert_string_equal(err.text, "what ldm prints with -x is not read");
	assert_false(printed_read(&printed, bare, 3, &err));
	assert_string_equal(err.text, "-o needs a word");
	assert_false(printed_read(&printed, more, 4, &err));
	assert_true(printed_read(&printed, file, 4, &err));
	assert_string_equal(printed.operand, "a");
	assert_string_equal(printed.fields, "name");
}

static void
example_damage(const struct example *example)
{
	assert_true(answers_damage(example->command, example->text) >= 10);
}

static void
a_damaged_output_says_the_same_or_nothing(void **state)
{
	(void)state;
	examples_each(example_damage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_output_says_its_facts_and_nothing_else),
	    cmocka_unit_test(a_damaged_output_says_the_same_or_nothing),
	    cmocka_unit_test(a_command_that_is_not_read_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
