/*
 * Every planted mistake is reported at its own line and column, and nothing
 * else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/formats/scenario/scenario_file.h"
#include "core/formats/site/site_file.h"
#include "tests/sparse.h"
#include "tools/scenario/scenario.h"

enum { ROOM = 65536, MARKS = 16 };

static const char site_file[] = "scenarios/sites/posts.json";
static const char scenario_file[] = "tests/mistakes/good.json";

/* One planted mistake, or several. */
struct planted {
	char		 title[200];
	char		 text[ROOM];
	bool		 whole;		/* text was given, not changed */
	char		 expected[MARKS][200];
	size_t		 count;
	struct spot	 marks[MARKS];
};

static void
slurp(const char *path, char *room)
{
	FILE *file = fopen(path, "rb");
	size_t n;

	if (file == NULL)
		fail_msg("%s cannot be opened from here", path);
	n = fread(room, 1, ROOM - 1, file);
	room[n] = '\0';
	fclose(file);
}

static const char *
load(void *with, const char *path, size_t *n)
{
	static char room[ROOM];

	(void)with;
	if (strstr(path, "posts.json") == NULL)
		return NULL;
	slurp(site_file, room);
	*n = strlen(room);
	return room;
}

/* The first place of the old text. */
static void
replace(struct planted *planted, const char *old, const char *new)
{
	char *at = strstr(planted->text, old);
	char rest[ROOM];

	if (at == NULL)
		fail_msg("%s: no such text: %s", planted->title, old);
	strcpy(rest, at + strlen(old));
	strcpy(at, new);
	strcat(at, rest);
}

/* Take the carets out, and note where they stood. */
static size_t
find_marks(struct planted *planted)
{
	uint32_t line = 1, column = 1;
	size_t count = 0;
	char *to = planted->text;

	for (const char *c = planted->text; *c != '\0'; c++) {
		if (*c == '^') {
			assert_true(count < MARKS);
			planted->marks[count++] =
			    (struct spot){ "", line, column };
			continue;
		}
		if (*c == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)*c & 0xc0) != 0x80) {
			column++;
		}
		*to++ = *c;
	}
	*to = '\0';
	return count;
}

static bool
scenario_reads(struct arena *arena, const char *text,
    struct mistakes *mistakes)
{
	const struct loader loader = { load, NULL, &scenario_vocabulary };

	return scenario_read(arena, &(struct source){ scenario_file, text,
	    strlen(text) }, &loader, mistakes) != NULL;
}

static bool
site_reads(struct arena *arena, const char *text, struct mistakes *mistakes)
{
	return site_read(arena, site_file, text, strlen(text), mistakes) !=
	    NULL;
}

static void
replay(const struct planted *planted, const struct mistakes *mistakes)
{
	print_message("planted: %s\n", planted->title);
	for (size_t i = 0; i < mistakes->count; i++)
		print_message("  %s:%u:%u: %s\n",
		    mistakes->list[i].spot.file,
		    (unsigned)mistakes->list[i].spot.line,
		    (unsigned)mistakes->list[i].spot.column,
		    mistakes->list[i].text);
}

static bool
as_planted(const struct planted *planted, const struct mistakes *mistakes,
    size_t marks)
{
	if (mistakes->count != planted->count || marks > planted->count)
		return false;
	for (size_t i = 0; i < planted->count; i++) {
		const struct mistake *mistake = &mistakes->list[i];

		if (strstr(mistake->text, planted->expected[i]) == NULL)
			return false;
		if (i < marks &&
		    (mistake->spot.line != planted->marks[i].line ||
		    mistake->spot.column != planted->marks[i].column))
			return false;
	}
	return true;
}

/* Lines of a record after its title, up to the next title. */
static bool
record(FILE *list, struct planted *planted, const char *good, char *title)
{
	static char line[ROOM], old[ROOM];

	strcpy(planted->title, title);
	strcpy(planted->text, good);
	planted->whole = false;
	planted->count = 0;
	while (fgets(line, sizeof(line), list) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#') {
			strcpy(title, line + 2);
			return true;
		}
		if (line[0] == '-') {
			strcpy(old, line + 2);
		} else if (line[0] == '+') {
			replace(planted, old, line[1] != '\0' ? line + 2 : "");
		} else if (line[0] == '>') {
			strcpy(planted->expected[planted->count++], line + 2);
		} else if (line[0] == '=') {
			if (!planted->whole)
				planted->text[0] = '\0';
			planted->whole = true;
			strcat(planted->text, line + 2);
			strcat(planted->text, "\n");
		}
	}
	return false;
}

