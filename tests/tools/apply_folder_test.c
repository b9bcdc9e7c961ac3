/*
 * What a run at a real site leaves: its directory, its stream of events, its
 * report.
 */
#include <dirent.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"

enum { PATH = 600 };

/* The text of a key of the object on that line; "" without it. */
static const char *
text_of(struct stand *stand, const char *line, const char *key)
{
	json_t *object = json_loadb(line, strcspn(line, "\n"), 0, NULL);
	const char *text = json_string_value(json_object_get(object, key));

	if (object == NULL)
		fail_msg("no object: %.200s", line);
	text = text != NULL ? arena_text(&stand->arena, text, strlen(text)) :
	    "";
	json_decref(object);
	return text;
}

static const char *
last_line(const char *text)
{
	const char *last = text;

	for (const char *at = text; *at != '\0'; at++)
		if (*at == '\n' && at[1] != '\0')
			last = at + 1;
	return last;
}

static void
a_program_that_reads_gets_one_object_a_line(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	unsigned services = 0;

	assert_int_equal(stand_types(stand, "apply switch ldom1 -j -y -r RUN"),
	    EXIT_OK);
	assert_string_equal(text_of(stand, stand->out, "verb"), "apply");
	for (const char *at = stand->out; *at != '\0';
	    at = strchr(at, '\n') + 1) {
		assert_string_not_equal(text_of(stand, at, "type"), "site");
		services += strcmp(text_of(stand, at, "type"), "service") == 0;
	}
	assert_int_equal(services, 2);
	assert_string_equal(text_of(stand, last_line(stand->out), "type"),
	    "end");
	assert_string_equal(text_of(stand, last_line(stand->out), "ending"),
	    "arrived");
	assert_non_null(strstr(last_line(stand->out),
	    "\"downtime_ms\":{\"ldom1\":186560}"));
}

static void
a_dry_run_ends_its_stream_as_a_run_that_would_go_on(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -j -n"),
	    EXIT_OK);
	assert_string_equal(text_of(stand, last_line(stand->out), "ending"),
	    "going");
	assert_null(strstr(stand->out, "\"intent\""));
	stand_untouched(stand);
}

/* The stream in the directory is that of both parts of the run. */
static void
a_resumed_run_has_all_its_events_again(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct err err = { 0 };
	size_t n, again;
	const char *path = folder_path(&stand->arena, stand->run,
	    "events.jsonl"), *first, *both;

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--pause-before switch"), EXIT_STUCK);
	first = file_read(&stand->arena, path, 1 << 22, &n, &err);
	assert_non_null(strstr(first, "\"is\":\"down\""));
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	both = file_read(&stand->arena, path, 1 << 22, &again, &err);
	assert_non_null(both);
	assert_true(again > n);
	assert_non_null(strstr(both, "\"is\":\"down\""));
	assert_non_null(strstr(both, "\"is\":\"up\""));
	stand_printed(stand, "ldom1        3m");
}

static void
its_directory_is_named_after_job_guest_and_time(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	char here[PATH], line[2 * PATH], name[80] = "";
	struct dirent *entry;
	DIR *runs;

	assert_non_null(getcwd(here, sizeof(here)));
	snprintf(line, sizeof(line), "apply switch ldom1 -y -s "
	    "%s/scenarios/sites/posts.json", here);
	assert_int_equal(chdir(stand->folder), 0);
	assert_int_equal(stand_types(stand, line), EXIT_OK);
	runs = opendir("runs");
	assert_non_null(runs);
	while ((entry = readdir(runs)) != NULL)
		if (entry->d_name[0] != '.')
			snprintf(name, sizeof(name), "%.79s", entry->d_name);
	closedir(runs);
	assert_int_equal(chdir(here), 0);
	assert_memory_equal(name, "switch-ldom1-20", 15);
	assert_int_equal(strlen(name), strlen(
	    "switch-ldom1-20261128T012345Z"));
	assert_int_equal(strspn(name + 13, "0123456789TZ"), 16);
	stand_printed(stand, "run        runs/switch-ldom1-20");
}

static void
its_report_is_that_of_a_real_run(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct err err = { 0 };
	size_t n;
	const char *text;

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_OK);
	text = file_read(&stand->arena, folder_path(&stand->arena, stand->run,
	    "report.txt"), 1 << 20, &n, &err);
	assert_non_null(text);
	assert_non_null(strstr(text, "mode       apply\n"));
	assert_non_null(strstr(text, "\nREAL  switch ldom1 --locks"));
	assert_non_null(strstr(text, "\narrived after 3m12s\n"));
	assert_null(strstr(text, "imulated"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    applies(a_program_that_reads_gets_one_object_a_line),
	    applies(a_dry_run_ends_its_stream_as_a_run_that_would_go_on),
	    applies(a_resumed_run_has_all_its_events_again),
	    applies(its_directory_is_named_after_job_guest_and_time),
	    applies(its_report_is_that_of_a_real_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
