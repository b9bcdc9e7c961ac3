/*
 * Devices, and the pools on them.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/told/showing.h"
#include "backends/sim/told/values.h"
#include "backends/sim/world/fencing.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

static const char of_pool[] = "zpool status; zpool import",
    of_cache[] = "zpool list -o name,altroot,cachefile,version,failmode";

static struct device_row *
device_of(struct telling *telling)
{
	return world_device(telling->sim->world, telling->name);
}

static struct pool_row *
pool_of(struct telling *telling)
{
	return world_pool(telling->sim->world, telling->name);
}

static bool
tell_device(struct telling *telling)
{
	return told_once(telling) && told_known(telling, KIND_DEVICE,
	    telling->at->name, &telling->name);
}

/* What nobody sees has no line; whose pool has one is seen, though no member of
 * the cluster may have said so. */
void
told_unseen(struct telling *telling)
{
	struct world *world = telling->sim->world;

	for (uint32_t d = 1; d <= telling->sim->declared.device_count; d++) {
		struct device_row *row = world_device(world, d);

		if (row->pool != 0 || told_has_line(telling, &told_device,
		    sim_name(telling->sim, KIND_DEVICE, d)))
			continue;
		row->nodes = 0;
	}
}

static bool
device_set_label(struct telling *telling, const char *value)
{
	uint32_t label = told_name(telling, KIND_TEXT, value);

	device_of(telling)->label = label;
	return true;
}

static bool
device_set_fencing(struct telling *telling, const char *value)
{
	const char *words[FENCINGS];
	uint32_t fencing = 0;

	for (uint32_t i = 0; i < FENCINGS; i++)
		words[i] = fencing_word(i);
	if (!told_choice(telling, value, words, FENCINGS, &fencing))
		return false;
	device_of(telling)->fencing = (uint16_t)fencing;
	return true;
}

/* A node to which the site says that it sees the device does not. */
static bool
device_set_cut(struct telling *telling, const char *value)
{
	struct device_row *row = device_of(telling);
	uint64_t cut;

	if (!told_nodes(telling, value, &cut))
		return false;
	if ((cut & ~row->nodes) != 0)
		return told_wrong(telling, "device %.60s: one of the nodes "
		    "%.60s has no path to it that could be cut",
		    telling->at->name, value);
	row->nodes &= ~cut;
	return true;
}

/* Its pool is told by the line of the pool: that has to say the same. */
static bool
tell_device_again(struct telling *telling)
{
	const char *value = told_value(telling->at, "pool");
	uint32_t pool;

	if (!tell_device(telling))
		return false;
	if (value == NULL || strcmp(value, "?") == 0)
		return true;
	pool = names_find(telling->sim->names, KIND_POOL, value);
	return (pool != 0 || *value == '\0') &&
	    pool == device_of(telling)->pool ? true :
	    told_wrong(telling, "device %s is part of pool \"%.60s\" here, "
	    "and of \"%.60s\" in the lines of pools", telling->at->name,
	    value, sim_name(telling->sim, KIND_POOL,
	    device_of(telling)->pool));
}

/* A pool may have a second line: what the cluster still has of it. */
static bool
tell_pool(struct telling *telling)
{
	telling->name = told_name(telling, KIND_POOL, telling->at->name);
	return told_value(telling->at, "device") != NULL ||
	    told_value(telling->at, "copy") != NULL || told_wrong(telling,
	    "a pool has a device: \"pool %.60s device=d4\"",
	    telling->at->name);
}

static bool
pool_set_device(struct telling *telling, const char *value)
{
	struct pool_row *pool = pool_of(telling);
	uint32_t device = 0;

	if (pool->exists != 0)
		return told_wrong(telling, "a second line about pool %s",
		    telling->at->name);
	if (*value != '\0' && !told_known(telling, KIND_DEVICE, value,
	    &device))
		return false;
	if (device != 0 && world_device(telling->sim->world, device)->pool !=
	    0)
		return told_wrong(telling, "device %s is part of pool %s "
		    "already", value, sim_name(telling->sim, KIND_POOL,
		    world_device(telling->sim->world, device)->pool));
	pool->device = device;
	pool->exists = 1;
	if (device != 0)
		world_device(telling->sim->world, device)->pool =
		    telling->name;
	return true;
}

static bool
pool_set_nodes(struct telling *telling, const char *value)
{
	return told_nodes(telling, value, &pool_of(telling)->imported);
}

/* Nobody else than that host has a pool which it has not exported. */
static bool
pool_set_last(struct telling *telling, const char *value)
{
	uint32_t node = 0;

	if (strcmp(value, "outside") == 0)
		node = HOST_OUTSIDE;
	else if (*value != '\0' && !told_known(telling, KIND_NODE, value,
	    &node))
		return false;
	pool_of(telling)->last_host = (uint8_t)node;
	pool_of(telling)->outside = node == HOST_OUTSIDE;
	return true;
}

static bool
pool_set_damaged(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	pool_of(telling)->damaged = yes;
	return true;
}

static bool
pool_set_cached(struct telling *telling, const char *value)
{
	return told_nodes(telling, value, &pool_of(telling)->cached);
}

static bool
pool_set_copy(struct telling *telling, const char *value)
{
	pool_of(telling)->copy = COPY_STALE;
	return strcmp(value, "stale") == 0 || told_wrong(telling, "\"%.80s\": "
	    "a copy is told when it is stale, and only then", value);
}

/* What is imported and in no cache was imported with an altroot; but not where
 * the line says so. */
