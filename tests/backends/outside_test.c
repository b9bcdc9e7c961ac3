/*
 * A host outside the cluster that imports a pool of the cluster.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/storage/pool.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "tests/sim_fixture.h"

static struct arena arena;
static struct site *site;
static struct sim *sim;

static int
begin(void **state)
{
	(void)state;
	site = fixture_site(&arena, 2, 1, NOW_CLUSTERED);
	sim = sim_make(site, SITE_READY, 1);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	sim_drop(sim);
	arena_drop(&arena);
	return 0;
}

static struct op
pool(enum op_kind kind, uint32_t node)
{
	return (struct op){ .kind = kind, .on = node,
	    .pool = site->guests[1].pool };
}

static void
offline(void)
{
	fixture_done(sim, (struct op){ .kind = OP_GROUP_OFFLINE, .on = 1,
	    .group = site->guests[1].group });
}

static bool
is_damaged(void)
{
	return world_pool(sim->world, site->guests[1].pool)->damaged != 0;
}

static void
beside_a_node_it_damages_the_pool(void **state)
{
	char *text;

	(void)state;
	assert_true(sim_import_outside(sim, site->guests[1].pool));
	assert_true(is_damaged());
	assert_true(sim_violated(sim, "pool-imported-once"));
	assert_true(sim_violated(sim, "data-intact"));
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, " last=outside damaged=yes"));
	free(text);
}

static void
it_is_named_by_the_refusal_of_a_plain_import(void **state)
{
	struct result res;

	(void)state;
	offline();
	assert_true(sim_import_outside(sim, site->guests[1].pool));
	res = fixture_run(sim, pool(OP_POOL_IMPORT, 2));
	assert_int_equal(res.err.code, ERR_POOL_ELSEWHERE);
	assert_non_null(strstr(res.err.text, "by a host outside the cluster"));
	assert_false(is_damaged());
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_POOL_STATE,
	    .pool = site->guests[1].pool }).state, STATE_EXPORTED);
	sim_export_outside(sim, site->guests[1].pool);
	fixture_done(sim, pool(OP_POOL_IMPORT, 2));
	assert_false(is_damaged());
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
a_forced_import_beside_it_damages_the_pool(void **state)
{
	struct op op = pool(OP_POOL_IMPORT, 2);

	(void)state;
	offline();
	assert_true(sim_import_outside(sim, site->guests[1].pool));
	op.forced = 1;
	fixture_done(sim, op);
	assert_true(is_damaged());
	assert_true(sim_violated(sim, "pool-imported-once"));
}

/* It has not exported what a node has imported since: its label is the
 * node's. */
static void
its_export_leaves_the_label_of_a_node(void **state)
{
	struct op op = pool(OP_POOL_IMPORT, 2);

	(void)state;
	offline();
	assert_true(sim_import_outside(sim, site->guests[1].pool));
	op.forced = 1;
	fixture_done(sim, op);
	sim_export_outside(sim, site->guests[1].pool);
	assert_int_equal(world_pool(sim->world, site->guests[1].pool)
	    ->last_host, 2);
}

/* The node was not heard when the pool was imported outside; when it goes on it
 * writes to what it holds. */
static void
a_node_that_hung_meanwhile_damages_the_pool(void **state)
{
	(void)state;
	node_hang(sim, 1);
	fixture_pass(sim, 1000);
	assert_true(sim_import_outside(sim, site->guests[1].pool));
	assert_false(is_damaged());
	node_unhang(sim, 1);
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_true(is_damaged());
}

static void
what_is_not_there_is_not_imported(void **state)
{
	struct sim *empty = sim_make(fixture_site(&arena, 2, 1, NOW_ABSENT),
	    SITE_READY, 1);

	(void)state;
	assert_false(sim_import_outside(empty, 1));
	sim_drop(empty);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(beside_a_node_it_damages_the_pool),
		TEST(it_is_named_by_the_refusal_of_a_plain_import),
		TEST(a_forced_import_beside_it_damages_the_pool),
		TEST(its_export_leaves_the_label_of_a_node),
		TEST(a_node_that_hung_meanwhile_damages_the_pool),
		TEST(what_is_not_there_is_not_imported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
