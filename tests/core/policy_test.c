/*
 * On which node the manager is expected to bring a group online, and the reason
 * for each other node.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/policy/policy_words.h"
#include "core/policy/scene_site.h"
#include "core/site/site.h"
#include "tests/sim_fixture.h"

enum { NODES = 3, GUESTS = 4 };

static struct arena arena;
static struct site *site;
static struct scene *scene;
static struct placement placed;
static struct placements all;

/* Three nodes that take four guests of four vcpus each, which may be on every
 * node; none is there. */
static int
begin(void **state)
{
	(void)state;
	site = fixture_anywhere(&arena, NODES, GUESTS);
	for (uint32_t n = 1; n <= NODES; n++)
		site->nodes[n].vcpus = 16 + 4 * 4;
	for (uint32_t g = 1; g <= GUESTS; g++)
		site->guests[g].now = NOW_ABSENT;
	scene = NULL;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static struct site_guest *
guest(uint32_t n)
{
	return &site->guests[n];
}

static void
put(uint32_t n, uint32_t node)
{
	guest(n)->now = NOW_CLUSTERED;
	guest(n)->now_on = node;
}

static void
affinity(uint32_t n, enum sign sign, uint32_t other)
{
	guest(n)->affinity[guest(n)->affinity_count++] = (struct affinity){
	    sign, guest(other)->group };
}

static void
limit(uint32_t node, const char *text)
{
	site->nodes[node].load_limit[site->nodes[node].load_count++] =
	    names_put(site->names, KIND_TEXT, text);
	for (uint32_t g = 1; g <= GUESTS; g++)
		guest(g)->load_factors = names_put(site->names, KIND_TEXT,
		    "Load_factors=guests@1");
}

static struct scene_group *
group(uint32_t n)
{
	return &scene->groups[guest(n)->group];
}

static void
set_up(void)
{
	scene = scene_of_site(&arena, site);
}

static void
start(uint32_t n)
{
	const struct occasion occasion = { .kind = OCCASION_START,
	    .group = guest(n)->group };

	group(n)->stage = GROUP_OFFLINE;
	policy_choose(scene, &occasion, guest(n)->group, &placed);
}

static void
command(uint32_t n, uint32_t to)
{
	const struct occasion occasion = { .kind = OCCASION_SWITCH,
	    .group = guest(n)->group, .to = to };

	policy_choose(scene, &occasion, guest(n)->group, &placed);
}

static void
dies(uint32_t node)
{
	all = policy_node_dies(&arena, scene, (uint64_t)1 << node);
}

static const struct placement *
of(uint32_t n)
{
	for (uint32_t i = 0; i < all.count; i++)
		if (all.list[i].group == guest(n)->group)
			return &all.list[i];
	fail_msg("guest %u is not affected", (unsigned)n);
	return NULL;
}

static const struct candidate *
candidate(const struct placement *placement, uint32_t node)
{
	for (uint32_t i = 0; i < placement->count; i++)
		if (placement->candidates[i].node == node)
			return &placement->candidates[i];
	fail_msg("node %u is not in the list", (unsigned)node);
	return NULL;
}

/* It goes there, and these are the reasons for nodes 1 to 3. */
static void
assert_reasons(const struct placement *placement, uint32_t node,
    enum reason one, enum reason two, enum reason three)
{
	const enum reason reasons[] = { one, two, three };

	assert_int_equal(placement->node, node);
	for (uint32_t n = 1; n <= NODES; n++)
		assert_string_equal(reason_code(candidate(placement,
		    n)->reason), reason_code(reasons[n - 1]));
}

static void
assert_words(uint32_t node, const char *words)
{
	assert_string_equal(candidate_words(&arena, scene,
	    candidate(&placed, node)), words);
}

static void
the_first_node_of_the_list_is_chosen(void **state)
{
	(void)state;
	set_up();
	start(1);
	assert_int_equal(placed.placing, PLACING_NODE);
	assert_reasons(&placed, 1, REASON_CHOSEN, REASON_LATER, REASON_LATER);
	assert_int_equal(placed.starts, 0);
}

static void
the_order_is_that_of_the_list_and_not_of_the_nodes(void **state)
{
	(void)state;
	guest(1)->node[0] = 3;
	guest(1)->node[2] = 1;
	set_up();
	start(1);
	assert_reasons(&placed, 3, REASON_LATER, REASON_LATER, REASON_CHOSEN);
}

static void
a_node_that_is_no_member_is_left_out(void **state)
{
	(void)state;
	set_up();
	scene->nodes[1].member = false;
	start(1);
	assert_reasons(&placed, 2, REASON_NOT_MEMBER, REASON_CHOSEN,
	    REASON_LATER);
	assert_words(1, "it is not a member of the cluster");
}

static void
an_evacuated_node_is_left_out_until_its_time_is_up(void **state)
{
	(void)state;
	set_up();
	scene->nodes[1].barred_until_ms = 60000;
	scene->now_ms = 59999;
	start(1);
	assert_reasons(&placed, 2, REASON_EVACUATED, REASON_CHOSEN,
	    REASON_LATER);
	scene->now_ms = 60000;
	start(1);
	assert_int_equal(placed.node, 1);
}

static void
a_start_that_does_not_fit_is_tried_on_the_next_node(void **state)
{
	(void)state;
	guest(1)->vcpus = 12;
	site->nodes[1].vcpus = 16 + 8;
	site->nodes[2].memory = site->nodes[2].control_memory + (1 << 30);
	set_up();
	start(1);
	assert_reasons(&placed, 3, REASON_VCPUS, REASON_MEMORY, REASON_CHOSEN);
	assert_int_equal(placed.starts, 2);
	assert_words(1, "4 of 12 vcpus are missing");
	assert_words(2, "3072M of 4096M of memory are missing");
}

static void
crypto_units_and_console_ports_can_be_missing(void **state)
{
	(void)state;
	guest(1)->crypto = 3;
	set_up();
	scene->nodes[2].free[CAPACITY_CRYPTO] = 3;
	scene->nodes[3].free[CAPACITY_CRYPTO] = 3;
	scene->nodes[2].free[CAPACITY_PORTS] = 0;
	start(1);
	assert_reasons(&placed, 3, REASON_CRYPTO, REASON_PORTS, REASON_CHOSEN);
	assert_words(1, "1 of 3 crypto units are missing");
	assert_words(2, "no console port is free");
}

static void
a_pool_is_not_imported_where_its_device_is_not_seen(void **state)
{
	(void)state;
	site->devices[guest(1)->device].nodes = 0xc;
	set_up();
	start(1);
	assert_reasons(&placed, 2, REASON_DEVICE, REASON_CHOSEN, REASON_LATER);
}

static void
a_group_that_fits_nowhere_is_offline(void **state)
{
	(void)state;
	guest(1)->vcpus = 64;
	set_up();
	start(1);
	assert_int_equal(placed.placing, PLACING_NOWHERE);
	assert_reasons(&placed, 0, REASON_VCPUS, REASON_VCPUS, REASON_VCPUS);
	assert_string_equal(placement_words(&arena, scene, &placed),
	    "ldom1-rg is offline: no node is left");
}

static void
a_group_stays_away_from_one_that_it_excludes(void **state)
{
	(void)state;
	put(2, 1);
	affinity(1, SIGN_EXCLUDES, 2);
	set_up();
	start(1);
	assert_reasons(&placed, 2, REASON_EXCLUDED, REASON_CHOSEN,
	    REASON_LATER);
	assert_words(1, "-- affinity to ldom2-rg, which is there");
}

static void
a_group_is_only_where_the_one_is_that_it_follows(void **state)
{
	(void)state;
	put(2, 3);
	affinity(1, SIGN_FOLLOWS, 2);
	set_up();
	start(1);
	assert_reasons(&placed, 3, REASON_APART, REASON_APART, REASON_CHOSEN);
	assert_words(1, "++ affinity to ldom2-rg, which is on node3");
}

static void
a_group_whose_leader_is_offline_is_nowhere(void **state)
{
	(void)state;
	affinity(1, SIGN_DELEGATES, 2);
	set_up();
	group(2)->stage = GROUP_OFFLINE;
	start(1);
	assert_int_equal(placed.node, 0);
	assert_words(1, "+++ affinity to ldom2-rg, which is online nowhere");
}

static void
a_group_does_not_follow_one_that_is_on_its_way(void **state)
{
	(void)state;
	put(2, 3);
	affinity(1, SIGN_FOLLOWS, 2);
	affinity(3, SIGN_EXCLUDES, 2);
	set_up();
	group(2)->stage = GROUP_MOVING;
	group(2)->to = 2;
	start(1);
	assert_reasons(&placed, 0, REASON_APART, REASON_APART, REASON_APART);
	/* Who may not be with it looks at where it goes. */
	start(3);
	assert_reasons(&placed, 1, REASON_CHOSEN, REASON_EXCLUDED,
	    REASON_LATER);
}

static void
an_affinity_to_a_group_that_is_absent_rules_nothing_out(void **state)
{
	(void)state;
	affinity(1, SIGN_FOLLOWS, 2);
	set_up();
	start(1);
	assert_int_equal(placed.node, 1);
}

static void
weak_affinities_come_before_the_order_of_the_list(void **state)
{
	(void)state;
	put(2, 3);
	put(3, 1);
	affinity(1, SIGN_PREFERS, 2);
	affinity(1, SIGN_AVOIDS, 3);
	set_up();
	start(1);
	assert_reasons(&placed, 3, REASON_LIKED_LESS, REASON_LIKED_LESS,
	    REASON_CHOSEN);
}

static void
hard_limits_rule_out_and_soft_ones_make_less_wanted(void **state)
{
	(void)state;
	limit(1, "guests=:1");
	limit(2, "guests=1:2");
	put(2, 1);
	put(3, 2);
	set_up();
	start(1);
	assert_reasons(&placed, 3, REASON_LOAD, REASON_CROWDED, REASON_CHOSEN);
	assert_words(1, "load guests is 1, and 1 more pass the hard limit of "
	    "1");
	assert_words(2, "load guests is 1, and 1 more pass the soft limit of "
	    "1");
}

static void
a_weak_affinity_is_more_than_a_soft_limit(void **state)
{
	(void)state;
	limit(2, "guests=1:2");
	put(2, 2);
	affinity(1, SIGN_PREFERS, 2);
	set_up();
	start(1);
	assert_int_equal(placed.node, 2);
}

static void
two_failed_starts_within_the_interval_rule_a_node_out(void **state)
{
	struct scene_failed failed = { 1, 2, 0 };

	(void)state;
	set_up();
	scene->failed = &failed;
	group(1)->failed_count = 1;
	scene->now_ms = scene->pingpong_ms - 1;
	start(1);
	assert_reasons(&placed, 2, REASON_PINGPONG, REASON_CHOSEN,
	    REASON_LATER);
	assert_words(1, "it did not start there more than once within "
	    "3600 s");
	scene->now_ms = scene->pingpong_ms;
	start(1);
	assert_int_equal(placed.node, 1);
	scene->now_ms = 0;
	failed.times = 1;
	start(1);
	assert_int_equal(placed.node, 1);
}

static void
a_command_ignores_failed_starts_and_evacuations(void **state)
{
	struct scene_failed failed = { 1, 2, 0 };

	(void)state;
	put(1, 2);
	set_up();
	scene->failed = &failed;
	group(1)->failed_count = 1;
	scene->nodes[1].barred_until_ms = 1000;
	command(1, 1);
	assert_int_equal(placed.placing, PLACING_NODE);
	assert_reasons(&placed, 1, REASON_CHOSEN, REASON_NOT_ASKED,
	    REASON_NOT_ASKED);
}

static void
a_command_against_a_strong_affinity_is_refused(void **state)
{
	(void)state;
	put(1, 2);
	put(2, 1);
	affinity(1, SIGN_EXCLUDES, 2);
	set_up();
	command(1, 1);
	assert_int_equal(placed.placing, PLACING_REFUSED);
	assert_int_equal(placed.node, 0);
	assert_int_equal(candidate(&placed, 1)->reason, REASON_EXCLUDED);
}

static void
nothing_is_done_for_a_group_that_is_suspended_or_stuck(void **state)
{
	(void)state;
	put(1, 2);
	set_up();
	start(1);
	group(1)->suspended = true;
	start(1);
	assert_int_equal(placed.placing, PLACING_SUSPENDED);
	group(1)->suspended = false;
	group(1)->stage = GROUP_STOP_FAILED;
	command(1, 1);
	assert_int_equal(placed.placing, PLACING_STOP_FAILED);
	group(1)->stage = GROUP_MOVING;
	command(1, 1);
	assert_int_equal(placed.placing, PLACING_MOVING);
}

static void
the_groups_of_a_dead_node_go_to_the_next_one(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	put(3, 2);
	set_up();
	dies(1);
	assert_int_equal(all.count, 2);
	assert_reasons(of(1), 2, REASON_DIES, REASON_CHOSEN, REASON_LATER);
	assert_int_equal(of(2)->node, 2);
	/* The scene is as it was. */
	assert_int_equal(group(1)->on, 1);
	assert_true(scene->nodes[1].member);
}

static void
starts_compete_for_what_a_node_has(void **state)
{
	(void)state;
	for (uint32_t g = 1; g <= 3; g++) {
		put(g, 1);
		guest(g)->vcpus = 5;
	}
	site->nodes[1].vcpus = 16 + 15;
	site->nodes[2].vcpus = 16 + 10;
	set_up();
	dies(1);
	assert_int_equal(of(1)->node, 2);
	assert_int_equal(of(2)->node, 2);
	assert_reasons(of(3), 3, REASON_DIES, REASON_VCPUS, REASON_CHOSEN);
	assert_int_equal(of(3)->starts, 1);
}

static void
a_group_follows_its_leader_to_another_node(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	affinity(1, SIGN_FOLLOWS, 2);
	guest(2)->node[1] = 3;
	guest(2)->node[2] = 2;
	set_up();
	dies(1);
	assert_int_equal(of(2)->node, 3);
	assert_reasons(of(1), 3, REASON_DIES, REASON_APART, REASON_CHOSEN);
}

static void
a_group_gives_way_to_the_one_that_it_excludes(void **state)
{
	(void)state;
	put(1, 2);
	put(2, 1);
	affinity(1, SIGN_EXCLUDES, 2);
	set_up();
	scene->nodes[3].member = true;
	dies(1);
	assert_int_equal(of(2)->node, 2);
	assert_reasons(of(1), 3, REASON_DIES, REASON_EXCLUDED, REASON_CHOSEN);
	assert_int_equal(of(1)->from, 2);
}

static void
a_group_that_gives_way_and_has_no_other_node_is_offline(void **state)
{
	(void)state;
	put(1, 2);
	put(2, 1);
	affinity(1, SIGN_EXCLUDES, 2);
	guest(1)->node_count = 2;
	set_up();
	dies(1);
	assert_int_equal(of(2)->node, 2);
	assert_int_equal(of(1)->placing, PLACING_NOWHERE);
}

static void
a_group_that_cannot_be_stopped_holds_its_node(void **state)
{
	(void)state;
	put(1, 2);
	put(2, 1);
	affinity(1, SIGN_EXCLUDES, 2);
	set_up();
	group(1)->stage = GROUP_STOP_FAILED;
	dies(1);
	assert_int_equal(of(2)->placing, PLACING_NOWHERE);
}

/* It would take the group that it delegates to from node to node. */
static void
a_group_that_fits_nowhere_comes_to_rest(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	affinity(1, SIGN_DELEGATES, 2);
	guest(1)->vcpus = 14;
	set_up();
	scene->nodes[1].free[CAPACITY_VCPUS] = 0;
	dies(1);
	assert_int_equal(of(1)->placing, PLACING_NOWHERE);
	assert_reasons(of(1), 0, REASON_DIES, REASON_VCPUS, REASON_VCPUS);
	assert_int_equal(of(1)->starts, 2);
	/* It was taken along, and stays there. */
	assert_int_equal(of(2)->node, 3);
}

static void
a_suspended_group_of_a_dead_node_is_started_nowhere(void **state)
{
	(void)state;
	put(1, 1);
	set_up();
	group(1)->suspended = true;
	dies(1);
	assert_int_equal(of(1)->placing, PLACING_SUSPENDED);
	assert_int_equal(of(1)->node, 0);
}

static void
a_group_that_is_on_its_way_to_a_dead_node_is_lost_too(void **state)
{
	(void)state;
	put(1, 3);
	set_up();
	group(1)->stage = GROUP_MOVING;
	group(1)->to = 1;
	dies(1);
	assert_int_equal(of(1)->node, 2);
}

static void
a_command_without_a_node_takes_the_best(void **state)
{
	const struct occasion occasion = { .kind = OCCASION_SWITCH,
	    .group = guest(1)->group };

	(void)state;
	guest(1)->vcpus = 12;
	site->nodes[1].vcpus = 16 + 8;
	set_up();
	group(1)->stage = GROUP_UNMANAGED;
	all = policy_play(&arena, scene, &occasion);
	assert_int_equal(of(1)->node, 2);
	assert_int_equal(group(1)->stage, GROUP_ONLINE);
	assert_int_equal(group(1)->on, 2);
}

static void
who_is_there_already_stays(void **state)
{
	(void)state;
	put(1, 2);
	set_up();
	command(1, 2);
	assert_int_equal(placed.placing, PLACING_STAYS);
	assert_int_equal(placed.node, 2);
	assert_string_equal(placement_words(&arena, scene, &placed),
	    "ldom1-rg stays on node2");
}

static void
a_command_takes_along_what_the_group_delegates_to(void **state)
{
	(void)state;
	put(1, 2);
	put(2, 2);
	affinity(1, SIGN_DELEGATES, 2);
	set_up();
	command(1, 1);
	assert_int_equal(placed.node, 1);
	group(2)->suspended = true;
	command(1, 1);
	assert_int_equal(placed.placing, PLACING_REFUSED);
}

static void
a_command_to_a_node_outside_the_list_is_refused(void **state)
{
	(void)state;
	guest(1)->node_count = 2;
	put(1, 2);
	set_up();
	command(1, 3);
	assert_int_equal(placed.placing, PLACING_REFUSED);
}

static void
a_start_that_fails_after_a_command_is_tried_elsewhere(void **state)
{
	const struct occasion occasion = { .kind = OCCASION_SWITCH,
	    .group = guest(1)->group, .to = 3 };

	(void)state;
	put(1, 2);
	guest(1)->vcpus = 12;
	site->nodes[3].vcpus = 16 + 8;
	set_up();
	all = policy_play(&arena, scene, &occasion);
	assert_reasons(of(1), 1, REASON_CHOSEN, REASON_LATER, REASON_VCPUS);
	assert_int_equal(of(1)->from, 2);
	assert_int_equal(of(1)->starts, 1);
	assert_int_equal(scene->nodes[2].free[CAPACITY_VCPUS], 16);
}

static void
two_nodes_that_die_together_are_both_left_out(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 2);
	set_up();
	all = policy_node_dies(&arena, scene, 0x6);
	assert_reasons(of(1), 3, REASON_DIES, REASON_DIES, REASON_CHOSEN);
	assert_int_equal(of(2)->node, 3);
}

