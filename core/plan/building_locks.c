/*
 * Locks as steps: on every node that the plan touches, in the order of their
 * numbers, the lock of the guest; of the node, if the job has no guest.
 */
#include "core/base/arena.h"
#include "core/plan/building.h"
#include "core/site/naming.h"

static const struct procedure_phase phases[] = {
	{ "lock", "no other run may work on these nodes meanwhile" },
	{ "unlock", "after the last verification" },
};

static struct op
lock_op(const struct building *building, uint32_t node, bool take)
{
	return (struct op){ .kind = take ? OP_LOCK_TAKE : OP_LOCK_DROP,
	    .on = node, .file = naming_lock(building->names,
	    building->job->guest, node) };
}

static void
lock_add(struct building *building, uint32_t node, bool take)
{
	struct plan *plan = building->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS) {
		building->full = true;
		return;
	}
	step->op = lock_op(building, node, take);
	step->name = arena_format(building->arena, "%s@%s",
	    phases[take ? 0 : 1].name, names_text(building->site->names,
	    KIND_NODE, node));
	step->why = phases[take ? 0 : 1].why;
	step->always = !take;
	step->phase = plan->phase_count - 1;
	step->expected_ms = building_expected(building, step);
	building_facts(building, step, ASKS_UP);
	plan->expected_ms += step->expected_ms;
	plan->step_count++;
}

void
building_locks(struct building *building, bool take)
{
	struct plan *plan = building->plan;
	uint32_t nodes = building->site->node_count;

	if (!building->job->locks)
		return;
	plan->phases[plan->phase_count++] = (struct phase){
	    phases[take ? 0 : 1].name, phases[take ? 0 : 1].why,
	    plan->step_count };
	/* Released in the reverse order. */
	for (uint32_t i = 1; i <= nodes; i++) {
		uint32_t node = take ? i : nodes + 1 - i;

		if (job_touches(building->site, building->job, node) &&
		    !building_left_out(building, node))
			lock_add(building, node, take);
	}
}

/* OP_LOCK_TAKE and OP_LOCK_DROP are compared by name: this file creates their
 * steps, and a plan that was read back has no other sign of them. */
void
building_finish(struct plan *plan)
{
	building_link(plan);
	plan->locks = 0;
	while (plan->locks < plan->step_count &&
	    plan->steps[plan->locks].op.kind == OP_LOCK_TAKE)
		plan->locks++;
	plan->verified = plan->step_count;
	while (plan->verified > plan->locks &&
	    plan->steps[plan->verified - 1].op.kind == OP_LOCK_DROP)
		plan->verified--;
}
