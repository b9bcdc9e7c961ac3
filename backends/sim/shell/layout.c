#include "backends/sim/shell/layout.h"

#include <assert.h>
#include <stdlib.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "core/base/arena.h"

static int
port_order(const void *one, const void *other)
{
	const struct slot *a = one, *b = other;
	uint32_t p = a->listed.row->port, q = b->listed.row->port;

	return p != q ? (p > q) - (p < q) :
	    (a->listed.guest > b->listed.guest) -
	    (a->listed.guest < b->listed.guest);
}

static void
slots_find(struct arena *arena, const struct call *call,
    struct layout *layout)
{
	struct world *world = call->shell->sim->world;
	uint32_t node = call_node(call);

	layout->slot = arena_take(arena, world_node(world, node)->bound + 2u,
	    sizeof(*layout->slot));
	layout->slot[0] = (struct slot){ .listed = { "primary", 0, NULL } };
	layout->count = 1;
	for (uint32_t d = 1; d <= world->table[T_DOMAIN].high; d++) {
		const struct domain_row *row = world_domain(world, d);

		if (row->node != node || !world_is_bound(row))
			continue;
		assert(layout->count <= world_node(world, node)->bound);
		layout->slot[layout->count++] = (struct slot){ .listed = {
		    call_name(call, KIND_GUEST, row->guest), row->guest,
		    row } };
	}
	qsort(layout->slot + 1, layout->count - 1, sizeof(*layout->slot),
	    port_order);
}

/* Each on cores of its own if there is room for that. */
static void
strands_place(struct layout *layout, uint32_t step)
{
	uint32_t at = 0;

	for (uint32_t i = 0; i < layout->count; i++) {
		at = (at + step - 1) / step * step;
		layout->slot[i].strand = at;
		at += layout->slot[i].vcpus;
	}
	if (step > 1 && at > layout->end)
		strands_place(layout, 1);
}

static void
memory_place(struct layout *layout, const struct site_node *site)
{
	int64_t at = site->reserved_memory, left;

	layout->firmware = at;
	for (uint32_t i = 0; i < layout->count; i++) {
		layout->slot[i].pa = at;
		at += layout->slot[i].memory;
	}
	layout->free_pa = at;
	left = site->memory - at - layout->free_memory;
	layout->taken = left > 0 ? left : 0;
}

void
layout_make(struct arena *arena, const struct call *call,
    struct layout *layout)
{
	const struct site_node *site =
	    &call->shell->site->nodes[call_node(call)];
	const struct node_row *node = world_node(call->shell->sim->world,
	    call_node(call));
	uint32_t bound = 0;

	*layout = (struct layout){ .strands = site->vcpus,
	    .free_memory = node->free_memory };
	slots_find(arena, call, layout);
	for (uint32_t i = 0; i < layout->count; i++) {
		struct slot *slot = &layout->slot[i];

		slot->vcpus = listed_vcpus(call, &slot->listed);
		slot->memory = listed_memory(call, &slot->listed);
		slot->crypto = i == 0 ? site_cores(slot->vcpus) :
		    slot->listed.row->crypto;
		bound += slot->vcpus;
	}
	layout->end = bound + node->free_vcpus;
	strands_place(layout, CORE_STRANDS);
	memory_place(layout, site);
}

const struct slot *
layout_slot(const struct layout *layout, uint32_t guest)
{
	for (uint32_t i = 0; i < layout->count; i++)
		if (layout->slot[i].listed.guest == guest)
			return &layout->slot[i];
	return NULL;
}

/* Whose is that strand?  NULL: nobody's. */
static const struct slot *
strand_owner(const struct layout *layout, uint32_t strand)
{
	for (uint32_t i = 0; i < layout->count; i++)
		if (strand >= layout->slot[i].strand &&
		    strand - layout->slot[i].strand < layout->slot[i].vcpus)
			return &layout->slot[i];
	return NULL;
}

bool
layout_is_free(const struct layout *layout, uint32_t strand)
{
	return strand < layout->end && strand_owner(layout, strand) == NULL;
}

const struct slot *
layout_unit(const struct layout *layout, uint32_t core)
{
	for (uint32_t i = 0; i < layout->count; i++) {
		const struct slot *slot = &layout->slot[i];
		uint32_t first = slot->strand / CORE_STRANDS;

		if (core >= first && core - first < slot->crypto)
			return slot;
	}
	return NULL;
}

const char *
layout_cpuset(struct arena *arena, const struct layout *layout, uint32_t core,
    const char *between)
{
	const char *text = "";

	assert(between != NULL);
	for (uint32_t s = core * CORE_STRANDS; s < (core + 1) * CORE_STRANDS &&
	    s < layout->strands; s++)
		text = arena_format(arena, "%s%s%u", text,
		    *text != '\0' ? between : "", (unsigned)s);
	return text;
}
