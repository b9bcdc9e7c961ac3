/*
 * Disks, nets and variables of a definition.
 *
 * The cluster's copy and the definition from which it was made share one chain
 * until one of them changes, so that most guests have only one chain.
 */
#include "backends/sim/hypervisor/part.h"

#include <assert.h>

#include "backends/sim/storage/handle.h"

static uint32_t *
end_of(struct world *world, uint32_t domain)
{
	uint32_t *link = &world_domain(world, domain)->parts;

	while (*link != 0)
		link = &world_part(world, *link)->next;
	return link;
}

/* Another definition of the same guest with the same chain, or 0. */
static uint32_t
sharer(struct world *world, uint32_t domain)
{
	const struct domain_row *row = world_domain(world, domain);
	uint32_t other = world_guest(world, row->guest)->first;

	while (other != 0 && (other == domain || row->parts == 0 ||
	    world_domain(world, other)->parts != row->parts))
		other = world_domain(world, other)->next;
	return other;
}

static void
clone(struct world *world, uint32_t domain)
{
	uint32_t *link = &world_domain(world, domain)->parts;
	uint32_t from = *link;

	for (; from != 0; from = world_part(world, from)->next) {
		uint32_t row = world_alloc(world, T_PART);
		struct part_row *part = world_part(world, row);

		*part = *world_part(world, from);
		part->handle = HANDLE_NONE;
		part->file = 0;
		*link = row;
		link = &part->next;
	}
	*link = 0;
}

/* Copy the chain for the other definition before this one changes. */
void
part_own(struct sim *sim, uint32_t domain)
{
	uint32_t other = sharer(sim->world, domain);

	if (other != 0)
		clone(sim->world, other);
}

void
part_share(struct sim *sim, uint32_t from, uint32_t domain)
{
	struct world *world = sim->world;
	bool shared = sharer(world, from) != 0;

	assert(from != 0 && domain != 0 && from != domain);
	part_drop(sim, domain);
	world_domain(world, domain)->parts = world_domain(world, from)->parts;
	if (shared)
		clone(world, domain);
}

uint32_t
part_add(struct sim *sim, uint32_t domain, const struct part_row *part)
{
	uint32_t row;

	assert(part->kind >= PART_DISK && part->kind <= PART_VARIABLE);
	part_own(sim, domain);
	row = world_alloc(sim->world, T_PART);
	*world_part(sim->world, row) = *part;
	world_part(sim->world, row)->next = 0;
	*end_of(sim->world, domain) = row;
	return row;
}

void
part_remove(struct sim *sim, uint32_t domain, uint32_t part)
{
	uint32_t *link;

	assert(part != 0);
	part_own(sim, domain);
	link = &world_domain(sim->world, domain)->parts;
	while (*link != part)
		link = &world_part(sim->world, *link)->next;
	*link = world_part(sim->world, part)->next;
	handle_set(sim, world_part(sim->world, part), HANDLE_NONE);
	world_free(sim->world, T_PART, part);
}

void
part_drop(struct sim *sim, uint32_t domain)
{
	struct world *world = sim->world;
	uint32_t row = world_domain(world, domain)->parts;
	bool shared = sharer(world, domain) != 0;

	world_domain(world, domain)->parts = 0;
	while (row != 0 && !shared) {
		uint32_t next = world_part(world, row)->next;

		world_free(world, T_PART, row);
		row = next;
	}
}
