/*
 * How the facts of a plan are linked: to earlier and later ones of the same
 * question, from a part to its whole, from a file on a share to its mount.
 */
#include <assert.h>
#include <string.h>

#include "core/op/answers.h"
#include "core/plan/building.h"

static uint32_t
place_of(const struct op *ask)
{
	enum asked asked = op_table[ask->kind].asked;

	assert(op_table[ask->kind].question);
	return asked == ASKED_ON_SOURCE ? PLACE_SOURCE | ask->source :
	    asked == ASKED_IN_GUEST ? PLACE_GUEST | ask->guest : ask->on;
}

/* The first fact about the mount of the share that the file is on; a question
 * without a place is asked where the share is mounted first. */
static uint32_t
share_of(const struct plan *plan, const struct op *ask)
{
	const struct names *names = plan->site->names;
	const char *path = names_text(names, KIND_FILE, ask->file);
	uint32_t on = place_of(ask);

	if (ask->file == 0 || op_table[ask->kind].carries == CARRIES_SHARE)
		return PLAN_NONE;
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		const struct op *other = &plan->facts[i].fact.ask;
		const char *mount = names_text(names, KIND_FILE, other->file);
		size_t n = strlen(mount);

		if (op_table[other->kind].carries == CARRIES_SHARE &&
		    (other->on == on || on == 0) &&
		    strncmp(path, mount, n) == 0 && path[n] == '/')
			return i;
	}
	return PLAN_NONE;
}

static void
places_link(const struct plan *plan, struct known *known)
{
	const struct op *ask = &known->fact.ask;

	known->share = share_of(plan, ask);
	known->inside = op_asked_inside(ask);
	known->of_source = op_asked_on_source(ask);
}

static uint32_t
whole_of(const struct plan *plan, const struct op *ask)
{
	enum op_kind within = op_table[ask->kind].within;
	uint32_t kind = within != OP_NONE ? within : ask->kind;

	for (uint32_t i = 0; i < plan->fact_count; i++) {
		const struct op *other = &plan->facts[i].fact.ask;

		if (other->kind == kind && other->on == ask->on &&
		    other->guest == ask->guest && !op_asks_part(other) &&
		    other->group == ask->group &&
		    other->resource == ask->resource)
			return i;
	}
	return PLAN_NONE;
}

void
building_link(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		struct known *known = &plan->facts[i];

		places_link(plan, known);
		if (op_asks_part(&known->fact.ask) ||
		    op_table[known->fact.ask.kind].within != OP_NONE)
			known->whole = whole_of(plan, &known->fact.ask);
		for (uint32_t j = i + 1; j < plan->fact_count; j++)
			if (op_equal(&known->fact.ask,
			    &plan->facts[j].fact.ask)) {
				known->next = j;
				plan->facts[j].before = i;
				break;
			}
	}
}
