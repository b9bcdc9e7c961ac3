#include "tools/shell/stage.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "core/plan/job.h"
#include "core/procedures/procedure.h"
#include "tools/shell/complete.h"
#include "tools/shell/consoles.h"
#include "tools/shell/roots_files.h"
#include "tools/shell/word.h"

/* ldmp2v and the installer tell what they do on no particular place. */
static bool
prints_at(const struct caller *caller, uint32_t place)
{
	const char *program;

	if (place != 0)
		return caller->place == place;
	program = caller->until_ms == 0 ? caller->call.line.word[0] : "";
	return strcmp(program, "ldmp2v") == 0 ||
	    strcmp(program, "telnet") == 0;
}

/* What a command in progress prints belongs to the caller that waits for it;
 * if none does, it is lost with the terminal. */
static void
stage_on_event(struct sink *sink, const struct event *event)
{
	struct stage *stage = (struct stage *)((char *)sink -
	    offsetof(struct stage, sink));
	struct caller *caller = stage->waiting;

	if (event->type != EVENT_OUTPUT) {
		sink_emit(stage->next, event);
		return;
	}
	while (caller != NULL && !prints_at(caller, event->on))
		caller = caller->next;
	if (caller == NULL)
		caller = stage->typing;
	if (caller != NULL)
		buffer_print(&caller->out, "%s\n", event->text);
}

/* As the first job finds the site, or with nothing done yet; *played is how
 * many of what it begins with are no jobs. */
static bool
now_find(struct stage *stage, const struct stage_from *from,
    enum site_now *now, unsigned *played, struct err *err)
{
	struct job job;

	*now = SITE_READY;
	*played = 0;
	if (from->begin_count == 0)
		return true;
	if (strcmp(from->begin[0], "bare") == 0) {
		*now = SITE_BARE;
		*played = 1;
		return true;
	}
	if (!job_read_line(stage->arena, stage->site, from->begin[0], &job,
	    err))
		return false;
	*now = job.procedure->begin;
	return true;
}

static struct stage *
stage_of(struct host *host)
{
	return (struct stage *)host;
}

static bool
answers(struct host *host, uint32_t place)
{
	return simulated_answers(&stage_of(host)->sandbox->simulated, place);
}

static void
on_call(struct host *host, struct caller *caller, const char *line,
    const char *input)
{
	stage_call(stage_of(host), caller, line, input);
}

static void
on_line(struct host *host, struct caller *caller, const char *line)
{
	stage_line(stage_of(host), caller, line);
}

static void
on_complete(struct host *host, struct caller *caller, const char *line)
{
	complete(stage_of(host), line, &caller->out);
}

static bool
on_decline(struct host *host, struct caller *caller, struct host_words *typed)
{
	struct stage *stage = stage_of(host);

	return stage->roots != NULL && roots_decline(stage->roots, stage,
	    caller, typed);
}

static void
on_leave(struct host *host, struct caller *caller)
{
	stage_leave(stage_of(host), caller);
}

bool
stage_make(struct stage *stage, struct arena *arena,
    const struct stage_from *from, struct err *err)
{
	enum site_now now;
	unsigned played;
	bool good;

	*stage = (struct stage){ .host = { from->site->names, answers, on_call,
	    on_line, on_complete, on_leave, from->site, consoles_come,
	    consoles_keys, on_decline }, .arena = arena, .site = from->site,
	    .sandbox = calloc(1, sizeof(struct sandbox)),
	    .sink = { stage_on_event }, .changed = true };
	/* Not in the arena: one that is set back would take away what it has
	 * since. */
	if (stage->sandbox == NULL)
		abort();
	good = now_find(stage, from, &now, &played, err);
	sandbox_make(stage->sandbox, arena, from->site, now, 1);
	for (unsigned i = played; i < from->begin_count && good; i++)
		good = sandbox_begin(stage->sandbox, from->begin[i], err);
	sandbox_zero(stage->sandbox);
	stage->sandbox->session.sink = &stage->sink;
	return good;
}

void
stage_drop(struct stage *stage)
{
	assert(stage->waiting == NULL);
	history_drop(&stage->history);
	sandbox_drop(stage->sandbox);
	free(stage->sandbox);
}

void
stage_borrow(struct stage *stage, struct sandbox *sandbox)
{
	struct session *session = &sandbox->session;

	*stage = (struct stage){ .host = { session->site->names, answers,
	    on_call, on_line, on_complete, on_leave, session->site,
	    consoles_come, consoles_keys, on_decline },
	    .arena = session->arena, .site = session->site,
	    .sandbox = sandbox, .sink = { stage_on_event },
	    .next = session->sink };
	session->sink = &stage->sink;
}

