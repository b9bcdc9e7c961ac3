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
#include "backends/sim/cluster/join.h"
#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tests/swarm_fixture.h"
#include "tools/explore/inside.h"
#include "tools/explore/liveness.h"

struct place {
	struct arena	 site, arena;
	struct sandbox	 sandbox;
	struct explore	 explore;
	struct walk	*walk;
};

static void
place_on(struct place *place, struct site *site, const char *line,
    enum guest_now now)
{
	struct err err = { 0 };
	struct job job;

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
place_make(struct place *place, const char *line, enum guest_now now)
{
	*place = (struct place){ 0 };
	place_on(place, posts_site(&place->site), line, now);
}

static void
place_drop(struct place *place)
{
	walk_end(place->walk);
	free(place->walk);
	sandbox_drop(&place->sandbox);
	arena_drop(&place->arena);
	arena_drop(&place->site);
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

/* Clustered on node 1, which reboots; node 2 gets the group, and gives it back:
 * the guest that node 1 has booted has no disks. */
static void
node_returns(struct place *place)
{
	struct branch *branch = &place->walk->branch;

	node_reboot(branch->sim, 1);
	branch_quiet(branch);
	assert_true(liveness_up(branch));
	branch_type(branch, &(struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .to = 1, .group = branch->plan->site->guests[branch->plan->guest].
	    group });
	branch_quiet(branch);
	assert_false(liveness_up(branch));
}

static void
a_guest_that_its_node_has_booted_is_not_the_runs(void **state)
{
	struct place place;

	(void)state;
	place_make(&place, "switch ldom1", NOW_CLUSTERED);
	node_returns(&place);
	assert_true(liveness_could_run(&place.walk->branch));
	assert_true(liveness_met(place.walk, 0));
	place_drop(&place);
}

static void
a_guest_that_its_node_has_booted_is_owed_by_who_took_it_down(void **state)
{
	struct place place;
	struct run *run;
	uint32_t halt;

	(void)state;
	place_make(&place, "switch ldom1", NOW_CLUSTERED);
	node_returns(&place);
	run = &place.walk->branch.run;
	halt = posts_step(place.explore.plan, "halt");
	run->way = WAY_FORWARD;
	run->ending = STUCK;
	run->step = halt + 1;
	run->done[halt] = STEP_DONE;
	run->found[place.explore.plan->steps[halt].decide.first].state =
	    STATE_RUNNING;
	assert_false(liveness_met(place.walk, 0));
	place_drop(&place);
}

/* Its node has nothing to do with it. */
static void
a_guest_that_somebody_has_halted_is_told(void **state)
{
	struct place place;
	struct branch *branch;

	(void)state;
	place_make(&place, "switch ldom1", NOW_CLUSTERED);
	branch = &place.walk->branch;
	branch_type(branch, &branch->plan->steps[posts_step(branch->plan,
	    "halt")].op);
	branch_quiet(branch);
	assert_false(liveness_met(place.walk, 0));
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
		arena_drop(&place.site);
	}
}

/* It is stuck while its node is down; when the node is back, the run brings
 * the guest up, although its node has booted it without its disks. */
static void
the_only_node_fails_and_comes_back_at_any_moment(void **state)
{
	const struct swarm_shape shape = { 1, 1, true };
	struct place place = { 0 };

	(void)state;
	place_on(&place, swarm_site(&place.site, &shape), "maintain g1",
	    NOW_CLUSTERED);
	walk_end(place.walk);
	free(place.walk);
	explore(&place.explore);
	for (unsigned i = 0; i < place.explore.finding_count; i++)
		fail_msg("%s", place.explore.finding[i].text);
	sandbox_drop(&place.sandbox);
	arena_drop(&place.arena);
	arena_drop(&place.site);
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
		    a_guest_that_its_node_has_booted_is_not_the_runs),
		cmocka_unit_test(
		a_guest_that_its_node_has_booted_is_owed_by_who_took_it_down),
		cmocka_unit_test(a_guest_that_somebody_has_halted_is_told),
		cmocka_unit_test(
		    the_only_node_fails_and_comes_back_at_any_moment),
		cmocka_unit_test(
		    one_dead_node_for_good_at_any_moment_leaves_no_guest_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
