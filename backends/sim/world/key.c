/*
 * The state hash of a world, without the clock: worlds with equal keys go on
 * alike.
 *
 * Rows are mixed in as bytes, and times relative to now.  The order of future
 * events counts; the sequence numbers of events do not.  It is fast and the
 * same within one process only: never printed and never stored.
 */
#include "backends/sim/world/key.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/world/world.h"

enum { ROW_BYTES = 512 };
#define PROBE_NS	((int64_t)60 * 1000 * MS)

static_assert(sizeof(struct work_row) <= ROW_BYTES, "a row fits");

void
key_mix(struct key *key, uint64_t word)
{
	key->a = (key->a ^ word) * 0x9e3779b97f4a7c15u;
	key->a ^= key->a >> 29;
	key->b = (key->b + word) * 0xc2b2ae3d27d4eb4fu;
	key->b ^= key->b >> 31;
}

void
key_bytes(struct key *key, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;
	uint64_t word;

	assert(bytes != NULL || n == 0);
	for (; n >= sizeof(word); n -= sizeof(word), at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		key_mix(key, word);
	}
	if (n != 0) {
		word = 0;
		memcpy(&word, at, n);
		key_mix(key, word);
	}
}

/* How many events come before this one: its number without its history. */
static uint32_t
rank(struct world *world, uint32_t seq)
{
	uint32_t before = 0;

	for (uint32_t i = 1; seq != 0 && i <= world->table[T_QUEUE].count;
	    i++)
		before += ((const struct queue_row *)world_row(world, T_QUEUE,
		    i))->seq <= seq;
	return before;
}

static void
queue_plain(struct world *world, void *row)
{
	struct queue_row *queue = row;

	queue->due_ns -= world->now_ns;
	queue->seq = rank(world, queue->seq);
}

static void
work_plain(struct world *world, void *row)
{
	struct work_row *work = row;

	work->since_ns = 0;
	work->seq = rank(world, work->seq);
}

static void
node_plain(struct world *world, void *row)
{
	struct node_row *node = row;

	node->up_ns = 0;
	if (node->bootmode != 0)
		node->bootmode_ns = world->now_ns - node->bootmode_ns;
	node->served_ns[0] = node->served_ns[1] = 0;
}

static void
pool_plain(struct world *world, void *row)
{
	struct pool_row *pool = row;

	(void)world;
	pool->left_s = 0;
	pool->scrub_at_s = 0;
	pool->scrub_s = 0;
	pool->scrub = SCRUB_NONE;
}

static void
file_plain(struct world *world, void *row)
{
	struct file_row *file = row;

	(void)world;
	if (file->pool != 0)
		file->written_ns = 0;
}

/* Failed starts count for an hour from the last one. */
static void
group_plain(struct world *world, void *row)
{
	struct group_row *group = row;

	group->failed_s = group->start_failed == 0 ? 0 :
	    (int32_t)(world->now_ns / MS / 1000) - group->failed_s;
}

/* Probes count from the time when the resource came online, restarts from the
 * first one.  Where it was stopped only changes what is printed. */
static void
resource_plain(struct world *world, void *row)
{
	struct resource_row *resource = row;

	resource->left = 0;
	resource->online_ns = (world->now_ns - resource->online_ns) %
	    PROBE_NS;
	resource->window_ns = resource->restarts == 0 ? 0 :
	    world->now_ns - resource->window_ns;
}

static void
domain_plain(struct world *world, void *row)
{
	struct domain_row *domain = row;

	(void)world;
	domain->active_ns = 0;
}

static void
console_plain(struct world *world, void *row)
{
	struct console_row *console = row;

	console->since_ns -= world->now_ns;
	console->until_ns -= world->now_ns;
}

void
key_world(struct world *world, struct key *key)
{
	static void (*const plain[TABLES])(struct world *, void *) = {
		[T_NODE] = node_plain, [T_POOL] = pool_plain,
		[T_FILE] = file_plain, [T_GROUP] = group_plain,
		[T_RESOURCE] = resource_plain, [T_DOMAIN] = domain_plain,
		[T_WORK] = work_plain, [T_QUEUE] = queue_plain,
		[T_CONSOLE] = console_plain,
	};
	union {
		uint64_t	align;
		unsigned char	bytes[ROW_BYTES];
	} row;

	key_mix(key, world->types | (uint64_t)world->addresses << 32);
	for (enum table_id id = 0; id < TABLES; id++) {
		uint32_t rows = id == T_LOG ? 0 : world_is_sparse(id) ?
		    world->table[id].high : world->table[id].count;

		key_mix(key, rows);
		for (uint32_t i = 1; i <= rows; i++) {
			memcpy(row.bytes, world_row(world, id, i),
			    world_row_size[id]);
			if (plain[id] != NULL)
				plain[id](world, row.bytes);
			key_bytes(key, row.bytes, world_row_size[id]);
		}
	}
}
