/*
 * A world from a start text is the world that the text is about: of random
 * sites in random lives, what their nodes could tell, and all that the
 * canonical text has; and it goes on like that one.
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

#include "backends/sim/kernel/settle.h"
#include "backends/sim/sim.h"
#include "backends/sim/start/start.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"
#include "core/site/naming.h"
#include "tests/life_fixture.h"
#include "tests/sparse.h"

enum { LIVES = SPARSE == 1 ? 2000 : 40, FEWER = 5, ACTS = 3 };

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
started(const struct life *life, const char *text)
{
	struct sim *sim = sim_make(life->site, SITE_READY, life->seed);
	struct err err;

	if (!sim_start(sim, text, strlen(text), NULL, &err))
		fail_msg("life %llu: %s\n%s", (unsigned long long)life->seed,
		    err.text, text);
	return sim;
}

static void
same_of(const struct life *life, char *(*text_of)(struct sim *, size_t *),
    const char *what)
{
	char *text = text_of(life->sim, NULL), *again;
	struct sim *sim = started(life, text);

	again = text_of(sim, NULL);
	if (strcmp(text, again) != 0)
		differ(life, what, text, again);
	free(text);
	free(again);
	sim_drop(sim);
}

static void
a_world_from_a_text_is_the_same(void **state)
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

/* What no text has, and what happens later depends on: who waits for what, what
 * is taken, what is on disks.  Rows of the same names have the same numbers. */
#define FIELD(row, field)	offsetof(struct row, field),		\
				sizeof(((struct row *)0)->field)
static const struct {
	enum table_id	table;
	size_t		offset, size;
} hidden[] = {
	{ T_NODE, FIELD(node_row, free_vcpus) },
	{ T_NODE, FIELD(node_row, free_memory) },
	{ T_NODE, FIELD(node_row, free_crypto) },
	{ T_NODE, FIELD(node_row, power) },
	{ T_POOL, FIELD(pool_row, busy) },
	{ T_POOL, FIELD(pool_row, used) },
	{ T_POOL, FIELD(pool_row, altroot) },
	{ T_FILE, FIELD(file_row, expected) },
	{ T_FILE, FIELD(file_row, content) },
	{ T_FILE, FIELD(file_row, type) },
	{ T_GROUP, FIELD(group_row, start_failed) },
	{ T_GROUP, FIELD(group_row, failed_again) },
	{ T_GROUP, FIELD(group_row, failed_s) },
	{ T_GROUP, FIELD(group_row, guest) },
	{ T_RESOURCE, FIELD(resource_row, left) },
	{ T_RESOURCE, FIELD(resource_row, restarts) },
	{ T_GUEST, FIELD(guest_row, up_on) },
	{ T_DEVICE, FIELD(device_row, handles) },
};

enum { HIDDEN = sizeof(hidden) / sizeof(hidden[0]) };

static bool
same_fields(struct world *one, struct world *other, unsigned i)
{
	enum table_id table = hidden[i].table;

	if (one->table[table].count != other->table[table].count)
		return false;
	for (uint32_t n = 1; n <= one->table[table].count; n++)
		if (memcmp((char *)world_row(one, table, n) +
		    hidden[i].offset, (char *)world_row(other, table, n) +
		    hidden[i].offset, hidden[i].size) != 0)
			return false;
	return true;
}

/* A disk that was dead, or waits, does so until its guest is bound again. */
static bool
same_handles(struct world *one, struct world *other)
{
	uint32_t count[2][HANDLE_DEAD + 1] = { { 0 } };
	struct world *const world[] = { one, other };

	for (unsigned w = 0; w < 2; w++)
		for (uint32_t p = 1; p <= world[w]->table[T_PART].high; p++)
			count[w][world_part(world[w], p)->handle]++;
	/* Definitions may share their parts. */
	count[0][HANDLE_NONE] = count[1][HANDLE_NONE] = 0;
	return memcmp(count[0], count[1], sizeof(count[0])) == 0;
}

/* What an older configuration holds nobody can see before it is loaded, nor
 * when it will be what runs again. */
