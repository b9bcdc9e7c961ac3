/*
 * What a reader takes at its limit can be read back from a plan and from a
 * journal, and one more is refused at its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/journal/plan_json.h"
#include "core/formats/json/chain.h"
#include "core/formats/json/jsonc.h"
#include "core/formats/json/units.h"
#include "core/formats/scenario/scenario_file.h"
#include "core/formats/site/site_file.h"
#include "core/run/run.h"
#include "tests/sparse.h"
#include "tools/report/lines.h"
#include "tools/scenario/scenario.h"

static const char digest[] = "sha256:5173";

/* A site with a guest and a source; what a row varies has a % in it. */
struct varied {
	const char	*comment, *guest, *disk, *timing, *agent, *used,
	    *variable, *boot;
};

static struct arena arena;

static char *
repeated(char c, int64_t n)
{
	char *text = arena_take(&arena, (size_t)n + 1, 1);

	memset(text, c, (size_t)n);
	return text;
}

static char *
site_text(const struct varied *varied)
{
	return arena_format(&arena, "{ \"site\": \"s\", // %s\n"
	    "\"nodes\": [ { \"name\": \"a\", \"vcpus\": 64, \"memory\": "
	    "\"64G\" }, { \"name\": \"b\", \"vcpus\": 64, \"memory\": \"64G\" "
	    "} ], \"devices\": [ { \"name\": \"d1\", \"size\": \"%s\" }, "
	    "{ \"name\": \"d2\", \"size\": \"20G\" } ],\n"
	    "\"services\": { \"vsw\": [ { \"name\": \"vsw0\", \"net_dev\": "
	    "\"nxge0\" } ], \"vds\": [ { \"name\": \"vds0\" } ], \"vcc\": [ { "
	    "\"name\": \"vcc0\", \"ports\": \"5000-5031\" } ] },\n"
	    "\"files\": [ { \"file\": \"/pfile\", \"use\": \"password\" }, "
	    "{ \"file\": \"/iso\", \"use\": \"image\" } ],\n"
	    "\"archives\": [ { \"name\": \"ar\", \"share\": \"/share\", "
	    "\"mount\": \"/mnt\" } ],\n"
	    "\"sources\": [ { \"name\": \"s1\", \"release\": \"10u6\", "
	    "\"arch\": \"sun4u\", \"vcpus\": 2, \"memory\": \"8G\", "
	    "\"hostid\": \"8310a4c2\", \"disks\": [ { \"name\": \"c1t0d0\", "
	    "\"slices\": [ { \"slice\": 0, \"mount\": \"/\", \"size\": \"%s\","
	    " \"used\": \"%s\" }, { \"slice\": 1, \"mount\": \"/var\", "
	    "\"size\": \"1K\", \"used\": \"1K\" } ] } ], \"nets\": [ { "
	    "\"name\": \"ce0\" } ], \"archive\": \"ar\", "
	    "\"image\": \"/iso\", \"boot_timeout\": \"%s\", "
	    "\"reach\": { \"by\": \"ssh\", \"host\": \"s1\", \"user\": "
	    "\"root\" }, \"power\": { \"by\": \"hand\" } } ],\n"
	    "\"guests\": [ { \"name\": \"%s\", \"vcpus\": 4, \"memory\": "
	    "\"4G\", \"pool\": { \"device\": \"d1\" }, \"disks\": [ { \"size\":"
	    " \"%s\" } ], \"nets\": [ { \"vsw\": \"vsw0\" } ], "
	    "\"variables\": { \"boot-device\": \"%s\" }, \"agent\": { "
	    "\"properties\": { \"Stop_timeout\": \"%s\" } } } ],\n"
	    "\"timing\": { %s } }\n", varied->comment, varied->disk,
	    varied->used, varied->used, varied->boot, varied->guest,
	    varied->disk, varied->variable, varied->agent, varied->timing);
}

static const struct varied plain = { "", "g1", "10G",
    "\"guest-stop\": \"1s\"", "900", "6G", "disk0", "60s" };

static struct varied
comment_of(int64_t n)
{
	struct varied varied = plain;

	/* Every byte of it takes two in a journal. */
	varied.comment = repeated('"', n - (int64_t)strlen(site_text(&plain)));
	return varied;
}

