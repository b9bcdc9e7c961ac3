#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <glob.h>

#include "backends/commands/commands.h"
#include "core/base/arena.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario_open.h"

/* Each scenario, or every second, is stopped at so many times. */
enum { STOPS = 9, EXPECTS_MOST = 128 };

/* What came of a scenario that was played. */
struct played {
	struct sink	 sink;		/* first */
	struct scenario_result result;
	unsigned	 events;
	unsigned	 expects;
	struct { bool met, pending; } expect[EXPECTS_MOST];
};

static void
on_event(struct sink *sink, const struct event *event)
{
	struct played *played = (struct played *)sink;

	played->events++;
	if (event->type != EVENT_EXPECTATION)
		return;
	assert_in_range(played->expects, 0, EXPECTS_MOST - 1);
	played->expect[played->expects].met = event->met;
	played->expect[played->expects++].pending = event->pending;
}

static void
play(const char *path, int64_t stop_at_ms, struct played *played)
{
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };
	struct scenario_play how = { .scenario = scenario_try(&arena, path,
	    &mistakes, &err), .sink = &played->sink,
	    .stop_at_ms = stop_at_ms };

	assert_non_null(how.scenario);
	how.seed = how.scenario->seed;
	*played = (struct played){ .sink.emit = on_event };
	scenario_play(&arena, &how, &played->result);
	arena_drop(&arena);
}

/* What it proves, the whole scenario proves too. */
static void
assert_honest(const char *path, int64_t stop_at_ms, const struct played *whole)
{
	struct played cut;

	play(path, stop_at_ms, &cut);
	if (cut.result.passed && cut.events != whole->events)
		fail_msg("%s passes when it is stopped at %lld ms, after %u of "
		    "%u events", path, (long long)stop_at_ms, cut.events,
		    whole->events);
	if (!cut.result.passed)
		assert_int_equal(cut.result.exit, EXIT_NOT_MET);
	assert_int_equal(cut.expects, whole->expects);
	for (unsigned i = 0; i < cut.expects; i++)
		if (!cut.expect[i].pending &&
		    cut.expect[i].met != whole->expect[i].met)
			fail_msg("%s, stopped at %lld ms: expectation %u is "
			    "judged before it is decided", path,
			    (long long)stop_at_ms, i + 1);
}

static void
a_stopped_scenario_passes_only_when_over(void **state)
{
	glob_t found;
	struct played whole, again;

	(void)state;
	assert_int_equal(glob("scenarios/*.json", 0, NULL, &found), 0);
	assert_in_range(found.gl_pathc, 100, 1000);
	for (size_t i = 0; i < found.gl_pathc; i += every(2) * SPARSE) {
		const char *path = found.gl_pathv[i];

		play(path, -1, &whole);
		assert_true(whole.result.passed);
		for (int64_t n = 0; n < STOPS; n++)
			assert_honest(path, whole.result.took_ms * n /
			    (STOPS - 1), &whole);
		/* Nothing was to come: the line "again" shows all of it. */
		play(path, whole.result.took_ms + 1000, &again);
		assert_true(again.result.passed);
		assert_int_equal(again.events, whole.events);
	}
	globfree(&found);
}

/* On the site of the posts; the rest of the file is given. */
static void
play_text(const char *rest, int64_t stop_at_ms, struct played *played)
{
	char path[] = "/tmp/scenario-XXXXXX", folder[4096];
	int descriptor = mkstemp(path);

	assert_true(descriptor >= 0);
	assert_non_null(getcwd(folder, sizeof(folder)));
	dprintf(descriptor, "{ \"scenario\": \"s\", \"why\": \"w\", "
	    "\"site\": \"%s/scenarios/sites/posts.json\", %s }", folder,
	    rest);
	close(descriptor);
	play(path, stop_at_ms, played);
	unlink(path);
}

static void
what_was_not_met_before_the_stop_is_said(void **state)
{
	struct played cut;

	(void)state;
	play_text("\"begin\": [ \"create ldom1\" ], \"do\": [ { \"fault\": "
	    "\"power-off node1\" }, { \"wait\": \"1d\" } ], \"expect\": [ "
	    "\"never node1 down\", \"node1 down by 1h\", \"ldom1 running "
	    "on node1 by 1h\", \"ldom1 running on node2\" ]", 2 * 3600000,
	    &cut);
	assert_int_equal(cut.result.err.code, ERR_EXPECTATION);
	assert_int_equal(cut.expects, 4);
	assert_false(cut.expect[0].pending || cut.expect[0].met);
	assert_true(cut.expect[1].met);
	assert_false(cut.expect[2].pending || !cut.expect[2].met);
	assert_true(cut.expect[3].pending);
}

