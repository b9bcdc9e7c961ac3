/*
 * Sites and jobs that are drawn by a seed; and what is found on one of them, on
 * the least site.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/formats/site/site_file.h"
#include "core/plan/job.h"
#include "core/procedures/procedure.h"
#include "tests/sparse.h"
#include "tools/explore/explore.h"
#include "tools/swarm/draw.h"
#include "tools/swarm/lessen.h"
#include "tools/swarm/random_job.h"
#include "tools/swarm/random_site.h"

enum { SEEDS = SPARSE == 1 ? 400 : 40, KEYS = 256, PATH = 128 };

static struct site *
site_of(struct arena *arena, const json_t *tree)
{
	struct mistakes mistakes = { 0 };
	char *text = random_site_text(tree);
	struct site *site = site_read(arena, "drawn", text, strlen(text),
	    &mistakes);

	free(text);
	if (site == NULL)
		fail_msg("%s: line %u: %s", json_string_value(json_object_get(
		    tree, "site")), (unsigned)mistakes.list[0].spot.line,
		    mistakes.list[0].text);
	return site;
}

static void
every_site_that_is_drawn_is_read(void **state)
{
	uint64_t nodes = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		json_t *tree = random_site(seed);
		struct arena arena = { 0 };
		struct site *site = site_of(&arena, tree);

		nodes |= UINT64_C(1) << site->node_count;
		arena_drop(&arena);
		json_decref(tree);
	}
	/* One to six of them. */
	assert_int_equal(nodes, 0x7e);
}

static void
a_seed_draws_the_same_bytes_and_another_one_others(void **state)
{
	json_t *one = random_site(7), *same = random_site(7),
	    *other = random_site(8);
	char *a = random_site_text(one), *b = random_site_text(same),
	    *c = random_site_text(other);

	(void)state;
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	free(a);
	free(b);
	free(c);
	json_decref(one);
	json_decref(same);
	json_decref(other);
}

/* Of a seed for a job, too, every bit counts. */
static void
seeds_that_differ_in_a_high_bit_draw_other_numbers(void **state)
{
	struct draw draw = draw_begin(7);

	(void)state;
	for (unsigned bit = 0; bit < 64; bit++)
		assert_true(draw_seed(draw_part(draw, "job", 1), "job") !=
		    draw_seed(draw_part(draw, "job", 1 ^ (uint64_t)1 << bit),
		    "job"));
}

/* The keys that a site file has, as tests/keys/site.list names them. */
struct site_key {
	char	 path[PATH];
	unsigned there;
};

static unsigned
keys_read(struct site_key *keys)
{
	FILE *in = fopen("tests/keys/site.list", "r");
	char line[256];
	unsigned count = 0;

	assert_non_null(in);
	while (fgets(line, sizeof(line), in) != NULL && count < KEYS)
		if (sscanf(line, "key %127s", keys[count].path) == 1)
			count++;
	fclose(in);
	return count;
}

/* "*" stands for a name that the site chooses, "%" for one of a list. */
static void
key_mark(struct site_key *keys, unsigned count, const char *path)
{
	size_t whole = strlen(path), parent = 0;

	for (size_t i = 0; i < whole; i++)
		if (path[i] == '.')
			parent = i;
	for (unsigned i = 0; i < count; i++) {
		size_t n = strlen(keys[i].path);

		if (strcmp(keys[i].path, path) == 0 || (n > 2 &&
		    (strcmp(keys[i].path + n - 2, ".*") == 0 ||
		    strcmp(keys[i].path + n - 2, ".%") == 0) &&
		    n - 2 == parent && strncmp(keys[i].path, path, parent) ==
		    0))
			keys[i].there++;
	}
}

static void
keys_mark(struct site_key *keys, unsigned count, json_t *value,
    const char *path)
{
	char below[PATH];
	const char *key;
	json_t *part;
	size_t i;

	key_mark(keys, count, path);
	if (json_is_array(value)) {
		snprintf(below, sizeof(below), "%s[]", path);
		json_array_foreach(value, i, part)
			keys_mark(keys, count, part, below);
	} else if (json_is_object(value)) {
		json_object_foreach(value, key, part) {
			snprintf(below, sizeof(below), "%s%s%s", path,
			    *path != '\0' ? "." : "", key);
			keys_mark(keys, count, part, below);
		}
	}
}

