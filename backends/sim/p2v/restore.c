/*
 * Inside a guest: a disk for the data, the data on it, and the owner's
 * acceptance.
 */
#include "backends/sim/p2v/restore.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/p2v/ldmp2v.h"
#include "backends/sim/p2v/share.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"

static const struct site_disk *
disk_at(const struct sim *sim, uint32_t guest, uint32_t mount)
{
	const struct site_guest *row = declared_guest(sim, guest);

	for (uint32_t i = 0; i < row->disk_count; i++)
		if (row->disk[i].mount == mount && mount != 0)
			return &row->disk[i];
	return NULL;
}

static const struct site_disk *
disk_named(const struct sim *sim, uint32_t guest, uint32_t disk)
{
	const struct site_guest *row = declared_guest(sim, guest);

	for (uint32_t i = 0; i < row->disk_count; i++)
		if (row->disk[i].disk == disk)
			return &row->disk[i];
	return NULL;
}

static bool
is_open(struct sim *sim, const struct op *op, uint32_t disk)
{
	const struct part_row *part = world_part(sim->world,
	    world_part_of(sim->world, world_domain_of(sim->world, op->guest,
	    op->on), PART_DISK, disk));

	return part->handle == HANDLE_OPEN;
}

static bool
runs_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return place_runs(sim, op->guest, op->on) || err_set(err,
	    ERR_NOT_RUNNING, "%s is not running on %s",
	    sim_name(sim, KIND_GUEST, op->guest),
	    sim_name(sim, KIND_NODE, op->on));
}

bool
ask_data_filesystem(struct sim *sim, const struct op *op,
    struct answer *answer)
{
	const struct site_disk *disk = disk_named(sim, op->guest, op->disk);

	if (!place_runs(sim, op->guest, op->on))
		return false;
	if (disk != NULL && is_open(sim, op, op->disk) &&
	    world_file(sim->world, disk->file)->type == FILE_DATA)
		answer->state = STATE_PRESENT;
	return true;
}

bool
data_is_mounted(struct sim *sim, uint32_t guest, uint32_t node,
    uint32_t mount)
{
	const struct op ask = { .on = node, .guest = guest };
	const struct site_disk *disk = disk_at(sim, guest, mount);

	return disk != NULL && place_runs(sim, guest, node) &&
	    is_open(sim, &ask, disk->disk) &&
	    world_file(sim->world, disk->file)->type == FILE_DATA;
}

static bool
data_filesystem_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!runs_allows(sim, op, err) || !share_script(sim, op_place(op),
	    SCRIPT_DATA_DISK, err))
		return false;
	return (disk_named(sim, op->guest, op->disk) != NULL &&
	    is_open(sim, op, op->disk)) || err_set(err, ERR_PATH_MISSING,
	    "%s has no disk %s that answers", sim_name(sim, KIND_GUEST,
	    op->guest), sim_name(sim, KIND_DISK, op->disk));
}

static void
data_filesystem(struct sim *sim, const struct op *op)
{
	uint32_t file = disk_named(sim, op->guest, op->disk)->file;
	struct file_row *row = world_file(sim->world, file);

	row->type = FILE_DATA;
	row->content = draw_name(DRAW_NEWFS, sim_name(sim, KIND_FILE, file));
	sim_touch(sim, KIND_FILE, file);
}

static bool
is_mounted(struct sim *sim, const struct op *op)
{
	uint32_t archive = sim->index.path[op->file].share;

	return archive != 0 && world_guest(sim->world, op->guest)->share ==
	    archive;
}

/* The checksums lie beside the archive: data.cksum beside data.tar. */
static uint32_t
sums_of(const struct sim *sim, uint32_t tar)
{
	const char *text = sim_name(sim, KIND_FILE, tar);
	const char *dot = strrchr(text, '.');
	char path[320];

	snprintf(path, sizeof(path), "%.*s.cksum", dot != NULL ?
	    (int)(dot - text) : 0, text);
	return names_find(sim->names, KIND_FILE, path);
}

bool
ask_sums(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct site_disk *disk = disk_at(sim, op->guest, op->value);
	uint32_t sums = sums_of(sim, op->file);

	if (!place_runs(sim, op->guest, op->on) || !is_mounted(sim, op))
		return false;
	answer->state = disk != NULL && sums != 0 &&
	    world_file(sim->world, sums)->type == FILE_SHARED &&
	    is_open(sim, op, disk->disk) &&
	    world_file(sim->world, disk->file)->content == draw_mix(
	    world_file(sim->world, sums)->content, DRAW_RESTORED) ?
	    STATE_EQUAL : STATE_DIFFERENT;
	return true;
}

static bool
data_restore_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct site_disk *disk = disk_at(sim, op->guest, op->value);

	if (!runs_allows(sim, op, err))
		return false;
	if (!is_mounted(sim, op) || world_file(sim->world,
	    op->file)->type == FILE_NONE)
		return err_set(err, ERR_PATH_MISSING, "tar: %s: no such file "
		    "in %s", sim_name(sim, KIND_FILE, op->file),
		    sim_name(sim, KIND_GUEST, op->guest));
	return (disk != NULL && is_open(sim, op, disk->disk) &&
	    world_file(sim->world, disk->file)->type == FILE_DATA) ||
	    err_set(err, ERR_PATH_MISSING, "tar: %s is not mounted in %s",
	    sim_name(sim, KIND_TEXT, op->value),
	    sim_name(sim, KIND_GUEST, op->guest));
}

/* An inconsistent archive is restored without an error; the checksums show
 * it. */
static void
data_restore(struct sim *sim, const struct op *op)
{
	const struct site_disk *disk = disk_at(sim, op->guest, op->value);
	const struct file_row *tar = world_file(sim->world, op->file);
	struct file_row *row = world_file(sim->world, disk->file);

	assert(disk != NULL);
	row->content = draw_mix(tar->type == FILE_SHARED ? tar->content :
	    draw_mix(tar->content, DRAW_TORN), DRAW_RESTORED);
	sim_touch(sim, KIND_FILE, disk->file);
}

bool
ask_word(struct sim *sim, const struct op *op, struct answer *answer)
{
	if (world_guest(sim->world, op->guest)->accepted != 0)
		answer->state = STATE_PRESENT;
	return true;
}

static bool
accepted_allows(struct sim *sim, const struct op *op, struct err *err)
{
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (place_runs(sim, op->guest, n))
			return true;
	return err_set(err, ERR_NOT_RUNNING, "%s is not running: users "
	    "cannot use it yet", sim_name(sim, KIND_GUEST, op->guest));
}

/* From now on users must find what the source held when it was frozen. */
void
guest_accept(struct sim *sim, uint32_t guest)
{
	const struct site_guest *row = declared_guest(sim, guest);

	assert(guest != 0);
	world_guest(sim->world, guest)->accepted = 1;
	for (uint32_t i = 0; row->source != 0 && i < row->disk_count; i++) {
		world_file(sim->world, row->disk[i].file)->expected =
		    p2v_expected(sim, guest, i);
		world_file(sim->world, row->disk[i].file)->fresh = 0;
		sim_touch(sim, KIND_FILE, row->disk[i].file);
	}
	sim_touch(sim, KIND_GUEST, guest);
}

const struct act data_filesystem_act = { .allows = data_filesystem_allows,
    .apply = data_filesystem };

const struct act data_restore_act = { .allows = data_restore_allows,
    .apply = data_restore };

static void
apply_accepted(struct sim *sim, const struct op *op)
{
	guest_accept(sim, op->guest);
}

const struct act accept_act = { .allows = accepted_allows,
    .apply = apply_accepted };
