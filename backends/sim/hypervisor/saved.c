/*
 * What a node's service processor has saved: the configuration saved last.
 *
 * A power cycle restores exactly that.  What was added since is lost, and what
 * was removed since is back; so is a guest that was bound when it was saved,
 * even if it now runs on another node.
 */
#include "backends/sim/hypervisor/saved.h"

#include <assert.h>

#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/services.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/world/growth.h"

/* Before an event: the configuration that it saves may hold many guests. */
void
saved_growth(struct sim *sim, uint32_t work)
{
	const struct op *op = &world_work(sim->world, work)->op;

	growth_for(sim, T_SAVED, world_node(sim->world, op->on)->bound);
}

/* The bit of a node in a volume's set, which has 32 bits for as many nodes as
 * a site may have. */
static uint32_t
bit_of(uint32_t node)
{
	assert(node != 0 && node <= SITE_NODES);
	return (uint32_t)bit(node - 1);
}

static void
take_services(struct sim *sim, uint32_t node)
{
	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++) {
		struct service_row *row = world_service(sim->world, s, node);

		row->saved = row->present;
		row->saved_value = row->value;
	}
}

static void
take_volumes(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;

	for (uint32_t e = 1; e <= world->table[T_EXPORT].high; e++)
		if (world_export(world, e)->node == node)
			world_volume(world, world_export(world, e)->volume)->
			    saved |= bit_of(node);
}

/* The hypervisor knows no inactive definition, so it cannot save one. */
static void
take_guests(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;

	for (uint32_t d = 1; d <= world->table[T_DOMAIN].high; d++) {
		const struct domain_row *domain = world_domain(world, d);

		if (domain->node == node && world_is_bound(domain))
			*world_saved(world, world_alloc(world, T_SAVED)) =
			    (struct saved_row){ .node = node,
			    .guest = domain->guest, .state = domain->state };
	}
}

/* The next power-on loads factory-default. */
static void
drop(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;
	struct node_row *row = world_node(world, node);

	for (uint32_t i = 1; i <= world->table[T_SAVED].high; i++)
		if (world_saved(world, i)->node == node)
			world_free(world, T_SAVED, i);
	for (uint32_t v = 1; v <= world->table[T_VOLUME].count; v++)
		world_volume(world, v)->saved &= ~bit_of(node);
	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++) {
		world_service(world, s, node)->saved = 0;
		world_service(world, s, node)->saved_value = 0;
	}
	row->saved = row->saved_policy = 0;
}

void
saved_take(struct sim *sim, uint32_t node, uint32_t name)
{
	struct node_row *row = world_node(sim->world, node);

	drop(sim, node);
	row->saved = name;
	row->saved_policy = row->policy;
	take_services(sim, node);
	take_volumes(sim, node);
	if (row->bound != 0)
		take_guests(sim, node);
}

/* The configuration that the next power-on would load is removed.  None takes
 * its place until one is saved again. */
void
saved_drop(struct sim *sim, uint32_t node, uint32_t name)
{
	if (world_node(sim->world, node)->saved == name)
		drop(sim, node);
}

void
saved_keep(struct sim *sim, const struct export_row *export)
{
	struct volume_row *volume = world_volume(sim->world, export->volume);

	assert(export->volume != 0);
	if ((volume->saved & bit_of(export->node)) == 0)
		return;
	volume->saved &= ~bit_of(export->node);
	*world_saved(sim->world, world_alloc(sim->world, T_SAVED)) =
	    (struct saved_row){ .node = export->node,
	    .volume = export->volume, .service = export->service,
	    .file = export->file, .options = export->options };
}

/* A power cycle leaves a guest's definition, if that was saved. */
static bool
has_guest(struct sim *sim, uint32_t guest, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_SAVED].high; i++)
		if (world_saved(sim->world, i)->node == node &&
		    world_saved(sim->world, i)->guest == guest)
			return true;
	return false;
}

static void
forget_guests(struct sim *sim, uint32_t node)
{
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *row = world_domain(sim->world, d);

		if (row->guest != 0 && row->node == node &&
		    !has_guest(sim, row->guest, node))
			domain_remove(sim, d);
	}
}

static void
forget_volumes(struct sim *sim, uint32_t node)
{
	for (uint32_t e = 1; e <= sim->world->table[T_EXPORT].high; e++) {
		const struct export_row *row = world_export(sim->world, e);

		if (row->volume != 0 && row->node == node &&
		    (world_volume(sim->world, row->volume)->saved &
		    bit_of(node)) == 0)
			volume_remove(sim, row->volume, node);
	}
}

static void
service_again(struct sim *sim, uint32_t service, uint32_t node)
{
	const struct service_row *row = world_service(sim->world, service,
	    node);

	if (row->present != 0 && (row->saved == 0 ||
	    row->value != row->saved_value))
		service_remove(sim, service, node);
	if (row->saved != 0)
		service_put(sim, service, node, row->saved_value);
}

/* With nothing saved the node boots factory-default: only a control domain. */
void
saved_forget(struct sim *sim, uint32_t node)
{
	uint32_t policy = world_node(sim->world, node)->saved_policy;

	forget_guests(sim, node);
	forget_volumes(sim, node);
	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++)
		service_again(sim, s, node);
	node_policy(sim, node, policy != 0 ? policy : sim->index.ignore);
}

/* Restore one removed volume; false when there is none left. */
bool
saved_volume(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;

	for (uint32_t i = 1; i <= world->table[T_SAVED].high; i++) {
		const struct saved_row *row = world_saved(world, i);

		if (row->node != node || row->volume == 0)
			continue;
		volume_put(sim, &(struct export_row){ .node = node,
		    .volume = row->volume, .service = row->service,
		    .file = row->file, .options = row->options });
		world_volume(world, row->volume)->saved |= bit_of(node);
		world_free(world, T_SAVED, i);
		return true;
	}
	return false;
}
