/*
 * A run over a transcript: it does what was recorded, to the same end, or it
 * says at which line it does not.
 */
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
#include "tools/session/folder.h"
#include "tools/ways/recorded.h"

enum { LINE = 400, LINES = 3000 };

static char *
text_read(struct stand *stand, const char *path)
{
	struct err err = { 0 };
	size_t n;
	char *text = file_read(&stand->arena, path, 1 << 26, &n, &err);

	if (text == NULL)
		fail_msg("%s", err.text);
	return text;
}

static const char *
inside(struct stand *stand, const char *name)
{
	return folder_path(&stand->arena, stand->folder, name);
}

static void
text_write(const char *path, const char *text)
{
	struct err err = { 0 };

	unlink(path);
	assert_true(file_write(path, text, &err));
}

/* The site of the posts, every place reached like that. */
static void
site_write(struct stand *stand, const char *reach, bool simulated)
{
	const char *text = strchr(text_read(stand,
	    "scenarios/sites/posts.json"), '{');
	static const char key[] = "\"reach\": {";
	char *whole = test_calloc(1, 1 << 16);
	const char *at = strchr(text, ',') + 1;

	strcat(whole, "{ \"site\": \"posts\", ");
	if (simulated)
		strcat(whole, "\"simulated\": true,");
	for (text = at; (at = strstr(text, key)) != NULL;
	    text = strchr(at, '}') + 1) {
		strncat(whole, text, (size_t)(at - text));
		strcat(whole, reach);
	}
	strcat(whole, text);
	text_write(inside(stand, "site.json"), whole);
	test_free(whole);
}

static void
transcript_site(struct stand *stand)
{
	char reach[LINE];

	snprintf(reach, sizeof(reach), "\"reach\": { \"by\": \"transcript\", "
	    "\"file\": \"%s\" }", inside(stand, "night.jsonl"));
	site_write(stand, reach, true);
}

static const char *
transcript_of(struct stand *stand)
{
	return text_read(stand, folder_path(&stand->arena, stand->run,
	    "transcript.jsonl"));
}

/* The records of a journal but for the first two, without their hashes. */
static const char *
journal_of(struct stand *stand)
{
	char *text = text_read(stand, folder_path(&stand->arena, stand->run,
	    "journal.jsonl")), *to = text, *at = text;

	for (unsigned n = 0; *at != '\0'; n++) {
		char *end = strchr(at, '\n'), *hash = strstr(at, ",\"hash\"");

		assert_true(end != NULL && hash != NULL && hash < end);
		if (n >= 2) {
			memmove(to, at, (size_t)(hash - at));
			to += hash - at;
			*to++ = '\n';
		}
		at = end + 1;
	}
	*to = '\0';
	return text;
}

/* The run's folder from now on. */
static void
run_at(struct stand *stand, const char *name)
{
	snprintf(stand->run, sizeof(stand->run), "%s/%s", stand->folder, name);
}

/* From now on that transcript answers, in a new folder. */
static void
replay_begin(struct stand *stand, const char *transcript)
{
	text_write(inside(stand, "night.jsonl"), transcript);
	transcript_site(stand);
	run_at(stand, "again");
	stand->recorded = true;
}

static int
types_again(struct stand *stand, const char *typed)
{
	return stand_types(stand, arena_format(&stand->arena, "%s -s %s",
	    typed, inside(stand, "site.json")));
}

static const struct {
	const char	*before, *job, *typed;
} jobs[] = {
	{ NULL, "create ldom1", "apply create ldom1 --destroy d14 -y -r RUN" },
	{ "create ldom1", NULL, "apply switch ldom1 -y -r RUN" },
	{ "create ldom1", NULL, "apply maintain ldom1 --set vcpus=12 -y "
	    "-r RUN" },
	{ NULL, "p2v system1", "apply p2v system1 --destroy d11 --accept -y "
	    "-r RUN" },
};

