/*
 * Why a step is there, in the words of the procedure and of the site: when the
 * owner is asked, and what the owner types inside the guest.
 */
#include <assert.h>

#include "core/base/arena.h"
#include "core/plan/building.h"

/* domferry does not own the applications: their commands are the owner's. */
static const char *
why_halt(struct building *building, const char *why)
{
	const struct site_contact *contact = building->row->contact;

	return contact->stop == NULL ? why : arena_format(building->arena,
	    "%s; before it, its owner stops the applications inside: %s", why,
	    contact->stop);
}

static const char *
why_up(struct building *building, const char *why)
{
	const struct site_contact *contact = building->row->contact;

	if (contact->start != NULL)
		why = arena_format(building->arena, "%s; then its owner "
		    "starts the applications inside: %s", why,
		    contact->start);
	if (contact->well != NULL)
		why = arena_format(building->arena, "%s; they are well if "
		    "this exits with 0: %s", why, contact->well);
	return why;
}

static const char *
why_owner(struct building *building, const char *why)
{
	const struct site_contact *contact = building->row->contact;

	if (contact->owner != NULL)
		why = arena_format(building->arena, "%s; the owner is %s",
		    why, contact->owner);
	if (contact->phone != NULL)
		why = arena_format(building->arena, "%s; telephone %s", why,
		    contact->phone);
	return why;
}

/* Whoever says yes to it knows who else dies. */
static const char *
why_power(struct building *building, const char *why)
{
	uint32_t dies = building->plan->view.ends.dies;

	return dies == 0 ? why : arena_format(building->arena, "%s; what dies "
	    "with it: %s", why, building_text(building, KIND_TEXT, dies));
}

static const char *(*const whys[OP_KINDS])(struct building *,
    const char *) = {
	[OP_GUEST_HALT] = why_halt,
	[OP_SOURCE_FREEZE] = why_owner,
	[OP_ASK] = why_owner,
};

const char *
building_why(struct building *building, const struct procedure_step *row,
    const struct step *step)
{
	assert(step->op.kind < OP_KINDS);
	if (step->kind == STEP_CHANGE && op_table[step->op.kind].cuts_power)
		return why_power(building, row->why);
	if (building->row->contact == NULL)
		return row->why;
	if (step->kind == STEP_WAIT)
		return why_up(building, row->why);
	return step->kind == STEP_CHANGE && whys[step->op.kind] != NULL ?
	    whys[step->op.kind](building, row->why) : row->why;
}
