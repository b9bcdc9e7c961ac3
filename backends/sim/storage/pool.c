/*
 * Shared LUNs and the pools on them.
 *
 * A forced import always succeeds, as it does in reality.  That is how pools
 * are lost: two nodes that write to one pool damage it at once.
 */
#include "backends/sim/storage/pool.h"

#include <assert.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/storage/handle.h"
#include "backends/sim/storage/outside.h"
#include "backends/sim/world/disks.h"
#include "backends/sim/world/draw.h"

static const char *
pool_name(const struct sim *sim, uint32_t pool)
{
	return sim_name(sim, KIND_POOL, pool);
}

static bool
sees(struct sim *sim, uint32_t device, uint32_t node, struct err *err)
{
	if ((world_device(sim->world, device)->nodes & bit(node)) != 0)
		return true;
	return err_set(err, ERR_DEVICE_MISSING, "%s does not see %s",
	    sim_name(sim, KIND_NODE, node),
	    sim_name(sim, KIND_DEVICE, device));
}

static bool
is_here(struct sim *sim, const struct op *op, struct err *err)
{
	if ((world_pool(sim->world, op->pool)->imported & bit(op->on)) != 0)
		return true;
	return err_set(err, ERR_POOL_MISSING, "cannot open %s on %s: it is "
	    "not imported there", pool_name(sim, op->pool),
	    sim_name(sim, KIND_NODE, op->on));
}

static bool
is_quiet(struct sim *sim, const struct op *op, struct err *err)
{
	const struct pool_row *pool = world_pool(sim->world, op->pool);
	struct err away;

	if ((pool->busy & bit(op->on)) != 0)
		return err_set(err, ERR_POOL_BUSY, "%s is busy on %s: a "
		    "process uses its directories",
		    pool_name(sim, op->pool),
		    sim_name(sim, KIND_NODE, op->on));
	if (!sees(sim, pool->device, op->on, &away))
		return err_set(err, ERR_POOL_BUSY, "I/O to %s waits: %s",
		    pool_name(sim, op->pool), away.text);
	if (op->forced == 0 && handle_held(sim, op->pool, op->on, false))
		return err_set(err, ERR_POOL_BUSY, "%s is busy on %s: a bound "
		    "domain holds its disks open", pool_name(sim, op->pool),
		    sim_name(sim, KIND_NODE, op->on));
	return true;
}

/* The pool and everything in it no longer exist; the cluster does not hear of
 * it. */
static void
pool_lost(struct sim *sim, uint32_t name)
{
	struct pool_row *pool = world_pool(sim->world, name);

	assert(name != 0);
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if ((pool->imported & bit(n)) != 0) {
			handle_held(sim, name, n, true);
			sim_emit(sim, (struct thing){ KIND_POOL, name, n },
			    STATE_IMPORTED, STATE_ABSENT);
		}
	for (uint32_t f = 1; f <= sim->world->table[T_FILE].count; f++)
		if (world_file(sim->world, f)->pool == name)
			file_lost(sim, f);
	if (pool->device != 0)
		world_device(sim->world, pool->device)->pool = 0;
	*pool = (struct pool_row){ .copy = pool->copy != COPY_NONE ?
	    COPY_STALE : COPY_NONE };
	sim_touch(sim, KIND_POOL, name);
}

void
pool_overwrite(struct sim *sim, uint32_t device)
{
	if (world_device(sim->world, device)->pool != 0)
		pool_lost(sim, world_device(sim->world, device)->pool);
}

bool
label_is_smi(uint32_t label)
{
	return label != TEXT_EFI && label != TEXT_UNLABELLED;
}

/* Without a label there is no partition table to replace. */
static bool
label_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_device(sim->world, op->device)->label == TEXT_UNLABELLED)
		return err_set(err, ERR_LABEL_KIND, "Unable to read the label "
		    "of %s", sim_name(sim, KIND_DEVICE, op->device));
	return sees(sim, op->device, op->on, err);
}

