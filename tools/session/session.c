#include "tools/session/session.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/plan/view_ahead.h"
#include "core/run/ahead.h"
#include "tools/report/places.h"

static void
session_on_event(struct sink *listener, const struct event *event)
{
	struct session *session = (struct session *)((char *)listener -
	    offsetof(struct session, listener));

	if (event->type == EVENT_SERVICE)
		downtime_on_event(&session->downtime, event);
	sink_emit(session->sink, event);
}

static uint32_t
asks_ahead(const struct ahead *ahead, struct op *asks, uint32_t most)
{
	const struct session_ahead *following =
	    (const struct session_ahead *)ahead;

	if (following->ends)
		return places_ahead(following->site, asks, most);
	if (following->run != NULL)
		return run_ahead(following->plan, following->run, asks, most);
	return following->job == NULL ? 0 : view_ahead(following->site,
	    following->job, asks, most);
}

void
session_make(struct session *session, struct arena *arena, struct site *site,
    struct backend *bottom)
{
	assert(bottom != NULL && bottom->below == NULL);
	memset(session, 0, sizeof(*session));
	session->arena = arena;
	session->site = site;
	session->bottom = bottom;
	session->following.ahead.asks = asks_ahead;
	session->following.site = site;
	backend_follow(bottom, &session->following.ahead);
	session->listener.emit = session_on_event;
	requests_make(&session->requests, bottom, site->names,
	    site->timing.timed[TIMED_REQUEST].fixed_ms);
	members_make(&session->members, &session->requests.backend,
	    site->node_count);
	fence_make(&session->fence, &session->members.backend, site);
	faults_make(&session->faults, &session->fence.backend, site->names,
	    &session->listener);
	session->top = &session->faults.backend;
	downtime_make(arena, &session->downtime, site->guest_count);
	session_zero(session);
}

void
session_ask_bottom(struct session *session)
{
	if (session->placed)
		session->members.backend.below = session->bottom;
	else
		session->fence.backend.below = session->bottom;
}

void
session_bottom(struct session *session, struct backend *bottom)
{
	assert(bottom != NULL && bottom->below == NULL);
	assert(session->requests.backend.below == session->bottom);
	session->placed = bottom != session->bottom;
	session->bottom = session->requests.backend.below = bottom;
	backend_follow(bottom, &session->following.ahead);
	session_forget(session);
}

void
session_forget(struct session *session)
{
	requests_forget(&session->requests);
}

void
session_zero(struct session *session)
{
	session_forget(session);
	for (uint32_t g = 1; g <= session->site->guest_count; g++)
		downtime_begin(&session->downtime, g, false, 0);
}

struct plan *
session_plan(struct session *session, const struct job *job, struct err *err)
{
	struct view view = { 0 };
	struct job again;
	bool answered;

	/* A job that did not fit is read once more, for what is wrong. */
	if (job->procedure == NULL && !job_read_line(session->arena,
	    session->site, job->text, &again, err))
		return NULL;
	session->following.job = job;
	answered = view_ask(session->top, session->site, job, &view, err);
	session->following.job = NULL;
	return !answered ? NULL : plan_make(session->arena, session->site, job,
	    &view, err);
}

void
session_write(struct session *session, struct sink *next,
    const struct plan *plan, const struct run *run)
{
	writer_make(&session->writer, session->top, next, plan, run);
	session->writer.folder = session->folder;
	session->writer.ended = &session->faults.ended;
	session->writing = true;
}

struct sink *
session_sink(struct session *session, struct sink *sink)
{
	return session->writing ? &session->writer.sink : sink;
}

struct backend *
session_top(struct session *session)
{
	return session->writing ? &session->writer.backend : session->top;
}

/* Has a fault ended domferry, or can nothing be written any more? */
static bool
session_over(const struct session *session)
{
	return session->faults.ended ||
	    (session->writing && session->writer.over);
}

bool
session_step(struct session *session, const struct plan *plan,
    struct run *run, struct sink *sink)
{
	bool going;

	if (session_over(session))
		return false;
	session->following.plan = plan;
	session->following.run = run;
	going = drive_step(plan, run, session_top(session),
	    session_sink(session, sink));
	session->following.run = NULL;
	return going;
}

bool
session_next(struct session *session, const struct plan *plan,
    struct run *run, const struct drive_op *next)
{
	if (session_over(session))
		return false;
	drive_next(plan, run, next, session_top(session),
	    session_sink(session, NULL));
	return true;
}

int64_t
session_now_ms(const struct session *session)
{
	return backend_now_ms(session->top);
}

void
session_advance(struct session *session, int64_t until_ms)
{
	int64_t ms = until_ms - session_now_ms(session);
	struct op pause = { .kind = OP_PAUSE, .number = ms };
	struct result res;

	assert(ms > 0);
	backend_execute(&session->faults.backend, &pause, ms, &res);
	assert(res.outcome == DONE);
}

void
session_begin(struct session *session)
{
	session_zero(session);
	session_continue_at(session, 0);
}

void
session_continue_at(struct session *session, int64_t at_ms)
{
	session_forget(session);
	clock_set(&session->clock, session->bottom, at_ms);
	session->requests.backend.below = &session->clock.backend;
}

void
session_resume_at(struct session *session, int64_t at_ms)
{
	session_forget(session);
	clock_make(&session->clock, session->bottom, at_ms);
	if (session->clock.ahead_ms != 0)
		session->requests.backend.below = &session->clock.backend;
}

int64_t
session_downtime(const struct session *session, uint32_t guest)
{
	return downtime_of(&session->downtime, guest,
	    session_now_ms(session));
}
