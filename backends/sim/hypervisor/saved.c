/*
 * What a node's service processor has saved, slot by slot.
 *
 * A power cycle restores exactly the configuration that was chosen for it: the
 * one saved last, unless somebody has chosen another.  What was added since is
 * lost, and what was removed since is back; so is a guest that was bound when
 * it was saved, even if it now runs on another node.
 */
#include "backends/sim/hypervisor/saved.h"

#include <assert.h>

#include "backends/sim/hypervisor/config.h"
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

static uint16_t
slot_bit(uint32_t slot)
{
	assert(slot <= SLOT_AUTOSAVE);
	return (uint16_t)bit(slot);
}

static void
take_services(struct sim *sim, uint32_t node, uint32_t slot)
{
	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++) {
		struct service_row *row = world_service(sim->world, s, node);

		if (row->present == 0)
			continue;
		row->saved |= slot_bit(slot);
		row->saved_value[slot] = row->value;
	}
}

static void
take_volumes(struct sim *sim, uint32_t node, uint32_t slot)
{
	struct world *world = sim->world;

	for (uint32_t e = 1; e <= world->table[T_EXPORT].high; e++)
		if (world_export(world, e)->node == node)
			world_export(world, e)->slots |= slot_bit(slot);
}

/* The hypervisor knows no inactive definition, so it cannot save one. */
static void
take_guests(struct sim *sim, uint32_t node, uint32_t slot)
{
	struct world *world = sim->world;

	for (uint32_t d = 1; d <= world->table[T_DOMAIN].high; d++) {
		const struct domain_row *domain = world_domain(world, d);

		if (domain->node == node && world_is_bound(domain))
			*world_saved(world, world_alloc(world, T_SAVED)) =
			    (struct saved_row){ .node = node,
			    .guest = domain->guest, .state = domain->state,
			    .slots = slot_bit(slot) };
	}
}

void
saved_drop(struct sim *sim, uint32_t node, uint32_t slot)
{
	struct world *world = sim->world;

	for (uint32_t i = 1; i <= world->table[T_SAVED].high; i++) {
		struct saved_row *row = world_saved(world, i);

		if (row->node != node)
			continue;
		row->slots &= ~(uint32_t)slot_bit(slot);
		if (row->slots == 0)
			world_free(world, T_SAVED, i);
	}
	for (uint32_t e = 1; e <= world->table[T_EXPORT].high; e++)
		if (world_export(world, e)->node == node)
			world_export(world, e)->slots &=
			    (uint16_t)~slot_bit(slot);
	for (uint32_t s = 1; s <= world->table[T_KIND].count; s++) {
		world_service(world, s, node)->saved &=
		    ~(uint32_t)slot_bit(slot);
		world_service(world, s, node)->saved_value[slot] = 0;
	}
}

/* Some of what was in the one slot is in the other. */
static uint32_t
slots_moved(uint32_t slots, uint32_t from, uint32_t to)
{
	return (slots & slot_bit(from)) == 0 ? slots :
	    (slots & ~(uint32_t)slot_bit(from)) | slot_bit(to);
}

void
saved_move(struct sim *sim, uint32_t node, uint32_t from, uint32_t to)
{
	struct world *world = sim->world;

	for (uint32_t i = 1; i <= world->table[T_SAVED].high; i++)
		if (world_saved(world, i)->node == node)
			world_saved(world, i)->slots = slots_moved(
			    world_saved(world, i)->slots, from, to);
	for (uint32_t e = 1; e <= world->table[T_EXPORT].high; e++)
		if (world_export(world, e)->node == node)
			world_export(world, e)->slots = (uint16_t)slots_moved(
			    world_export(world, e)->slots, from, to);
	for (uint32_t s = 1; s <= world->table[T_KIND].count; s++) {
		struct service_row *row = world_service(world, s, node);

		row->saved = slots_moved(row->saved, from, to);
		row->saved_value[to] = row->saved_value[from];
		row->saved_value[from] = 0;
	}
}