static bool
tell_pool_end(struct telling *telling)
{
	struct pool_row *pool = pool_of(telling);
	const char *value = told_value(telling->at, "uncached");
	uint64_t plain = 0;

	assert(telling->name != 0);
	if (value != NULL && !told_nodes(telling, value, &plain))
		return false;
	pool->altroot = (uint32_t)((pool->imported & ~pool->cached &
	    ~plain) >> 1);
	if (told_value(telling->at, "last") == NULL &&
	    (pool->imported & (pool->imported - 1)) == 0)
		for (uint32_t n = 1; n <=
		    telling->sim->world->table[T_NODE].count; n++)
			if (pool->imported == bit(n))
				pool->last_host = (uint8_t)n;
	return true;
}

/* Of a pool that nobody has open only the canonical text tells whether it is
 * damaged, and which files are in it. */
static bool
is_out_of_sight(struct telling *telling)
{
	struct world *world = telling->sim->world;
	const struct pool_row *pool = pool_of(telling);

	if (pool->exists == 0 || pool->imported != 0 ||
	    told_value(telling->at, "device") == NULL ||
	    told_value(telling->at, "damaged") != NULL)
		return false;
	for (uint32_t f = 1; f <= world->table[T_FILE].count; f++)
		if (world_file(world, f)->pool == telling->name)
			return false;
	return true;
}

static void
files_declared(struct telling *telling, const struct site_guest *guest)
{
	struct world *world = telling->sim->world;
	struct file_row *file = world_file(world, guest->filesystem);

	assert(guest->pool == telling->name);
	file->type = FILE_FILESYSTEM;
	file->pool = telling->name;
	for (uint32_t i = 0; i < guest->disk_count; i++) {
		file = world_file(world, guest->disk[i].file);
		*file = (struct file_row){ .type = FILE_DISK,
		    .pool = telling->name, .size = guest->disk[i].size };
		pool_of(telling)->used += file->size;
	}
}

static bool
tell_pool_files(struct telling *telling)
{
	struct sim *sim = telling->sim;
	bool any = false;

	if (!is_out_of_sight(telling))
		return true;
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++)
		if (declared_guest(sim, g)->pool == telling->name) {
			files_declared(telling, declared_guest(sim, g));
			any = true;
		}
	if (any && telling->notes != NULL)
		buffer_print(telling->notes, "start:%u: nobody can see the "
		    "files of pool %s, which is imported nowhere: taken as "
		    "the site file has them\n", (unsigned)telling->at->number,
		    telling->at->name);
	return true;
}

/* The cluster tells it, and the paths of nodes that it counts. */
static bool
show_fencing(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	(void)line;
	buffer_print(out, "%s", value);
	return node_any_member(sim);
}

static bool
show_cut(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	(void)line;
	return node_any_member(sim) && show_nodes(sim, value,
	    node_counted(sim), out);
}

static bool
show_imported(struct sim *sim, const struct told_line *line,
    const char *value, struct buffer *out)
{
	uint32_t pool = names_find(sim->names, KIND_POOL, line->name);

	return show_nodes(sim, value, show_who(sim) &
	    world_pool(sim->world, pool)->imported, out);
}

/* A pool that no node has open does not say it. */
static bool
show_damaged(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	const struct pool_row *pool = world_pool(sim->world, names_find(
	    sim->names, KIND_POOL, line->name));
	uint64_t seen = world_device(sim->world, pool->device)->nodes;

	buffer_print(out, "%s", (pool->imported & seen & show_who(sim)) != 0 ?
	    value : "?");
	return true;
}

static const struct told_row device_rows[] = {
	{ { "device", "label", TOLD_VALUE, "prtvtoc /dev/did/rdsk/DEVICEs2",
	    NULL }, .set = device_set_label },
	{ .key = { "device", "pool", TOLD_VALUE, of_pool, NULL } },
	{ { "device", "fencing", TOLD_VALUE, "cldevice show -v",
	    "default_fencing, if it is not global" },
	    .set = device_set_fencing, .show = show_fencing },
	{ { "device", "cut", TOLD_VALUE, "cldevice status", "nodes "
	    "whose path to it fails" }, .set = device_set_cut,
	    .show = show_cut },
};

const struct told_kind told_device = { .line = "device", .phase[TOLD_FIRST] = {
    tell_device, NULL }, .phase[TOLD_LATE] = { tell_device_again, NULL }, .rows
    = device_rows, .count = sizeof(device_rows) / sizeof(device_rows[0]) };

static const struct told_row pool_rows[] = {
	{ { "pool", "device", TOLD_VALUE, of_pool, NULL },
	    .set = pool_set_device },
	{ { "pool", "imported", TOLD_VALUE, "zpool list", NULL },
	    .set = pool_set_nodes, .otherwise = "", .show = show_answering },
	{ { "pool", "last", TOLD_VALUE, "zdb -l /dev/did/dsk/DEVICEs6", "of a "
	    "host outside the cluster, that it is another one" },
	    .set = pool_set_last },
	{ { "pool", "damaged", TOLD_VALUE, "zpool status", "where it is "
	    "imported" }, .set = pool_set_damaged, .show = show_damaged },
	{ { "pool", "cached", TOLD_VALUE, of_cache,
	    "where it is imported" }, .set = pool_set_cached,
	    .show = show_imported },
	{ { "pool", "uncached", TOLD_VALUE, of_cache,
	    "imported without an altroot, and in no cache" },
	    .show = show_answering },
	{ { "pool", "copy", TOLD_VALUE, NULL, "the cluster keeps its copy of "
	    "zpool.cache to itself" }, .set = pool_set_copy },
};

const struct told_kind told_pool = { .line = "pool", .phase[TOLD_FIRST] = {
    tell_pool, tell_pool_end }, .phase[TOLD_LATE] = { tell_pool, tell_pool_files
    }, .rows = pool_rows, .count = sizeof(pool_rows) / sizeof(pool_rows[0]) };
