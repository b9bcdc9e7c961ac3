/*
 * What can happen to a site that no command of a run does: another domain takes
 * capacity, a file is removed, a volume gets a wrong name.
 */
#include <assert.h>

#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/services.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/storage/handle.h"
#include "backends/sim/storage/outside.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"

static void
incident_begin(struct sim *sim)
{
	sim->cause = CAUSE_FAULT;
	growth_names(sim);
	growth_ensure(sim);
}

void
sim_take_capacity(struct sim *sim, uint32_t node, int64_t vcpus, int64_t memory)
{
	struct node_row *row = world_node(sim->world, node);
	int64_t left = (int64_t)row->free_vcpus - vcpus;

	row->free_vcpus = left > 0 ? (uint32_t)left : 0;
	if (row->free_crypto > site_cores(row->free_vcpus))
		row->free_crypto = site_cores(row->free_vcpus);
	row->free_memory = row->free_memory > memory ?
	    row->free_memory - memory : 0;
}

void
sim_busy(struct sim *sim, uint32_t pool, uint32_t node, bool busy)
{
	struct pool_row *row = world_pool(sim->world, pool);

	assert(pool != 0 && node != 0);
	row->busy = busy ? row->busy | bit(node) : row->busy & ~bit(node);
}

bool
sim_import_outside(struct sim *sim, uint32_t pool)
{
	incident_begin(sim);
	if (!outside_import(sim, pool))
		return false;
	sim_settle(sim);
	return true;
}

void
sim_export_outside(struct sim *sim, uint32_t pool)
{
	incident_begin(sim);
	outside_export(sim, pool);
	sim_settle(sim);
}

bool
sim_remove_file(struct sim *sim, uint32_t file, uint32_t node)
{
	struct file_row *row;

	incident_begin(sim);
	row = world_file(sim->world, file);
	if (!file_visible(sim, file, node))
		return false;
	if (sim->index.path[file].pool != 0) {
		disk_remove(sim, file, node);
		sim_settle(sim);
		return true;
	}
	row->nodes &= ~bit(node);
	return true;
}

bool
sim_misname(struct sim *sim, uint32_t volume, uint32_t as, uint32_t node)
{
	struct export_row row;
	uint32_t at;

	incident_begin(sim);
	at = world_export_of(sim->world, volume, node);
	if (at == 0)
		return false;
	row = *world_export(sim->world, at);
	volume_remove(sim, volume, node);
	row.volume = as;
	row.slots = 0;
	volume_put(sim, &row);
	sim_settle(sim);
	return true;
}

bool
sim_drop_service(struct sim *sim, uint32_t service, uint32_t node)
{
	incident_begin(sim);
	if (world_service(sim->world, service, node)->present == 0)
		return false;
	service_remove(sim, service, node);
	sim_settle(sim);
	return true;
}

bool
sim_clear_configs(struct sim *sim, uint32_t node)
{
	bool any = false;

	incident_begin(sim);
	for (uint32_t slot = 0; slot < CONFIG_SLOTS; slot++) {
		uint32_t name = world_config(sim->world, node, slot)->name;

		if (name != 0)
			config_remove(sim, node, name);
		any |= name != 0;
	}
	return any;
}

/* The first one in the order of slots that does not boot next anyway. */
bool
sim_old_config(struct sim *sim, uint32_t node)
{
	uint32_t next = world_node(sim->world, node)->next, slot = 0;

	incident_begin(sim);
	while (slot < CONFIG_SLOTS &&
	    (world_config(sim->world, node, slot)->name == 0 ||
	    world_config(sim->world, node, slot)->name == next))
		slot++;
	if (slot == CONFIG_SLOTS)
		return false;
	config_set(sim, node, world_config(sim->world, node, slot)->name);
	return true;
}

void
sim_degraded(struct sim *sim, uint32_t node, bool degraded)
{
	assert(node != 0);
	world_node(sim->world, node)->degraded = degraded;
}

