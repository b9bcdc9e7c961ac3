/*
 * Devices, and the pools on them.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/start/showing.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/fencing.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

static const char of_pool[] = "zpool status; zpool import",
    of_cache[] = "zpool list -o name,altroot,cachefile,version,failmode";

static struct device_row *
device_of(struct starting *start)
{
	return world_device(start->sim->world, start->name);
}

static struct pool_row *
pool_of(struct starting *start)
{
	return world_pool(start->sim->world, start->name);
}

static bool
device_begin(struct starting *start)
{
	return start_once(start) && start_known(start, KIND_DEVICE,
	    start->at->name, &start->name);
}

/* What nobody sees has no line; whose pool has one is seen, though no member of
 * the cluster may have said so. */
void
start_unseen(struct starting *start)
{
	struct world *world = start->sim->world;

	for (uint32_t d = 1; d <= start->sim->declared.device_count; d++) {
		struct device_row *row = world_device(world, d);

		if (row->pool != 0 || start_has_line(start, &start_device,
		    sim_name(start->sim, KIND_DEVICE, d)))
			continue;
		row->nodes = 0;
	}
}

static bool
device_set_label(struct starting *start, const char *value)
{
	uint32_t label = start_name(start, KIND_TEXT, value);

	device_of(start)->label = label;
	return true;
}

static bool
device_set_fencing(struct starting *start, const char *value)
{
	const char *words[FENCINGS];
	uint32_t fencing = 0;

	for (uint32_t i = 0; i < FENCINGS; i++)
		words[i] = fencing_word(i);
	if (!start_choice(start, value, words, FENCINGS, &fencing))
		return false;
	device_of(start)->fencing = (uint16_t)fencing;
	return true;
}

/* A node to which the site says that it sees the device does not. */
static bool
device_set_cut(struct starting *start, const char *value)
{
	struct device_row *row = device_of(start);
	uint64_t cut;

	if (!start_nodes(start, value, &cut))
		return false;
	if ((cut & ~row->nodes) != 0)
		return start_wrong(start, "device %.60s: one of the nodes "
		    "%.60s has no path to it that could be cut",
		    start->at->name, value);
	row->nodes &= ~cut;
	return true;
}

/* Its pool is set by the line of the pool: that has to say the same. */
static bool
device_again(struct starting *start)
{
	const char *value = start_value(start->at, "pool");
	uint32_t pool;

	if (!device_begin(start))
		return false;
	if (value == NULL || strcmp(value, "?") == 0)
		return true;
	pool = names_find(start->sim->names, KIND_POOL, value);
	return (pool != 0 || *value == '\0') &&
	    pool == device_of(start)->pool ? true :
	    start_wrong(start, "device %s is part of pool \"%.60s\" here, "
	    "and of \"%.60s\" in the lines of pools", start->at->name,
	    value, sim_name(start->sim, KIND_POOL,
	    device_of(start)->pool));
}

/* A pool may have a second line: what the cluster still has of it. */
static bool
pool_begin(struct starting *start)
{
	start->name = start_name(start, KIND_POOL, start->at->name);
	return start_value(start->at, "device") != NULL ||
	    start_value(start->at, "copy") != NULL || start_wrong(start,
	    "a pool has a device: \"pool %.60s device=d4\"",
	    start->at->name);
}

static bool
pool_set_device(struct starting *start, const char *value)
{
	struct pool_row *pool = pool_of(start);
	uint32_t device = 0;

	if (pool->exists != 0)
		return start_wrong(start, "a second line about pool %s",
		    start->at->name);
	if (*value != '\0' && !start_known(start, KIND_DEVICE, value,
	    &device))
		return false;
	if (device != 0 && world_device(start->sim->world, device)->pool !=
	    0)
		return start_wrong(start, "device %s is part of pool %s "
		    "already", value, sim_name(start->sim, KIND_POOL,
		    world_device(start->sim->world, device)->pool));
	pool->device = device;
	pool->exists = 1;
	if (device != 0)
		world_device(start->sim->world, device)->pool =
		    start->name;
	return true;
}

