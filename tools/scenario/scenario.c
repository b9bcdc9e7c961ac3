#include "tools/scenario/scenario.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/changes.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/base/limits.h"
#include "core/run/drive.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/play.h"

enum { TYPED_LIMIT_MS = 24 * 3600 * 1000 };

void
play_fail(struct play *play, enum err_code code, int status,
    const char *format, ...)
{
	char text[sizeof(play->result->err.text)];
	va_list rest;

	if (!play->result->passed)
		return;
	va_start(rest, format);
	vsnprintf(text, sizeof(text), format, rest);
	va_end(rest);
	err_set(&play->result->err, code, "%s", text);
	play->result->passed = false;
	play->result->exit = status;
}

void
play_fail_at(struct play *play, const struct scenario_entry *entry,
    enum err_code code, int status, const char *text)
{
	play_fail(play, code, status, "%s:%u:%u: %s",
	    entry->spot.file, (unsigned)entry->spot.line,
	    (unsigned)entry->spot.column, text);
}

/* What comes before a job of "begin"; an entry of "do" does not have it: there
 * the file says what happens. */
static bool
before_play(struct play *play, const struct job *job)
{
	struct err err = { 0 };

	if (happened_play(&play->sandbox, job, &err))
		return true;
	play_fail(play, err.code, EXIT_NOT_MET, "\"%s\" of begin: %s",
	    job->text, err.text);
	return false;
}

static bool
begin_play(struct play *play)
{
	const struct scenario *scenario = play->scenario;

	for (uint32_t i = 0; i < scenario->begin_count; i++) {
		if (!before_play(play, &scenario->begin[i]))
			return false;
		if (!play_run(play, &scenario->begin[i], NULL)) {
			play_fail(play, ERR_EXPECTATION, EXIT_NOT_MET,
			    "\"%s\" of begin did not arrive: %s",
			    scenario->begin[i].text, play->run->why.text);
			return false;
		}
	}
	play->ran = false;
	return true;
}

void
play_pass(struct play *play, int64_t until_ms)
{
	bool past = play->stop_ms >= 0 && until_ms > play->stop_ms;

	sandbox_advance(&play->sandbox, past ? play->stop_ms : until_ms);
	if (past)
		play_stops(play);
}

static void
wait_play(struct play *play, const struct scenario_entry *entry)
{
	const struct wait *wait = &entry->wait;
	struct sandbox *sandbox = &play->sandbox;
	int64_t until_ms = sim_now_ms(play->sim) + wait->limit_ms;

	if (!wait->has_condition)
		play_pass(play, until_ms);
	while (wait->has_condition && sim_now_ms(play->sim) < until_ms &&
	    !simulated_holds(&sandbox->simulated, &wait->condition) &&
	    !play->cut) {
		int64_t next_ms = sandbox_next_ms(sandbox);

		play_pass(play, next_ms >= 0 && next_ms < until_ms ? next_ms :
		    until_ms);
	}
	if (wait->has_condition && !entry->may && !play->cut &&
	    !simulated_holds(&sandbox->simulated, &wait->condition))
		play_fail_at(play, entry, ERR_WAIT_IN_VAIN, EXIT_NOT_MET,
		    arena_format(play->arena, "it never came true: %s",
		    entry->text));
}

static void
save_play(struct play *play, const char *name)
{
	struct world *world = sim_world(play->sim);
	struct saved *saved = &play->saves[play->save_count];

	assert(play->save_count < PLAY_SAVES);
	saved->name = name;
	saved->world = arena_take(play->arena, world->bytes, 1);
	memcpy(saved->world, world, world->bytes);
	play->save_count++;
}

static void
return_play(struct play *play, const char *name)
{
	for (uint32_t i = 0; i < play->save_count; i++)
		if (strcmp(play->saves[i].name, name) == 0)
			sim_restore(play->sim, play->saves[i].world);
}

