/*
 * The property that a guest comes back: where it fires, and where it must not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tools/explore/inside.h"
#include "tools/explore/liveness.h"

struct place {
	struct arena	 arena;
	struct sandbox	 sandbox;
	struct explore	 explore;
	struct walk	*walk;
};

static void
place_make(struct place *place, const char *line, enum guest_now now)
{
	struct site *site;
	struct err err = { 0 };
	struct job job;

	*place = (struct place){ 0 };
	site = posts_site(&place->arena);
	assert_true(job_read_line(&place->arena, site, line, &job, &err));
	sandbox_make(&place->sandbox, &place->arena, site,
	    job.procedure->begin, 1);
	sim_put(place->sandbox.simulated.sim, job.guest, now, 1);
	place->explore = (struct explore){ .sandbox = &place->sandbox,
	    .plan = session_plan(&place->sandbox.session, &job, &err),
	    .shard = 1, .shards = 1, .faults = 1 };
	assert_non_null(place->explore.plan);
	sandbox_zero(&place->sandbox);
	place->walk = malloc(sizeof(*place->walk));
	assert_non_null(place->walk);
	walk_begin(place->walk, &place->explore);
	place->walk->branch.run.ending = RETURNED;
}

static void
place_drop(struct place *place)
{
	walk_end(place->walk);
	free(place->walk);
	sandbox_drop(&place->sandbox);
	arena_drop(&place->arena);
}

static void
a_guest_that_is_down_while_a_living_node_could_run_it_is_told(void **state)
{
	struct place place;

	(void)state;
	place_make(&place, "switch ldom1", NOW_CLUSTERED);
	assert_true(liveness_met(place.walk, 0));
	node_power_off(place.walk->branch.sim, 1);
	assert_false(liveness_met(place.walk, 0));
	/* The cluster starts it on the other node. */
	branch_quiet(&place.walk->branch);
	assert_true(liveness_up(&place.walk->branch));
	assert_true(liveness_met(place.walk, 0));
	place_drop(&place);
}

static void
no_node_is_left_that_could_run_it(void **state)
{
	struct place place;

	(void)state;
	place_make(&place, "switch ldom1", NOW_CLUSTERED);
	node_power_off(place.walk->branch.sim, 1);
	node_power_off(place.walk->branch.sim, 2);
	assert_false(liveness_could_run(&place.walk->branch));
	assert_true(liveness_met(place.walk, 0));
	place_drop(&place);
}

/* Nobody but a person defines it elsewhere; a run says so. */
static void
a_guest_without_an_agent_comes_back_only_where_it_is_defined(void **state)
{
	struct place place;

	(void)state;
	place_make(&place, "migrate ldom1", NOW_RUNNING);
	node_power_off(place.walk->branch.sim, 1);
	branch_quiet(&place.walk->branch);
	assert_false(liveness_up(&place.walk->branch));
	assert_false(liveness_could_run(&place.walk->branch));
	place_drop(&place);
}

static void
one_dead_node_for_good_at_any_moment_leaves_no_guest_down(void **state)
{
	static const char *const jobs[] = { "switch ldom1 --locks",
	    "maintain ldom1 --locks", "retire ldom1" };

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct place place;

		place_make(&place, jobs[i], NOW_CLUSTERED);
		walk_end(place.walk);
		free(place.walk);
		explore(&place.explore);
		if (place.explore.violations != 0)
			fail_msg("%s: %s", jobs[i],
			    place.explore.finding[0].text);
		sandbox_drop(&place.sandbox);
		arena_drop(&place.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		a_guest_that_is_down_while_a_living_node_could_run_it_is_told),
		cmocka_unit_test(no_node_is_left_that_could_run_it),
		cmocka_unit_test(
		a_guest_without_an_agent_comes_back_only_where_it_is_defined),
		cmocka_unit_test(
		    one_dead_node_for_good_at_any_moment_leaves_no_guest_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
