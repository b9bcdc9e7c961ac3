/*
 * /etc/zfs/zpool.cache: which pools a node imports when it boots.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"

enum { UP_MS = 20 * 60000 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

static void
begin(enum guest_now now)
{
	site = fixture_site(&arena, 2, 1, now);
	sim = sim_make(site, SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static struct op
pool(enum op_kind kind, uint32_t node, bool forced)
{
	return (struct op){ .kind = kind, .on = node, .forced = forced,
	    .pool = site->guests[1].pool };
}

static struct op
group(enum op_kind kind, uint32_t to)
{
	return (struct op){ .kind = kind, .on = 1, .to = to,
	    .group = site->guests[1].group };
}

static bool
is_imported(uint32_t node)
{
	return (world_pool(sim_world(sim), site->guests[1].pool)->imported &
	    bit(node)) != 0;
}

/* The group is offline and stays so; a person has the pool, on node 1. */
static void
import_plainly(void)
{
	begin(NOW_DEFINED);
	fixture_done(sim, group(OP_GROUP_OFFLINE, 0));
	fixture_done(sim, group(OP_GROUP_SUSPEND, 0));
	fixture_done(sim, pool(OP_POOL_IMPORT, 1, false));
}

static void
reboot(uint32_t node)
{
	node_reboot(sim, node);
	fixture_pass(sim, UP_MS);
}

static void
a_plain_import_is_imported_again_at_boot(void **state)
{
	(void)state;
	import_plainly();
	node_reboot(sim, 1);
	assert_false(is_imported(1));
	fixture_pass(sim, UP_MS);
	assert_true(is_imported(1));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	reboot(1);
	assert_true(is_imported(1));
}

static void
a_power_cycle_keeps_the_cache(void **state)
{
	(void)state;
	import_plainly();
	node_power_off(sim, 1);
	node_power_on(sim, 1);
	fixture_pass(sim, UP_MS);
	assert_true(is_imported(1));
}

static void
an_export_takes_it_out_of_the_cache(void **state)
{
	(void)state;
	import_plainly();
	fixture_done(sim, pool(OP_POOL_EXPORT, 1, false));
	reboot(1);
	assert_false(is_imported(1));
	fixture_done(sim, pool(OP_POOL_IMPORT, 1, false));
	fixture_done(sim, pool(OP_POOL_EXPORT, 1, false));
	fixture_done(sim, pool(OP_POOL_IMPORT, 2, false));
	reboot(1);
	assert_false(is_imported(1));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
what_hastorageplus_imports_is_not_in_the_cache(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	fixture_done(sim, group(OP_GROUP_SUSPEND, 0));
	reboot(1);
	reboot(2);
	assert_false(is_imported(1));
	assert_false(is_imported(2));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

/* The reboot loop of panics that a site cured by moving the cache away. */
static void
the_boot_imports_what_is_in_use_elsewhere(void **state)
{
	(void)state;
	import_plainly();
	node_power_off(sim, 1);
	fixture_pass(sim, 60000);
	fixture_done(sim, pool(OP_POOL_IMPORT, 2, true));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	node_power_on(sim, 1);
	fixture_pass(sim, UP_MS);
	assert_true(is_imported(1) && is_imported(2));
	assert_true(sim_violated(sim, "pool-imported-once"));
	assert_int_equal(world_pool(sim_world(sim),
	    site->guests[1].pool)->damaged, 1);
}

/* Its label says so, and the import looks at the label. */
static void
a_pool_that_was_exported_elsewhere_is_not_imported(void **state)
{
	(void)state;
	import_plainly();
	node_power_off(sim, 1);
	fixture_pass(sim, 60000);
	fixture_done(sim, pool(OP_POOL_IMPORT, 2, true));
	fixture_done(sim, pool(OP_POOL_EXPORT, 2, false));
	node_power_on(sim, 1);
	fixture_pass(sim, UP_MS);
	assert_false(is_imported(1));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	fixture_done(sim, pool(OP_POOL_IMPORT, 2, false));
	reboot(1);
	assert_false(is_imported(1));
}

static void
a_pool_is_not_imported_where_its_lun_is_not_seen(void **state)
{
	(void)state;
	import_plainly();
	world_device(sim_world(sim), site->guests[1].device)->nodes &= ~bit(1);
	reboot(1);
	assert_false(is_imported(1));
}

static void
a_destroyed_pool_leaves_nothing_behind(void **state)
{
	(void)state;
	import_plainly();
	fixture_done(sim, pool(OP_POOL_DESTROY, 1, false));
	reboot(1);
	assert_false(is_imported(1));
	assert_int_equal(world_pool(sim_world(sim),
	    site->guests[1].pool)->exists, 0);
}

static void
the_text_of_a_world_names_the_cache(void **state)
{
	char *text;

	(void)state;
	import_plainly();
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, " cached=node1\n"));
	free(text);
	fixture_done(sim, pool(OP_POOL_EXPORT, 1, false));
	text = sim_text(sim, NULL);
	assert_null(strstr(text, "cached="));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(a_plain_import_is_imported_again_at_boot),
		T(a_power_cycle_keeps_the_cache),
		T(an_export_takes_it_out_of_the_cache),
		T(what_hastorageplus_imports_is_not_in_the_cache),
		T(the_boot_imports_what_is_in_use_elsewhere),
		T(a_pool_that_was_exported_elsewhere_is_not_imported),
		T(a_pool_is_not_imported_where_its_lun_is_not_seen),
		T(a_destroyed_pool_leaves_nothing_behind),
		T(the_text_of_a_world_names_the_cache),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
