/*
 * A guest that a stuck run has left down is a debt: it has to say so, and what
 * it prints has to pay it.
 */
#include "backends/sim/observers/uptime.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/procedures/procedure.h"
#include "core/run/owed.h"
#include "tools/explore/inside.h"
#include "tools/explore/liveness.h"

/* Was it up when the run began, or has this run started it?  A run that has
 * gone back to the beginning and is resumed starts anew. */
static bool
was_up(const struct walk *walk)
{
	for (uint32_t i = 0; i <= walk->branch.run.step; i++)
		if (walk->up[i])
			return true;
	return false;
}

bool
owing_is_due(const struct walk *walk)
{
	const struct run *run = &walk->branch.run;

	return run->way == WAY_BACK ? walk->up[run->floor] : walk->up_at_goal;
}

/* Was its service up before, and would it be up at the end of the way that the
 * run takes?  As the world says, not as the run believes. */
static bool
should_be_up(const struct walk *walk)
{
	const struct branch *branch = &walk->branch;
	const struct run *run = &branch->run;

	if (branch->plan->guest == 0 || run->way == WAY_CHECK ||
	    branch->plan->procedure->takes_source ||
	    world_guest(sim_world(branch->sim), branch->plan->guest)->
	    service == 0)
		return false;
	return owing_is_due(walk) && (run->way == WAY_BACK || was_up(walk));
}

/* Nothing can be typed on a node that is dead, given up by others or not: a
 * cluster of one node gives nobody up.  And where a node did not answer, and
 * has booted since, what is printed is what was so before. */
static bool
is_typable(const struct branch *branch, const struct owed *owed)
{
	if (branch->run.why.code == ERR_NO_ANSWER &&
	    branch->sandbox->simulated.disturbed)
		return false;
	for (unsigned n = 0; n < owed->count; n++)
		if (liveness_is_dead(branch, owed->pay[n].on))
			return false;
	return owed->count != 0;
}

void
owing_verify(struct walk *walk)
{
	struct branch *branch = &walk->branch;
	uint32_t guest = branch->plan->guest;
	bool others = branch->sandbox->simulated.disturbed;
	struct owed owed;

	if (!should_be_up(walk) || sim_guest_up(branch->sim, guest))
		return;
	if (!run_owed(branch->plan, &branch->run, &owed)) {
		if (!others)
			walk_break(walk, "guest-owed", "it is down, and no "
			    "debt says so");
		return;
	}
	if (!walk->explore->homes || !is_typable(branch, &owed))
		return;
	for (unsigned n = 0; n < owed.count; n++)
		branch_type(branch, &owed.pay[n]);
	branch_quiet(branch);
	if (!sim_guest_up(branch->sim, guest))
		walk_break(walk, "guest-owed", "the commands of the debt do "
		    "not bring it up");
}