void
saved_take(struct sim *sim, uint32_t node, uint32_t slot)
{
	take_services(sim, node, slot);
	take_volumes(sim, node, slot);
	if (world_node(sim->world, node)->bound != 0)
		take_guests(sim, node, slot);
}

void
saved_keep(struct sim *sim, const struct export_row *export)
{
	assert(export->volume != 0);
	if (export->slots == 0)
		return;
	*world_saved(sim->world, world_alloc(sim->world, T_SAVED)) =
	    (struct saved_row){ .node = export->node,
	    .volume = export->volume, .service = export->service,
	    .file = export->file, .options = export->options,
	    .slots = export->slots };
}

bool
saved_is_next(struct sim *sim, const struct saved_row *row)
{
	uint32_t slot = row->node != 0 ? config_next(sim, row->node) :
	    CONFIG_SLOTS;

	return slot != CONFIG_SLOTS && (row->slots & slot_bit(slot)) != 0;
}

/* A power cycle leaves a guest's definition, if that was saved. */
static bool
has_guest(struct sim *sim, uint32_t guest, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_SAVED].high; i++) {
		const struct saved_row *row = world_saved(sim->world, i);

		if (row->node == node && row->guest == guest &&
		    saved_is_next(sim, row))
			return true;
	}
	return false;
}

void
saved_forget_guests(struct sim *sim, uint32_t node)
{
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *row = world_domain(sim->world, d);

		if (row->guest != 0 && row->node == node &&
		    !has_guest(sim, row->guest, node))
			domain_remove(sim, d);
	}
}

bool
saved_forget_volume(struct sim *sim, uint32_t node)
{
	uint32_t slot = config_next(sim, node);

	for (uint32_t e = 1; e <= sim->world->table[T_EXPORT].high; e++) {
		const struct export_row *row = world_export(sim->world, e);

		if (row->volume == 0 || row->node != node ||
		    (slot != CONFIG_SLOTS &&
		    (row->slots & slot_bit(slot)) != 0))
			continue;
		volume_remove(sim, row->volume, node);
		return true;
	}
	return false;
}

/* A service of factory-default is none. */
static void
service_again(struct sim *sim, uint32_t service, uint32_t node, uint32_t slot)
{
	const struct service_row *row = world_service(sim->world, service,
	    node);
	bool saved = slot != CONFIG_SLOTS &&
	    (row->saved & slot_bit(slot)) != 0;

	if (row->present != 0 && (!saved ||
	    row->value != row->saved_value[slot]))
		service_remove(sim, service, node);
	if (saved)
		service_put(sim, service, node, row->saved_value[slot]);
}

/* With nothing saved the node boots factory-default: only a control domain. */
void
saved_load(struct sim *sim, uint32_t node)
{
	struct node_row *row = world_node(sim->world, node);
	uint32_t slot = config_next(sim, node);
	uint32_t policy = slot != CONFIG_SLOTS ?
	    world_config(sim->world, node, slot)->policy : 0;

	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++)
		service_again(sim, s, node, slot);
	node_policy(sim, node, policy != 0 ? policy : sim->index.ignore);
	row->current = slot != CONFIG_SLOTS ?
	    world_config(sim->world, node, slot)->name : 0;
	row->degraded = 0;
}

bool
saved_volume(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;

	for (uint32_t i = 1; i <= world->table[T_SAVED].high; i++) {
		const struct saved_row *row = world_saved(world, i);

		if (row->node != node || row->volume == 0 ||
		    !saved_is_next(sim, row))
			continue;
		volume_put(sim, &(struct export_row){
		    .node = (uint16_t)row->node, .volume = row->volume,
		    .service = row->service, .file = row->file,
		    .options = row->options, .slots = (uint16_t)row->slots });
		world_free(world, T_SAVED, i);
		return true;
	}
	return false;
}
