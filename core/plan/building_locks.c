/*
 * What stands around a job, as steps: locks on every node that the plan
 * touches, in the order of their numbers: that of the guest; of the node, if
 * the job has no guest.  Within the locks, the blackout of the monitoring,
 * where the site declares one.
 */
#include "core/base/arena.h"
#include "core/plan/building.h"
#include "core/site/blackout.h"
#include "core/site/naming.h"

/* A step without a row of a procedure. */
struct frame {
	struct op	 op;
	const char	*name;
	const char	*why;
};

static const struct procedure_phase locks[] = {
	{ "lock", "no other run may work on these nodes meanwhile" },
	{ "unlock", "after the last verification" },
};

static const struct procedure_phase blackouts[] = {
	{ "blackout", "nobody is to repair what this run does" },
	{ "blackout-end", "after the last verification" },
};

static void
frame_add(struct building *building, const struct frame *frame)
{
	struct plan *plan = building->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS) {
		building->full = true;
		return;
	}
	step->op = frame->op;
	step->name = frame->name;
	step->why = frame->why;
	step->always = op_table[step->op.kind].closed_by == OP_NONE;
	step->phase = plan->phase_count - 1;
	step->expected_ms = building_expected(building, step);
	building_facts(building, step, ASKS_UP);
	plan->expected_ms += step->expected_ms;
	plan->step_count++;
}

static void
phase_add(struct plan *plan, const struct procedure_phase *phase)
{
	plan->phases[plan->phase_count++] = (struct phase){ phase->name,
	    phase->why, plan->step_count };
}

static void
lock_add(struct building *building, uint32_t node, bool take)
{
	const struct procedure_phase *phase = &locks[take ? 0 : 1];

	frame_add(building, &(struct frame){
	    { .kind = take ? OP_LOCK_TAKE : OP_LOCK_DROP, .on = node,
	    .file = naming_lock(building->names, building->job->guest, node) },
	    arena_format(building->arena, "%s@%s", phase->name,
	    building_text(building, KIND_NODE, node)), phase->why });
}

/* Does the plan do anything there? */
static bool
is_touched(const struct building *building, uint32_t node)
{
	return job_touches(building->site, building->job, node) &&
	    !building_left_out(building, node);
}

static void
locks_add(struct building *building, bool take)
{
	uint32_t nodes = building->site->node_count;

	if (!building->job->locks)
		return;
	phase_add(building->plan, &locks[take ? 0 : 1]);
	/* Released in the reverse order. */
	for (uint32_t i = 1; i <= nodes; i++) {
		uint32_t node = take ? i : nodes + 1 - i;

		if (is_touched(building, node))
			lock_add(building, node, take);
	}
}

/* Any member takes the command; it is typed on the first node. */
static void
blackout_add(struct building *building, bool open)
{
	enum op_kind kind = open ? OP_BLACKOUT_OPEN : OP_BLACKOUT_CLOSE;
	uint32_t node = 1;

	if (building->job->guest == 0 ||
	    blackout_words(building->site, kind) == NULL)
		return;
	while (node < building->site->node_count &&
	    !is_touched(building, node))
		node++;
	phase_add(building->plan, &blackouts[open ? 0 : 1]);
	frame_add(building, &(struct frame){ { .kind = kind, .on = node,
	    .guest = building->job->guest }, op_table[kind].name,
	    blackouts[open ? 0 : 1].why });
}

void
building_locks(struct building *building, bool take)
{
	if (take)
		locks_add(building, true);
	blackout_add(building, take);
	if (!take)
		locks_add(building, false);
}

static bool
is_before(const struct step *step)
{
	const struct op_info *info = &op_table[step->op.kind];

	return info->frames && info->closed_by != OP_NONE;
}

static bool
is_after(const struct step *step)
{
	const struct op_info *info = &op_table[step->op.kind];

	return info->frames && info->closed_by == OP_NONE;
}

/* A plan that was read back has no other sign of them. */
void
building_finish(struct plan *plan)
{
	building_link(plan);
	plan->lock_steps = plan->locks = 0;
	while (plan->lock_steps < plan->step_count &&
	    is_before(&plan->steps[plan->lock_steps]) &&
	    plan->steps[plan->lock_steps].op.file != 0)
		plan->lock_steps++;
	while (plan->locks < plan->step_count &&
	    is_before(&plan->steps[plan->locks]))
		plan->locks++;
	plan->verified = plan->step_count;
	while (plan->verified > plan->locks &&
	    is_after(&plan->steps[plan->verified - 1]))
		plan->verified--;
}
