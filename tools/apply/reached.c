#include "tools/apply/reached.h"

#include <stddef.h>

enum { PLACE_BYTES = 80 };

static const struct site_reach *
reach_of(const struct site *site, uint32_t place)
{
	uint32_t id = place & PLACE_ID;

	if ((place & PLACE_GUEST) != 0)
		return site->guests[id].contact != NULL ?
		    &site->guests[id].contact->reach : NULL;
	return (place & PLACE_SOURCE) != 0 ? &site->sources[id].reach :
	    &site->nodes[id].reach;
}

static bool
is_reached(const struct site *site, uint32_t place, struct err *err)
{
	const struct site_reach *reach = place != 0 &&
	    (place & PLACE_SP) == 0 ? reach_of(site, place) : NULL;
	char text[PLACE_BYTES];
	const char *lacks = (place & PLACE_SP) != 0 ?
	    site_sp_lacks(site, place & PLACE_ID) : NULL;

	if ((place & PLACE_SP) != 0)
		return lacks == NULL || err_set(err, ERR_NO_REACH, "%s: %s",
		    site_place(site->names, place, text, sizeof(text)), lacks);
	return place == 0 || (reach != NULL && reach->by != NULL) ||
	    err_set(err, ERR_NO_REACH, "%s: the site file has no \"reach\" "
	    "for it", site_place(site->names, place, text, sizeof(text)));
}

bool
reached_nodes(const struct site *site, const struct job *job, struct err *err)
{
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (job_touches(site, job, n) && !is_reached(site, n, err))
			return false;
	return true;
}

/* What a person does somewhere needs no way there. */
static bool
step_reached(const struct plan *plan, const struct step *step,
    struct err *err)
{
	if (step->kind == STEP_CHANGE &&
	    !site_by_hand(plan->site, &step->op) &&
	    !is_reached(plan->site, op_place(&step->op), err))
		return false;
	for (uint32_t i = 0; i < step->decide.count; i++)
		if (!is_reached(plan->site, op_asked_at(
		    &plan->facts[step->decide.first + i].fact.ask), err))
			return false;
	return true;
}

bool
reached_plan(const struct plan *plan, struct err *err)
{
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (!is_reached(plan->site, op_asked_at(
		    &plan->checks[i].fact.ask), err))
			return false;
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (!step_reached(plan, &plan->steps[i], err))
			return false;
	return true;
}
