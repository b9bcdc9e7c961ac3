/*
 * The plan of a sweep: who types, what refuses, what is only said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/formats/site/site_file.h"
#include "core/plan/building.h"
#include "tests/posts_fixture.h"

static const char with_foreign[] = "{ \"site\": \"s\", \"nodes\": ["
    "{ \"name\": \"a\", \"vcpus\": 16, \"memory\": \"16G\" },"
    "{ \"name\": \"b\", \"vcpus\": 16, \"memory\": \"16G\" },"
    "{ \"name\": \"c\", \"vcpus\": 16, \"memory\": \"16G\" } ],"
    "\"devices\": [ { \"name\": \"d1\", \"size\": \"20G\" } ],"
    "\"services\": { \"vds\": [ { \"name\": \"vds0\" } ], \"vcc\": ["
    "{ \"name\": \"vcc0\", \"ports\": \"5000-5009\" } ] },"
    "\"guests\": [ { \"name\": \"g1\", \"vcpus\": 8, \"memory\": \"8G\","
    "\"group\": { \"nodes\": [ \"a\", \"b\" ] },"
    "\"pool\": { \"device\": \"d1\" }, \"disks\": [ { \"size\": \"9G\" } ] },"
    "{ \"name\": \"raw\", \"vcpus\": 1, \"memory\": \"1G\", \"ours\": false,"
    "\"agent\": null, \"now\": \"running on b\" } ] }";

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static struct site *
foreign_site(void)
{
	struct mistakes mistakes = { 0 };
	struct site *site = site_read(&arena, "s", with_foreign,
	    strlen(with_foreign), &mistakes);

	assert_non_null(site);
	return site;
}

static void
it_takes_one_node_and_no_more(void **state)
{
	static const char *const jobs[] = { "sweep", "sweep node1 node2",
	    "sweep node1 node1", "sweep ldom1" };
	struct site *site = posts_site(&arena);
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct err err = { 0 };

		assert_false(job_read_line(&arena, site, jobs[i], &job, &err));
		assert_int_equal(err.code, ERR_JOB_INVALID);
	}
}

static void
its_commands_are_typed_on_another_node(void **state)
{
	struct site *site = foreign_site();
	const struct plan *plan = posts_plan(&arena, site, "sweep a");
	const struct op *op = &plan->steps[posts_step(plan, "evacuate")].op;

	(void)state;
	assert_int_equal(op->to, 1);
	assert_int_equal(op->on, 2);
	plan = posts_plan(&arena, site, "sweep b");
	op = &plan->steps[posts_step(plan, "evacuate")].op;
	assert_int_equal(op->to, 2);
	assert_int_equal(op->on, 1);
	op = &plan->steps[posts_step(plan, "config@b")].op;
	assert_int_equal(op->on, 2);
	plan = posts_plan(&arena, site, "sweep a --for firmware");
	op = &plan->steps[posts_step(plan, "quorum-off")].op;
	assert_int_equal(op->to, 1);
	assert_int_equal(op->on, 2);
}

static void
a_node_that_is_gone_types_nothing(void **state)
{
	struct site *site = foreign_site();
	struct view view = { .gone = 1 << 2 };
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	(void)state;
	assert_true(job_read_line(&arena, site, "sweep a", &job, &err));
	plan = plan_make(&arena, site, &job, &view, &err);
	assert_int_equal(plan->steps[0].op.on, 3);
	view.gone |= 1 << 3;
	assert_null(plan_make(&arena, site, &job, &view, &err));
	assert_int_equal(err.code, ERR_NODE_DOWN);
	view.gone = 1 << 1;
	assert_null(plan_make(&arena, site, &job, &view, &err));
	assert_int_equal(err.code, ERR_NODE_DOWN);
}

static void
ours_refuse_and_others_are_said(void **state)
{
	struct site *site = foreign_site();

	(void)state;
	assert_string_equal(posts_checks(&arena, site, "sweep b", "guest"),
	    "! g1 is not bound on b\n");
	assert_string_equal(posts_checks(&arena, site, "sweep b", "foreign"),
	    "? raw is not bound on b; it is not ours, and stays\n");
	assert_string_equal(posts_checks(&arena, site, "sweep b", "domains"),
	    "! at most 1 domains are bound, the guests that are not ours\n");
	assert_string_equal(posts_checks(&arena, posts_site(&arena),
	    "sweep node2", "domains"), "! no other domain is bound\n");
}

/* What the node cannot have is not asked of it. */
static void
a_guest_of_other_nodes_is_not_looked_for(void **state)
{
	struct site *site = foreign_site();
	const struct plan *plan = posts_plan(&arena, site, "sweep c");
	uint32_t step = posts_step(plan, "empty");

	(void)state;
	assert_string_equal(posts_checks(&arena, site, "sweep c", "guest"),
	    "");
	assert_int_equal(plan->steps[step].preconditions.count, 1);
	plan = posts_plan(&arena, site, "sweep a");
	assert_int_equal(plan->steps[step].preconditions.count, 3);
}

static void
the_look_asks_for_groups_guests_and_pools(void **state)
{
	struct site *site = posts_site(&arena);
	const struct plan *plan = posts_plan(&arena, site, "sweep node1");
	const struct step *step = &plan->steps[posts_step(plan, "empty")];
	const struct fact *proof = &plan->proofs[step->preconditions.first];

	(void)state;
	assert_int_equal(step->kind, STEP_CHECK);
	assert_int_equal(step->preconditions.count, 5);
	assert_int_equal(proof[0].ask.kind, OP_MEMBER_STATE);
	assert_int_equal(proof[0].ask.to, 1);
	assert_int_equal(proof[1].ask.kind, OP_GUEST_STATE);
	assert_int_equal(proof[1].ask.on, 1);
	assert_int_equal(proof[2].ask.kind, OP_POOL_STATE);
	assert_int_equal(proof[2].want.on, 1);
	assert_true((proof[2].want.cares & WANT_ELSEWHERE) != 0);
}

