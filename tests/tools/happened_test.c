/*
 * What has happened before a job begins is played, with the node of the job,
 * and then the site is at rest.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/observers/uptime.h"
#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/sandbox.h"

struct stand {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	 sandbox;
	struct procedure procedure;
	struct job	 job;
};

/* ldom1 runs on node1, under its agent. */
static int
stand_make(void **state)
{
	struct stand *stand = test_calloc(1, sizeof(*stand));
	struct err err = { 0 };

	stand->site = posts_site(&stand->arena);
	assert_true(job_read_line(&stand->arena, stand->site, "switch ldom1",
	    &stand->job, &err));
	stand->procedure = *stand->job.procedure;
	stand->job.procedure = &stand->procedure;
	sandbox_make(&stand->sandbox, &stand->arena, stand->site, SITE_READY,
	    1);
	sim_put(stand->sandbox.simulated.sim, 1, NOW_CLUSTERED, 1);
	*state = stand;
	return 0;
}

static int
stand_drop(void **state)
{
	struct stand *stand = *state;

	sandbox_drop(&stand->sandbox);
	arena_drop(&stand->arena);
	test_free(stand);
	return 0;
}

static const char *
phrase(struct stand *stand, unsigned n)
{
	return happened_phrase(&stand->arena, stand->site, &stand->job, n);
}

static void
a_job_before_which_nothing_happened_has_no_phrase(void **state)
{
	struct stand *stand = *state;
	struct err err = { 0 };

	assert_null(phrase(stand, 0));
	assert_true(happened_play(&stand->sandbox, &stand->job, &err));
	assert_int_equal(sim_guest_node(stand->sandbox.simulated.sim, 1), 1);
}

static void
a_phrase_names_the_node_of_the_job_or_of_its_guest(void **state)
{
	static const char *const happened[] = { "power-off %s, at 3s",
	    "take 2 vcpus on node1", NULL };
	struct stand *stand = *state;

	stand->procedure.happened = happened;
	assert_string_equal(phrase(stand, 0), "power-off node1, at 3s");
	assert_string_equal(phrase(stand, 1), happened[1]);
	assert_null(phrase(stand, 2));
	stand->site->guests[1].now_on = 2;
	assert_string_equal(phrase(stand, 0), "power-off node2, at 3s");
	stand->job.nodes = 1 << 1;
	assert_string_equal(phrase(stand, 0), "power-off node1, at 3s");
}

static void
after_each_of_them_the_site_comes_to_rest(void **state)
{
	static const char *const happened[] = { "power-off %s", "power-on %s",
	    NULL };
	struct stand *stand = *state;
	struct sim *sim = stand->sandbox.simulated.sim;
	struct err err = { 0 };

	stand->procedure.happened = happened;
	assert_true(happened_play(&stand->sandbox, &stand->job, &err));
	assert_int_equal(sandbox_next_ms(&stand->sandbox), -1);
	/* The power came back after the agent had the guest up elsewhere. */
	assert_true(sim_guest_up(sim, 1));
	assert_int_equal(sim_guest_node(sim, 1), 2);
}

static void
what_cannot_be_played_is_said_with_its_phrase(void **state)
{
	static const char *const wrong[] = { "power-of %s", NULL };
	static const char *const vain[] = { "remove /no/such on %s", NULL };
	struct stand *stand = *state;
	struct err err = { 0 };

	stand->procedure.happened = wrong;
	assert_false(happened_play(&stand->sandbox, &stand->job, &err));
	assert_int_equal(err.code, ERR_JOB_INVALID);
	assert_non_null(strstr(err.text, "\"power-of node1\""));
	stand->procedure.happened = vain;
	assert_false(happened_play(&stand->sandbox, &stand->job, &err));
	assert_non_null(strstr(err.text, "\"remove /no/such on node1\""));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_make, stand_drop)
	const struct CMUnitTest tests[] = {
		TEST(a_job_before_which_nothing_happened_has_no_phrase),
		TEST(a_phrase_names_the_node_of_the_job_or_of_its_guest),
		TEST(after_each_of_them_the_site_comes_to_rest),
		TEST(what_cannot_be_played_is_said_with_its_phrase),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
