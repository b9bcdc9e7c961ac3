/*
 * Affinities in site and plan: how they are read, what is asked before a group
 * moves, and when the property is set.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/plan/plan.h"
#include "core/plan/precondition.h"
#include "core/site/neighbours.h"
#include "tests/posts_fixture.h"

static struct arena arena;
static struct site *site;

/* Three nodes: app follows db, web2 avoids web1 at all costs, test avoids db if
 * it can. */
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

static uint32_t
named(enum kind kind, const char *text)
{
	uint32_t name = names_find(site->names, kind, text);

	assert_int_not_equal(name, 0);
	return name;
}

static struct site_guest *
guest(const char *text)
{
	return &site->guests[named(KIND_GUEST, text)];
}

/* Give a guest's group one more affinity. */
static void
affine(const char *text, enum sign sign, const char *group)
{
	struct site_guest *row = guest(text);

	row->affinity[row->affinity_count++] = (struct affinity){ sign,
	    named(KIND_GROUP, group) };
	row->affinities = names_put(site->names, KIND_TEXT,
	    "RG_affinities=changed");
	neighbours_index(&arena, site);
}

/* The affinity checks of a job, a line each: "! expected", "? expected" when it
 * only warns. */
static const char *
asked(const char *line)
{
	return posts_checks(&arena, site, line, "affinity");
}

static void
each_sign_is_read_and_written(void **state)
{
	static const char *const marks[] = { "+", "++", "+++", "-", "--" };
	size_t length;

	(void)state;
	for (unsigned i = 0; i < 5; i++) {
		char text[16];

		snprintf(text, sizeof(text), "%sdb-rg", marks[i]);
		assert_int_equal(affinity_sign(text, &length), SIGN_PREFERS +
		    i);
		assert_int_equal(length, strlen(marks[i]));
		assert_string_equal(affinity_mark(SIGN_PREFERS + i), marks[i]);
	}
	assert_int_equal(affinity_sign("db-rg", &length), SIGN_NONE);
	assert_int_equal(affinity_sign("---db-rg", &length), SIGN_NONE);
	assert_int_equal(affinity_sign("+-db-rg", &length), SIGN_NONE);
	assert_int_equal(affinity_sign("++++db-rg", &length), SIGN_NONE);
	assert_int_equal(length, 0);
}

static void
a_list_is_read_to_its_first_mistake(void **state)
{
	static const struct {
		const char	*text;
		uint32_t	 count;
		bool		 whole;
	} rows[] = {
		{ "RG_affinities=", 0, true },
		{ "RG_affinities=++db-rg", 1, true },
		{ "RG_affinities=++db-rg,-web1-rg", 2, true },
		{ "RG_affinities=++db-rg,", 1, false },
		{ "RG_affinities=++db-rg,,-web1-rg", 1, false },
		{ "RG_affinities=++db-rg,web1-rg", 1, false },
		{ "RG_affinities=++", 0, false },
		{ "RG_affinities=--nobody-rg", 0, false },
		{ "RG_dependencies=db-rg", 0, false },
	};
	struct affinity list[AFFINITIES];
	bool whole;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(affinity_list(site->names, rows[i].text, list,
		    &whole), rows[i].count);
		assert_int_equal(whole, rows[i].whole);
		if (rows[i].count != 0)
			assert_int_equal(list[0].group,
			    named(KIND_GROUP, "db-rg"));
	}
}

static void
a_list_has_room_for_so_many(void **state)
{
	struct affinity list[AFFINITIES];
	char text[32 * (AFFINITIES + 1)], *at = text;
	bool whole;

	(void)state;
	at += sprintf(at, "RG_affinities=");
	for (unsigned i = 0; i < AFFINITIES; i++)
		at += sprintf(at, "%s+db-rg", i != 0 ? "," : "");
	assert_int_equal(affinity_list(site->names, text, list, &whole),
	    AFFINITIES);
	assert_true(whole);
	sprintf(at, ",+db-rg");
	assert_int_equal(affinity_list(site->names, text, list, &whole),
	    AFFINITIES);
	assert_false(whole);
}

