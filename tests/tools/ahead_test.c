/*
 * What a run says that it will ask is what it asks, up to its next change, on
 * the way forward and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/run/ahead.h"
#include "core/run/drive.h"
#include "tests/play_fixture.h"

enum { CALLS = 6000, ASKS = 512 };

/* What it has said, and where it was then. */
struct said {
	struct op	 asks[ASKS];
	uint32_t	 count;
	uint32_t	 way, step, undo;
	bool		 verifies;	/* the whole picture */
	unsigned	 foreseen;	/* questions, in all */
};

static bool
verifies(const struct run *run)
{
	return run->moment == MOMENT_VERIFY ||
	    run->moment == MOMENT_VERIFY_RESUME;
}

/* Is the run where another question is asked by itself? */
static bool
is_anew(const struct said *said, const struct run *run)
{
	return run->way != said->way || run->moment == MOMENT_SETTLE ||
	    run->moment == MOMENT_SKIP_IF || run->moment == MOMENT_WORK ||
	    verifies(run) != said->verifies ||
	    (run->way != WAY_CHECK && (run->step != said->step ||
	    run->undo != said->undo));
}

static bool
is_said(const struct said *said, const struct op *ask)
{
	uint32_t i = 0;

	while (i < said->count && !op_equal(&said->asks[i], ask))
		i++;
	return i < said->count;
}

/* The next operation of the run is that one. */
static void
look(struct said *said, const struct plan *plan, const struct run *run,
    struct op op)
{
	op.forced = 0;
	if (!op_table[op.kind].question || run->pausing != 0 ||
	    run->moment == MOMENT_QUIESCE || run->moment >= MOMENT_RELOCK) {
		said->count = 0;
		return;
	}
	if (said->count == 0 || is_anew(said, run)) {
		said->count = run_ahead(plan, run, said->asks, ASKS);
		said->way = run->way;
		said->step = run->step;
		said->undo = run->undo;
		said->verifies = verifies(run);
	}
	if (!is_said(said, &op))
		fail_msg("step %u, moment %u, row %u: %s was not foreseen",
		    run->step, run->moment, run->row, op_table[op.kind].name);
	said->foreseen++;
}

/* On until it ends. */
static void
go(struct play *play, struct said *said)
{
	struct branch *branch = &play->branch;
	struct op op;
	int64_t limit_ms;

	while (run_next(branch->plan, &branch->run, &op, &limit_ms)) {
		look(said, branch->plan, &branch->run, op);
		assert_true(branch_step(branch));
		assert_true(branch->calls < CALLS);
	}
}

static const char *const jobs[] = { "create ldom1", "switch ldom1",
    "maintain ldom1", "retire ldom1", "p2v system1", "services" };

static void
a_run_asks_what_it_has_said(void **state)
{

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct said said = { .count = 0 };
		struct play play;

		play_begin(&play, jobs[i]);
		go(&play, &said);
		assert_int_equal(play.branch.run.ending, ARRIVED);
		assert_true(said.foreseen > 10);
		play_end(&play);
	}
}

/* Interrupted at each step: on, and back. */
static void
decided(const char *job, uint32_t step, enum decision decision)
{
	struct said said = { .count = 0 };
	struct err err = { 0 };
	struct play play;
	struct branch *branch = &play.branch;

	play_begin(&play, job);
	while (branch->run.way != WAY_FORWARD || branch->run.step != step)
		assert_true(branch_step(branch));
	if (drive_decide(branch->plan, &branch->run, (struct decided){
	    decision, branch->run.at_ms }, NULL, &err))
		go(&play, &said);
	else
		assert_int_equal(err.code, ERR_NO_WAY_BACK);
	assert_int_not_equal(branch->run.ending, REFUSED);
	play_end(&play);
}

static void
so_does_one_that_was_interrupted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct play play;
		uint32_t count;

		play_begin(&play, jobs[i]);
		count = play.branch.plan->step_count;
		play_end(&play);
		for (uint32_t step = 0; step < count; step += 5) {
			decided(jobs[i], step, DECIDE_RESUME);
			decided(jobs[i], step, DECIDE_ROLLBACK);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_asks_what_it_has_said),
		cmocka_unit_test(so_does_one_that_was_interrupted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
