/*
 * What the explorer demands beside what a plan's own steps leave: the end that
 * the procedure is for, and that a run that is stuck is not stuck again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/plan/job.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tools/explore/explore.h"
#include "tools/explore/promise.h"
#include "tools/scenario/happened.h"

struct place {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	 sandbox;
	struct plan	*plan;
	struct branch	 branch;
	struct job	 job;
};

static struct place *
place_make(const char *line)
{
	struct place *place = test_calloc(1, sizeof(*place));
	struct err err = { 0 };

	place->site = posts_site(&place->arena);
	assert_true(job_read_line(&place->arena, place->site, line,
	    &place->job, &err));
	sandbox_make(&place->sandbox, &place->arena, place->site,
	    place->job.procedure->begin, 1);
	if (place->job.procedure->guest_begin != NOW_ABSENT)
		sim_put(place->sandbox.simulated.sim, place->job.guest,
		    place->job.procedure->guest_begin, 1);
	assert_true(happened_play(&place->sandbox, &place->job, &err));
	place->plan = session_plan(&place->sandbox.session, &place->job,
	    &err);
	assert_non_null(place->plan);
	sandbox_zero(&place->sandbox);
	session_ask_bottom(&place->sandbox.session);
	place->branch = (struct branch){ .sandbox = &place->sandbox,
	    .sim = place->sandbox.simulated.sim, .plan = place->plan };
	return place;
}

static void
place_drop(struct place *place)
{
	sandbox_drop(&place->sandbox);
	arena_drop(&place->arena);
	test_free(place);
}

static void
ride(struct place *place)
{
	drive_begin(place->plan, &place->branch.run, 0, NULL);
	while (branch_step(&place->branch))
		continue;
	assert_int_equal(place->branch.run.ending, ARRIVED);
	branch_quiet(&place->branch);
}

static void
type(struct place *place, struct op op)
{
	struct result res;

	simulated_begin(&place->sandbox.simulated, &op, CAUSE_PERSON, &res);
	branch_quiet(&place->branch);
}

static const char *const jobs[] = { "services", "create ldom1",
    "switch ldom1", "maintain ldom1 --set vcpus=16", "migrate ldom1",
    "retire ldom1", "retire ldom1 --destroy-data d14", "p2v system1" };

static void
every_job_leaves_what_its_procedure_promises(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct place *place = place_make(jobs[i]);
		char text[256] = "";

		ride(place);
		if (promise_broken(&place->branch, text, sizeof(text)))
			fail_msg("%s: %s", jobs[i], text);
		place_drop(place);
	}
}

/* Before it begins nothing of that is so. */
static void
what_was_not_done_is_a_broken_promise(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct place *place = place_make(jobs[i]);
		char text[256] = "";

		if (!promise_broken(&place->branch, text, sizeof(text)))
			fail_msg("%s promises nothing", jobs[i]);
		assert_string_not_equal(text, "");
		place_drop(place);
	}
}

static void
one_volume_that_is_missing_is_a_broken_promise(void **state)
{
	struct place *place = place_make("create ldom1");
	const struct site_guest *guest = &place->site->guests[
	    place->job.guest];
	char text[256] = "";

	(void)state;
	ride(place);
	type(place, (struct op){ .kind = OP_VOLUME_REMOVE, .on = 2,
	    .volume = guest->disk[1].volume, .service = guest->disk[1].vds,
	    .file = guest->disk[1].file });
	assert_true(promise_broken(&place->branch, text, sizeof(text)));
	assert_string_equal(text, "volume-state on node2 is absent");
	place_drop(place);
}

static void
a_group_left_suspended_is_a_broken_promise(void **state)
{
	struct place *place = place_make("p2v system1");
	char text[256] = "";

	(void)state;
	ride(place);
	type(place, (struct op){ .kind = OP_GROUP_SUSPEND, .on = 1,
	    .group = place->site->guests[place->job.guest].group });
	assert_true(promise_broken(&place->branch, text, sizeof(text)));
	assert_string_equal(text, "group-resume has no effect");
	place_drop(place);
}

/* Explored without a fault: what is found of that name? */
static unsigned
found(struct place *place, const char *invariant)
{
	struct explore *explorer = test_calloc(1, sizeof(*explorer));
	unsigned count = 0;

	*explorer = (struct explore){ .sandbox = &place->sandbox,
	    .plan = place->plan, .shard = 1, .shards = 1 };
	explore(explorer);
	for (unsigned i = 0; i < explorer->finding_count; i++)
		count += strcmp(explorer->finding[i].invariant, invariant) ==
		    0;
	test_free(explorer);
	return count;
}

/* Its plan leaves a node out, and is whole in itself. */
static void
a_procedure_that_forgets_a_step_is_found(void **state)
{
	struct place *place = place_make("services node1");

	(void)state;
	assert_int_equal(found(place, "job-done"), 0);
	place->plan->job = "services";
	assert_int_equal(found(place, "job-done"), 1);
	place_drop(place);
}

/* No step has the time that it takes: a resume changes nothing. */
static void
a_run_that_is_stuck_again_is_found(void **state)
{
	struct place *place = place_make("switch ldom1");

	(void)state;
	assert_int_equal(found(place, "goes-on"), 0);
	for (uint32_t i = 0; i < place->plan->step_count; i++)
		place->plan->steps[i].limit_ms = 1;
	assert_int_equal(found(place, "goes-on"), 1);
	place_drop(place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_job_leaves_what_its_procedure_promises),
	    cmocka_unit_test(what_was_not_done_is_a_broken_promise),
	    cmocka_unit_test(one_volume_that_is_missing_is_a_broken_promise),
	    cmocka_unit_test(a_group_left_suspended_is_a_broken_promise),
	    cmocka_unit_test(a_procedure_that_forgets_a_step_is_found),
	    cmocka_unit_test(a_run_that_is_stuck_again_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
