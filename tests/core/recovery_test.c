/*
 * Each row of the decision table: what is found, and what has to be done; and
 * what is in no row is for a person.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/plan/recovery.h"
#include "tests/posts_fixture.h"

enum { GUEST = 1, NODE1 = 1, NODE2 = 2 };

#define RUNS		(NEED_BIND | NEED_START)

struct table {
	struct arena	 arena;
	struct site	*site;
	struct view	 view;
	struct recovery	 recovery;
	struct err	 err;
};

/* On two nodes, each without the guest; its group is online on node1. */
static int
table_make(void **state)
{
	struct table *table = test_calloc(1, sizeof(*table));

	table->site = posts_site(&table->arena);
	table->view.group_at = table->view.ends.pool_at = NODE1;
	table->view.ends.group = STATE_ONLINE;
	table->view.ends.in_pool = true;
	table->view.ends.state[NODE1] = STATE_ABSENT;
	table->view.ends.state[NODE2] = STATE_ABSENT;
	*state = table;
	return 0;
}

static int
table_drop(void **state)
{
	struct table *table = *state;

	arena_drop(&table->arena);
	test_free(table);
	return 0;
}

static bool
decide(struct table *table)
{
	memset(&table->err, 0, sizeof(table->err));
	return recovery_decide(table->site, GUEST, &table->view,
	    &table->recovery, &table->err);
}

static bool
found(struct table *table, enum state one, enum state two)
{
	table->view.ends.state[NODE1] = one;
	table->view.ends.state[NODE2] = two;
	return decide(table);
}

/* What is needed, and where the guest will be. */
static void
decided(struct table *table, unsigned needs, uint32_t at)
{
	if (!decide(table))
		fail_msg("%s", table->err.text);
	assert_int_equal(table->recovery.needs, needs);
	assert_int_equal(table->recovery.at, at);
}

static void
refused(struct table *table, const char *words)
{
	assert_false(decide(table));
	assert_int_equal(table->err.code, ERR_WRONG_STATE);
	if (strstr(table->err.text, words) == NULL)
		fail_msg("%s", table->err.text);
}

static void
node1_dies(struct table *table, bool power)
{
	table->view.gone = 1 << NODE1;
	table->view.ends.powered = power ? 1 << NODE1 : 0;
	table->view.ends.state[NODE1] = STATE_FENCED;
	table->view.group_at = table->view.ends.pool_at = NODE2;
}

static void
a_guest_that_is_up_needs_nothing(void **state)
{
	static const enum state up[] = { STATE_RUNNING, STATE_BOOTING,
	    STATE_AT_OK, STATE_HALTING, STATE_HUNG };

	for (size_t i = 0; i < sizeof(up) / sizeof(up[0]); i++) {
		assert_true(found(*state, up[i], STATE_ABSENT));
		decided(*state, 0, NODE1);
	}
}

static void
a_guest_that_runs_where_its_pool_is_not_is_for_a_person(void **state)
{
	found(*state, STATE_ABSENT, STATE_RUNNING);
	refused(*state, "it runs where its pool is not");
}

static void
a_definition_on_one_node_is_bound_and_started_there(void **state)
{
	found(*state, STATE_INACTIVE, STATE_ABSENT);
	decided(*state, RUNS, NODE1);
}

static void
its_pool_is_brought_to_it(void **state)
{
	found(*state, STATE_ABSENT, STATE_INACTIVE);
	decided(*state, NEED_MOVE | RUNS, NODE2);
}

static void
what_is_bound_is_only_started(void **state)
{
	found(*state, STATE_BOUND, STATE_ABSENT);
	decided(*state, NEED_START, NODE1);
}

static void
what_is_bound_is_unbound_before_its_pool_comes(void **state)
{
	struct table *table = *state;

	found(table, STATE_ABSENT, STATE_BOUND);
	decided(table, NEED_UNBIND | NEED_MOVE | RUNS, NODE2);
	table->view.group_at = table->view.ends.pool_at = 0;
	table->view.ends.group = STATE_OFFLINE;
	decided(table, NEED_UNBIND | NEED_ONLINE | RUNS, NODE2);
}

