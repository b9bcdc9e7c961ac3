/*
 * Scenarios as JUnit XML: written, read back, and verified.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>

#include "core/base/limits.h"
#include "tests/names_fixture.h"
#include "tests/sparse.h"
#include "tools/file.h"
#include "tools/scenario/body.h"
#include "tools/scenario/junit.h"
#include "tools/scenario/junit_file.h"
#include "tools/scenario/junit_xml.h"
#include "tools/scenario_open.h"

#define FAILING "scenarios/failing/"

static const char passing[] = "scenarios/hostid-while-active.json";

struct fixture {
	struct arena	 arena;
	struct junit	 junit;
	struct scenario	*scenario;
	struct scenario_play play;
	char		*text;		/* the document … */
	xmlDocPtr	 tree;		/* … and what a reader makes of it */
	char		 folder[32];
};

static int
make(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_non_null(fixture);
	junit_make(&fixture->junit);
	strcpy(fixture->folder, "/tmp/junit-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	*state = fixture;
	return 0;
}

static int
drop(void **state)
{
	struct fixture *fixture = *state;

	rmdir(fixture->folder);
	xmlFreeDoc(fixture->tree);
	junit_drop(&fixture->junit);
	arena_drop(&fixture->arena);
	free(fixture);
	return 0;
}

/* A scenario begins; the test itself emits what happens in it. */
static void
emit_begin(struct fixture *fixture, const char *path)
{
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };

	fixture->scenario = scenario_try(&fixture->arena, path, &mistakes,
	    &err);
	assert_non_null(fixture->scenario);
	fixture->play = (struct scenario_play){ .scenario = fixture->scenario,
	    .seed = 1, .stop_at_ms = -1 };
}

static void
emit(struct fixture *fixture, struct event event)
{
	sink_emit(&fixture->junit.sink, &event);
}

static void
emit_end(struct fixture *fixture, enum err_code code, int status,
    const char *text)
{
	struct scenario_result result = { .passed = code == ERR_NONE,
	    .took_ms = 61001, .exit = status };

	if (code != ERR_NONE)
		err_set(&result.err, code, "%s", text);
	junit_end(&fixture->junit, &result);
}

/* A scenario that is played. */
static void
play(struct fixture *fixture, const char *path)
{
	struct scenario_result result;

	emit_begin(fixture, path);
	fixture->play.sink = junit_begin(&fixture->junit, &fixture->play,
	    path);
	scenario_play(&fixture->arena, &fixture->play, &result);
	junit_end(&fixture->junit, &result);
}

/* The report as a reader sees it. */
static void
report(struct fixture *fixture)
{
	fixture->text = junit_xml(&fixture->arena,
	    fixture->junit.suites, NULL);
	assert_non_null(fixture->text);
	fixture->tree = xmlReadMemory(fixture->text,
	    (int)strlen(fixture->text), "report.xml", NULL,
	    XML_PARSE_NONET | XML_PARSE_NOBLANKS);
	assert_non_null(fixture->tree);
}

/* What an XPath expression finds, as text. */
static const char *
found(struct fixture *fixture, const char *path)
{
	xmlXPathContextPtr context = xmlXPathNewContext(fixture->tree);
	xmlXPathObjectPtr object;
	xmlChar *text;
	char *copy;

	assert_non_null(context);
	object = xmlXPathEvalExpression((const xmlChar *)path, context);
	assert_non_null(object);
	text = xmlXPathCastToString(object);
	copy = arena_text(&fixture->arena, (const char *)text,
	    strlen((const char *)text));
	xmlFree(text);
	xmlXPathFreeObject(object);
	xmlXPathFreeContext(context);
	return copy;
}

static void
finds(struct fixture *fixture, const char *path, const char *wanted)
{
	const char *text = found(fixture, path);

	if (strcmp(text, wanted) != 0)
		fail_msg("%s: \"%s\", wanted \"%s\"\n%s", path, text, wanted,
		    fixture->text);
}

static void
says(struct fixture *fixture, const char *path, const char *wanted)
{
	const char *text = found(fixture, path);

	if (strstr(text, wanted) == NULL)
		fail_msg("%s: \"%s\", wanted \"%s\"", path, text, wanted);
}

