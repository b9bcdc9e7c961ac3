/*
 * How long a run waits for a change, and for what is in progress.
 */
#include <assert.h>

#include "core/run/moment.h"

enum { AGENT_CALLS = 7, CHANGE_MS = 60000 };

static int64_t
part_ms(const struct timing *timing, enum op_kind kind)
{
	const struct op op = { .kind = kind };

	return timing_op(timing, &op);
}

/* What an undo is expected to take: one that stops the guest takes the guest's
 * time, whatever the change itself took. */
static int64_t
back_ms(const struct plan *plan, const struct step *step, const struct op *op)
{
	const struct timing *timing = &plan->site->timing;
	unsigned time = op_table[op->kind].time;
	int64_t ms = (time & TIME_GUEST_BOOT) != 0 ?
	    timing->timed[TIMED_GUEST_BOOT].fixed_ms : timing_op(timing, op);

	if (op_table[op->kind].stops_own ||
	    (step->guarded && (time & TIME_AGENT) != 0))
		ms += part_ms(timing, OP_GUEST_HALT) + AGENT_CALLS *
		    timing->timed[TIMED_AGENT_CALL].fixed_ms;
	if ((time & TIME_EXPORT) != 0)
		ms += part_ms(timing, OP_POOL_EXPORT);
	if ((time & TIME_IMPORT) != 0)
		ms += part_ms(timing, OP_POOL_IMPORT);
	return ms;
}

static int64_t
back_limit_ms(const struct plan *plan, const struct step *step,
    const struct op *op)
{
	const struct site_guest *guest = &plan->site->guests[plan->guest];
	int64_t limit_ms = 3 * back_ms(plan, step, op) + CHANGE_MS;

	if (op_table[op->kind].stops_own && guest->agent.present)
		limit_ms += guest->agent.stop_timeout_ms;
	return limit_ms;
}

int64_t
run_limit_ms(const struct plan *plan, const struct run *run)
{
	int64_t limit_ms, other_ms;
	struct op op;

	assert(run->way != WAY_CHECK && run->step < plan->step_count);
	limit_ms = plan->steps[run->step].limit_ms;
	if (run->way != WAY_BACK || !moment_op(plan, run, &op))
		return limit_ms;
	other_ms = back_limit_ms(plan, &plan->steps[run->step], &op);
	return other_ms > limit_ms ? other_ms : limit_ms;
}

/* A verification may come while a guest boots: that has the time that a step
 * with a boot has. */
static int64_t
verify_limit_ms(const struct plan *plan)
{
	int64_t boot_ms =
	    plan->site->timing.timed[TIMED_GUEST_BOOT].fixed_ms;
	int64_t limit_ms = 3 * boot_ms + VERIFY_BOOT_MS;

	return limit_ms > VERIFY_LIMIT_MS ? limit_ms : VERIFY_LIMIT_MS;
}

bool
run_limit_passed(const struct plan *plan, const struct run *run)
{
	bool of_step = run->way != WAY_CHECK && !run_is_verify(run) &&
	    run->moment != MOMENT_RESCUE;
	int64_t limit_ms = of_step ? run_limit_ms(plan, run) :
	    verify_limit_ms(plan);

	return run->at_ms - run->since_ms >= limit_ms;
}
