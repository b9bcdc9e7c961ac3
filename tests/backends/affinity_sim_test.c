/*
 * Affinities in the simulated cluster: who gives way, who follows, who is taken
 * along, and who stays offline.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "tests/sim_fixture.h"
#include "tests/sparse.h"

enum { NODES = 3, GUESTS = 4 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

/* Three nodes, and four guests that can be on each of them; none is there. */
static int
begin(void **state)
{
	(void)state;
	site = fixture_anywhere(&arena, NODES, GUESTS);
	sim = sim_make(site, SITE_READY, 1);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
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
affine(uint32_t guest, const char *list)
{
	struct op op = group(OP_GROUP_SET, guest, 0);

	op.value = fixture_put(sim, KIND_TEXT, arena_format(&arena,
	    "RG_affinities=%s", list));
	return op;
}

static struct answer
now(uint32_t guest)
{
	return fixture_ask(sim, (struct op){ .kind = OP_GROUP_STATE,
	    .group = site->guests[guest].group });
}

/* The group is online on that node, and its guest is active there; 0: it is
 * offline, and its guest nowhere. */
static void
assert_on(uint32_t guest, uint32_t node)
{
	assert_int_equal(now(guest).state, node != 0 ? STATE_ONLINE :
	    STATE_OFFLINE);
	assert_int_equal(now(guest).on, node);
	for (uint32_t n = 1; n <= NODES; n++) {
		struct op ask = { .kind = OP_GUEST_STATE, .on = n,
		    .guest = guest };
		struct result res;

		sim_ask(sim, &ask, &res);
		if (res.outcome == DONE)
			assert_int_equal(res.answer.state == STATE_RUNNING,
			    n == node);
	}
}

static void
pass(void)
{
	fixture_pass(sim, FIXTURE_DAY_MS);
}

static void
switched(uint32_t guest, uint32_t to)
{
	fixture_done(sim, group(OP_GROUP_SWITCH, guest, to));
	pass();
}

static void
a_group_does_not_go_where_the_one_is_that_it_excludes(void **state)
{
	char *before, *after;

	(void)state;
	put(1, 1);
	put(2, 2);
	fixture_done(sim, affine(2, "--ldom1-rg"));
	before = sim_text(sim, NULL);
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2, 1), ERR_AFFINITY);
	pass();
	after = sim_text(sim, NULL);
	assert_string_equal(before, after);
	free(before);
	free(after);
	switched(2, 3);
	assert_on(2, 3);
	fixture_done(sim, group(OP_GROUP_OFFLINE, 2, 0));
	fixture_fails(sim, group(OP_GROUP_ONLINE, 2, 1), ERR_AFFINITY);
}

/* At no time are both there: the one that is named waits until the other has
 * gone. */
static void
a_group_gives_way_to_the_one_that_it_excludes(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 2);
	fixture_done(sim, affine(2, "--ldom1-rg"));
	switched(1, 2);
	assert_on(1, 2);
	assert_on(2, 1);
}

static void
a_group_without_another_node_gives_way_and_is_barred(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 2);
	fixture_done(sim, affine(2, "--ldom1-rg"));
	node_power_off(sim, 3);
	pass();
	node_power_off(sim, 1);
	pass();
	assert_on(1, 2);
	assert_on(2, 0);
	assert_true(placing_bars(sim, site->guests[2].group));
	assert_false(placing_bars(sim, site->guests[1].group));
	fixture_fails(sim, (struct op){ .kind = OP_GROUP_ONLINE, .on = 2,
	    .to = 2, .group = site->guests[2].group }, ERR_AFFINITY);
	node_power_on(sim, 3);
	pass();
	assert_on(2, 3);
	assert_false(placing_bars(sim, site->guests[2].group));
}

static void
a_group_whose_node_dies_does_not_drive_out_the_other(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 2);
	fixture_done(sim, affine(2, "--ldom1-rg"));
	node_power_off(sim, 3);
	pass();
	node_power_off(sim, 2);
	pass();
	assert_on(1, 1);
	assert_on(2, 0);
	assert_true(placing_bars(sim, site->guests[2].group));
}

static void
a_group_that_follows_comes_along(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	put(3, 1);
	fixture_done(sim, affine(2, "++ldom1-rg"));
	fixture_done(sim, affine(3, "++ldom2-rg"));
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2, 2), ERR_AFFINITY);
	switched(1, 2);
	assert_on(1, 2);
	assert_on(2, 2);
	assert_on(3, 2);
}

