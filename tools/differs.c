#include "tools/differs.h"

#include <string.h>

#include "core/run/drive.h"
#include "tools/rehearsal/rehearsal.h"

struct counter {
	struct sink	 sink;		/* first */
	unsigned	 changes;
	struct arena	*arena;
	struct foreseen	*foreseen;
};

static bool
is_closing(enum op_kind kind)
{
	for (enum op_kind k = OP_NONE; k < OP_KINDS; k++)
		if (op_table[k].closed_by == kind)
			return true;
	return false;
}

static void
counter_on_event(struct sink *sink, const struct event *event)
{
	struct counter *counter = (struct counter *)sink;
	const struct op_info *row;

	if (event->type == EVENT_SKIP)
		counter->foreseen->skipped[event->step] = strcmp(event->text,
		    drive_already) == 0 ? "" : arena_text(counter->arena,
		    event->text, strlen(event->text));
	if (event->type != EVENT_OP)
		return;
	row = &op_table[event->op->kind];
	counter->changes += row->decides != OP_NONE && !row->numbered &&
	    row->closed_by == OP_NONE &&
	    !is_closing((enum op_kind)event->op->kind);
}

/* What cannot be played, or does not arrive, is not already so. */
void
foresee(struct arena *arena, struct site *site, const struct job *job,
    const char *start, struct foreseen *foreseen)
{
	struct execution execution;
	struct rehearsal rehearsal = { .execution = &execution };
	struct counter counter = { { counter_on_event }, 0, arena,
	    foreseen };
	struct session *session = &rehearsal.sandbox.session;
	struct err err = { 0 };

	*foreseen = (struct foreseen){ .differs = true };
	execution_make(&execution, NULL, "plan", "rehearse");
	execution.site.site = site;
	execution.job = *job;
	execution.opening.seed = 1;
	execution.opening.start = start;
	if (rehearsal_site(&rehearsal, &err))
		execution.plan = session_plan(session, &execution.job, &err);
	if (execution.plan != NULL) {
		foreseen->steps = execution.plan->step_count;
		foreseen->skipped = arena_take(arena, foreseen->steps,
		    sizeof(const char *));
		session->sink = &counter.sink;
		drive_begin(execution.plan, &execution.run,
		    session_now_ms(session), NULL);
		while (session_step(session, execution.plan, &execution.run,
		    &counter.sink))
			continue;
		foreseen->differs = execution.run.ending != ARRIVED ||
		    counter.changes != 0;
	}
	rehearsal_drop(&rehearsal);
	execution_drop(&execution);
}