static void
fault_play(struct play *play, const struct scenario_entry *entry)
{
	struct err err = { 0 };

	if (!sandbox_arm(&play->sandbox, &entry->fault, &err))
		play_fail_at(play, entry, err.code, EXIT_FILE, err.text);
}

static void
answer_play(struct play *play, const struct scenario_entry *entry)
{
	struct err err = { 0 };

	if (!person_reply(&play->person, entry->text, (enum reply_word)
	    entry->answer, &err))
		play_fail_at(play, entry, err.code, EXIT_FILE, err.text);
}

/* "kill" and "answer" stand after the run that they concern. */
static void
kill_arm(struct play *play, const struct scenario_entry *entry)
{
	const struct scenario *scenario = play->scenario;

	for (entry++; entry < scenario->entries + scenario->entry_count &&
	    (entry->kind == ENTRY_KILL || entry->kind == ENTRY_ANSWER);
	    entry++)
		if (entry->kind == ENTRY_KILL)
			fault_play(play, entry);
		else
			answer_play(play, entry);
}

static void
resume_play(struct play *play, const struct scenario_entry *entry)
{
	struct err err = { 0 };

	if ((play->plan != NULL || play->campaign != NULL) &&
	    play_resume(play, entry->kind == ENTRY_ROLLBACK ?
	    DECIDE_ROLLBACK : DECIDE_RESUME, play->sink, &err))
		return;
	if (play->plan == NULL && play->campaign == NULL)
		err_set(&err, ERR_RUN_ENDED, "no run has begun");
	play_fail_at(play, entry, err.code, EXIT_NOT_MET, err.text);
}

static void
entry_play(struct play *play, const struct scenario_entry *entry)
{
	switch (entry->kind) {
	case ENTRY_RUN:
		kill_arm(play, entry);
		play->script_failed = false;
		play_run(play, &entry->job, play->sink);
		break;
	case ENTRY_RESUME:
	case ENTRY_ROLLBACK:
		kill_arm(play, entry);
		resume_play(play, entry);
		break;
	case ENTRY_KILL:
		break;		/* the run before it has been struck by it */
	case ENTRY_FAULT:
		fault_play(play, entry);
		break;
	case ENTRY_MEND:
		if (!sandbox_mend(&play->sandbox, &entry->fault))
			play_fail_at(play, entry, ERR_FILE_INVALID, EXIT_FILE,
			    arena_format(play->arena, "there is no such fault "
			    "to end: %s", entry->text));
		break;
	case ENTRY_TYPE:
		play_type(play, entry);
		break;
	case ENTRY_WAIT:
		wait_play(play, entry);
		break;
	case ENTRY_SAVE:
		save_play(play, entry->text);
		break;
	case ENTRY_RETURN:
		return_play(play, entry->text);
		break;
	case ENTRY_ANSWER:
		break;		/* the run before it has used it */
	case ENTRY_SCRIPT:
		kill_arm(play, entry);
		play_script(play, entry);
		break;
	default:
		assert(false);
	}
	if (play->effect_ms < 0 && entry->kind != ENTRY_WAIT)
		play->effect_ms = sim_now_ms(play->sim);
}

/* An entry with its own time happens independently of the other entries. */
static bool
is_timed(const struct scenario_entry *entry)
{
	return entry->at_ms >= 0 && (entry->kind == ENTRY_TYPE ||
	    entry->kind == ENTRY_FAULT);
}

static void
timed_begin(struct play *play, const struct scenario_entry *entry)
{
	struct scenario_entry timed = *entry;

	if (entry->kind == ENTRY_TYPE) {
		simulated_schedule(&play->sandbox.simulated, &(struct typing){
		    entry->at_ms, entry->on, entry->text,
		    &play->unknown[entry - play->scenario->entries] });
		return;
	}
	if (timed.fault.at_ms < entry->at_ms)
		timed.fault.at_ms = entry->at_ms;
	fault_play(play, &timed);
}

