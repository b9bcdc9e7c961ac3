#include "core/run/drive.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>

#include "core/plan/check.h"

static void
emit(struct sink *sink, const struct plan *plan, const struct run *run,
    struct event event)
{
	if (sink == NULL)
		return;
	event.plan = plan;
	event.at_ms = run->at_ms;
	event.back = run->way == WAY_BACK;
	sink_emit(sink, &event);
}

/* Emit a step when the run comes to it, and a phase before its first step. */
static void
emit_place(struct sink *sink, const struct plan *plan, const struct run *run,
    uint32_t was_step, uint32_t was_way)
{
	uint32_t phase;

	if (run->way == WAY_CHECK || run->moment == MOMENT_VERIFY ||
	    (run->step == was_step && run->way == was_way))
		return;
	phase = plan->steps[run->step].phase;
	if (run->way == WAY_FORWARD && plan->phases[phase].first == run->step)
		emit(sink, plan, run, (struct event){ .type = EVENT_PHASE,
		    .step = run->step, .text = plan->phases[phase].name });
	emit(sink, plan, run, (struct event){ .type = EVENT_STEP,
	    .step = run->step });
}

/* A step that has no reason of its own to be passed stood on a node that is
 * gone. */
static const char *
passed_why(const struct plan *plan, uint32_t step)
{
	const char *why = plan->steps[step].skip_why;

	return why != NULL ? why : "its node is no member, or was: not needed there";
}

static void
emit_news(struct sink *sink, const struct plan *plan, const struct run *run,
    uint32_t step, const struct result *res)
{
	switch ((enum news)run->news) {
	case NEWS_CHECKED:
		emit(sink, plan, run, (struct event){ .type = EVENT_CHECK,
		    .step = step, .result = res, .met = res->outcome == DONE &&
		    check_met(&plan->checks[step], &res->answer) });
		break;
	case NEWS_SKIPPED:
		emit(sink, plan, run, (struct event){ .type = EVENT_SKIP,
		    .step = step,
		    .text = run->done[step] == STEP_PASSED ?
		    passed_why(plan, step) : run->done[step] == STEP_OWED ?
		    "its node is no member: owed when it is back" :
		    "already done" });
		break;
	case NEWS_TURNED:
		emit(sink, plan, run, (struct event){ .type = EVENT_TURN,
		    .step = step, .err = &run->why });
		break;
	case NEWS_DONE:
		if (plan->steps[step].no_return)
			emit(sink, plan, run, (struct event){
			    .type = EVENT_RETURN, .step = step });
		break;
	case NEWS_NONE:
	case NEWS_UNDONE:
		break;
	}
}

/* What the site owes to nodes that are gone: what the plan has left out, and
 * what this run could not undo, or look at. */
static void
emit_owed(struct sink *sink, const struct plan *plan, const struct run *run)
{
	char text[160];
	const char *what;
	uint32_t step, node;

	for (unsigned n = 0; (what = plan_owes(plan, n, &node)) != NULL; n++)
		emit(sink, plan, run, (struct event){ .type = EVENT_OWED,
		    .on = node, .text = what });
	for (unsigned n = 0; run_owes(plan, run, n, &step); n++) {
		snprintf(text, sizeof(text), "what step %s may have left there",
		    plan->steps[step].name);
		emit(sink, plan, run, (struct event){ .type = EVENT_OWED,
		    .on = plan->steps[step].op.on, .text = text });
	}
}

static void
emit_end(struct sink *sink, const struct plan *plan, const struct run *run)
{
	emit_owed(sink, plan, run);
	emit(sink, plan, run, (struct event){ .type = EVENT_END,
	    .ending = run->ending, .exit = run->exit, .err = &run->why,
	    .took_ms = run->at_ms - run->begun_ms });
}

void
drive_begin(const struct plan *plan, struct run *run, int64_t at_ms,
    struct sink *sink)
{
	assert(plan->step_count <= PLAN_STEPS);
	run_start(plan, run);
	run->at_ms = run->since_ms = run->begun_ms = at_ms;
	emit(sink, plan, run, (struct event){ .type = EVENT_RUN });
}

bool
drive_step(const struct plan *plan, struct run *run, struct backend *backend,
    struct sink *sink)
{
	struct result res;
	struct op op;
	int64_t limit_ms;
	uint32_t step = run->step, way = run->way;

	if (!run_next(plan, run, &op, &limit_ms))
		return false;
	if (sink != NULL)
		emit(sink, plan, run, (struct event){ .type = EVENT_OP,
		    .op = &op, .step = step, .try = run_try(run) });
	backend_execute(backend, &op, limit_ms, &res);
	run_apply(plan, run, &res);
	if (sink == NULL)
		return true;
	emit(sink, plan, run, (struct event){ .type = EVENT_ANSWER, .op = &op,
	    .step = step, .result = &res });
	emit_news(sink, plan, run, step, &res);
	if (run->ending == GOING)
		emit_place(sink, plan, run,
		    way == WAY_CHECK ? PLAN_NONE : step, way);
	else
		emit_end(sink, plan, run);
	return true;
}

bool
drive_decide(const struct plan *plan, struct run *run, struct decided decided,
    struct sink *sink, struct err *err)
{
	uint32_t way = run->way;

	if (!run_decide(plan, run, decided.decision, decided.at_ms, err))
		return false;
	emit(sink, plan, run, (struct event){ .type = EVENT_RESUMED,
	    .step = run->step, .word = decided.decision == DECIDE_ROLLBACK ?
	    "rollback" : "resume" });
	emit_news(sink, plan, run, run->step, NULL);
	if (run->ending == GOING)
		emit_place(sink, plan, run, PLAN_NONE, way);
	else
		emit_end(sink, plan, run);
	return true;
}

void
drive(const struct plan *plan, struct run *run, struct backend *backend,
    struct sink *sink)
{
	while (drive_step(plan, run, backend, sink))
		continue;
}
