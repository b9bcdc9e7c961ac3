/*
 * Each change is proved right before it: what counts as that, and what the
 * explorer says of a plan from which a proof was left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tools/explore/inside.h"
#include "tools/explore/proving.h"

/* A run that is about to start the guest, and the proofs of that. */
struct start {
	struct arena	 arena;
	struct plan	*plan;
	struct run	 run;
	struct proven	 proven;
	const struct step *step;
};

static void
start_begin(struct start *start)
{
	memset(start, 0, sizeof(*start));
	start->plan = posts_plan(&start->arena, posts_site(&start->arena),
	    "migrate ldom1");
	run_start(start->plan, &start->run);
	start->run.way = WAY_FORWARD;
	start->run.step = posts_step(start->plan, "start");
	start->run.moment = MOMENT_DO;
	start->step = &start->plan->steps[start->run.step];
	assert_true(start->step->preconditions.count > 1);
}

static void
note(struct start *start, const struct op *op)
{
	proving_note(&start->proven, start->plan, &start->run, op);
}

static void
asks(struct start *start, uint32_t but)
{
	for (uint32_t i = 0; i < start->step->preconditions.count; i++)
		if (i != but)
			note(start, &start->plan->proofs[
			    start->step->preconditions.first + i].ask);
}

static void
a_change_whose_preconditions_were_asked_is_proved(void **state)
{
	struct start start;

	(void)state;
	start_begin(&start);
	asks(&start, PLAN_NONE);
	note(&start, &start.step->op);
	assert_int_equal(start.proven.unproved, OP_NONE);
	arena_drop(&start.arena);
}

static void
each_question_counts_and_only_since_the_last_command(void **state)
{
	struct start start;

	(void)state;
	for (uint32_t but = 0; but < 2; but++) {
		start_begin(&start);
		asks(&start, but);
		note(&start, &start.step->op);
		assert_int_equal(start.proven.unproved, OP_GUEST_START);
		arena_drop(&start.arena);
	}
	start_begin(&start);
	asks(&start, PLAN_NONE);
	note(&start, &start.step->op);
	note(&start, &start.step->op);
	assert_int_equal(start.proven.unproved, OP_GUEST_START);
	arena_drop(&start.arena);
}

/* An earlier answer could be taken for the answer to it. */
static void
the_proof_of_a_forced_command_is_marked(void **state)
{
	struct start start;
	struct op op;

	(void)state;
	start_begin(&start);
	asks(&start, PLAN_NONE);
	op = start.step->op;
	op.forced = 1;
	note(&start, &op);
	assert_int_equal(start.proven.unproved, OP_GUEST_START);
	arena_drop(&start.arena);
}

/* How many violations has a switch whose step has no proofs any more? */
static struct explore
explored(bool forgets)
{
	struct arena arena = { 0 };
	struct sandbox sandbox;
	struct explore explorer = { .sandbox = &sandbox, .shard = 1,
	    .shards = 1 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	assert_true(job_read_line(&arena, site, "migrate ldom1", &job, &err));
	sandbox_make(&sandbox, &arena, site, job.procedure->begin, 1);
	sim_put(sandbox.simulated.sim, job.guest, NOW_RUNNING, 1);
	plan = session_plan(&sandbox.session, &job, &err);
	assert_non_null(plan);
	if (forgets)
		plan->steps[posts_step(plan, "bind")].preconditions.count = 0;
	sandbox_zero(&sandbox);
	explorer.plan = plan;
	explore(&explorer);
	sandbox_drop(&sandbox);
	arena_drop(&arena);
	return explorer;
}

static void
the_explorer_finds_a_proof_that_was_left_out(void **state)
{
	struct explore explorer = explored(false);

	(void)state;
	assert_int_equal(explorer.violations, 0);
	explorer = explored(true);
	assert_int_equal(explorer.violations, 1);
	assert_string_equal(explorer.finding[0].invariant, "proved");
	assert_string_equal(explorer.finding[0].text, "guest-bind: its "
	    "preconditions were not asked right before it");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_change_whose_preconditions_were_asked_is_proved),
		cmocka_unit_test(
		    each_question_counts_and_only_since_the_last_command),
		cmocka_unit_test(the_proof_of_a_forced_command_is_marked),
		cmocka_unit_test(the_explorer_finds_a_proof_that_was_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
