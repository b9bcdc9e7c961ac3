#include "tools/apply/handover.h"

#include <stdlib.h>

#include "tools/apply/gate.h"
#include "tools/report/owing.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/session/execution.h"

static void
line_put(void *out, const char *text)
{
	printed_line(out, text);
}

static void
head_print(FILE *out, const struct execution *execution)
{
	const struct plan *plan = execution->plan;
	const struct run *run = &execution->run;
	char now[TEXT_ROOM];
	const char *change = execution->opening.change;

	say_to(out, "job        %s\nsite       %s\nrun        %s\n", plan->job,
	    plan->site->name, execution->folder.path);
	if (change != NULL)
		say_to(out, "change     %s\n", change);
	say_to(out, "clock      %s since it was begun\n", text_clock(
	    run->at_ms, now, sizeof(now)));
	if (run->ending != GOING)
		say_to(out, "where      %s%s%s\n", ending_name(
		    (enum ending)run->ending), run->why.code != ERR_NONE ?
		    ": " : "", run->why.text);
	else if (run->way == WAY_CHECK || run->step >= plan->step_count)
		say_to(out, "where      %s\n", run->way == WAY_CHECK ?
		    "its checks; nothing was typed" : "the last verification");
	else
		say_to(out, "where      step %u of %u, %s%s: %s\n",
		    (unsigned)run->step + 1, (unsigned)plan->step_count,
		    plan->steps[run->step].name, run->way == WAY_BACK ?
		    ", going back" : "", plan->steps[run->step].why);
}

/* Where the run will stop, or ask, by itself. */
static void
decision_print(FILE *out, const struct handover *handover)
{
	const struct execution *execution = handover->execution;
	const struct gate *gate = handover->gate;
	const struct plan *plan = execution->plan;
	uint32_t step = execution->run.step;
	struct arena arena = { 0 };

	if (execution->run.ending != GOING || execution->run.way == WAY_BACK)
		step = plan->step_count;
	for (; step < plan->step_count && step < gate->until; step++) {
		const struct consent *consent = consents_due(gate->consents,
		    step);

		if (consent != NULL || step == gate->pause) {
			say_to(out, "decision   before step %s: %s\n",
			    plan->steps[step].name, consent != NULL ?
			    consent_text(&arena, consent) :
			    "as --pause-before asked");
			arena_drop(&arena);
			return;
		}
	}
	say_to(out, "decision   none before %s\n", step < plan->step_count ?
	    plan->steps[step].name : "its end");
}

/* The page. */
static void
page_print(FILE *out, const struct handover *handover)
{
	const struct execution *execution = handover->execution;
	const struct plan *plan = execution->plan;
	const struct run *run = &execution->run;
	struct arena arena = { 0 };

	head_print(out, execution);
	decision_print(out, handover);
	say_to(out, "#\n# open: to be closed whatever else is done\n");
	owing_guest(&arena, plan, run, line_put, out);
	owing_debts(&arena, plan, run, line_put, out);
	say_to(out, "#\n# if domferry has ended: what remains is in "
	    "remaining.txt; go on, or back\n");
	say_to(out, "domferry resume %s\ndomferry rollback %s\n",
	    execution->folder.path, execution->folder.path);
	arena_drop(&arena);
}

/* For people: on a full disk it stays as it was. */
static void
handover_on_event(struct sink *sink, const struct event *event)
{
	const struct handover *handover = (const struct handover *)sink;
	char *text = NULL;
	size_t size = 0;
	FILE *out;

	if (!handover->begun || (event->type != EVENT_STEP &&
	    event->type != EVENT_END && event->type != EVENT_RUN))
		return;
	out = open_memstream(&text, &size);
	if (out == NULL)
		return;
	page_print(out, handover);
	if (fclose(out) == 0)
		(void)folder_replace(&handover->execution->folder,
		    "handover.txt", text, size);
	free(text);
}

void
handover_make(struct handover *handover, const struct execution *execution,
    const struct gate *gate)
{
	*handover = (struct handover){ .sink = { handover_on_event },
	    .execution = execution, .gate = gate };
}
