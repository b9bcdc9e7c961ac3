#include "tools/apply/live.h"

#include <stdio.h>
#include <string.h>

#include "core/base/visible.h"
#include "tools/report/account.h"
#include "tools/report/columns.h"
#include "tools/report/text.h"
#include "tools/session/execution.h"

/* What is under way is taken to be done as planned. */
static int64_t
left_ms(const struct plan *plan, uint32_t step, int64_t took_ms)
{
	int64_t left = plan->steps[step].expected_ms > took_ms ?
	    plan->steps[step].expected_ms - took_ms : 0;

	while (++step < plan->step_count)
		left += plan->steps[step].expected_ms;
	return left;
}

static const char *
down_text(struct arena *arena, const struct execution *execution,
    int64_t now_ms)
{
	const struct plan *plan = execution->plan;
	const struct outage *outage =
	    &execution->session->downtime.guest[plan->guest];
	char span[TEXT_ROOM];

	if (plan->guest == 0 || !outage->ever || outage->up)
		return "";
	return arena_format(arena, "; %s down %s", names_text(
	    plan->site->names, KIND_GUEST, plan->guest), text_span(
	    now_ms - outage->since_ms, span, sizeof(span)));
}

static const char *
step_text(struct arena *arena, const struct plan *plan, const struct run *run,
    int64_t took_ms)
{
	const struct step *step = &plan->steps[run->step];
	char took[TEXT_ROOM], expected[TEXT_ROOM];
	bool back = run->way == WAY_BACK;

	return arena_format(arena, "%u/%u %s%s: %s of about %s%s%s",
	    (unsigned)run->step + 1, (unsigned)plan->step_count,
	    back ? "(back) " : "", step->name, text_span(took_ms, took,
	    sizeof(took)), text_span(step->expected_ms, expected,
	    sizeof(expected)), back || run->step + 1 == plan->step_count ?
	    "" : "; next ", back || run->step + 1 == plan->step_count ? "" :
	    plan->steps[run->step + 1].name);
}

const char *
live_text(struct arena *arena, const struct live *live, int64_t now_ms)
{
	const struct execution *execution = live->execution;
	const struct plan *plan = execution->plan;
	const struct run *run = &execution->run;
	int64_t took_ms = now_ms - live->since_ms;
	char left[TEXT_ROOM];

	if (run->way == WAY_CHECK)
		return arena_format(arena, "check %u/%u", (unsigned)run->step +
		    1, (unsigned)plan->check_count);
	if (run->step >= plan->step_count)
		return "the last verification";
	return arena_format(arena, "%s%s%s%s%s%s%s", step_text(arena, plan, run,
	    took_ms), down_text(arena, execution, now_ms), run->way ==
	    WAY_BACK ? "" : "; about ", run->way == WAY_BACK ? "" :
	    text_span(left_ms(plan, run->step, took_ms), left, sizeof(left)),
	    run->way == WAY_BACK ? "" : " left", *live->said != '\0' ? "; " :
	    "", live->said);
}

void
live_said(void *with, uint32_t place, const char *line)
{
	struct live *live = with;
	struct arena arena = { 0 };

	(void)place;
	snprintf(live->said, sizeof(live->said), "%s", visible_text(&arena,
	    line));
	arena_drop(&arena);
}

void
live_tick(void *with)
{
	const struct live *live = with;
	const struct execution *execution = live->execution;
	struct account *account = execution->account;
	struct arena arena = { 0 };

	if (!account->meter.on || execution->options->json ||
	    execution->run.ending != GOING)
		return;
	meter_show(&account->meter, live_text(&arena, live, session_now_ms(
	    execution->session)), columns() - 1);
	arena_drop(&arena);
}

static void
live_on_event(struct sink *sink, const struct event *event)
{
	struct live *live = (struct live *)sink;

	if (event->type != EVENT_STEP)
		return;
	live->since_ms = event->at_ms;
	live->said[0] = '\0';
}

void
live_make(struct live *live, const struct execution *execution)
{
	*live = (struct live){ .sink = { live_on_event },
	    .execution = execution };
}
