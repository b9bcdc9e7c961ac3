#include "backends/sim/world/disks.h"

#include <assert.h>

/* The pool of the volume's file; on all nodes it is the same file. */
static uint32_t
volume_pool(struct sim *sim, uint32_t volume)
{
	uint32_t export = world_volume(sim->world, volume)->first;
	uint32_t file = world_export(sim->world, export)->file;

	return sim->index.path[file].pool;
}

/* The pool of a definition's first disk that is in one; with a pool, of the
 * first that is in this one. */
static uint32_t
domain_pool(struct sim *sim, const struct domain_row *domain, uint32_t pool)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		uint32_t found;

		part = world_part(sim->world, p);
		found = part->kind == PART_DISK ?
		    volume_pool(sim, part->value) : 0;
		if (found != 0 && (pool == 0 || found == pool))
			return found;
	}
	return 0;
}

static uint32_t
guest_pool(struct sim *sim, uint32_t guest, uint32_t pool)
{
	uint32_t found = 0;

	for (uint32_t d = world_guest(sim->world, guest)->first; d != 0 &&
	    found == 0; d = world_domain(sim->world, d)->next)
		found = domain_pool(sim, world_domain(sim->world, d), pool);
	return found;
}

uint32_t
disks_guest(struct sim *sim, uint32_t pool, uint32_t after)
{
	uint32_t guests = sim->world->table[T_GUEST].count;

	assert(after <= guests);
	while (pool != 0 && ++after <= guests)
		if (guest_pool(sim, after, pool) != 0)
			return after;
	return 0;
}

uint32_t
disks_pool(struct sim *sim, uint32_t guest)
{
	return guest_pool(sim, guest, 0);
}
