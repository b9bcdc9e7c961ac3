/*
 * Capacity of the block: rows for what one event may add.
 *
 * Between two events the block is rebuilt into a bigger one when a table is too
 * full; nothing moves while an event holds a row.
 */
#include "backends/sim/world/growth.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/world/simulation.h"
#include "core/base/rare.h"

/* The most rows that one event may add: a copy of a definition, and the
 * definition. */
static const uint32_t most[TABLES] = {
	[T_EXPORT] = 1,
	[T_DOMAIN] = 2,
	[T_PART] = PARTS_OF_ONE + 1,
	[T_WORK] = 6,
	[T_QUEUE] = 6,
	[T_SAVED] = 1,
	[T_CONSOLE] = 1,
};

/* Whoever needs a row asks for it by growth_for: most worlds have none. */
static bool
is_seldom(enum table_id id)
{
	return id == T_CONSOLE;
}

static const struct {
	enum table_id	table;
	enum kind	kind;
} named[] = {
	{ T_DEVICE, KIND_DEVICE }, { T_POOL, KIND_POOL },
	{ T_FILE, KIND_FILE }, { T_KIND, KIND_SERVICE },
	{ T_VOLUME, KIND_VOLUME }, { T_GROUP, KIND_GROUP },
	{ T_RESOURCE, KIND_RESOURCE }, { T_GUEST, KIND_GUEST },
};

/* A bit for each row, and one more that is never taken. */
static uint64_t
map_bytes(enum table_id id, uint32_t capacity)
{
	return world_is_sparse(id) ? ((uint64_t)capacity + 2 + 63) / 64 * 8 : 0;
}

/* Where the tables lie in a block with capacity for that many rows.  Returns
 * its size in bytes. */
static uint64_t
lay_out(const uint32_t capacity[TABLES], struct table_at table[TABLES])
{
	uint64_t bytes = sizeof(struct world);

	for (unsigned id = 0; id < TABLES; id++) {
		table[id] = (struct table_at){ .offset = (uint32_t)bytes,
		    .size = world_row_size[id], .capacity = capacity[id],
		    .free = world_is_sparse(id) ? 1 : 0 };
		bytes += ((uint64_t)capacity[id] + 1) * world_row_size[id];
		table[id].map = (uint32_t)bytes;
		bytes += map_bytes(id, capacity[id]);
	}
	return bytes;
}

/* An empty block with capacity for that many rows; the caller copies times and
 * rows. */
static struct world *
block_make(const uint32_t capacity[TABLES])
{
	struct table_at table[TABLES];
	uint64_t bytes = lay_out(capacity, table);
	struct world *world;

	world = bytes < UINT32_MAX ? calloc(1, bytes) : NULL;
	if (world == NULL)
		abort();
	world->bytes = bytes;
	memcpy(world->table, table, sizeof(table));
	return world;
}

bool
growth_is_laid_out(const struct world *world)
{
	uint32_t capacity[TABLES];
	struct table_at table[TABLES];

	for (unsigned id = 0; id < TABLES; id++)
		capacity[id] = world->table[id].capacity;
	if (lay_out(capacity, table) != world->bytes ||
	    world->bytes >= UINT32_MAX)
		return false;
	for (unsigned id = 0; id < TABLES; id++) {
		const struct table_at *at = &world->table[id];

		if (at->offset != table[id].offset ||
		    at->size != table[id].size || at->map != table[id].map ||
		    at->count > at->capacity || at->high > at->capacity)
			return false;
	}
	return true;
}

static void
rebuild(struct sim *sim, const uint32_t capacity[TABLES])
{
	struct world *old = sim->world, *world = block_make(capacity);

	assert(sim->world != NULL);
	world->now_ns = old->now_ns;
	world->seed = old->seed;
	world->seq = old->seq;
	world->types = old->types;
	world->addresses = old->addresses;
	world->affine = old->affine;
	world->loaded = old->loaded;
	world->placing = old->placing;
	world->logged = old->logged;
	for (unsigned id = 0; id < TABLES; id++) {
		const struct table_at *at = &old->table[id];

		memcpy((char *)world + world->table[id].offset,
		    (char *)old + at->offset,
		    ((size_t)at->capacity + 1) * at->size);
		memcpy((char *)world + world->table[id].map,
		    (char *)old + at->map, map_bytes(id, at->capacity));
		world->table[id].count = at->count;
		world->table[id].free = at->free;
		world->table[id].high = at->high;
	}
	free(old);
	sim->world = world;
}

/* Sizes that follow from the names and from the number of nodes. */
static void
capacity_named(const struct sim *sim, uint32_t capacity[TABLES])
{
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		capacity[named[i].table] = names_count(sim->names,
		    named[i].kind);
	capacity[T_SERVICE] = (capacity[T_KIND] + 1) *
	    (capacity[T_NODE] + 1) - 1;
}