static void
a_scenario_and_each_of_its_expectations_is_a_test(void **state)
{
	struct fixture *fixture = *state;

	play(fixture, passing);
	report(fixture);
	finds(fixture, "count(//testsuite)", "1");
	finds(fixture, "string(//testsuite/@name)",
	    "the hostid is changed while ldom1 is active");
	finds(fixture, "string(//testsuite/@tests)", "3");
	finds(fixture, "count(//testcase)", "3");
	finds(fixture, "count(//testcase/*)", "0");
	finds(fixture, "count(//system-out)", "0");
	finds(fixture, "string(//testcase[1]/@name)",
	    "the hostid is changed while ldom1 is active: the scenario itself");
	finds(fixture, "string(//testcase[3]/@name)",
	    "the hostid is changed while ldom1 is active: "
	    "always ldom1 running on node1");
	finds(fixture, "string(//testcase[2]/@classname)", passing);
}

static void
an_expectation_not_met_says_everything_in_its_body(void **state)
{
	struct fixture *fixture = *state;

	play(fixture, FAILING "expectation-not-met.json");
	report(fixture);
	finds(fixture, "concat(//testsuites/@tests, ' ', "
	    "//testsuites/@failures, ' ', //testsuites/@errors, ' ', "
	    "//testsuite/@skipped)", "2 1 0 0");
	finds(fixture, "count(//testcase[1]/*)", "0");
	finds(fixture, "string(//testcase[2]/@name)",
	    "an expectation is not met: ldom1 running on node2");
	finds(fixture, "string(//failure/@type)", "expectation");
	finds(fixture, "string(//testcase[2]/failure)",
	    "scenario  an expectation is not met\n"
	    "why       A scenario that cannot fail proves nothing.\n"
	    "file      scenarios/failing/expectation-not-met.json\n"
	    "expected  ldom1 running on node2\n"
	    "seen      ldom1 running on node1\n"
	    "at        +01:43:08.920 of simulated time\n"
	    "again     domferry run scenarios/failing/expectation-not-met.json "
	    "--seed 1\n");
}

static void
a_fault_that_never_strikes_fails_the_scenario_itself(void **state)
{
	struct fixture *fixture = *state;

	play(fixture, FAILING "fault-never-strikes.json");
	report(fixture);
	finds(fixture, "count(//failure)", "1");
	finds(fixture, "string(//testcase[1]/failure/@type)",
	    "fault-never-struck");
	finds(fixture, "string(//testcase[1]/failure)",
	    "scenario  a fault never strikes\n"
	    "why       A scenario whose fault never happens proves nothing, "
	    "even if everything else is as expected.\n"
	    "file      scenarios/failing/fault-never-strikes.json\n"
	    "expected  the jobs of begin arrive, every fault strikes, every "
	    "wait comes true, every command is known, no invariant is violated "
	    "unless an expectation names it\n"
	    "seen      fault-never-struck: the fault \"refuse guest-bind ldom1 "
	    "on node2, nth 5\" never struck\n"
	    "at        +01:43:08.920 of simulated time\n"
	    "next      The run never comes to it: correct it, or, if a fault "
	    "need not strike, end its phrase with \", may\".\n"
	    "again     domferry run scenarios/failing/fault-never-strikes.json "
	    "--seed 1\n");
}

static void
a_scenario_that_does_not_begin_skips_its_expectations(void **state)
{
	struct fixture *fixture = *state;

	play(fixture, FAILING "begin-does-not-arrive.json");
	report(fixture);
	finds(fixture, "concat(//testsuite/@tests, ' ', "
	    "//testsuite/@failures, ' ', //testsuite/@skipped)", "2 1 1");
	says(fixture, "string(//testcase[1]/failure)", "\nseen      "
	    "expectation: \"create ldom1\" of begin did not arrive: all 1 "
	    "console ports from 5000 are taken on node1\n"
	    "at        +00:49:07.000 of simulated time\n");
	says(fixture, "string(//testcase[2]/skipped)",
	    "\nexpected  ldom1 running on node1\n");
	says(fixture, "string(//testcase[2]/skipped)",
	    "\nseen      the scenario was never judged\n");
}