static struct varied
name_of(int64_t n)
{
	struct varied varied = plain;

	varied.guest = repeated('g', n);
	return varied;
}

static struct varied
variable_of(int64_t n)
{
	struct varied varied = plain;

	varied.variable = repeated('x', n);
	return varied;
}

static struct varied
size_of(int64_t n)
{
	struct varied varied = plain;

	varied.disk = arena_format(&arena, "%" PRId64 "K", n);
	varied.timing = "\"disk-create\": \"1s\"";
	return varied;
}

static struct varied
used_of(int64_t n)
{
	struct varied varied = plain;

	varied.used = arena_format(&arena, "%" PRId64 "K", n);
	varied.timing = "\"source-collect\": \"1s\", \"source-save\": \"1s\", "
	    "\"sums-take\": \"1s\", \"p2v-prepare\": \"1s\", "
	    "\"data-restore\": \"1s\"";
	return varied;
}

static struct varied
time_of(int64_t n)
{
	struct varied varied = plain;

	varied.timing = arena_format(&arena, "\"group-switch\": \"%" PRId64
	    "ms\"", n);
	return varied;
}

static struct varied
boot_of(int64_t n)
{
	struct varied varied = plain;

	varied.timing = arena_format(&arena, "\"guest-boot\": \"%" PRId64
	    "ms\"", n);
	return varied;
}

/* The source has 12 GiB in all, and there is a rest. */
static struct varied
per_gib_of(int64_t n)
{
	struct varied varied = plain;

	varied.timing = arena_format(&arena, "\"disk-create\": \"1s + %" PRId64
	    "ms/G\"", n);
	return varied;
}

static struct varied
stop_of(int64_t n)
{
	struct varied varied = plain;

	varied.agent = arena_format(&arena, "%" PRId64, n);
	return varied;
}

static struct varied
timeout_of(int64_t n)
{
	struct varied varied = plain;

	varied.boot = arena_format(&arena, "%" PRId64 "ms", n);
	return varied;
}

