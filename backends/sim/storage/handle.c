/*
 * The files of bound domains that virtual disk servers hold open.
 *
 * A handle is taken when the domain is bound and kept until it is unbound.
 * When the pool is exported by force the handle is dead.
 */
#include "backends/sim/storage/handle.h"

#include <assert.h>

#include "backends/sim/kernel/settle.h"

/* Each device counts its open handles, so that most searches end at once. */
void
handle_set(struct sim *sim, struct part_row *part, enum handle handle)
{
	uint32_t pool = world_file(sim->world, part->file)->pool;
	uint32_t name = world_pool(sim->world, pool)->device;
	struct device_row *device = world_device(sim->world, name);

	assert(handle <= HANDLE_DEAD);
	if (name != 0 && part->handle == HANDLE_OPEN && device->handles != 0)
		device->handles--;
	if (name != 0 && handle == HANDLE_OPEN)
		device->handles++;
	part->handle = (uint16_t)handle;
}

static bool
domain_holds(struct sim *sim, const struct domain_row *domain, uint32_t pool,
    bool kill)
{
	struct part_row *part;
	bool holds = false;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->handle != HANDLE_OPEN || world_file(sim->world,
		    part->file)->pool != pool)
			continue;
		holds = true;
		if (kill)
			handle_set(sim, part, HANDLE_DEAD);
	}
	if (holds && kill)
		sim_touch(sim, KIND_GUEST, domain->guest);
	return holds;
}

/* Does a domain of the node hold files of the pool open? */
bool
handle_held(struct sim *sim, uint32_t pool, uint32_t node, bool kill)
{
	bool holds = false;

	assert(node != 0);
	if (world_node(sim->world, node)->bound == 0 ||
	    world_device(sim->world, world_pool(sim->world,
	    pool)->device)->handles == 0)
		return false;
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *row = world_domain(sim->world, d);

		if (row->node == node && world_is_bound(row))
			holds |= domain_holds(sim, row, pool, kill);
	}
	return holds;
}

static void
domain_waits(struct sim *sim, const struct domain_row *domain, uint32_t pool,
    bool waits)
{
	enum handle was = waits ? HANDLE_OPEN : HANDLE_WAITING;
	struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind != PART_DISK || part->handle != (uint16_t)was ||
		    world_file(sim->world, part->file)->pool != pool)
			continue;
		handle_set(sim, part, waits ? HANDLE_WAITING : HANDLE_OPEN);
		sim_touch(sim, KIND_GUEST, domain->guest);
	}
}

void
handle_wait(struct sim *sim, uint32_t pool, uint32_t node, bool waits)
{
	assert(pool != 0 && node != 0);
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *row = world_domain(sim->world, d);

		if (row->node == node && world_is_bound(row))
			domain_waits(sim, row, pool, waits);
	}
}