static void
a_run_that_was_recorded_comes_to_the_same_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct stand *stand = test_calloc(1, sizeof(*stand));
		const char *journal, *transcript;

		stand_make(stand, jobs[i].before, jobs[i].job);
		if (stand_types(stand, jobs[i].typed) != EXIT_OK)
			fail_msg("%s: %s", jobs[i].typed, stand->err);
		journal = journal_of(stand);
		transcript = transcript_of(stand);
		replay_begin(stand, transcript);
		if (types_again(stand, jobs[i].typed) != EXIT_OK)
			fail_msg("%s: %s", jobs[i].typed, stand->err);
		/* Nothing was asked at the site. */
		assert_int_equal(stand->begun, 0);
		assert_string_equal(journal_of(stand), journal);
		assert_string_equal(transcript_of(stand), transcript);
		stand_drop(stand);
		test_free(stand);
	}
}

/* A stand with "switch ldom1" recorded, and its transcript. */
static const char *
switch_recorded(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *transcript;

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_OK);
	transcript = transcript_of(stand);
	replay_begin(stand, transcript);
	return transcript;
}

/* The transcript with that line replaced, or taken out. */
static const char *
altered(struct stand *stand, const char *transcript, unsigned number,
    const char *instead)
{
	const char *at = transcript, *end;

	for (unsigned n = 1; n < number; n++)
		at = strchr(at, '\n') + 1;
	end = strchr(at, '\n') + 1;
	return arena_format(&stand->arena, "%.*s%s%s", (int)(at - transcript),
	    transcript, instead, end);
}

/* Does that line say that the verb begins? */
static bool
begins_at(const char *transcript, unsigned number)
{
	for (unsigned n = 1; n < number; n++)
		transcript = strchr(transcript, '\n') + 1;
	return strstr(transcript, "\"begins\":") < strchr(transcript, '\n');
}

static unsigned
lines_of(const char *text)
{
	unsigned count = 0;

	for (; *text != '\0'; text++)
		count += *text == '\n';
	return count;
}

/* It is played in a folder of its own. */
static int
plays(struct stand *stand, const char *transcript)
{
	static unsigned count;
	char name[24];

	snprintf(name, sizeof(name), "again%u", count++);
	text_write(inside(stand, "night.jsonl"), transcript);
	run_at(stand, name);
	return types_again(stand, "apply switch ldom1 -y -r RUN");
}

static void
a_transcript_that_lacks_a_line_leads_to_no_good_end(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;
	unsigned lines = lines_of(transcript);

	assert_in_range(lines, 50, LINES);
	/* Some of them in each of its parts, and the last one. */
	for (unsigned n = lines; n != 0; n = n > 3 ? n - 3 : n - 1) {
		int status = plays(stand, altered(stand, transcript, n, ""));

		/* That the verb begins there says the time only. */
		if (begins_at(transcript, n))
			continue;
		if (strstr(stand->err, "not-as-recorded: ") == NULL)
			fail_msg("line %u: %s", n, stand->err);
		assert_int_not_equal(status, EXIT_OK);
		assert_int_not_equal(status, EXIT_RETURNED);
	}
}

/* What it would cost is asked first, and the run could do without. */
static void
once_something_else_was_asked_nothing_more_is_done(void **state)
{
	const char *transcript = switch_recorded(state), *at;
	struct stand *stand = *state;

	at = strstr(transcript, "\"command\":\"clnode show -v\"");
	assert_non_null(at);
	assert_int_not_equal(plays(stand, altered(stand, transcript,
	    lines_of(arena_format(&stand->arena, "%.*s", (int)(at -
	    transcript), transcript)) + 1, "")), EXIT_OK);
	stand_complained(stand, "\"cluster status -t node,rg,rs\" was "
	    "expected on node1, and \"clnode show -v\" was asked");
	assert_null(strstr(stand->out, "arrived after "));
}

/* In the line of that number? */
static bool
line_has(struct stand *stand, const char *transcript, unsigned n,
    const char *text)
{
	const char *at = strstr(transcript, arena_format(&stand->arena,
	    "{\"n\":%u,", n));

	assert_non_null(at);
	return strstr(arena_text(&stand->arena, at, strcspn(at, "\n")),
	    text) != NULL;
}