static void
every_mistake(const char *list_path, const char *good_path, size_t least,
    bool (*reads)(struct arena *, const char *, struct mistakes *))
{
	static struct planted planted;
	static char good[ROOM];
	char title[200] = "", line[200];
	FILE *list = fopen(list_path, "r");
	size_t count = 0, wrong = 0;
	bool more = false;

	assert_non_null(list);
	slurp(good_path, good);
	while (!more && fgets(line, sizeof(line), list) != NULL)
		more = line[0] == '#';
	snprintf(title, sizeof(title), "%.*s",
	    (int)strcspn(line + 2, "\n"), line + 2);
	for (; more; count++) {
		struct arena arena = { NULL, 0 };
		struct mistakes mistakes = { NULL, 0, 0 };
		size_t marks;

		more = record(list, &planted, good, title);
		marks = find_marks(&planted);
		if (reads(&arena, planted.text, &mistakes) ||
		    !as_planted(&planted, &mistakes, marks)) {
			replay(&planted, &mistakes);
			for (size_t i = 0; i < marks; i++)
				print_message("  wanted at %u:%u\n",
				    (unsigned)planted.marks[i].line,
				    (unsigned)planted.marks[i].column);
			wrong++;
		}
		arena_drop(&arena);
	}
	fclose(list);
	assert_int_equal(wrong, 0);
	assert_true(count >= least);
}

static void
every_mistake_in_a_site_is_reported_at_its_place(void **state)
{
	(void)state;
	every_mistake("tests/mistakes/site.list", site_file, 60, site_reads);
}

static void
every_mistake_in_a_scenario_is_reported_at_its_place(void **state)
{
	(void)state;
	every_mistake("tests/mistakes/scenario.list", scenario_file, 40,
	    scenario_reads);
}

static void
read_any(const char *text, size_t n, bool scenario)
{
	const struct loader loader = { load, NULL, &scenario_vocabulary };
	struct mistakes mistakes = { NULL, 0, 0 };
	struct arena arena = { NULL, 0 };
	bool fits;

	if (scenario)
		fits = scenario_read(&arena, &(struct source){ "any.json", text,
		    n }, &loader, &mistakes) != NULL;
	else
		fits = site_read(&arena, "any.json", text, n, &mistakes) !=
		    NULL;
	assert_true(fits == (mistakes.count == 0));
	for (size_t i = 0; i < mistakes.count; i++)
		assert_true(mistakes.list[i].spot.line >= 1 &&
		    mistakes.list[i].spot.column >= 1 &&
		    *mistakes.list[i].text != '\0');
	arena_drop(&arena);
}

/* The beginnings are copied, so that a byte read too far is found. */
static void
any_beginning_of_a_file_is_read_without_harm(void **state)
{
	static char good[ROOM];
	const char *const paths[] = { site_file, scenario_file };

	(void)state;
	for (int i = 0; i < 2; i++) {
		slurp(paths[i], good);
		for (size_t n = 0; n <= strlen(good); n += FEW) {
			char *copy = malloc(n + 1);

			memcpy(copy, good, n);
			read_any(copy, n, i == 1);
			free(copy);
		}
	}
}

static uint32_t
draw(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

/* Bytes changed, doubled, dropped, or swapped for a piece from elsewhere. */
static size_t
mutate(char *text, size_t n, uint64_t *seed)
{
	static const char odd[] = "{}[]\":,/*\\\0\n 0-9tfn\xff\xc3";

	for (uint32_t times = 1 + draw(seed) % 4; times > 0; times--) {
		size_t at = draw(seed) % n, from = draw(seed) % n;
		size_t some = 1 + draw(seed) % 12;

		switch (draw(seed) % 4) {
		case 0:
			text[at] = (char)draw(seed);
			break;
		case 1:
			text[at] = odd[draw(seed) % (sizeof(odd) - 1)];
			break;
		case 2:
			memmove(text + at, text + from,
			    n - (at > from ? at : from));
			break;
		default:
			if (at + some < n) {
				memmove(text + at, text + at + some,
				    n - at - some);
				n -= some;
			}
		}
	}
	return n;
}

static void
a_file_with_changed_bytes_is_read_without_harm(void **state)
{
	static char good[ROOM], text[ROOM];
	const char *const paths[] = { site_file, scenario_file };
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 2; i++) {
		slurp(paths[i], good);
		for (int times = 0; times < 2000; times++) {
			size_t n = strlen(good);

			memcpy(text, good, n);
			n = mutate(text, n, &seed);
			read_any(text, n, i == 1);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_mistake_in_a_site_is_reported_at_its_place),
		cmocka_unit_test(
		    every_mistake_in_a_scenario_is_reported_at_its_place),
		cmocka_unit_test(any_beginning_of_a_file_is_read_without_harm),
		cmocka_unit_test(
		    a_file_with_changed_bytes_is_read_without_harm),
	};

	return cmocka_run_group_tests_name("mistakes", tests, NULL, NULL);
}
