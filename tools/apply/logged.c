#include "tools/apply/logged.h"

#include <stddef.h>
#include <syslog.h>

#include "core/base/visible.h"
#include "tools/apply/hooked.h"
#include "tools/session/execution.h"

const char *
logged_text(struct arena *arena, const struct execution *execution,
    const char *what)
{
	const char *change = execution->opening.change;

	return visible_text(arena, arena_format(arena, "%s %s on site %s by "
	    "%s, run %s%s%s: %s", execution->verb, execution->plan->job,
	    execution->site.site->name, execution->holder.who,
	    execution->folder.path, change != NULL ? ", change " : "",
	    change != NULL ? change : "", what));
}

static void
line_put(const struct logged *logged, enum hook_moment moment,
    const char *what)
{
	struct arena arena = { 0 };
	const char *line = logged_text(&arena, logged->execution, what);
	struct err err;

	if (logged->log != NULL)
		logged->log(logged->with, line);
	hooked_tell(logged->execution, moment, NULL, line, &err);
	arena_drop(&arena);
}

/* A change that the way back cannot take back is about to be typed. */
static void
logged_on_event(struct sink *sink, const struct event *event)
{
	const struct logged *logged = (const struct logged *)sink;
	const struct step *step;
	struct arena arena = { 0 };

	if (!logged->begun || event->type != EVENT_OP || event->back ||
	    !op_is_change((enum op_kind)event->op->kind))
		return;
	step = &event->plan->steps[event->step];
	if (step->destroys || step->no_return)
		line_put(logged, HOOK_IRREVERSIBLE, arena_format(&arena,
		    "step %s, which cannot be undone", step->name));
	arena_drop(&arena);
}

void
logged_make(struct logged *logged, struct execution *execution,
    void (*log)(void *with, const char *line), void *with)
{
	*logged = (struct logged){ .sink = { logged_on_event },
	    .execution = execution, .log = log, .with = with };
}

void
logged_begin(struct logged *logged)
{
	logged->begun = true;
	line_put(logged, HOOK_START, "begun");
}

void
logged_end(struct logged *logged, int status)
{
	const struct run *run = &logged->execution->run;
	struct arena arena = { 0 };

	line_put(logged, HOOK_END, arena_format(&arena, "%s, status %d",
	    run->ending != GOING ? ending_name((enum ending)run->ending) :
	    "stopped", status));
	arena_drop(&arena);
}

void
logged_syslog(void *with, const char *line)
{
	(void)with;
	openlog("domferry", LOG_PID, LOG_USER);
	syslog(LOG_NOTICE, "%s", line);
	closelog();
}
