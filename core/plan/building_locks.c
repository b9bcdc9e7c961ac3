/*
 * What stands around a job, as steps: locks on every node that the plan
 * touches, in the order of their numbers: that of the guest; and of the node,
 * if the job has no guest or changes what other jobs change there, too.  Then
 * the checks are asked again.  Within the locks, the blackout of the
 * monitoring, where the site declares one.
 */
#include <assert.h>

#include "core/base/arena.h"
#include "core/plan/building_locks.h"
#include "core/plan/building_node.h"
#include "core/site/blackout.h"
#include "core/site/naming.h"

enum { RECHECK_MS = 60 * 1000 };

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

/* The lock of a guest; or, with guest 0, of the machine. */
static void
lock_add(struct building *building, uint32_t guest, uint32_t node, bool take)
{
	const struct procedure_phase *phase = &locks[take ? 0 : 1];
	bool beside = guest == 0 && building->job->guest != 0;
	uint32_t of = building->job->procedure->takes_node ?
	    building_named(building) : node;

	frame_add(building, &(struct frame){
	    { .kind = take ? OP_LOCK_TAKE : OP_LOCK_DROP, .on = node,
	    .file = naming_lock(building->names, guest, of) },
	    arena_format(building->arena, "%s%s@%s", phase->name,
	    beside ? "-node" : "", building_text(building, KIND_NODE, node)),
	    phase->why });
}

/* Does a step of the job change what other jobs change on that machine, too? */
static bool
has_machine(const struct building *building)
{
	const struct procedure_part *part = building->job->procedure->parts;

	for (; part->steps != NULL; part++)
		for (const struct procedure_step *row = part->steps;
		    row->name != NULL; row++)
			if (op_table[row->op].of_machine && job_has_phase(
			    building->job, row->phase != NULL ? row->phase :
			    part->phase))
				return true;
	return false;
}

static void
locks_of(struct building *building, uint32_t node, bool take)
{
	uint32_t guest = building->job->guest;
	bool both = guest != 0 && has_machine(building);

	if (both && take)
		lock_add(building, 0, node, true);
	lock_add(building, guest, node, take);
	if (both && !take)
		lock_add(building, 0, node, false);
}

/* Does the plan do anything there?  A node that may be down takes no lock; what
 * is done about one node concerns all that could do it. */
static bool
is_touched(const struct building *building, uint32_t node)
{
	if (building->job->procedure->takes_node)
		return !building_left_out(building, node) &&
		    !(building->job->procedure->finds_down &&
		    job_touches(building->site, building->job, node));
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
			locks_of(building, node, take);
	}
}

/* Its facts are those of the checks, which are known last. */
static void
recheck_add(struct building *building)
{
	struct plan *plan = building->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (!building->job->locks)
		return;
	if (plan->step_count == PLAN_STEPS) {
		building->full = true;
		return;
	}
	step->kind = STEP_CHECK;
	step->name = "recheck";
	step->why = "somebody may have been here between the checks and the "
	    "locks";
	step->phase = plan->phase_count - 1;
	step->limit_ms = RECHECK_MS;
	plan->step_count++;
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
	if (take) {
		locks_add(building, true);
		recheck_add(building);
	}
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

/* The one in the phase of the locks. */
static bool
is_recheck(const struct plan *plan, uint32_t index)
{
	return plan->steps[index].kind == STEP_CHECK && plan->lock_steps != 0 &&
	    plan->steps[index].phase == plan->steps[0].phase;
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
	    (is_before(&plan->steps[plan->locks]) ||
	    is_recheck(plan, plan->locks)))
		plan->locks++;
	plan->verified = plan->step_count;
	while (plan->verified > plan->locks &&
	    is_after(&plan->steps[plan->verified - 1]))
		plan->verified--;
}

static bool
recheck_put(struct arena *arena, struct plan *plan, struct span *span,
    const struct fact *fact)
{
	struct fact *proof = building_proof(arena, plan);

	if (proof == NULL)
		return false;
	if (span->count++ == 0)
		span->first = (uint32_t)(proof - plan->proofs);
	*proof = *fact;
	return true;
}

bool
building_recheck(struct arena *arena, struct plan *plan)
{
	struct step *step = &plan->steps[plan->lock_steps];
	struct fact held;
	bool room = true;

	if (plan->lock_steps == 0)
		return true;
	assert(is_recheck(plan, plan->lock_steps));
	op_fact(plan->site->names, &plan->steps[0].op, &held);
	room = recheck_put(arena, plan, &step->preconditions, &held);
	for (uint32_t i = 0; i < plan->check_count && room; i++)
		room = plan->checks[i].warns || recheck_put(arena, plan,
		    &step->preconditions, &plan->checks[i].fact);
	return room;
}
