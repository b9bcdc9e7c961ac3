#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "backends/sim/session/vocabulary.h"
#include "core/base/arena.h"
#include "core/formats/scenario/scenario_file.h"
#include "core/procedures/procedure.h"
#include "tools/scenario/scenario.h"

enum { ROOM = 65536 };

static const char power_lost[] =
    "{\n"
    "  \"scenario\": \"node1 loses power while ldom1 runs\",\n"
    "  \"why\": \"The import on the survivor is refused once; the group "
    "must still come up, once.\",\n"
    "  \"site\": \"sites/posts.json\",\n"
    "  \"begin\": [ \"create ldom1\" ],\n"
    "  \"do\": [\n"
    "    { \"fault\": \"refuse pool-import zpool_ldom1 on node2\", "
    "\"times\": 1 },\n"
    "    { \"at\": \"10m\", \"fault\": \"power-off node1\" }\n"
    "  ],\n"
    "  \"expect\": [ \"ldom1 running on node2 within 8m\", "
    "\"downtime of ldom1 at most 7m\", \"no data lost\" ]\n"
    "}\n";

static const char hostid_changed[] =
    "{\n"
    "  \"scenario\": \"the hostid of ldom1 is changed and domferry dies in "
    "the middle\",\n"
    "  \"why\": \"Whatever fails between suspend and resume, the group is "
    "resumed.\",\n"
    "  \"site\": \"sites/posts.json\",\n"
    "  \"begin\": [ \"create ldom1\" ],\n"
    "  \"do\": [\n"
    "    { \"run\": \"maintain ldom1 --set hostid=82a85641\" },\n"
    "    { \"kill\": \"after guest-stop ldom1 on node1\" },\n"
    "    { \"wait\": \"3m\" },\n"
    "    { \"resume\": true }\n"
    "  ],\n"
    "  \"expect\": [ \"run arrived\", \"ldom1-rg resumed\", \"ldom1 running "
    "on node1\", \"downtime of ldom1 at most 10m\",\n"
    "    \"typed \\\"clrg resume ldom1-rg\\\" on node1 1 times\" ]\n"
    "}\n";

static struct arena arena;
static struct mistakes mistakes;
static char asked[256];

static const char *
load(void *with, const char *path, size_t *n)
{
	static char room[ROOM];
	const char *instead = with;
	FILE *file;

	snprintf(asked, sizeof(asked), "%s", path);
	if (instead != NULL) {
		*n = strlen(instead);
		return instead;
	}
	file = fopen("scenarios/sites/posts.json", "rb");
	assert_non_null(file);
	*n = fread(room, 1, sizeof(room), file);
	fclose(file);
	return room;
}

static struct scenario *
reads(const char *text)
{
	const struct loader loader = { load, NULL, &scenario_vocabulary };

	arena_drop(&arena);
	mistakes = (struct mistakes){ NULL, 0, 0 };
	return scenario_read(&arena, &(struct source){ "scenarios/trial.json",
	    text, strlen(text) }, &loader, &mistakes);
}

static void
a_scenario_of_a_lost_node_is_read(void **state)
{
	const struct scenario *scenario = reads(power_lost);

	(void)state;
	assert_non_null(scenario);
	assert_string_equal(scenario->name,
	    "node1 loses power while ldom1 runs");
	assert_string_equal(asked, "scenarios/sites/posts.json");
	assert_int_equal(scenario->begin_count, 1);
	assert_int_equal(scenario->begin[0].guest, 1);
	assert_int_equal(scenario->entry_count, 2);
	assert_string_equal(scenario->entries[0].fault.text,
	    "refuse pool-import zpool_ldom1 on node2, times 1");
	assert_int_equal(scenario->entries[0].at_ms, -1);
	assert_int_equal(scenario->entries[1].at_ms, 600000);
	assert_int_equal(scenario->entries[1].fault.world,
	    sim_world_fault_find("power-off"));
	assert_int_equal(scenario->expect_count, 3);
	assert_int_equal(scenario->seed, 1);
	assert_int_equal(scenario->until_ms, 24 * 3600000);
	assert_int_equal(scenario->through.count, THROUGHS);
	assert_int_equal(scenario->through.way[0], THROUGH_OP);
}

static void
a_scenario_of_a_changed_hostid_is_read(void **state)
{
	const struct scenario *scenario = reads(hostid_changed);

	(void)state;
	assert_non_null(scenario);
	assert_int_equal(scenario->entries[1].kind, ENTRY_KILL);
	assert_int_equal(scenario->entries[1].fault.op, OP_GUEST_STOP);
	assert_int_equal(scenario->entries[2].wait.limit_ms, 180000);
	assert_int_equal(scenario->entries[3].kind, ENTRY_RESUME);
	assert_string_equal(scenario->expect[4].quoted, "clrg resume ldom1-rg");
}

