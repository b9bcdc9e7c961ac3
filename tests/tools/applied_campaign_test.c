/*
 * A campaign at the programs of a simulated site.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"

static struct stand *
stand(void **state)
{
	return stand_of(state, "create ldom1", "switch ldom1");
}

/* Is that there in the directory of the campaign? */
static bool
is_there(const struct stand *at, const char *name)
{
	char path[200];
	struct stat found;

	snprintf(path, sizeof(path), "%s/%s", at->run, name);
	return stat(path, &found) == 0;
}

static void
each_job_is_a_run_in_the_directory_of_the_campaign(void **state)
{
	struct stand *at = stand(state);

	assert_int_equal(stand_types(at, "apply evacuate node1 -y -r RUN"), 0);
	stand_printed(at, "01-switch-ldom1  switch ldom1 --to node2 --locks");
	stand_printed(at, "02-sweep-node1  sweep node1 --locks");
	assert_true(is_there(at, "campaign.jsonl"));
	assert_true(is_there(at, "site.json"));
	assert_true(is_there(at, "01-switch-ldom1/journal.jsonl"));
	assert_true(is_there(at, "02-sweep-node1/journal.jsonl"));
	assert_false(is_there(at, "03-switch-ldom1"));
}

static void
one_question_is_asked_for_the_whole(void **state)
{
	struct stand *at = stand(state);

	at->types = "node1\n";
	assert_int_equal(stand_types(at, "apply evacuate node1 -r RUN"), 0);
	stand_complained(at, "To evacuate node1 --locks on site posts, "
	    "1 guest, down about 3m03s in all, type node1:");
	stand_printed(at, "02-sweep-node1");
}

static void
who_types_another_name_has_done_nothing(void **state)
{
	struct stand *at = stand(state);

	at->types = "node2\n";
	assert_int_equal(stand_types(at, "apply evacuate node1 -r RUN"), 4);
	stand_complained(at, "\"node1\" was not typed");
	assert_false(is_there(at, "01-switch-ldom1"));
}

static void
where_nobody_is_asked_yes_is_said_by_an_option(void **state)
{
	struct stand *at = stand(state);

	assert_int_equal(stand_types(at, "apply evacuate node1 -r RUN"), 4);
	stand_complained(at, "say it by options: -y");
	assert_false(is_there(at, "01-switch-ldom1"));
}

static void
a_dry_run_shows_the_list_and_changes_nothing(void **state)
{
	struct stand *at = stand(state);

	assert_int_equal(stand_types(at, "apply evacuate node1 -n"), 0);
	stand_printed(at, "node1 -> node2");
	stand_untouched(at);
	assert_int_equal(stand_types(at, "apply return node1 -n"), 0);
	stand_printed(at, "no guest has to be moved to node1");
}

static void
what_is_about_one_plan_is_refused(void **state)
{
	struct stand *at = stand(state);

	assert_int_equal(stand_types(at, "apply evacuate node1 -y --until "
	    "switch"), 2);
	stand_complained(at, "--until is about one plan");
	stand_untouched(at);
}

static void
another_campaign_of_the_node_is_refused_with_its_holder(void **state)
{
	struct stand *at = stand(state);

	at->said = "{\"run\":\"elsewhere.7.then\",\"who\":\"ann\",\"host\":"
	    "\"elsewhere\",\"pid\":7,\"boot\":\"b\",\"since\":\"then\"}";
	assert_int_equal(stand_types(at, "apply evacuate node1 -y -r RUN"),
	    8);
	stand_complained(at, "campaign.node1 on node1 is a lock of the run "
	    "elsewhere.7.then: ann on elsewhere");
	stand_untouched(at);
}

static void
the_guests_come_back_from_the_places_of_the_evacuation(void **state)
{
	struct stand *at = stand(state);
	char line[200];

	assert_int_equal(stand_types(at, "apply evacuate node1 -y -r RUN"), 0);
	snprintf(line, sizeof(line), "apply return node1 --places %s -y "
	    "-r %s/back", at->run, at->folder);
	assert_int_equal(stand_types(at, line), 0);
	stand_printed(at, "those that the evacuation has moved");
	stand_printed(at, "01-switch-ldom1  switch ldom1 --to node1 --locks");
	snprintf(line, sizeof(line), "apply return node2 --places %s -y",
	    at->run);
	assert_int_not_equal(stand_types(at, line), 0);
	stand_complained(at, "that is no evacuation of node2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		applies(each_job_is_a_run_in_the_directory_of_the_campaign),
		applies(one_question_is_asked_for_the_whole),
		applies(who_types_another_name_has_done_nothing),
		applies(where_nobody_is_asked_yes_is_said_by_an_option),
		applies(a_dry_run_shows_the_list_and_changes_nothing),
		applies(what_is_about_one_plan_is_refused),
		applies(
		    another_campaign_of_the_node_is_refused_with_its_holder),
		applies(
		    the_guests_come_back_from_the_places_of_the_evacuation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