static void
what_nobody_has_is_defined_where_its_pool_is(void **state)
{
	struct table *table = *state;

	decided(table, NEED_DEFINE | RUNS, NODE1);
	assert_true(table->recovery.from_pool);
	table->view.group_at = table->view.ends.pool_at = NODE2;
	decided(table, NEED_DEFINE | RUNS, NODE2);
}

static void
without_a_copy_in_the_pool_that_of_the_node_is_taken(void **state)
{
	struct table *table = *state;

	table->view.ends.in_pool = false;
	table->view.ends.own = 1 << NODE1;
	decided(table, NEED_DEFINE | RUNS, NODE1);
	assert_false(table->recovery.from_pool);
	table->view.ends.own = 1 << NODE2;
	refused(table, "no copy of its definition");
}

static void
of_two_definitions_the_one_at_the_pool_is_kept(void **state)
{
	struct table *table = *state;

	found(table, STATE_INACTIVE, STATE_INACTIVE);
	decided(table, NEED_REMOVE_OTHER | RUNS, NODE1);
	assert_int_equal(table->recovery.other, NODE2);
	table->view.group_at = table->view.ends.pool_at = NODE2;
	decided(table, NEED_REMOVE_OTHER | RUNS, NODE2);
	assert_int_equal(table->recovery.other, NODE1);
}

static void
a_migration_that_has_not_arrived_is_cancelled(void **state)
{
	found(*state, STATE_MOVING, STATE_ABSENT);
	decided(*state, NEED_CANCEL | RUNS, NODE1);
	found(*state, STATE_ABSENT, STATE_MOVING);
	decided(*state, NEED_UNBIND | NEED_MOVE | NEED_CANCEL | RUNS, NODE2);
}

static void
a_migration_that_has_arrived_leaves_a_source_to_a_person(void **state)
{
	found(*state, STATE_RUNNING, STATE_MOVING);
	refused(*state, "On node2: ldm stop-domain -f ldom1; ldm "
	    "unbind-domain ldom1; ldm remove-domain ldom1 (");
	refused(*state, "running on node1, moving on node2");
}

static void
two_that_run_are_an_emergency(void **state)
{
	found(*state, STATE_RUNNING, STATE_BOOTING);
	refused(*state, "nothing is done automatically");
	refused(*state, "On node2, which does not have the pool: ldm "
	    "stop-domain -f ldom1 (");
	refused(*state, "running on node1, booting on node2");
}

static void
what_is_in_no_row_is_for_a_person(void **state)
{
	static const enum state ends[][2] = {
		{ STATE_RUNNING, STATE_INACTIVE },
		{ STATE_RUNNING, STATE_BOUND },
		{ STATE_BOUND, STATE_INACTIVE },
		{ STATE_BOUND, STATE_BOUND },
		{ STATE_MOVING, STATE_INACTIVE },
		{ STATE_MOVING, STATE_MOVING },
		{ STATE_STRANGE, STATE_ABSENT },
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		assert_false(found(*state, ends[i][0], ends[i][1]));
		refused(*state, "in no row");
		assert_false(found(*state, ends[i][1], ends[i][0]));
		refused(*state, "in no row");
	}
}

static void
a_dead_node_has_to_be_without_power(void **state)
{
	struct table *table = *state;

	node1_dies(table, false);
	decided(table, NEED_FENCE | NEED_DEFINE | RUNS, NODE2);
	assert_int_equal(table->recovery.dead, NODE1);
	table->view.ends.powered = 1 << NODE1;
	decided(table, NEED_POWER_OFF | NEED_FENCE | NEED_DEFINE | RUNS,
	    NODE2);
}

static void
a_suspended_group_is_resumed_before_its_pool_is_placed(void **state)
{
	struct table *table = *state;

	node1_dies(table, false);
	table->view.ends.suspended = true;
	table->view.ends.group = STATE_OFFLINE;
	table->view.group_at = table->view.ends.pool_at = 0;
	decided(table, NEED_FENCE | NEED_RESUME | NEED_ONLINE | NEED_DEFINE |
	    RUNS, NODE2);
}

static void
without_a_dead_node_it_is_resumed_at_the_end(void **state)
{
	struct table *table = *state;

	table->view.ends.suspended = true;
	found(table, STATE_INACTIVE, STATE_ABSENT);
	decided(table, RUNS | NEED_RESUME_LAST, NODE1);
}

