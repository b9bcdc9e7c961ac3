/*
 * domferry ends before or after any operation of a job.  Resumed, the job
 * arrives where it would have arrived undisturbed; rolled back, the site is as
 * it was.
 */
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
#include "tests/posts_fixture.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario/stage.h"

enum { CALLS = 8000 };

struct life {
	struct arena	 arena;
	struct site	*site;
	struct stage	*stage;
	struct plan	*plan;
	struct run	*run;
};

static void
life_begin(struct life *life, const char *line)
{
	struct err err = { 0 };
	struct job job;

	*life = (struct life){ 0 };
	life->site = posts_site(&life->arena);
	life->stage = arena_take(&life->arena, 1, sizeof(*life->stage));
	life->run = arena_take(&life->arena, 1, sizeof(*life->run));
	assert_true(job_read_line(&life->arena, life->site, line, &job, &err));
	stage_make(life->stage, &life->arena, life->site,
	    job.procedure->begin, 1, NULL);
	if (job.procedure->guest_begin != NOW_ABSENT)
		sim_put(life->stage->sim, job.guest,
		    job.procedure->guest_begin, 1);
	life->plan = scenario_plan(life->stage, &job, &err);
	assert_non_null(life->plan);
	drive_begin(life->plan, life->run, 0, NULL);
}

static void
life_end(struct life *life)
{
	stage_drop(life->stage);
	arena_drop(&life->arena);
}

static void
go(struct life *life)
{
	for (int i = 0; i < CALLS && drive_step(life->plan, life->run,
	    &life->stage->door, NULL); i++)
		continue;
}

/* What is left when the world is quiet. */
static char *
world_of(struct life *life)
{
	size_t size;

	for (int64_t next; (next = stage_next(life->stage)) >= 0;)
		stage_advance(life->stage, next);
	return sim_text(life->stage->sim, &size);
}

/* The n-th operation of an undisturbed life: is it there, and a change? */
static bool
come_to(struct life *life, int n, bool *change)
{
	struct op op;
	int64_t limit_ms;

	for (int i = 0; i < n; i++)
		if (!drive_step(life->plan, life->run, &life->stage->door,
		    NULL))
			return false;
	if (!run_next(life->plan, life->run, &op, &limit_ms))
		return false;
	*change = !op_table[op.kind].question && op.kind != OP_PAUSE;
	return true;
}

/* The command gets through, and nobody hears of it. */
static void
lose(struct life *life)
{
	struct result res = { .outcome = UNKNOWN };
	struct op op;
	int64_t limit_ms;
	uint32_t handle;

	run_next(life->plan, life->run, &op, &limit_ms);
	handle = sim_begin(life->stage->sim, &op, CAUSE_OP, &res);
	if (handle != 0)
		sim_leave(life->stage->sim, handle);
	memset(&res, 0, sizeof(res));
	res.outcome = UNKNOWN;
	res.at_ms = sim_now_ms(life->stage->sim);
	err_set(&res.err, ERR_NO_ANSWER, "domferry ended");
	run_tell(life->plan, life->run, &res);
}

static void
take_up(struct life *life, enum decision decision)
{
	struct err err = { 0 };

	if (!drive_decide(life->plan, life->run, decision,
	    sim_now_ms(life->stage->sim), NULL, &err)) {
		if (err.code != ERR_NO_WAY_BACK)
			fail_msg("%s", err.text);
		life->run->ending = STUCK;
		life->run->why = err;
		return;
	}
	go(life);
	/* What came about at an unknown time was taken back: once more. */
	if (decision == DECIDE_RESUME && life->run->ending == RETURNED &&
	    life->run->why.code == ERR_NOT_PROVED)
		take_up(life, decision);
}

/* Past the point of no return, and nobody knew when it was decided. */
static bool
is_too_late(const struct life *life)
{
	return life->run->ending == STUCK &&
	    life->run->why.code == ERR_NO_WAY_BACK &&
	    life->plan->point < life->plan->step_count;
}

static void
assert_life(struct life *life, int n, const char *how, enum ending ending,
    const char *world)
{
	char *left;
	const char *name, *text;

	if (ending == RETURNED && is_too_late(life))
		return;
	left = world_of(life);
	if (life->run->ending != ending)
		fail_msg("%s %s operation %d: %s: %s", life->plan->job, how, n,
		    ending_name((enum ending)life->run->ending),
		    life->run->why.text);
	if (strcmp(left, world) != 0) {
		print_error("expected:\n%s\nfound:\n%s\n", world, left);
		fail_msg("%s %s operation %d: the world is another",
		    life->plan->job, how, n);
	}
	sim_check_all(life->stage->sim);
	if (sim_violations(life->stage->sim, &name, &text) != 0)
		fail_msg("%s %s operation %d: %s: %s", life->plan->job, how,
		    n, name, text);
	free(left);
}

static void
end_everywhere(const char *line, enum decision decision, bool lost)
{
	enum ending ending = decision == DECIDE_RESUME ? ARRIVED : RETURNED;
	struct life life;
	char *world;
	bool change;
	int n = 0;

	life_begin(&life, line);
	if (decision == DECIDE_RESUME)
		go(&life);
	world = world_of(&life);
	life_end(&life);
	for (;; n++) {
		life_begin(&life, line);
		if (!come_to(&life, n, &change))
			break;
		if (lost && change)
			lose(&life);
		if (!lost || change) {
			take_up(&life, decision);
			assert_life(&life, n, lost ? "ended after" :
			    "ended before", ending, world);
		}
		life_end(&life);
	}
	life_end(&life);
	free(world);
	assert_true(n > 10);
}

static const char *const jobs[] = { "services", "switch ldom1",
    "create ldom1", "services --locks", "switch ldom1 --locks",
    "create ldom1 --locks", "p2v system1", "p2v system1 --locks",
    "migrate ldom1", "maintain ldom1", "retire ldom1" };

static void
everywhere(enum decision decision, bool lost)
{
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++)
		end_everywhere(jobs[i], decision, lost);
}

static void
a_job_that_ends_before_an_operation_is_resumed_and_arrives(void **state)
{
	(void)state;
	everywhere(DECIDE_RESUME, false);
}

static void
a_job_that_ends_after_a_change_is_resumed_and_arrives(void **state)
{
	(void)state;
	everywhere(DECIDE_RESUME, true);
}

static void
a_job_that_ends_before_an_operation_is_rolled_back_to_nothing(void **state)
{
	(void)state;
	everywhere(DECIDE_ROLLBACK, false);
}

static void
a_job_that_ends_after_a_change_is_rolled_back_to_nothing(void **state)
{
	(void)state;
	everywhere(DECIDE_ROLLBACK, true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
	    a_job_that_ends_before_an_operation_is_resumed_and_arrives),
	    cmocka_unit_test(
	    a_job_that_ends_after_a_change_is_resumed_and_arrives),
	    cmocka_unit_test(
	    a_job_that_ends_before_an_operation_is_rolled_back_to_nothing),
	    cmocka_unit_test(
	    a_job_that_ends_after_a_change_is_rolled_back_to_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
