/*
 * The twin of a captured site: whatever has happened there, its site file is
 * read without a mistake, and what its nodes would say now is what those of the
 * site have said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/start/start.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"
#include "tools/capture/bundled.h"
#include "tools/capture/twin.h"
#include "tools/scenario/sandbox.h"

#define T(name) cmocka_unit_test(name)

enum { LIVES = SPARSE == 1 ? 200 : 5 };

/* Is the line in the text? */
static bool
has_line(const char *text, const char *line, size_t n)
{
	while (*text != '\0' && (strncmp(text, line, n) != 0 ||
	    text[n] != '\n'))
		text += strcspn(text, "\n") + 1;
	return *text != '\0';
}

/* Files are looked for where the site file has them: a guest that adopt leaves
 * out has none. */
static void
all_there(uint64_t seed, const char *text, const char *other)
{
	for (; *text != '\0'; text += strcspn(text, "\n") + 1) {
		size_t n = strcspn(text, "\n");

		if (strncmp(text, "file ", 5) != 0 &&
		    !has_line(other, text, n))
			fail_msg("life %llu: only in one: %.*s",
			    (unsigned long long)seed, (int)n, text);
	}
}

static void
twin_judge(uint64_t seed, const struct twin *twin, struct arena *arena)
{
	struct sandbox sandbox;
	struct err err = { 0 };
	char *text;

	sandbox_make(&sandbox, arena, twin->site.site, SITE_READY, 1);
	if (!sandbox_start(&sandbox, twin->start, strlen(twin->start), NULL,
	    &err))
		fail_msg("life %llu: %s", (unsigned long long)seed, err.text);
	text = sim_text_observed(sandbox.simulated.sim, NULL);
	all_there(seed, twin->start, text);
	all_there(seed, text, twin->start);
	free(text);
	sandbox_drop(&sandbox);
}

/* true: there was enough for a twin. */
static bool
life_judge(uint64_t seed)
{
	struct arena arena = { 0 };
	struct bundle bundle;
	struct survey survey;
	struct twin twin;
	struct life life;
	struct err err = { 0 };
	bool made;

	life_begin(&life, seed);
	survey_ask(&survey, &life, FOR_CAPTURE);
	bundled_make(&arena, &survey, &bundle);
	made = twin_make(&arena, "it", &bundle, &twin, &err);
	if (made)
		twin_judge(seed, &twin, &arena);
	else if (err.code != ERR_NO_ANSWER)
		fail_msg("life %llu: %s", (unsigned long long)seed, err.text);
	survey_drop(&survey);
	life_end(&life);
	arena_drop(&arena);
	return made;
}

static void
a_twin_says_what_its_site_has_said(void **state)
{
	uint64_t lives = life_number("LIVES", LIVES), twins = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= lives; seed++)
		twins += life_judge(seed);
	/* In the others a node is dead. */
	assert_true(twins >= lives / 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_twin_says_what_its_site_has_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
