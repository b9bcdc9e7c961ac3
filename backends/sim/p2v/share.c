/*
 * Archive servers: their shares, the files on them, and who has mounted them.
 *
 * A path under a mount point is on the share where the share is mounted;
 * otherwise it is on the machine's own disk.  Every access to a share hangs
 * while its server is down.
 */
#include "backends/sim/p2v/share.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/p2v/share_use.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/disks.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/growth.h"

bool
ask_share(struct sim *sim, const struct op *op, struct answer *answer)
{
	uint32_t archive = place_share(sim, op->on);

	if (archive == 0 || declared_archive(sim, archive)->mount != op->file)
		return true;
	answer->state = STATE_PRESENT;
	answer->value = declared_archive(sim, archive)->share;
	return true;
}

bool
ask_archive(struct sim *sim, const struct op *op, struct answer *answer)
{
	uint16_t type = world_file(sim->world, op->file)->type;

	answer->state = type == FILE_SHARED ? STATE_COMPLETE :
	    type == FILE_PARTIAL ? STATE_PARTIAL : STATE_ABSENT;
	return true;
}

static bool
share_mount_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t archive = share_at(sim, op->file);

	if (archive == 0 || declared_archive(sim, archive)->share != op->value)
		return err_set(err, ERR_NOT_FOUND, "mount: %s: not found",
		    sim_name(sim, KIND_TEXT, op->value));
	if (place_share(sim, op->on) != 0)
		return err_set(err, ERR_IN_USE, "mount: %s is busy on %s",
		    sim_name(sim, KIND_FILE, op->file),
		    place_name(sim, op->on));
	return true;
}

static void
share_mount(struct sim *sim, const struct op *op)
{
	place_mount(sim, op->on, share_at(sim, op->file));
}

static bool
share_unmount_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return place_share(sim, op->on) != 0 || err_set(err,
	    ERR_NOT_FOUND, "umount: %s is not mounted on %s",
	    sim_name(sim, KIND_FILE, op->file), place_name(sim, op->on));
}

static void
share_unmount(struct sim *sim, const struct op *op)
{
	place_mount(sim, op->on, 0);
}

/* Without the mount, the same path is on the machine's own disk. */
static bool
is_own(struct sim *sim, const struct op *op)
{
	return share_of(sim, op) == 0;
}

static bool
shared_write_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (is_own(sim, op) || world_archive(sim->world,
	    share_of(sim, op))->full == 0)
		return true;
	return err_set(err, ERR_SHARE_FULL, "%s: no space left on the share",
	    sim_name(sim, KIND_FILE, op->file));
}

/* The file is overwritten, whatever it was: a disk is a file too. */
static void
overwritten(struct sim *sim, const struct op *op, uint64_t content)
{
	struct file_row *row = world_file(sim->world, op->file);
	uint32_t guest = 0;

	row->content = content;
	sim_touch(sim, KIND_FILE, op->file);
	while ((guest = disks_guest(sim, row->pool, guest)) != 0)
		sim_touch(sim, KIND_GUEST, guest);
}

static bool
is_shared(const struct file_row *row)
{
	return row->type == FILE_SHARED || row->type == FILE_SCRIPT ||
	    row->type == FILE_PARTIAL;
}

static void
own_write(struct sim *sim, const struct op *op)
{
	struct file_row *row = world_file(sim->world, op->file);

	if ((op->on & PLACE_SOURCE) != 0) {
		source_touch(sim, op->on & PLACE_ID);
		return;
	}
	if (op->on > SITE_NODES || is_shared(row))
		return;
	overwritten(sim, op, 0);
	if (row->pool == 0) {
		row->type = FILE_OTHER;
		row->nodes |= bit(op->on);
	}
}

/* On the share, or on the machine's own disk if it is not mounted. */
static void
write_content(struct sim *sim, const struct op *op, uint64_t content)
{
	struct file_row *row = world_file(sim->world, op->file);

	if (is_own(sim, op)) {
		own_write(sim, op);
		return;
	}
	row->type = FILE_SHARED;
	row->content = content;
}

/* The content of a script is its name. */
static void
file_copy(struct sim *sim, const struct op *op)
{
	write_content(sim, op, 0);
}

/* The content of the mark of the freeze is the version that it marks. */
static void
mark_write(struct sim *sim, const struct op *op)
{
	write_content(sim, op, (uint64_t)world_source(sim->world,
	    op->source)->version + 1);
}

/* A folder in a pool does not overwrite a disk of that name. */
static void
directory_make(struct sim *sim, const struct op *op)
{
	if (world_file(sim->world, op->file)->pool == 0 ||
	    (op->on & PLACE_SOURCE) != 0 || !is_own(sim, op))
		write_content(sim, op, 0);
}

static void
text_write(struct sim *sim, const struct op *op)
{
	struct file_row *row = world_file(sim->world, op->file);

	if (is_own(sim, op) && is_shared(row))
		return;
	overwritten(sim, op, op->value);
	if (row->pool != 0)
		return;
	row->type = is_own(sim, op) ? FILE_WRITTEN : FILE_SCRIPT;
	if (row->type == FILE_WRITTEN)
		row->nodes |= bit(op->on);
	row->size = (int64_t)strlen(sim_name(sim, KIND_TEXT, op->value));
}

bool
share_script(struct sim *sim, uint32_t place, enum script script,
    struct err *err)
{
	uint32_t archive = place_share(sim, place), file = archive != 0 ?
	    declared_archive(sim, archive)->script[script] : 0;