static void
the_property_is_what_the_file_lists(void **state)
{
	(void)state;
	assert_string_equal(names_text(site->names, KIND_TEXT,
	    guest("app")->affinities), "RG_affinities=++db-rg");
	assert_string_equal(names_text(site->names, KIND_TEXT,
	    guest("db")->affinities), "RG_affinities=");
	assert_int_equal(guest("web2")->affinity[0].sign, SIGN_EXCLUDES);
	assert_int_equal(guest("web2")->affinity[0].group,
	    guest("web1")->group);
}

static void
who_follows_is_found_through_others(void **state)
{
	uint32_t list[FOLLOWERS];

	(void)state;
	affine("web1", SIGN_DELEGATES, "app-rg");
	affine("old", SIGN_PREFERS, "db-rg");
	assert_int_equal(neighbours_following(site, named(KIND_GUEST, "db"),
	    list), 2);
	assert_int_equal(list[0], named(KIND_GUEST, "app"));
	assert_int_equal(list[1], named(KIND_GUEST, "web1"));
	assert_int_equal(neighbours_following(site, named(KIND_GUEST, "web1"),
	    list), 0);
}

static void
a_node_of_a_group_that_it_excludes_is_no_target(void **state)
{
	(void)state;
	assert_string_equal(asked("switch web2 --to beta"),
	    "! RG_affinities=--web1-rg of web2-rg, as declared\n"
	    "! web1-rg is not on beta: web2-rg has --web1-rg\n");
}

static void
a_group_that_would_have_to_give_way_is_no_neighbour(void **state)
{
	(void)state;
	assert_string_equal(asked("switch web1 --to gamma"),
	    "! RG_affinities= of web1-rg, as declared\n"
	    "! web2-rg is not on gamma: it has --web1-rg, and would be "
	    "stopped\n");
}

static void
a_group_that_follows_goes_only_where_the_other_is(void **state)
{
	(void)state;
	assert_string_equal(asked("switch app --to beta"),
	    "! RG_affinities=++db-rg of app-rg, as declared\n"
	    "! db-rg is online on beta: app-rg has ++db-rg, and can be "
	    "nowhere else\n");
}

static void
a_weak_affinity_is_only_said(void **state)
{
	(void)state;
	affine("test", SIGN_PREFERS, "web2-rg");
	assert_string_equal(asked("switch test --to gamma"),
	    "! RG_affinities=changed of test-rg, as declared\n"
	    "? db-rg is not on gamma: test-rg has -db-rg\n"
	    "? web2-rg is online on gamma: test-rg has +web2-rg\n");
}

static void
who_follows_is_said_and_has_to_be_able_to(void **state)
{
	(void)state;
	assert_string_equal(asked("switch db --to beta"),
	    "! RG_affinities= of db-rg, as declared\n"
	    "? app-rg is not online: it follows, and its guest is down "
	    "meanwhile\n"
	    "! app-rg is not suspended: it has to follow\n");
	guest("app")->node_count = 1;
	affine("app", SIGN_EXCLUDES, "web1-rg");
	affine("web2", SIGN_EXCLUDES, "app-rg");
	assert_string_equal(asked("switch db --to beta"),
	    "! RG_affinities= of db-rg, as declared\n"
	    "! app-rg is not online: it follows, and beta is not in its node "
	    "list\n"
	    "! app-rg is not suspended: it has to follow\n"
	    "! web1-rg is not on beta: app-rg has --web1-rg\n"
	    "! web2-rg is not on beta: it has --app-rg, and would be "
	    "stopped\n");
}

static void
who_follows_needs_room_and_time_as_well(void **state)
{
	const struct plan *plan = posts_plan(&arena, site,
	    "switch db --to beta");
	const struct plan *alone;
	uint32_t at = posts_step(plan, "switch"), rooms = 0;
	const struct fact *fact;

	(void)state;
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (strcmp(plan->checks[i].name, "room") == 0)
			rooms += plan->checks[i].fact.want.number == 48 ||
			    plan->checks[i].fact.want.number ==
			    (int64_t)48 << 30;
	assert_int_equal(rooms, 2);
	assert_int_equal(plan->steps[at].decide.count, 2);
	fact = &plan->facts[plan->steps[at].decide.first + 1].fact;
	assert_int_equal(fact->ask.group, named(KIND_GROUP, "app-rg"));
	assert_int_equal(fact->want.on, named(KIND_NODE, "alpha"));
	assert_int_equal(fact->want.cares, WANT_STATE | WANT_ELSEWHERE |
	    WANT_OR_ABSENT);
	guest("app")->affinity_count = 0;
	neighbours_index(&arena, site);
	alone = posts_plan(&arena, site, "switch db --to beta");
	assert_int_equal(alone->steps[at].decide.count, 1);
	assert_true(alone->steps[at].expected_ms <
	    plan->steps[at].expected_ms);
	assert_true(alone->steps[at].limit_ms +
	    guest("app")->agent.stop_timeout_ms <=
	    plan->steps[at].limit_ms);
}

