#include "tools/scenario/scenario.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/vocabulary.h"
#include "backends/sim/world/world.h"
#include "core/run/drive.h"
#include "tools/scenario/story.h"

enum { TYPED_LIMIT_MS = 24 * 3600 * 1000 };

void
story_fail(struct story *story, enum err_code code, int status,
    const char *format, ...)
{
	char text[sizeof(story->result->err.text)];
	va_list rest;

	if (!story->result->passed)
		return;
	va_start(rest, format);
	vsnprintf(text, sizeof(text), format, rest);
	va_end(rest);
	err_set(&story->result->err, code, "%s", text);
	story->result->passed = false;
	story->result->exit = status;
}

static bool
begin_play(struct story *story)
{
	const struct scenario *scenario = story->scenario;

	for (uint32_t i = 0; i < scenario->begin_count; i++)
		if (!story_run(story, &scenario->begin[i], NULL)) {
			story_fail(story, ERR_EXPECTATION, EXIT_NOT_MET,
			    "\"%s\" of begin did not arrive: %s",
			    scenario->begin[i].text, story->run->why.text);
			return false;
		}
	story->ran = false;
	return true;
}

/* The entry has been typed; the next one waits until it is over. */
static void
type_play(struct story *story, const struct scenario_entry *entry)
{
	struct simulated *simulated = &story->sandbox.simulated;
	struct result res = { 0 };
	uint32_t handle = simulated_type(simulated, entry->on, entry->text,
	    &res);

	while (handle != 0 && !sim_ended(story->sim, handle, &res)) {
		int64_t next_ms = sim_next_ms(story->sim);

		if (next_ms < 0)
			break;
		sandbox_advance(&story->sandbox, next_ms);
	}
	simulated_tell(simulated, entry->on, &res);
}

static void
wait_play(struct story *story, const struct wait *wait)
{
	struct sandbox *sandbox = &story->sandbox;
	int64_t until_ms = sim_now_ms(story->sim) + wait->limit_ms;

	if (!wait->has_condition)
		sandbox_advance(sandbox, until_ms);
	while (wait->has_condition && sim_now_ms(story->sim) < until_ms &&
	    !sim_holds(story->sim, &wait->condition)) {
		int64_t next_ms = sim_next_ms(story->sim);

		sandbox_advance(sandbox, next_ms >= 0 && next_ms < until_ms ?
		    next_ms : until_ms);
	}
}

static void
save_play(struct story *story, const char *name)
{
	struct world *world = sim_world(story->sim);
	struct saved *saved = &story->saves[story->save_count];

	if (story->save_count == STORY_SAVES) {
		story_fail(story, ERR_TOO_MANY, EXIT_FILE,
		    "a scenario saves at most %d worlds", STORY_SAVES);
		return;
	}
	saved->name = name;
	saved->world = arena_take(story->arena, world->bytes, 1);
	memcpy(saved->world, world, world->bytes);
	story->save_count++;
}

static void
return_play(struct story *story, const char *name)
{
	for (uint32_t i = 0; i < story->save_count; i++)
		if (strcmp(story->saves[i].name, name) == 0)
			sim_restore(story->sim, story->saves[i].world);
}

static void
fault_play(struct story *story, const struct scenario_entry *entry)
{
	struct err err = { 0 };

	if (!sandbox_arm(&story->sandbox, &entry->fault, &err))
		story_fail(story, err.code, EXIT_FILE, "%s:%u:%u: %s",
		    entry->spot.file, (unsigned)entry->spot.line,
		    (unsigned)entry->spot.column, err.text);
}

static void
answer_play(struct story *story, const struct scenario_entry *entry)
{
	struct err err = { 0 };

	if (!person_reply(&story->person, entry->text, entry->with, &err))
		story_fail(story, err.code, EXIT_FILE, "%s:%u:%u: %s",
		    entry->spot.file, (unsigned)entry->spot.line,
		    (unsigned)entry->spot.column, err.text);
}

/* "kill" and "answer" stand after the run that they concern. */
static void
kill_arm(struct story *story, const struct scenario_entry *entry)
{
	const struct scenario *scenario = story->scenario;

	for (entry++; entry < scenario->entries + scenario->entry_count &&
	    (entry->kind == ENTRY_KILL || entry->kind == ENTRY_ANSWER);
	    entry++)
		if (entry->kind == ENTRY_KILL)
			fault_play(story, entry);
		else
			answer_play(story, entry);
}

static void
take_up_play(struct story *story, const struct scenario_entry *entry)
{
	struct err err = { 0 };

	if (story->plan != NULL && story_take_up(story, entry->kind ==
	    ENTRY_ROLLBACK ? DECIDE_ROLLBACK : DECIDE_RESUME,
	    story->sink, &err))
		return;
	if (story->plan == NULL)
		err_set(&err, ERR_RUN_ENDED, "no run has begun");
	story_fail(story, err.code, EXIT_NOT_MET, "%s:%u:%u: %s",
	    entry->spot.file, (unsigned)entry->spot.line,
	    (unsigned)entry->spot.column, err.text);
}