/* While the other one is on its way, the group that follows is pending. */
static void
a_group_that_follows_has_left_before_and_starts_after(void **state)
{
	struct op op = group(OP_GROUP_SWITCH, 1, 2);
	struct result res;
	uint32_t group1 = site->guests[1].group;
	uint32_t group2 = site->guests[2].group;
	bool left = false;

	(void)state;
	put(1, 1);
	put(2, 1);
	fixture_done(sim, affine(2, "++ldom1-rg"));
	pass();
	fixture_type(sim, op, &res);
	while (now(1).state == STATE_PENDING) {
		const struct group_row *one = world_group(sim->world, group1);
		const struct group_row *two = world_group(sim->world, group2);

		if ((one->online & bit(1)) == 0)
			left = true;
		if (left)
			assert_int_equal(two->online, 0);
		assert_int_not_equal(now(2).state, STATE_OFFLINE);
		fixture_pass(sim, 1000);
	}
	assert_true(left);
	pass();
	assert_on(2, 2);
}

static void
a_group_that_follows_is_offline_without_the_other(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	fixture_done(sim, affine(2, "++ldom1-rg"));
	fixture_done(sim, group(OP_GROUP_OFFLINE, 1, 0));
	pass();
	assert_on(1, 0);
	assert_on(2, 0);
	assert_true(placing_bars(sim, site->guests[2].group));
	fixture_done(sim, group(OP_GROUP_ONLINE, 1, 3));
	pass();
	assert_on(1, 3);
	assert_on(2, 3);
}

static void
a_group_that_follows_is_started_where_the_other_survives(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	/* the one that follows is looked at first */
	fixture_done(sim, affine(1, "++ldom2-rg"));
	node_power_off(sim, 1);
	pass();
	assert_on(2, 2);
	assert_on(1, 2);
}

static void
a_group_that_cannot_come_stays_offline(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	world_group(sim->world, site->guests[2].group)->nodes = fixture_put(
	    sim, KIND_TEXT, "node1,node3");
	fixture_done(sim, affine(2, "++ldom1-rg"));
	switched(1, 2);
	assert_on(1, 2);
	assert_on(2, 0);
	switched(1, 3);
	assert_on(2, 3);
}

/* It has no room there: it is not started, and nobody waits for it. */
static void
a_group_that_fails_to_come_holds_nobody_up(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	fixture_done(sim, affine(2, "++ldom1-rg"));
	pass();
	world_node(sim->world, 2)->free_vcpus = site->guests[1].vcpus;
	switched(1, 2);
	assert_on(1, 2);
	assert_int_equal(now(2).state, STATE_OFFLINE);
}

static void
a_group_that_delegates_takes_the_other_along(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	put(3, 1);
	fixture_done(sim, affine(2, "+++ldom1-rg"));
	fixture_done(sim, affine(3, "++ldom1-rg"));
	switched(2, 3);
	assert_on(1, 3);
	assert_on(2, 3);
	assert_on(3, 3);
	switched(1, 2);
	assert_on(2, 2);
}

static void
a_group_that_delegates_goes_only_where_the_other_may(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	put(3, 3);
	fixture_done(sim, affine(2, "+++ldom1-rg"));
	fixture_done(sim, affine(1, "--ldom3-rg"));
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2, 3), ERR_AFFINITY);
	fixture_done(sim, group(OP_GROUP_SUSPEND, 1, 0));
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2, 2), ERR_AFFINITY);
}

/* A guest that stops again and again is given over to another node: with the
 * group to which it delegates, and not without it. */
static void
a_giveover_is_delegated(void **state)
{
	static const struct { const char *list; uint32_t on; } rows[] = {
		{ "+++ldom1-rg", 2 }, { "++ldom1-rg", 1 },
	};

	(void)state;
	put(1, 1);
	put(2, 1);
	for (unsigned i = 0; i < 2; i++) {
		switched(1, 1);
		fixture_done(sim, affine(2, rows[i].list));
		for (unsigned n = 0; n < 3; n++) {
			struct op stop = { .kind = OP_GUEST_STOP, .on = 1,
			    .guest = 2 };

			fixture_run(sim, stop);
			fixture_pass(sim, 100000);
		}
		pass();
		assert_int_equal(now(1).on, rows[i].on);
		assert_int_equal(now(2).on, rows[i].on);
		fixture_run(sim, (struct op){ .kind = OP_GUEST_START,
		    .on = rows[i].on, .guest = 2 });
	}
}