static void
of_two_nodes_none_gives_its_vote_up(void **state)
{
	struct site *three = foreign_site(), *two = posts_site(&arena);

	(void)state;
	assert_true(posts_has_step(posts_plan(&arena, three,
	    "sweep a --for firmware"), "quorum-off"));
	assert_false(posts_has_step(posts_plan(&arena, three,
	    "sweep a --for shutdown"), "quorum-off"));
	assert_false(posts_has_step(posts_plan(&arena, two,
	    "sweep node1 --for firmware"), "quorum-off"));
	assert_true(posts_has_step(posts_plan(&arena, three, "boot a"),
	    "quorum-on"));
	assert_false(posts_has_step(posts_plan(&arena, two, "boot node1"),
	    "quorum-on"));
}

static void
a_node_that_goes_down_is_empty_of_everybody(void **state)
{
	struct site *site = foreign_site();

	(void)state;
	assert_string_equal(posts_checks(&arena, site,
	    "sweep b --for shutdown", "foreign"), "! raw is not bound on b; "
	    "it is not ours, and its owner has to move it\n");
	assert_string_equal(posts_checks(&arena, site,
	    "sweep b --for shutdown", "domains"),
	    "! no other domain is bound\n");
}

/* The run level follows from what it is for. */
static void
it_goes_down_for_what_the_job_says(void **state)
{
	static const struct {
		const char *job, *step, *level;
	} rows[] = {
		{ "sweep node1 --for shutdown", "shutdown", "0" },
		{ "sweep node1 --for firmware", "shutdown", "0" },
		{ "sweep node1 --for reboot", "reboot", "6" },
	};
	struct site *site = posts_site(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct plan *plan = posts_plan(&arena, site,
		    rows[i].job);
		uint32_t step = posts_step(plan, rows[i].step);

		assert_string_equal(names_text(site->names, KIND_TEXT,
		    plan->steps[step].op.value), rows[i].level);
		assert_int_equal(plan->no_return_step, step);
		assert_int_equal(posts_has_step(plan, "power-off"), i == 1);
		assert_int_equal(posts_has_step(plan, "back"), i == 2);
	}
}

static void
a_purpose_that_is_none_is_refused(void **state)
{
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct job job;

	(void)state;
	assert_false(job_read_line(&arena, site, "sweep node1 --for fun", &job,
	    &err));
	assert_int_equal(err.code, ERR_JOB_INVALID);
}

static void
what_runs_is_saved_right_before_it_goes_down(void **state)
{
	struct site *site = posts_site(&arena);
	const struct plan *plan = posts_plan(&arena, site,
	    "sweep node1 --for reboot");
	const struct span *needs =
	    &plan->steps[posts_step(plan, "reboot")].preconditions;
	unsigned saved = 0, quorum = 0;

	(void)state;
	for (uint32_t i = needs->first; i < needs->first + needs->count; i++) {
		const struct fact *fact = &plan->proofs[i];

		saved += fact->ask.value == TEXT_CONFIG &&
		    fact->want.states == STATE_BIT(STATE_SAVED);
		quorum += fact->ask.value == TEXT_QUORUM &&
		    fact->want.cares == WANT_AT_LEAST;
	}
	assert_int_equal(saved, 1);
	assert_int_equal(quorum, 1);
}

/* Whoever does something about the node meets the same lock. */
static void
a_node_that_is_down_takes_no_lock(void **state)
{
	struct site *site = foreign_site();
	const struct plan *plan = posts_plan(&arena, site, "boot a --locks");

	(void)state;
	assert_int_equal(plan->lock_steps, 2);
	assert_int_equal(plan->steps[0].op.on, 2);
	assert_int_equal(plan->steps[1].op.on, 3);
	assert_int_equal(plan->steps[0].op.file, plan->steps[1].op.file);
	plan = posts_plan(&arena, site, "sweep a --locks");
	assert_int_equal(plan->lock_steps, 3);
	assert_int_equal(plan->steps[0].op.file, plan->steps[2].op.file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(it_takes_one_node_and_no_more, end),
		cmocka_unit_test_teardown(
		    its_commands_are_typed_on_another_node, end),
		cmocka_unit_test_teardown(a_node_that_is_gone_types_nothing,
		    end),
		cmocka_unit_test_teardown(ours_refuse_and_others_are_said,
		    end),
		cmocka_unit_test_teardown(
		    a_guest_of_other_nodes_is_not_looked_for, end),
		cmocka_unit_test_teardown(
		    the_look_asks_for_groups_guests_and_pools, end),
		cmocka_unit_test_teardown(of_two_nodes_none_gives_its_vote_up,
		    end),
		cmocka_unit_test_teardown(
		    a_node_that_goes_down_is_empty_of_everybody, end),
		cmocka_unit_test_teardown(it_goes_down_for_what_the_job_says,
		    end),
		cmocka_unit_test_teardown(a_purpose_that_is_none_is_refused,
		    end),
		cmocka_unit_test_teardown(
		    what_runs_is_saved_right_before_it_goes_down, end),
		cmocka_unit_test_teardown(a_node_that_is_down_takes_no_lock,
		    end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