static void
a_failing_suite_has_the_golden_text(void **state)
{
	struct fixture *fixture = *state;
	glob_t files;

	assert_int_equal(glob(FAILING "*.json", 0, NULL, &files), 0);
	assert_true(files.gl_pathc >= 3);
	for (size_t i = 0; i < files.gl_pathc; i++)
		play(fixture, files.gl_pathv[i]);
	report(fixture);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		const char *path = files.gl_pathv[i];
		struct err err = { 0 };
		size_t n;
		char *golden = file_read(&fixture->arena, arena_format(
		    &fixture->arena, "%.*sout", (int)strlen(path) - 4, path),
		    LIMIT_FILE_BYTES, &n, &err);

		assert_non_null(golden);
		finds(fixture, arena_format(&fixture->arena,
		    "string(//testsuite[%u]/system-out)", (unsigned)i + 1),
		    golden);
	}
	globfree(&files);
}

static void
unread(struct fixture *fixture, const char *path)
{
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };

	assert_null(scenario_try(&fixture->arena, path, &mistakes, &err));
	junit_unread(&fixture->junit, path, &mistakes, &err);
	report(fixture);
}

static void
a_file_that_cannot_be_read_is_an_error(void **state)
{
	struct fixture *fixture = *state;

	unread(fixture, "scenarios/nothing.json");
	finds(fixture, "concat(//testsuites/@tests, ' ', "
	    "//testsuites/@failures, ' ', //testsuites/@errors)", "1 0 1");
	finds(fixture, "string(//testcase/@name)",
	    "scenarios/nothing.json: the scenario can be read");
	finds(fixture, "string(//error/@type)", "file-unreadable");
	finds(fixture, "string(//error)",
	    "file      scenarios/nothing.json\n"
	    "seen      file-unreadable: scenarios/nothing.json: No such file "
	    "or directory\n"
	    "next      Check that the file exists and that you may read it.\n");
}

static void
a_file_with_mistakes_is_an_error_that_names_each(void **state)
{
	struct fixture *fixture = *state;
	const char *path = arena_format(&fixture->arena, "%s/bad.json",
	    fixture->folder);
	struct err err = { 0 };

	assert_true(file_write(path, "{ \"scenario\": \"bad\",\n"
	    "  \"sitte\": 1,\n  \"do\": 2 }\n", &err));
	unread(fixture, path);
	unlink(path);
	finds(fixture, "string(//error/@type)", "file-invalid");
	says(fixture, "string(//error)", "\nmistake   ");
	says(fixture, "string(//error)", "bad.json:2:3: ");
	says(fixture, "string(//error)", "bad.json:3:9: ");
}

/* What it was in a name and what a reader of the report finds. */
static void
what_xml_cannot_hold_is_written_as_an_escape(void **state)
{
	static const struct {
		const char	*name, *read;
	} names[] = {
		{ "& < > \" ' ]]> &amp; <!--", "& < > \" ' ]]> &amp; <!--" },
		{ "\001\002\033[31m\177", "\\u0001\\u0002\\u001b[31m\\u007f" },
		{ "a\tb\nc", "a\\tb\\nc" },
		{ "a\rb", "a\\rb" },
		{ "\303\266 \342\202\254 \360\237\232\242",
		    "\303\266 \342\202\254 \360\237\232\242" },
		{ "\303", "\\xc3" },
		{ "\303(", "\\xc3(" },
		{ "\200x\377", "\\x80x\\xff" },
		{ "\300\200", "\\xc0\\x80" },
		{ "\340\202\202", "\\xe0\\x82\\x82" },
		{ "\355\240\200", "\\xed\\xa0\\x80" },
		{ "\357\277\276\357\277\277",
		    "\\ufffe\\uffff" },
		{ "\357\277\275", "\357\277\275" },
		{ "\364\220\200\200", "\\xf4\\x90\\x80\\x80" },
		{ "\360\217\277\277", "\\xf0\\x8f\\xbf\\xbf" },
		{ "\370\210\200\200\200", "\\xf8\\x88\\x80\\x80\\x80" },
	};
	struct fixture *fixture = *state;

	emit_begin(fixture, passing);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		fixture->scenario->name = names[i].name;
		junit_begin(&fixture->junit, &fixture->play, names[i].name);
		emit(fixture, (struct event){ .type = EVENT_EXPECTATION,
		    .text = names[i].name, .word = names[i].name });
		emit_end(fixture, ERR_EXPECTATION, EXIT_NOT_MET, "not met");
	}
	report(fixture);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct arena *arena = &fixture->arena;
		const char *suite = arena_format(arena, "//testsuite[%u]",
		    (unsigned)i + 1);
		const char *read = names[i].read;

		finds(fixture, arena_format(arena, "string(%s/@name)", suite),
		    read);
		finds(fixture, arena_format(arena,
		    "string(%s/testcase[2]/@name)", suite),
		    arena_format(arena, "%s: %s", read, read));
		says(fixture, arena_format(arena, "string(%s//failure)",
		    suite), arena_format(arena, "\nexpected  %s\nseen      "
		    "%s\n", read, read));
		says(fixture, arena_format(arena, "string(%s/system-out)",
		    suite), read);
	}
}

