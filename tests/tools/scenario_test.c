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

#include "core/base/arena.h"
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
	    "\"typed \\\"ldm add-vcpu 4 ldom1\\\" 0 times\" ]", -1,
	    &played);
	assert_int_equal(played.expects, 5);
	assert_false(played.expect[0].met);
	assert_false(played.expect[1].met);
	assert_true(played.expect[2].met);
	assert_true(played.expect[3].met);
	assert_true(played.expect[4].met);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stopped_scenario_passes_only_when_over),
		cmocka_unit_test(what_was_not_met_before_the_stop_is_said),
		cmocka_unit_test(what_was_typed_is_compared_by_what_it_means),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