static const struct {
	const char	*what;
	struct varied	(*make)(int64_t);
	int64_t		 limit;
	const char	*past;		/* what one more is refused with */
} rows[] = {
	{ "bytes of a file", comment_of, LIMIT_FILE_BYTES,
	    "expected at most 16 MiB" },
	{ "bytes of a name", name_of, LIMIT_NAME_BYTES, "at most 63" },
	{ "bytes of a text", variable_of, LIMIT_TEXT_BYTES,
	    "expected at most 16384" },
	{ "a size", size_of, LIMIT_SIZE / 1024, "1M to 1024T" },
	{ "bytes of a source", used_of, LIMIT_SIZE / 1024 - 1,
	    "expected at most 1024T in all" },
	{ "a time", time_of, LIMIT_DURATION_MS,
	    "\"31536000001ms\": expected a duration" },
	{ "a boot", boot_of, LIMIT_DURATION_MS,
	    "\"31536000001ms\": expected a duration" },
	{ "a time for each GiB", per_gib_of,
	    (LIMIT_DURATION_MS - 1000) / 13,
	    "expected a time of at most 365d for 12G" },
	{ "Stop_timeout", stop_of, 7 * 24 * 3600, "\"1\" to \"604800\"" },
	{ "boot_timeout", timeout_of, LIMIT_DURATION_MS,
	    "\"31536000001ms\": expected a duration" },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static struct site *
site_of(const char *text)
{
	struct mistakes mistakes = { 0 };

	return site_read(&arena, "site.json", text, strlen(text), &mistakes);
}

/* It has to be one. */
static struct site *
site_sound(const char *what, const char *text)
{
	struct mistakes mistakes = { 0 };
	struct site *site = site_read(&arena, "site.json", text, strlen(text),
	    &mistakes);

	if (site == NULL)
		fail_msg("%s: %u:%u: %s", what,
		    (unsigned)mistakes.list[0].spot.line,
		    (unsigned)mistakes.list[0].spot.column,
		    mistakes.list[0].text);
	return site;
}

/* A plan can be read back from its JSON, and is the same; false: the job takes
 * too long, which is said before anything is done. */
static bool
plan_back(const char *what, const char *text, const char *line)
{
	struct site *site = site_of(text), *other = site_of(text);
	struct err err = { 0 };
	struct plan *plan = NULL, *back;
	struct lines lines;
	struct wording wording;
	json_t *json, *again;
	char *bytes;
	struct job job;

	if (job_read_line(&arena, site, line, &job, &err))
		plan = plan_make(&arena, site, &job, NULL, &err);
	if (plan == NULL && err.code == ERR_TOO_MANY)
		return false;
	if (plan == NULL)
		fail_msg("%s: %s: %s", what, line, err.text);
	lines_make(&arena, &lines, &(struct stream){ .site = site,
	    .mode = "plan", .site_digest = digest, .seed = 1 });
	wording = lines_wording(&lines);
	json = plan_json(plan, &wording, digest);
	bytes = json_dumps(json, JSON_SORT_KEYS | JSON_COMPACT);
	assert_true(strlen(bytes) <= LIMIT_FILE_BYTES);
	again = json_loads(bytes, JSON_REJECT_DUPLICATES, NULL);
	back = plan_read(&arena, other, again, NULL, &err);
	if (back == NULL)
		fail_msg("%s: %s: not read back: %s", what, line, err.text);
	assert_true(plan_json_same(again));
	assert_int_equal(back->expected_ms, plan->expected_ms);
	assert_int_equal(back->step_count, plan->step_count);
	free(bytes);
	json_decref(json);
	json_decref(again);
	return true;
}

/* The text of a file stands in a journal as it was. */
static void
journal_back(const char *what, const char *file)
{
	struct text text = { 0 };
	struct chain chain;
	struct err err = { 0 };
	json_t *record;
	const char *line, *back;
	size_t size;

	chain_start(&chain);
	chain_begin(&chain, &text, "open", 0);
	text_string(&text, "site", file);
	line = chain_end(&chain, &text, &size);
	assert_true(size <= LIMIT_JOURNAL_BYTES - LIMIT_FILE_BYTES -
	    LIMIT_RECORDS_BYTES);
	chain_start(&chain);
	record = chain_read(&chain, line, size - 1, &err);
	if (record == NULL)
		fail_msg("%s: %s", what, err.text);
	back = json_string_value(json_object_get(record, "site"));
	assert_non_null(back);
	assert_int_equal(strlen(back), strlen(file));
	assert_memory_equal(back, file, strlen(file));
	json_decref(record);
	text_drop(&text);
}

static void
what_is_taken_at_a_limit_is_taken_back(void **state)
{
	static const char *const jobs[] = { "services", "create %s",
	    "switch %s", "migrate %s", "retire %s",
	    "maintain %s --set vcpus=8" };

	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		struct varied varied = rows[i].make(rows[i].limit);
		const char *text = site_text(&varied);
		unsigned back = 0;

		site_sound(rows[i].what, text);
		/* The largest file takes long, and has nothing for a plan: the
		 * sanitizers see it read, and not what is made of it. */
		if (i == 0 && SPARSE != 1)
			back = 1;
		else
			journal_back(rows[i].what, text);
		for (size_t j = i == 0 ? 5 + back : 0;
		    j < sizeof(jobs) / sizeof(jobs[0]); j++) {
			char line[200];

			snprintf(line, sizeof(line), j == 0 ? "%s" : jobs[j],
			    j == 0 ? jobs[j] : varied.guest);
			back += plan_back(rows[i].what, text, line);
		}
		assert_in_range(back, 1, sizeof(jobs) / sizeof(jobs[0]));
		arena_drop(&arena);
	}
}

static void
one_past_a_limit_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		struct varied varied = rows[i].make(rows[i].limit + 1);
		struct mistakes mistakes = { 0 };
		const char *text = site_text(&varied);

		if (site_read(&arena, "site.json", text, strlen(text),
		    &mistakes) != NULL)
			fail_msg("%s: %" PRId64 " is taken", rows[i].what,
			    rows[i].limit + 1);
		for (uint32_t k = 0; k < mistakes.count; k++)
			if (strstr(mistakes.list[k].text, rows[i].past) == NULL)
				fail_msg("%s: %s", rows[i].what,
				    mistakes.list[k].text);
		arena_drop(&arena);
	}
}

static const char *
site_load(void *with, const char *path, size_t *n)
{
	const char *text = site_text(&plain);

	(void)with;
	(void)path;
	*n = strlen(text);
	return text;
}