static void
weak_affinities_choose_among_nodes(void **state)
{
	static const struct { const char *list; uint32_t on; } rows[] = {
		{ "", 1 }, { "-ldom1-rg", 2 }, { "+ldom3-rg", 2 },
		{ "-ldom1-rg,-ldom3-rg", 1 }, { "+ldom1-rg", 1 },
	};

	(void)state;
	put(1, 1);
	put(3, 2);
	put(2, 3);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (i != 0)
			switched(2, 3);
		fixture_done(sim, affine(2, rows[i].list));
		assert_on(2, 3);
		node_power_off(sim, 3);
		pass();
		assert_on(2, rows[i].on);
		node_power_on(sim, 3);
		pass();
	}
	/* A command may go against them. */
	fixture_done(sim, affine(2, "-ldom3-rg"));
	switched(2, 2);
	assert_on(2, 2);
}

static void
a_suspended_group_neither_follows_nor_gives_way(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	put(3, 2);
	fixture_done(sim, affine(2, "++ldom1-rg"));
	fixture_done(sim, affine(3, "--ldom1-rg"));
	fixture_done(sim, group(OP_GROUP_SUSPEND, 2, 0));
	fixture_done(sim, group(OP_GROUP_SUSPEND, 3, 0));
	switched(1, 2);
	assert_on(1, 2);
	assert_on(2, 1);
	assert_on(3, 2);
	fixture_done(sim, group(OP_GROUP_RESUME, 2, 0));
	fixture_done(sim, group(OP_GROUP_RESUME, 3, 0));
	pass();
	assert_on(2, 2);
	assert_on(3, 1);
}

static void
an_affinity_holds_as_soon_as_it_is_set(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	put(3, 2);
	fixture_done(sim, affine(2, "--ldom1-rg"));
	fixture_done(sim, affine(3, "++ldom1-rg"));
	pass();
	assert_on(1, 1);
	assert_on(2, 2);
	assert_on(3, 1);
}

static void
what_cannot_be_an_affinity_is_refused(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 2);
	put(3, 3);
	fixture_fails(sim, affine(2, "--ldom4-rg"), ERR_NOT_FOUND);
	fixture_fails(sim, affine(2, "--nobody-rg"), ERR_NOT_FOUND);
	fixture_fails(sim, affine(2, "ldom1-rg"), ERR_NOT_FOUND);
	fixture_fails(sim, affine(2, "--ldom2-rg"), ERR_UNSUPPORTED);
	fixture_done(sim, affine(2, "--ldom1-rg"));
	fixture_done(sim, affine(3, "-ldom2-rg"));
	fixture_fails(sim, affine(1, "+ldom3-rg"), ERR_UNSUPPORTED);
	assert_int_equal(sim->world->affine, 2);
	fixture_done(sim, affine(3, ""));
	assert_int_equal(sim->world->affine, 1);
	fixture_done(sim, affine(1, "+ldom3-rg"));
}

static void
the_property_is_answered_and_is_part_of_the_text(void **state)
{
	struct op ask = group(OP_GROUP_STATE, 2, 0);
	char *text;

	(void)state;
	put(1, 1);
	put(2, 2);
	ask.on = ask.to = 0;
	ask.value = fixture_put(sim, KIND_TEXT, affinity_property);
	assert_string_equal(sim_name(sim, KIND_TEXT,
	    fixture_ask(sim, ask).value), "RG_affinities=");
	fixture_done(sim, affine(2, "-ldom1-rg"));
	assert_string_equal(sim_name(sim, KIND_TEXT,
	    fixture_ask(sim, ask).value), "RG_affinities=-ldom1-rg");
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, " RG_affinities=-ldom1-rg\n"));
	free(text);
	fixture_done(sim, affine(2, ""));
	text = sim_text(sim, NULL);
	assert_null(strstr(text, "RG_affinities"));
	free(text);
}

static void
a_group_that_is_named_is_not_deleted(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 2);
	fixture_done(sim, affine(2, "-ldom1-rg"));
	fixture_done(sim, group(OP_GROUP_OFFLINE, 1, 0));
	for (unsigned i = 0; i < 2; i++) {
		struct op op = { .on = 1, .resource = i == 0 ?
		    site->guests[1].agent.resource : site->guests[1].storage };

		op.kind = OP_RESOURCE_DISABLE;
		fixture_done(sim, op);
		op.kind = OP_RESOURCE_DELETE;
		fixture_done(sim, op);
	}
	fixture_done(sim, group(OP_GROUP_UNMANAGE, 1, 0));
	fixture_fails(sim, group(OP_GROUP_DELETE, 1, 0), ERR_IN_USE);
	fixture_done(sim, affine(2, ""));
	fixture_done(sim, group(OP_GROUP_DELETE, 1, 0));
}

