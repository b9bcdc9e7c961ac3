/*
 * File systems, and files in pools or on nodes.
 *
 * A path in a pool exists where the pool is imported.  What is in a file is a
 * token made from names, so that equal worlds have equal contents.
 */
#include "backends/sim/storage/files.h"

#include <assert.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/storage/handle.h"
#include "backends/sim/world/draw.h"

static const char *
file_name(const struct sim *sim, uint32_t file)
{
	return sim_name(sim, KIND_FILE, file);
}

/* The file lies on the share of an archive that is mounted at the place. */
static bool
share_there(struct sim *sim, uint32_t file, uint32_t place)
{
	uint32_t archive = sim->index.path[file].share;

	return archive != 0 && place_share(sim, place) == archive;
}

bool
file_visible(struct sim *sim, uint32_t file, uint32_t node)
{
	const struct file_row *row = world_file(sim->world, file);

	if (row->type == FILE_NONE)
		return false;
	if (row->type == FILE_SHARED || row->type == FILE_SCRIPT ||
	    row->type == FILE_PARTIAL)
		return share_there(sim, file, node);
	if (row->pool != 0)
		return node <= SITE_NODES && (world_pool(sim->world,
		    row->pool)->imported & bit(node)) != 0;
	return node <= SITE_NODES && (row->nodes & bit(node)) != 0;
}

bool
file_answers(struct sim *sim, uint32_t file, uint32_t node)
{
	uint32_t pool = world_file(sim->world, file)->pool;

	return file_visible(sim, file, node) && (pool == 0 ||
	    (world_device(sim->world, world_pool(sim->world,
	    pool)->device)->nodes & bit(node)) != 0);
}

/* Which content the file must have is kept, so that the loss is noticed; but
 * not for a file that was made since time zero, which its maker may remove
 * again. */
void
file_lost(struct sim *sim, uint32_t file)
{
	struct file_row *row = world_file(sim->world, file);
	struct pool_row *pool = world_pool(sim->world, row->pool);

	assert(file != 0);
	if (row->pool != 0)
		pool->used -= row->size;
	sim_emit(sim, (struct thing){ KIND_FILE, file, 0 }, row->type !=
	    FILE_NONE ? STATE_PRESENT : STATE_ABSENT, STATE_ABSENT);
	*row = (struct file_row){ .expected =
	    row->fresh != 0 && sim->cause == CAUSE_OP ? 0 : row->expected };
	sim_touch(sim, KIND_FILE, file);
}

static bool
pool_here(struct sim *sim, uint32_t pool, uint32_t node, struct err *err)
{
	if ((world_pool(sim->world, pool)->imported & bit(node)) != 0)
		return true;
	return err_set(err, ERR_POOL_MISSING, "cannot open %s: it is not "
	    "imported on %s", sim_name(sim, KIND_POOL, pool),
	    sim_name(sim, KIND_NODE, node));
}

static bool
filesystem_create_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (sim->index.path[op->file].pool != op->pool)
		return err_set(err, ERR_NOT_FOUND, "%s is not in pool %s",
		    file_name(sim, op->file),
		    sim_name(sim, KIND_POOL, op->pool));
	return pool_here(sim, op->pool, op->on, err);
}

void
filesystem_create(struct sim *sim, uint32_t file, uint32_t pool, uint32_t node)
{
	struct file_row *row = world_file(sim->world, file);

	assert(file != 0 && pool != 0);
	row->type = FILE_FILESYSTEM;
	row->pool = pool;
	sim_emit(sim, (struct thing){ KIND_FILE, file, node }, STATE_ABSENT,
	    STATE_PRESENT);
}

static bool
filesystem_destroy_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!pool_here(sim, op->pool, op->on, err))
		return false;
	if (handle_held(sim, op->pool, op->on, false))
		return err_set(err, ERR_POOL_BUSY, "%s is busy on %s: a bound "
		    "domain holds its disks open", file_name(sim, op->file),
		    sim_name(sim, KIND_NODE, op->on));
	return true;
}

