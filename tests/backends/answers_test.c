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

/* What nobody may be told wrong: where something runs, and who has it. */
static const char *const safety[] = { "state", "status", "flags", "health",
    "suspended", "last_accessed_elsewhere", "current", NULL };

static bool
is_same_thing(const struct fact_row *one, const struct fact_row *other)
{
	const struct detail *a = one->first, *b = other->first;

	while (a != NULL && !a->identity)
		a = a->next;
	while (b != NULL && !b->identity)
		b = b->next;
	if (a == NULL)
		return false;
	while (a != NULL && b != NULL && strcmp(a->key, b->key) == 0 &&
	    strcmp(a->text, b->text) == 0) {
		do
			a = a->next;
		while (a != NULL && !a->identity);
		do
			b = b->next;
		while (b != NULL && !b->identity);
	}
	return a == NULL && b == NULL && strcmp(one->kind, other->kind) == 0;
}

/* Of one thing the damaged output says the same, or nothing. */
static void
fact_judge(const struct reading *whole, const struct fact_row *fact,
    const char *damaged)
{
	for (uint32_t i = 0; i < whole->count; i++) {
		const struct fact_row *was = &whole->fact[i];

		if (was->why != NULL || !is_same_thing(was, fact))
			continue;
		for (unsigned k = 0; safety[k] != NULL; k++) {
			const char *now = fact_word(fact, safety[k]);

			if (*now != '\0' && fact_detail(was, safety[k]) !=
			    NULL && strcmp(now, fact_word(was, safety[k])) !=
			    0)
				fail_msg("%s of line %u is now \"%s\":\n%s",
				    safety[k], (unsigned)fact->line, now,
				    damaged);
		}
	}
}

struct damage {
	struct arena	 arena;
	const struct example *example;
	struct reading	 whole;
	unsigned	 tried;
};

/* The output with one piece taken out, and another in its place. */
static void
damage_try(struct damage *damage, size_t at, size_t out, const char *in)
{
	struct arena arena = { 0 };
	const char *text = damage->example->text;
	char *damaged = arena_format(&arena, "%.*s%s%s", (int)at, text, in,
	    text + at + out);
	struct reading reading;

	answers_of(&arena, damage->example->command, damaged, &reading);
	for (uint32_t i = 0; i < reading.count; i++)
		if (reading.fact[i].why == NULL)
			fact_judge(&damage->whole, &reading.fact[i], damaged);
	damage->tried++;
	arena_drop(&arena);
}

/* A field, with what parts it from the next one and without; once more; and
 * nothing from there on. */
static void
field_damage(struct damage *damage, size_t at, size_t n, const char *apart)
{
	const char *text = damage->example->text;
	char twice[512];
	size_t gap = strspn(text + at + n, apart);

	snprintf(twice, sizeof(twice), "%.*s%.*s", (int)(n + gap), text + at,
	    (int)n, text + at);
	damage_try(damage, at, n, "");
	damage_try(damage, at, n + gap, "");
	damage_try(damage, at, n, twice);
	damage_try(damage, at, strlen(text) - at, "");
	damage_try(damage, at + 1, strlen(text) - at - 1, "");
}

static void
fields_damage(struct damage *damage, const char *apart)
{
	const char *text = damage->example->text;

	for (size_t at = strspn(text, apart), n; text[at] != '\0';
	    at += n + strspn(text + at + n, apart)) {
		n = strcspn(text + at, apart);
		field_damage(damage, at, n, apart);
	}
}

/* Each line but the rows of a list: of those one less is one less. */
static void
lines_damage(struct damage *damage)
{
	const char *text = damage->example->text;

	for (size_t at = 0, n; text[at] != '\0'; at += n) {
		char line[512];

		n = strcspn(text + at, "\n") + 1;
		snprintf(line, sizeof(line), "%.*s", (int)n, text + at);
		damage_try(damage, at, 0, line);
		damage_try(damage, at, n, "");
	}
}

static void
example_damage(const struct example *example)
{
	struct damage damage = { .example = example };

	answers_of(&damage.arena, example->command, example->text,
	    &damage.whole);
	fields_damage(&damage, " \t\n");
	fields_damage(&damage, "|\n");
	lines_damage(&damage);
	assert_true(damage.tried >= 10);
	arena_drop(&damage.arena);
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