static bool
pool_set_nodes(struct starting *start, const char *value)
{
	return start_nodes(start, value, &pool_of(start)->imported);
}

/* Nobody else than that host has a pool which it has not exported. */
static bool
pool_set_last(struct starting *start, const char *value)
{
	uint32_t node = 0;

	if (strcmp(value, "outside") == 0)
		node = HOST_OUTSIDE;
	else if (*value != '\0' && !start_known(start, KIND_NODE, value,
	    &node))
		return false;
	pool_of(start)->last_host = (uint8_t)node;
	pool_of(start)->outside = node == HOST_OUTSIDE;
	return true;
}

static bool
pool_set_damaged(struct starting *start, const char *value)
{
	bool yes;

	if (!start_yes(start, value, &yes))
		return false;
	pool_of(start)->damaged = yes;
	return true;
}

static bool
pool_set_cached(struct starting *start, const char *value)
{
	return start_nodes(start, value, &pool_of(start)->cached);
}

static bool
pool_set_copy(struct starting *start, const char *value)
{
	pool_of(start)->copy = COPY_STALE;
	return strcmp(value, "stale") == 0 || start_wrong(start, "\"%.80s\": "
	    "a copy is written when it is stale, and only then", value);
}

/* What is imported and in no cache was imported with an altroot; but not where
 * the line says so. */
static bool
pool_end(struct starting *start)
{
	struct pool_row *pool = pool_of(start);
	const char *value = start_value(start->at, "uncached");
	uint64_t plain = 0;

	assert(start->name != 0);
	if (value != NULL && !start_nodes(start, value, &plain))
		return false;
	pool->altroot = (uint32_t)((pool->imported & ~pool->cached &
	    ~plain) >> 1);
	if (start_value(start->at, "last") == NULL &&
	    (pool->imported & (pool->imported - 1)) == 0)
		for (uint32_t n = 1; n <=
		    start->sim->world->table[T_NODE].count; n++)
			if (pool->imported == bit(n))
				pool->last_host = (uint8_t)n;
	return true;
}

/* Of a pool that nobody has open only the canonical text tells whether it is
 * damaged, and which files are in it. */
static bool
is_out_of_sight(struct starting *start)
{
	struct world *world = start->sim->world;
	const struct pool_row *pool = pool_of(start);

	if (pool->exists == 0 || pool->imported != 0 ||
	    start_value(start->at, "device") == NULL ||
	    start_value(start->at, "damaged") != NULL)
		return false;
	for (uint32_t f = 1; f <= world->table[T_FILE].count; f++)
		if (world_file(world, f)->pool == start->name)
			return false;
	return true;
}

static void
files_declared(struct starting *start, const struct site_guest *guest)
{
	struct world *world = start->sim->world;
	struct file_row *file = world_file(world, guest->filesystem);

	assert(guest->pool == start->name);
	file->type = FILE_FILESYSTEM;
	file->pool = start->name;
	for (uint32_t i = 0; i < guest->disk_count; i++) {
		file = world_file(world, guest->disk[i].file);
		*file = (struct file_row){ .type = FILE_DISK,
		    .pool = start->name, .size = guest->disk[i].size };
		pool_of(start)->used += file->size;
	}
}

static bool
pool_files(struct starting *start)
{
	struct sim *sim = start->sim;
	bool any = false;

	if (!is_out_of_sight(start))
		return true;
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++)
		if (declared_guest(sim, g)->pool == start->name) {
			files_declared(start, declared_guest(sim, g));
			any = true;
		}
	if (any && start->notes != NULL)
		buffer_print(start->notes, "start:%u: nobody can see the "
		    "files of pool %s, which is imported nowhere: taken as "
		    "the site file has them\n", (unsigned)start->at->number,
		    start->at->name);
	return true;
}

