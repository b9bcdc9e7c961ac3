/*
 * Where a command is typed: on a node, at its service processor, on a source,
 * inside a guest.
 *
 * A source answers while its system runs; the inside of a guest does too.
 */
#include "backends/sim/kernel/place.h"

#include <assert.h>
#include <stdio.h>

#include "core/base/rare.h"

bool
node_answers(struct sim *sim, uint32_t node)
{
	return node <= sim->world->table[T_NODE].count &&
	    world_node(sim->world, node)->power == NODE_UP;
}

bool
node_is_member(struct sim *sim, uint32_t node)
{
	return node_answers(sim, node) &&
	    world_node(sim->world, node)->member != 0;
}

uint64_t
node_members(struct sim *sim)
{
	uint64_t members = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (node_is_member(sim, n))
			members |= bit(n);
	return members;
}

bool
node_any_member(struct sim *sim)
{
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (node_is_member(sim, n))
			return true;
	return false;
}

uint64_t
node_counted(struct sim *sim)
{
	uint64_t counted = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (world_node(sim->world, n)->member != 0)
			counted |= bit(n);
	return counted;
}

bool
place_known(struct sim *sim, uint32_t place)
{
	const struct table_at *table = sim->world->table;
	uint32_t n = place & PLACE_ID;

	if ((place & PLACE_SOURCE) != 0)
		return n <= table[T_SOURCE].count;
	if (place == n || (place & PLACE_SP) != 0)
		return n <= table[T_NODE].count;
	return n <= table[T_GUEST].count;
}

bool
place_runs(struct sim *sim, uint32_t guest, uint32_t node)
{
	const struct domain_row *domain = world_domain(sim->world,
	    world_domain_of(sim->world, guest, node));

	return node_answers(sim, node) && domain->state == STATE_AT_OK &&
	    domain->soft == SOFT_RUNNING;
}

RARE static bool
guest_runs(struct sim *sim, uint32_t guest)
{
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (place_runs(sim, guest, n))
			return true;
	return false;
}

bool
place_answers(struct sim *sim, uint32_t place)
{
	uint32_t n = place & PLACE_ID;

	/* Somebody may name one that the world has not. */
	if (!place_known(sim, place))
		return false;
	if (place == n)
		return node_answers(sim, n);
	/* It has power of its own. */
	if ((place & PLACE_SP) != 0)
		return true;
	if ((place & PLACE_SOURCE) != 0)
		return world_source(sim->world, n)->power == SOURCE_RUNNING;
	return guest_runs(sim, n);
}

const char *
place_name(struct sim *sim, uint32_t place)
{
	uint32_t n = place & PLACE_ID;

	assert(place_known(sim, place));
	if ((place & PLACE_SOURCE) != 0)
		return sim_name(sim, KIND_SOURCE, n);
	if ((place & PLACE_GUEST) != 0)
		return sim_name(sim, KIND_GUEST, n);
	return sim_name(sim, KIND_NODE, n);
}

/* The archive that is mounted there, or 0. */
uint32_t
place_share(struct sim *sim, uint32_t place)
{
	uint32_t n = place & PLACE_ID;

	if ((place & PLACE_SOURCE) != 0)
		return world_source(sim->world, n)->share;
	if ((place & PLACE_GUEST) != 0)
		return world_guest(sim->world, n)->share;
	return world_node(sim->world, n)->share;
}

void
place_mount(struct sim *sim, uint32_t place, uint32_t archive)
{
	uint32_t n = place & PLACE_ID;

	assert(place_known(sim, place));
	if ((place & PLACE_SOURCE) != 0)
		world_source(sim->world, n)->share = archive;
	else if ((place & PLACE_GUEST) != 0)
		world_guest(sim->world, n)->share = (uint8_t)archive;
	else
		world_node(sim->world, n)->share = archive;
}