static void
two_nodes_that_die_together_are_no_members_afterwards(void **state)
{
	const struct occasion occasion = { .kind = OCCASION_NODES_DIE,
	    .nodes = 0x6 };

	(void)state;
	put(1, 1);
	set_up();
	policy_play(&arena, scene, &occasion);
	assert_false(scene->nodes[1].member);
	assert_false(scene->nodes[2].member);
	assert_true(scene->nodes[3].member);
	assert_int_equal(group(1)->on, 3);
}

static void
who_was_stuck_on_a_dead_node_waits_for_a_person(void **state)
{
	(void)state;
	put(1, 1);
	set_up();
	group(1)->stage = GROUP_STOP_FAILED;
	dies(1);
	assert_int_equal(of(1)->placing, PLACING_STOP_FAILED);
	assert_reasons(of(1), 0, REASON_DIES, REASON_WOULD, REASON_LATER);
}

static void
a_node_that_joins_takes_what_is_offline_or_fails_back(void **state)
{
	const struct occasion occasion = { .kind = OCCASION_NODE_JOINS,
	    .to = 1 };

	(void)state;
	put(1, 2);
	put(2, 2);
	put(3, 2);
	guest(2)->failback = true;
	set_up();
	scene->nodes[1].member = false;
	group(3)->stage = GROUP_OFFLINE;
	group(3)->on = 0;
	all = policy_play(&arena, scene, &occasion);
	assert_int_equal(all.count, 2);
	assert_int_equal(of(2)->node, 1);
	assert_int_equal(of(3)->node, 1);
	assert_int_equal(group(1)->on, 2);
}

