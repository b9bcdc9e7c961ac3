#include "core/plan/building_asked.h"

#include "core/plan/emptied.h"
#include "core/plan/stuck_group.h"
#include "core/site/neighbours.h"

#define S(state)	STATE_BIT(STATE_##state)

/* No guest of ours is bound on the block's node, and no pool of one imported:
 * as far as the node can have them. */
static bool
empty_fact(const struct building *building, unsigned n, struct fact *fact)
{
	if (n == 0) {
		*fact = emptied_groups(building->node);
		return true;
	}
	for (uint32_t g = 1; g <= building->site->guest_count; g++)
		for (unsigned i = 0; emptied_guest(building->site, g,
		    building->node, i, fact); i++)
			if (--n == 0)
				return true;
	return false;
}

/* The block's node sees the LUN of each guest of ours that it can have. */
static bool
path_fact(const struct building *building, unsigned n, struct fact *fact)
{
	const struct site *site = building->site;

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct site_guest *row = &site->guests[g];

		if (row->foreign || row->device == 0 ||
		    !neighbours_listed(row, building->node) || n-- != 0)
			continue;
		*fact = (struct fact){ { .kind = OP_DEVICE_STATE,
		    .on = building->node, .device = row->device },
		    { .cares = WANT_STATE, .states = S(PRESENT) } };
		return true;
	}
	return false;
}

/* The only fact. */
static struct fact
one_fact(const struct building *building, enum asks asks)
{
	struct op ask = { .kind = OP_GUEST_STATE, .on = building->guest_at,
	    .guest = building->job->guest };
	struct want want = { .cares = WANT_STATE, .states = S(RUNNING) };

	switch (asks) {
	case ASKS_IMAGE:
		ask.kind = OP_IMAGE_STATE;
		want.states = S(UPGRADABLE) | S(INTERRUPTED) | S(UPGRADED);
		break;
	case ASKS_FRESH:
		ask = (struct op){ .kind = OP_FRESH_STATE,
		    .source = building->row->source,
		    .file = building_source(building)->mark };
		want.states = S(NOTHING_NEWER);
		break;
	case ASKS_GO:
		ask.kind = OP_MIGRATION_CHECK;
		ask.to = building->plan->to;
		ask.file = building->row->agent.password_file;
		want.states = S(WOULD_GO);
		break;
	case ASKS_FENCE:
		ask.on = building->recovery.dead;
		want.states = S(ABSENT) | S(INACTIVE) | S(BOUND);
		break;
	case ASKS_COPY:
		ask = (struct op){ .kind = OP_DISK_STATE,
		    .on = building->recovery.at,
		    .file = building_copy(building) };
		want.states = S(PRESENT);
		break;
	case ASKS_UP:
	case ASKS_PATHS:
	case ASKS_EMPTY:
	case ASKS_MEMBER:
	case ASKS_SEEN:
		break;
	}
	return (struct fact){ .ask = ask, .want = want };
}

bool
building_asked(const struct building *building, enum asks asks, unsigned n,
    struct fact *fact)
{
	if (asks == ASKS_EMPTY)
		return empty_fact(building, n, fact);
	if (asks == ASKS_MEMBER) {
		*fact = emptied_member(building->node);
		return n == 0;
	}
	if (asks == ASKS_PATHS)
		return path_fact(building, n, fact);
	if (asks == ASKS_SEEN)
		return stuck_fact(building->site, building->job->guest,
		    &building->plan->view.seen, n, fact);
	*fact = one_fact(building, asks);
	return n == 0;
}