/* What one place keeps and what another one prints change places. */
static void
each_place_has_an_order_of_its_own(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;
	char *text = arena_text(&stand->arena, transcript,
	    strlen(transcript)), *at;
	unsigned n = 10;

	while (!line_has(stand, text, n, "\"question\":{\"name\":"
	    "\"lock-state\",\"on\":\"node2\"") ||
	    !line_has(stand, text, n + 1, "\"on\":\"node1\",\"command\""))
		n++;
	assert_true(n < 99);
	at = strstr(text, arena_format(&stand->arena, "{\"n\":%u,", n));
	/* Their numbers have two digits. */
	memcpy(at + 5, arena_format(&stand->arena, "%u", n + 1), 2);
	at = strstr(strchr(at, '\n'), arena_format(&stand->arena,
	    "{\"n\":%u,", n + 1));
	memcpy(at + 5, arena_format(&stand->arena, "%u", n), 2);
	if (plays(stand, text) != EXIT_OK)
		fail_msg("%s", stand->err);
}

/* Some commands are under way at a time, and a line is written at an end. */
static void
what_was_asked_first_answers_first(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;
	const char *second = strchr(transcript, '\n') + 1;
	size_t first = (size_t)(second - transcript);
	size_t length = strcspn(second, "\n") + 1;

	if (plays(stand, arena_format(&stand->arena, "%.*s%.*s%s",
	    (int)length, second, (int)first, transcript, second + length)) !=
	    EXIT_OK)
		fail_msg("%s", stand->err);
}

/* However long its place takes: whether it has time was said then. */
static void
what_was_asked_ahead_is_asked_ahead_again(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;
	static const char took[] = "\"took_ms\":0,";
	const char *text = "", *at, *begins = strstr(transcript, "{\"at_ms\"");

	assert_non_null(begins);
	for (; (at = strstr(transcript, took)) != NULL && at < begins;
	    transcript = at + strlen(took))
		text = arena_format(&stand->arena, "%s%.*s\"took_ms\":4000,",
		    text, (int)(at - transcript), transcript);
	if (plays(stand, arena_format(&stand->arena, "%s%s", text,
	    transcript)) != EXIT_OK)
		fail_msg("%s", stand->err);
}

static const struct {
	const char	*line, *says;
} changed[] = {
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm ls\","
	    "\"status\":0}\n", "night.jsonl:1: \"ldm ls\" was expected "
	    "on node1, and \"ldm list-spconfig\" was asked" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\",\"change\":true,\"status\":0}\n",
	    "night.jsonl:1: \"ldm list-spconfig\" was expected on node1" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\","
	    "\"by_hand\":true,\"status\":0}\n",
	    "night.jsonl:1: \"ldm list-spconfig\" was expected on node1" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\",\"status\":0,\"secret\":true}\n",
	    "night.jsonl:1: \"ldm list-spconfig\" was expected on node1" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\",\"question\":"
	    "{\"name\":\"node-state\",\"on\":\"node1\"},\"state\":\"up\"}\n",
	    "night.jsonl:1: \"node-state\" was expected on node1, and \"ldm "
	    "list-spconfig\" was asked" },
	/* No line at all. */
	{ "\n", "file-invalid: " },
	{ "{}\n", "file-invalid: " },
	{ "[]\n", "file-invalid: " },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\"}\n",
	    "night.jsonl:1: that is no line of a "
	    "transcript" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\",\"status\":0,\"lost\":true}\n",
	    "night.jsonl:1: that is no line" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":-1,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\","
	    "\"status\":0}\n", "night.jsonl:1: that is no "
	    "line" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\","
	    "\"status\":\"0\"}\n", "night.jsonl:1: that is no "
	    "line" },
	{ "{\"n\":1,\"at_ms\":0,\"took_ms\":0,\"on\":\"node1\","
	    "\"command\":\"ldm list-spconfig\","
	    "\"status\":0,\"more\":1}\n", "night.jsonl:1: "
	    "that is no line" },
};

static void
a_line_that_was_changed_is_named(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;

	for (size_t i = 0; i < sizeof(changed) / sizeof(changed[0]); i++) {
		int status = plays(stand, altered(stand, transcript, 1,
		    changed[i].line));

		stand_complained(stand, changed[i].says);
		assert_int_equal(status, strstr(changed[i].says, "no line") !=
		    NULL || strstr(changed[i].says, "file-invalid") != NULL ?
		    EXIT_FILE : EXIT_UNKNOWN);
		assert_int_not_equal(access(stand->run, F_OK), 0);
	}
}