static void
violated(struct fixture *fixture, const char *object, int64_t at_ms)
{
	emit(fixture, (struct event){ .type = EVENT_VIOLATION,
	    .word = "pool-imported-once", .text = object, .at_ms = at_ms });
}

static void
each_event_of_the_scenario_is_reported_once_and_in_order(void **state)
{
	struct fixture *fixture = *state;

	emit_begin(fixture, passing);
	junit_begin(&fixture->junit, &fixture->play, passing);
	violated(fixture, "zpool_ldom1: twice", 1500);
	violated(fixture, "zpool_ldom2: twice", 2000);
	violated(fixture, "zpool_ldom1: twice", 2500);
	emit(fixture, (struct event){ .type = EVENT_FAULT, .word = "struck",
	    .text = "struck indeed" });
	fixture->junit.unasked = "let-in";
	emit_end(fixture, ERR_VIOLATION, EXIT_NOT_MET, "pool-imported-once");
	report(fixture);
	says(fixture, "string(//testcase[1]/failure)",
	    "\nseen      violation: pool-imported-once: zpool_ldom1: twice\n"
	    "at        +00:00:01.500 of simulated time\n"
	    "seen      violation: pool-imported-once: zpool_ldom2: twice\n"
	    "at        +00:00:02.000 of simulated time\n"
	    "seen      fault-never-struck: the step \"let-in\" never asked "
	    "for its answer\n"
	    "at        +00:01:01.001 of simulated time\n"
	    "next      Something happened that must never");
	finds(fixture, "string(//testcase[1]/failure/@type)", "violation");
}

static void
a_violation_that_is_expected_is_none(void **state)
{
	struct fixture *fixture = *state;
	const struct language language = { &fixture->arena,
	    fixture_names(&fixture->arena), &scenario_vocabulary, NULL };
	struct expectation expected;
	struct wrong wrong;

	assert_true(phrase_expectation(&language,
	    "violates pool-imported-once", &expected, &wrong));
	emit_begin(fixture, passing);
	fixture->scenario->expect = &expected;
	fixture->scenario->expect_count = 1;
	junit_begin(&fixture->junit, &fixture->play, passing);
	violated(fixture, "zpool_ldom1: twice", 1500);
	emit(fixture, (struct event){ .type = EVENT_EXPECTATION,
	    .text = expected.text, .met = true });
	emit_end(fixture, ERR_NONE, EXIT_OK, NULL);
	report(fixture);
	finds(fixture, "count(//failure)", "0");
	finds(fixture, "string(//testsuites/@tests)", "2");
}

