#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/visible.h"
#include "core/formats/json/units.h"
#include "tools/file.h"
#include "tools/memory.h"
#include "tools/report/account.h"
#include "tools/report/lines.h"
#include "tools/report/next.h"
#include "tools/report/places.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/scenario/golden.h"
#include "tools/scenario/heard.h"
#include "tools/scenario/junit.h"
#include "tools/scenario/junit_file.h"
#include "tools/scenario/junit_xml.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario/tap.h"
#include "tools/scenario_open.h"
#include "tools/session/stop.h"
#include "tools/shell/scripting.h"
#include "tools/through/passage.h"
#include "tools/verbs.h"

/* All that the renderers of one scenario need; one of them is used, and the
 * report beside it. */
struct playing {
	const struct options *options;
	struct junit	*report;	/* or NULL */
	const struct scenario *scenario;
	const char	*path;
	struct arena	*arena;
	unsigned	 n;		/* of the command line, from 1 */
	struct golden	 golden;
	struct account	 account;
	struct lines	 lines;
	struct heard_by	 heard;
	struct tap	 tap;
};

struct counts {
	unsigned	passed, failed;
	int		exit;
};

/* The report has standard output for itself. */
static bool
is_silent(const struct options *options)
{
	return options->junit != NULL && strcmp(options->junit, "-") == 0;
}

static void
digest(void *with, char buffer[LINES_DIGEST])
{
	sandbox_digest(with, buffer);
}

static void
play_begun(void *with, struct sandbox *sandbox)
{
	struct playing *playing = with;

	playing->lines.asked = &sandbox->simulated.backend;
	playing->lines.digest = digest;
	playing->lines.with = sandbox;
	if (playing->options->verbose) {
		/* Of a story questions are shown only where they are typed. */
		playing->account.verbose =
		    sandbox->passage->through != THROUGH_OP;
		heard_listen(&playing->heard, sandbox, &playing->account,
		    NULL);
	}
}

/* The next commands after an account: the plan, the scenario again. */
static void
play_over(void *with, struct sandbox *sandbox)
{
	const struct playing *playing = with;

	if (!playing->options->verbose || playing->options->json ||
	    playing->options->format != NULL || is_silent(playing->options))
		return;
	say("\n");
	places_print(&sandbox->simulated.backend, sandbox->session.site,
	    &sandbox->session.downtime);
	next_scenario(playing->scenario, playing->path,
	    playing->options->through);
}

/* What the author says of single entries. */
static void
notes_print(const struct scenario *scenario)
{
	for (uint32_t i = 0; i < scenario->entry_count; i++)
		if (*scenario->entries[i].note != '\0') {
			say("  %u. ", (unsigned)(i + 1));
			text_wrap(scenario->entries[i].note, 5, 5);
		}
}

static struct sink *
sink_choose(struct arena *arena, struct playing *playing, uint64_t seed)
{
	const struct options *options = playing->options;
	const struct scenario *scenario = playing->scenario;

	tap_make(&playing->tap);
	if (is_silent(options))
		return NULL;
	if (options->json) {
		lines_make(arena, &playing->lines, &(struct stream){
		    .site = scenario->site, .mode = "scenario",
		    .site_digest = "", .seed = seed });
		return &playing->lines.sink;
	}
	if (options->format != NULL)
		return &playing->tap.sink;
	if (options->verbose) {
		say("%s\n\n  ", scenario->name);
		text_wrap(scenario->why, 2, 2);
		notes_print(scenario);
		say("\n");
		account_make(arena, &playing->account, scenario->site, false);
		return &playing->account.sink;
	}
	say("%s\n", scenario->name);
	golden_make(arena, &playing->golden, scenario->site, playing->path,
	    seed);
	playing->golden.through = options->through;
	return &playing->golden.sink;
}

static void
object_print(struct playing *playing, const struct scenario_result *result)
{
	json_t *object = json_pack("{s:s,s:s,s:s,s:s,s:I}", "type",
	    "scenario", "scenario", playing->scenario->name, "file",
	    visible_text(playing->arena, playing->path), "result",
	    result->passed ? "pass" : "fail", "took_ms",
	    (json_int_t)result->took_ms);

	lines_next(object, next_of_scenario(playing->arena, playing->scenario,
	    playing->path, playing->options->through));
	lines_print(object);
}

static void
result_print(struct playing *playing, const struct scenario_result *result)
{
	const struct options *options = playing->options;

	if (playing->report != NULL) {
		playing->report->unasked = result->unasked;
		junit_end(playing->report, result);
	}
	if (is_silent(options))
		return;
	if (options->json)
		object_print(playing, result);
	else if (options->format != NULL)
		tap_scenario(&playing->tap, playing->n, playing->scenario->name,
		    result->passed, &result->err);
	else
		golden_result(stdout, result->passed, &result->err);
}

/* What is not for all ways is played no other one. */
static bool
through_fits(const struct playing *playing, const struct scenario *scenario,
    struct err *err)
{
	const char *word = playing->options->through;
	enum through through;

	if (word == NULL || !through_find(word, &through) ||
	    through_has(&scenario->through, through))
		return true;
	return err_set(err, ERR_USAGE, "%s: --through %s: its \"through\" "
	    "names %s%s%s only", playing->path, word,
	    through_words[scenario->through.way[0]],
	    scenario->through.count > 1 ? " and " : "",
	    scenario->through.count > 1 ?
	    through_words[scenario->through.way[1]] : "");
}

