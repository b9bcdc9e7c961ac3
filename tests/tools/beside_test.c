/*
 * Two operators who start a job each on one site: in every order that there is,
 * their locks keep them apart.  make explore takes every pair of the jobs.
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
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/explore/beside.h"

/* On the same guest, or the same machines. */
static const char *const jobs[] = { "switch ldom1 --locks",
    "maintain ldom1 --locks", "maintain ldom1 --set vcpus=16 --locks",
    "retire ldom1 --locks", "services --locks", "sweep node2 --locks",
    "unstick ldom1-rg --locks" };
enum { JOBS = sizeof(jobs) / sizeof(jobs[0]) };

/* Those of make check. */
static const char *const few[][BESIDE] = {
	{ "maintain ldom1 --set vcpus=16 --locks", "services --locks" },
	{ "services --locks", "services --locks" },
	{ "sweep node2 --locks", "services --locks" },
	/* takes long: not under the sanitizers */
	{ "switch ldom1 --locks", "maintain ldom1 --set vcpus=16 --locks" },
};
enum { PAIRS = sizeof(few) / sizeof(few[0]) - (SPARSE == 1 ? 0 : 1) };

struct place {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct beside	*beside;
};

/* false: one of the jobs has nothing to do there. */
static bool
place_make(struct place *place, const char *one, const char *other)
{
	const char *const line[BESIDE] = { one, other };
	struct err err = { 0 };
	struct job job[BESIDE];
	bool planned = true;

	*place = (struct place){ 0 };
	place->site = posts_site(&place->arena);
	place->sandbox = arena_take(&place->arena, 1, sizeof(*place->sandbox));
	place->beside = arena_take(&place->arena, 1, sizeof(*place->beside));
	for (unsigned i = 0; i < BESIDE; i++)
		assert_true(job_read_line(&place->arena, place->site, line[i],
		    &job[i], &err));
	sandbox_make(place->sandbox, &place->arena, place->site,
	    job[0].procedure->begin, 1);
	sim_put(place->sandbox->simulated.sim, 1, NOW_CLUSTERED, 1);
	place->beside->sandbox = place->sandbox;
	for (unsigned i = 0; i < BESIDE; i++) {
		place->beside->plan[i] = session_plan(&place->sandbox->session,
		    &job[i], &err);
		planned = planned && place->beside->plan[i] != NULL;
	}
	sandbox_zero(place->sandbox);
	return planned;
}

static void
place_drop(struct place *place)
{
	beside_drop(place->beside);
	sandbox_drop(place->sandbox);
	arena_drop(&place->arena);
}

static void
begun(void *with, unsigned who, const struct op *op, int64_t at_ms)
{
	unsigned *changes = with;

	++*changes;
	print_message("  %8lld %s %s\n", (long long)at_ms, who == 0 ? "first" :
	    "second", op_table[op->kind].name);
}

static void
pair_try(const char *one, const char *other)
{
	struct place place;
	struct beside *beside_of;
	unsigned changes = 0;

	if (!place_make(&place, one, other)) {
		place_drop(&place);
		return;
	}
	beside_of = place.beside;
	beside(beside_of);
	print_message("%s | %s: %llu ends, %llu states, %llu violations\n",
	    one, other, (unsigned long long)beside_of->orders,
	    (unsigned long long)beside_of->states,
	    (unsigned long long)beside_of->violations);
	if (beside_of->violations != 0) {
		beside_replay(beside_of, &beside_of->finding[0], begun,
		    &changes);
		fail_msg("%s: %s", beside_of->finding[0].invariant,
		    beside_of->finding[0].text);
	}
	assert_true(beside_of->endings[0][ARRIVED] != 0 &&
	    beside_of->endings[1][ARRIVED] != 0);
	place_drop(&place);
}

static void
no_order_of_two_jobs_damages_anything(void **state)
{
	(void)state;
	for (unsigned i = 0; i < PAIRS && !is_thorough(); i++)
		pair_try(few[i][0], few[i][1]);
	for (unsigned i = 0; i < JOBS && is_thorough(); i++)
		for (unsigned j = i; j < JOBS; j++)
			pair_try(jobs[i], jobs[j]);
}

static bool
until_first(struct beside *beside_of)
{
	return beside_of->violations == 0;
}

/* So the locks are what keeps them apart. */
static void
runs_without_locks_damage_something(void **state)
{
	struct place place;
	unsigned changes = 0;

	(void)state;
	assert_true(place_make(&place, "maintain ldom1 --set vcpus=16",
	    "retire ldom1"));
	place.beside->go_on = until_first;
	beside(place.beside);
	assert_true(place.beside->violations != 0);
	beside_replay(place.beside, &place.beside->finding[0], begun,
	    &changes);
	assert_true(changes > 1);
	place_drop(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_order_of_two_jobs_damages_anything),
		cmocka_unit_test(runs_without_locks_damage_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
