#include <stdio.h>
#include <string.h>

#include "core/formats/json/units.h"
#include "tools/file.h"
#include "tools/report/account.h"
#include "tools/report/lines.h"
#include "tools/report/places.h"
#include "tools/report/text.h"
#include "tools/scenario/golden.h"
#include "tools/scenario/junit.h"
#include "tools/scenario/junit_file.h"
#include "tools/scenario/junit_xml.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario/tap.h"
#include "tools/scenario_open.h"
#include "tools/verbs.h"

/* All that the renderers of one scenario need; one of them is used, and the
 * report beside it. */
struct telling {
	const struct options *options;
	struct junit	*report;	/* or NULL */
	const struct scenario *scenario;
	const char	*path;
	struct golden	 golden;
	struct account	 account;
	struct lines	 lines;
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
digest(void *with, char room[LINES_DIGEST])
{
	sandbox_digest(with, room);
}

static void
play_begun(void *with, struct sandbox *sandbox)
{
	struct telling *telling = with;

	telling->lines.asked = sandbox->session.bottom;
	telling->lines.digest = digest;
	telling->lines.with = sandbox;
}

/* The next commands after an account: the plan, the scenario again. */
static void
play_over(void *with, struct sandbox *sandbox)
{
	const struct telling *telling = with;
	const struct scenario *scenario = telling->scenario;

	if (!telling->options->verbose || telling->options->json ||
	    telling->options->format != NULL || is_silent(telling->options))
		return;
	putchar('\n');
	places_print(sandbox->session.bottom, sandbox->session.site,
	    &sandbox->session.downtime);
	printf("next\n");
	for (uint32_t i = 0; i < scenario->entry_count; i++)
		if (scenario->entries[i].kind == ENTRY_RUN &&
		    scenario->site_path != NULL)
			printf("  domferry plan %s -s %s\n",
			    scenario->entries[i].job.text,
			    scenario->site_path);
	printf("  domferry run %s\n", telling->path);
}

static struct sink *
sink_choose(struct arena *arena, const struct options *options,
    const struct scenario *scenario, const char *path, uint64_t seed,
    struct telling *telling)
{
	tap_make(&telling->tap);
	if (is_silent(options))
		return NULL;
	if (options->json) {
		lines_make(arena, &telling->lines, scenario->site,
		    "scenario", "", seed);
		return &telling->lines.sink;
	}
	if (options->format != NULL)
		return &telling->tap.sink;
	if (options->verbose) {
		printf("%s\n\n  ", scenario->name);
		text_wrap(scenario->why, 2, 2);
		putchar('\n');
		account_make(arena, &telling->account, scenario->site, false);
		return &telling->account.sink;
	}
	printf("%s\n", scenario->name);
	golden_make(arena, &telling->golden, scenario->site, path, seed);
	return &telling->golden.sink;
}

static void
result_print(const struct options *options, struct telling *telling,
    const char *path, const struct scenario *scenario, unsigned n,
    const struct scenario_result *result)
{
	if (telling->report != NULL) {
		telling->report->unasked = result->unasked;
		junit_end(telling->report, result);
	}
	if (is_silent(options))
		return;
	if (options->json)
		lines_print(json_pack("{s:s,s:s,s:s,s:s,s:I}", "type",
		    "scenario", "scenario", scenario->name, "file", path,
		    "result", result->passed ? "pass" : "fail", "took_ms",
		    (json_int_t)result->took_ms));
	else if (options->format != NULL)
		tap_scenario(&telling->tap, n, scenario->name,
		    result->passed, &result->err);
	else
		golden_result(stdout, result->passed, &result->err);
}

/* NULL when it cannot be read; the mistakes have been printed. */
static struct scenario *
scenario_ready(struct arena *arena, const char *path, struct junit *report)
{
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };
	struct scenario *scenario = scenario_try(arena, path, &mistakes,
	    &err);

	if (scenario == NULL) {
		scenario_unread_print(&mistakes, &err);
		if (report != NULL)
			junit_unread(report, path, &mistakes, &err);
	}
	return scenario;
}

static bool
scenario_one(const struct options *options, const char *path, unsigned n,
    int64_t stop_at_ms, struct junit *report, struct counts *counts)
{
	struct arena arena = { 0 };
	struct telling *telling = arena_take(&arena, 1, sizeof(*telling));
	struct scenario_result result = { .exit = EXIT_FILE };
	struct scenario *scenario = scenario_ready(&arena, path, report);
	struct scenario_play play = { .scenario = scenario,
	    .stop_at_ms = stop_at_ms };

	if (scenario != NULL) {
		play.seed = options->seed_said ? options->seed :
		    scenario->seed;
		telling->options = options;
		telling->report = report;
		telling->scenario = scenario;
		telling->path = path;
		play.begun = play_begun;
		play.over = play_over;
		play.with = telling;
		play.sink = sink_choose(&arena, options, scenario, path,
		    play.seed, telling);
		if (report != NULL)
			play.sink = junit_begin(report, &play, path);
		scenario_play(&arena, &play, &result);
		result_print(options, telling, path, scenario, n, &result);
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
		printf("\n%u passed, %u failed\n", counts->passed,
		    counts->failed);
}

/* Is the command line right? */
static int
options_judge(const struct options *options, int64_t *stop_at_ms)
{
	struct err err = { 0 };

	if (options->operand_count == 0) {
		fprintf(stderr, "domferry: usage: run needs a scenario file\n"
		    "        domferry run SCENARIO...\n");
		return EXIT_USAGE;
	}
	if (options->stop_at != NULL &&
	    !units_read_duration(options->stop_at, stop_at_ms)) {
		fprintf(stderr, "domferry: usage: --stop-at needs a duration, "
		    "for example 90s or 1h30m, not \"%s\"\n", options->stop_at);
		return EXIT_USAGE;
	}
	if (options->junit != NULL && !junit_file_may(options->junit, &err))
		return err_print(&err);
	return EXIT_OK;
}

/* Without its report CI would believe the last one. */
static int
report_write(const struct options *options, struct junit *report, int status)
{
	struct err err = { 0 };

	if (options->junit != NULL && !junit_file_write(&report->arena,
	    options->junit, junit_xml(&report->arena, report->suites), &err))
		status = err_print(&err);
	junit_drop(report);
	return status;
}

int
cmd_run(const struct options *options)
{
	struct counts counts = { 0, 0, EXIT_OK };
	struct junit report;
	int64_t stop_at_ms = -1;
	int status = options_judge(options, &stop_at_ms);
	bool plain = !options->json && options->format == NULL &&
	    !is_silent(options);

	if (status != EXIT_OK)
		return status;
	junit_make(&report);
	if (options->json && !is_silent(options))
		lines_version("run");
	else if (options->format != NULL && !is_silent(options))
		tap_begin((unsigned)options->operand_count);
	for (int i = 0; i < options->operand_count; i++) {
		if (i != 0 && plain)
			printf("\n");
		scenario_one(options, options->operand[i], (unsigned)i + 1,
		    stop_at_ms, options->junit != NULL ? &report : NULL,
		    &counts);
	}
	total_print(options, &counts);
	return report_write(options, &report, counts.exit);
}
