/*
 * A world without anything that a start text says: machines and devices of the
 * site, and nothing on them.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/start/starting.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

/* What bound domains have taken from their nodes. */
static void
domains_release(struct world *world)
{
	for (uint32_t d = 1; d <= world->table[T_DOMAIN].high; d++) {
		const struct domain_row *domain = world_domain(world, d);
		struct node_row *node = world_node(world, domain->node);

		assert(domain->node <= world->table[T_NODE].count);
		if (domain->guest == 0 || !world_is_bound(domain))
			continue;
		node->free_vcpus += domain->vcpus;
		node->free_crypto += domain->crypto;
		node->free_memory += domain->memory;
	}
}

/* A machine that nobody has used. */
static void
nodes_empty(struct world *world)
{
	for (uint32_t n = 1; n <= world->table[T_NODE].count; n++) {
		struct node_row *row = world_node(world, n);
		struct node_row bare = { .free_memory = row->free_memory,
		    .free_vcpus = row->free_vcpus,
		    .free_crypto = row->free_crypto, .ldm = row->ldm };

		memcpy(bare.limit, row->limit, sizeof(bare.limit));
		*row = bare;
	}
}

/* The label that it came with. */
static void
devices_empty(struct sim *sim)
{
	for (uint32_t d = 1; d <= sim->world->table[T_DEVICE].count; d++) {
		struct device_row *row = world_device(sim->world, d);
		uint32_t label = declared_device(sim, d)->label;

		row->label = label == TEXT_SMI ? sim->index.whole : label;
		row->pool = row->handles = row->fencing = 0;
		row->nodes = declared_device(sim, d)->nodes;
	}
}

static bool
is_kept(enum table_id id)
{
	return id == T_NODE || id == T_DEVICE || id == T_KIND;
}

void
start_empty(struct sim *sim)
{
	struct world *world = sim->world;

	domains_release(world);
	nodes_empty(world);
	devices_empty(sim);
	for (enum table_id id = 0; id < TABLES; id++)
		if (!is_kept(id))
			growth_clear(world, id);
	world->seq = world->types = world->loaded = world->addresses = 0;
	world->affine = world->placing = world->logged = 0;
	sim->touches = 0;
	sim->touched_all = false;
	*sim->verdicts = (struct verdicts){ .broken_count = 0 };
}
