/*
 * The explorer, and what it finds: every schedule of one fault of the jobs that
 * there are, those of two (of long jobs a part: make explore takes all of
 * them), and nothing that breaks a promise.  That it can find
 * something is shown with plans from which a step was taken.
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
#include "core/formats/journal/plan_json.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/explore/schedule.h"
#include "tools/report/lines.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/scenario.h"

/* With locks, as a real run, but for the last. */
static const char *const jobs[] = { "services --locks",
    "switch ldom1 --locks", "create ldom1 --locks", "p2v system1 --locks",
    "migrate ldom1 --locks", "maintain ldom1 --locks",
    "maintain ldom1 --set vcpus=16 --locks", "retire ldom1 --locks",
    "retire ldom1 --destroy-data d14 --locks",
    /* struck once */
    "p2v system1 --keep-iso --locks", "p2v system1 --phase collect --locks",
    "p2v system1", "create ldom1" };

/* Struck twice: the first so many, under the sanitizers the short one alone;
 * each without one of its steps: fewer. */
enum { JOBS = sizeof(jobs) / sizeof(jobs[0]), TWICE = 9, SHORT = 1,
    WITHOUT_STEP = 3, PAIRS = SPARSE == 1 ? 2 : 1 };

struct place {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct plan	*plan;
	struct explore	*explore;
};

/* On that site; a guest that no job has made is where its "now" says. */
static void
place_on(struct place *place, struct site *site, const char *line)
{
	struct err err = { 0 };
	struct job job;

	place->site = site;
	place->sandbox = arena_take(&place->arena, 1, sizeof(*place->sandbox));
	place->explore = arena_take(&place->arena, 1,
	    sizeof(*place->explore));
	assert_true(job_read_line(&place->arena, place->site, line, &job,
	    &err));
	sandbox_make(place->sandbox, &place->arena, place->site,
	    job.procedure->begin, 1);
	if (job.procedure->guest_begin != NOW_ABSENT &&
	    site->guests[job.guest].now == NOW_ABSENT)
		sim_put(place->sandbox->simulated.sim, job.guest,
		    job.procedure->guest_begin, 1);
	assert_true(happened_play(place->sandbox, &job, &err));
	place->plan = session_plan(&place->sandbox->session, &job, &err);
	assert_non_null(place->plan);
	sandbox_zero(place->sandbox);
	*place->explore = (struct explore){ .sandbox = place->sandbox,
	    .plan = place->plan, .shard = 1, .shards = 1 };
}

static void
place_make(struct place *place, const char *line)
{
	*place = (struct place){ 0 };
	place_on(place, posts_site(&place->arena), line);
}

static void
place_drop(struct place *place)
{
	sandbox_drop(place->sandbox);
	arena_drop(&place->arena);
}

static void
say(const char *job, const struct explore *explore)
{
	print_message("%s, %u faults: %llu points, %llu choices, %llu "
	    "schedules covered, %llu executed, %llu states, %llu stuck, %llu "
	    "led home, %llu violations\n", job, explore->faults,
	    (unsigned long long)explore->points,
	    (unsigned long long)explore->choices,
	    (unsigned long long)explore->runs,
	    (unsigned long long)explore->executed,
	    (unsigned long long)explore->states,
	    (unsigned long long)explore->stuck,
	    (unsigned long long)explore->homed,
	    (unsigned long long)explore->violations);
}

static void
assert_sound(const char *job, const struct explore *explore)
{
	say(job, explore);
	if (explore->violations != 0)
		fail_msg("%s: %s: %s", job, explore->finding[0].invariant,
		    explore->finding[0].text);
	assert_true(explore->executed <= explore->runs);
	assert_int_equal(explore->plain, ARRIVED);
}

static void
no_single_fault_breaks_a_promise_and_what_stuck_prints_leads_home(
    void **state)
{
	uint64_t homed = 0;

	(void)state;
	for (unsigned i = 0; i < JOBS; i++) {
		struct place place;

		place_make(&place, jobs[i]);
		place.explore->faults = 1;
		place.explore->homes = true;
		place.explore->shards = i == SHORT ? 1 : FEW;
		explore(place.explore);
		assert_sound(jobs[i], place.explore);
		assert_int_equal(place.explore->runs,
		    place.explore->choices + 1);
		homed += place.explore->homed;
		place_drop(&place);
	}
	assert_true(homed > 50 / FEW);
}

/* Of the pairs of the two long jobs the first fault at every 37th point, with
 * all that follow, of those with many faults at every ninth, of the others at
 * every fifth; make explore takes all of them. */
static uint32_t
shards_of(const char *job)
{
	if (strncmp(job, "create", 6) == 0 || strncmp(job, "p2v", 3) == 0)
		return 37;
	return strncmp(job, "retire", 6) == 0 ? 9 : 5;
}

static void
no_pair_of_faults_breaks_a_promise(void **state)
{
	(void)state;
	for (unsigned i = 0; i < TWICE; i++) {
		struct place place;

		place_make(&place, jobs[i]);
		place.explore->faults = i == SHORT ? 2 : PAIRS;
		place.explore->shards = shards_of(jobs[i]) *
		    (i == SHORT ? 1 : FEW);
		explore(place.explore);
		assert_sound(jobs[i], place.explore);
		place_drop(&place);
	}
}

