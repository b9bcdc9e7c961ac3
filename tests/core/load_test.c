/*
 * Load limits and load factors in site and plan: how they are read, what is
 * asked before a group moves, and when the property is set.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/plan/plan.h"
#include "core/site/load.h"
#include "tests/posts_fixture.h"

static struct arena arena;
static struct site *site;

static uint32_t
text(const char *text)
{
	return names_put(site->names, KIND_TEXT, text);
}

static struct site_guest *
guest(const char *name)
{
	return &site->guests[names_find(site->names, KIND_GUEST, name)];
}

static struct site_node *
node(const char *name)
{
	return &site->nodes[names_find(site->names, KIND_NODE, name)];
}

static void
limited(const char *name, const char *limit)
{
	struct site_node *row = node(name);

	row->load_limit[row->load_count++] = text(limit);
}

/* Three nodes: app follows db. */
static int
begin(void **state)
{
	(void)state;
	site = three_site(&arena);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

/* The checks of a job that are about load, a line each: "! expected", or "?
 * expected" when it only warns. */
static const char *
asked(const char *line)
{
	return posts_checks(&arena, site, line, "load");
}

static void
a_list_is_read_to_its_first_mistake(void **state)
{
	static const struct {
		const char	*text;
		uint32_t	 count;
		bool		 whole;
	} rows[] = {
		{ "Load_factors=", 0, true },
		{ "Load_factors=guests@1", 1, true },
		{ "Load_factors=guests@1,memory@1000", 2, true },
		{ "Load_factors=guests@1,", 0, false },
		{ "Load_factors=guests@1,memory", 1, false },
		{ "Load_factors=guests@1,memory@1001", 1, false },
		{ "Load_factors=guests@", 0, false },
		{ "Load_factors=guests@12345678", 0, false },
		{ "Load_factors=guests@1x", 0, false },
		{ "Load_factors=@1", 0, false },
		{ "RG_affinities=guests@1", 0, false },
	};
	struct load list[LOADS];
	bool whole;

	(void)state;
	text("guests=1:2");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(load_list(site->names, rows[i].text, list,
		    &whole), rows[i].count);
		assert_int_equal(whole, rows[i].whole);
		if (rows[i].count != 0) {
			assert_int_equal(list[0].limit, text("guests"));
			assert_int_equal(list[0].factor, 1);
		}
	}
}

static void
a_list_has_room_for_so_many(void **state)
{
	const char *line = "Load_factors=a0@1";
	struct load list[LOADS];
	bool whole;

	(void)state;
	for (unsigned i = 1; i <= LOADS; i++) {
		assert_int_equal(load_list(site->names, line, list, &whole),
		    i);
		assert_true(whole);
		line = arena_format(&arena, "%s,a%u@1", line, i);
	}
	assert_int_equal(load_list(site->names, line, list, &whole), LOADS);
	assert_false(whole);
}

static void
a_limit_that_is_left_out_is_none(void **state)
{
	int64_t soft, hard;

	(void)state;
	load_limit("guests=2:3", &soft, &hard);
	assert_int_equal(soft, 2);
	assert_int_equal(hard, 3);
	load_limit("guests=:0", &soft, &hard);
	assert_int_equal(soft, LOAD_UNLIMITED);
	assert_int_equal(hard, 0);
	load_limit("guests=1000000:", &soft, &hard);
	assert_int_equal(soft, 1000000);
	assert_int_equal(hard, LOAD_UNLIMITED);
}

static void
a_factor_counts_for_the_limit_of_its_name(void **state)
{
	uint32_t property = text("Load_factors=guests@1,memory@16");

	(void)state;
	text("memory=:1");
	assert_int_equal(load_factor(site->names, property, text("memory")),
	    16);
	assert_int_equal(load_factor(site->names, property, text("zones")), 0);
	assert_int_equal(load_factor(site->names, 0, text("memory")), 0);
}