static void
every_key_of_a_site_is_drawn_and_left_out(void **state)
{
	struct site_key *keys = test_calloc(KEYS, sizeof(*keys));
	unsigned count = keys_read(keys), missing = 0;

	(void)state;
	assert_true(count > 100);
	for (uint64_t seed = 0; seed < 400; seed++) {
		json_t *tree = random_site(seed);

		keys_mark(keys, count, tree, "");
		json_decref(tree);
	}
	for (unsigned i = 0; i < count; i++)
		if (keys[i].there == 0) {
			print_message("never drawn: %s\n", keys[i].path);
			missing++;
		}
	test_free(keys);
	assert_int_equal(missing, 0);
}

static void
every_job_that_is_drawn_has_its_place(void **state)
{
	unsigned drawn[16] = { 0 };

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		json_t *tree = random_site(seed);
		struct arena arena = { 0 };
		struct site *site = site_of(&arena, tree);
		const char *line = random_job(&arena, site, seed);
		struct err err = { 0 };
		struct job job;

		assert_true(job_read_line(&arena, site, line, &job, &err));
		for (unsigned i = 0; procedures[i] != NULL; i++)
			drawn[i] += procedures[i] == job.procedure;
		assert_string_equal(line, random_job(&arena, site, seed));
		arena_drop(&arena);
		json_decref(tree);
	}
	/* A campaign has no plan of its own, which a drawn job needs; nor has
	 * the cure of a group, where none is stuck. */
	for (unsigned i = 0; SPARSE == 1 && procedures[i] != NULL; i++)
		assert_int_equal(drawn[i] != 0,
		    procedures[i]->campaign == CAMPAIGN_NONE &&
		    !procedures[i]->takes_group);
}

/* So no cure is drawn. */
static void
nothing_is_stuck_on_a_site_that_is_drawn(void **state)
{
	json_t *tree = random_site(183);
	struct arena arena = { 0 };
	struct site *site = site_of(&arena, tree);
	struct sandbox *sandbox = arena_take(&arena, 1, sizeof(*sandbox));
	struct err err = { 0 };
	struct job job;

	(void)state;
	assert_true(job_read_line(&arena, site, "unstick g1", &job, &err));
	sandbox_make(sandbox, &arena, site, job.procedure->begin, 1);
	sim_put(sandbox->simulated.sim, job.guest, NOW_CLUSTERED,
	    site->guests[job.guest].node[0]);
	assert_null(session_plan(&sandbox->session, &job, &err));
	assert_int_equal(err.code, ERR_NO_CURE);
	sandbox_drop(sandbox);
	arena_drop(&arena);
	json_decref(tree);
}

/* Some guest moves back by itself. */
static bool
has_failback(void *with, const json_t *site)
{
	json_t *guests = json_object_get(site, "guests");
	struct arena arena = { 0 };
	bool has = false;
	size_t i;
	json_t *guest;

	++*(unsigned *)with;
	json_array_foreach(guests, i, guest)
		has |= json_is_true(json_object_get(json_object_get(guest,
		    "group"), "failback"));
	if (has)
		site_of(&arena, site);
	arena_drop(&arena);
	return has;
}

static bool
is_readable(void *with, const json_t *site)
{
	struct mistakes mistakes = { 0 };
	struct arena arena = { 0 };
	char *text = random_site_text(site);
	bool readable = site_read(&arena, "drawn", text, strlen(text),
	    &mistakes) != NULL;

	free(text);
	arena_drop(&arena);
	return readable && has_failback(with, site);
}