/* Nor is it one where something else fails the scenario. */
static void
an_expected_violation_is_not_blamed_for_a_failing_scenario(void **state)
{
	struct fixture *fixture = *state;
	const struct language language = { &fixture->arena,
	    fixture_names(&fixture->arena), &scenario_vocabulary, NULL };
	struct expectation expected;
	struct wrong wrong;

	assert_true(phrase_expectation(&language,
	    "violates pool-imported-once", &expected, &wrong));
	emit_begin(fixture, passing);
	fixture->scenario->expect = &expected;
	fixture->scenario->expect_count = 1;
	junit_begin(&fixture->junit, &fixture->play, passing);
	violated(fixture, "zpool_ldom1: twice", 1500);
	emit(fixture, (struct event){ .type = EVENT_EXPECTATION,
	    .text = expected.text, .word = "no invariant was violated" });
	emit_end(fixture, ERR_EXPECTATION, EXIT_NOT_MET, "not met");
	report(fixture);
	finds(fixture, "count(//failure)", "1");
	finds(fixture, "count(//testcase[1]/*)", "0");
}

static void
times_are_simulated_seconds_and_add_up(void **state)
{
	struct fixture *fixture = *state;

	for (int i = 0; i < 2; i++) {
		emit_begin(fixture, passing);
		junit_begin(&fixture->junit, &fixture->play, passing);
		emit_end(fixture, ERR_NONE, EXIT_OK, NULL);
	}
	report(fixture);
	finds(fixture, "string(//testsuite[2]/testcase[1]/@time)", "61.001");
	finds(fixture, "string(//testsuite[2]/testcase[2]/@time)", "0.000");
	finds(fixture, "string(//testsuite[2]/@time)", "61.001");
	finds(fixture, "string(/testsuites/@time)", "122.002");
}

static void
what_cannot_be_played_is_an_error(void **state)
{
	struct fixture *fixture = *state;

	emit_begin(fixture, passing);
	junit_begin(&fixture->junit, &fixture->play, passing);
	emit_end(fixture, ERR_UNSUPPORTED, EXIT_FILE, "this release cannot "
	    "play a script");
	report(fixture);
	finds(fixture, "string(//testsuite/@errors)", "1");
	finds(fixture, "string(//testcase[1]/error/@type)", "unsupported");
	says(fixture, "string(//testcase[1]/error)",
	    "\nseen      unsupported: this release cannot play a script\n"
	    "next ");
}

/* An expectation that is not met does not hide the rest. */
static void
the_scenario_itself_fails_beside_an_expectation(void **state)
{
	struct fixture *fixture = *state;

	emit_begin(fixture, passing);
	junit_begin(&fixture->junit, &fixture->play, passing);
	emit(fixture, (struct event){ .type = EVENT_EXPECTATION,
	    .text = "exit 0", .word = "exit status 1" });
	emit(fixture, (struct event){ .type = EVENT_FAULT,
	    .word = "never struck", .text = "panic node1" });
	emit_end(fixture, ERR_EXPECTATION, EXIT_NOT_MET, "not met: exit 0");
	report(fixture);
	finds(fixture, "count(//failure)", "2");
	says(fixture, "string(//testcase[1]/failure)", "\"panic node1\"");
	says(fixture, "string(//testcase[2]/failure)", "exit status 1");
}

struct listener {
	struct sink	 sink;		/* first */
	unsigned	 heard;
};

static void
listener_hear(struct sink *sink, const struct event *event)
{
	(void)event;
	((struct listener *)sink)->heard++;
}

static void
the_listener_of_the_run_hears_the_events_as_well(void **state)
{
	struct fixture *fixture = *state;
	struct listener listener = { { listener_hear }, 0 };

	emit_begin(fixture, passing);
	fixture->play.sink = &listener.sink;
	junit_begin(&fixture->junit, &fixture->play, passing);
	violated(fixture, "zpool_ldom1: twice", 1500);
	emit(fixture, (struct event){ .type = EVENT_RETURN });
	emit_end(fixture, ERR_VIOLATION, EXIT_NOT_MET, "pool-imported-once");
	assert_int_equal(listener.heard, 2);
}

