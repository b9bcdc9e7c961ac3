/*
 * How changes are typed: proved right before, three times at most, and a guest
 * only stopped when it is down.  What counts as that, and what the explorer
 * says of a plan from which something was left out.
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
#include "tools/scenario/happened.h"

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

/* Typed again and again, at that step. */
static uint32_t
typed(struct start *start, unsigned times, uint32_t step)
{
	start->run.step = step;
	for (unsigned i = 0; i < times; i++)
		note(start, &start->step->op);
	return start->proven.overdone;
}

static void
a_command_is_tried_three_times_at_a_step(void **state)
{
	struct start start;
	uint32_t step;

	(void)state;
	start_begin(&start);
	step = start.run.step;
	assert_int_equal(typed(&start, 3, step), OP_NONE);
	/* The undo of another step may be the same. */
	assert_int_equal(typed(&start, 3, step - 1), OP_NONE);
	/* A person has it tried again. */
	proving_decided(&start.proven);
	assert_int_equal(typed(&start, 3, step - 1), OP_NONE);
	assert_int_equal(typed(&start, 1, step - 1), OP_GUEST_START);
	arena_drop(&start.arena);
}

/* What a job whose plan was edited leaves. */
static struct explore
explored(const char *line, void (*edit)(struct plan *))
{
	struct arena arena = { 0 };
	struct sandbox sandbox;
	struct explore explorer = { .sandbox = &sandbox, .shard = 1,
	    .shards = 1 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	assert_true(job_read_line(&arena, site, line, &job, &err));
	sandbox_make(&sandbox, &arena, site, job.procedure->begin, 1);
	if (job.procedure->guest_begin != NOW_ABSENT)
		sim_put(sandbox.simulated.sim, job.guest,
		    job.procedure->guest_begin, 1);
	assert_true(happened_play(&sandbox, &job, &err));
	plan = session_plan(&sandbox.session, &job, &err);
	assert_non_null(plan);
	if (edit != NULL)
		edit(plan);
	sandbox_zero(&sandbox);
	explorer.plan = plan;
	explore(&explorer);
	sandbox_drop(&sandbox);
	arena_drop(&arena);
	return explorer;
}

static void
forget_proofs(struct plan *plan)
{
	plan->steps[posts_step(plan, "bind")].preconditions.count = 0;
}

/* Whatever is so, the step takes itself for done. */
static void
leave_out(struct plan *plan, const char *name)
{
	const struct span *decide = &plan->steps[posts_step(plan, name)].decide;

	for (uint32_t i = 0; i < decide->count; i++)
		plan->facts[decide->first + i].fact.want.cares = 0;
}

static void
skip_halt(struct plan *plan)
{
	leave_out(plan, "halt");
}

static void
skip_save(struct plan *plan)
{
	leave_out(plan, "config@node2");
}

static void
the_explorer_finds_what_was_left_out(void **state)
{
	static const struct {
		const char	*job;
		void		(*edit)(struct plan *);
		const char	*invariant, *text;
	} rows[] = {
		{ "migrate ldom1", forget_proofs, "proved", "guest-bind: its "
		    "preconditions were not asked right before it" },
		{ "migrate ldom1", skip_halt, "own-hand", "guest-stop: the "
		    "guest's system was running, and not shut down by its own "
		    "hand" },
		{ "services", skip_save, "kept", "after a power cycle "
		    "\"service primary-" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct explore explorer = explored(rows[i].job, NULL);

		assert_int_equal(explorer.violations, 0);
		explorer = explored(rows[i].job, rows[i].edit);
		assert_int_equal(explorer.violations, 1);
		assert_string_equal(explorer.finding[0].invariant,
		    rows[i].invariant);
		if (strncmp(explorer.finding[0].text, rows[i].text,
		    strlen(rows[i].text)) != 0)
			fail_msg("%s", explorer.finding[0].text);
	}
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
		cmocka_unit_test(a_command_is_tried_three_times_at_a_step),
		cmocka_unit_test(the_explorer_finds_what_was_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