/* The cluster tells it, and the paths of nodes that it counts. */
static bool
show_fencing(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	(void)line;
	buffer_print(out, "%s", value);
	return node_any_member(sim);
}

static bool
show_cut(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	(void)line;
	return node_any_member(sim) && show_nodes(sim, value,
	    node_counted(sim), out);
}

static bool
show_imported(struct sim *sim, const struct start_line *line,
    const char *value, struct buffer *out)
{
	uint32_t pool = names_find(sim->names, KIND_POOL, line->name);

	return show_nodes(sim, value, show_who(sim) &
	    world_pool(sim->world, pool)->imported, out);
}

/* A pool that no node has open does not say it. */
static bool
show_damaged(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	const struct pool_row *pool = world_pool(sim->world, names_find(
	    sim->names, KIND_POOL, line->name));
	uint64_t seen = world_device(sim->world, pool->device)->nodes;

	buffer_print(out, "%s", (pool->imported & seen & show_who(sim)) != 0 ?
	    value : "?");
	return true;
}

/* A device that only other nodes see does not say it. */
static bool
show_label(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	const struct device_row *device = world_device(sim->world, names_find(
	    sim->names, KIND_DEVICE, line->name));

	buffer_print(out, "%s", (device->nodes & show_who(sim)) != 0 ? value :
	    "?");
	return true;
}

static bool
show_last(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	uint32_t device = world_pool(sim->world, names_find(sim->names,
	    KIND_POOL, line->name))->device;

	buffer_print(out, "%s", (world_device(sim->world, device)->nodes &
	    show_who(sim)) != 0 ? value : "?");
	return true;
}

static const struct start_row device_rows[] = {
	{ { "device", "label", START_VALUE, "prtvtoc /dev/did/rdsk/DEVICEs2",
	    "where a node that answers sees the device" },
	    .set = device_set_label, .show = show_label },
	{ .key = { "device", "pool", START_VALUE, of_pool, NULL } },
	{ { "device", "fencing", START_VALUE, "cldevice show -v",
	    "default_fencing, if it is not global" },
	    .set = device_set_fencing, .show = show_fencing },
	{ { "device", "cut", START_VALUE, "cldevice status", "nodes "
	    "whose path to it fails" }, .set = device_set_cut,
	    .show = show_cut },
};

const struct start_kind start_device = {
	.line = "device", .phase[START_FIRST] = { device_begin, NULL },
	    .phase[START_LATE] = { device_again, NULL }, .rows = device_rows,
	    .count = sizeof(device_rows) / sizeof(device_rows[0])
};

static const struct start_row pool_rows[] = {
	{ { "pool", "device", START_VALUE, of_pool, NULL },
	    .set = pool_set_device },
	{ { "pool", "imported", START_VALUE, "zpool list", NULL },
	    .set = pool_set_nodes, .otherwise = "", .show = show_answering },
	{ { "pool", "last", START_VALUE, "zdb -l /dev/did/dsk/DEVICEs6", "of a "
	    "host outside the cluster, that it is another one; where a node "
	    "that answers sees the device" },
	    .set = pool_set_last, .show = show_last },
	{ { "pool", "damaged", START_VALUE, "zpool status", "where it is "
	    "imported" }, .set = pool_set_damaged, .show = show_damaged },
	{ { "pool", "cached", START_VALUE, of_cache,
	    "where it is imported" }, .set = pool_set_cached,
	    .show = show_imported },
	{ { "pool", "uncached", START_VALUE, of_cache,
	    "imported without an altroot, and in no cache" },
	    .show = show_answering },
	{ { "pool", "copy", START_VALUE, NULL, "the cluster keeps its copy of "
	    "zpool.cache to itself" }, .set = pool_set_copy },
};

const struct start_kind start_pool = {
	.line = "pool", .phase[START_FIRST] = { pool_begin, pool_end },
	    .phase[START_LATE] = { pool_begin, pool_files }, .rows =
	    pool_rows, .count = sizeof(pool_rows) / sizeof(pool_rows[0])
};
