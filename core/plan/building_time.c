/*
 * The expected time of a step, by itself, and of all together; and the groups
 * that follow, for which a move has to wait.
 */
#include <assert.h>

#include "core/base/limits.h"
#include "core/plan/building.h"

/* ldm commands that the agent needs to move a guest, without its stop. */
enum { AGENT_CALLS = 6 };

/* Groups that follow are stopped before the move and started after it, all at
 * the same time. */
static int64_t
followed(const struct building *building)
{
	const struct timing *timing = &building->site->timing;
	const struct op halt = { .kind = OP_GUEST_HALT };
	const struct op export = { .kind = OP_POOL_EXPORT };
	const struct op import = { .kind = OP_POOL_IMPORT };

	return building->followers == 0 ? 0 : timing_op(timing, &halt) +
	    timing_op(timing, &export) + timing_op(timing, &import) +
	    (AGENT_CALLS + 1) * timing->timed[TIMED_AGENT_CALL].fixed_ms;
}

int64_t
building_expected(const struct building *building, const struct step *step)
{
	const struct timing *timing = &building->site->timing;
	const struct op export = { .kind = OP_POOL_EXPORT };
	const struct op import = { .kind = OP_POOL_IMPORT };
	unsigned time = op_table[step->op.kind].time;
	int64_t call = timing->timed[TIMED_AGENT_CALL].fixed_ms;
	int64_t ms;

	assert(step->op.kind < OP_KINDS);
	if (step->kind == STEP_CHECK)
		return 0;
	if (step->kind == STEP_WAIT)
		return timing->timed[building->job->guest != 0 ?
		    TIMED_GUEST_BOOT : TIMED_NODE_BOOT].fixed_ms;
	if ((time & TIME_IF_DOWN) != 0 && !building->up)
		return timing->timed[TIMED_STOP_AT_OK].fixed_ms;
	ms = timing_op(timing, &step->op);
	if ((time & TIME_MEDIUM) != 0)
		ms += timing_medium(timing,
		    building_source(building)->boot_timeout_ms);
	if ((time & TIME_MEDIA_BOOT) != 0)
		ms += timing->timed[TIMED_MEDIA_BOOT].fixed_ms;
	if ((time & TIME_EXPORT) != 0)
		ms += timing_op(timing, &export);
	if ((time & TIME_IMPORT) != 0)
		ms += timing_op(timing, &import);
	if ((time & TIME_AGENT) != 0 && step->guarded)
		ms += AGENT_CALLS * call +
		    timing->timed[TIMED_STOP_AT_OK].fixed_ms;
	if ((time & TIME_FOLLOWERS) != 0)
		ms += followed(building);
	return ms;
}

bool
building_followers(struct building *building, struct err *err)
{
	if (building->job->procedure->moves)
		building->followers = neighbours_following(building->site,
		    building->job->guest, building->follower);
	return building->followers <= FOLLOWERS || err_set(err, ERR_TOO_MANY,
	    "more than %d groups follow %s", FOLLOWERS, building_text(building,
	    KIND_GROUP, building->row->group));
}

bool
building_time_fits(const struct plan *plan, struct err *err)
{
	const int64_t day_ms = (int64_t)24 * 3600 * 1000;
	const struct step *longest = plan->steps;

	if (plan->expected_ms <= LIMIT_PLAN_MS)
		return true;
	for (uint32_t i = 1; i < plan->step_count; i++)
		if (plan->steps[i].expected_ms > longest->expected_ms)
			longest = &plan->steps[i];
	return err_set(err, ERR_TOO_MANY, "%.80s would take %lld days (%s: "
	    "%lld); no job may take more than %lld: see \"timing\" and the "
	    "sizes in the site file", plan->job,
	    (long long)(plan->expected_ms / day_ms), longest->name,
	    (long long)(longest->expected_ms / day_ms),
	    (long long)(LIMIT_PLAN_MS / day_ms));
}
