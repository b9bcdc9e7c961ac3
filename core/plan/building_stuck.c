/*
 * Where a stuck group is cured, and which steps that needs.
 */
#include "core/plan/building_stuck.h"
#include "core/plan/stuck_group.h"

/* A group in error is cured where it is.  One that is offline comes online on
 * --to, or on the first node of its list that is left. */
bool
building_stuck(struct building *building, struct err *err)
{
	const struct names *names = building->site->names;
	struct plan *plan = building->plan;
	uint32_t at, to = building->job->to;

	if (!plan->asked)
		stuck_assume(&plan->view.seen, building->row, building->home);
	if (!stuck_is_curable(building->arena, building->site,
	    building->job->guest, &plan->view.seen, err))
		return false;
	at = stuck_at(&plan->view.seen);
	if (at != 0 && to != 0 && to != at)
		return err_set(err, ERR_JOB_INVALID, "%s is cured on %s, where "
		    "it is; leave out --to", names_text(names, KIND_GROUP,
		    building->row->group), names_text(names, KIND_NODE, at));
	if (to != 0 && !job_touches(building->site, building->job, to))
		return err_set(err, ERR_JOB_INVALID, "%s is not in the node "
		    "list of %s", names_text(names, KIND_NODE, to),
		    names_text(names, KIND_GROUP, building->row->group));
	plan->from = plan->to = at != 0 ? at : to != 0 ? to : building->home;
	building->here = building->guest_at = plan->from;
	building->cure = stuck_find(&plan->view.seen)->cure;
	building->up = (building->cure & CURE_KEEP) != 0;
	return true;
}
