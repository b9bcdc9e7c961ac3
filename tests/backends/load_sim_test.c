/*
 * Load limits in the simulated cluster: where the manager starts nothing, what
 * it prefers, and what an operator is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "tests/sim_fixture.h"
#include "tests/sparse.h"

enum { NODES = 3, GUESTS = 4 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

static uint32_t
text(const char *text)
{
	return names_put(site->names, KIND_TEXT, text);
}

/* Three nodes, and four guests that can be on each of them, each of which adds
 * one to "guests"; none is there, and no node has a limit. */
static int
begin(void **state)
{
	(void)state;
	site = fixture_anywhere(&arena, NODES, GUESTS);
	for (uint32_t g = 1; g <= GUESTS; g++)
		site->guests[g].load_factors = text("Load_factors=guests@1");
	return 0;
}

/* Begin the simulation with these limits: "guests=1:2", or NULL. */
static void
limits(const char *one, const char *two, const char *three)
{
	const char *const limit[] = { one, two, three };

	for (uint32_t n = 1; n <= NODES; n++)
		site->nodes[n].load_limit[0] = limit[n - 1] != NULL ?
		    text(limit[n - 1]) : 0;
	sim = sim_make(site, SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	sim_drop(sim);
	arena_drop(&arena);
	return 0;
}

static void
put(uint32_t guest, uint32_t node)
{
	sim_put(sim, guest, NOW_CLUSTERED, node);
}

static struct op
group(enum op_kind kind, uint32_t guest, uint32_t to)
{
	return (struct op){ .kind = kind, .on = 1, .to = to,
	    .group = site->guests[guest].group };
}

static struct op
property(uint32_t guest, const char *value)
{
	struct op op = group(OP_GROUP_SET, guest, 0);

	op.value = fixture_put(sim, KIND_TEXT, value);
	return op;
}

static void
pass(void)
{
	fixture_pass(sim, FIXTURE_DAY_MS);
}

static void
assert_whole(void)
{
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
assert_on(uint32_t guest, uint32_t node)
{
	struct answer now = fixture_ask(sim, (struct op){
	    .kind = OP_GROUP_STATE, .group = site->guests[guest].group });

	assert_int_equal(now.state, node != 0 ? STATE_ONLINE : STATE_OFFLINE);
	assert_int_equal(now.on, node);
	assert_whole();
}

/* As scenarios and the explorer ask: does anything keep the group from that
 * node? */
static bool
is_barred(uint32_t guest, uint32_t node)
{
	struct condition condition = { .on = node,
	    .name = site->guests[guest].group,
	    .state = sim_state_find(KIND_GROUP, "barred") };

	return sim_holds(sim, &condition);
}

static void
a_full_node_bars_a_group_and_the_others_do_not(void **state)
{
	(void)state;
	limits(NULL, "guests=:1", NULL);
	put(1, 1);
	put(2, 2);
	assert_true(is_barred(1, 2));
	assert_false(is_barred(1, 1));
	assert_false(is_barred(1, 3));
	/* It is not kept from every node. */
	assert_false(is_barred(1, 0));
	assert_false(is_barred(2, 2));
	fixture_done(sim, group(OP_GROUP_OFFLINE, 2, 0));
	assert_false(is_barred(1, 2));
}

static void
a_group_is_not_started_over_a_hard_limit(void **state)
{
	char *before, *after;

	(void)state;
	limits(NULL, "guests=:1", NULL);
	put(1, 1);
	put(2, 2);
	before = sim_text(sim, NULL);
	fixture_fails(sim, group(OP_GROUP_SWITCH, 1, 2), ERR_LOAD_LIMIT);
	pass();
	after = sim_text(sim, NULL);
	assert_string_equal(before, after);
	free(before);
	free(after);
	fixture_done(sim, group(OP_GROUP_OFFLINE, 1, 0));
	fixture_fails(sim, group(OP_GROUP_ONLINE, 1, 2), ERR_LOAD_LIMIT);
	fixture_done(sim, group(OP_GROUP_OFFLINE, 2, 0));
	fixture_done(sim, group(OP_GROUP_ONLINE, 1, 2));
	fixture_done(sim, group(OP_GROUP_SWITCH, 1, 2));
	assert_on(1, 2);
}

/* Both leave node1 at once: the second one finds the first on its way. */
static void
the_next_node_of_the_list_is_tried(void **state)
{
	(void)state;
	limits(NULL, "guests=:1", NULL);
	put(1, 1);
	put(2, 1);
	node_power_off(sim, 1);
	pass();
	assert_on(1, 2);
	assert_on(2, 3);
}

/* What does not arrive has to go back, and there must be room for it. */
static void
a_group_that_leaves_counts_until_it_has_arrived(void **state)
{
	const struct op op = group(OP_GROUP_SWITCH, 1, 2);
	struct result res;

	(void)state;
	limits("guests=:1", NULL, NULL);
	put(1, 1);
	put(2, 3);
	assert_int_not_equal(sim_begin(sim, &op, CAUSE_PERSON, &res), 0);
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2, 1), ERR_LOAD_LIMIT);
	pass();
	fixture_done(sim, group(OP_GROUP_SWITCH, 2, 1));
	assert_on(1, 2);
	assert_on(2, 1);
}