/* If a group cannot be stopped, the one that it has to make room for, or that
 * it follows, stays where it is. */
static void
a_group_that_cannot_leave_keeps_the_other_where_it_is(void **state)
{
	static const struct { const char *list; uint32_t at; } rows[] = {
		{ "--ldom1-rg", 2 }, { "++ldom1-rg", 1 },
	};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		put(1, 1);
		put(2, rows[i].at);
		fixture_done(sim, affine(2, rows[i].list));
		world_pool(sim->world, site->guests[2].pool)->busy =
		    bit(rows[i].at);
		fixture_fails(sim, group(OP_GROUP_SWITCH, 1, 2),
		    ERR_STOP_FAILED);
		pass();
		assert_int_equal(now(2).state, STATE_STOP_FAILED);
		assert_on(1, 1);
		sim_drop(sim);
		sim = sim_make(site, SITE_READY, 1);
	}
}

/* The other one does not start there: both are back where they were. */
static void
a_group_that_follows_goes_back_with_the_other(void **state)
{
	(void)state;
	put(1, 1);
	put(2, 1);
	fixture_done(sim, affine(2, "++ldom1-rg"));
	pass();
	world_node(sim->world, 2)->free_vcpus = 0;
	fixture_fails(sim, group(OP_GROUP_SWITCH, 1, 2), ERR_START_FAILED);
	pass();
	assert_int_not_equal(now(1).on, 2);
	assert_on(1, now(1).on);
	assert_on(2, now(1).on);
}

static void
a_group_where_it_must_not_be_is_a_violation(void **state)
{
	static const char *const lists[] = { "--ldom1-rg", "++ldom1-rg" };

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		put(1, 1);
		put(2, 1 + i);
		affinity_put(sim, site->guests[2].group, affine(2,
		    lists[i]).value);
		sim_check_all(sim);
		assert_true(fixture_violated(sim, "affinities-hold"));
		sim_forget(sim);
		affinity_put(sim, site->guests[2].group, 0);
		sim_check_all(sim);
		assert_int_equal(sim_violations(sim, NULL, NULL), 0);
		sim_drop(sim);
		sim = sim_make(site, SITE_READY, 1);
	}
}

static uint64_t
next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* A list to groups of a higher number, so that there is no circle. */
static struct op
any_list(uint64_t *seed, uint32_t guest)
{
	static const char *const marks[] = { "+", "++", "+++", "-", "--" };
	char text[128] = "", *at = text;

	for (uint32_t g = guest + 1; g <= GUESTS; g++)
		if (next(seed) % 2 == 0)
			at += sprintf(at, "%s%sldom%u-rg",
			    at != text ? "," : "", marks[next(seed) % 5],
			    (unsigned)g);
	return affine(guest, text);
}

static void
act(uint64_t *seed)
{
	static const enum op_kind kinds[] = { OP_GROUP_SWITCH, OP_GROUP_SWITCH,
	    OP_GROUP_SWITCH, OP_GROUP_OFFLINE, OP_GROUP_ONLINE,
	    OP_GROUP_SUSPEND, OP_GROUP_RESUME };
	uint32_t guest = (uint32_t)(next(seed) % GUESTS) + 1;
	uint32_t node = (uint32_t)(next(seed) % NODES) + 1;
	enum op_kind kind = kinds[next(seed) % 7];
	struct op op = group(kind, guest, kind == OP_GROUP_SWITCH ||
	    kind == OP_GROUP_ONLINE ? node : 0);
	struct result res;

	op.on = (uint32_t)(next(seed) % NODES) + 1;
	switch (next(seed) % 12) {
	case 0:
		node_power_off(sim, node);
		break;
	case 1:
		node_reboot(sim, node);
		break;
	case 2:
		node_hang(sim, node);
		break;
	case 3:
	case 4:
		node_power_on(sim, node);
		break;
	case 5:
		node_unhang(sim, node);
		break;
	case 6:
		op = any_list(seed, guest);
		op.on = node;
		/* FALLTHROUGH */
	default:
		fixture_type(sim, op, &res);
		break;
	}
	fixture_pass(sim, (int64_t)(next(seed) % 90) * 1000);
}

