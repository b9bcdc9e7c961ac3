/*
 * Locks as steps: one for the guest, or for the machine where a job has none,
 * on every node that the plan touches, in order of name.
 */
#include "core/base/arena.h"
#include "core/plan/building.h"

static const char folder[] = "/var/run/domferry/lock";

static const struct procedure_phase phases[] = {
	{ "lock", "no other run meanwhile, on any node of this one" },
	{ "unlock", "after the last look" },
};

static bool
is_touched(const struct making *making, uint32_t node)
{
	if (making->job->guest == 0)
		return making->job->nodes == 0 ||
		    (making->job->nodes >> node & 1) != 0;
	for (uint32_t i = 0; i < making->row->node_count; i++)
		if (making->row->node[i] == node)
			return true;
	return false;
}

static struct op
lock_op(const struct making *making, uint32_t node, bool take)
{
	struct names *names = making->site->names;
	bool whole = making->job->guest == 0;
	const char *path = arena_format(making->arena, "%s/%s.%s", folder,
	    whole ? "node" : "guest", whole ?
	    names_text(names, KIND_NODE, node) :
	    names_text(names, KIND_GUEST, making->job->guest));

	return (struct op){ .kind = take ? OP_LOCK_TAKE : OP_LOCK_DROP,
	    .on = node, .file = names_put(names, KIND_FILE, path) };
}

static void
lock_add(struct making *making, uint32_t node, bool take)
{
	struct plan *plan = making->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS) {
		making->full = true;
		return;
	}
	step->op = lock_op(making, node, take);
	step->name = arena_format(making->arena, "%s@%s",
	    phases[take ? 0 : 1].name, names_text(making->site->names,
	    KIND_NODE, node));
	step->why = phases[take ? 0 : 1].why;
	step->always = !take;
	step->phase = plan->phase_count - 1;
	step->expected_ms = making_expected(making, step);
	making_facts(making, step, ASKS_UP);
	plan->expected_ms += step->expected_ms;
	plan->step_count++;
}

void
making_locks(struct making *making, bool take)
{
	struct plan *plan = making->plan;
	uint32_t nodes = making->site->node_count;

	if (!making->job->locks)
		return;
	plan->phases[plan->phase_count++] = (struct phase){
	    phases[take ? 0 : 1].name, phases[take ? 0 : 1].why,
	    plan->step_count };
	/* Given back in the other order. */
	for (uint32_t i = 1; i <= nodes; i++) {
		uint32_t node = take ? i : nodes + 1 - i;

		if (is_touched(making, node))
			lock_add(making, node, take);
	}
}

void
making_finish(struct plan *plan)
{
	making_link(plan);
	plan->locks = 0;
	while (plan->locks < plan->step_count &&
	    plan->steps[plan->locks].op.kind == OP_LOCK_TAKE)
		plan->locks++;
	plan->looked = plan->step_count;
	while (plan->looked > plan->locks &&
	    plan->steps[plan->looked - 1].op.kind == OP_LOCK_DROP)
		plan->looked--;
}