static void
an_agent_is_waited_for(void **state)
{
	struct table *table = *state;

	node1_dies(table, true);
	table->view.ends.guarded = true;
	decided(table, 0, NODE2);
	table->view.ends.suspended = true;
	table->view.ends.group = STATE_OFFLINE;
	table->view.group_at = table->view.ends.pool_at = 0;
	decided(table, NEED_RESUME | NEED_ONLINE, NODE2);
}

static void
an_agent_is_suspended_while_its_guest_is_mended(void **state)
{
	struct table *table = *state;

	table->view.ends.guarded = true;
	found(table, STATE_INACTIVE, STATE_ABSENT);
	decided(table, NEED_SUSPEND | RUNS | NEED_RESUME_LAST, NODE1);
	found(table, STATE_RUNNING, STATE_ABSENT);
	decided(table, 0, NODE1);
}

static void
a_group_in_error_comes_first(void **state)
{
	struct table *table = *state;

	table->view.ends.group = STATE_STOP_FAILED;
	refused(table, "unstick comes first");
}

static void
without_a_member_nothing_is_decided(void **state)
{
	struct table *table = *state;

	node1_dies(table, false);
	table->view.gone |= 1 << NODE2;
	assert_false(decide(table));
	assert_int_equal(table->err.code, ERR_NODE_DOWN);
}

static void
nobody_asked_means_that_the_first_node_is_dead(void **state)
{
	struct table *table = *state;

	recovery_assume(table->site, GUEST, 0, &table->view);
	decided(table, 0, NODE2);
	assert_int_equal(table->recovery.dead, NODE1);
	table->site->guests[GUEST].now_on = NODE2;
	recovery_assume(table->site, GUEST, 0, &table->view);
	decided(table, 0, NODE1);
	assert_int_equal(table->recovery.dead, NODE2);
}

static void
a_member_that_does_not_work_is_switched_off(void **state)
{
	struct table *table = *state;

	recovery_assume(table->site, GUEST, NODE2, &table->view);
	decided(table, NEED_POWER_OFF | NEED_FENCE | NEED_ONLINE, NODE1);
	assert_int_equal(table->recovery.dead, NODE2);
	/* The copy in its pool is seen when the pool is there. */
	table->view.ends.guarded = false;
	table->view.ends.in_pool = false;
	decided(table, NEED_POWER_OFF | NEED_FENCE | NEED_ONLINE |
	    NEED_DEFINE | RUNS, NODE1);
	assert_true(table->recovery.from_pool);
	table->view.ends.suspended = true;
	decided(table, NEED_POWER_OFF | NEED_FENCE | NEED_RESUME |
	    NEED_ONLINE | NEED_DEFINE | RUNS, NODE1);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, table_make, table_drop)
	const struct CMUnitTest tests[] = {
		T(a_guest_that_is_up_needs_nothing),
		T(a_guest_that_runs_where_its_pool_is_not_is_for_a_person),
		T(a_definition_on_one_node_is_bound_and_started_there),
		T(its_pool_is_brought_to_it),
		T(what_is_bound_is_only_started),
		T(what_is_bound_is_unbound_before_its_pool_comes),
		T(what_nobody_has_is_defined_where_its_pool_is),
		T(without_a_copy_in_the_pool_that_of_the_node_is_taken),
		T(of_two_definitions_the_one_at_the_pool_is_kept),
		T(a_migration_that_has_not_arrived_is_cancelled),
		T(a_migration_that_has_arrived_leaves_a_source_to_a_person),
		T(two_that_run_are_an_emergency),
		T(what_is_in_no_row_is_for_a_person),
		T(a_dead_node_has_to_be_without_power),
		T(a_suspended_group_is_resumed_before_its_pool_is_placed),
		T(without_a_dead_node_it_is_resumed_at_the_end),
		T(an_agent_is_waited_for),
		T(an_agent_is_suspended_while_its_guest_is_mended),
		T(a_group_in_error_comes_first),
		T(without_a_member_nothing_is_decided),
		T(a_member_that_does_not_work_is_switched_off),
		T(nobody_asked_means_that_the_first_node_is_dead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
