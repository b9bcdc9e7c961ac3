/*
 * The promises of the engine that need a whole run: P1, P2, P5, P6, P8, P9.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"

static const char *const jobs[] = { "services", "create ldom1",
    "switch ldom1" };

enum { JOBS = sizeof(jobs) / sizeof(jobs[0]) };

/* Stands between engine and site, and hears what the engine emits. */
struct witness {
	struct backend	 backend;		/* first */
	struct sink	 listener;
	struct op	 replay;
	unsigned	 replay_tries;
	unsigned	 changes, unannounced;
};

static uint64_t
witness_begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct witness *witness = (struct witness *)backend;

	if (!op_table[op->kind].question && op->kind != OP_PAUSE) {
		witness->changes++;
		witness->unannounced += !op_equal(&witness->replay, op);
		witness->replay = (struct op){ 0 };
	}
	return filter_begin(backend, op, res);
}

static void
witness_hear(struct sink *listener, const struct event *event)
{
	struct witness *witness = (struct witness *)((char *)listener -
	    offsetof(struct witness, listener));

	if (event->type == EVENT_OP)
		witness->replay = *event->op;
}

/* P2: nothing is changed whose intent is not emitted first, each try its own.
 * The journal hears by the same sink. */
static void
every_change_is_emitted_before_it_is_made(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");
	struct sim *sim = sim_make(site, SITE_BARE, 1);
	struct run *run = arena_take(&arena, 1, sizeof(*run));
	struct witness witness = {
		.backend = { "witness", filter_now_ms, witness_begin,
		    filter_wait, filter_leave, sim_backend(sim), NULL, NULL },
		.listener = { witness_hear },
	};

	(void)state;
	drive_begin(plan, run, 0, &witness.listener);
	drive(plan, run, &witness.backend, &witness.listener);
	assert_int_equal(run->ending, ARRIVED);
	assert_true(witness.changes >= 60);
	assert_int_equal(witness.unannounced, 0);
	sim_drop(sim);
	arena_drop(&arena);
}

/* P1, watched after every event of every job; and P5: each of them arrives. */
static void
every_job_arrives_without_a_violation(void **state)
{
	(void)state;
	for (size_t j = 0; j < JOBS; j++) {
		struct arena arena = { 0 };
		struct site *site = posts_site(&arena);
		struct plan *plan = posts_plan(&arena, site, jobs[j]);
		struct sim *sim = sim_make(site, j == 0 ? SITE_BARE :
		    SITE_READY, 1);
		struct run *run = arena_take(&arena, 1, sizeof(*run));
		const char *name, *text;

		if (j == 2)
			sim_put(sim, 1, NOW_CLUSTERED, 1);
		drive_begin(plan, run, 0, NULL);
		drive(plan, run, sim_backend(sim), NULL);
		assert_int_equal(run->ending, ARRIVED);
		sim_check_all(sim);
		assert_int_equal(sim_violations(sim, &name, &text), 0);
		assert_true(sim_check_ending(sim, ARRIVED, NULL));
		sim_drop(sim);
		arena_drop(&arena);
	}
}

/* P5: what arrived is found so by a second run, which changes nothing. */
static void
a_second_run_finds_everything_already_done(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "services");
	struct sim *sim = sim_make(site, SITE_BARE, 1);
	struct run *run = arena_take(&arena, 1, sizeof(*run));

	(void)state;
	/* The plan itself expects that its configurations are not saved. */
	plan->check_count = 0;
	for (int i = 0; i < 2; i++) {
		drive_begin(plan, run, 0, NULL);
		drive(plan, run, sim_backend(sim), NULL);
		assert_int_equal(run->ending, ARRIVED);
	}
	for (uint32_t i = 0; i < plan->step_count; i++)
		assert_int_equal(run->done[i],
		    plan->steps[i].op.kind == OP_CONFIG_SAVE ? STEP_PASSED :
		    STEP_ALREADY);
	sim_drop(sim);
	arena_drop(&arena);
}

/* P6: a copy of run and world, taken anywhere, goes on in the same way. */
static void
a_run_and_its_world_can_be_copied_anywhere(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");
	struct run *run = arena_take(&arena, 2, sizeof(*run));
	struct sim *sim = sim_make(site, SITE_BARE, 1);
	struct sim *other = sim_make(site, SITE_BARE, 1);

	(void)state;
	drive_begin(plan, &run[0], 0, NULL);
	for (int i = 0; i < 150; i++)
		drive_step(plan, &run[0], sim_backend(sim), NULL);
	run[1] = run[0];
	sim_restore(other, sim_world(sim));
	drive(plan, &run[0], sim_backend(sim), NULL);
	drive(plan, &run[1], sim_backend(other), NULL);
	assert_memory_equal(&run[0], &run[1], sizeof(run[0]));
	assert_int_equal(sim_world(sim)->bytes, sim_world(other)->bytes);
	assert_memory_equal(sim_world(sim), sim_world(other),
	    sim_world(sim)->bytes);
	sim_drop(other);
	sim_drop(sim);
	arena_drop(&arena);
}

/* P8: nothing is typed on a source. */
static void
no_step_is_typed_on_a_source(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	for (size_t j = 0; j < JOBS; j++) {
		struct plan *plan = posts_plan(&arena, site, jobs[j]);

		for (uint32_t i = 0; i < plan->step_count; i++)
			assert_int_equal(op_place(&plan->steps[i].op) &
			    PLACE_SOURCE, 0);
	}
	arena_drop(&arena);
}

/* P9: a secret is never typed; commands name the file that holds it. */
static void
a_password_is_only_ever_named_by_its_file(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");
	unsigned named = 0;

	(void)state;
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const char *text;

		if (plan->steps[i].kind != STEP_CHANGE)
			continue;
		text = command_text(&arena, site, &plan->steps[i].op);
		if (strstr(text, "assword") != NULL)
			assert_non_null(strstr(text, "Password_file=/pfile"));
		named += strstr(text, "/pfile") != NULL;
	}
	assert_int_equal(named, 3);
	arena_drop(&arena);
}

/* What "now" puts there is what the procedures leave. */
static void
clustered_by_now_is_clustered_by_create(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");
	struct run *run = arena_take(&arena, 1, sizeof(*run));
	struct sim *made = sim_make(site, SITE_READY, 1);
	struct sim *put = sim_make(site, SITE_READY, 1);
	char *text[2];
	size_t n;

	(void)state;
	drive_begin(plan, run, 0, NULL);
	drive(plan, run, sim_backend(made), NULL);
	sim_put(put, 1, NOW_CLUSTERED, 1);
	text[0] = sim_text(made, &n);
	text[1] = sim_text(put, &n);
	assert_string_equal(text[0], text[1]);
	free(text[0]);
	free(text[1]);
	sim_drop(made);
	sim_drop(put);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change_is_emitted_before_it_is_made),
		cmocka_unit_test(every_job_arrives_without_a_violation),
		cmocka_unit_test(a_second_run_finds_everything_already_done),
		cmocka_unit_test(a_run_and_its_world_can_be_copied_anywhere),
		cmocka_unit_test(no_step_is_typed_on_a_source),
		cmocka_unit_test(a_password_is_only_ever_named_by_its_file),
		cmocka_unit_test(clustered_by_now_is_clustered_by_create),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