static void
a_soft_limit_is_kept_where_there_is_a_choice(void **state)
{
	(void)state;
	limits(NULL, "guests=1:3", "guests=1:");
	put(1, 1);
	put(2, 1);
	put(3, 2);
	node_power_off(sim, 1);
	pass();
	assert_on(1, 3);
	assert_on(2, 2);
}

static void
weak_affinities_come_before_soft_limits(void **state)
{
	(void)state;
	limits(NULL, "guests=1:3", NULL);
	put(1, 1);
	put(2, 2);
	fixture_done(sim, property(1, "RG_affinities=+ldom2-rg"));
	node_power_off(sim, 1);
	pass();
	assert_on(1, 2);
}

static void
a_group_that_fits_nowhere_waits_for_a_node(void **state)
{
	(void)state;
	limits(NULL, "guests=:1", "guests=:0");
	put(1, 1);
	put(2, 2);
	node_power_off(sim, 1);
	pass();
	assert_on(1, 0);
	assert_true(placing_bars(sim, site->guests[1].group));
	node_power_on(sim, 1);
	pass();
	assert_on(1, 1);
	assert_false(placing_bars(sim, site->guests[1].group));
}

/* A start that fails goes to the next node within its limits, not back to where
 * there is no room any more. */
static void
a_failed_start_goes_on_within_the_limits(void **state)
{
	(void)state;
	limits(NULL, NULL, "guests=:0");
	put(1, 1);
	world_node(sim->world, 2)->free_vcpus = 0;
	fixture_fails(sim, group(OP_GROUP_SWITCH, 1, 2), ERR_START_FAILED);
	pass();
	assert_on(1, 1);
}

static void
who_follows_needs_room_as_well(void **state)
{
	(void)state;
	limits(NULL, "guests=:1", NULL);
	put(1, 1);
	put(2, 1);
	fixture_done(sim, property(2, "RG_affinities=++ldom1-rg"));
	fixture_done(sim, group(OP_GROUP_SWITCH, 1, 2));
	pass();
	assert_on(1, 2);
	assert_on(2, 0);
}

static void
nobody_is_taken_along_over_a_limit(void **state)
{
	(void)state;
	limits(NULL, "guests=:1", NULL);
	put(1, 1);
	put(2, 1);
	put(3, 2);
	fixture_done(sim, property(1, "Load_factors="));
	fixture_done(sim, property(1, "RG_affinities=+++ldom2-rg"));
	fixture_fails(sim, group(OP_GROUP_SWITCH, 1, 2), ERR_AFFINITY);
	pass();
	assert_on(1, 1);
	assert_on(2, 1);
}

static void
a_factor_is_set_only_where_there_is_room_for_it(void **state)
{
	static const char *const wrong[] = { "Load_factors=guests",
	    "Load_factors=guests@", "Load_factors=@1", "Load_factors=guests@1,",
	    "Load_factors=guests@1001", "Load_factors=guests@-1",
	    "Load_factors=guests@1,,zones@1" };

	(void)state;
	limits("guests=:3", NULL, NULL);
	put(1, 1);
	put(2, 1);
	for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		fixture_fails(sim, property(1, wrong[i]), ERR_VALIDATION);
	fixture_fails(sim, property(1, "Load_factors=guests@3"),
	    ERR_LOAD_LIMIT);
	fixture_done(sim, property(1, "Load_factors=guests@2"));
	fixture_done(sim, property(1, "Load_factors=zones@1000"));
	fixture_done(sim, property(2, "Load_factors=guests@3"));
}

static void
the_property_is_answered_and_is_part_of_the_text(void **state)
{
	struct op ask;
	char *now;

	(void)state;
	limits(NULL, NULL, NULL);
	put(1, 1);
	ask = group(OP_GROUP_STATE, 1, 0);
	ask.on = 0;
	ask.value = fixture_put(sim, KIND_TEXT, "Load_factors");
	assert_int_equal(fixture_ask(sim, ask).value,
	    text("Load_factors=guests@1"));
	now = sim_text(sim, NULL);
	assert_non_null(strstr(now, " Load_factors=guests@1\n"));
	free(now);
	fixture_done(sim, property(1, "Load_factors="));
	assert_int_equal(fixture_ask(sim, ask).value,
	    fixture_put(sim, KIND_TEXT, "Load_factors="));
	assert_int_equal(sim->world->loaded, 0);
}