static void
what_is_found_is_shown_on_the_least_site(void **state)
{
	static const char least[] = "{\"site\": \"random-183\", \"nodes\": "
	    "[{\"name\": \"n1\", \"vcpus\": 64, \"memory\": \"64G\"}], "
	    "\"devices\": [{\"name\": \"d1\", \"size\": \"128G\"}], "
	    "\"guests\": [{\"name\": \"g1\", \"vcpus\": 2, \"memory\": "
	    "\"1G\", \"pool\": {\"device\": \"d1\"}, \"group\": "
	    "{\"failback\": true}, \"disks\": []}]}";
	unsigned tries = 0;
	struct lessening lessening = { is_readable, &tries, 1000 };
	json_t *site = random_site(183);
	json_t *found = lessen(site, &lessening);
	char *text = json_dumps(found, 0);
	char *name = strchr(strstr(text, "\"d1"), '-');

	(void)state;
	/* The device's name is as long as a name can be. */
	if (name != NULL)
		for (char *at; (at = strstr(text, "d1-")) != NULL;)
			memmove(at + 2, at + 63, strlen(at + 63) + 1);
	assert_string_equal(text, least);
	assert_true(tries < 1000);
	free(text);
	json_decref(site);
	json_decref(found);
}

static void
a_thing_goes_with_all_that_names_it(void **state)
{
	json_t *site = json_pack("{s:[{s:s}, {s:s}], s:[{s:s, s:{s:[s, s]}}], "
	    "s:{s:[{s:s, s:{s:s, s:s}}]}}", "nodes", "name", "a", "name", "b",
	    "guests", "name", "g", "group", "nodes", "a", "b", "services",
	    "vsw", "name", "v", "net_dev", "a", "x", "b", "y");
	char *text;

	(void)state;
	lessen_name(site, "b");
	text = json_dumps(site, JSON_COMPACT);
	assert_string_equal(text, "{\"nodes\":[{\"name\":\"a\"}],\"guests\":"
	    "[{\"name\":\"g\",\"group\":{\"nodes\":[\"a\"]}}],\"services\":"
	    "{\"vsw\":[{\"name\":\"v\",\"net_dev\":{\"a\":\"x\"}}]}}");
	free(text);
	json_decref(site);
}

/* A job on a drawn site, in so many random schedules: what is violated. */
static uint64_t
violated(uint64_t seed, const char *line, enum guest_now now, uint64_t seeds)
{
	struct explore *explorer = test_calloc(1, sizeof(*explorer));
	json_t *tree = random_site(seed);
	struct arena arena = { 0 };
	struct site *site = site_of(&arena, tree);
	struct sandbox *sandbox = arena_take(&arena, 1, sizeof(*sandbox));
	struct err err = { 0 };
	uint64_t count;
	struct job job;

	assert_true(job_read_line(&arena, site, line, &job, &err));
	sandbox_make(sandbox, &arena, site, job.procedure->begin, 1);
	if (now != NOW_ABSENT)
		sim_put(sandbox->simulated.sim, job.guest, now,
		    site->guests[job.guest].node[0]);
	*explorer = (struct explore){ .sandbox = sandbox, .plan = session_plan(
	    &sandbox->session, &job, &err), .shard = 1, .shards = 1 };
	assert_non_null(explorer->plan);
	sandbox_zero(sandbox);
	explore_random(explorer, 1, seeds);
	assert_int_equal(explorer->plain, ARRIVED);
	count = explorer->violations;
	sandbox_drop(sandbox);
	arena_drop(&arena);
	json_decref(tree);
	test_free(explorer);
	return count;
}

static void
a_retirement_that_is_rolled_back_gives_the_failback_back(void **state)
{
	(void)state;
	assert_int_equal(violated(183, "retire g1", NOW_RUNNING, 30), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_site_that_is_drawn_is_read),
	    cmocka_unit_test(
	    a_seed_draws_the_same_bytes_and_another_one_others),
	    cmocka_unit_test(
	    seeds_that_differ_in_a_high_bit_draw_other_numbers),
	    cmocka_unit_test(every_key_of_a_site_is_drawn_and_left_out),
	    cmocka_unit_test(every_job_that_is_drawn_has_its_place),
	    cmocka_unit_test(nothing_is_stuck_on_a_site_that_is_drawn),
	    cmocka_unit_test(what_is_found_is_shown_on_the_least_site),
	    cmocka_unit_test(a_thing_goes_with_all_that_names_it),
	    cmocka_unit_test(
	    a_retirement_that_is_rolled_back_gives_the_failback_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
