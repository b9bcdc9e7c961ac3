/*
 * A world from a start text is the world that the text is about: of random
 * sites in random lives, what their nodes could tell, and all that the canonical
 * text has; and it goes on like that one.
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
#include "backends/sim/text/text.h"
#include "backends/sim/told/told.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"
#include "tests/life_fixture.h"
#include "tests/sparse.h"

enum { LIVES = SPARSE == 1 ? 2000 : 40, ACTS = 3 };

/* The first lines in which two texts differ. */
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
	fail_msg("life %llu: %s\n  was %.*s\n  is  %.*s",
	    (unsigned long long)life->seed, what, (int)strcspn(one, "\n"),
	    one, (int)strcspn(other, "\n"), other);
}

static struct sim *
told(const struct life *life, const char *text)
{
	struct sim *sim = sim_make(life->site, SITE_READY, life->seed);
	struct err err;

	if (!sim_told(sim, text, strlen(text), NULL, &err))
		fail_msg("life %llu: %s\n%s", (unsigned long long)life->seed,
		    err.text, text);
	return sim;
}

static void
same_of(const struct life *life, char *(*text_of)(struct sim *, size_t *),
    const char *what)
{
	char *text = text_of(life->sim, NULL), *again;
	struct sim *sim = told(life, text);

	again = text_of(sim, NULL);
	if (strcmp(text, again) != 0)
		differ(life, what, text, again);
	free(text);
	free(again);
	sim_drop(sim);
}

static void
a_world_that_is_told_is_the_same(void **state)
{
	uint64_t first = life_number("FIRST", 0), lives = life_number("LIVES",
	    LIVES);

	(void)state;
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life life;

		life_begin(&life, seed);
		same_of(&life, sim_text, "another world");
		same_of(&life, sim_text_whole, "another whole world");
		same_of(&life, sim_text_observed, "other observations");
		life_end(&life);
	}
}

/* What happens to both comes to the same. */
static void
live_on(struct life *life, struct life *twin)
{
	for (unsigned i = 0; i < ACTS; i++) {
		struct draw draw = draw_part(life->draw, "later", i);

		life_act(life, draw);
		life_act(twin, draw);
		if (!life_rests(life) || !life_rests(twin))
			return;
		{
			char *one = sim_text_observed(life->sim, NULL);
			char *other = sim_text_observed(twin->sim, NULL);

			if (strcmp(one, other) != 0)
				differ(life, "they part", one, other);
			free(one);
			free(other);
		}
	}
}

static void
a_world_that_is_told_lives_on_like_the_one_it_is_of(void **state)
{
	uint64_t first = life_number("FIRST", 0), lives = life_number("LIVES",
	    SPARSE == 1 ? 300 : 10);

	(void)state;
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life life, twin;
		char *text;

		life_begin(&life, seed);
		if (life.site->guest_count != 0 && life_rests(&life)) {
			text = sim_text_whole(life.sim, NULL);
			life_begin_from(&twin, seed, text);
			live_on(&life, &twin);
			life_end(&twin);
			free(text);
		}
		life_end(&life);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_world_that_is_told_lives_on_like_the_one_it_is_of),
		cmocka_unit_test(a_world_that_is_told_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