/* Who is there, and who is on the way; the group of the question does not
 * count. */
static void
a_question_counts_the_other_groups(void **state)
{
	struct op ask = { .kind = OP_LOAD_STATE, .to = 2 };
	struct answer answer;
	struct result res;

	(void)state;
	limits(NULL, "guests=2:3", NULL);
	ask.value = text("guests");
	put(1, 1);
	put(2, 2);
	put(3, 2);
	answer = fixture_ask(sim, ask);
	assert_int_equal(answer.state, STATE_PRESENT);
	assert_int_equal(answer.value, text("guests=2:3"));
	assert_int_equal(answer.number, 2);
	ask.group = site->guests[3].group;
	assert_int_equal(fixture_ask(sim, ask).number, 1);
	fixture_type(sim, group(OP_GROUP_SWITCH, 1, 2), &res);
	assert_int_equal(fixture_ask(sim, ask).number, 2);
	ask.to = 1;
	assert_int_equal(fixture_ask(sim, ask).number, 0);
	assert_int_equal(fixture_ask(sim, ask).state, STATE_ABSENT);
	pass();
}

static void
a_load_over_a_hard_limit_is_a_violation(void **state)
{
	(void)state;
	limits("guests=:1", NULL, NULL);
	put(1, 1);
	put(2, 2);
	load_put(sim, site->guests[1].group, property(1,
	    "Load_factors=guests@2").value);
	sim_check_all(sim);
	assert_true(fixture_violated(sim, "load-within"));
	sim_forget(sim);
	load_put(sim, site->guests[1].group, 0);
	assert_whole();
}

/* One of the things that can happen, by the seed. */
static void
act(uint64_t *seed)
{
	uint32_t guest, node;

	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	guest = (uint32_t)(*seed >> 33) % GUESTS + 1;
	node = (uint32_t)(*seed >> 45) % NODES + 1;
	switch (*seed >> 60) {
	case 0:
		node_power_off(sim, node);
		break;
	case 1:
	case 2:
		if (world_node(sim->world, node)->power == NODE_DOWN)
			node_power_on(sim, node);
		break;
	case 3:
		world_node(sim->world, node)->free_vcpus = 0;
		break;
	case 4:
		fixture_run(sim, property(guest,
		    "Load_factors=guests@2"));
		break;
	case 5:
		fixture_run(sim, property(guest,
		    "RG_affinities=++ldom1-rg"));
		break;
	default:
		fixture_run(sim, group(OP_GROUP_SWITCH, guest, node));
	}
	fixture_pass(sim, (int64_t)(*seed >> 40 & 0x1ffff));
}

static void
whatever_happens_no_hard_limit_is_passed(void **state)
{
	(void)state;
	limits("guests=2:3", "guests=1:2", "guests=:2");
	for (uint64_t n = 1; n <= 300; n += SPARSE) {
		uint64_t seed = n * 0x9e3779b97f4a7c15u;

		for (uint32_t g = 1; g <= GUESTS; g++)
			put(g, g % NODES + 1);
		for (unsigned i = 0; i < 16; i++)
			act(&seed);
		pass();
		sim_check_all(sim);
		if (sim_violated(sim, "load-within"))
			fail_msg("schedule %u", (unsigned)n);
		sim_forget(sim);
		sim_drop(sim);
		sim = sim_make(site, SITE_READY, 1);
	}
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_full_node_bars_a_group_and_the_others_do_not),
		TEST(a_group_is_not_started_over_a_hard_limit),
		TEST(the_next_node_of_the_list_is_tried),
		TEST(a_group_that_leaves_counts_until_it_has_arrived),
		TEST(a_soft_limit_is_kept_where_there_is_a_choice),
		TEST(weak_affinities_come_before_soft_limits),
		TEST(a_group_that_fits_nowhere_waits_for_a_node),
		TEST(a_failed_start_goes_on_within_the_limits),
		TEST(who_follows_needs_room_as_well),
		TEST(nobody_is_taken_along_over_a_limit),
		TEST(a_factor_is_set_only_where_there_is_room_for_it),
		TEST(the_property_is_answered_and_is_part_of_the_text),
		TEST(a_question_counts_the_other_groups),
		TEST(a_load_over_a_hard_limit_is_a_violation),
		TEST(whatever_happens_no_hard_limit_is_passed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
