/*
 * What the explorer prints of a fault is a phrase that -F and a scenario take,
 * and that strikes the same operation.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tools/explore/choice.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/scenario.h"

static const char *const jobs[] = { "services", "switch ldom1",
    "create ldom1", "create ldom1 --locks", "p2v system1",
    "p2v system1 --keep-iso", "p2v system1 --phase collect",
    "migrate ldom1", "maintain ldom1", "maintain ldom1 --set vcpus=16",
    "maintain ldom1 --set memory=24G", "maintain ldom1 --set hostid=84000001",
    "retire ldom1", "retire ldom1 --destroy-data d14" };

enum { JOBS = sizeof(jobs) / sizeof(jobs[0]), CALLS = 4000 };

struct place {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct branch	*branch;
	struct language	 language;
	unsigned	 phrases;
};

static void
place_make(struct place *place, const char *line)
{
	struct err err = { 0 };
	struct job job;

	*place = (struct place){ 0 };
	place->site = posts_site(&place->arena);
	place->sandbox = arena_take(&place->arena, 1,
	    sizeof(*place->sandbox));
	place->branch = arena_take(&place->arena, 1, sizeof(*place->branch));
	place->language = (struct language){ &place->arena,
	    place->site->names, &scenario_vocabulary, NULL };
	assert_true(job_read_line(&place->arena, place->site, line, &job,
	    &err));
	sandbox_make(place->sandbox, &place->arena, place->site,
	    job.procedure->begin, 1);
	if (job.procedure->guest_begin != NOW_ABSENT)
		sim_put(place->sandbox->simulated.sim, job.guest,
		    job.procedure->guest_begin, 1);
	assert_true(happened_play(place->sandbox, &job, &err));
	place->branch->sandbox = place->sandbox;
	place->branch->sim = place->sandbox->simulated.sim;
	place->branch->plan = session_plan(&place->sandbox->session, &job,
	    &err);
	assert_non_null(place->branch->plan);
	sandbox_zero(place->sandbox);
	drive_begin(place->branch->plan, &place->branch->run,
	    sandbox_now_ms(place->sandbox), NULL);
}

/* Does the phrase strike that operation, and is it of the operation's own
 * object and place? */
static void
assert_read_back(struct place *place, const char *text, const struct op *op)
{
	struct fault fault;
	struct wrong wrong;
	enum kind kind;
	uint32_t object = op_object(op, &kind);

	if (!phrase_fault(&place->language, text, &fault, &wrong))
		fail_msg("%s: %s: expected %s", text, wrong.found,
		    wrong.expected);
	place->phrases++;
	if (fault.class == FAULT_WORLD)
		return;
	if (fault.op != (enum op_kind)op->kind || fault.object != object ||
	    fault.kind != kind || fault.on != op_place(op) ||
	    !fault_fits(&fault, op))
		fail_msg("%s: strikes another operation", text);
}

static void
choices_read_back(struct place *place, const struct op *op)
{
	struct choice choice;
	const struct chosen chosen = { place->branch, &choice, *op, 2, 90000 };
	char text[256];

	for (unsigned n = 0; choice_at(place->branch, op, n, true, &choice);
	    n++) {
		choice_phrase(&chosen, text, sizeof(text));
		assert_read_back(place, text, op);
	}
}

/* What goes back, whether it was needed or not. */
static void
undos_read_back(struct place *place)
{
	const struct plan *plan = place->branch->plan;
	const struct answer found = { .state = STATE_PRESENT, .on = 1 };
	struct op undo;

	for (uint32_t i = 0; i < plan->step_count; i++)
		for (unsigned n = 0; plan->steps[i].kind == STEP_CHANGE &&
		    op_undo(&plan->steps[i].op, n, &found, &undo); n++)
			choices_read_back(place, &undo);
}

static void
every_phrase_that_the_explorer_prints_is_read_back(void **state)
{
	(void)state;
	for (unsigned i = 0; i < JOBS; i++) {
		struct place place;
		struct op op;
		int64_t limit_ms;
		unsigned calls = 0;

		place_make(&place, jobs[i]);
		while (calls++ < CALLS && run_next(place.branch->plan,
		    &place.branch->run, &op, &limit_ms)) {
			choices_read_back(&place, &op);
			branch_step(place.branch);
		}
		assert_int_equal(place.branch->run.ending, ARRIVED);
		undos_read_back(&place);
		assert_true(place.phrases > 100);
		sandbox_drop(place.sandbox);
		arena_drop(&place.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_phrase_that_the_explorer_prints_is_read_back),
	};

	return cmocka_run_group_tests_name("choice", tests, NULL, NULL);
}
