#include "core/site/neighbours.h"

#include <assert.h>

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
		for (uint32_t g = 1; g <= site->guest_count; g++) {
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
