/*
 * The start text of a live site is what its nodes could tell: of random sites
 * in random lives, the survey of a world says the same as the world's own
 * observable text, and so does the survey of a world that is made from it.
 *
 * LIVES=N (make fuzz: 20,000) says how many; FIRST=N where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/start/start.h"
#include "backends/sim/start/start_keys.h"
#include "backends/sim/world/simulation.h"
#include "backends/survey/observed.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"

enum { LIVES = SPARSE == 1 ? 2000 : 40 };

/* The first line in which two texts differ. */
static void
differ(const struct life *life, const char *what, const char *one,
    const char *other)
{
	while (*one != '\0' && *other != '\0') {
		size_t n = strcspn(one, "\n"), m = strcspn(other, "\n");

		if (n != m || memcmp(one, other, n) != 0)
			break;
		one += n + (one[n] == '\n');
		other += m + (other[m] == '\n');
	}
	if (*one == '\0' && *other == '\0')
		return;
	fail_msg("life %llu: %s\n  was %.*s\n  is  %.*s",
	    (unsigned long long)life->seed, what, (int)strcspn(one, "\n"),
	    one, (int)strcspn(other, "\n"), other);
}

/* What a survey of the life says; the caller drops it. */
static struct buffer
survey_text(struct life *life)
{
	struct buffer text = { NULL, 0, 0 };
	struct survey survey;

	survey_ask(&survey, life, FOR_CAPTURE);
	survey_observed(&survey, life->site, &text);
	survey_drop(&survey);
	return text;
}

static void
same_as_world(struct life *life, const struct buffer *surveyed)
{
	char *text = sim_text_observed(life->sim, NULL);

	differ(life, "the survey says something else", text,
	    buffer_text(surveyed));
	free(text);
}

static void
same_of_twin(struct life *life, const struct buffer *surveyed)
{
	struct buffer again;
	struct life twin;

	life_begin_from(&twin, life->seed, buffer_text(surveyed));
	again = survey_text(&twin);
	differ(life, "the twin is another site", buffer_text(surveyed),
	    buffer_text(&again));
	buffer_drop(&again);
	life_end(&twin);
}

static void
a_survey_says_what_its_world_and_its_twin_say(void **state)
{
	uint64_t first = life_number("FIRST", 0), lives = life_number("LIVES",
	    LIVES);

	(void)state;
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct buffer surveyed;
		struct life life;

		life_begin(&life, seed);
		surveyed = survey_text(&life);
		same_as_world(&life, &surveyed);
		same_of_twin(&life, &surveyed);
		buffer_drop(&surveyed);
		life_end(&life);
	}
}

/* The text with the first of those words replaced. */
static struct buffer
edited(const struct life *life, const struct buffer *text, const char *from,
    const char *to)
{
	const char *all = buffer_text(text), *at = strstr(all, from);
	struct buffer into = { NULL, 0, 0 };

	if (at == NULL)
		fail_msg("life %llu has no \"%s\"\n%s",
		    (unsigned long long)life->seed, from, all);
	buffer_put(&into, all, (size_t)(at - all));
	buffer_print(&into, "%s%s", to, at + strlen(from));
	return into;
}

/* What no random life has: in that life, those words would be others. */
static const struct {
	uint64_t	 seed;
	const char	*from, *to;
} rare[] = {
	{ 1, "next=ha-base-1\n", "next=ha-base-1 autorecovery\n" },
	{ 1, "last=n3 damaged=no\n", "last=n3 damaged=no uncached=n3\n" },
	{ 1, "last=n3 damaged=no\n", "last=outside damaged=no\n" },
	{ 1, "Failback=FALSE\n",
	    "Failback=FALSE RG_description=a\\040guest\n" },
	{ 1, "failed=no", "failed=start-failed" },
	{ 10, "managed=yes suspended=no online=n1 stop-failed= "
	    "Failback=FALSE Load_factors=guests@1\ngroup rg1",
	    "managed=no suspended=yes online= stop-failed= Failback=FALSE "
	    "Load_factors=guests@1\ngroup rg1" },
	{ 10, "crypto=1 disk=", "crypto=1 port=6050 disk=" },
	{ 10, "vol0@vds1:0 ", "vol0@vds1:0:60s " },
	{ 10, "auto-boot?=false", "nvramrc=\\134\\040=" },
};

static void
what_no_random_life_has_is_observed_too(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rare) / sizeof(rare[0]); i++) {
		struct buffer surveyed, text;
		struct life life;

		life_begin(&life, rare[i].seed);
		surveyed = survey_text(&life);
		text = edited(&life, &surveyed, rare[i].from, rare[i].to);
		same_of_twin(&life, &text);
		buffer_drop(&surveyed);
		buffer_drop(&text);
		life_end(&life);
	}
}

/* Is that one of the lines that a survey asks, with a name for "%"? */
static bool
is_asked(const char *text, size_t size)
{
	for (enum survey_line line = 0; line < SURVEY_LINES; line++) {
		const char *row = survey_row(line)->line;
		size_t before = strcspn(row, "%"), after = row[before] ==
		    '%' ? strlen(row + before + 1) : 0;

		if (row[before] == '%' ? size > before + after &&
		    strncmp(row, text, before) == 0 && memcmp(row + before +
		    1, text + size - after, after) == 0 : size == before &&
		    strncmp(row, text, size) == 0)
			return true;
	}
	return false;
}

static void
what_shows_a_key_is_asked(void **state)
{
	const struct start_key *key;

	(void)state;
	for (size_t n = 0; (key = start_key(n)) != NULL; n++)
		for (const char *at = key->shows; at != NULL && *at != '\0';) {
			size_t size = strcspn(at, ";");

			if (!is_asked(at, size))
				fail_msg("%s of %s: no survey asks \"%.*s\"",
				    key->key, key->line, (int)size, at);
			at += size + (at[size] == ';' ? 2 : 0);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_shows_a_key_is_asked),
		cmocka_unit_test(what_no_random_life_has_is_observed_too),
		cmocka_unit_test(a_survey_says_what_its_world_and_its_twin_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
