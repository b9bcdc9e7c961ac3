/*
 * What becomes of the guests when something happens to a site and nobody does
 * anything about it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/base/arena.h"
#include "tools/file.h"
#include "tools/whatif/course.h"
#include "tools/whatif/events.h"
#include "tools/whatif/single.h"
#include "tools/whatif/why.h"
#include "tools/whatif/worst.h"

static struct arena arena;
static struct site_text text;
static struct sandbox sandbox;
static struct course course;

/* Three unequal nodes. */
static int
begin(void **state)
{
	(void)state;
	if (site_open(&arena, "scenarios/sites/three.json", &text) != EXIT_OK)
		return -1;
	sandbox_make(&sandbox, &arena, text.site, SITE_READY, 1);
	course_make(&course, &arena, &sandbox);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	sandbox_drop(&sandbox);
	arena_drop(&arena);
	return 0;
}

static void
happens(const char *one, const char *other)
{
	const char *phrases[] = { one, other };
	int count = other != NULL ? 2 : 1;
	struct err err;
	struct fault *event = events_read(&arena, text.site, phrases, count,
	    &err);

	assert_non_null(event);
	for (int i = 0; i < count; i++)
		assert_true(course_begin(&course, &event[i], &err));
	course_play(&course);
}

static uint32_t
guest(const char *name)
{
	return names_find(text.site->names, KIND_GUEST, name);
}

static uint32_t
node(const char *name)
{
	return names_find(text.site->names, KIND_NODE, name);
}

static struct fate
fate_of(const char *name)
{
	for (uint32_t i = 0; i < course.hurt_count; i++)
		if (course.hurt[i] == guest(name))
			return course_fate(&course, i);
	fail_msg("%s was not down", name);
	return (struct fate){ .guest = 0 };
}

static struct why
why_of(const char *name)
{
	struct why why;

	why_make(&why, &arena, &sandbox.simulated, guest(name));
	return why;
}

static void
who_was_on_the_node_comes_back_elsewhere(void **state)
{
	struct fate fate;
	int64_t sum_ms = 0;

	(void)state;
	happens("alpha loses power", NULL);
	assert_true(course.quiet);
	assert_int_equal(course.hurt_count, 2);
	fate = fate_of("db");
	assert_int_equal(fate.was_on, node("alpha"));
	assert_int_equal(fate.on, node("beta"));
	assert_int_equal(fate.up_ms, fate.down_ms);
	for (enum service_part part = 0; part < PARTS; part++)
		sum_ms += fate.part_ms[part];
	assert_int_equal(sum_ms, fate.down_ms);
	assert_int_equal(fate.part_ms[PART_DETECT], 10000);
	assert_int_equal(fate_of("app").on, node("beta"));
	assert_false(fate.missed);
}

static void
all_outages_of_a_guest_are_counted_with_their_parts(void **state)
{
	struct fate fate;
	int64_t sum_ms = 0, once_ms;

	(void)state;
	happens("alpha loses power", "beta loses power, at 1h");
	fate = fate_of("db");
	once_ms = fate.down_ms;
	assert_int_equal(fate.on, node("gamma"));
	for (enum service_part part = 0; part < PARTS; part++)
		sum_ms += fate.part_ms[part];
	assert_int_equal(sum_ms, once_ms);
	assert_int_equal(fate.part_ms[PART_DETECT], 20000);
}

static void
a_guest_without_a_home_is_lost_and_each_node_says_why(void **state)
{
	struct why why;

	(void)state;
	happens("alpha loses power", "beta loses power");
	assert_int_equal(fate_of("test").on, 0);
	why = why_of("test");
	assert_string_equal(why.text, "test-rg is offline");
	assert_int_equal(why.node_count, 3);
	assert_string_equal(why.node[0].text, "alpha has no power");
	assert_string_equal(why.node[2].text, "test needs 40 vcpus, and 0 are "
	    "free on gamma");
	assert_string_equal(why_of("web2").node[2].text, "group web2-rg has "
	    "--web1-rg, and web1-rg is on gamma");
}

static void
nobody_starts_a_guest_without_an_agent(void **state)
{
	(void)state;
	happens("beta loses power", NULL);
	assert_int_equal(fate_of("old").on, 0);
	assert_string_equal(why_of("old").text, "old-rg is online on alpha, "
	    "and no agent starts it: the guest is not defined there");
	assert_int_equal(why_of("old").node_count, 0);
}

static bool
is_among(const uint32_t *guests, uint32_t count, const char *name)
{
	for (uint32_t i = 0; i < count; i++)
		if (guests[i] == guest(name))
			return true;
	return false;
}

