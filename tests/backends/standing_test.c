/*
 * How things stand is what the world is, as far as nodes have answered; and
 * what one of them does not answer is never guessed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/world/simulation.h"
#include "backends/survey/standing.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"

enum { LIVES = SPARSE == 1 ? 200 : 5 };

struct stood {
	struct life	 life;
	struct survey	 survey;
	struct standing	 standing;
};

static void
stood_look(struct stood *stood)
{
	survey_drop(&stood->survey);
	survey_ask(&stood->survey, &stood->life, FOR_STATUS);
	standing_make(&stood->standing, &stood->life.arena, &stood->survey,
	    stood->life.site);
}

static void
stood_end(struct stood *stood)
{
	survey_drop(&stood->survey);
	life_end(&stood->life);
}

static void
wrong(const struct stood *stood, const struct standing_row *row,
    const char *what)
{
	fail_msg("life %llu: %s %s on %s is %s (%s): %s", (unsigned long long)
	    stood->life.seed, row->kind, row->name, row->on, row->state,
	    row->detail, what);
}

/* The node where the world has the guest, the one that is active first; 0: no
 * node has it. */
static uint32_t
home_of(struct stood *stood, uint32_t guest)
{
	struct world *world = stood->life.sim->world;
	uint32_t home = 0;

	for (uint32_t n = 1; n <= stood->survey.nodes; n++) {
		const struct domain_row *row = world_domain(world,
		    world_domain_of(world, guest, n));

		if (row->guest != 0 && (home == 0 || row->active_ns != 0))
			home = n;
	}
	return home;
}

static bool
all_answered(const struct survey *survey)
{
	for (uint32_t i = 0; i < survey->count; i++)
		if (!surveyed_answered(survey->list[i]))
			return false;
	return true;
}

static void
guest_judge(struct stood *stood, uint32_t guest)
{
	const struct standing_row *row = standing_find(&stood->standing,
	    "guest", life_name(&stood->life, KIND_GUEST, guest));
	uint32_t home = home_of(stood, guest);

	assert_non_null(row);
	if ((home == 0) != (strcmp(row->state, "absent") == 0))
		wrong(stood, row, "the world has it otherwise");
	if (home != 0 && *row->detail == '\0' && strcmp(row->on,
	    stood->survey.node[home]) != 0)
		wrong(stood, row, "it is on another node");
}

static void
pool_judge(struct stood *stood, uint32_t pool)
{
	const struct pool_row *is = world_pool(stood->life.sim->world, pool);
	const struct standing_row *row = standing_find(&stood->standing,
	    "pool", life_name(&stood->life, KIND_POOL, pool));

	assert_non_null(row);
	for (uint32_t n = 1; n <= stood->survey.nodes; n++)
		if ((is->imported >> n & 1) != 0 && strstr(row->on,
		    stood->survey.node[n]) == NULL)
			wrong(stood, row, "it is imported elsewhere");
	if (is->exists == 0 && *row->on != '\0')
		wrong(stood, row, "there is no such pool");
}

static void
what_stands_there_is_what_the_world_is(void **state)
{
	unsigned judged = 0;

	(void)state;
	for (unsigned seed = 1; seed <= LIVES; seed++) {
		struct stood stood = { .survey = { .count = 0 } };
		struct site *site;

		life_begin(&stood.life, seed);
		stood_look(&stood);
		site = stood.life.site;
		for (uint32_t g = 1; all_answered(&stood.survey) &&
		    g <= site->guest_count; g++) {
			guest_judge(&stood, g);
			pool_judge(&stood, site->guests[g].pool);
			judged++;
		}
		stood_end(&stood);
	}
	assert_true(judged > LIVES / 4);
}