static void
a_job_that_the_site_refuses_is_read_and_has_no_procedure(void **state)
{
	const struct scenario *scenario = reads("{ \"scenario\": \"s\", "
	    "\"why\": \"w\", \"site\": \"sites/posts.json\", \"do\": "
	    "[ { \"run\": \"migrate ldom1 --kind live\" } ], \"expect\": "
	    "[ \"run refused\" ] }");

	(void)state;
	assert_non_null(scenario);
	assert_null(scenario->entries[0].job.procedure);
	assert_string_equal(scenario->entries[0].job.text,
	    "migrate ldom1 --kind live");
}

/* What it expects to be typed is compared with plans: there is none here. */
static void
a_job_of_nobody_is_a_mistake_whatever_is_expected(void **state)
{
	(void)state;
	for (int i = 0; procedures[i] != NULL; i++) {
		char text[400];

		if (!procedures[i]->takes_guest &&
		    !procedures[i]->takes_source)
			continue;
		snprintf(text, sizeof(text), "{ \"scenario\": \"s\", \"why\": "
		    "\"w\", \"site\": \"sites/posts.json\", \"do\": "
		    "[ { \"run\": \"%s nobody\" } ], \"expect\": [ \"not "
		    "typed \\\"ldm add-spconfig tonight\\\" on node1\" ] }",
		    procedures[i]->name);
		assert_null(reads(text));
		assert_int_equal(mistakes.count, 2);
	}
}

static void
a_job_that_the_site_refuses_has_no_plan_to_compare_with(void **state)
{
	(void)state;
	assert_null(reads("{ \"scenario\": \"s\", \"why\": \"w\", \"site\": "
	    "\"sites/posts.json\", \"do\": [ { \"run\": \"migrate ldom1 "
	    "--kind live\" } ], \"expect\": [ \"not typed \\\"ldm "
	    "add-spconfig tonight\\\" on node1\" ] }"));
	assert_int_equal(mistakes.count, 1);
}

static void
a_site_may_be_written_in_place(void **state)
{
	const struct scenario *scenario;

	(void)state;
	asked[0] = '\0';
	scenario = reads("{ \"scenario\": \"s\", \"why\": \"w\", \"site\": { "
	    "\"site\": \"here\", \"nodes\": [ { \"name\": \"n\", \"vcpus\": "
	    "8, \"memory\": \"8G\" } ] }, \"expect\": [ \"n up\" ] }");
	assert_non_null(scenario);
	assert_null(scenario->site_path);
	assert_string_equal(scenario->site->name, "here");
	assert_string_equal(asked, "");
}

static void
a_change_is_laid_over_the_site(void **state)
{
	const struct scenario *scenario = reads("{ \"scenario\": \"s\", "
	    "\"why\": \"w\", \"site\": \"sites/posts.json\", \"change\": { "
	    "\"nodes\": [ { \"name\": \"node2\", \"memory\": \"64G\" } ], "
	    "\"files\": [], \"guests\": [ { \"name\": \"ldom1\", "
	    "\"vcpus\": 250 } ] } }");

	(void)state;
	assert_non_null(scenario);
	assert_int_equal(scenario->site->nodes[1].memory, (int64_t)256 << 30);
	assert_int_equal(scenario->site->nodes[2].memory, (int64_t)64 << 30);
	assert_int_equal(scenario->site->file_count, 0);
	assert_int_equal(scenario->site->guests[1].vcpus, 250);
	assert_int_equal(scenario->site->guest_count, 2);
}

static void
mistakes_of_the_site_are_reported_in_the_site_s_file(void **state)
{
	char broken[] = "{ \"site\": \"s\",\n \"nodes\": 7 }";
	const struct loader loader = { load, broken,
	    &scenario_vocabulary };
	const char text[] = "{ \"scenario\": \"s\", \"why\": \"w\", "
	    "\"site\": \"sites/broken.json\", \"seed\": -1 }";

	(void)state;
	arena_drop(&arena);
	mistakes = (struct mistakes){ NULL, 0, 0 };
	assert_null(scenario_read(&arena, &(struct source){
	    "scenarios/trial.json", text, strlen(text) }, &loader,
	    &mistakes));
	assert_int_equal(mistakes.count, 2);
	assert_string_equal(mistakes.list[0].spot.file,
	    "scenarios/sites/broken.json");
	assert_int_equal(mistakes.list[0].spot.line, 2);
	assert_string_equal(mistakes.list[1].spot.file,
	    "scenarios/trial.json");
}

static int
drop(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_scenario_of_a_lost_node_is_read),
		cmocka_unit_test(a_scenario_of_a_changed_hostid_is_read),
		cmocka_unit_test(
		    a_job_that_the_site_refuses_is_read_and_has_no_procedure),
		cmocka_unit_test(
		    a_job_of_nobody_is_a_mistake_whatever_is_expected),
		cmocka_unit_test(
		    a_job_that_the_site_refuses_has_no_plan_to_compare_with),
		cmocka_unit_test(a_site_may_be_written_in_place),
		cmocka_unit_test(a_change_is_laid_over_the_site),
		cmocka_unit_test(
		    mistakes_of_the_site_are_reported_in_the_site_s_file),
	};

	return cmocka_run_group_tests_name("scenario_file", tests, NULL, drop);
}
