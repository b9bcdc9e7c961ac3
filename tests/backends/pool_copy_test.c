/*
 * The cluster's copy of a pool's configuration, when somebody makes the pool
 * anew by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/plan/job.h"
#include "core/plan/plan.h"
#include "core/run/drive.h"
#include "core/run/run.h"
#include "tests/sim_fixture.h"

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
pool(enum op_kind kind)
{
	return (struct op){ .kind = kind, .on = 1,
	    .pool = site->guests[1].pool,
	    .device = kind == OP_POOL_CREATE ? site->guests[1].device : 0 };
}

static struct op
group(enum op_kind kind, uint32_t to)
{
	return (struct op){ .kind = kind, .on = 1, .to = to,
	    .group = site->guests[1].group };
}

static struct op
storage(enum op_kind kind)
{
	return (struct op){ .kind = kind, .on = 1,
	    .resource = site->guests[1].storage };
}

static uint32_t
copy(void)
{
	return world_pool(sim_world(sim), site->guests[1].pool)->copy;
}

/* Its group is offline. */
static void
make_anew(void)
{
	begin(NOW_DEFINED);
	fixture_done(sim, group(OP_GROUP_OFFLINE, 0));
	fixture_done(sim, pool(OP_POOL_IMPORT));
	fixture_done(sim, pool(OP_POOL_DESTROY));
	fixture_done(sim, pool(OP_POOL_CREATE));
}

static void
what_was_made_anew_is_imported_on_no_node(void **state)
{
	(void)state;
	make_anew();
	fixture_done(sim, pool(OP_POOL_EXPORT));
	for (uint32_t node = 1; node <= 2; node++) {
		struct result res = fixture_run(sim, group(OP_GROUP_ONLINE,
		    node));

		assert_int_not_equal(res.outcome, DONE);
		assert_non_null(strstr(res.err.text, "pool-missing"));
	}
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_GROUP_STATE,
	    .group = site->guests[1].group }).state, STATE_OFFLINE);
}

/* HAStoragePlus keeps what is imported already. */
static void
it_is_online_where_a_person_has_imported_it_and_nowhere_else(void **state)
{
	(void)state;
	make_anew();
	fixture_done(sim, group(OP_GROUP_ONLINE, 1));
	assert_int_equal(copy(), COPY_STALE);
	assert_int_not_equal(fixture_run(sim, group(OP_GROUP_SWITCH,
	    2)).outcome, DONE);
}

static void
the_copy_goes_with_the_storage_resource(void **state)
{
	(void)state;
	make_anew();
	assert_int_equal(copy(), COPY_STALE);
	fixture_done(sim, storage(OP_RESOURCE_DISABLE));
	fixture_done(sim, storage(OP_RESOURCE_DELETE));
	assert_int_equal(copy(), COPY_NONE);
}

static void
the_cluster_takes_a_copy_of_what_it_imports(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	world_pool(sim_world(sim), site->guests[1].pool)->copy = COPY_NONE;
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	assert_int_equal(copy(), COPY_OWN);
}

static void
a_stale_copy_is_part_of_the_text(void **state)
{
	char *text;

	(void)state;
	make_anew();
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, " copy=stale\n"));
	free(text);
	fixture_done(sim, pool(OP_POOL_DESTROY));
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, " copy=stale\n"));
	free(text);
}

static enum ending
ending_of(const char *line)
{
	static struct run run;
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	assert_true(job_read_line(&arena, site, line, &job, &err));
	plan = plan_make(&arena, site, &job, NULL, &err);
	assert_non_null(plan);
	drive_begin(plan, &run, 0, NULL);
	drive(plan, &run, sim_backend(sim), NULL);
	assert_int_equal(run.why.code == ERR_POOL_NOT_HELD && strstr(
	    run.why.text, "found: imported on node1, by hand (ALTROOT -)") !=
	    NULL, run.ending == REFUSED);
	return run.ending;
}

/* Is it refused for a pool that a person has imported, with nothing changed? */
static void
is_refused_by_hand(const char *line)
{
	char *was, *is;

	world_pool(sim_world(sim), site->guests[1].pool)->cached = bit(1);
	was = sim_text(sim, NULL);
	assert_int_equal(ending_of(line), REFUSED);
	is = sim_text(sim, NULL);
	assert_string_equal(was, is);
	free(was);
	free(is);
}

static void
a_pool_that_the_cluster_has_not_imported_is_not_switched(void **state)
{
	static const char *const lines[] = { "switch ldom1", "retire ldom1",
	    "maintain ldom1", "maintain ldom1 --set hostid=1",
	    "retire ldom1 --destroy-data d1" };

	(void)state;
	begin(NOW_CLUSTERED);
	world_pool(sim_world(sim), site->guests[1].pool)->cached = bit(2);
	assert_int_equal(ending_of(lines[0]), ARRIVED);
	fixture_done(sim, group(OP_GROUP_SWITCH, 1));
	fixture_pass(sim, FIXTURE_DAY_MS);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		is_refused_by_hand(lines[i]);
	assert_int_equal(ending_of("maintain ldom1 --set vcpus=2"), ARRIVED);
}

static void
nor_moved_with_a_guest_that_has_no_agent(void **state)
{
	(void)state;
	begin(NOW_RUNNING);
	is_refused_by_hand("migrate ldom1");
	world_pool(sim_world(sim), site->guests[1].pool)->cached = 0;
	assert_int_equal(ending_of("migrate ldom1"), ARRIVED);
}

/* A creation that was left in its first phase goes on with its pool: by hand it
 * is what the cluster has a resource for. */
static void
what_has_no_resource_yet_is_not_imported_by_hand(void **state)
{
	struct op ask = { .kind = OP_POOL_STATE };

	(void)state;
	begin(NOW_ABSENT);
	fixture_done(sim, pool(OP_POOL_CREATE));
	ask.pool = site->guests[1].pool;
	assert_int_equal(fixture_ask(sim, ask).number, 1);
	ask.resource = site->guests[1].storage;
	assert_int_equal(fixture_ask(sim, ask).number, 0);
	fixture_drop(&sim, &arena);
	make_anew();
	assert_int_equal(fixture_ask(sim, ask).number, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(what_was_made_anew_is_imported_on_no_node),
		T(it_is_online_where_a_person_has_imported_it_and_nowhere_else),
		T(the_copy_goes_with_the_storage_resource),
		T(the_cluster_takes_a_copy_of_what_it_imports),
		T(a_stale_copy_is_part_of_the_text),
		T(a_pool_that_the_cluster_has_not_imported_is_not_switched),
		T(nor_moved_with_a_guest_that_has_no_agent),
		T(what_has_no_resource_yet_is_not_imported_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