static void
a_suspended_group_stays_where_it_is(void **state)
{
	struct refuge refuge;
	struct result res;

	(void)state;
	simulated_begin(&sandbox.simulated, &(struct op){ .kind =
	    OP_GROUP_SUSPEND, .on = node("beta"), .group =
	    text.site->guests[guest("db")].group }, CAUSE_PERSON, &res);
	while (simulated_next_ms(&sandbox.simulated) >= 0)
		sandbox_advance(&sandbox, simulated_next_ms(
		    &sandbox.simulated));
	sandbox_zero(&sandbox);
	course_make(&course, &arena, &sandbox);
	refuge_note(&refuge, &arena, &course);
	refuge_compare(&refuge, &course);
	assert_true(is_among(refuge.suspended, refuge.suspended_count,
	    "db"));
	happens("alpha loses power", NULL);
	assert_int_equal(fate_of("db").on, 0);
	assert_string_equal(why_of("db").text, "db-rg is suspended: the "
	    "cluster starts it nowhere");
}

static void
a_lost_path_hurts_where_the_pool_is(void **state)
{
	(void)state;
	happens("d21 is lost on beta", NULL);
	assert_int_equal(course.hurt_count, 0);
	course_again(&course);
	happens("d21 is lost on alpha", NULL);
	assert_int_equal(course.hurt_count, 1);
	assert_int_equal(fate_of("db").on, 0);
	assert_string_equal(why_of("db").text, "db-rg is online on alpha, and "
	    "the guest is running, and its disks do not answer");
}

static void
an_objective_is_missed_by_what_was_down_too_long(void **state)
{
	struct site_guest *db = &text.site->guests[guest("db")];
	struct fate fate;

	(void)state;
	db->objective = true;
	db->objective_ms = 60000;
	happens("alpha loses power", NULL);
	fate = fate_of("db");
	assert_true(fate.missed);
	assert_int_equal(fate.over_ms, fate.down_ms - 60000);
	db->objective_ms = fate.down_ms;
	assert_false(fate_of("db").missed);
	happens("beta loses power", "gamma loses power");
	fate = fate_of("db");
	assert_true(fate.missed);
	assert_int_equal(fate.over_ms, -1);
}

static void
the_worst_stands_first(void **state)
{
	struct single single;

	(void)state;
	happens("alpha loses power", "beta loses power");
	single_make(&single, &course, &arena, NULL, 0);
	assert_int_equal(single.lost, 3);
	assert_int_equal(single.up, 0);
	for (uint32_t i = 0; i < course.hurt_count; i++)
		assert_int_equal(single.fate[i].on == 0, i < single.lost);
	for (uint32_t i = single.lost + 1; i < course.hurt_count; i++)
		assert_true(single.fate[i - 1].down_ms >=
		    single.fate[i].down_ms);
	assert_int_equal(single_status(&single), EXIT_OK);
}

static void
a_violated_invariant_is_noted_and_is_no_success(void **state)
{
	struct single single;

	(void)state;
	happens("foreign-import zpool_db", NULL);
	assert_int_equal(course.broken_count > 0, 1);
	single_make(&single, &course, &arena, NULL, 0);
	assert_int_equal(single_status(&single), EXIT_NOT_MET);
	assert_non_null(strstr(course.broken[0].text, "zpool_db"));
	course_again(&course);
	assert_int_equal(course.broken_count, 0);
}

static void
who_is_up_and_has_no_other_node_any_more_is_named(void **state)
{
	struct refuge refuge;
	struct why why;

	(void)state;
	refuge_note(&refuge, &arena, &course);
	happens("d23 is lost on alpha", "d23 is lost on gamma");
	refuge_compare(&refuge, &course);
	assert_int_equal(course.hurt_count, 0);
	assert_int_equal(refuge.stranded_count, 1);
	assert_int_equal(refuge.stranded[0], guest("web1"));
	why_elsewhere(&why, &arena, &sandbox.simulated, guest("web1"),
	    node("beta"));
	assert_int_equal(why.node_count, 2);
	assert_string_equal(why.node[1].text, "gamma does not see d23");
}

/* The guest on gamma may not be where web1 is, and test fits nowhere else. */
static void
who_had_no_other_node_before_is_not_blamed_on_the_event(void **state)
{
	struct refuge refuge;

	(void)state;
	refuge_note(&refuge, &arena, &course);
	course_play(&course);
	refuge_compare(&refuge, &course);
	assert_int_equal(refuge.stranded_count, 0);
	assert_int_equal(refuge.unguarded_count, 1);
	assert_true(is_among(refuge.unguarded, refuge.unguarded_count,
	    "old"));
	assert_int_equal(refuge.suspended_count, 0);
}

