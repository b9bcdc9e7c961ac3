/*
 * Break any one operation of a job in every way that there is, and
 * look at what is left.  P1 to P5: nothing may be damaged, nothing owed may be
 * forgotten by a good ending, and FAILED must mean that nothing changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

/* A command that comes later than a step's limit leaves the run stuck. */
enum { ENDINGS = REFUSED + 1, CALLS = 4000, LONG_MS = 600000 };

struct sweep {
	const char	*job;
	enum site_now	 begin;
	unsigned	 branches;
	unsigned	 endings[ENDINGS];
};

static const struct {
	const char	*words;
	enum strike	 strike;
	int64_t		 amount;
	int64_t		 times;
} kinds[] = {
	{ "refuse", STRIKE_REFUSE, 0, 1 },
	{ "refuse, times always", STRIKE_REFUSE, 0, 0 },
	{ "lose", STRIKE_LOSE, 0, 1 },
	{ "lie", STRIKE_LIE, 0, 1 },
	{ "lie, times always", STRIKE_LIE, 0, 0 },
	{ "hang", STRIKE_HANG, 0, 1 },
	{ "hang, times always", STRIKE_HANG, 0, 0 },
	{ "late 5s", STRIKE_LATE, 5000, 1 },
	{ "late 20m", STRIKE_LATE, 1200000, 1 },
};

enum { KINDS_OF_FAULT = sizeof(kinds) / sizeof(kinds[0]) };

static void
say(const struct sweep *sweep, const struct fault *fault,
    const struct run *run, const char *what)
{
	fail_msg("%s with %s at %s: %s (%s: %s)", sweep->job, fault->text,
	    op_table[fault->op].name, what,
	    ending_name((enum ending)run->ending), run->why.text);
}

/* What every branch has to keep, whatever its ending. */
static void
look(struct sweep *sweep, struct sandbox *sandbox, const struct plan *plan,
    const struct fault *fault, const struct run *run)
{
	const struct condition suspended = {
	    sim_state_find(KIND_GROUP, "suspended"),
	    sandbox->session.site->guests[1].group, 0 };
	const char *name, *text;
	struct op closing;

	sim_check_all(sandbox->simulated.sim);
	if (sim_violations(sandbox->simulated.sim, &name, &text) != 0)
		say(sweep, fault, run, text);
	if (run->ending == GOING)
		say(sweep, fault, run, "does not end");
	/* What passes by itself is gone round, or leads back: P5. */
	if (run->ending == STUCK && fault->times == 1 &&
	    fault->amount < LONG_MS)
		say(sweep, fault, run, "is stuck on a fault that passes");
	if (run->ending == STUCK)
		return;
	if (simulated_holds(&sandbox->simulated, &suspended))
		say(sweep, fault, run, "the group was left suspended");
	if (run_debt(plan, run, 0, &closing))
		say(sweep, fault, run, "a debt was forgotten");
}

static void
live(struct sweep *sweep, const struct fault *fault)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct sandbox *sandbox = arena_take(&arena, 1, sizeof(*sandbox));
	struct run *run = arena_take(&arena, 1, sizeof(*run));
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	assert_true(job_read_line(&arena, site, sweep->job, &job, &err));
	sandbox_make(sandbox, &arena, site, sweep->begin, 1);
	if (job.procedure->guest_begin != NOW_ABSENT)
		sim_put(sandbox->simulated.sim, job.guest,
		    job.procedure->guest_begin, 1);
	assert_true(happened_play(sandbox, &job, &err));
	plan = session_plan(&sandbox->session, &job, &err);
	assert_non_null(plan);
	assert_true(sandbox_arm(sandbox, fault, &err));
	simulated_at_work(&sandbox->simulated, true);
	drive_begin(plan, run, 0, NULL);
	for (int i = 0; i < CALLS && drive_step(plan, run, sandbox->session.top,
	    NULL); i++)
		continue;
	look(sweep, sandbox, plan, fault, run);
	simulated_at_work(&sandbox->simulated, run->ending == STUCK);
	sandbox_advance(sandbox, sim_now_ms(sandbox->simulated.sim) + 7200000);
	look(sweep, sandbox, plan, fault, run);
	if (sandbox->session.faults.armed[0].struck != 0) {
		sweep->branches++;
		sweep->endings[run->ending]++;
	}
	sandbox_drop(sandbox);
	arena_drop(&arena);
}

/* Each kind of operation of the plan, each time that it is asked; under the
 * sanitizers a fifth of the faults. */
static void
sweep_job(struct sweep *sweep)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    sweep->job);
	int64_t nth[OP_KINDS] = { 0 };
	unsigned first = 0;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		if (step->kind != STEP_CHANGE)
			continue;
		nth[step->op.kind]++;
		first = (first + 1) % FEW;
		for (unsigned k = first; k < KINDS_OF_FAULT; k += FEW)
			live(sweep, &(struct fault){ .class = FAULT_OPERATION,
			    .text = kinds[k].words, .strike = kinds[k].strike,
			    .amount = kinds[k].amount,
			    .times = kinds[k].times, .op = (enum op_kind)
			    step->op.kind, .nth = nth[step->op.kind],
			    .at_ms = -1, .record = -1 });
	}
	print_message("%s: %u branches: %u arrived, %u returned, %u stuck\n",
	    sweep->job, sweep->branches, sweep->endings[ARRIVED],
	    sweep->endings[RETURNED], sweep->endings[STUCK]);
	arena_drop(&arena);
}

static void
every_single_fault_of_services_is_survived(void **state)
{
	struct sweep sweep = { .job = "services", .begin = SITE_BARE };

	(void)state;
	sweep_job(&sweep);
	assert_true(sweep.branches >= 10 * KINDS_OF_FAULT / FEW);
	assert_int_equal(sweep.endings[REFUSED], 0);
}

static void
every_single_fault_of_create_is_survived(void **state)
{
	struct sweep sweep = { .job = "create ldom1", .begin = SITE_BARE };

	(void)state;
	sweep_job(&sweep);
	assert_true(sweep.branches >= 60 * KINDS_OF_FAULT / FEW);
	assert_int_equal(sweep.endings[REFUSED], 0);
}

static void
every_single_fault_of_switch_is_survived(void **state)
{
	struct sweep sweep = { .job = "switch ldom1", .begin = SITE_READY };

	(void)state;
	sweep_job(&sweep);
	assert_true(sweep.branches >= 2 * KINDS_OF_FAULT / FEW);
	assert_int_equal(sweep.endings[REFUSED], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_single_fault_of_services_is_survived),
		cmocka_unit_test(every_single_fault_of_create_is_survived),
		cmocka_unit_test(every_single_fault_of_switch_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