/* Like fmthard, it does not check what the device holds.  Of an EFI label it
 * edits the table, and the label is what it was. */
static void
label(struct sim *sim, const struct op *op)
{
	struct device_row *device = world_device(sim->world, op->device);

	if (device->label != TEXT_EFI)
		device->label = op->value;
	pool_overwrite(sim, op->device);
}

static bool
pool_create_already(struct sim *sim, const struct op *op)
{
	const struct pool_row *pool = world_pool(sim->world, op->pool);

	return pool->device == op->device &&
	    (pool->imported & bit(op->on)) != 0;
}

static bool
pool_create_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct device_row *device = world_device(sim->world,
	    op->device);
	const char *name = sim_name(sim, KIND_DEVICE, op->device);

	if (world_pool(sim->world, op->pool)->exists != 0)
		return err_set(err, ERR_EXISTS, "pool %s already exists",
		    pool_name(sim, op->pool));
	if (device->quorum != 0)
		return err_set(err, ERR_DEVICE_IN_USE, "%s is the cluster's "
		    "quorum device", name);
	if (device->pool != 0)
		return err_set(err, ERR_DEVICE_IN_USE, "%s is part of "
		    "pool %s", name, pool_name(sim, device->pool));
	return sees(sim, op->device, op->on, err);
}

void
pool_create(struct sim *sim, uint32_t pool, uint32_t device, uint32_t node)
{
	assert(pool != 0 && node != 0);
	*world_pool(sim->world, pool) = (struct pool_row){
		.device = device,
		.copy = world_pool(sim->world, pool)->copy,
	};
	if (device != 0)
		world_device(sim->world, device)->pool = pool;
	pool_set_imported(sim, pool, node, false);
}

static bool
pool_destroy_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return is_here(sim, op, err) && is_quiet(sim, op, err);
}

/* A pool that is destroyed by name is not missed: nothing in it must be
 * intact. */
static void
pool_destroy(struct sim *sim, const struct op *op)
{
	for (uint32_t f = 1; op->value != 0 &&
	    f <= sim->world->table[T_FILE].count; f++)
		if (world_file(sim->world, f)->pool == op->pool)
			world_file(sim->world, f)->expected = 0;
	pool_lost(sim, op->pool);
}

static bool
pool_import_already(struct sim *sim, const struct op *op)
{
	return (world_pool(sim->world, op->pool)->imported & bit(op->on)) != 0;
}

bool
pool_importable(struct sim *sim, uint32_t pool, uint32_t node,
    struct err *err)
{
	const struct pool_row *row = world_pool(sim->world, pool);

	if (row->exists == 0)
		return err_set(err, ERR_POOL_MISSING, "there is no pool %s "
		    "that %s can import", pool_name(sim, pool),
		    sim_name(sim, KIND_NODE, node));
	return sees(sim, row->device, node, err);
}

static bool
pool_import_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t last = world_pool(sim->world, op->pool)->last_host;

	if (!pool_importable(sim, op->pool, op->on, err))
		return false;
	if (op->forced == 0 && last != 0 && last != op->on)
		return err_set(err, ERR_POOL_ELSEWHERE, "%s was last used "
		    "by %s and has not been exported there",
		    pool_name(sim, op->pool), outside_host(sim, op->pool));
	return true;
}

static void
pool_import(struct sim *sim, const struct op *op)
{
	pool_set_imported(sim, op->pool, op->on, false);
}

