/*
 * Domferry's own locks: folders under /var/run, which a node loses when it
 * stops.
 *
 * mkdir takes a lock, so it fails if the lock is taken.  The owner is recorded
 * beside it.
 */
#include "backends/sim/cluster/locks.h"

#include "core/site/naming.h"

static bool
is_held(struct sim *sim, const struct op *op)
{
	const struct file_row *row = world_file(sim->world, op->file);

	return row->type == FILE_LOCK && (row->nodes & bit(op->on)) != 0;
}

static bool
is_others(struct sim *sim, const struct op *op)
{
	return (world_file(sim->world, op->file)->content & bit(op->on)) != 0;
}

/* A folder elsewhere is not a lock. */
static bool
lockdir_take_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!naming_is_lock(sim_name(sim, KIND_FILE, op->file)))
		return err_set(err, ERR_PATH_MISSING, "%s is not in %s",
		    sim_name(sim, KIND_FILE, op->file),
		    naming_lock_folder());
	return !is_held(sim, op) || err_set(err, ERR_LOCKED, "%s already "
	    "exists on %s: the lock of %s", sim_name(sim, KIND_FILE, op->file),
	    sim_name(sim, KIND_NODE, op->on), is_others(sim, op) ?
	    "another run" : "this run");
}

/* A run that takes what it has already goes on; mkdir that a person types
 * fails when the folder exists, whoever made it. */
static bool
lockdir_has(struct sim *sim, const struct op *op)
{
	return sim->cause == CAUSE_OP && is_held(sim, op) &&
	    !is_others(sim, op);
}

/* A lock that a person takes belongs to another run. */
static void
lockdir_take(struct sim *sim, const struct op *op)
{
	struct file_row *row = world_file(sim->world, op->file);

	row->type = FILE_LOCK;
	row->nodes |= bit(op->on);
	if (sim->cause == CAUSE_PERSON)
		row->content |= bit(op->on);
}

static bool
lockdir_drop_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return is_held(sim, op) || err_set(err, ERR_NOT_FOUND,
	    "%s is not on %s", sim_name(sim, KIND_FILE, op->file),
	    sim_name(sim, KIND_NODE, op->on));
}

static void
drop(struct sim *sim, uint32_t file, uint32_t node)
{
	struct file_row *row = world_file(sim->world, file);

	row->nodes &= ~bit(node);
	row->content &= ~bit(node);
	if (row->nodes == 0)
		*row = (struct file_row){ 0 };
}

static void
lockdir_drop(struct sim *sim, const struct op *op)
{
	drop(sim, op->file, op->on);
}

bool
ask_lock(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->on = op->on;
	answer->state = !is_held(sim, op) ? STATE_ABSENT :
	    is_others(sim, op) ? STATE_HELD : STATE_PRESENT;
	return true;
}

void
locks_lost(struct sim *sim, uint32_t node)
{
	for (uint32_t f = 1; f <= sim->world->table[T_FILE].count; f++)
		if (world_file(sim->world, f)->type == FILE_LOCK)
			drop(sim, f, node);
}

const struct act lockdir_take_act = { .already = lockdir_has,
    .allows = lockdir_take_allows, .apply = lockdir_take };

/* Of the lock of another run, too, no more than that it is gone counts: rmdir
 * asks nobody.  A person's fails when there is nothing. */
static bool
lockdir_is_gone(struct sim *sim, const struct op *op)
{
	return sim->cause == CAUSE_OP && !is_held(sim, op);
}

const struct act lockdir_drop_act = { .already = lockdir_is_gone,
    .allows = lockdir_drop_allows,
    .apply = lockdir_drop };