static void
everything_that_is_declared_is_started_where_it_belongs(void **state)
{
	(void)state;
	affinity(1, SIGN_FOLLOWS, 4);
	put(3, 2);
	guest(4)->vcpus = 16;
	scene = scene_of_all(&arena, site);
	assert_int_equal(group(2)->on, 1);
	assert_int_equal(group(3)->on, 2);
	assert_int_equal(group(4)->on, 3);
	/* Its leader fills the node. */
	assert_int_equal(group(1)->on, 0);
	assert_int_equal(scene->nodes[3].free[CAPACITY_VCPUS], 0);
}

/* They stand in files: no two are alike. */
static void
every_reason_has_a_code_of_its_own(void **state)
{
	(void)state;
	for (enum reason i = 0; i < REASONS; i++)
		for (enum reason k = 0; k < i; k++)
			assert_string_not_equal(reason_code(i),
			    reason_code(k));
	for (enum placing i = 0; i < PLACINGS; i++)
		for (enum placing k = 0; k < i; k++)
			assert_string_not_equal(placing_code(i),
			    placing_code(k));
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_node_of_the_list_is_chosen),
		TEST(the_order_is_that_of_the_list_and_not_of_the_nodes),
		TEST(a_node_that_is_no_member_is_left_out),
		TEST(an_evacuated_node_is_left_out_until_its_time_is_up),
		TEST(a_start_that_does_not_fit_is_tried_on_the_next_node),
		TEST(crypto_units_and_console_ports_can_be_missing),
		TEST(a_pool_is_not_imported_where_its_device_is_not_seen),
		TEST(a_group_that_fits_nowhere_is_offline),
		TEST(a_group_stays_away_from_one_that_it_excludes),
		TEST(a_group_is_only_where_the_one_is_that_it_follows),
		TEST(a_group_whose_leader_is_offline_is_nowhere),
		TEST(a_group_does_not_follow_one_that_is_on_its_way),
		TEST(an_affinity_to_a_group_that_is_absent_rules_nothing_out),
		TEST(weak_affinities_come_before_the_order_of_the_list),
		TEST(hard_limits_rule_out_and_soft_ones_make_less_wanted),
		TEST(a_weak_affinity_is_more_than_a_soft_limit),
		TEST(two_failed_starts_within_the_interval_rule_a_node_out),
		TEST(a_command_ignores_failed_starts_and_evacuations),
		TEST(a_command_against_a_strong_affinity_is_refused),
		TEST(nothing_is_done_for_a_group_that_is_suspended_or_stuck),
		TEST(the_groups_of_a_dead_node_go_to_the_next_one),
		TEST(starts_compete_for_what_a_node_has),
		TEST(a_group_follows_its_leader_to_another_node),
		TEST(a_group_gives_way_to_the_one_that_it_excludes),
		TEST(a_group_that_gives_way_and_has_no_other_node_is_offline),
		TEST(a_group_that_cannot_be_stopped_holds_its_node),
		TEST(a_group_that_fits_nowhere_comes_to_rest),
		TEST(a_suspended_group_of_a_dead_node_is_started_nowhere),
		TEST(a_group_that_is_on_its_way_to_a_dead_node_is_lost_too),
		TEST(a_command_without_a_node_takes_the_best),
		TEST(who_is_there_already_stays),
		TEST(a_command_takes_along_what_the_group_delegates_to),
		TEST(a_command_to_a_node_outside_the_list_is_refused),
		TEST(a_start_that_fails_after_a_command_is_tried_elsewhere),
		TEST(two_nodes_that_die_together_are_both_left_out),
		TEST(two_nodes_that_die_together_are_no_members_afterwards),
		TEST(who_was_stuck_on_a_dead_node_waits_for_a_person),
		TEST(a_node_that_joins_takes_what_is_offline_or_fails_back),
		TEST(everything_that_is_declared_is_started_where_it_belongs),
		TEST(every_reason_has_a_code_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
