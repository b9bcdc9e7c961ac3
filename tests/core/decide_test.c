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

#include "backends/sim/changes.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { CALLS = 8000 };

struct branch {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct plan	*plan;
	struct run	*run;
};

static void
branch_begin(struct branch *branch, const char *line)
{
	struct err err = { 0 };
	struct job job;

	*branch = (struct branch){ 0 };
	branch->site = posts_site(&branch->arena);
	branch->sandbox = arena_take(&branch->arena, 1,
	    sizeof(*branch->sandbox));
	branch->run = arena_take(&branch->arena, 1, sizeof(*branch->run));
	assert_true(
	    job_read_line(&branch->arena, branch->site, line, &job, &err));
	sandbox_make(branch->sandbox, &branch->arena, branch->site,
	    job.procedure->begin, 1);
	if (job.procedure->guest_begin != NOW_ABSENT)
		sim_put(branch->sandbox->simulated.sim, job.guest,
		    job.procedure->guest_begin, 1);
	assert_true(happened_play(branch->sandbox, &job, &err));
	branch->plan = session_plan(&branch->sandbox->session, &job, &err);
	assert_non_null(branch->plan);
	drive_begin(branch->plan, branch->run, 0, NULL);
}

static void
branch_end(struct branch *branch)
{
	sandbox_drop(branch->sandbox);
	arena_drop(&branch->arena);
}

static void
go(struct branch *branch)
{
	for (int i = 0; i < CALLS && drive_step(branch->plan, branch->run,
	    branch->sandbox->session.top, NULL); i++)
		continue;
}

/* What is left when the world is quiet. */
static char *
world_of(struct branch *branch)
{
	size_t size;

	for (int64_t next; (next = sandbox_next_ms(branch->sandbox)) >= 0;)
		sandbox_advance(branch->sandbox, next);
	return sim_text(branch->sandbox->simulated.sim, &size);
}

/* The n-th operation of an undisturbed run: is it there, and a change? */
static bool
come_to(struct branch *branch, int n, bool *change)
{
	struct op op;
	int64_t limit_ms;

	for (int i = 0; i < n; i++)
		if (!drive_step(branch->plan, branch->run,
		    branch->sandbox->session.top,
		    NULL))
			return false;
	if (!run_next(branch->plan, branch->run, &op, &limit_ms))
		return false;
	*change = !op_table[op.kind].question && op.kind != OP_PAUSE;
	return true;
}

/* The command gets through, and nobody hears of it. */
static void
lose(struct branch *branch)
{
	struct result res = { .outcome = UNKNOWN };
	struct op op;
	int64_t limit_ms;
	uint32_t handle;

	run_next(branch->plan, branch->run, &op, &limit_ms);
	handle = simulated_begin(&branch->sandbox->simulated, &op, CAUSE_OP,
	    &res);
	if (handle != 0)
		sim_leave(branch->sandbox->simulated.sim, handle);
	memset(&res, 0, sizeof(res));
	res.outcome = UNKNOWN;
	res.at_ms = sim_now_ms(branch->sandbox->simulated.sim);
	err_set(&res.err, ERR_NO_ANSWER, "domferry ended");
	run_apply(branch->plan, branch->run, &res);
}

static void
take_up(struct branch *branch, enum decision decision)
{
	struct err err = { 0 };

	if (!drive_decide(branch->plan, branch->run, (struct decided){ decision,
	    sim_now_ms(branch->sandbox->simulated.sim) }, NULL, &err)) {
		if (err.code != ERR_NO_WAY_BACK)
			fail_msg("%s", err.text);
		branch->run->ending = STUCK;
		branch->run->why = err;
		return;
	}
	go(branch);
	/* What came about at an unknown time was taken back: once more. */
	if (decision == DECIDE_RESUME && branch->run->ending == RETURNED &&
	    branch->run->why.code == ERR_NOT_PROVED)
		take_up(branch, decision);
}

/* Past the point of no return, and nobody knew when it was decided. */
static bool
is_too_late(const struct branch *branch)
{
	return branch->run->ending == STUCK &&
	    branch->run->why.code == ERR_NO_WAY_BACK &&
	    branch->plan->no_return_step < branch->plan->step_count;
}

static void
assert_branch(struct branch *branch, int n, const char *how, enum ending ending,
    const char *world)
{
	char *left;
	const char *name, *text;

	if (ending == RETURNED && is_too_late(branch))
		return;
	left = world_of(branch);
	if (branch->run->ending != ending)
		fail_msg("%s %s operation %d: %s: %s", branch->plan->job, how,
		    n, ending_name((enum ending)branch->run->ending),
		    branch->run->why.text);
	if (strcmp(left, world) != 0) {
		print_error("expected:\n%s\nfound:\n%s\n", world, left);
		fail_msg("%s %s operation %d: the world is another",
		    branch->plan->job, how, n);
	}
	sim_check_all(branch->sandbox->simulated.sim);
	if (sim_violations(branch->sandbox->simulated.sim, &name, &text) != 0)
		fail_msg("%s %s operation %d: %s: %s", branch->plan->job, how,
		    n, name, text);
	free(left);
}

static void
end_everywhere(const char *line, enum decision decision, bool lost)
{
	enum ending ending = decision == DECIDE_RESUME ? ARRIVED : RETURNED;
	struct branch branch;
	char *world;
	bool change;
	int n = 0;

	branch_begin(&branch, line);
	if (decision == DECIDE_RESUME)
		go(&branch);
	world = world_of(&branch);
	branch_end(&branch);
	for (;; n += SPARSE) {
		branch_begin(&branch, line);
		if (!come_to(&branch, n, &change))
			break;
		if (lost && change)
			lose(&branch);
		if (!lost || change) {
			take_up(&branch, decision);
			assert_branch(&branch, n, lost ? "ended after" :
			    "ended before", ending, world);
		}
		branch_end(&branch);
	}
	branch_end(&branch);
	free(world);
	assert_true(n > 10);
}

/* With locks, as a real run; two without. */
static const char *const jobs[] = { "services --locks",
    "switch ldom1 --locks", "create ldom1 --locks", "p2v system1 --locks",
    "migrate ldom1 --locks", "maintain ldom1 --locks", "retire ldom1 --locks",
    "services", "create ldom1" };

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
