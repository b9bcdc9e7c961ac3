/*
 * What zpool and zfs refuse, and in which words.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/sim.h"
#include "backends/sim/storage/pool.h"

static const struct pool_row *
pool_row(struct call *call, const struct op *op)
{
	return world_pool(call->shell->sim->world, op->pool);
}

static const char *
pool_name(const struct call *call, const struct op *op)
{
	return call_name(call, KIND_POOL, op->pool);
}

static const char *
file_name(const struct call *call, const struct op *op)
{
	return call_name(call, KIND_FILE, op->file);
}

static bool
is_here(struct call *call, const struct op *op)
{
	return (pool_row(call, op)->imported & bit(op->on)) != 0;
}

/* A name is taken while a pool that has it is imported there. */
enum err_code
pool_create_refuses(struct call *call, const struct op *op)
{
	return is_here(call, op) ? ERR_EXISTS : ERR_NONE;
}

/* What is imported there is not searched for. */
enum err_code
pool_import_refuses(struct call *call, const struct op *op)
{
	return is_here(call, op) ? ERR_POOL_MISSING : ERR_NONE;
}

enum err_code
pool_here_refuses(struct call *call, const struct op *op)
{
	return is_here(call, op) ? ERR_NONE : ERR_POOL_MISSING;
}

enum err_code
filesystem_create_refuses(struct call *call, const struct op *op)
{
	struct sim *sim = call->shell->sim;

	if (sim->index.path[op->file].pool == 0 ||
	    !is_here(call, &(struct op){ .on = op->on,
	    .pool = sim->index.path[op->file].pool }))
		return ERR_POOL_MISSING;
	return world_file(sim->world, op->file)->type != FILE_NONE ?
	    ERR_EXISTS : ERR_NONE;
}

enum err_code
filesystem_destroy_refuses(struct call *call, const struct op *op)
{
	return filesystem_create_refuses(call, op) == ERR_EXISTS ? ERR_NONE :
	    ERR_NOT_FOUND;
}

/* An altroot, or cachefile=none, keeps the pool out of the node's cache. */
void
pool_import_done(struct call *call, const struct op *op)
{
	bool altroot = false, keeps = false;

	for (unsigned i = 2; i < call->line.count; i++) {
		altroot |= strncmp(call->line.word[i], "-R", 2) == 0;
		keeps |= strcmp(call->line.word[i], "cachefile=none") == 0 ||
		    strcmp(call->line.word[i], "-ocachefile=none") == 0;
	}
	if (altroot || keeps)
		pool_keep_out(call->shell->sim, op->pool, op->on, altroot);
}

/* When the last host wrote to the pool: now, if it still has it. */
static int64_t
written_s(const struct call *call, const struct pool_row *pool)
{
	bool has = pool->last_host == HOST_OUTSIDE ? pool->outside != 0 :
	    (pool->imported & bit(pool->last_host)) != 0;

	return has ? call->shell->sim->world->now_ns / MS / 1000 :
	    pool->left_s;
}

/* The label names who had it last, and when that wrote. */
static void
elsewhere_print(struct call *call, const struct op *op)
{
	const struct pool_row *pool = pool_row(call, op);
	uint32_t last = pool->last_host;
	char time[TIME_BYTES];

	call_fail(call, 1, "cannot import '%s': pool may be in use from other "
	    "system, it was last\naccessed by '%s' (hostid: 0x%lx) on %s\n"
	    "use '-f' to import anyway", pool_name(call, op),
	    last == HOST_OUTSIDE ? "outside" : call_name(call, KIND_NODE,
	    last), (unsigned long)machine_hostid(call, last),
	    clock_print(written_s(call, pool), time));
}

/* The words of each operation on a pool. */
static const struct {
	const char	*verb;		/* cannot … it */
	const char	*missing;
} pool_words[OP_KINDS] = {
	[OP_POOL_CREATE] = { "create", NULL },
	[OP_POOL_DESTROY] = { "open", "no such pool" },
	[OP_POOL_IMPORT] = { "import", "no such pool available" },
	[OP_POOL_EXPORT] = { "open", "no such pool" },
};

static void
taken_print(struct call *call, const struct op *op)
{
	const struct device_row *device = world_device(
	    call->shell->sim->world, op->device);

	if (device->pool == 0) {
		call_not_simulated(call);
		return;
	}
	call_fail(call, 1, "invalid vdev specification\nuse '-f' to override "
	    "the following errors:\n%s is part of active ZFS pool %s. Please "
	    "see zpool(1M).", call->line.word[call->line.count - 1],
	    call_name(call, KIND_POOL, device->pool));
}

/* Which file system is busy is not known: its pool is named. */
bool
pool_failed(struct call *call, const struct op *op, enum err_code code)
{
	const char *verb = pool_words[op->kind].verb;

	if (code == ERR_POOL_ELSEWHERE)
		elsewhere_print(call, op);
	else if (code == ERR_POOL_BUSY)
		call_fail(call, 1, "cannot unmount '/%s': Device busy",
		    pool_name(call, op));
	else if (code == ERR_EXISTS && !is_here(call, op))
		call_not_simulated(call);	/* two pools of one name */
	else if (code == ERR_EXISTS)
		call_fail(call, 1, "cannot create '%s': pool already exists",
		    pool_name(call, op));
	else if (code == ERR_DEVICE_IN_USE)
		taken_print(call, op);
	else if (code == ERR_DEVICE_MISSING && op->device != 0)
		call_fail(call, 1, "cannot open '%s': No such file or "
		    "directory", call->line.word[call->line.count - 1]);
	else if ((code == ERR_POOL_MISSING || code == ERR_DEVICE_MISSING) &&
	    pool_words[op->kind].missing != NULL)
		call_fail(call, 1, "cannot %s '%s': %s", verb,
		    pool_name(call, op), pool_words[op->kind].missing);
	else
		return false;
	return true;
}

bool
filesystem_failed(struct call *call, const struct op *op, enum err_code code)
{
	if (code == ERR_EXISTS)
		call_fail(call, 1, "cannot create '%s': dataset already "
		    "exists", file_name(call, op));
	else if (code == ERR_POOL_MISSING)
		call_fail(call, 1, "cannot create '%s': no such pool '%.*s'",
		    file_name(call, op), (int)strcspn(file_name(call, op),
		    "/"), file_name(call, op));
	else if (code == ERR_NOT_FOUND)
		call_fail(call, 1, "cannot open '%s': dataset does not exist",
		    file_name(call, op));
	else if (code == ERR_POOL_BUSY)
		call_fail(call, 1, "cannot unmount '/%s': Device busy",
		    file_name(call, op));
	else
		return false;
	return true;
}
