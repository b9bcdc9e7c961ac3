/*
 * Room in the block: rows for what one event may add.
 *
 * Between two events the block is rebuilt into a bigger one where a table is
 * too full; nothing moves while a row is held.
 */
#include "backends/sim/sim_inside.h"

#include <stdlib.h>
#include <string.h>

/* What one event may add at most: a clone of a definition and its own. */
static const uint32_t preconditions[TABLES] = {
	[T_EXPORT] = 1,
	[T_DOMAIN] = 2,
	[T_PART] = PARTS_OF_ONE + 1,
	[T_WORK] = 6,
	[T_QUEUE] = 6,
	[T_SAVED] = 1,
};

static const struct {
	enum table_id	table;
	enum kind	kind;
} named[] = {
	{ T_POOL, KIND_POOL }, { T_FILE, KIND_FILE },
	{ T_VOLUME, KIND_VOLUME }, { T_GROUP, KIND_GROUP },
	{ T_RESOURCE, KIND_RESOURCE },
};

/* A bit for each row, and one more that is never taken. */
static uint64_t
map_bytes(enum table_id id, uint32_t rooms)
{
	return world_is_sparse(id) ? ((uint64_t)rooms + 2 + 63) / 64 * 8 : 0;
}

/* A block with room for that many rows, empty; times and rows come later. */
static struct world *
block_make(const uint32_t rooms[TABLES])
{
	uint64_t bytes = sizeof(struct world);
	struct world *world;

	for (unsigned id = 0; id < TABLES; id++)
		bytes += ((uint64_t)rooms[id] + 1) * world_row_size[id] +
		    map_bytes(id, rooms[id]);
	world = bytes < UINT32_MAX ? calloc(1, bytes) : NULL;
	if (world == NULL)
		abort();
	world->bytes = bytes;
	bytes = sizeof(struct world);
	for (unsigned id = 0; id < TABLES; id++) {
		world->table[id] = (struct table_at){ .offset =
		    (uint32_t)bytes, .size = world_row_size[id],
		    .room = rooms[id], .free = world_is_sparse(id) ? 1 : 0 };
		bytes += ((uint64_t)rooms[id] + 1) * world_row_size[id];
		world->table[id].map = (uint32_t)bytes;
		bytes += map_bytes(id, rooms[id]);
	}
	return world;
}

static void
rebuild(struct sim *sim, const uint32_t rooms[TABLES])
{
	struct world *old = sim->world, *world = block_make(rooms);

	world->now_ns = old->now_ns;
	world->seed = old->seed;
	world->seq = old->seq;
	world->types = old->types;
	world->split = old->split;
	world->hostids = old->hostids;
	for (unsigned id = 0; id < TABLES; id++) {
		const struct table_at *at = &old->table[id];

		memcpy((char *)world + world->table[id].offset,
		    (char *)old + at->offset,
		    ((size_t)at->room + 1) * at->size);
		memcpy((char *)world + world->table[id].map,
		    (char *)old + at->map, map_bytes(id, at->room));
		world->table[id].count = at->count;
		world->table[id].free = at->free;
		world->table[id].high = at->high;
	}
	free(old);
	sim->world = world;
}

void
room_make(struct sim *sim, const uint32_t sparse[TABLES])
{
	const struct site *site = sim->site;
	uint32_t rooms[TABLES] = {
		[T_NODE] = site->node_count,
		[T_DEVICE] = site->device_count,
		[T_SERVICE] = (site->service_count + 1) *
		    (site->node_count + 1) - 1,
		[T_GUEST] = site->guest_count,
		[T_CONFIG] = (site->node_count + 1) * CONFIG_SLOTS - 1,
		[T_PORT] = site->node_count,
		[T_SOURCE] = site->source_count,
		[T_ARCHIVE] = site->archive_count,
	};

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		rooms[named[i].table] = names_count(site->names,
		    named[i].kind);
	for (unsigned id = 0; id < TABLES; id++)
		if (preconditions[id] != 0)
			rooms[id] = sparse[id] + preconditions[id];
	sim->world = block_make(rooms);
	for (unsigned id = 0; id < TABLES; id++)
		if (preconditions[id] == 0)
			sim->world->table[id].count = rooms[id];
}

static void
rooms_now(struct sim *sim, uint32_t rooms[TABLES])
{
	for (unsigned id = 0; id < TABLES; id++)
		rooms[id] = sim->world->table[id].room;
}

/* Much work comes at once, when a node dies; definitions come singly. */
static uint32_t
room_wanted(const struct table_at *at, enum table_id id, uint32_t more)
{
	return at->count + more + (id == T_WORK || id == T_QUEUE ?
	    2 * at->count : at->count / 8) + 8;
}

static bool
is_short(const struct table_at *at, uint32_t more)
{
	return at->room - at->count < more;
}

void
room_for(struct sim *sim, enum table_id id, uint32_t more)
{
	uint32_t rooms[TABLES];

	if (!is_short(&sim->world->table[id], more))
		return;
	rooms_now(sim, rooms);
	rooms[id] = room_wanted(&sim->world->table[id], id, more);
	rebuild(sim, rooms);
}

void
room_sure(struct sim *sim)
{
	static const enum table_id sparse[] = { T_WORK, T_QUEUE, T_PART,
	    T_DOMAIN, T_EXPORT, T_SAVED };
	uint32_t rooms[TABLES];
	bool enough = true;

	for (size_t i = 0; i < sizeof(sparse) / sizeof(sparse[0]); i++)
		enough &= !is_short(&sim->world->table[sparse[i]],
		    preconditions[sparse[i]]);
	if (enough)
		return;
	rooms_now(sim, rooms);
	for (size_t i = 0; i < sizeof(sparse) / sizeof(sparse[0]); i++) {
		enum table_id id = sparse[i];
		const struct table_at *at = &sim->world->table[id];

		if (is_short(at, 2 * preconditions[id]))
			rooms[id] = room_wanted(at, id, 2 * preconditions[id]);
	}
	rebuild(sim, rooms);
}

/* Names that were given since: a plan has named its files and texts. */
void
room_names(struct sim *sim)
{
	bool enough = true;
	uint32_t rooms[TABLES];

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		enough &= names_count(sim->site->names, named[i].kind) <=
		    sim->world->table[named[i].table].count;
	if (enough)
		return;
	rooms_now(sim, rooms);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		rooms[named[i].table] = names_count(sim->site->names,
		    named[i].kind);
	rebuild(sim, rooms);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		sim->world->table[named[i].table].count =
		    rooms[named[i].table];
	index_grow(sim);
}
