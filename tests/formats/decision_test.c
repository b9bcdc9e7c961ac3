/*
 * A decision that is saved is read back, and nothing in it is ignored.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/formats/policy/decision.h"
#include "core/policy/scene_site.h"
#include "core/site/site.h"
#include "tests/sim_fixture.h"

static struct arena arena;
static struct site *site;
static json_t *whole;

static uint32_t
text(const char *text)
{
	return names_put(site->names, KIND_TEXT, text);
}

/* Everything that a decision can have, once. */
static void
site_fill(void)
{
	site = fixture_anywhere(&arena, 3, 4);
	for (uint32_t g = 1; g <= 3; g++) {
		site->guests[g].now = NOW_CLUSTERED;
		site->guests[g].now_on = g;
		site->guests[g].load_factors = text("Load_factors=guests@1");
	}
	site->nodes[3].load_limit[0] = text("guests=:2");
	site->nodes[3].load_count = 1;
	site->guests[1].affinity[0] = (struct affinity){ SIGN_EXCLUDES,
	    site->guests[2].group };
	site->guests[1].affinity_count = 1;
	site->devices[site->guests[3].device].nodes = 0xa;
}

static int
begin(void **state)
{
	static struct scene_failed failed = { 2, 2, 0 };
	const struct occasion occasion = { .kind = OCCASION_NODES_DIE,
	    .nodes = 0x2 };
	struct saved_decision decision = { .occasion = occasion };
	struct scene *scene;

	(void)state;
	site_fill();
	scene = scene_of_site(&arena, site);
	scene->failed = &failed;
	scene->groups[site->guests[3].group].failed_count = 1;
	decision.scene = scene;
	decision.placements = decision_again(&arena, &decision);
	whole = decision_json(&decision);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	json_decref(whole);
	arena_drop(&arena);
	return 0;
}

static bool
is_read(const char **said)
{
	static struct err err;
	struct saved_decision decision;
	bool read = decision_read(&arena, whole, &decision, &err);

	*said = err.text;
	return read;
}

static void
what_was_saved_is_decided_again_to_the_same_bytes(void **state)
{
	struct saved_decision decision;
	struct err err;
	json_t *again;
	char *before, *after;

	(void)state;
	if (!decision_read(&arena, whole, &decision, &err))
		fail_msg("%s", err.text);
	assert_int_equal(decision.placements.count, 1);
	assert_int_equal(decision.placements.list[0].node, 3);
	decision.placements = decision_again(&arena, &decision);
	again = decision_json(&decision);
	before = json_dumps(whole, 0);
	after = json_dumps(again, 0);
	assert_string_equal(before, after);
	free(before);
	free(after);
	json_decref(again);
}

/* Each value of the tree is replaced by one of another type; then it is as it
 * was. */
static unsigned
each_is_typed(json_t *at)
{
	unsigned count = 0;
	const char *said;

	for (size_t i = 0; i < json_array_size(at); i++)
		count += each_is_typed(json_array_get(at, i));
	for (void *iter = json_object_iter(at); iter != NULL;
	    iter = json_object_iter_next(at, iter)) {
		json_t *value = json_object_iter_value(iter);

		count += 1 + each_is_typed(value);
		json_incref(value);
		json_object_iter_set_new(at, iter, json_real(1.5));
		if (is_read(&said))
			fail_msg("%s is 1.5", json_object_iter_key(iter));
		json_object_iter_set_new(at, iter, value);
	}
	return count;
}

static void
no_value_may_be_of_another_type(void **state)
{
	const char *said;

	(void)state;
	assert_true(is_read(&said));
	assert_in_range(each_is_typed(whole), 100, 1000);
	assert_true(is_read(&said));
}