static void
a_guest_that_is_made_has_its_affinities_last(void **state)
{
	const struct plan *plan = posts_plan(&arena, site, "create web2");
	const struct step *step = &plan->steps[plan->step_count - 1];
	const struct fact *proof = &plan->proofs[step->preconditions.first];

	(void)state;
	assert_string_equal(step->name, "affinities");
	assert_string_equal(plan->phases[step->phase].name, "cluster");
	assert_int_equal(step->op.value, guest("web2")->affinities);
	assert_int_equal(step->preconditions.count, 1);
	assert_int_equal(proof->ask.group, named(KIND_GROUP, "web1-rg"));
	assert_int_equal(proof->want.on, named(KIND_NODE, "alpha"));
	assert_true((proof->want.cares & WANT_ELSEWHERE) != 0);
	assert_string_equal(asked("create web2"),
	    "! web1-rg exists: web2-rg has --web1-rg, and can have it only "
	    "then\n"
	    "! web1-rg is not on alpha: web2-rg has --web1-rg\n");
	plan = posts_plan(&arena, site, "create db");
	assert_string_not_equal(plan->steps[plan->step_count - 1].name,
	    "affinities");
	assert_string_equal(asked("create db"), "");
}

static void
a_guest_is_retired_without_affinities_and_unnamed(void **state)
{
	const struct plan *plan = posts_plan(&arena, site, "retire web2");
	uint32_t off = posts_step(plan, "affinities-off");

	(void)state;
	assert_string_equal(names_text(site->names, KIND_TEXT,
	    plan->steps[off].op.value), "RG_affinities=");
	for (uint32_t i = 0; i < off; i++)
		assert_int_not_equal(plan->steps[i].op.kind, OP_GROUP_SWITCH);
	affine("app", SIGN_AVOIDS, "web1-rg");
	assert_string_equal(asked("retire web1"),
	    "! RG_affinities= of web1-rg, as declared\n"
	    "! app-rg no longer has an affinity to web1-rg: clrg set -p "
	    "RG_affinities=++db-rg app-rg\n"
	    "! web2-rg no longer has an affinity to web1-rg: clrg set -p "
	    "RG_affinities= web2-rg\n");
}

/* Anywhere else, or nowhere; and on the way back there again. */
static void
elsewhere_is_any_other_node_or_none(void **state)
{
	struct want want = { .cares = WANT_STATE | WANT_ELSEWHERE, .on = 2,
	    .states = STATE_BIT(STATE_ONLINE) | STATE_BIT(STATE_OFFLINE) };
	struct answer answer = { .state = STATE_ONLINE, .on = 2 };
	struct want back;

	(void)state;
	assert_false(want_met(&want, &answer));
	back = want_back(&want, &answer);
	assert_true(want_met(&back, &answer));
	answer.on = 1;
	assert_true(want_met(&want, &answer));
	assert_false(want_met(&back, &answer));
	answer = (struct answer){ .state = STATE_OFFLINE };
	assert_true(want_met(&want, &answer));
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_sign_is_read_and_written),
		TEST(a_list_is_read_to_its_first_mistake),
		TEST(a_list_has_room_for_so_many),
		TEST(the_property_is_what_the_file_lists),
		TEST(who_follows_is_found_through_others),
		TEST(a_node_of_a_group_that_it_excludes_is_no_target),
		TEST(a_group_that_would_have_to_give_way_is_no_neighbour),
		TEST(a_group_that_follows_goes_only_where_the_other_is),
		TEST(a_weak_affinity_is_only_said),
		TEST(who_follows_is_said_and_has_to_be_able_to),
		TEST(who_follows_needs_room_and_time_as_well),
		TEST(a_guest_that_is_made_has_its_affinities_last),
		TEST(a_guest_is_retired_without_affinities_and_unnamed),
		TEST(elsewhere_is_any_other_node_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