static void
without_limits_nothing_is_asked(void **state)
{
	(void)state;
	guest("web1")->load_factors = text("Load_factors=guests@1");
	assert_string_equal(asked("switch web1 --to alpha"), "");
}

static void
the_target_has_room_for_all_that_move(void **state)
{
	(void)state;
	limited("gamma", "guests=2:4");
	limited("gamma", "memory=:100");
	guest("db")->load_factors = text("Load_factors=guests@1");
	guest("app")->load_factors = text("Load_factors=guests@2");
	assert_string_equal(asked("switch db --to gamma"),
	    "! Load_factors=guests@1 of db-rg, as declared\n"
	    "! load limit guests=2:4 (soft:hard) of gamma, as declared\n"
	    "! load guests of gamma at most 1, so that it stays within the "
	    "hard limit with 3 more\n"
	    "? load guests of gamma at most -1, so that it stays within the "
	    "soft limit with 3 more\n");
}

static void
a_group_without_factors_has_none_in_the_cluster_either(void **state)
{
	(void)state;
	limited("alpha", "guests=:4");
	assert_string_equal(asked("switch web1 --to alpha"),
	    "! Load_factors= of web1-rg, as declared\n");
}

static void
a_guest_is_made_only_where_it_fits(void **state)
{
	(void)state;
	limited("alpha", "guests=:4");
	guest("web1")->load_factors = text("Load_factors=guests@3");
	guest("web1")->now = NOW_ABSENT;
	assert_string_equal(asked("create web1"),
	    "! load limit guests=:4 (soft:hard) of alpha, as declared\n"
	    "! load guests of alpha at most 1, so that it stays within the "
	    "hard limit with 3 more\n");
}

/* As its last change, after the tests on every node; and only while there is
 * room, or the cluster would have to do something about it. */
static void
a_guest_that_is_made_has_its_factors_last(void **state)
{
	const struct plan *plan;
	const struct step *last;
	const struct fact *proof;

	(void)state;
	limited("alpha", "guests=:4");
	guest("web1")->load_factors = text("Load_factors=guests@3");
	guest("web1")->now = NOW_ABSENT;
	plan = posts_plan(&arena, site, "create web1");
	last = &plan->steps[plan->step_count - 1];
	assert_string_equal(last->name, "load-factors");
	assert_int_equal(last->op.kind, OP_GROUP_SET);
	assert_int_equal(last->op.value, text("Load_factors=guests@3"));
	assert_int_equal(last->preconditions.count, 1);
	proof = &plan->proofs[last->preconditions.first];
	assert_int_equal(proof->ask.kind, OP_LOAD_STATE);
	assert_int_equal(proof->ask.group, guest("web1")->group);
	assert_int_equal(proof->want.cares, WANT_AT_MOST);
	assert_int_equal(proof->want.number, 1);
}

/* It has to go to every node, where there may be no room for it. */
static void
a_guest_is_retired_without_factors(void **state)
{
	const struct plan *plan;
	uint32_t off;

	(void)state;
	limited("gamma", "guests=:0");
	guest("web1")->load_factors = text("Load_factors=guests@3");
	plan = posts_plan(&arena, site, "retire web1");
	off = posts_step(plan, "load-factors-off");
	assert_string_equal(names_text(site->names, KIND_TEXT,
	    plan->steps[off].op.value), "Load_factors=");
	for (uint32_t i = 0; i < off; i++)
		assert_int_not_equal(plan->steps[i].op.kind, OP_GROUP_SWITCH);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_list_is_read_to_its_first_mistake),
		TEST(a_list_has_room_for_so_many),
		TEST(a_limit_that_is_left_out_is_none),
		TEST(a_factor_counts_for_the_limit_of_its_name),
		TEST(without_limits_nothing_is_asked),
		TEST(the_target_has_room_for_all_that_move),
		TEST(a_group_without_factors_has_none_in_the_cluster_either),
		TEST(a_guest_is_made_only_where_it_fits),
		TEST(a_guest_that_is_made_has_its_factors_last),
		TEST(a_guest_is_retired_without_factors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