static void
the_command_is_one_that_a_shell_reads_back(void **state)
{
	static const struct {
		const char	*file;
		uint64_t	 seed;
		int64_t		 stop_at_ms;
		const char	*command;
		bool		 shell;
	} commands[] = {
		{ "a/b-1.json", 1, -1, "domferry run a/b-1.json --seed 1",
		    false },
		{ "a b.json", 7, -1, "domferry run 'a b.json' --seed 7",
		    false },
		{ "it's.json", 7, 0,
		    "domferry run 'it'\\''s.json' --seed 7 --stop-at 0ms",
		    false },
		{ "$x.json", UINT64_MAX, 90500, "domferry run '$x.json' "
		    "--seed 18446744073709551615 --stop-at 90500ms", false },
		{ "", 1, -1, "domferry run '' --seed 1", false },
		{ "a.json", 1, 500, "domferry run a.json --seed 1 --through "
		    "shell --stop-at 500ms", true },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		struct body body = { &fixture->arena, NULL };

		body_add_again(&body, commands[i].file,
		    &(struct scenario_play){ .seed = commands[i].seed,
		    .stop_at_ms = commands[i].stop_at_ms,
		    .has_through = commands[i].shell,
		    .through = THROUGH_SHELL });
		assert_string_equal(body.text, arena_format(&fixture->arena,
		    "again     %s\n", commands[i].command));
	}
}

static void
keeps_to_the_subset(struct fixture *fixture)
{
	xmlRelaxNGParserCtxtPtr parser =
	    xmlRelaxNGNewParserCtxt("tests/junit.rng");
	xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
	xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(schema);

	assert_non_null(schema);
	assert_int_equal(xmlRelaxNGValidateDoc(valid, fixture->tree), 0);
	xmlRelaxNGFreeValidCtxt(valid);
	xmlRelaxNGFree(schema);
	xmlRelaxNGFreeParserCtxt(parser);
}

