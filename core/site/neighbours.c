#include "core/site/neighbours.h"

#include <assert.h>

#include "core/base/arena.h"

/* From the last guest to the first, so that each chain begins with the first. */
const uint32_t *
neighbours_index(struct arena *arena, struct site *site)
{
	uint32_t *owner = arena_take(arena, names_count(site->names,
	    KIND_GROUP) + 1, sizeof(*owner));

	for (uint32_t g = site->guest_count; g >= 1; g--) {
		owner[site->guests[g].group] = g;
		site->guests[g].named_by = 0;
	}
	owner[0] = 0;
	for (uint32_t g = site->guest_count; g >= 1; g--) {
		struct site_guest *row = &site->guests[g];

		for (uint32_t i = 0; i < row->affinity_count; i++) {
			uint32_t other = owner[row->affinity[i].group];

			row->affinity_guest[i] = other;
			row->affinity_next[i] = site->guests[other].named_by;
			site->guests[other].named_by = g;
		}
	}
	return owner;
}

uint32_t
neighbours_naming(const struct site *site, uint32_t guest, uint32_t after)
{
	const struct site_guest *row = &site->guests[after];
	uint32_t i = 0;

	assert(guest <= site->guest_count && after <= site->guest_count);
	if (after == 0)
		return site->guests[guest].named_by;
	while (i < row->affinity_count && row->affinity_guest[i] != guest)
		i++;
	assert(i < row->affinity_count);
	return row->affinity_next[i];
}

enum sign
neighbours_sign(const struct site *site, uint32_t guest, uint32_t group)
{
	const struct site_guest *row = &site->guests[guest];

	assert(guest <= site->guest_count);
	for (uint32_t i = 0; i < row->affinity_count; i++)
		if (row->affinity[i].group == group)
			return row->affinity[i].sign;
	return SIGN_NONE;
}

bool
neighbours_moves(uint32_t guest, uint32_t first, const uint32_t *list,
    uint32_t count)
{
	bool moves = guest == first;

	for (uint32_t i = 0; i < count; i++)
		moves |= list[i] == guest;
	return moves;
}

bool
neighbours_listed(const struct site_guest *row, uint32_t node)
{
	uint32_t i = 0;

	while (i < row->node_count && row->node[i] != node)
		i++;
	return i < row->node_count;
}

uint32_t
neighbours_following(const struct site *site, uint32_t guest, uint32_t *list)
{
	uint32_t count = 0, leader = guest;

	assert(guest != 0 && guest <= site->guest_count);
	for (uint32_t next = 0; next <= count; leader = list[next++]) {
		for (uint32_t g = neighbours_naming(site, leader, 0); g != 0;
		    g = neighbours_naming(site, leader, g)) {
			if (neighbours_moves(g, guest, list, count) ||
			    !affinity_is_with(neighbours_sign(site, g,
			    site->guests[leader].group)))
				continue;
			if (count == FOLLOWERS)
				return FOLLOWERS + 1;
			list[count++] = g;
		}
		if (next == count)
			break;
	}
	return count;
}
