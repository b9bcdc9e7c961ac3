/*
 * The engine on operations and on the programs of the site: every scenario of
 * the library, and random schedules of faults, give the same operations with
 * the same outcomes, answers, codes and times, the same ending and the same
 * world.  Wording may differ.
 *
 * SCHEDULES=N says how many of the random ones, FIRST=N where to begin.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/life_fixture.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tests/trip_fixture.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario_open.h"
#include "tools/swarm/draw.h"
#include "tools/through/passage.h"

/* Processes have a script of their own, process_test.sh. */
enum { WAYS = THROUGH_SHELL + 1, SCHEDULES = SPARSE == 1 ? 60 : 4,
    FAULTS = 3, PATH = 400,
    KNOWN = 2 };

static void
over(void *with, struct sandbox *sandbox)
{
	trip_end(with, sandbox);
}

/* false: it is not for that way. */
static bool
scenario_go(const char *path, struct trip *trip)
{
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	struct err err;
	struct scenario *scenario = scenario_try(&arena, path, &mistakes,
	    &err);
	struct scenario_result result;

	assert_non_null(scenario);
	if (!through_has(&scenario->through, trip->through)) {
		arena_drop(&arena);
		return false;
	}
	trip->site = scenario->site;
	scenario_play(&arena, &(struct scenario_play){ .scenario = scenario,
	    .seed = scenario->seed, .sink = &trip->sink,
	    .stop_at_ms = -1, .has_through = true,
	    .through = trip->through, .over = over, .with = trip },
	    &result);
	arena_drop(&arena);
	return true;
}

/* Are both accounts equal to the last line? */
static bool
compare(const char *name, const struct trip *op, const struct trip *through)
{
	char line[2][TRIP_LINE];
	unsigned differ;
	bool equal = trip_equal(op, through, &differ, line);

	if (differ != 0)
		trip_keep(name, op, through);
	if (!equal)
		fail_msg("%s:\nby operations: %s\nby programs:   %s\n"
		    "at last by operations: %s\nat last by programs:   %s",
		    name, line[0], line[1], op->end, through->end);
	return differ == 0;
}

static void
scenario_both_ways(const char *path, unsigned *count, unsigned *equal)
{
	struct trip trip[WAYS];
	bool both = true;

	for (unsigned i = 0; i < WAYS; i++) {
		trip_make(&trip[i], (enum through)i);
		both = scenario_go(path, &trip[i]) && both;
	}
	if (both)
		*equal += compare(strrchr(path, '/') + 1, &trip[THROUGH_OP],
		    &trip[THROUGH_SHELL]);
	*count += both;
	for (unsigned i = 0; i < WAYS; i++)
		trip_drop(&trip[i]);
}

static bool
is_scenario(const char *name)
{
	size_t n = strlen(name);

	return n > 5 && strcmp(name + n - 5, ".json") == 0;
}

static void
every_scenario_is_the_same_both_ways(void **state)
{
	DIR *folder = opendir("scenarios");
	struct dirent *entry;
	unsigned equal = 0, count = 0, n = 0;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		char path[PATH];

		if (!is_scenario(entry->d_name) || n++ % SPARSE != 0)
			continue;
		snprintf(path, sizeof(path), "scenarios/%s", entry->d_name);
		scenario_both_ways(path, &count, &equal);
	}
	closedir(folder);
	print_message("%u of %u scenarios are equal both ways\n", equal,
	    count);
	assert_true(count > 0 && count - equal <= KNOWN);
}

/* What a schedule plays, and what is so before. */
static const struct {
	enum strike	 strike;
	int64_t		 amount;
} strikes[] = {
	{ STRIKE_REFUSE, 0 }, { STRIKE_LOSE, 0 }, { STRIKE_LIE, 0 },
	{ STRIKE_HANG, 0 }, { STRIKE_LATE, 5000 }, { STRIKE_LATE, 1200000 },
	{ STRIKE_DENY, 0 },
};

/* A fault that can strike some operation of the plan. */
static void
fault_draw(struct draw draw, const struct plan *plan, struct fault *fault)
{
	size_t n = draw_of(draw, "strike", sizeof(strikes) /
	    sizeof(strikes[0]));
	const struct step *step = &plan->steps[draw_of(draw, "step",
	    plan->step_count)];
	enum op_kind asked = step->decide.count == 0 ? OP_NONE :
	    (enum op_kind)
	    plan->facts[step->decide.first].fact.ask.kind;


	*fault = (struct fault){ .class = FAULT_OPERATION, .text = "drawn",
	    .strike = strikes[n].strike, .amount = strikes[n].amount,
	    .op = strikes[n].strike == STRIKE_DENY ? asked :
	    (enum op_kind)step->op.kind, .at_ms = -1, .record = -1,
	    .times = (int64_t)draw_of(draw, "times", 3), .may = true };
	if (fault->op == OP_NONE || !strike_fits(fault->strike, fault->op))
		fault->op = OP_NONE;
}