/* Whatever is typed, and whatever fails: the cluster comes to rest, no group
 * waits for another for ever, and no affinity is broken. */
static void
whatever_happens_the_cluster_comes_to_rest(void **state)
{
	(void)state;
	for (uint64_t n = 1; n <= 2000; n += SPARSE) {
		uint64_t seed = n * 0x9e3779b97f4a7c15u;
		const char *name = "", *text = "";

		for (uint32_t g = 1; g <= GUESTS; g++)
			put(g, g % NODES + 1);
		for (unsigned i = 0; i < 24; i++)
			act(&seed);
		for (uint32_t i = 1; i <= NODES; i++)
			node_unhang(sim, i);
		pass();
		for (uint32_t i = 1; i <= NODES; i++)
			node_power_on(sim, i);
		pass();
		for (uint32_t g = 1; g <= GUESTS; g++)
			if (now(g).state == STATE_PENDING)
				fail_msg("schedule %u: ldom%u-rg waits",
				    (unsigned)n, (unsigned)g);
		assert_int_equal(sim->world->placing, 0);
		sim_check_all(sim);
		if (sim_violated(sim, "affinities-hold")) {
			sim_violations(sim, &name, &text);
			fail_msg("schedule %u: %s: %s", (unsigned)n, name,
			    text);
		}
		sim_forget(sim);
		sim_drop(sim);
		sim = sim_make(site, SITE_READY, 1);
	}
}

/* Of 40 groups each avoids the 16 before it: from the last to the first lead
 * billions of chains. */
static void
each_group_of_a_circle_is_looked_for_once(void **state)
{
	enum { MANY = 40 };
	struct op op = { .kind = OP_GROUP_SET, .on = 1 };

	end(state);
	site = fixture_site(&arena, NODES, MANY, NOW_ABSENT);
	sim = sim_make(site, SITE_READY, 1);
	for (uint32_t g = 1; g <= MANY; g++) {
		const char *list = "RG_affinities=";

		op.group = site->guests[g].group;
		group_create(sim, op.group, site->guests[g].node_list);
		for (uint32_t o = g > AFFINITIES ? g - AFFINITIES : 1; o < g;
		    o++)
			list = arena_format(&arena, "%s%s-ldom%u-rg", list,
			    list[strlen(list) - 1] == '=' ? "" : ",",
			    (unsigned)o);
		op.value = fixture_put(sim, KIND_TEXT, list);
		fixture_done(sim, op);
	}
	op.group = site->guests[1].group;
	op.value = fixture_put(sim, KIND_TEXT, arena_format(&arena,
	    "RG_affinities=-ldom%u-rg", (unsigned)MANY));
	fixture_fails(sim, op, ERR_UNSUPPORTED);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_group_does_not_go_where_the_one_is_that_it_excludes),
		TEST(a_group_gives_way_to_the_one_that_it_excludes),
		TEST(a_group_without_another_node_gives_way_and_is_barred),
		TEST(a_group_whose_node_dies_does_not_drive_out_the_other),
		TEST(a_group_that_follows_comes_along),
		TEST(a_group_that_follows_has_left_before_and_starts_after),
		TEST(a_group_that_follows_is_offline_without_the_other),
		TEST(a_group_that_follows_is_started_where_the_other_survives),
		TEST(a_group_that_cannot_come_stays_offline),
		TEST(a_group_that_fails_to_come_holds_nobody_up),
		TEST(a_group_that_delegates_takes_the_other_along),
		TEST(a_group_that_delegates_goes_only_where_the_other_may),
		TEST(a_giveover_is_delegated),
		TEST(weak_affinities_choose_among_nodes),
		TEST(a_suspended_group_neither_follows_nor_gives_way),
		TEST(an_affinity_holds_as_soon_as_it_is_set),
		TEST(what_cannot_be_an_affinity_is_refused),
		TEST(each_group_of_a_circle_is_looked_for_once),
		TEST(the_property_is_answered_and_is_part_of_the_text),
		TEST(a_group_that_is_named_is_not_deleted),
		TEST(a_group_that_cannot_leave_keeps_the_other_where_it_is),
		TEST(a_group_that_follows_goes_back_with_the_other),
		TEST(a_group_where_it_must_not_be_is_a_violation),
		TEST(whatever_happens_the_cluster_comes_to_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
