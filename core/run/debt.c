/*
 * Debts: what a step leaves open and a later step closes.
 */
#include "core/run/gone.h"
#include "core/run/moment.h"

#include <assert.h>

/* A node that is gone has no lock and no mount any more. */
static bool
is_lost(const struct run *run, const struct op *closing)
{
	return op_table[closing->kind].lost_by_reboot &&
	    run_is_gone(run, closing->on);
}

static bool
debt(const struct plan *plan, const struct run *run, unsigned n,
    struct op *closing, uint32_t *begun_by)
{
	for (uint32_t i = 0; i < plan->step_count; i++) {
		bool begun = run->done[i] == STEP_DONE || (run->step == i &&
		    run->way == WAY_FORWARD && run->tries != 0);
		bool closed = false;

		if (!begun || plan->steps[i].kind != STEP_CHANGE ||
		    !op_closing(&plan->steps[i].op, closing) ||
		    is_lost(run, closing))
			continue;
		for (uint32_t j = i + 1; j < plan->step_count && !closed; j++)
			closed = (run->done[j] == STEP_DONE ||
			    run->done[j] == STEP_ALREADY) &&
			    op_closes(&plan->steps[j].op, closing);
		if (!closed && n-- == 0) {
			gone_reroute(plan, run, closing);
			*begun_by = i;
			return true;
		}
	}
	return false;
}

bool
run_debt(const struct plan *plan, const struct run *run, unsigned n,
    struct op *closing)
{
	uint32_t begun_by;

	assert(plan->step_count <= PLAN_STEPS);
	return debt(plan, run, n, closing, &begun_by);
}

/* If a phase returns, debts of earlier phases may stay open.  If a job with
 * --phase arrives, debts that only its other phases close may stay open. */
bool
run_leaves_open(const struct plan *plan, const struct run *run,
    enum ending ending, struct op *closing)
{
	uint32_t by, j;

	for (unsigned n = 0; debt(plan, run, n, closing, &by); n++) {
		if (ending == RETURNED && by >= run->home)
			return true;
		for (j = by + 1; ending == ARRIVED && j < plan->step_count;
		    j++)
			if (op_closes(&plan->steps[j].op, closing))
				return true;
	}
	return false;
}

bool
run_debt_here(const struct plan *plan, const struct run *run, unsigned n,
    struct op *closing)
{
	uint32_t last = run->step < plan->step_count ? run->step :
	    plan->step_count - 1, by;
	uint32_t first = run->way == WAY_BACK ? run->floor :
	    plan->phases[plan->steps[last].phase].first;

	for (unsigned i = 0; debt(plan, run, i, closing, &by); i++)
		if (by >= first && n-- == 0)
			return true;
	return false;
}

/* It was open already when the run came to the step that would have opened
 * it. */
bool
run_closes_other(const struct plan *plan, const struct run *run, uint32_t step)
{
	const struct op *op = &plan->steps[step].op;
	struct op closing;

	assert(step < plan->step_count);
	if (!op_table[op->kind].closes_own)
		return false;
	for (uint32_t i = 0; i < step; i++)
		if (run->done[i] == STEP_DONE &&
		    op_closing(&plan->steps[i].op, &closing) &&
		    op_closes(op, &closing))
			return false;
	return true;
}

bool
run_suspends(const struct plan *plan, const struct run *run)
{
	uint32_t group = plan->site->guests[plan->guest].group;
	struct op closing;

	for (unsigned n = 0; run_debt(plan, run, n, &closing); n++)
		if (closing.group != 0 && closing.group == group)
			return true;
	return false;
}