void
growth_make(struct sim *sim, const uint32_t rows[TABLES])
{
	uint32_t capacity[TABLES];

	assert(rows[T_NODE] <= SITE_NODES);
	for (unsigned id = 0; id < TABLES; id++)
		capacity[id] = rows[id] + (is_seldom(id) ? 0 : most[id]);
	capacity[T_CONFIG] = (rows[T_NODE] + 1) * CONFIG_SLOTS - 1;
	capacity[T_PORT] = rows[T_NODE];
	capacity[T_LOG] = LOG_ROWS;
	capacity_named(sim, capacity);
	sim->world = block_make(capacity);
	for (unsigned id = 0; id < TABLES; id++)
		if (most[id] == 0)
			sim->world->table[id].count = capacity[id];
}

static void
capacity_now(struct sim *sim, uint32_t capacity[TABLES])
{
	for (unsigned id = 0; id < TABLES; id++)
		capacity[id] = sim->world->table[id].capacity;
}

/* When a node fails much work begins at once; definitions are added one at a
 * time. */
static uint32_t
capacity_wanted(const struct table_at *at, enum table_id id, uint32_t more)
{
	return at->count + more + (id == T_WORK || id == T_QUEUE ?
	    2 * at->count : at->count / 8) + 8;
}

static bool
is_short(const struct table_at *at, uint32_t more)
{
	return at->capacity - at->count < more;
}

void
growth_for(struct sim *sim, enum table_id id, uint32_t more)
{
	uint32_t capacity[TABLES];

	assert(most[id] != 0);
	if (!is_short(&sim->world->table[id], more))
		return;
	capacity_now(sim, capacity);
	capacity[id] = capacity_wanted(&sim->world->table[id], id, more);
	rebuild(sim, capacity);
}

/* Each by its name: this runs for every event. */
static bool
is_any_short(const struct table_at *table)
{
	return is_short(&table[T_WORK], most[T_WORK]) ||
	    is_short(&table[T_QUEUE], most[T_QUEUE]) ||
	    is_short(&table[T_PART], most[T_PART]) ||
	    is_short(&table[T_DOMAIN], most[T_DOMAIN]) ||
	    is_short(&table[T_EXPORT], most[T_EXPORT]) ||
	    is_short(&table[T_SAVED], most[T_SAVED]);
}

RARE static void
grow(struct sim *sim)
{
	uint32_t capacity[TABLES];

	capacity_now(sim, capacity);
	for (unsigned id = 0; id < TABLES; id++) {
		const struct table_at *at = &sim->world->table[id];

		if (most[id] != 0 && !is_seldom(id) &&
		    is_short(at, 2 * most[id]))
			capacity[id] = capacity_wanted(at, id, 2 * most[id]);
	}
	rebuild(sim, capacity);
}

void
growth_ensure(struct sim *sim)
{
	if (is_any_short(sim->world->table))
		grow(sim);
}

static uint32_t
groups_on(struct world *world, uint32_t node)
{
	uint32_t groups = 0;

	for (uint32_t g = 1; g <= world->table[T_GROUP].count; g++)
		groups += (world_group(world, g)->online >> node & 1) != 0;
	return groups;
}

/* Each group has a move, and its guest a boot; the guest is defined anew, with
 * as many parts as guests have, and once more where it cannot be started. */
void
growth_failure(struct sim *sim, uint32_t node)
{
	const struct table_at *table = sim->world->table;
	uint32_t groups = groups_on(sim->world, node), capacity[TABLES];
	const uint32_t more[TABLES] = { [T_WORK] = 2 * groups,
	    [T_QUEUE] = 2 * groups, [T_DOMAIN] = 2 * groups,
	    [T_PART] = 2 * groups * (1 + table[T_PART].count /
	    (table[T_GUEST].count + 1)) };
	bool enough = true;

	capacity_now(sim, capacity);
	for (unsigned id = 0; id < TABLES; id++) {
		if (more[id] == 0 || !is_short(&table[id], more[id] +
		    most[id]))
			continue;
		capacity[id] = table[id].count + more[id] + 2 * most[id];
		enough = false;
	}
	if (!enough)
		rebuild(sim, capacity);
	growth_ensure(sim);
}

/* New names: a plan has named its files and texts, or somebody has typed the
 * name of a domain that the site does not declare. */
RARE static void
names_grown(struct sim *sim)
{
	bool enough = true;
	uint32_t capacity[TABLES];

	sim->names_bytes = names_bytes(sim->names);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		enough &= names_count(sim->names, named[i].kind) <=
		    sim->world->table[named[i].table].count;
	if (enough)
		return;
	capacity_now(sim, capacity);
	capacity_named(sim, capacity);
	rebuild(sim, capacity);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		sim->world->table[named[i].table].count =
		    capacity[named[i].table];
	sim->world->table[T_SERVICE].count = capacity[T_SERVICE];
	index_grow(sim);
}

/* This runs for every question. */
void
growth_names(struct sim *sim)
{
	if (names_bytes(sim->names) != sim->names_bytes)
		names_grown(sim);
}

void
growth_clear(struct world *world, enum table_id id)
{
	struct table_at *at = &world->table[id];

	assert(id < TABLES);
	memset((char *)world + at->offset, 0,
	    ((size_t)at->capacity + 1) * at->size);
	memset((char *)world + at->map, 0, map_bytes(id, at->capacity));
	if (most[id] != 0)
		at->count = 0;
	at->high = 0;
	at->free = world_is_sparse(id) ? 1 : 0;
}