static void
play_entries(struct play *play)
{
	const struct scenario *scenario = play->scenario;

	for (uint32_t i = 0; i < scenario->entry_count; i++)
		if (is_timed(&scenario->entries[i]))
			timed_begin(play, &scenario->entries[i]);
	for (uint32_t i = 0; i < scenario->entry_count; i++) {
		const struct scenario_entry *entry = &scenario->entries[i];

		if (is_timed(entry))
			continue;
		if (play_stops(play))
			return;
		if (sim_now_ms(play->sim) > LIMIT_CLOCK_MS) {
			play_fail_at(play, entry, ERR_TOO_MANY, EXIT_FILE,
			    "a hundred years have passed before this entry");
			return;
		}
		if (entry->at_ms > sim_now_ms(play->sim))
			play_pass(play, entry->at_ms);
		if (!play->cut)
			entry_play(play, entry);
	}
}

/* Until the world is quiet, or until the scenario's "until". */
static void
play_on(struct play *play)
{
	struct sandbox *sandbox = &play->sandbox;
	int64_t until_ms = play->scenario->until_ms;

	while (!play->cut) {
		int64_t next_ms = sandbox_next_ms(sandbox);

		if (next_ms < 0 || next_ms > until_ms)
			break;
		play_pass(play, next_ms);
	}
	if (play->scenario->has_until && !play->cut &&
	    sim_now_ms(play->sim) < until_ms)
		play_pass(play, until_ms);
}

/* A condition that is watched is watched from the beginning. */
static void
watches_make(struct play *play)
{
	const struct scenario *scenario = play->scenario;

	for (uint32_t i = 0; i < scenario->expect_count &&
	    i < PLAY_EXPECTS; i++)
		if (scenario->expect[i].is_condition)
			play->watch[i] = simulated_watch(
			    &play->sandbox.simulated,
			    &scenario->expect[i].condition);
}

static void
play_make(struct play *play, struct arena *arena,
    const struct scenario_play *how, struct scenario_result *result)
{
	struct session *session = &play->sandbox.session;

	*result = (struct scenario_result){ .passed = true };
	play->arena = arena;
	play->how = how;
	play->scenario = how->scenario;
	play->site = how->scenario->site;
	play->result = result;
	play->effect_ms = play->stop_ms = -1;
	play->unknown = arena_take(arena, how->scenario->entry_count + 1,
	    sizeof(*play->unknown));
	play->run = arena_take(arena, 1, sizeof(*play->run));
	sandbox_make(&play->sandbox, arena, play->site, SITE_READY,
	    how->seed);
	play->sim = play->sandbox.simulated.sim;
	person_make(&play->person, arena, play->site, session->top,
	    &session->faults);
	session->top = &play->person.backend;
	session->sink = &play->person.sink;
}

/* As the key of the scenario says, or as it is to be played now. */
static enum through
through_of(const struct scenario_play *how)
{
	assert(how->scenario->through.count != 0);
	return how->has_through ? how->through :
	    how->scenario->through.way[0];
}

static bool
through_begin(struct play *play, enum through through)
{
	struct err err;

	if (sandbox_through(&play->sandbox, through, &err))
		return true;
	play_fail(play, err.code, (int)err_table[err.code].exit, "%s",
	    err.text);
	return false;
}

void
scenario_play(struct arena *arena, const struct scenario_play *how,
    struct scenario_result *result)
{
	struct play *play = arena_take(arena, 1, sizeof(*play));

	play_make(play, arena, how, result);
	if (play_start(play) && begin_play(play) &&
	    through_begin(play, through_of(how))) {
		play->sink = play->person.next = how->sink;
		if (how->begun != NULL)
			how->begun(how->with, &play->sandbox);
		person_forget(&play->person);
		sandbox_zero(&play->sandbox);
		watches_make(play);
		play->stop_ms = how->stop_at_ms;
		play_entries(play);
		play_on(play);
		play_judge(play);
		if (how->over != NULL)
			how->over(how->with, &play->sandbox);
	}
	result->unasked = person_idle_reply(&play->person);
	result->took_ms = sim_now_ms(play->sim);
	sandbox_drop(&play->sandbox);
}