/* A scenario with so many entries of one form. */
static struct scenario *
scenario_of(const char *entry, const char *expect, unsigned n)
{
	struct loader loader = { site_load, NULL, &scenario_vocabulary };
	struct mistakes mistakes = { 0 };
	char *text = arena_take(&arena, (size_t)n * 80 + 200, 1), *at = text;

	at += sprintf(at, "{ \"scenario\": \"x\", \"why\": \"y\", \"site\": "
	    "\"s\", \"do\": [ ");
	for (unsigned i = 0; i < n; i++)
		at += sprintf(at, entry, i, i);
	at += sprintf(at, " ], \"expect\": [ \"");
	at += sprintf(at, expect, n);
	at += sprintf(at, "\" ] }");
	return scenario_read(&arena, &(struct source){ "x", text,
	    (size_t)(at - text) }, &loader, &mistakes);
}

/* Each of them is played: the scenario counts them. */
static void
entries_at_a_limit_are_all_played(void **state)
{
	static const char typed[] = "{ \"type\": \"clrg status\", \"on\": "
	    "\"a\", \"at\": \"%um\", \"may\": true },";
	static const char times[] = "typed \\\"clrg status\\\" on a %u times";
	struct scenario_play play = { .scenario = scenario_of(typed, times,
	    LIMIT_TIMED), .stop_at_ms = -1, .seed = 1 };
	struct scenario_result result;

	(void)state;
	assert_non_null(play.scenario);
	assert_int_equal(play.scenario->entry_count, LIMIT_TIMED);
	scenario_play(&arena, &play, &result);
	if (!result.passed)
		fail_msg("%s", result.err.text);
	assert_null(scenario_of(typed, times, LIMIT_TIMED + 1));
	arena_drop(&arena);
}

static void
worlds_are_saved_up_to_a_limit(void **state)
{
	static const char saved[] = "{ \"save\": \"s%u\" }, { \"return\": "
	    "\"s%u\" },";

	(void)state;
	assert_non_null(scenario_of(saved, "no data lost", LIMIT_SAVES));
	assert_null(scenario_of(saved, "no data lost", LIMIT_SAVES
	    + 1));
	arena_drop(&arena);
}

static void
texts_that_are_no_utf_8_are_refused_where_they_stand(void **state)
{
	static const char *const wrong[] = { "\xf6", "Gr\xf6\xdf.", "\xc3",
	    "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x01", "\x1b[2J" };
	struct varied varied = plain;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		varied.comment = wrong[i];
		assert_null(site_of(site_text(&varied)));
	}
	varied.comment = "Gr\xc3\xb6\xc3\x9f" "e\tin UTF-8 \xf0\x9f\x98\x80";
	site_sound("a comment in UTF-8", site_text(&varied));
	journal_back("a comment", site_text(&varied));
	arena_drop(&arena);
}

/* So many parts of that form between two ends. */
static const char *
many(const char *begin, const char *part, unsigned n, const char *end)
{
	size_t room = strlen(begin) + strlen(end) + n * (strlen(part) + 20);
	char *text = arena_take(&arena, room + 1, 1), *at = text;

	at += sprintf(at, "%s", begin);
	for (unsigned i = 0; i < n; i++)
		at += sprintf(at, part, i, i);
	strcpy(at, end);
	return text;
}