static void
counts_agree(struct fixture *fixture)
{
	static const char *const pairs[][2] = {
		{ "sum(//testsuite/@tests)", "count(//testcase)" },
		{ "sum(//testsuite/@failures)", "count(//failure)" },
		{ "sum(//testsuite/@errors)", "count(//error)" },
		{ "sum(//testsuite/@skipped)", "count(//skipped)" },
		{ "string(/testsuites/@tests)", "count(//testcase)" },
		{ "string(/testsuites/@failures)", "count(//failure)" },
		{ "string(/testsuites/@errors)", "count(//error)" },
		{ "count(//system-out)",
		    "count(//testsuite[.//failure or .//error[@type != "
		    "'file-unreadable']])" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		finds(fixture, pairs[i][0], found(fixture, pairs[i][1]));
}

static void
the_library_keeps_to_the_subset_and_its_counts_agree(void **state)
{
	struct fixture *fixture = *state;
	unsigned played = 0;
	glob_t files;

	assert_int_equal(glob("scenarios/*.json", 0, NULL, &files), 0);
	assert_int_equal(glob(FAILING "*.json", GLOB_APPEND, NULL, &files),
	    0);
	for (size_t i = 0; i < files.gl_pathc; i += FEW, played++)
		play(fixture, files.gl_pathv[i]);
	unread(fixture, "scenarios/nothing.json");
	finds(fixture, "count(//testsuite)", arena_format(&fixture->arena,
	    "%u", played + 1));
	keeps_to_the_subset(fixture);
	counts_agree(fixture);
	globfree(&files);
}

static void
the_same_scenario_gives_the_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	const char *first;

	play(fixture, FAILING "expectation-not-met.json");
	report(fixture);
	first = fixture->text;
	xmlFreeDoc(fixture->tree);
	junit_drop(&fixture->junit);
	junit_make(&fixture->junit);
	play(fixture, FAILING "expectation-not-met.json");
	report(fixture);
	assert_string_equal(fixture->text, first);
	assert_int_equal(strncmp(first, junit_xml_opening,
	    strlen(junit_xml_opening)), 0);
	assert_string_equal(first + strlen(first) - 14, "</testsuites>\n");
}

static void
a_report_without_a_scenario_is_valid(void **state)
{
	struct fixture *fixture = *state;

	report(fixture);
	finds(fixture, "string(/testsuites/@tests)", "0");
	keeps_to_the_subset(fixture);
}

static const char *
held(struct fixture *fixture, const char *path)
{
	struct err err = { 0 };
	size_t n;

	return file_read(&fixture->arena, path, LIMIT_FILE_BYTES, &n, &err);
}

static void
an_earlier_report_is_replaced_and_nothing_else_is(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	const char *path = arena_format(arena, "%s/report.xml",
	    fixture->folder);
	const char *other = arena_format(arena, "%s/trial.json",
	    fixture->folder);
	const char *text = arena_format(arena, "%s/>\n", junit_xml_opening);
	struct err err = { 0 };

	assert_true(junit_file_may(path, &err));
	assert_true(junit_file_write(path, text, &err));
	assert_string_equal(held(fixture, path), text);
	text = arena_format(arena, "%s tests=\"0\"/>\n", junit_xml_opening);
	assert_true(junit_file_may(path, &err));
	assert_true(junit_file_write(path, text, &err));
	assert_string_equal(held(fixture, path), text);

	assert_true(file_write(other, "{ \"scenario\": 1 }", &err));
	assert_false(junit_file_may(other, &err));
	assert_int_equal(err.code, ERR_FILE_EXISTS);
	assert_false(junit_file_write(other, text, &err));
	assert_string_equal(held(fixture, other), "{ \"scenario\": 1 }");
	unlink(path);
	unlink(other);
}

static void
a_report_goes_to_an_empty_file_and_to_no_device(void **state)
{
	struct fixture *fixture = *state;
	const char *path = arena_format(&fixture->arena, "%s/empty",
	    fixture->folder);
	struct err err = { 0 };

	assert_true(file_write(path, "", &err));
	assert_true(junit_file_may(path, &err));
	assert_true(junit_file_write(path, "x", &err));
	assert_string_equal(held(fixture, path), "x");
	unlink(path);
	assert_true(junit_file_may("-", &err));
	assert_false(junit_file_may("/dev/null", &err));
	assert_false(junit_file_may(fixture->folder, &err));
}

static void
a_report_that_cannot_be_written_leaves_nothing_behind(void **state)
{
	struct fixture *fixture = *state;
	const char *path = arena_format(&fixture->arena, "%s/no/report.xml",
	    fixture->folder);
	struct err err = { 0 };

	assert_false(junit_file_write(path, "x", &err));
	assert_int_equal(err.code, ERR_FILE_UNWRITABLE);
	assert_non_null(strstr(err.text, "/no/report.xml: "));
	assert_int_equal(rmdir(fixture->folder), 0);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, make, drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_scenario_and_each_of_its_expectations_is_a_test),
		TEST(an_expectation_not_met_says_everything_in_its_body),
		TEST(a_fault_that_never_strikes_fails_the_scenario_itself),
		TEST(a_scenario_that_does_not_begin_skips_its_expectations),
		TEST(a_failing_suite_has_the_golden_text),
		TEST(a_file_that_cannot_be_read_is_an_error),
		TEST(a_file_with_mistakes_is_an_error_that_names_each),
		TEST(what_xml_cannot_hold_is_written_as_an_escape),
		TEST(
		    each_event_of_the_scenario_is_reported_once_and_in_order),
		TEST(a_violation_that_is_expected_is_none),
		TEST(
		    an_expected_violation_is_not_blamed_for_a_failing_scenario),
		TEST(times_are_simulated_seconds_and_add_up),
		TEST(what_cannot_be_played_is_an_error),
		TEST(the_scenario_itself_fails_beside_an_expectation),
		TEST(the_listener_of_the_run_hears_the_events_as_well),
		TEST(the_command_is_one_that_a_shell_reads_back),
		TEST(the_library_keeps_to_the_subset_and_its_counts_agree),
		TEST(the_same_scenario_gives_the_same_bytes),
		TEST(a_report_without_a_scenario_is_valid),
		TEST(an_earlier_report_is_replaced_and_nothing_else_is),
		TEST(a_report_goes_to_an_empty_file_and_to_no_device),
		TEST(a_report_that_cannot_be_written_leaves_nothing_behind),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	xmlCleanupParser();
	return failed;
}
