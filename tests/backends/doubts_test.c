/*
 * What is taken for granted is so on the simulated site; and what a machine
 * shows otherwise is said, what it does not show is not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/survey/doubts.h"
#include "backends/survey/forms.h"
#include "tests/posts_fixture.h"
#include "tests/survey_fixture.h"

static void
the_simulated_site_is_as_it_is_taken_for_granted(void **state)
{
	struct survey survey;
	struct doubt doubt;
	struct life life;
	unsigned so = 0, n = 0;

	(void)state;
	life_begin_at(&life, 1, posts_site);
	sim_put(life.sim, 1, NOW_CLUSTERED, 1);
	survey_ask(&survey, &life, FOR_CAPTURE | FOR_FORMS);
	for (; doubt_judge(&life.arena, &survey, 1, n, &doubt); n++) {
		if (doubt.shown == SHOWN_OTHERWISE)
			fail_msg("%s: %s", doubt.id, doubt.line);
		so += doubt.shown == SHOWN_SO;
	}
	/* There is a pool to import, or there is none. */
	assert_true(so >= n - 1);
	survey_drop(&survey);
	life_end(&life);
}

/* What a machine might print instead. */
static const struct {
	const char	*id, *line;
	int		 status;
	const char	*out, *err;
} machines[] = {
	{ "config-current", "ldm list-spconfig", 0, "ha-base-1\n", "" },
	{ "softstate", "ldm list-domain -l -p", 0, "VERSION 1.6\n"
	    "DOMAIN|name=primary|state=active|flags=normal,control|cons=SP|"
	    "ncpu=16|mem=1073741824|util=0.2|uptime=5\n", "" },
	{ "agent-version", "clrt list", 0, "SUNW.ldom:3\n", "" },
	{ "importable-none", "zpool import", 1, "", "nothing\n" },
	{ "absent-domain", "ldm list-domain -p " FORMS_NOTHING, 0, "", "" },
	{ "absent-group", "clrg status " FORMS_NOTHING, 1, "",
	    "clrg: no\n" },
	{ "absent-pool", "zpool list " FORMS_NOTHING, 1, "",
	    "no such pool\n" },
};

/* A node that answers that, and nothing else. */
static void
machine_judge(size_t n, bool lost)
{
	static const char *const node[] = { NULL, "node1" };
	struct arena arena = { 0 };
	struct survey survey;
	struct surveyed *one;
	struct doubt doubt;
	bool judged = false;

	survey_make(&survey, node, 1, FOR_CAPTURE | FOR_FORMS);
	while ((one = survey_next(&survey)) != NULL)
		if (lost || strcmp(one->output.line, machines[n].line) != 0)
			survey_lost(&survey, one, NULL);
		else
			survey_heard(&survey, one, &(struct ended){
			    machines[n].status, machines[n].out,
			    machines[n].err, strlen(machines[n].out),
			    strlen(machines[n].err) });
	for (unsigned i = 0; doubt_judge(&arena, &survey, 1, i, &doubt); i++)
		if (strcmp(doubt.id, machines[n].id) == 0) {
			if (doubt.shown != (lost ? SHOWN_NOT :
			    SHOWN_OTHERWISE))
				fail_msg("%s: %s", doubt.id, doubt.line);
			judged = true;
		}
	assert_true(judged);
	survey_drop(&survey);
	arena_drop(&arena);
}

static void
what_is_otherwise_is_said(void **state)
{
	(void)state;
	for (size_t n = 0; n < sizeof(machines) / sizeof(machines[0]); n++)
		machine_judge(n, false);
}

static void
who_does_not_answer_shows_nothing(void **state)
{
	(void)state;
	for (size_t n = 0; n < sizeof(machines) / sizeof(machines[0]); n++)
		machine_judge(n, true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_simulated_site_is_as_it_is_taken_for_granted),
		cmocka_unit_test(what_is_otherwise_is_said),
		cmocka_unit_test(who_does_not_answer_shows_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