void
stage_give_back(struct stage *stage)
{
	assert(stage->waiting == NULL);
	history_drop(&stage->history);
	stage->sandbox->session.sink = stage->next;
}

/* The line has ended: its output and its status are the caller's. */
static void
call_end(const struct stage *stage, struct caller *caller)
{
	struct call *call = &caller->call;

	buffer_print(&caller->out, "%s", buffer_text(&call->out));
	buffer_print(&caller->err, "%s", buffer_text(&call->err));
	caller->status = call->status;
	if (stage->ended != NULL)
		stage->ended(stage->with, caller);
	call_drop(call);
}

/* A question leaves the world as it was: there is nothing to undo. */
static void
undo_spare(struct stage *stage)
{
	struct bygone *undo = history_last(&stage->history);

	if (bygone_is_now(undo, &stage->sandbox->simulated))
		history_forget(&stage->history);
	else
		stage->changed = true;
}

static void
caller_wait(struct stage *stage, struct caller *caller)
{
	assert(!caller->waits);
	caller->waits = true;
	caller->next = stage->waiting;
	stage->waiting = caller;
}

bool
stage_call(struct stage *stage, struct caller *caller, const char *line,
    const char *input)
{
	bool ended;

	assert(!caller->waits && caller->place != 0);
	caller->until_ms = 0;
	history_keep(&stage->history, &stage->sandbox->simulated);
	stage->typing = caller;
	ended = simulated_feed(&stage->sandbox->simulated, caller->place,
	    &(struct typed){ .text = line, .input = input }, &caller->call);
	stage->typing = NULL;
	undo_spare(stage);
	if (ended)
		call_end(stage, caller);
	else
		caller_wait(stage, caller);
	consoles_follow(stage);
	return ended;
}

bool
stage_line(struct stage *stage, struct caller *caller, const char *line)
{
	assert(line != NULL && !caller->waits);
	line += strspn(line, " \t");
	if (*line == '\0' || *line == '#')
		return true;
	if (!word_play(stage, caller, line))
		return stage_call(stage, caller, line, NULL);
	if (caller->until_ms != 0)
		caller_wait(stage, caller);
	consoles_follow(stage);
	return !caller->waits;
}

static int64_t
sooner(int64_t one, int64_t other)
{
	return one < 0 || (other >= 0 && other < one) ? other : one;
}

bool
stage_is_waited(const struct stage *stage)
{
	return stage->waiting != NULL || consoles_busy(stage);
}

int64_t
stage_next_ms(const struct stage *stage)
{
	int64_t next_ms = sooner(sandbox_next_ms(stage->sandbox),
	    consoles_next_ms(stage));

	for (const struct caller *caller = stage->waiting; caller != NULL;
	    caller = caller->next)
		if (caller->until_ms != 0)
			next_ms = sooner(next_ms, caller->until_ms);
		else if (caller->call.until_ms != 0)
			next_ms = sooner(next_ms, caller->call.until_ms);
	return next_ms;
}

static bool
caller_ended(const struct stage *stage, struct caller *caller)
{
	if (caller->until_ms != 0)
		return caller->until_ms <= sandbox_now_ms(stage->sandbox);
	return call_go_on(&caller->call);
}

/* In the order in which they were typed. */
static void
callers_go_on(struct stage *stage, struct caller **at)
{
	struct caller *caller = *at;

	if (caller == NULL)
		return;
	callers_go_on(stage, &caller->next);
	if (!caller_ended(stage, caller))
		return;
	*at = caller->next;
	caller->waits = false;
	if (caller->until_ms == 0)
		call_end(stage, caller);
	caller->until_ms = 0;
}

void
stage_step(struct stage *stage, int64_t until_ms)
{
	int64_t next_ms = sooner(until_ms, stage_next_ms(stage));

	assert(until_ms >= sandbox_now_ms(stage->sandbox));
	stage->changed = true;
	sandbox_advance(stage->sandbox, next_ms);
	callers_go_on(stage, &stage->waiting);
	consoles_follow(stage);
}

void
stage_leave(struct stage *stage, struct caller *caller)
{
	struct caller **at = &stage->waiting;

	if (caller->sitting != NULL)
		consoles_leave(stage, caller);
	while (*at != NULL && *at != caller)
		at = &(*at)->next;
	if (*at == NULL)
		return;
	*at = caller->next;
	if (caller->until_ms == 0)
		call_end(stage, caller);
	caller->waits = false;
	caller->until_ms = 0;
}
