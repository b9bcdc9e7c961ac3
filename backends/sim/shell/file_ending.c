/*
 * What the programs for files and labels refuse, and in which words.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/p2v/share_use.h"
#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/sim.h"

enum { BLOCK = 8192 };

static const char *
file_name(const struct call *call, const struct op *op)
{
	return call_name(call, KIND_FILE, op->file);
}

enum err_code
lock_drop_refuses(struct call *call, const struct op *op)
{
	const struct file_row *row = world_file(call->shell->sim->world,
	    op->file);

	return row->type == FILE_LOCK && (row->nodes & bit(op->on)) != 0 ?
	    ERR_NONE : ERR_NOT_FOUND;
}

/* Is it there on every machine? */
static bool
is_standard(const char *folder)
{
	static const char *const folders[] = { "", "/export", "/export/home",
	    "/opt", "/tmp", "/var", "/var/tmp" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (strcmp(folders[i], folder) == 0)
			return true;
	return false;
}

/* Of other folders that are in no pool the world does not know whether they
 * are there. */
enum err_code
mkfile_refuses(struct call *call, const struct op *op)
{
	const char *path = file_name(call, op);
	char folder[PATH_BYTES], text[PATH_BYTES];
	const char *slash = strrchr(path, '/');
	struct looked looked;

	snprintf(folder, sizeof(folder), "%.*s", slash == NULL ? 0 :
	    (int)(slash - path), path);
	path_look(call, folder, text, &looked);
	if (looked.kind == PATH_FOLDER || is_standard(folder))
		return ERR_NONE;
	return looked.kind == PATH_UNKNOWN ? ERR_UNSUPPORTED :
	    ERR_PATH_MISSING;
}

static bool
is_mounted(struct call *call, const struct op *op)
{
	uint32_t archive = share_at(call->shell->sim, op->file);

	return archive != 0 &&
	    place_share(call->shell->sim, op->on) == archive;
}

enum err_code
mount_refuses(struct call *call, const struct op *op)
{
	return is_mounted(call, op) ? ERR_IN_USE : ERR_NONE;
}

/* What is mounted elsewhere stays there. */
enum err_code
umount_refuses(struct call *call, const struct op *op)
{
	return is_mounted(call, op) ? ERR_NONE : ERR_NOT_FOUND;
}

void
tee_done(struct call *call, const struct op *op)
{
	(void)op;
	if (call->line.input != NULL)
		buffer_print(&call->out, "%s", call->line.input);
}

void
label_done(struct call *call, const struct op *op)
{
	(void)op;
	buffer_print(&call->out, "fmthard:  New volume table of contents now "
	    "in place.\n");
}

bool
label_failed(struct call *call, const struct op *op, enum err_code code)
{
	const char *path = call->line.word[call->line.count - 1];

	(void)op;
	if (code == ERR_DEVICE_MISSING)
		call_fail(call, 1, "fmthard:  Cannot open device %s - No such "
		    "file or directory", path);
	return code == ERR_DEVICE_MISSING;
}

/* mkfile writes until the pool is full, in blocks. */
static void
full_print(struct call *call, const struct op *op)
{
	struct world *world = call->shell->sim->world;
	const struct pool_row *pool = world_pool(world,
	    call->shell->sim->index.path[op->file].pool);
	int64_t left = world_device(world, pool->device)->size - pool->used;

	left = left > 0 ? left / BLOCK * BLOCK : 0;
	call_fail(call, 1, "%s: initialized %lld of %lld bytes: No space left "
	    "on device", file_name(call, op), (long long)left,
	    (long long)op->number);
}

/* The text around the name of the file; NULL: not simulated. */
static const struct {
	enum op_kind	 op;
	enum err_code	 code;
	int		 status;
	const char	*before, *after;
} words[] = {
	{ OP_DISK_CREATE, ERR_PATH_MISSING, 1, "Could not open ",
	    ": No such file or directory" },
	{ OP_DISK_CREATE, ERR_UNSUPPORTED, STATUS_NOT_SIMULATED, NULL, NULL },
	{ OP_DISK_REMOVE, ERR_PATH_MISSING, 2, "",
	    ": No such file or directory" },
	{ OP_ARCHIVE_REMOVE, ERR_PATH_MISSING, 2, "",
	    ": No such file or directory" },
	{ OP_SOURCE_COLLECT, ERR_SHARE_FULL, 1, "flar: ",
	    ": No space left on device" },
	{ OP_SOURCE_SAVE, ERR_SHARE_FULL, 1, "tar: ",
	    ": No space left on device" },
	{ OP_SUMS_TAKE, ERR_SHARE_FULL, 1, "ksh: ",
	    ": No space left on device" },
	/* A folder elsewhere is not a lock. */
	{ OP_LOCK_TAKE, ERR_PATH_MISSING, STATUS_NOT_SIMULATED, NULL, NULL },
	{ OP_LOCK_TAKE, ERR_LOCKED, 2, "mkdir: Failed to make directory \"",
	    "\"; File exists" },
	{ OP_LOCK_TAKE, ERR_EXISTS, 2, "mkdir: Failed to make directory \"",
	    "\"; File exists" },
	{ OP_LOCK_DROP, ERR_NOT_FOUND, 2, "rmdir: directory \"",
	    "\": Directory does not exist" },
	{ OP_SHARE_MOUNT, ERR_IN_USE, 32, "nfs mount: mount: ",
	    ": Device busy" },
	{ OP_SHARE_UNMOUNT, ERR_NOT_FOUND, 1, "umount: warning: ",
	    " not in mnttab" },
};

bool
file_failed(struct call *call, const struct op *op, enum err_code code)
{
	if (code == ERR_NO_SPACE) {
		full_print(call, op);
		return true;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (words[i].op != op->kind || words[i].code != code)
			continue;
		if (words[i].before == NULL)
			call_not_simulated(call);
		else
			call_fail(call, words[i].status, "%s%s%s",
			    words[i].before, file_name(call, op),
			    words[i].after);
		return true;
	}
	return false;
}