void
pool_set_imported(struct sim *sim, uint32_t name, uint32_t node, bool by_agent)
{
	struct pool_row *pool = world_pool(sim->world, name);
	enum state was = pool->exists != 0 ? STATE_EXPORTED : STATE_ABSENT;
	bool twice = pool->outside != 0;

	assert(name != 0 && node != 0 && node <= SITE_NODES);
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		twice |= (pool->imported & bit(n)) != 0 && n != node &&
		    node_answers(sim, n);
	pool->exists = 1;
	pool->imported |= bit(node);
	if (by_agent) {
		pool->copy = COPY_OWN;
		pool->altroot |= (uint32_t)(bit(node) >> 1);
	} else {
		pool->cached |= bit(node);
	}
	pool->last_host = (uint8_t)node;
	if (twice)
		pool_corrupt(sim, name);
	sim_touch(sim, KIND_POOL, name);
	sim_emit(sim, (struct thing){ KIND_POOL, name, node }, was,
	    STATE_IMPORTED);
}

void
pool_keep_out(struct sim *sim, uint32_t name, uint32_t node, bool altroot)
{
	struct pool_row *pool = world_pool(sim->world, name);

	assert((pool->imported & bit(node)) != 0);
	pool->cached &= ~bit(node);
	if (altroot)
		pool->altroot |= (uint32_t)(bit(node) >> 1);
}

/* Two hosts have written: nothing in the pool can be trusted any more. */
void
pool_corrupt(struct sim *sim, uint32_t name)
{
	uint32_t guest = 0;

	assert(name != 0);
	world_pool(sim->world, name)->damaged = 1;
	for (uint32_t f = 1; f <= sim->world->table[T_FILE].count; f++) {
		struct file_row *file = world_file(sim->world, f);

		if (file->pool != name || file->content == 0)
			continue;
		file->content = draw_mix(file->content, DRAW_SPOILT);
		sim_touch(sim, KIND_FILE, f);
	}
	while ((guest = disks_guest(sim, name, guest)) != 0)
		sim_touch(sim, KIND_GUEST, guest);
}

void
pool_write(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;

	for (uint32_t p = 1; p <= world->table[T_POOL].count; p++) {
		const struct pool_row *pool = world_pool(world, p);

		if ((pool->imported & bit(node)) == 0)
			continue;
		if (pool->imported != bit(node) || pool->outside != 0)
			pool_corrupt(sim, p);
		sim_touch(sim, KIND_POOL, p);
	}
}

static bool
pool_export_already(struct sim *sim, const struct op *op)
{
	const struct pool_row *pool = world_pool(sim->world, op->pool);

	return pool->exists != 0 && pool->imported == 0 &&
	    pool->last_host == 0;
}

static bool
pool_export_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return is_here(sim, op, err) && is_quiet(sim, op, err);
}

static void
pool_export(struct sim *sim, const struct op *op)
{
	pool_set_exported(sim, op->pool, op->on);
}

/* A file that a bound domain holds open does not prevent a forced export; the
 * handle is dead until the domain is bound again. */
void
pool_set_exported(struct sim *sim, uint32_t name, uint32_t node)
{
	struct pool_row *pool = world_pool(sim->world, name);

	assert((pool->imported & bit(node)) != 0);
	handle_held(sim, name, node, true);
	pool->imported &= ~bit(node);
	pool->cached &= ~bit(node);
	pool->altroot &= ~(uint32_t)(bit(node) >> 1);
	if (pool->last_host == node)
		pool->last_host = 0;
	sim_touch(sim, KIND_POOL, name);
	sim_emit(sim, (struct thing){ KIND_POOL, name, node }, STATE_IMPORTED,
	    STATE_EXPORTED);
}

const struct act label_act = { .allows = label_allows, .apply = label };
static void
apply_create(struct sim *sim, const struct op *op)
{
	pool_create(sim, op->pool, op->device, op->on);
}

const struct act pool_create_act = { .already = pool_create_already,
    .allows = pool_create_allows, .apply = apply_create };

const struct act pool_destroy_act = { .allows = pool_destroy_allows,
    .apply = pool_destroy };

const struct act pool_import_act = { .already = pool_import_already,
    .allows = pool_import_allows, .apply = pool_import };

const struct act pool_export_act = { .already = pool_export_already,
    .allows = pool_export_allows, .apply = pool_export };