/* Ten times as much takes about ten times as long, not a hundred times. */
static void
what_is_wrong_in_large_files_is_found_in_time(void **state)
{
	static const struct { const char *begin, *part, *end; } forms[] = {
		{ "{ \"site\": \"x\"", ", \"k%u\": 1", ", \"k0\": 1 }" },
		{ "{ \"site\": \"x\"", ", \"k\": %u", " }" },
		{ "{ \"site\": \"x\"", ", \"k%u\": 1", " }" },
		{ "{ \"site\": \"x\", \"devices\": [ 1",
		    ", { \"name\": \"d%u\", \"size\": \"1G\" }", " ] }" },
		{ "{ \"site\": \"x\", \"devices\": [ 1",
		    ", { \"name\": \"d\", \"size\": \"%uG\" }", " ] }" },
		{ "{ \"site\": \"x\", \"services\": { \"vds\": [ 1",
		    ", { \"name\": \"v%u\" }", " ] } }" },
		{ "{ \"site\": \"x\", \"timing\": { \"x\": 1",
		    ", \"t%u\": \"1s\"", " } }" },
		{ "{ \"site\": \"x\", \"guests\": [ 1",
		    ", { \"name\": \"g%u\", \"nets\": [ { \"vsw\": \"v%u\" } ] "
		    "}", " ] }" },
		{ "{ \"site\": \"x\", \"devices\": [ { \"name\": \"d\", "
		    "\"size\": \"1G\" } ], \"guests\": [ 1",
		    ", { \"name\": \"g%u\", \"pool\": { \"name\": "
		    "\"p%u\", \"device\": \"d\" } }", " ] }" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		clock_t begun = clock(), small, large;
		const unsigned n = 4000 / SPARSE;

		assert_null(site_of(many(forms[i].begin, forms[i].part, n,
		    forms[i].end)));
		small = clock() - begun;
		assert_null(site_of(many(forms[i].begin, forms[i].part, 10 * n,
		    forms[i].end)));
		large = clock() - begun - small;
		if (large > 30 * small + CLOCKS_PER_SEC / 2)
			fail_msg("%s: %ld and %ld us", forms[i].part,
			    (long)small, (long)large);
		arena_drop(&arena);
	}
}

/* A year of waiting is some thousand questions, and none is much too late. */
static void
waits_grow_and_the_number_of_questions_is_bounded(void **state)
{
	(void)state;
	assert_int_equal(run_pause_ms(0), 10000);
	assert_int_equal(run_pause_ms(2 * 3600 * 1000 - 1), 10000);
	assert_int_equal(run_pause_ms(2 * 3600 * 1000), 20000);
	for (int64_t ms = 0; ms < LIMIT_STEP_MS; ms += 99990001)
		assert_true(run_pause_ms(ms) <= ms / 360 + 10000);
	assert_int_equal(run_asks(0), 1);
	assert_int_equal(run_asks(60 * 1000), 7);
	assert_in_range(run_asks(LIMIT_STEP_MS), 1000, 6000);
}

static struct plan *
plan_of(struct varied varied, struct err *err)
{
	struct site *site = site_sound("a site", site_text(&varied));
	struct job job;

	assert_true(job_read_line(&arena, site, "switch g1", &job, err));
	return plan_make(&arena, site, &job, NULL, err);
}

static void
a_plan_of_more_than_a_year_is_refused(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_non_null(plan_of(time_of(LIMIT_PLAN_MS - 86400000), &err));
	assert_null(plan_of(time_of(LIMIT_PLAN_MS), &err));
	assert_int_equal(err.code, ERR_TOO_MANY);
	assert_non_null(strstr(err.text, "365 days"));
	arena_drop(&arena);
}

static void
a_run_ends_when_no_clock_counts_further(void **state)
{
	struct err err = { 0 };
	struct plan *plan = plan_of(plain, &err);
	struct run *run = arena_take(&arena, 1, sizeof(*run));
	struct result res = { .outcome = UNKNOWN, .at_ms = LIMIT_CLOCK_MS };

	(void)state;
	assert_non_null(plan);
	run_start(plan, run);
	run_apply(plan, run, &res);
	assert_int_equal(run->ending, GOING);
	res.at_ms++;
	run_apply(plan, run, &res);
	assert_int_equal(run->ending, REFUSED);
	assert_int_equal(run->why.code, ERR_TIMEOUT);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_taken_at_a_limit_is_taken_back),
		cmocka_unit_test(one_past_a_limit_is_refused),
		cmocka_unit_test(a_plan_of_more_than_a_year_is_refused),
		cmocka_unit_test(a_run_ends_when_no_clock_counts_further),
		cmocka_unit_test(entries_at_a_limit_are_all_played),
		cmocka_unit_test(worlds_are_saved_up_to_a_limit),
		cmocka_unit_test(
		    texts_that_are_no_utf_8_are_refused_where_they_stand),
		cmocka_unit_test(
		    what_is_wrong_in_large_files_is_found_in_time),
		cmocka_unit_test(
		    waits_grow_and_the_number_of_questions_is_bounded),
	};

	return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
