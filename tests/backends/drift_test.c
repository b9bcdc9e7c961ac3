/*
 * What differs is said once, with who mends it; a site that is as its file says
 * has no difference; and an answer less makes none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/survey/drift.h"
#include "backends/survey/paths.h"
#include "tests/posts_fixture.h"
#include "tests/survey_fixture.h"

struct drifting {
	struct life	 life;
	struct survey	 survey;
	struct drift	 drift;
};

static void
drifting_begin(struct drifting *drifting, enum guest_now now)
{
	*drifting = (struct drifting){ .survey = { .count = 0 } };
	life_begin_at(&drifting->life, 1, posts_site);
	sim_put(drifting->life.sim, 1, now, 1);
}

static void
drifting_look(struct drifting *drifting)
{
	survey_drop(&drifting->survey);
	survey_ask(&drifting->survey, &drifting->life, FOR_DRIFT);
	drift_make(&drifting->drift, &drifting->life.arena,
	    &drifting->survey, drifting->life.site);
}

static void
drifting_end(struct drifting *drifting)
{
	survey_drop(&drifting->survey);
	life_end(&drifting->life);
}

static uint32_t
differences(const struct drift *drift)
{
	return drift_differs(drift);
}

static void
print_all(const struct drift *drift)
{
	for (uint32_t i = 0; i < drift->count; i++)
		print_message("%s %s on %s: %s: %s; %s has %s\n",
		    drift->row[i].kind, drift->row[i].name, drift->row[i].on,
		    drift->row[i].key, drift->row[i].is, drift->row[i].by,
		    drift->row[i].wanted);
}

static void
a_site_that_is_as_its_file_says_has_no_difference(void **state)
{
	static const enum guest_now nows[] = { NOW_DEFINED, NOW_RUNNING,
	    NOW_CLUSTERED };

	(void)state;
	for (size_t i = 0; i < sizeof(nows) / sizeof(nows[0]); i++) {
		struct drifting drifting;

		drifting_begin(&drifting, nows[i]);
		drifting_look(&drifting);
		for (uint32_t k = 0; k < drifting.drift.count; k++)
			if (drifting.drift.row[k].mends < MENDS_UNKNOWN &&
			    strcmp(drifting.drift.row[k].kind, "resource") !=
			    0 && (nows[i] != NOW_DEFINED || strcmp(
			    drifting.drift.row[k].key, "auto-boot?") != 0)) {
				print_all(&drifting.drift);
				fail();
			}
		drifting_end(&drifting);
	}
}

static const struct {
	const char	*line;		/* typed at node2 */
	const char	*kind, *name, *key, *is, *wanted;
	enum mends	 mends;
} cases[] = {
	{ "ldm remove-vsw primary-vsw1", "service", "primary-vsw1",
	    "net-dev", "missing", "nxge2", MENDS_SERVICES },
	{ "ldm add-vsw net-dev=nxge1 other-vsw0 primary", "service",
	    "other-vsw0", "", "present", "nothing", MENDS_PERSON },
	{ "ldm remove-vdsdev ldom1-vol1@primary-vds0", "volume",
	    "ldom1-vol1", "path", "missing", "/zpool_ldom1/ldom1/disk1",
	    MENDS_SERVICES },
	{ "ldm set-domain failure-policy=ignore primary", "policy", "primary",
	    "failure-policy", "ignore", "reset", MENDS_SERVICES },
	{ "clrg set -p Failback=TRUE ldom1-rg", "group", "ldom1-rg",
	    "Failback", "True", "False", MENDS_PERSON },
};

static void
each_difference_is_said_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct drifting drifting;
		const struct drift_row *row = NULL;

		drifting_begin(&drifting, NOW_CLUSTERED);
		life_types(&drifting.life, 2, cases[i].line);
		drifting_look(&drifting);
		for (uint32_t k = 0; k < drifting.drift.count; k++)
			if (drifting.drift.row[k].mends == cases[i].mends)
				row = &drifting.drift.row[k];
		print_all(&drifting.drift);
		assert_int_equal(differences(&drifting.drift), 1);
		assert_non_null(row);
		assert_string_equal(row->kind, cases[i].kind);
		assert_string_equal(row->name, cases[i].name);
		assert_string_equal(row->key, cases[i].key);
		assert_string_equal(row->is, cases[i].is);
		assert_string_equal(row->wanted, cases[i].wanted);
		drifting_end(&drifting);
	}
}

