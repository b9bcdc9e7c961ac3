/*
 * newfs: a file system is made on a slice, and what was there is gone.
 *
 * It looks whether the slice is in use, by the path of the disk; of a DID it
 * knows nothing.
 */
#include <string.h>

#include "backends/sim/kernel/settle.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/shell/slice.h"
#include "backends/sim/storage/pool.h"
#include "backends/sim/world/growth.h"

/* The geometry that newfs takes for a large disk. */
enum { SECTOR = 512, TRACK_SECTORS = 128, CYLINDER_TRACKS = 48,
    CYLINDER_SECTORS = TRACK_SECTORS * CYLINDER_TRACKS, GROUP_CYLINDERS = 16,
    GROUP_SECTORS = GROUP_CYLINDERS * CYLINDER_SECTORS, INODES = 5824,
    FIRST_BLOCK = 32, SHOWN = 10, PER_MEGABYTE = 2048 };

/* The copies of the superblock of these groups; they do not lie one above the
 * other. */
static void
blocks_print(struct buffer *out, long long from, long long to)
{
	for (long long i = from; i < to; i++)
		buffer_print(out, " %lld%s%s", FIRST_BLOCK + i *
		    GROUP_SECTORS + i % CYLINDER_TRACKS * TRACK_SECTORS,
		    i + 1 < to || (from == 0 && to == SHOWN) ? "," : "",
		    i + 1 == to ? "\n" : "");
}

static void
made_print(struct call *call, const char *path, int64_t bytes)
{
	long long sectors = bytes / SECTOR;
	long long cylinders = (sectors + CYLINDER_SECTORS - 1) /
	    CYLINDER_SECTORS;
	long long groups = (cylinders + GROUP_CYLINDERS - 1) /
	    GROUP_CYLINDERS;

	buffer_print(&call->out, "%s:\t%lld sectors in %lld cylinders of %d "
	    "tracks, %d sectors\n\t%lld.%lldMB in %lld cyl groups (%d c/g, "
	    "%d.00MB/g, %d i/g)\nsuper-block backups (for fsck -F ufs -o "
	    "b=#) at:\n", path, sectors, cylinders, CYLINDER_TRACKS,
	    TRACK_SECTORS, sectors / PER_MEGABYTE, sectors % PER_MEGABYTE *
	    10 / PER_MEGABYTE, groups, GROUP_CYLINDERS, GROUP_SECTORS /
	    PER_MEGABYTE, INODES);
	blocks_print(&call->out, 0, groups < SHOWN ? groups : SHOWN);
	if (groups > 2 * SHOWN) {
		buffer_print(&call->out, "Initializing cylinder groups:\n...\n"
		    "super-block backups for last 10 cylinder groups at:\n");
		blocks_print(&call->out, groups - SHOWN, groups);
	}
}

/* The pool that the slice belongs to, if the label of the disk's path shows it;
 * 0: none. */
static uint32_t
pool_seen(struct call *call, const struct slice *slice)
{
	return slice->did ? 0 : world_device(call->shell->sim->world,
	    slice->device)->pool;
}

static void
in_use(struct call *call, const char *path, uint32_t pool)
{
	bool here = (world_pool(call->shell->sim->world, pool)->imported &
	    bit(call_node(call))) != 0;

	call_fail(call, 1, "newfs: %s is part of %s ZFS pool %s. Please see "
	    "zpool(1M).", path, here ? "active" : "exported or potentially "
	    "active", call_name(call, KIND_POOL, pool));
}

static void
slice_make(struct call *call, const char *path, const struct slice *slice)
{
	struct sim *sim = call->shell->sim;

	sim->cause = CAUSE_PERSON;
	growth_names(sim);
	pool_overwrite(sim, slice->device);
	sim_settle(sim);
	made_print(call, path, world_device(sim->world, slice->device)->size);
}

/* The slice that the site's table has, or the whole; of another there is
 * nothing. */
static bool
has_sectors(struct call *call, const struct slice *slice)
{
	const char *label = call_name(call, KIND_TEXT, world_device(
	    call->shell->sim->world, slice->device)->label);

	return slice->number == 2 || (strncmp(label, "slice", 5) == 0 &&
	    (unsigned)(label[5] - '0') == slice->number);
}

/* The question; false: nobody has said yes. */
static bool
is_meant(struct call *call, const char *path)
{
	bool yes = call->line.input != NULL && (*call->line.input == 'y' ||
	    *call->line.input == 'Y');

	buffer_print(&call->out, "newfs: construct a new file system %s: "
	    "(y/n)? ", path);
	if (call->line.input != NULL)
		buffer_print(&call->out, "%s\n", yes ? "y" : "n");
	call->around = call->line.output == NULL && call->line.makes == NULL;
	return yes && call->around;
}

void
newfs_run(struct call *call)
{
	struct given given;
	struct slice slice;
	const char *path;

	if (!given_read(&given, &call->line, 1, "v") || given.count != 1) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	path = given.operand[0];
	if (!slice_find(call, path, &slice))
		call_fail(call, 1, "%s: No such device or address", path);
	else if (!has_sectors(call, &slice))
		call_fail(call, 1, "newfs: %s: slice has no sectors", path);
	else if (pool_seen(call, &slice) != 0)
		in_use(call, path, pool_seen(call, &slice));
	else if (is_meant(call, path))
		slice_make(call, path, &slice);
}