/* What the places have kept for the run: whose a lock is. */
static void
an_answer_that_is_none_is_named(void **state)
{
	const char *transcript = switch_recorded(state), *at;
	struct stand *stand = *state;
	char *text = arena_text(&stand->arena, transcript,
	    strlen(transcript));

	at = strstr(text, "\"state\":\"absent\"");
	assert_non_null(at);
	memcpy(text + (at - text) + strlen("\"state\":\""), "absunt", 6);
	assert_int_not_equal(plays(stand, text), EXIT_OK);
	stand_complained(stand, "that is no answer to \"lock-state\"");
}

/* Wherever it ends: between two lines, or in one. */
static void
a_transcript_that_was_cut_off_leads_to_no_good_end(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;
	size_t size = strlen(transcript);

	for (size_t n = size - 1; n > 500; n -= n % 2 != 0 ? 499 : 500) {
		const char *cut = arena_format(&stand->arena, "%.*s", (int)n,
		    transcript);
		bool whole = cut[n - 1] == '\n';

		assert_int_not_equal(plays(stand, cut), EXIT_OK);
		stand_complained(stand, whole ? "not-as-recorded: " :
		    arena_format(&stand->arena, "night.jsonl:%u: that is no "
		    "line of a transcript", lines_of(cut) + 1));
	}
	assert_int_equal(plays(stand, transcript), EXIT_OK);
}

static void
what_was_recorded_and_is_not_asked_is_no_good_end(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;

	assert_int_equal(plays(stand, arena_format(&stand->arena, "%s"
	    "{\"n\":9999,\"at_ms\":0,\"took_ms\":0,\"on\":\"node2\","
	    "\"command\":\"ldm ls\","
	    "\"status\":0}\n", transcript)), EXIT_NOT_MET);
	stand_printed(stand, "arrived after ");
	stand_complained(stand, arena_format(&stand->arena, "night.jsonl:%u: "
	    "\"ldm ls\" was expected on node2, and the run has ended",
	    lines_of(transcript) + 1));
}

/* At a terminal the checks are shown first; who only looks ends there. */
static void
what_was_shown_first_is_shown_again(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *transcript;

	stand->types = "ldom1\n";
	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN"),
	    EXIT_OK);
	transcript = transcript_of(stand);
	replay_begin(stand, transcript);
	assert_int_equal(types_again(stand, "apply switch ldom1 -n"), EXIT_OK);
	stand_printed(stand, "checks asked");
	assert_int_equal(types_again(stand, "apply switch ldom1 -r RUN"),
	    EXIT_OK);
	assert_string_equal(transcript_of(stand), transcript);
}

static void
another_job_is_told_from_the_recorded_one(void **state)
{
	struct stand *stand;

	switch_recorded(state);
	stand = *state;
	assert_int_not_equal(types_again(stand, "apply maintain ldom1 --set "
	    "vcpus=12 -y -r RUN"), EXIT_OK);
	stand_complained(stand, "not-as-recorded: ");
}

static void
a_run_that_was_stopped_goes_on_over_its_transcript(void **state)
{
	static const char begins[] = "apply create ldom1 --no-test "
	    "--until storage -y --destroy d14 -r RUN";
	static const struct {
		const char	*line;
		int		 status;
	} ways[] = {
		{ "resume RUN -y", EXIT_OK },
		{ "rollback RUN -y", EXIT_RETURNED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct stand *stand = test_calloc(1, sizeof(*stand));
		const char *transcript;

		stand_make(stand, NULL, "create ldom1");
		assert_int_equal(stand_types(stand, begins), EXIT_STUCK);
		assert_int_equal(stand_types(stand, ways[i].line),
		    ways[i].status);
		transcript = transcript_of(stand);
		replay_begin(stand, transcript);
		assert_int_equal(types_again(stand, begins), EXIT_STUCK);
		if (stand_types(stand, ways[i].line) != ways[i].status)
			fail_msg("%s", stand->err);
		assert_string_equal(transcript_of(stand), transcript);
		stand_drop(stand);
		test_free(stand);
	}
}

/* The current folder is another one. */
static void
a_transcript_is_looked_for_beside_the_site_file(void **state)
{
	static const char begins[] = "apply create ldom1 --no-test "
	    "--until storage -y --destroy d14 -r RUN";
	struct stand *stand = test_calloc(1, sizeof(*stand));

	(void)state;
	stand_make(stand, NULL, "create ldom1");
	assert_int_equal(stand_types(stand, begins), EXIT_STUCK);
	replay_begin(stand, transcript_of(stand));
	site_write(stand, "\"reach\": { \"by\": \"transcript\", \"file\": "
	    "\"night.jsonl\" }", true);
	assert_int_equal(types_again(stand, begins), EXIT_STUCK);
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_REFUSED);
	stand_complained(stand, "no-reach: night.jsonl is a transcript in the "
	    "folder of a site file, and a run has only a copy of that file: "
	    "begin it with the whole path in \"file\"");
	stand_drop(stand);
	test_free(stand);
}