/* What is said not to be typed is not typed in another spelling either. */
static void
what_was_typed_is_compared_by_what_it_means(void **state)
{
	struct played played;

	(void)state;
	play_text("\"do\": [ { \"run\": \"create ldom1\" } ], \"expect\": [ "
	    "\"not typed \\\"ldm stop ldom1\\\"\", "
	    "\"not typed \\\"clresourcegroup  suspend ldom1-rg\\\" on "
	    "node1\", "
	    "\"not typed \\\"ldm stop-domain -f ldom1\\\"\", "
	    "\"typed \\\"ldm add-vcpu 8 ldom1\\\" on node1 1 times\", "
	    "\"typed \\\"ldm set-vcpu 8 ldom1\\\" 0 times\" ]", -1,
	    &played);
	assert_int_equal(played.expects, 5);
	assert_false(played.expect[0].met);
	assert_false(played.expect[1].met);
	assert_true(played.expect[2].met);
	assert_true(played.expect[3].met);
	assert_true(played.expect[4].met);
}

/* The expectations of a file, each once. */
struct expected {
	FILE		*into;
	struct arena	*arena;
	const char	*lines[EXPECTS_MOST];
	int		 count;
};

static void
expect_line(struct expected *expected, const struct site *site,
    const struct op *op)
{
	const char *line = command_text(expected->arena, site, op);

	if (*line == '#' || *line == '\0' || strpbrk(line, "\"`") != NULL)
		return;
	for (int i = 0; i < expected->count; i++)
		if (strcmp(expected->lines[i], line) == 0)
			return;
	assert_in_range(expected->count, 0, EXPECTS_MOST - 3);
	expected->lines[expected->count++] = line;
	fprintf(expected->into, ",\n\"not typed \\\"");
	for (; *line != '\0'; line++)
		fprintf(expected->into, *line == '\\' ? "\\%c" : "%c",
		    *line);
	fprintf(expected->into, "\\\"\"");
}

/* The lines of a plan, and those that undo them. */
static void
expect_plan(struct expected *expected, const char *job)
{
	struct site *site = posts_site(expected->arena);
	const struct plan *plan = posts_plan(expected->arena, site, job);
	const struct answer found = { .value = TEXT_FACTORY };
	struct op undo;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct op *op = &plan->steps[i].op;

		if (plan->steps[i].kind != STEP_CHANGE)
			continue;
		expect_line(expected, site, op);
		for (unsigned n = 0; op_table[op->kind].number == 0 &&
		    op_undo(op, n, &found, &undo); n++)
			expect_line(expected, site, &undo);
	}
}

/* A scenario with other jobs that expects nothing of that job to be typed. */
static void
assert_expectable(const char *job)
{
	char path[] = "/tmp/scenario-XXXXXX", folder[4096];
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };
	FILE *into = fdopen(mkstemp(path), "w");
	const struct scenario *scenario;

	assert_non_null(into);
	assert_non_null(getcwd(folder, sizeof(folder)));
	fprintf(into, "{ \"scenario\": \"s\", \"why\": \"w\", \"site\": "
	    "\"%s/scenarios/sites/posts.json\", \"do\": [\n"
	    "{ \"run\": \"maintain ldom1 --set vcpus=11\" },\n"
	    "{ \"run\": \"maintain ldom1 --set memory=9G\" },\n"
	    "{ \"type\": \"ldm set-vcpu 13 ldom1\", \"on\": \"node1\" } ],\n"
	    "\"expect\": [ \"not typed \\\"ldm set-vcpu  13 ldom1\\\"\",\n"
	    "\"not typed \\\"ldm add-spconfig ha-base-77\\\"\"", folder);
	expect_plan(&(struct expected){ into, &arena, { NULL }, 0 }, job);
	fprintf(into, " ] }\n");
	assert_int_equal(fclose(into), 0);
	scenario = scenario_try(&arena, path, &mistakes, &err);
	if (scenario == NULL)
		scenario_unread_print(&mistakes, &err);
	assert_non_null(scenario);
	assert_in_range(scenario->expect_count, 5, 128);
	unlink(path);
	arena_drop(&arena);
}

/*
 * Whatever a plan can type may be expected not to be typed, whether a job of
 * the scenario types it or not: only what cannot happen is a mistake.
 */
static void
what_may_be_typed_may_be_expected(void **state)
{
	(void)state;
	assert_expectable("services --locks");
	assert_expectable("create ldom1 --locks");
	assert_expectable("p2v system1 --phase collect");
	assert_expectable("p2v system1 --phase prepare");
	assert_expectable("p2v system1 --phase convert");
	assert_expectable("p2v system1 --phase cluster");
	assert_expectable("switch ldom1");
	assert_expectable("migrate ldom1");
	assert_expectable("maintain ldom1 --set vcpus=11");
	assert_expectable("maintain ldom1 --set memory=9G");
	assert_expectable("retire ldom1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stopped_scenario_passes_only_when_over),
		cmocka_unit_test(what_was_not_met_before_the_stop_is_said),
		cmocka_unit_test(what_was_typed_is_compared_by_what_it_means),
		cmocka_unit_test(what_may_be_typed_may_be_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
