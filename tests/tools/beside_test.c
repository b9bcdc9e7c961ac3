/*
 * Two operators who start a job each on one site: in every order that there is,
 * their locks keep them apart.
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

/* Each with each, on the same guest or machines. */
static const char *const clustered[] = { "switch ldom1 --locks",
    "maintain ldom1 --locks", "maintain ldom1 --set vcpus=16 --locks",
    "retire ldom1 --locks", "services --locks" };

struct place {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct beside	*beside;
};

static void
place_make(struct place *place, const char *one, const char *other)
{
	const char *const line[BESIDE] = { one, other };
	struct err err = { 0 };
	struct job job[BESIDE];

	*place = (struct place){ 0 };
	place->site = posts_site(&place->arena);
	place->sandbox = arena_take(&place->arena, 1, sizeof(*place->sandbox));
	place->beside = arena_take(&place->arena, 1, sizeof(*place->beside));
	for (unsigned i = 0; i < BESIDE; i++)
		assert_true(job_read_line(&place->arena, place->site, line[i],
		    &job[i], &err));
	sandbox_make(place->sandbox, &place->arena, place->site,
	    job[0].procedure->begin, 1);
	if (job[0].procedure->guest_begin != NOW_ABSENT)
		sim_put(place->sandbox->simulated.sim, job[0].guest,
		    job[0].procedure->guest_begin, 1);
	place->beside->sandbox = place->sandbox;
	for (unsigned i = 0; i < BESIDE; i++) {
		place->beside->plan[i] = session_plan(&place->sandbox->session,
		    &job[i], &err);
		assert_non_null(place->beside->plan[i]);
	}
	sandbox_zero(place->sandbox);
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
	(void)with;
	print_message("  %8lld %s %s\n", (long long)at_ms, who == 0 ? "first" :
	    "second", op_table[op->kind].name);
}

static void
say(struct place *place, const char *one, const char *other)
{
	struct beside *beside = place->beside;

	print_message("%s | %s: %llu orders, %llu states, %llu violations\n",
	    one, other, (unsigned long long)beside->orders,
	    (unsigned long long)beside->states,
	    (unsigned long long)beside->violations);
	for (unsigned i = 0; i < beside->finding_count && i < 2; i++) {
		print_message("%s: %s\n", beside->finding[i].invariant,
		    beside->finding[i].text);
		beside_replay(beside, &beside->finding[i], begun, NULL);
	}
}

static bool
until_first(struct beside *beside)
{
	return beside->violations == 0;
}

static void
no_order_of_two_jobs_damages_anything(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof(clustered) / sizeof(clustered[0]); i++)
		for (unsigned j = i; j < sizeof(clustered) /
		    sizeof(clustered[0]); j++) {
			struct place place;

			place_make(&place, clustered[i], clustered[j]);
			place.beside->go_on = until_first;
			beside(place.beside);
			say(&place, clustered[i], clustered[j]);
			place_drop(&place);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_order_of_two_jobs_damages_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
