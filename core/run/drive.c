#include "core/run/drive.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>

#include "core/plan/check.h"

/* The event is complete but for what the run says of itself. */
static void
emit(struct sink *sink, const struct plan *plan, const struct run *run,
    struct event *event)
{
	if (sink == NULL)
		return;
	event->plan = plan;
	event->at_ms = run->at_ms;
	event->back = run->way == WAY_BACK;
	sink_emit(sink, event);
}

/* Where the run was before the answer was applied. */
struct place {
	uint32_t	step;
	uint32_t	row;		/* of the moment's facts */
};

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
		emit(sink, plan, run, &(struct event){ .type = EVENT_PHASE,
		    .step = run->step, .text = plan->phases[phase].name });
	emit(sink, plan, run, &(struct event){ .type = EVENT_STEP,
	    .step = run->step });
}

const char drive_already[] = "already done";

/* Why a step was skipped: that row of its reasons was met; or its node is
 * gone, which is no reason of the step. */
static const char *
skip_why(const struct plan *plan, const struct run *run,
    const struct place *was)
{
	const struct step *step = &plan->steps[was->step];

	if (run->done[was->step] == STEP_OWED)
		return "its node is no member: owed when it is back";
	if (run->done[was->step] != STEP_PASSED)
		return drive_already;
	if (run_closes_other(plan, run, was->step))
		return "it was open before this run, and stays so";
	if (run->way == WAY_BACK || step->skip_if.count == 0)
		return "its node is no member, or was: not needed there";
	assert(was->row < step->skip_if.count);
	return step->skip_why[was->row];
}

static void
emit_news(struct sink *sink, const struct plan *plan, const struct run *run,
    const struct place *was, const struct result *res)
{
	uint32_t step = was->step;

	switch ((enum news)run->news) {
	case NEWS_CHECKED:
		emit(sink, plan, run, &(struct event){ .type = EVENT_CHECK,
		    .step = step, .result = res, .met = res->outcome == DONE &&
		    check_met(&plan->checks[step], &res->answer) });
		break;
	case NEWS_SKIPPED:
		emit(sink, plan, run, &(struct event){ .type = EVENT_SKIP,
		    .step = step,
		    .text = skip_why(plan, run, was) });
		break;
	case NEWS_TURNED:
		emit(sink, plan, run, &(struct event){ .type = EVENT_TURN,
		    .step = step, .err = &run->why });
		break;
	case NEWS_DONE:
		if (plan->steps[step].no_return)
			emit(sink, plan, run, &(struct event){
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

	for (unsigned n = 0; (what = run_leaves(plan, run, n, &node)) != NULL;
	    n++)
		emit(sink, plan, run, &(struct event){ .type = EVENT_OWED,
		    .on = node, .text = what });
	for (unsigned n = 0; run_owes(plan, run, n, &step); n++) {
		snprintf(text, sizeof(text), "what step %s may have left there",
		    plan->steps[step].name);
		emit(sink, plan, run, &(struct event){ .type = EVENT_OWED,
		    .on = plan->steps[step].op.on, .text = text });
	}
}

static void
emit_end(struct sink *sink, const struct plan *plan, const struct run *run)
{
	emit_owed(sink, plan, run);
	emit(sink, plan, run, &(struct event){ .type = EVENT_END,
	    .ending = run->ending, .exit = run->exit, .err = &run->why,
	    .run = run, .took_ms = run->at_ms - run->begun_ms });
}

void
drive_begin(const struct plan *plan, struct run *run, int64_t at_ms,
    struct sink *sink)
{
	assert(plan->step_count <= PLAN_STEPS);
	run_start(plan, run);
	run->at_ms = run->since_ms = run->begun_ms = at_ms;
	emit(sink, plan, run, &(struct event){ .type = EVENT_RUN });
}

/* The operations of a plan were checked when it was made or read.  Those of the
 * way back are made from what the run has found. */
static void
execute(const struct run *run, struct backend *backend, const struct op *op,
    int64_t limit_ms, struct result *res)
{
	if (run->way == WAY_BACK)
		backend_execute(backend, op, limit_ms, res);
	else
		backend_execute_checked(backend, op, limit_ms, res);
}

void
drive_next(const struct plan *plan, struct run *run,
    const struct drive_op *next, struct backend *backend, struct sink *sink)
{
	struct result res;
	const struct op *op = &next->op;
	const struct place was = { run->step, run->row };
	uint32_t way = run->way;

	assert(run->ending == GOING);
	if (sink != NULL)
		emit(sink, plan, run, &(struct event){ .type = EVENT_OP,
		    .op = op, .step = was.step, .try = run_try(run) });
	execute(run, backend, op, next->limit_ms, &res);
	run_apply(plan, run, &res);
	if (sink == NULL)
		return;
	emit(sink, plan, run, &(struct event){ .type = EVENT_ANSWER, .op = op,
	    .step = was.step, .result = &res });
	emit_news(sink, plan, run, &was, &res);
	if (run->ending == GOING)
		emit_place(sink, plan, run,
		    way == WAY_CHECK ? PLAN_NONE : was.step, way);
	else
		emit_end(sink, plan, run);
}

bool
drive_step(const struct plan *plan, struct run *run, struct backend *backend,
    struct sink *sink)
{
	struct drive_op next;

	if (!run_next(plan, run, &next.op, &next.limit_ms))
		return false;
	drive_next(plan, run, &next, backend, sink);
	return true;
}

bool
drive_decide(const struct plan *plan, struct run *run, struct decided decided,
    struct sink *sink, struct err *err)
{
	struct place was = { 0, 0 };
	uint32_t way = run->way;

	if (!run_decide(plan, run, decided.decision, decided.at_ms, err))
		return false;
	emit(sink, plan, run, &(struct event){ .type = EVENT_RESUMED,
	    .step = run->step, .word = decided.decision == DECIDE_ROLLBACK ?
	    "rollback" : "resume" });
	was.step = run->step;
	emit_news(sink, plan, run, &was, NULL);
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