/* What is known is as it was; or that it is not known is said. */
static void
less_judge(const struct stood *stood, const struct standing_row *was,
    const struct standing *less)
{
	const struct standing_row *row = standing_find(less, was->kind,
	    was->name);

	if (row == NULL || strcmp(row->state, "?") == 0 ||
	    strcmp(was->kind, "quorum") == 0)
		return;
	if (strcmp(row->state, was->state) != 0)
		wrong(stood, row, was->state);
	if (strcmp(row->on, was->on) != 0 && row->stands > STANDS_NOTED)
		wrong(stood, row, was->on);
}

static void
what_one_answer_less_tells_is_the_same_or_not_known(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= LIVES / 4; seed++) {
		struct stood stood = { .survey = { .count = 0 } };

		life_begin(&stood.life, seed);
		stood_look(&stood);
		for (uint32_t i = 0; i < stood.survey.count; i++) {
			struct standing less;
			struct survey survey;

			survey_without(&survey, &stood.survey, i);
			standing_make(&less, &stood.life.arena, &survey,
			    stood.life.site);
			for (uint32_t k = 0; k < stood.standing.count; k++)
				less_judge(&stood, &stood.standing.row[k],
				    &less);
			survey_drop(&survey);
		}
		stood_end(&stood);
	}
}

/* The posts' site with its guest in the cluster, and what somebody types. */
static void
posts_begin(struct stood *stood)
{
	*stood = (struct stood){ .survey = { .count = 0 } };
	life_begin_at(&stood->life, 1, posts_site);
	sim_put(stood->life.sim, 1, NOW_CLUSTERED, 1);
}

static void
row_is(const struct stood *stood, const char *kind, const char *name,
    enum stands stands, const char *detail)
{
	const struct standing_row *row = standing_find(&stood->standing, kind,
	    name);

	assert_non_null(row);
	if (row->stands != stands || strstr(row->detail, detail) == NULL)
		wrong(stood, row, detail);
}

static const struct {
	const char	*name, *line;	/* typed at node2 */
	const char	*kind, *thing;
	enum stands	 stands;
	const char	*detail;
} cases[] = {
	{ "nothing", "hostid", "guest", "ldom1", STANDS_WELL, "" },
	{ "twin", "ldm add-domain ldom1", "guest", "ldom1", STANDS_BADLY,
	    "a second one on node2, inactive" },
	{ "suspended", "clrg suspend ldom1-rg", "group", "ldom1-rg",
	    STANDS_NOTED, "suspended" },
	{ "volume", "ldm remove-vdsdev ldom1-vol1@primary-vds0", "volume",
	    "ldom1-vol1", STANDS_BADLY, "missing on node2" },
	{ "unmonitored", "clrs unmonitor ldom1-ldom-rs", "resource",
	    "ldom1-ldom-rs", STANDS_NOTED, "" },
	{ "forced", "zpool import -f zpool_ldom1", "pool", "zpool_ldom1",
	    STANDS_BADLY, "imported on 2 nodes" },
	{ "stranger", "ldm add-domain other", "guest", "other", STANDS_NOTED,
	    "not in the site file" },
};

static void
what_is_wrong_is_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct stood stood;

		posts_begin(&stood);
		life_types(&stood.life, 2, cases[i].line);
		stood_look(&stood);
		row_is(&stood, cases[i].kind, cases[i].thing,
		    cases[i].stands, cases[i].detail);
		assert_true(stood.standing.row[0].stands <= cases[i].stands);
		stood_end(&stood);
	}
}

static void
a_guest_at_the_prompt_is_not_up(void **state)
{
	struct stood stood;

	(void)state;
	posts_begin(&stood);
	life_types(&stood.life, 1, "ldm set-variable auto-boot\\?=false ldom1");
	life_types(&stood.life, 1, "ldm stop-domain -f ldom1");
	life_types(&stood.life, 1, "ldm start-domain ldom1");
	stood_look(&stood);
	row_is(&stood, "guest", "ldom1", STANDS_BADLY, "its group is online");
	stood_end(&stood);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_there_is_what_the_world_is),
		cmocka_unit_test(
		    what_one_answer_less_tells_is_the_same_or_not_known),
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(a_guest_at_the_prompt_is_not_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
