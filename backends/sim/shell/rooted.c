#include "backends/sim/shell/rooted.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"

enum { KB = 1024, MB = 1048576, UFS_KEEPS = 100 };

static const struct rooted rows[] = {
	{ "/dev/dsk/c1t0d0s0", "/", (int64_t)20160 * MB, (int64_t)6848 * MB,
	    TROUBLE_ROOT_FULL },
	{ "/devices", "/devices", 0, 0, 0 },
	{ "ctfs", "/system/contract", 0, 0, 0 },
	{ "proc", "/proc", 0, 0, 0 },
	{ "mnttab", "/etc/mnttab", 0, 0, 0 },
	{ "swap", "/etc/svc/volatile", (int64_t)16384 * MB, 1792 * KB, 0 },
	{ "objfs", "/system/object", 0, 0, 0 },
	{ "sharefs", "/etc/dfs/sharetab", 0, 0, 0 },
	{ "fd", "/dev/fd", 0, 0, 0 },
	{ "/dev/dsk/c1t0d0s3", "/var", (int64_t)10080 * MB, 1248 * MB,
	    TROUBLE_VAR_FULL },
	{ "swap", "/tmp", (int64_t)16384 * MB, 64 * KB, 0 },
	{ "swap", "/var/run", (int64_t)16384 * MB, 88 * KB, 0 },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

const struct rooted *
rooted_at(unsigned n)
{
	return n < ROWS ? &rows[n] : NULL;
}

static bool
is_below(const char *path, const char *mountpoint)
{
	size_t n = strlen(mountpoint);

	return n == 1 || (strncmp(path, mountpoint, n) == 0 &&
	    (path[n] == '/' || path[n] == '\0'));
}

const struct rooted *
rooted_of(const char *path)
{
	const struct rooted *best = &rows[0];

	assert(*path == '/');
	for (unsigned i = 1; i < ROWS; i++)
		if (is_below(path, rows[i].mountpoint) &&
		    strlen(rows[i].mountpoint) > strlen(best->mountpoint))
			best = &rows[i];
	return best;
}

/* Of a disk a part is kept back for root. */
static int64_t
usable(const struct rooted *row)
{
	return row->full == 0 ? row->size : row->size -
	    row->size / UFS_KEEPS;
}

int64_t
rooted_used(const struct call *call, const struct rooted *row)
{
	return row->full != 0 && trouble_is(call->shell->sim, call_node(call),
	    row->full) ? usable(row) : row->used;
}

int64_t
rooted_left(const struct call *call, const struct rooted *row)
{
	return usable(row) - rooted_used(call, row);
}
