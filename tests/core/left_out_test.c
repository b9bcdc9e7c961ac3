/*
 * Plans that leave a node out because the cluster has given it up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/procedures/procedure.h"
#include "core/run/run.h"
#include "tests/posts_fixture.h"

static const char *const jobs[] = { "services", "create ldom1", "p2v system1",
    "maintain ldom1 --set vcpus=8", "retire ldom1" };

/* The plan of a job while that node is none of the cluster. */
static struct plan *
plan_without(struct arena *arena, uint32_t node, const char *line)
{
	struct site *site = posts_site(arena);
	struct view view = { .gone = (uint64_t)1 << node,
	    .group_at = 3 - node };
	struct err err = { 0 };
	struct job job;
	struct plan *plan;

	assert_true(job_read_line(arena, site, line, &job, &err));
	plan = plan_make(arena, site, &job, &view, &err);
	if (plan == NULL)
		fail_msg("%s without node%u: %s", line, (unsigned)node,
		    err.text);
	return plan;
}

/* That the guest does not run there has to be proved of a dead node, too. */
static bool
is_of_guest(const struct op *ask)
{
	return ask->kind == OP_GUEST_STATE;
}

static void
a_plan_needs_nothing_of_a_node_that_it_leaves_out(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t j = 0; j < sizeof(jobs) / sizeof(jobs[0]); j++)
		for (uint32_t node = 1; node <= 2; node++) {
			struct plan *plan = plan_without(&arena, node,
			    jobs[j]);

			for (uint32_t i = 0; i < plan->step_count; i++)
				assert_int_not_equal(op_place(
				    &plan->steps[i].op), node);
			for (uint32_t i = 0; i < plan->check_count; i++)
				assert_int_not_equal(op_asked_at(
				    &plan->checks[i].fact.ask), node);
			for (uint32_t i = 0; i < plan->fact_count; i++)
				assert_int_not_equal(op_asked_at(
				    &plan->facts[i].fact.ask), node);
			for (uint32_t i = 0; i < plan->proof_count; i++)
				assert_true(op_asked_at(&plan->proofs[i].ask) !=
				    node || is_of_guest(&plan->proofs[i].ask));
		}
	arena_drop(&arena);
}

/* Its label decides whether it may be written, wherever that is done. */
static void
the_device_is_looked_at_where_the_pool_is_made(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (uint32_t node = 1; node <= 2; node++) {
		struct plan *plan = plan_without(&arena, node, "create ldom1");
		unsigned labels = 0;

		for (uint32_t i = 0; i < plan->check_count; i++)
			labels += plan->checks[i].fact.ask.on == plan->from &&
			    plan->checks[i].fact.ask.value == TEXT_LABEL;
		assert_int_equal(plan->from, 3 - node);
		assert_true(labels > 0);
	}
	arena_drop(&arena);
}

static void
what_came_to_nothing_owes_nothing(void **state)
{
	struct arena arena = { 0 };
	struct plan *plan = plan_without(&arena, 2, "create ldom1");
	struct run run = { .ending = GOING };
	uint32_t node;

	(void)state;
	assert_non_null(run_leaves(plan, &run, 0, &node));
	assert_int_equal(node, 2);
	assert_null(run_leaves(plan, &run, 1, &node));
	run.ending = REFUSED;
	assert_null(run_leaves(plan, &run, 0, &node));
	run.ending = RETURNED;
	run.home = plan->locks;
	assert_null(run_leaves(plan, &run, 0, &node));
	run.home++;
	assert_non_null(run_leaves(plan, &run, 0, &node));
	run.ending = STUCK;
	run.home = 0;
	assert_non_null(run_leaves(plan, &run, 0, &node));
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_plan_needs_nothing_of_a_node_that_it_leaves_out),
		cmocka_unit_test(
		    the_device_is_looked_at_where_the_pool_is_made),
		cmocka_unit_test(what_came_to_nothing_owes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