static void
schedule_go(uint64_t seed, struct trip *trip)
{
	struct draw draw = draw_begin(seed);
	const struct posts_job *row = &posts_jobs[draw_of(draw, "job",
	    POSTS_JOBS)];
	struct sandbox *sandbox = test_calloc(1, sizeof(*sandbox));
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;
	struct err err;
	struct job job;
	struct run run;

	trip->site = site;
	assert_true(job_read_line(&arena, site, row->begin != NULL ?
	    row->begin : row->job, &job, &err));
	sandbox_make(sandbox, &arena, site, job.procedure->begin, 1);
	assert_true(row->begin == NULL || sandbox_begin(sandbox,
	    row->begin, &err));
	assert_true(sandbox_through(sandbox, trip->through, &err));
	sandbox_zero(sandbox);
	assert_true(job_read_line(&arena, site, row->job, &job, &err));
	plan = session_plan(&sandbox->session, &job, &err);
	assert_non_null(plan);
	for (uint64_t i = 0; i <= draw_of(draw, "faults", FAULTS); i++) {
		struct fault fault;

		fault_draw(draw_part(draw, "fault", i), plan, &fault);
		if (fault.op != OP_NONE)
			assert_true(sandbox_arm(sandbox, &fault, &err));
	}
	drive_begin(plan, &run, 0, &trip->sink);
	while (session_step(&sandbox->session, plan, &run, &trip->sink))
		continue;
	over(trip, sandbox);
	sandbox_drop(sandbox);
	test_free(sandbox);
	arena_drop(&arena);
}

static bool
schedule_both_ways(uint64_t seed)
{
	struct trip trip[WAYS];
	char name[32];
	bool equal;

	snprintf(name, sizeof(name), "schedule-%llu",
	    (unsigned long long)seed);
	for (unsigned i = 0; i < WAYS; i++) {
		trip_make(&trip[i], (enum through)i);
		schedule_go(seed, &trip[i]);
	}
	equal = compare(name, &trip[THROUGH_OP], &trip[THROUGH_SHELL]);
	for (unsigned i = 0; i < WAYS; i++)
		trip_drop(&trip[i]);
	return equal;
}

static void
random_schedules_are_the_same_both_ways(void **state)
{
	uint64_t first = life_number("FIRST", 0), equal = 0;
	uint64_t count = life_number("SCHEDULES", SCHEDULES);

	(void)state;
	for (uint64_t seed = first; seed < first + count; seed++)
		equal += schedule_both_ways(seed);
	print_message("%llu of %llu random schedules are equal both ways\n",
	    (unsigned long long)equal, (unsigned long long)count);
	assert_true(equal >= count * 99 / 100);
}

/* What questions may cost: commands, and times that one waits for some. */
struct cost {
	unsigned	 commands, rounds;
};

/* Jobs in which nothing goes wrong. */
static const struct {
	const char	*begin, *job;
	struct cost	 most;
} quiet[] = {
	{ NULL, "create ldom1", { 400, 190 } },
	{ "create ldom1", "switch ldom1", { 70, 26 } },
	{ NULL, "p2v system1", { 440, 220 } },
};

static struct cost
asked_by(const char *begin, const char *line, unsigned *questions)
{
	struct sandbox *sandbox = test_calloc(1, sizeof(*sandbox));
	struct trip trip;
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;
	struct err err;
	struct job job;
	struct run run;
	struct cost asked;

	trip_make(&trip, THROUGH_SHELL);
	trip.site = site;
	assert_true(job_read_line(&arena, site, begin != NULL ? begin : line,
	    &job, &err));
	sandbox_make(sandbox, &arena, site, job.procedure->begin, 1);
	assert_true(begin == NULL || sandbox_begin(sandbox, begin, &err));
	assert_true(sandbox_through(sandbox, trip.through, &err));
	sandbox_zero(sandbox);
	assert_true(job_read_line(&arena, site, line, &job, &err));
	plan = session_plan(&sandbox->session, &job, &err);
	assert_non_null(plan);
	drive_begin(plan, &run, 0, &trip.sink);
	while (session_step(&sandbox->session, plan, &run, &trip.sink))
		continue;
	assert_int_equal(run.ending, ARRIVED);
	asked.commands = sandbox->passage->programs.asked;
	asked.rounds = sandbox->passage->real.inquiry.rounds;
	*questions = (unsigned)sandbox->session.requests.questions;
	sandbox_drop(sandbox);
	trip_drop(&trip);
	test_free(sandbox);
	arena_drop(&arena);
	return asked;
}

static void
what_one_output_answers_is_asked_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(quiet) / sizeof(quiet[0]); i++) {
		unsigned questions;
		struct cost asked = asked_by(quiet[i].begin, quiet[i].job,
		    &questions);

		print_message("%s: %u questions, %u commands, %u rounds\n",
		    quiet[i].job, questions, asked.commands, asked.rounds);
		assert_true(asked.commands <= quiet[i].most.commands);
		assert_true(asked.rounds <= quiet[i].most.rounds);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_scenario_is_the_same_both_ways),
	    cmocka_unit_test(random_schedules_are_the_same_both_ways),
	    cmocka_unit_test(what_one_output_answers_is_asked_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