static void
what_strikes_a_command_is_no_event(void **state)
{
	const char *phrase = "refuse pool-import on beta";
	struct err err;

	(void)state;
	assert_null(events_read(&arena, text.site, &phrase, 1, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, "rehearse"));
}

static void
sweep_of(struct sweep *sweep, unsigned kinds, bool pairs)
{
	*sweep = (struct sweep){ .course = &course, .arena = &arena,
	    .pairs = pairs };
	failures_make(&sweep->failures, &arena, text.site, kinds);
	sweep_play(sweep);
}

/* As if nothing had been played before it. */
static void
is_as_alone(const struct damage *damage)
{
	uint32_t lost = 0;

	assert_int_equal(begin(NULL), 0);
	happens(failure_text(&arena, text.site, damage->one),
	    damage->other != NULL ? failure_text(&arena, text.site,
	    damage->other) : NULL);
	for (uint32_t i = 0; i < course.hurt_count; i++)
		lost += course_fate(&course, i).on == 0;
	assert_int_equal(damage->lost, lost);
	assert_int_equal(damage->back, course.hurt_count - lost);
	for (uint32_t i = 0; i < lost; i++)
		assert_int_equal(course.on[damage->guest[i]], 0);
	sandbox_drop(&sandbox);
}

static void
each_failure_strikes_the_same_site(void **state)
{
	struct sweep sweep;

	(void)state;
	sweep_of(&sweep, (1u << FAILURE_KINDS) - 1, true);
	assert_int_equal(sweep.schedules, sweep.of);
	assert_true(sweep.count > 20);
	sandbox_drop(&sandbox);
	for (uint32_t i = 0; i < sweep.count; i++)
		is_as_alone(&sweep.damage[i]);
	sweep_drop(&sweep);
	assert_int_equal(begin(NULL), 0);
}

/* Three nodes, six devices, of which one has two paths and the others have
 * three; a switch and private links of each node. */
/* All of it: what is undone by an end of the failure, too. */
static void
the_world_is_as_it_was_after_each_failure(void **state)
{
	struct sim *sim = sandbox.simulated.sim;
	struct sweep sweep;
	struct world *before;
	uint64_t bytes = sim_world(sim)->bytes;

	(void)state;
	before = arena_take(&arena, bytes, 1);
	memcpy(before, sim_world(sim), bytes);
	for (enum failure_kind kind = 0; kind < FAILURE_KINDS; kind++) {
		sweep_of(&sweep, 1u << kind, true);
		sweep_drop(&sweep);
		assert_int_equal(sim_world(sim)->bytes, bytes);
		assert_memory_equal(sim_world(sim), before, bytes);
	}
}

static void
every_failure_and_every_pair_is_tried_once(void **state)
{
	static const uint32_t singles[FAILURE_KINDS] = { 3, 6, 17, 3, 3 };
	struct sweep sweep;

	(void)state;
	for (enum failure_kind kind = 0; kind < FAILURE_KINDS; kind++) {
		sweep_of(&sweep, 1u << kind, false);
		assert_int_equal(sweep.failures.all, singles[kind]);
		assert_int_equal(sweep.schedules, singles[kind]);
		sweep_drop(&sweep);
	}
	sweep_of(&sweep, (1u << FAILURE_KINDS) - 1, true);
	assert_int_equal(sweep.schedules, 32 + 3 + 3 + 3);
	sweep_drop(&sweep);
}

static void
a_device_with_one_path_fails_with_it(void **state)
{
	struct failures failures;

	(void)state;
	text.site->devices[1].nodes = (uint64_t)1 << 2;
	failures_make(&failures, &arena, text.site, 1u << FAILURE_PATH);
	assert_int_equal(failures.all, 14);
	for (uint32_t i = 0; i < failures.all; i++)
		assert_int_not_equal(failures.list[i].object, 1);
}

static void
the_failure_that_loses_most_stands_first(void **state)
{
	struct sweep sweep;

	(void)state;
	sweep_of(&sweep, 1u << FAILURE_NODE, true);
	assert_int_equal(sweep.count, 6);
	assert_string_equal(failure_text(&arena, text.site,
	    sweep.damage[0].one), "alpha loses power");
	assert_string_equal(failure_text(&arena, text.site,
	    sweep.damage[0].other), "beta loses power");
	assert_int_equal(sweep.damage[0].lost, 3);
	for (uint32_t i = 1; i < sweep.count; i++) {
		const struct damage *one = &sweep.damage[i - 1];
		const struct damage *other = &sweep.damage[i];

		assert_true(one->lost > other->lost || (one->lost ==
		    other->lost && one->down_ms >= other->down_ms));
	}
	assert_int_equal(worst_status(&sweep), EXIT_OK);
	sweep_drop(&sweep);
}