static void
a_path_with_two_slashes_is_the_same(void **state)
{
	struct drifting drifting;
	uint32_t before;

	(void)state;
	drifting_begin(&drifting, NOW_DEFINED);
	life_types(&drifting.life, 1, "ldm remove-vdisk vdisk1 ldom1");
	drifting_look(&drifting);
	before = differences(&drifting.drift);
	life_types(&drifting.life, 1,
	    "ldm remove-vdsdev ldom1-vol1@primary-vds0");
	life_types(&drifting.life, 1,
	    "ldm add-vdsdev /zpool_ldom1//ldom1/disk1 "
	    "ldom1-vol1@primary-vds0");
	drifting_look(&drifting);
	print_all(&drifting.drift);
	assert_int_equal(differences(&drifting.drift), before);
	life_types(&drifting.life, 1,
	    "ldm remove-vdsdev ldom1-vol1@primary-vds0");
	life_types(&drifting.life, 1, "mkfile 1m /zpool_ldom1/ldom1/other");
	life_types(&drifting.life, 1, "ldm add-vdsdev /zpool_ldom1/ldom1/other "
	    "ldom1-vol1@primary-vds0");
	drifting_look(&drifting);
	assert_int_equal(differences(&drifting.drift), before + 1);
	assert_string_equal(drifting.drift.row[0].is,
	    "/zpool_ldom1/ldom1/other");
	assert_int_equal(drifting.drift.row[0].mends, MENDS_PERSON);
	drifting_end(&drifting);
}

static void
several_slashes_are_one(void **state)
{
	(void)state;
	assert_true(is_path("/pool//fs/disk0", "/pool/fs///disk0"));
	assert_false(is_path("/pool/fs/disk0", "/pool/fs/disk1"));
	assert_false(is_path("/pool/fsdisk0", "/pool/fs/disk0"));
	assert_false(is_path("/pool/fs", "/pool/fs/disk0"));
}

static const char *const records[] = {
	/* what boots next is of another name */
	"saved ha-base-9 Sat Nov 28 12:00:00 UTC 2026\n"
	"DOMAIN|name=primary|state=active\n",
	"saved ha-base-1 Sat Nov 28 12:00:00 UTC 2026\n"
	"DOMAIN|name=primary|state=active\n",
	"saved ha-base-1 Sat Nov 28 12:00:00 UTC 2026\n"
	"DOMAIN|name=primary|state=active\n"
	"DOMAIN|name=ldom1|state=bound\n",
	"saved ha-base-1 Sat Nov 28 12:00:00 UTC 2026\n"
	"DOMAIN|name=primary|state=active\n"
	"DOMAIN|name=batch|state=bound\n",
	"saved ha-base-1 Sat Nov 28 12:00:00 UTC 2026\n"
	"somebody has written here\n",
};

/* The drift, if node1 has that record of what its service processor has
 * saved. */
static void
drifting_recorded(struct drifting *drifting, const char *record)
{
	struct survey survey;
	struct surveyed *one;

	survey_make(&survey, drifting->survey.node, drifting->survey.nodes,
	    FOR_DRIFT);
	while ((one = survey_next(&survey)) != NULL) {
		const struct surveyed *was = survey_find(&drifting->survey,
		    one->output.place, one->line, one->about);
		struct ended ended = was->output.ended;

		if (one->line == SURVEY_SAVE && one->output.place == 1)
			ended = (struct ended){ 0, record, "", strlen(record),
			    0 };
		survey_heard(&survey, one, &ended);
	}
	survey_drop(&drifting->survey);
	drifting->survey = survey;
	drift_make(&drifting->drift, &drifting->life.arena,
	    &drifting->survey, drifting->life.site);
}