static void
older_forget(char *text)
{
	static const char older[] = ":older";
	size_t n = sizeof(older) - 1;

	while ((text = strstr(text, older)) != NULL)
		memmove(text, text + n, strlen(text + n) + 1);
}

static bool
same_texts(const struct life *life, const struct life *twin,
    char *(*text_of)(struct sim *, size_t *), const char *act)
{
	char *one = text_of(life->sim, NULL);
	char *other = text_of(twin->sim, NULL);
	bool same;

	older_forget(one);
	older_forget(other);
	same = strcmp(one, other) == 0;
	if (!same && act != NULL)
		differ(life, act, one, other);
	free(one);
	free(other);
	return same;
}

static bool
is_comparable(const struct life *life, const struct life *twin)
{
	struct world *one = life->sim->world, *other = twin->sim->world;
	bool same = same_texts(life, twin, sim_text, NULL) &&
	    same_handles(one, other) &&
	    one->table[T_SAVED].count == other->table[T_SAVED].count;

	for (unsigned i = 0; i < HIDDEN; i++)
		same = same && same_fields(one, other, i);
	return same;
}

/* Does it end a fault that the twin never had, or load a configuration that
 * was changed since? */
static bool
is_hidden(const char *act, bool older)
{
	static const char *const acts[] = { "power-on", "panic", "reboot",
	    "power-off", "spconfig" };
	bool loads = false;

	for (unsigned i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		loads |= strstr(act, acts[i]) != NULL;
	return (loads && older) || strncmp(act, "@mend", 5) == 0;
}

static bool
has_older(const struct life *life)
{
	char *text = sim_text(life->sim, NULL);
	bool older = strstr(text, ":older") != NULL;

	free(text);
	return older;
}

/* What happens to both comes to the same. */
static void
live_on(struct life *life, struct life *twin)
{
	for (unsigned i = 0; i < ACTS; i++) {
		struct draw draw = draw_part(life->draw, "later", i);
		bool older = has_older(life);
		const char *act = life_act(life, draw);

		if (is_hidden(act, older))
			return;
		life_act(twin, draw);
		if (!life_rests(life) || !life_rests(twin))
			return;
		same_texts(life, twin, sim_text_observed, act);
	}
}

/* Did they live on? */
static bool
twins_live(struct life *life, char *(*text_of)(struct sim *, size_t *))
{
	char *text = text_of(life->sim, NULL);
	struct life twin;
	bool comparable;

	life_begin_from(&twin, life->seed, text);
	comparable = is_comparable(life, &twin);
	if (comparable)
		live_on(life, &twin);
	life_end(&twin);
	free(text);
	return comparable;
}

/* No survey of a site asks for the copies of definitions in its pools. */
static void
copies_remove(struct life *life)
{
	struct world *world = life->sim->world;

	for (uint32_t f = 1; f <= world->table[T_FILE].count; f++)
		if (world_file(world, f)->pool != 0 && naming_is_copy(
		    names_text(life->sim->names, KIND_FILE, f)))
			file_lost(life->sim, f);
	sim_settle(life->sim);
}

static void
worlds_live_on(char *(*text_of)(struct sim *, size_t *), unsigned of)
{
	uint64_t first = life_number("FIRST", 0), lives = life_number("LIVES",
	    LIVES) / FEWER + 1, alike = 0;

	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life life;

		life_begin(&life, seed);
		if (text_of == sim_text_observed)
			copies_remove(&life);
		if (life.site->guest_count != 0 && life_rests(&life))
			alike += twins_live(&life, text_of);
		life_end(&life);
	}
	print_message("%llu of %llu could be compared\n", (unsigned long
	    long)alike, (unsigned long long)lives);
	assert_true(alike * of >= lives - 1);
}

static void
a_world_from_a_text_lives_on_like_the_one_it_is_of(void **state)
{
	(void)state;
	worlds_live_on(sim_text_whole, 2);
}

static void
what_nodes_tell_is_enough_to_live_on(void **state)
{
	(void)state;
	worlds_live_on(sim_text_observed, 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_world_from_a_text_is_the_same),
		cmocka_unit_test(
		    a_world_from_a_text_lives_on_like_the_one_it_is_of),
		cmocka_unit_test(what_nodes_tell_is_enough_to_live_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