void
sim_recovers(struct sim *sim, uint32_t node, bool recovers)
{
	assert(node != 0);
	world_node(sim->world, node)->recovers = recovers;
}

static bool
cut_one(struct sim *sim, uint32_t device, uint32_t node, bool cut)
{
	struct device_row *row = world_device(sim->world, device);
	uint64_t from = cut ? row->nodes : declared_device(sim,
	    device)->nodes & ~row->nodes;

	if ((from & bit(node)) == 0)
		return false;
	row->nodes = cut ? row->nodes & ~bit(node) : row->nodes | bit(node);
	if (row->pool != 0 && (world_pool(sim->world, row->pool)->imported &
	    bit(node)) != 0)
		handle_wait(sim, row->pool, node, cut);
	return true;
}

bool
sim_cut(struct sim *sim, uint32_t device, uint32_t node, bool cut)
{
	bool any = false;

	incident_begin(sim);
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (node == 0 || node == n)
			any |= cut_one(sim, device, n, cut);
	sim_settle(sim);
	return any;
}

void
sim_serve(struct sim *sim, uint32_t guest, uint32_t node, bool serves)
{
	assert(guest != 0 && node != 0);
	world_node(sim->world, node)->server = serves ? guest : 0;
}

void
sim_trouble(struct sim *sim, uint32_t node, unsigned trouble, bool has)
{
	struct node_row *row = world_node(sim->world, node);

	assert(node != 0 && trouble_word(trouble) != NULL);
	row->trouble = (row->trouble & ~trouble) | (has ? trouble : 0);
	if ((trouble & TROUBLE_LDMD) != 0)
		row->served_ns[0] = sim->world->now_ns;
	if ((trouble & TROUBLE_VNTSD) != 0)
		row->served_ns[1] = sim->world->now_ns;
}

/* Its active domain in that condition, on the first node that has one; NULL if
 * there is none. */
static struct domain_row *
active(struct sim *sim, uint32_t guest, enum soft_state soft)
{
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++) {
		struct domain_row *domain = world_domain(sim->world,
		    world_domain_of(sim->world, guest, n));

		if (domain->guest != 0 && domain->state == STATE_AT_OK &&
		    domain->soft == (uint32_t)soft)
			return domain;
	}
	return NULL;
}

/* From inside, as init 5 does: afterwards the domain is bound. */
bool
sim_stop_guest(struct sim *sim, uint32_t guest)
{
	struct domain_row *domain;

	incident_begin(sim);
	domain = active(sim, guest, SOFT_RUNNING);
	if (domain == NULL)
		return false;
	sim->cause = CAUSE_GUEST;
	boot_stop(sim, domain);
	sim_settle(sim);
	return true;
}

bool
sim_hang_guest(struct sim *sim, uint32_t guest, bool hangs)
{
	struct domain_row *domain;

	incident_begin(sim);
	domain = active(sim, guest, hangs ? SOFT_RUNNING : SOFT_HUNG);
	if (domain == NULL)
		return false;
	domain_become(sim, domain, STATE_AT_OK, hangs ? SOFT_HUNG :
	    SOFT_RUNNING);
	sim_settle(sim);
	return true;
}

bool
sim_loop_guest(struct sim *sim, uint32_t guest, bool loops)
{
	incident_begin(sim);
	growth_for(sim, T_WORK, sim->world->table[T_NODE].count);
	growth_for(sim, T_QUEUE, sim->world->table[T_NODE].count);
	if (!boot_loop(sim, guest, loops))
		return false;
	sim_settle(sim);
	return true;
}

bool
sim_source_touched(struct sim *sim, uint32_t source)
{
	return world_source(sim->world, source)->touched != 0;
}

void
sim_archive_full(struct sim *sim, uint32_t archive, bool full)
{
	world_archive(sim->world, archive)->full = full;
}
