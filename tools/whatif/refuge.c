#include "tools/whatif/refuge.h"

#include "backends/sim/cluster/home.h"
#include "core/base/arena.h"

/* Is there another node for a guest that is up on that one? */
static bool
has_another(const struct course *course, uint32_t guest, uint32_t on)
{
	const struct site_guest *row = &course->site->guests[guest];
	struct err err;

	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] != on && home_allows(
		    course->simulated->sim, guest, row->node[i], &err))
			return true;
	return false;
}

void
refuge_note(struct refuge *refuge, struct arena *arena,
    const struct course *course)
{
	uint32_t count = course->site->guest_count;
	size_t rows = (size_t)count + 1;

	*refuge = (struct refuge){ .has = arena_take(arena, rows,
	    sizeof(*refuge->has)) };
	refuge->stranded = arena_take(arena, rows, sizeof(uint32_t));
	refuge->unguarded = arena_take(arena, rows, sizeof(uint32_t));
	refuge->suspended = arena_take(arena, rows, sizeof(uint32_t));
	for (uint32_t g = 1; g <= count; g++)
		refuge->has[g] = course->was_on[g] != 0 &&
		    has_another(course, g, course->was_on[g]);
}

/* A guest that nothing would start has no refuge anyway. */
static void
guest_compare(struct refuge *refuge, const struct course *course,
    uint32_t guest)
{
	struct home home;

	home_of(course->simulated->sim, guest, &home);
	if (!home.guarded)
		refuge->unguarded[refuge->unguarded_count++] = guest;
	else if (home.suspended)
		refuge->suspended[refuge->suspended_count++] = guest;
	else if (refuge->has[guest] && !has_another(course, guest,
	    course->on[guest]))
		refuge->stranded[refuge->stranded_count++] = guest;
}

void
refuge_compare(struct refuge *refuge, const struct course *course)
{
	for (uint32_t g = 1; g <= course->site->guest_count; g++)
		if (course->on[g] != 0)
			guest_compare(refuge, course, g);
}
