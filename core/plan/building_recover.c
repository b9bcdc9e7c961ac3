/*
 * A plan that begins where something is wrong.
 */
#include "core/plan/building.h"
#include "core/plan/recovery.h"

bool
building_recover(struct building *building, bool asked, struct err *err)
{
	struct plan *plan = building->plan;
	struct recovery *recovery = &building->recovery;

	if (!asked) {
		recovery_assume(building->site, plan->guest,
		    building->job->off, &plan->view);
		plan->left_out = plan->view.gone;
	}
	if (!recovery_decide(building->site, plan->guest, &plan->view,
	    recovery, err))
		return false;
	building->home = building_first_left(building);
	building->here = plan->view.group_at != 0 ? plan->view.group_at :
	    recovery->at;
	plan->from = plan->to = building->guest_at = recovery->at;
	building->guarded = plan->view.ends.guarded;
	building->counted = true;
	return true;
}
