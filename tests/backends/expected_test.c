/*
 * What the Resource Group Manager is expected to do, from a survey, is what the
 * simulated one does.
 *
 * LIVES=N says how many random lives; FIRST=N where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/watch/deadline.h"
#include "backends/watch/seen_scene.h"
#include "core/policy/policy.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"
#include "tests/watch_fixture.h"

enum { LIVES = SPARSE == 1 ? 600 : 60, DEATH_MS = 3600 * 1000 };

static void
the_reason_is_said_for_each_other_node(void **state)
{
	struct seen seen;

	(void)state;
	seen_begin(&seen);
	ready_type(&seen.ready, "fault power-off node1");
	ready_type(&seen.ready, "wait 12s");
	seen_look(&seen);
	assert_string_equal(seen_find(&seen.watch, "guest-gone", "ldom1")->
	    expected, "ldom1-rg goes to node2 (node1: it is not a member of "
	    "the cluster)");
	seen_end(&seen);
}

static void
what_a_death_would_do_is_said_of_a_sick_node(void **state)
{
	struct seen seen;

	(void)state;
	seen_begin(&seen);
	ready_type(&seen.ready, "fault stop ldmd on node1");
	seen_look(&seen);
	assert_string_equal(seen_find(&seen.watch, "node-sick", "node1")->
	    expected, "if it dies, ldom1-rg goes to node2 (node1: it is "
	    "dead)");
	seen_end(&seen);
}

/* Memory that somebody else has there is not free. */
static void
what_does_not_fit_is_expected_nowhere(void **state)
{
	struct seen seen;

	(void)state;
	seen_begin(&seen);
	seen.ready.site->nodes[2].vcpus = 20;
	ready_type(&seen.ready, "fault power-off node1");
	ready_type(&seen.ready, "wait 12s");
	seen_look(&seen);
	assert_non_null(strstr(seen_find(&seen.watch, "guest-gone", "ldom1")->
	    expected, "vcpus are missing"));
	seen_end(&seen);
}

/* Where the group is online, as the first node says that answers; 0:
 * nowhere. */
static uint32_t
master_of(struct life *life, uint32_t group)
{
	struct simulated *simulated =
	    &life->prompt.stage.sandbox->simulated;
	struct result result = { .outcome = UNKNOWN };

	for (uint32_t n = 1; result.outcome != DONE &&
	    n <= life->site->node_count; n++)
		simulated_ask(simulated, &(struct op){ .kind = OP_GROUP_STATE,
		    .on = n, .group = group }, &result);
	return result.outcome == DONE && result.answer.state == STATE_ONLINE ?
	    result.answer.on : 0;
}

struct tally {
	unsigned	 compared, otherwise;
};

/* What is broken may make a start fail that nobody could expect to. */
static bool
is_well(struct life *life, const struct survey *survey)
{
	struct watch_findings watch;
	bool well = true;

	watch_judge(&watch, &(struct watch_of_site){ survey, life->site, NULL,
	    0, WATCH_SUSPENDED_MS });
	for (uint32_t i = 0; i < watch.count; i++)
		well &= watch.list[i].verdict != WATCH_FOUND;
	watch_drop(&watch);
	return well;
}

static void
life_judge(uint64_t seed, struct tally *tally)
{
	struct life life;
	struct survey survey;
	struct scene *scene;
	struct placements placements;
	uint32_t dies;

	life_begin(&life, seed);
	if (!life_rests(&life)) {
		life_end(&life);
		return;
	}
	dies = 1 + draw_of(life.draw, "dies", life.site->node_count);
	survey_ask(&survey, &life, FOR_WATCHING);
	if (!is_well(&life, &survey)) {
		survey_drop(&survey);
		life_end(&life);
		return;
	}
	scene = seen_scene(&life.arena, &survey, life.site);
	placements = policy_node_dies(&life.arena, scene, (uint64_t)1 << dies);
	prompt_line(&life.prompt, arena_format(&life.arena, "fault power-off "
	    "%s", life_name(&life, KIND_NODE, dies)));
	sandbox_advance(life.prompt.stage.sandbox, sandbox_now_ms(
	    life.prompt.stage.sandbox) + DEATH_MS);
	for (uint32_t i = 0; i < placements.count; i++) {
		const struct placement *placement = &placements.list[i];
		uint32_t is = master_of(&life, placement->group);

		if (placement->placing != PLACING_NODE &&
		    placement->placing != PLACING_STAYS &&
		    placement->placing != PLACING_NOWHERE)
			continue;
		tally->otherwise += placement->node != is;
		tally->compared++;
	}
	survey_drop(&survey);
	life_end(&life);
}

static void
the_simulated_manager_does_what_is_expected(void **state)
{
	uint64_t first = life_number("FIRST", 1);
	uint64_t lives = life_number("LIVES", LIVES);
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t seed = first; seed < first + lives; seed++)
		life_judge(seed, &tally);
	print_message("%u groups compared, %u are elsewhere\n",
	    tally.compared, tally.otherwise);
	assert_true(tally.compared > 0);
	/* No survey shows that a pool is busy, or a path cut. */
	assert_true(tally.otherwise * 100 <= tally.compared);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_reason_is_said_for_each_other_node),
		cmocka_unit_test(what_a_death_would_do_is_said_of_a_sick_node),
		cmocka_unit_test(what_does_not_fit_is_expected_nowhere),
		cmocka_unit_test(the_simulated_manager_does_what_is_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
