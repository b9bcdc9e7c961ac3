#include "tools/apply/reached.h"

#include <stddef.h>

enum { PLACE_BYTES = 80 };

bool
reached_by_hand(const struct site *site, struct reach *reach)
{
	uint32_t n = 1;

	while (n <= site->node_count && !reach_by_person(reach, n))
		n++;
	return n <= site->node_count;
}

static bool
is_reached(const struct site *site, uint32_t place, bool asked,
    struct err *err)
{
	char text[PLACE_BYTES];
	const char *lacks = (place & PLACE_SP) != 0 ?
	    site_sp_lacks(site, place & ~(uint32_t)PLACE_SP) : NULL;

	if (place == 0)
		return true;
	site_place(site->names, place, text, sizeof(text));
	if ((place & PLACE_SP) != 0)
		return lacks == NULL || err_set(err, ERR_NO_REACH, "%s: %s",
		    text, lacks);
	if (site_reach_at(site, place)->by == NULL)
		return err_set(err, ERR_NO_REACH, "%s: the site file has no "
		    "\"reach\" for it", text);
	return asked || !site_reach_is(site, place, "hand") || err_set(err,
	    ERR_NOBODY_TYPES, "%s is reached by hand, and nobody is asked (-y, "
	    "or standard input and error are no terminal)", text);
}

bool
reached_nodes(const struct site *site, const struct job *job, bool asked,
    struct err *err)
{
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (job_touches(site, job, n) && !is_reached(site, n,
		    asked, err))
			return false;
	return true;
}

/* What a person does somewhere needs no way there. */
static bool
step_reached(const struct plan *plan, const struct step *step, bool asked,
    struct err *err)
{
	if (step->kind == STEP_CHANGE &&
	    !site_by_hand(plan->site, &step->op) &&
	    !is_reached(plan->site, op_place(&step->op), asked, err))
		return false;
	for (uint32_t i = 0; i < step->decide.count; i++)
		if (!is_reached(plan->site, op_asked_at(
		    &plan->facts[step->decide.first + i].fact.ask), asked,
		    err))
			return false;
	return true;
}

bool
reached_plan(const struct plan *plan, bool asked, struct err *err)
{
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (!is_reached(plan->site, op_asked_at(
		    &plan->checks[i].fact.ask), asked, err))
			return false;
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (!step_reached(plan, &plan->steps[i], asked, err))
			return false;
	return true;
}