static void
entry_play(struct story *story, const struct scenario_entry *entry)
{
	switch (entry->kind) {
	case ENTRY_RUN:
		kill_arm(story, entry);
		story_run(story, &entry->job, story->sink);
		break;
	case ENTRY_RESUME:
	case ENTRY_ROLLBACK:
		kill_arm(story, entry);
		take_up_play(story, entry);
		break;
	case ENTRY_KILL:
		break;		/* the run before it has met it */
	case ENTRY_FAULT:
		fault_play(story, entry);
		break;
	case ENTRY_MEND:
		if (!sandbox_mend(&story->sandbox, &entry->fault))
			story_fail(story, ERR_FILE_INVALID, EXIT_FILE,
			    "%s:%u:%u: there is no such fault to end: "
			    "%s", entry->spot.file,
			    (unsigned)entry->spot.line,
			    (unsigned)entry->spot.column, entry->text);
		break;
	case ENTRY_TYPE:
		type_play(story, entry);
		break;
	case ENTRY_WAIT:
		wait_play(story, &entry->wait);
		break;
	case ENTRY_SAVE:
		save_play(story, entry->text);
		break;
	case ENTRY_RETURN:
		return_play(story, entry->text);
		break;
	case ENTRY_ANSWER:
		break;		/* the run before it has heard it */
	default:
		story_fail(story, ERR_UNSUPPORTED, EXIT_FILE, "%s:%u:%u: this "
		    "release cannot play a script", entry->spot.file,
		    (unsigned)entry->spot.line, (unsigned)entry->spot.column);
		break;
	}
	if (story->effect_ms < 0 && entry->kind != ENTRY_WAIT)
		story->effect_ms = sim_now_ms(story->sim);
}

/* An entry with a time of its own happens beside the other entries. */
static bool
is_timed(const struct scenario_entry *entry)
{
	return entry->at_ms >= 0 && (entry->kind == ENTRY_TYPE ||
	    entry->kind == ENTRY_FAULT);
}

static void
timed_begin(struct story *story, const struct scenario_entry *entry)
{
	struct scenario_entry timed = *entry;

	if (entry->kind == ENTRY_TYPE) {
		simulated_type_later(&story->sandbox.simulated, entry->at_ms,
		    entry->on, entry->text);
		return;
	}
	if (timed.fault.at_ms < entry->at_ms)
		timed.fault.at_ms = entry->at_ms;
	fault_play(story, &timed);
}

static void
story_play(struct story *story, int64_t stop_at_ms)
{
	const struct scenario *scenario = story->scenario;

	for (uint32_t i = 0; i < scenario->entry_count; i++)
		if (is_timed(&scenario->entries[i]))
			timed_begin(story, &scenario->entries[i]);
	for (uint32_t i = 0; i < scenario->entry_count; i++) {
		const struct scenario_entry *entry = &scenario->entries[i];

		if (is_timed(entry))
			continue;
		if (stop_at_ms >= 0 && sim_now_ms(story->sim) >= stop_at_ms)
			return;
		if (entry->at_ms > sim_now_ms(story->sim))
			sandbox_advance(&story->sandbox, entry->at_ms);
		entry_play(story, entry);
	}
}

/* Until the world is quiet, or as long as the scenario says. */
static void
story_rest(struct story *story)
{
	struct sandbox *sandbox = &story->sandbox;
	int64_t until_ms = story->scenario->until_ms;

	for (;;) {
		int64_t next_ms = sandbox_next_ms(sandbox);

		if (next_ms < 0 || next_ms > until_ms)
			break;
		sandbox_advance(sandbox, next_ms);
	}
	if (story->scenario->until_said &&
	    sim_now_ms(story->sim) < until_ms)
		sandbox_advance(sandbox, until_ms);
}

/* A condition that is watched is watched from the beginning. */
static void
watches_make(struct story *story)
{
	const struct scenario *scenario = story->scenario;

	for (uint32_t i = 0; i < scenario->expect_count &&
	    i < STORY_EXPECTS; i++)
		if (scenario->expect[i].is_condition)
			story->watch[i] = simulated_watch(
			    &story->sandbox.simulated,
			    &scenario->expect[i].condition);
}

static void
story_make(struct story *story, struct arena *arena,
    const struct scenario_play *play, struct scenario_result *result)
{
	struct session *session = &story->sandbox.session;

	*result = (struct scenario_result){ .passed = true };
	story->arena = arena;
	story->scenario = play->scenario;
	story->site = play->scenario->site;
	story->result = result;
	story->effect_ms = -1;
	story->run = arena_take(arena, 1, sizeof(*story->run));
	sandbox_make(&story->sandbox, arena, story->site, SITE_READY,
	    play->seed);
	story->sim = story->sandbox.simulated.sim;
	person_make(&story->person, arena, story->site, session->top,
	    &session->faults);
	session->top = &story->person.backend;
	session->sink = &story->person.sink;
}

void
scenario_play(struct arena *arena, const struct scenario_play *play,
    struct scenario_result *result)
{
	struct story *story = arena_take(arena, 1, sizeof(*story));

	story_make(story, arena, play, result);
	if (begin_play(story)) {
		story->sink = story->person.next = play->sink;
		if (play->begun != NULL)
			play->begun(play->with, &story->sandbox);
		person_forget(&story->person);
		sandbox_zero(&story->sandbox);
		watches_make(story);
		story_play(story, play->stop_at_ms);
		if (play->stop_at_ms < 0)
			story_rest(story);
		story_judge(story);
		if (play->over != NULL)
			play->over(play->with, &story->sandbox);
	}
	result->unasked = person_idle_reply(&story->person);
	result->took_ms = sim_now_ms(story->sim);
	sandbox_drop(&story->sandbox);
}