/* One more key in each object. */
static unsigned
each_is_closed(json_t *at)
{
	unsigned count = 0;
	const char *said;

	for (size_t i = 0; i < json_array_size(at); i++)
		count += each_is_closed(json_array_get(at, i));
	for (void *iter = json_object_iter(at); iter != NULL;
	    iter = json_object_iter_next(at, iter))
		count += each_is_closed(json_object_iter_value(iter));
	if (!json_is_object(at))
		return count;
	json_object_set_new(at, "more", json_true());
	assert_false(is_read(&said));
	assert_non_null(strstr(said, "no other key"));
	json_object_del(at, "more");
	return count + 1;
}

static void
no_key_is_ignored(void **state)
{
	const char *said;

	(void)state;
	assert_in_range(each_is_closed(whole), 15, 100);
	assert_true(is_read(&said));
}

static json_t *
part(const char *list, size_t n)
{
	return json_array_get(json_object_get(whole, list), n);
}

/* The value under the key becomes this one: it is refused, in these words. */
static void
assert_refused(json_t *object, const char *key, const char *value,
    const char *words)
{
	json_t *was = json_object_get(object, key);
	const char *said;

	assert_non_null(was);
	json_incref(was);
	json_object_set_new(object, key, json_loads(value, JSON_DECODE_ANY,
	    NULL));
	assert_false(is_read(&said));
	assert_string_equal(said, words);
	json_object_set_new(object, key, was);
	assert_true(is_read(&said));
}

static void
what_does_not_go_together_is_refused(void **state)
{
	json_t *group;

	(void)state;
	group = part("groups", 0);
	assert_refused(whole, "decision", "2",
	    "decision: expected a number");
	assert_refused(part("nodes", 1), "name", "\"node1\"",
	    "nodes[1].name: expected a name of its own");
	assert_refused(part("groups", 1), "name", "\"ldom1-rg\"",
	    "groups[1].name: expected a name of its own");
	assert_refused(group, "on", "null", "groups[0].on: expected a node if "
	    "it is online or stop-failed, and \"to\" only if it is moving");
	assert_refused(group, "to", "\"node2\"", "groups[0].on: expected a "
	    "node if it is online or stop-failed, and \"to\" only if it is "
	    "moving");
	assert_refused(group, "on", "\"node9\"", "groups[0].on: expected a "
	    "name that is there, or null");
	assert_refused(group, "vcpus", "-1",
	    "groups[0].vcpus: expected a number from 0");
	assert_refused(group, "stage", "\"asleep\"",
	    "groups[0].stage: expected one of its words");
	assert_refused(group, "nodes", "[{\"node\": \"node1\"},"
	    "{\"node\": \"node1\"}]",
	    "groups[0].nodes: expected each node once");
	assert_refused(group, "affinities", "[{\"sign\": \"--\", "
	    "\"group\": \"ldom1-rg\"}]",
	    "groups[0].affinities: expected another group");
	assert_refused(group, "factors", "[{\"limit\": 1, \"factor\": 1}]",
	    "groups[0].factors: expected a limit by its place in limits, from "
	    "0");
	assert_refused(part("nodes", 0), "loads", "[]",
	    "nodes[0].loads: expected one for each limit");
	assert_refused(json_object_get(whole, "occasion"), "group",
	    "\"ldom1-rg\"", "occasion: expected a group to start or switch, "
	    "or the node that joins");
}

/* Two groups that exclude each other: the simulator refuses that, a file may
 * say it. */
static void
affinities_in_a_circle_come_to_an_end(void **state)
{
	struct saved_decision decision;
	struct placements placements;
	struct err err;

	(void)state;
	json_object_set_new(part("groups", 1), "affinities", json_pack(
	    "[{s:s,s:s}]", "sign", "--", "group", "ldom1-rg"));
	assert_true(decision_read(&arena, whole, &decision, &err));
	placements = decision_again(&arena, &decision);
	assert_true(placements.count >= 1);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_saved_is_decided_again_to_the_same_bytes),
		TEST(no_value_may_be_of_another_type),
		TEST(no_key_is_ignored),
		TEST(what_does_not_go_together_is_refused),
		TEST(affinities_in_a_circle_come_to_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