	return (file != 0 && world_file(sim->world, file)->type ==
	    FILE_SCRIPT) || err_set(err, ERR_PATH_MISSING, "ksh: %s: not found",
	    file != 0 ? sim_name(sim, KIND_FILE, file) : script_name[script]);
}

/* An archive file exists, incomplete, from the beginning of its command, even
 * if the share has no space. */
static bool
archive_write_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	return (op->on & PLACE_SOURCE) != 0 || err_set(err, ERR_UNSUPPORTED,
	    "%s can only be typed on the source", op_table[op->kind].name);
}

/* The image starts what is enabled when it is read: stopped is not disabled. */
static uint64_t
read_image(struct sim *sim, const struct op *op)
{
	struct source_row *row = world_source(sim->world, op->source);

	row->serves = row->frozen != APPS_DISABLED;
	return source_image(sim, op->source);
}

static uint64_t
read_data(struct sim *sim, const struct op *op)
{
	return source_data(sim, op->source, op->value);
}

/* What an archive command reads on the source. */
static uint64_t (*const reads[OP_KINDS])(struct sim *, const struct op *) = {
	[OP_SOURCE_COLLECT] = read_image,
	[OP_SOURCE_SAVE] = read_data,
	[OP_SUMS_TAKE] = read_data,
};

static bool
sums_take_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return share_script(sim, op->on, SCRIPT_SUMS, err) &&
	    archive_write_allows(sim, op, err);
}

/* A token of what the source would give at this moment.  While its
 * applications write, every moment gives another one. */
static uint64_t
read_now(struct sim *sim, const struct op *op)
{
	uint64_t content = reads[op->kind](sim, op);

	return source_writes(sim, op->source) ? draw_mix(content, DRAW_TORN +
	    (uint64_t)sim->world->now_ns) : content;
}

static void
archive_write_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct file_row *file = world_file(sim->world, op->file);

	if (is_own(sim, op)) {
		own_write(sim, op);
	} else {
		file->type = FILE_PARTIAL;
		file->content = read_now(sim, op);
	}
	work_after(sim, row, declared_ms(sim, op));
}

/* The archive is inconsistent, unless the last file read is of the same moment
 * as the first. */
static uint64_t
archived(struct sim *sim, const struct op *op)
{
	uint64_t first = world_file(sim->world, op->file)->content;
	uint64_t last = read_now(sim, op);

	return first == last ? last : draw_mix(draw_mix(first, last),
	    DRAW_TORN);
}

static void
archive_write_end(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct file_row *file = world_file(sim->world, op->file);
	struct err err;

	if (!place_answers(sim, op->on)) {
		work_end(sim, row, UNKNOWN, ERR_NO_ANSWER);
		return;
	}
	/* What fitted is there. */
	if (!shared_write_allows(sim, op, &err)) {
		work_end(sim, row, UNKNOWN, err.code);
		return;
	}
	if (!is_own(sim, op)) {
		file->content = archived(sim, op);
		file->type = FILE_SHARED;
	}
	work_end(sim, row, DONE, ERR_NONE);
}

static bool
archive_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)err;
	return world_file(sim->world, op->file)->type != FILE_NONE ||
	    err_set(err, ERR_PATH_MISSING, "%s: no such file",
	    sim_name(sim, KIND_FILE, op->file));
}

static void
archive_remove(struct sim *sim, const struct op *op)
{
	struct file_row *row = world_file(sim->world, op->file);

	if (row->pool != 0)
		file_lost(sim, op->file);
	else if (!is_own(sim, op) || row->type == FILE_OTHER)
		*row = (struct file_row){ .expected = row->expected };
	sim_touch(sim, KIND_FILE, op->file);
}

/* Operations that hung on the server go on. */
void
archive_answers(struct sim *sim, uint32_t archive, bool answers)
{
	assert(archive != 0 && archive <= sim->declared.archive_count);
	world_archive(sim->world, archive)->down = !answers;
	for (uint32_t i = 1; answers && i <= sim->world->table[T_WORK].high;
	    i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind == WORK_OP && work->ended == 0 &&
		    work->phase == WORK_HANGS && work->seq == 0 &&
		    share_of(sim, &work->op) == archive) {
			growth_ensure(sim);
			work_after(sim, i, 1000);
		}
	}
}

bool
archive_truncate(struct sim *sim, uint32_t file)
{
	struct file_row *row = world_file(sim->world, file);

	if (row->type != FILE_SHARED)
		return false;
	row->type = FILE_PARTIAL;
	return true;
}

const struct act share_mount_act = { .allows = share_mount_allows,
    .apply = share_mount };

const struct act share_unmount_act = { .allows = share_unmount_allows,
    .apply = share_unmount };

const struct act directory_make_act = { .allows = shared_write_allows,
    .apply = directory_make };

const struct act file_copy_act = { .allows = shared_write_allows,
    .apply = file_copy };

const struct act source_mark_act = { .allows = shared_write_allows,
    .apply = mark_write };

const struct act text_write_act = { .allows = shared_write_allows,
    .apply = text_write };

const struct act archive_write_act = { .allows = archive_write_allows,
    .begin = archive_write_begin, .end = archive_write_end };

const struct act sums_take_act = { .allows = sums_take_allows,
    .begin = archive_write_begin, .end = archive_write_end };

const struct act archive_remove_act = { .allows = archive_remove_allows,
    .apply = archive_remove };
