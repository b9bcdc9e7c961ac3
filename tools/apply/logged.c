#include "tools/apply/logged.h"

#include <stddef.h>
#include <syslog.h>

#include "core/base/visible.h"
#include "tools/session/execution.h"

static void
line_put(const struct logged *logged, const char *what)
{
	const struct execution *execution = logged->execution;
	struct arena arena = { 0 };

	if (logged->log != NULL)
		logged->log(logged->with, visible_text(&arena, arena_format(
		    &arena, "%s %s on site %s by %s, run %s%s%s: %s",
		    execution->verb, execution->plan->job,
		    execution->site.site->name, execution->holder.who,
		    execution->folder.path, execution->opening.change != NULL ?
		    ", change " : "", execution->opening.change != NULL ?
		    execution->opening.change : "", what)));
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
		line_put(logged, arena_format(&arena, "step %s, which cannot "
		    "be undone", step->name));
	arena_drop(&arena);
}

void
logged_make(struct logged *logged, const struct execution *execution,
    void (*log)(void *with, const char *line), void *with)
{
	*logged = (struct logged){ .sink = { logged_on_event },
	    .execution = execution, .log = log, .with = with };
}

void
logged_begin(struct logged *logged)
{
	logged->begun = true;
	line_put(logged, "begun");
}

void
logged_end(struct logged *logged, int status)
{
	const struct run *run = &logged->execution->run;
	struct arena arena = { 0 };

	line_put(logged, arena_format(&arena, "%s, status %d", run->ending !=
	    GOING ? ending_name((enum ending)run->ending) : "stopped",
	    status));
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
