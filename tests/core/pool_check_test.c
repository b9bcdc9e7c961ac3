/*
 * Every job that needs the cluster to import the pool asks first who has
 * imported it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/plan/check.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"

static const char *const jobs[] = {
	"services", "create ldom1", "create ldom1 --no-test", "switch ldom1",
	"migrate ldom1", "retire ldom1", "retire ldom1 --destroy-data d14",
	"maintain ldom1", "maintain ldom1 --set vcpus=2",
	"maintain ldom1 --set memory=8G", "maintain ldom1 --set hostid=1",
	"p2v system1", "p2v system1 --phase collect",
	"p2v system1 --phase prepare", "p2v system1 --phase convert",
	"p2v system1 --phase cluster", "sweep node1", "recover ldom1",
	"boot node1", "unstick ldom1-rg", "rejoin node1",
};
enum { JOBS = sizeof(jobs) / sizeof(jobs[0]) };

/* What has the cluster import a pool, or opens what is in it: by name, and not
 * by the columns of the tables. */
static bool
is_one(enum op_kind kind)
{
	static const enum op_kind kinds[] = { OP_POOL_IMPORT, OP_GROUP_ONLINE,
	    OP_GROUP_SWITCH, OP_GUEST_BIND, OP_GUEST_START, OP_GUEST_BOOT,
	    OP_P2V_PREPARE, OP_P2V_CLEAN, OP_P2V_CONVERT };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kind == kinds[i])
			return true;
	return false;
}

/* On the way there, or back; nothing goes back after the point of no
 * return. */
static bool
imports(const struct plan *plan)
{
	const struct answer found = { .state = STATE_ONLINE, .on = 1 };
	struct op undo;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		if (step->kind != STEP_CHANGE)
			continue;
		if (is_one(step->op.kind))
			return true;
		for (unsigned n = 0; i < plan->no_return_step &&
		    op_undo(&step->op, n, &found, &undo); n++)
			if (is_one(undo.kind))
				return true;
	}
	return false;
}

/* The check that a pool which was imported by hand does not meet. */
static const struct check *
check_of_pool(const struct plan *plan)
{
	const struct answer by_hand = { .state = STATE_IMPORTED,
	    .on = plan->from, .number = 1 };
	struct answer by_agent = by_hand;

	by_agent.number = 0;
	for (uint32_t i = 0; i < plan->check_count; i++) {
		const struct check *check = &plan->checks[i];

		if (check->fact.ask.kind == OP_POOL_STATE && !check->warns &&
		    check->fact.ask.pool == plan->site->guests[
		    plan->guest].pool && !check_met(check, &by_hand)) {
			assert_true(check_met(check, &by_agent));
			return check;
		}
	}
	return NULL;
}

static void
what_imports_a_pool_asks_who_has_imported_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < JOBS; i++) {
		struct arena arena = { 0 };
		struct plan *plan = posts_plan(&arena, posts_site(&arena),
		    jobs[i]);

		if (imports(plan) != (check_of_pool(plan) != NULL))
			fail_msg("%s %s", jobs[i], imports(plan) ?
			    "imports a pool and does not ask" :
			    "asks for a pool that it leaves alone");
		arena_drop(&arena);
	}
}

/* Its pool goes to no other node, but the way back has the cluster import
 * it. */
static void
the_way_back_counts_too(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;

	(void)state;
	for (uint32_t g = 1; g <= site->guest_count; g++)
		site->guests[g].node_count = 1;
	plan = posts_plan(&arena, site, "retire ldom1");
	assert_false(posts_has_step(plan, "switch-there"));
	assert_non_null(check_of_pool(plan));
	arena_drop(&arena);
}

/* What nobody has made yet, or nobody has given to the cluster, may be as it
 * is. */
static void
who_makes_the_pool_asks_only_what_has_a_resource(void **state)
{
	static const char *const makers[] = { "create ldom1", "p2v system1",
	    "p2v system1 --phase prepare" };
	const struct answer absent = { .state = STATE_ABSENT };

	(void)state;
	for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]); i++) {
		struct arena arena = { 0 };
		struct plan *plan = posts_plan(&arena, posts_site(&arena),
		    makers[i]);
		const struct check *check = check_of_pool(plan);

		assert_non_null(check);
		assert_true(check_met(check, &absent));
		assert_int_equal(check->fact.ask.resource,
		    plan->site->guests[plan->guest].storage);
		arena_drop(&arena);
	}
}

/* A procedure that is new needs a job here. */
static void
every_procedure_is_among_the_jobs(void **state)
{
	(void)state;
	for (size_t n = 0; procedures[n] != NULL; n++) {
		const char *name = procedures[n]->name;
		size_t i = 0;

		/* Its jobs are those of other procedures. */
		if (procedures[n]->campaign != CAMPAIGN_NONE)
			continue;
		while (i < JOBS && strncmp(jobs[i], name, strlen(name)) != 0)
			i++;
		if (i == JOBS)
			fail_msg("%s has no job here", name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test(name)
		T(what_imports_a_pool_asks_who_has_imported_it),
		T(the_way_back_counts_too),
		T(who_makes_the_pool_asks_only_what_has_a_resource),
		T(every_procedure_is_among_the_jobs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
