#include "core/plan/building_rejoin.h"

#include "core/plan/building_node.h"

/* What is typed about a node is typed on another one. */
static bool
member_fits(const struct building *building, struct err *err)
{
	if (!building->job->procedure->takes_node ||
	    building_member(building) != 0)
		return true;
	return err_set(err, building->plan->left_out != 0 ? ERR_NODE_DOWN :
	    ERR_JOB_INVALID, "%s: there is no other node where its commands "
	    "could be typed", building->job->text);
}

/* Nobody was asked: each guest that has the node first is a twin there, and
 * runs on the next node of its list. */
static void
twins_assume(struct building *building, uint32_t node)
{
	struct view *view = &building->plan->view;

	for (uint32_t g = 1; g <= building->site->guest_count; g++) {
		const struct site_guest *row = &building->site->guests[g];

		if (!row->foreign && row->node_count > 1 &&
		    row->node[0] == node && view->twin_count < VIEW_TWINS)
			view->twin[view->twin_count++] = (struct leftover){ g,
			    STATE_BOUND, (uint16_t)row->node[1] };
	}
}

/* A guest that runs on both is no twin, and none of them is stopped by a
 * plan. */
static bool
twins_fit(const struct building *building, uint32_t node, struct err *err)
{
	const struct view *view = &building->plan->view;

	for (uint32_t i = 0; i < view->twin_count; i++) {
		const struct leftover *twin = &view->twin[i];
		const char *name = building_text(building, KIND_GUEST,
		    twin->guest);

		if (twin->state == STATE_RUNNING)
			return err_set(err, ERR_NO_CURE, "%s runs on %s and "
			    "on %s: two copies may write. Look which one "
			    "serves; on the other node: ldm stop-domain -f %s",
			    name, building_text(building, KIND_NODE, node),
			    building_text(building, KIND_NODE, twin->at),
			    name);
	}
	return true;
}

bool
building_of_node(struct building *building, struct err *err)
{
	uint32_t node = 1;

	if (!member_fits(building, err))
		return false;
	if (!building->job->procedure->comes_back)
		return true;
	while ((building->job->nodes >> node & 1) == 0)
		node++;
	if (!building->plan->asked)
		twins_assume(building, node);
	if (building->plan->view.back == BACK_OUTSIDE)
		return err_set(err, ERR_NO_CURE, "%s has power and is no "
		    "member: it boots, or waits at ok. Look at its console "
		    "(start /SP/console); boot it, and plan this job again "
		    "when clnode status says Online", building_text(building,
		    KIND_NODE, node));
	return twins_fit(building, node, err);
}