static void
a_place_that_did_not_answer_does_not_answer_again(void **state)
{
	const char *transcript = switch_recorded(state);
	struct stand *stand = *state;

	assert_int_equal(plays(stand, altered(stand, transcript, 1,
	    "{\"n\":1,\"at_ms\":0,\"took_ms\":10,\"on\":\"node1\",\"command\":"
	    "\"ldm list-spconfig\",\"lost\":true,\"why\":\"it says nothing\"}"
	    "\n")), EXIT_UNKNOWN);
	stand_complained(stand, "node1 does not answer: it says nothing");
}

static const struct {
	const char	*reach, *says;
	bool		 simulated;
} sites[] = {
	{ "\"reach\": { \"by\": \"transcript\" }", "no-reach: node1 is reached "
	    "by a transcript, and \"file\" does not say by which", true },
	{ "\"reach\": { \"by\": \"transcript\", \"file\": \"/nowhere\" }",
	    "file-unreadable: /nowhere: ", true },
	{ "\"reach\": { \"by\": \"transcript\", \"file\": \"/nowhere\" }",
	    "guarded: /nowhere is a transcript and no machine, and the site "
	    "file does not say so (\"simulated\": true)", false },
	{ "\"reach\": { \"by\": \"ssh\", \"file\": \"/nowhere\" }", "no-reach: "
	    "node1: \"file\" in its \"reach\" has no effect without \"by\": "
	    "\"transcript\"", true },
};

static void
a_site_stands_whole_in_one_transcript(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	char *text;

	stand->recorded = true;
	for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++) {
		site_write(stand, sites[i].reach, sites[i].simulated);
		assert_int_not_equal(types_again(stand, "apply switch ldom1 "
		    "-y -r RUN"), EXIT_OK);
		stand_complained(stand, sites[i].says);
	}
	site_write(stand, sites[1].reach, true);
	text = text_read(stand, inside(stand, "site.json"));
	memcpy(strstr(text, "\"transcript\""), "\"ssh\"       ", 12);
	text_write(inside(stand, "site.json"), text);
	assert_int_equal(types_again(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_REFUSED);
	stand_complained(stand, "no-reach: node1 is reached by ssh, others by "
	    "a transcript: a transcript answers for all places of a site");
	memcpy(strstr(text, "\"ssh\"       "), "\"transcript\"", 12);
	memcpy(strstr(text, "/nowhere"), "/another", 8);
	text_write(inside(stand, "site.json"), text);
	assert_int_equal(types_again(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_REFUSED);
	stand_complained(stand, "no-reach: node2 is reached by /nowhere, "
	    "others by /another: one transcript");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_that_was_recorded_comes_to_the_same_end),
		applies(a_transcript_that_lacks_a_line_leads_to_no_good_end),
		applies(once_something_else_was_asked_nothing_more_is_done),
		applies(each_place_has_an_order_of_its_own),
		applies(what_was_asked_ahead_is_asked_ahead_again),
		applies(what_was_asked_first_answers_first),
		applies(a_line_that_was_changed_is_named),
		applies(an_answer_that_is_none_is_named),
		applies(a_transcript_that_was_cut_off_leads_to_no_good_end),
		applies(what_was_recorded_and_is_not_asked_is_no_good_end),
		applies(what_was_shown_first_is_shown_again),
		applies(another_job_is_told_from_the_recorded_one),
		cmocka_unit_test(
		    a_run_that_was_stopped_goes_on_over_its_transcript),
		cmocka_unit_test(
		    a_transcript_is_looked_for_beside_the_site_file),
		applies(a_place_that_did_not_answer_does_not_answer_again),
		applies(a_site_stands_whole_in_one_transcript),
	};

	return cmocka_run_group_tests_name("recorded", tests, NULL, NULL);
}