/* NULL when it cannot be read; the mistakes have been printed, and in a report
 * it has failed. */
static struct scenario *
scenario_ready(struct arena *arena, struct playing *playing)
{
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };
	struct scenario *scenario = scenario_try(arena, playing->path,
	    &mistakes, &err);

	if (scenario != NULL && through_fits(playing, scenario, &err))
		return scenario;
	scenario_unread_print(&mistakes, &err);
	if (playing->report != NULL)
		junit_unread(playing->report, playing->path, &mistakes, &err);
	tap_make(&playing->tap);
	if (playing->options->format != NULL && !is_silent(playing->options))
		tap_scenario(&playing->tap, playing->n, playing->path, false,
		    &err);
	return NULL;
}

/* The n-th scenario of the command line, from 1; report may be NULL. */
static bool
scenario_one(const struct options *options, unsigned n, int64_t stop_at_ms,
    struct junit *report, struct counts *counts)
{
	struct arena arena = { 0 };
	struct playing *playing = arena_take(&arena, 1, sizeof(*playing));
	struct scenario_result result = { .exit = EXIT_FILE };
	struct scenario_play play = { .stop_at_ms = stop_at_ms };
	const struct scenario *scenario;

	playing->options = options;
	playing->arena = &arena;
	playing->report = report;
	playing->path = options->operand[n - 1];
	playing->n = n;
	play.scenario = playing->scenario = scenario = scenario_ready(&arena,
	    playing);
	if (scenario != NULL) {
		play.seed = options_given(options, "seed") ? options->seed :
		    scenario->seed;
		play.begun = play_begun;
		play.over = play_over;
		play.with = playing;
		play.script = scripting_play;
		play.has_through = options->through != NULL &&
		    through_find(options->through, &play.through);
		play.sink = sink_choose(&arena, playing, play.seed);
		if (report != NULL)
			play.sink = junit_begin(report, &play, playing->path);
		scenario_play(&arena, &play, &result);
		result_print(playing, &result);
	}
	arena_drop(&arena);
	if (result.passed)
		counts->passed++;
	else
		counts->failed++;
	if (counts->exit == EXIT_OK || result.exit == EXIT_FILE)
		counts->exit = result.exit;
	return result.passed;
}

static void
total_print(const struct options *options, const struct counts *counts)
{
	if (is_silent(options))
		return;
	if (options->json)
		lines_print(json_pack("{s:s,s:i,s:i}", "type", "ran",
		    "passed", (int)counts->passed, "failed",
		    (int)counts->failed));
	else if (options->format == NULL && counts->passed +
	    counts->failed > 1)
		say("\n%u passed, %u failed\n", counts->passed,
		    counts->failed);
}

/* Is the command line right? */
static int
options_judge(const struct options *options, int64_t *stop_at_ms)
{
	struct err err = { 0 };

	if (options->operand_count == 0) {
		say_to(stderr, "domferry: usage: run needs a scenario file\n"
		    "        domferry run SCENARIO...\n");
		return EXIT_USAGE;
	}
	if (options->through != NULL &&
	    !through_option(options->through, &(enum through){ 0 }, &err))
		return err_print(&err);
	if (options->stop_at != NULL &&
	    !units_read_duration(options->stop_at, stop_at_ms)) {
		say_to(stderr, "domferry: usage: --stop-at needs a duration, "
		    "for example 90s or 1h30m, not \"%s\"\n", options->stop_at);
		return EXIT_USAGE;
	}
	if (options->junit != NULL && (!junit_xml_ready(&err) ||
	    !junit_file_may(options->junit, &err)))
		return err_print(&err);
	return EXIT_OK;
}

/* Without its report CI would believe the last one. */
static int
report_write(const struct options *options, struct junit *report, int status)
{
	struct err err = { 0 };
	const char *text = options->junit != NULL ? junit_xml(&report->arena,
	    report->suites, &err) : NULL;

	if (options->junit != NULL && (text == NULL ||
	    !junit_file_write(options->junit, text, &err)))
		status = err_print(&err);
	junit_drop(report);
	return status;
}

/* Only a way that leaves something behind listens to signals. */
static int
stopped(void)
{
	struct err err;

	err_set(&err, ERR_STOPPED, "%s: stopped before the next scenario",
	    stop_signal());
	return err_print(&err);
}

int
cmd_run(const struct options *options)
{
	int n = 0;
	struct counts counts = { 0, 0, EXIT_OK };
	struct junit report;
	int64_t stop_at_ms = -1;
	int status = options_judge(options, &stop_at_ms);
	bool plain = !options->json && options->format == NULL &&
	    !is_silent(options);

	if (status != EXIT_OK)
		return status;
	memory_keep();
	junit_make(&report);
	if (options->json && !is_silent(options))
		lines_version("run");
	else if (options->format != NULL && !is_silent(options))
		tap_begin((unsigned)options->operand_count);
	while (n < options->operand_count && !stop_asked()) {
		if (n++ != 0 && plain)
			say("\n");
		scenario_one(options, (unsigned)n, stop_at_ms,
		    options->junit != NULL ? &report : NULL, &counts);
	}
	total_print(options, &counts);
	if (n < options->operand_count)
		counts.exit = stopped();
	return report_write(options, &report, counts.exit);
}
