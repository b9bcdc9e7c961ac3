/*
 * Scenario files, on the site of the posts whatever site they name: mistakes at
 * their places, or a scenario, which is played.
 */
#include "core/formats/scenario/scenario_file.h"
#include "tests/fuzz/fuzz.h"
#include "tools/scenario/scenario.h"

enum { STOP_MS = 4 * 3600000 };

static const char *
site_load(void *with, const char *path, size_t *size)
{
	const char *text = fuzz_site_text(size);

	(void)path;
	return fuzz_text(with, (const uint8_t *)text, *size);
}

/* It passes, or there is a reason why not. */
static void
play(struct arena *arena, const struct scenario *scenario, const char *input)
{
	const struct scenario_play wanted = { .scenario = scenario,
	    .seed = scenario->seed, .stop_at_ms = STOP_MS };
	struct scenario_result result = { 0 };

	fuzz_demand(scenario->timed_count <= LIMIT_TIMED &&
	    scenario->save_count <= LIMIT_SAVES, "its limits are kept",
	    scenario->name);
	scenario_play(arena, &wanted, &result);
	if (!result.passed)
		fuzz_refusal(&result.err, input);
	fuzz_demand((result.exit == EXIT_OK) == result.passed,
	    "its exit status says whether it passed", scenario->name);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	const char *text = fuzz_text(&arena, bytes, size);
	const struct loader loader = { site_load, &arena,
	    &scenario_vocabulary };
	struct scenario *scenario = scenario_read(&arena,
	    &(struct source){ "scenario.json", text, size }, &loader,
	    &mistakes);

	if (scenario == NULL)
		fuzz_mistakes(&mistakes, "scenario.json", text, size);
	else
		play(&arena, scenario, text);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("scenario", input_play);
