#include "backends/sim/cluster/relation.h"

#include <assert.h>

#include "backends/sim/kernel/settle.h"
#include "backends/sim/world/disks.h"

uint32_t
group_storage(struct sim *sim, uint32_t group)
{
	return world_group(sim->world, group)->storage;
}

uint32_t
group_agent(struct sim *sim, uint32_t group)
{
	uint32_t guest = world_group(sim->world, group)->guest;
	uint32_t agent = world_guest(sim->world, guest)->agent;

	return world_resource(sim->world, agent)->group == group ? agent : 0;
}

uint32_t
group_pool(struct sim *sim, uint32_t group)
{
	return world_resource(sim->world, group_storage(sim, group))->pool;
}

uint32_t
group_guest(struct sim *sim, uint32_t group)
{
	return world_resource(sim->world, group_agent(sim, group))->guest;
}

uint32_t
pool_storage(struct sim *sim, uint32_t pool)
{
	for (uint32_t r = 1; pool != 0 &&
	    r <= sim->world->table[T_RESOURCE].count; r++)
		if (world_resource(sim->world, r)->pool == pool)
			return r;
	return 0;
}

uint32_t
group_of_guest(struct sim *sim, uint32_t guest)
{
	uint32_t resource = world_guest(sim->world, guest)->agent;

	for (uint32_t g = 1; resource == 0 &&
	    g <= sim->world->table[T_GROUP].count; g++)
		if (world_group(sim->world, g)->guest == guest)
			return g;
	if (resource == 0)
		resource = pool_storage(sim, disks_pool(sim, guest));
	return world_resource(sim->world, resource)->group;
}

/* The disks of a guest that has lost its agent, or of one that never had one,
 * go where the pool goes. */
void
group_touch(struct sim *sim, uint32_t group)
{
	uint32_t guest = world_group(sim->world, group)->guest, pool;

	if (guest != 0) {
		sim_touch(sim, KIND_GUEST, guest);
		return;
	}
	pool = group_pool(sim, group);
	while ((guest = disks_guest(sim, pool, guest)) != 0)
		sim_touch(sim, KIND_GUEST, guest);
}

void
relation_add(struct sim *sim, uint32_t resource)
{
	const struct resource_row *row = world_resource(sim->world, resource);
	struct group_row *group = world_group(sim->world, row->group);

	assert(row->exists != 0 && group->exists != 0);
	if (row->type == TYPE_STORAGE) {
		group->storage = resource;
		return;
	}
	group->guest = row->guest;
	world_guest(sim->world, row->guest)->agent = resource;
}

void
relation_remove(struct sim *sim, uint32_t resource)
{
	const struct resource_row *row = world_resource(sim->world, resource);

	assert(row->exists != 0);
	if (row->type == TYPE_STORAGE)
		world_group(sim->world, row->group)->storage = 0;
	else
		world_guest(sim->world, row->guest)->agent = 0;
}