static void
a_sweep_that_misses_an_objective_is_no_success(void **state)
{
	struct site_guest *db = &text.site->guests[guest("db")];
	struct site_guest *app = &text.site->guests[guest("app")];
	struct site_guest *old = &text.site->guests[guest("old")];
	struct sweep sweep;

	(void)state;
	db->objective = true;
	db->objective_ms = 1000;
	sweep_of(&sweep, 1u << FAILURE_NODE, false);
	assert_int_equal(sweep.missed, 1);
	assert_int_equal(worst_status(&sweep), EXIT_NOT_MET);
	sweep_drop(&sweep);
	/* app has more left of a longer time; old is never back. */
	app->objective = old->objective = true;
	app->objective_ms = 100000;
	old->objective_ms = 3600000;
	sweep_of(&sweep, 1u << FAILURE_NODE, false);
	assert_int_equal(sweep.damage[0].worst, guest("old"));
	assert_int_equal(sweep.damage[0].over_ms, -1);
	assert_int_equal(sweep.damage[1].missed, 2);
	assert_int_equal(sweep.damage[1].worst, guest("db"));
	assert_true(sweep.damage[1].over_ms > 60000);
	sweep_drop(&sweep);
}

static bool
not_longer(struct sweep *sweep)
{
	return sweep->schedules < 2;
}

static void
a_sweep_that_is_interrupted_says_so(void **state)
{
	struct sweep sweep = { .course = &course, .arena = &arena,
	    .go_on = not_longer };

	(void)state;
	failures_make(&sweep.failures, &arena, text.site, 1);
	sweep_play(&sweep);
	assert_int_equal(sweep.schedules, 2);
	assert_int_equal(sweep.of, 3);
	assert_int_equal(worst_status(&sweep), EXIT_STUCK);
	sweep_drop(&sweep);
}

static void
kinds_are_chosen_by_their_words(void **state)
{
	const char *words[] = { "paths", "nodes", "wires" };
	struct err err;
	unsigned kinds;

	(void)state;
	assert_true(failures_chosen(words, 2, &kinds, &err));
	assert_int_equal(kinds, 1u << FAILURE_PATH | 1u << FAILURE_NODE);
	assert_true(failures_chosen(NULL, 0, &kinds, &err));
	assert_int_equal(kinds, (1u << FAILURE_KINDS) - 1);
	assert_false(failures_chosen(words, 3, &kinds, &err));
	assert_non_null(strstr(err.text, "wires"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    who_was_on_the_node_comes_back_elsewhere, begin, end),
		cmocka_unit_test_setup_teardown(
		    all_outages_of_a_guest_are_counted_with_their_parts,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    a_guest_without_a_home_is_lost_and_each_node_says_why,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    nobody_starts_a_guest_without_an_agent, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_suspended_group_stays_where_it_is, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_lost_path_hurts_where_the_pool_is, begin, end),
		cmocka_unit_test_setup_teardown(
		    an_objective_is_missed_by_what_was_down_too_long, begin,
		    end),
		cmocka_unit_test_setup_teardown(the_worst_stands_first, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_violated_invariant_is_noted_and_is_no_success, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    who_is_up_and_has_no_other_node_any_more_is_named, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    who_had_no_other_node_before_is_not_blamed_on_the_event,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    what_strikes_a_command_is_no_event, begin, end),
		cmocka_unit_test_setup_teardown(
		    each_failure_strikes_the_same_site, begin, end),
		cmocka_unit_test_setup_teardown(
		    the_world_is_as_it_was_after_each_failure, begin, end),
		cmocka_unit_test_setup_teardown(
		    every_failure_and_every_pair_is_tried_once, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_device_with_one_path_fails_with_it, begin, end),
		cmocka_unit_test_setup_teardown(
		    the_failure_that_loses_most_stands_first, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_sweep_that_misses_an_objective_is_no_success, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_sweep_that_is_interrupted_says_so, begin, end),
		cmocka_unit_test_setup_teardown(
		    kinds_are_chosen_by_their_words, begin, end),
	};

	return cmocka_run_group_tests_name("whatif", tests, NULL, NULL);
}