static void
filesystem_destroy(struct sim *sim, const struct op *op)
{
	for (uint32_t f = 1; f <= sim->world->table[T_FILE].count; f++)
		if (sim->index.path[f].filesystem == op->file &&
		    world_file(sim->world, f)->pool == op->pool)
			file_lost(sim, f);
	file_lost(sim, op->file);
}

/* mkfile overwrites an existing file, whatever its content is. */
static bool
disk_create_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct path *path = &sim->index.path[op->file];
	const struct pool_row *pool = world_pool(sim->world, path->pool);
	int64_t free_size;

	if (path->pool == 0)
		return true;
	if ((pool->imported & bit(op->on)) == 0 || (path->filesystem != 0 &&
	    world_file(sim->world, path->filesystem)->type == FILE_NONE))
		return err_set(err, ERR_PATH_MISSING, "could not open %s on "
		    "%s: no such directory", file_name(sim, op->file),
		    sim_name(sim, KIND_NODE, op->on));
	free_size = world_device(sim->world, pool->device)->size -
	    pool->used + world_file(sim->world, op->file)->size;
	if (op->number > free_size)
		return err_set(err, ERR_NO_SPACE, "%s needs %lldM, and "
		    "%lldM are free in %s", file_name(sim, op->file),
		    (long long)(op->number >> 20),
		    (long long)(free_size >> 20),
		    sim_name(sim, KIND_POOL, path->pool));
	return true;
}

void
disk_create(struct sim *sim, uint32_t file, int64_t size, uint32_t node)
{
	struct file_row *row = world_file(sim->world, file);

	assert(file != 0 && size >= 0);
	if (row->type != FILE_NONE && sim->index.path[file].pool != 0)
		file_lost(sim, file);
	row->pool = sim->index.path[file].pool;
	row->type = row->pool != 0 ? FILE_DISK : FILE_OTHER;
	row->size = size;
	row->content = draw_name(DRAW_BLANK, file_name(sim, file));
	if (row->pool != 0) {
		row->written_ns = sim->world->now_ns;
		world_pool(sim->world, row->pool)->used += size;
	} else {
		row->nodes |= bit(node);
	}
	sim_touch(sim, KIND_FILE, file);
	sim_emit(sim, (struct thing){ KIND_FILE, file, node }, STATE_ABSENT,
	    STATE_PRESENT);
}

static bool
disk_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (file_visible(sim, op->file, op->on))
		return true;
	return err_set(err, ERR_PATH_MISSING, "%s is not on %s",
	    file_name(sim, op->file), sim_name(sim, KIND_NODE, op->on));
}

/* A program that holds the file open keeps it; for all others the name no
 * longer exists. */
void
disk_remove(struct sim *sim, uint32_t file, uint32_t node)
{
	struct file_row *row = world_file(sim->world, file);

	assert(node != 0 && node <= SITE_NODES);
	row->nodes &= ~bit(node);
	if (row->pool != 0 || row->nodes == 0)
		file_lost(sim, file);
}

static void
apply_filesystem(struct sim *sim, const struct op *op)
{
	filesystem_create(sim, op->file, op->pool, op->on);
}

const struct act filesystem_create_act = { .allows = filesystem_create_allows,
    .apply = apply_filesystem };

const struct act filesystem_destroy_act = { .allows = filesystem_destroy_allows,
    .apply = filesystem_destroy };

static void
apply_create(struct sim *sim, const struct op *op)
{
	disk_create(sim, op->file, op->number, op->on);
}

const struct act disk_create_act = { .allows = disk_create_allows,
    .apply = apply_create };

static void
apply_remove(struct sim *sim, const struct op *op)
{
	disk_remove(sim, op->file, op->on);
}

const struct act disk_remove_act = { .allows = disk_remove_allows,
    .apply = apply_remove };