/* The only row about what the configuration of node1 holds; NULL: none. */
static const struct drift_row *
content_of(const struct drift *drift)
{
	const struct drift_row *found = NULL;

	for (uint32_t i = 0; i < drift->count; i++)
		if (drift->row[i].mends != MENDS_NOTHING &&
		    strcmp(drift->row[i].key, "content") == 0 &&
		    strcmp(drift->row[i].on, "node1") == 0) {
			assert_null(found);
			found = &drift->row[i];
		}
	return found;
}

/* The row that says when it was saved. */
static const struct drift_row *
saved_of(const struct drift *drift)
{
	uint32_t i = 0;

	while (i < drift->count && drift->row[i].mends != MENDS_NOTHING)
		i++;
	assert_int_not_equal(i, drift->count);
	return &drift->row[i];
}

static const struct drift_row *
recorded(struct drifting *drifting, const char *record)
{
	drifting_begin(drifting, NOW_CLUSTERED);
	drifting_look(drifting);
	drifting_recorded(drifting, record);
	return content_of(&drifting->drift);
}

static void
what_a_configuration_holds_is_known_by_its_record(void **state)
{
	struct drifting drifting;
	const struct drift_row *row;

	(void)state;
	assert_null(recorded(&drifting, records[1]));
	row = saved_of(&drifting.drift);
	assert_string_equal(row->is, "saved Sat Nov 28 12:00:00 UTC 2026, "
	    "with primary");
	drifting_end(&drifting);
	row = recorded(&drifting, records[2]);
	assert_non_null(row);
	assert_string_equal(row->is, "with ldom1");
	assert_int_equal(row->mends, MENDS_PERSON);
	drifting_end(&drifting);
	row = recorded(&drifting, records[3]);
	assert_non_null(row);
	assert_string_equal(row->by, "what runs");
	drifting_end(&drifting);
	drifting_begin(&drifting, NOW_CLUSTERED);
	life_types(&drifting.life, 1, "ldm add-domain batch");
	drifting_look(&drifting);
	drifting_recorded(&drifting, records[1]);
	row = content_of(&drifting.drift);
	assert_non_null(row);
	assert_string_equal(row->is, "without batch");
	drifting_end(&drifting);
}

static void
a_configuration_that_domferry_has_not_saved_is_not_known(void **state)
{
	static const unsigned others[] = { 0, 4 };

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct drifting drifting;
		const struct drift_row *row = recorded(&drifting,
		    records[others[i]]);

		assert_non_null(row);
		assert_int_equal(row->mends, MENDS_UNKNOWN);
		drifting_end(&drifting);
	}
}

/* The same, but that one answer has not come. */
static void
less_judge(const struct drifting *drifting, uint32_t without)
{
	struct arena arena = { 0 };
	struct survey survey;
	struct drift less;

	survey_without(&survey, &drifting->survey, without);
	drift_make(&less, &arena, &survey, drifting->life.site);
	assert_true(differences(&less) <= differences(&drifting->drift));
	survey_drop(&survey);
	arena_drop(&arena);
}

static void
an_answer_less_makes_no_difference(void **state)
{
	struct drifting drifting;

	(void)state;
	drifting_begin(&drifting, NOW_CLUSTERED);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		life_types(&drifting.life, 2, cases[i].line);
	drifting_look(&drifting);
	assert_int_equal(differences(&drifting.drift), sizeof(cases) /
	    sizeof(cases[0]));
	for (uint32_t i = 0; i < drifting.survey.count; i++)
		if (!survey_row(drifting.survey.list[i]->line)->one)
			less_judge(&drifting, i);
	drifting_end(&drifting);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_site_that_is_as_its_file_says_has_no_difference),
		cmocka_unit_test(each_difference_is_said_once),
		cmocka_unit_test(a_path_with_two_slashes_is_the_same),
		cmocka_unit_test(several_slashes_are_one),
		cmocka_unit_test(
		    what_a_configuration_holds_is_known_by_its_record),
		cmocka_unit_test(
		    a_configuration_that_domferry_has_not_saved_is_not_known),
		cmocka_unit_test(an_answer_less_makes_no_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