/* Three nodes: app follows db, web2 excludes web1.  Whatever goes wrong, who
 * follows comes along or goes back, and nobody is where he must not be. */
static void
affinities_hold_in_every_schedule(void **state)
{
	static const struct { const char *line; unsigned faults; } rows[] = {
		{ "switch db --to beta", PAIRS }, { "switch web2 --to alpha",
		PAIRS }, { "migrate old", 1 }, { "retire web2", 1 },
		{ "create web2", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct place place = { 0 };
		struct site *site = three_site(&place.arena);
		uint32_t web2 = names_find(site->names, KIND_GUEST, "web2");

		if (strncmp(rows[i].line, "create", 6) == 0)
			site->guests[web2].now = NOW_ABSENT;
		place_on(&place, site, rows[i].line);
		place.explore->faults = rows[i].faults;
		place.explore->shards = FEW;
		explore(place.explore);
		assert_sound(rows[i].line, place.explore);
		place_drop(&place);
	}
}

static void
what_is_explored_does_not_depend_on_who_explores_it(void **state)
{
	struct place whole, part;
	uint64_t runs = 0, choices = 0;

	(void)state;
	place_make(&whole, "switch ldom1 --locks");
	whole.explore->faults = PAIRS;
	explore(whole.explore);
	for (uint32_t shard = 1; shard <= 3; shard++) {
		place_make(&part, "switch ldom1 --locks");
		part.explore->faults = PAIRS;
		part.explore->shard = shard;
		part.explore->shards = 3;
		explore(part.explore);
		runs += part.explore->runs;
		choices += part.explore->choices;
		place_drop(&part);
	}
	/* Every shard executes the undisturbed branch. */
	assert_int_equal(runs - 2, whole.explore->runs);
	assert_int_equal(choices, whole.explore->choices);
	place_drop(&whole);
}

static void
random_schedules_are_sound_and_the_same_every_time(void **state)
{
	uint64_t endings[2][ENDINGS];

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct place place;

		place_make(&place, "create ldom1 --locks");
		explore_random(place.explore, 1, SPARSE == 1 ? 2000 : 200);
		assert_sound("create ldom1", place.explore);
		memcpy(endings[i], place.explore->endings,
		    sizeof(endings[i]));
		place_drop(&place);
	}
	assert_memory_equal(endings[0], endings[1], sizeof(endings[0]));
	assert_true(endings[0][ARRIVED] != 0 && endings[0][RETURNED] != 0 &&
	    endings[0][STUCK] != 0);
}

/* The plan as a file, without its n-th step. */
static struct plan *
without_step(struct place *place, uint32_t n)
{
	struct lines *lines = arena_take(&place->arena, 1, sizeof(*lines));
	struct err err = { 0 };
	struct wording wording;
	struct plan *plan;
	json_t *object;
	bool same;

	lines_make(&place->arena, lines, &(struct stream){
	    .site = place->site, .mode = "plan",
	    .site_digest = "", .seed = 1 });
	wording = lines_wording(lines);
	object = plan_json(place->plan, &wording, "");
	json_array_remove(json_object_get(object, "steps"), n);
	plan = plan_read(&place->arena, place->site, object, &same, &err);
	if (plan == NULL)
		fail_msg("%s", err.text);
	assert_false(same);
	json_decref(object);
	return plan;
}

/* By what comes of it, and not only by what is missing. */
static bool
found_by_outcome(const struct explore *explore)
{
	if (explore->plain != ARRIVED)
		return true;
	for (unsigned i = 0; i < explore->finding_count; i++)
		if (strcmp(explore->finding[i].invariant, "plan-whole") != 0)
			return true;
	return false;
}

static void
a_plan_without_one_of_its_steps_is_found_out(void **state)
{
	unsigned plans = 0, by_outcome = 0;

	/* What comes of a lock that is missing is another run. */
	static const char *const unlocked[] = { "services", "switch ldom1",
	    "create ldom1" };

	(void)state;
	for (unsigned i = 0; i < WITHOUT_STEP; i++)
		for (uint32_t n = 0;; n += SPARSE * every(3)) {
			struct place place;
			bool more;

			place_make(&place, unlocked[i]);
			more = n < place.plan->step_count;
			if (more) {
				place.explore->plan = without_step(&place, n);
				place.explore->whole = place.plan;
				place.explore->faults = 1;
				explore(place.explore);
				assert_true(place.explore->violations != 0);
				by_outcome += found_by_outcome(place.explore);
				plans++;
			}
			place_drop(&place);
			if (!more)
				break;
		}
	print_message("%u plans without a step: all found out, %u by what "
	    "came of them\n", plans, by_outcome);
	assert_true(by_outcome * 3 >= plans * 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
	    no_single_fault_breaks_a_promise_and_what_stuck_prints_leads_home),
	    cmocka_unit_test(no_pair_of_faults_breaks_a_promise),
	    cmocka_unit_test(affinities_hold_in_every_schedule),
	    cmocka_unit_test(
	    what_is_explored_does_not_depend_on_who_explores_it),
	    cmocka_unit_test(
	    random_schedules_are_sound_and_the_same_every_time),
	    cmocka_unit_test(a_plan_without_one_of_its_steps_is_found_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
