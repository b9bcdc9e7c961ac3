/*
 * What a node answers about shared LUNs, pools, what is in them, and volumes.
 */
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/questions/asked.h"
#include "backends/sim/storage/access.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/storage/pool.h"

/* The number of the answer: 0 free, 1 part of a pool, 2 the quorum device, 3
 * part of a pool that a resource uses.  The pool that the question names
 * counts as free. */
bool
ask_device(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct device_row *row = world_device(sim->world, op->device);

	answer->on = op->on;
	answer->state = STATE_MISSING;
	if ((row->nodes & bit(op->on)) == 0)
		return true;
	answer->state = STATE_PRESENT;
	answer->value = row->label;
	if (op->value == TEXT_LABEL) {
		if (label_is_smi(row->label))
			answer->value = TEXT_SMI;
		return true;
	}
	if (row->quorum != 0)
		answer->number = 2;
	else if (row->pool != 0 && row->pool != op->pool)
		answer->number = pool_storage(sim, row->pool) != 0 ? 3 : 1;
	return true;
}

/* The number is 1 without an altroot; of a question that names a resource,
 * only if that is there.  A hung member that may have the pool
 * leaves the question without an answer; one that was given up is fenced. */
/* Its label names a member that does not answer: for all that the others can
 * see, that one has it. */
static bool
may_have(struct sim *sim, uint32_t node)
{
	return node != 0 && node <= SITE_NODES && !node_answers(sim, node) &&
	    (node_counted(sim) & bit(node)) != 0;
}

bool
ask_pool(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct pool_row *row = world_pool(sim->world, op->pool);

	if (row->exists == 0)
		return node_any_member(sim);
	answer->state = STATE_EXPORTED;
	for (uint32_t n = sim->world->table[T_NODE].count; n >= 1; n--)
		if ((row->imported >> n & 1) != 0 && node_answers(sim, n)) {
			answer->state = STATE_IMPORTED;
			answer->on = n;
		}
	answer->number = (row->cached & bit(answer->on)) != 0 &&
	    (op->resource == 0 ||
	    world_resource(sim->world, op->resource)->exists != 0);
	if (answer->state == STATE_IMPORTED)
		return true;
	answer->on = row->last_host != HOST_OUTSIDE ? row->last_host : 0;
	return !may_have(sim, answer->on) &&
	    (row->imported & node_counted(sim)) == 0 && node_any_member(sim);
}

bool
ask_filesystem(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->on = op->on;
	if (op->guest != 0)
		return ask_data_filesystem(sim, op, answer);
	if (world_file(sim->world, op->file)->type == FILE_FILESYSTEM &&
	    file_visible(sim, op->file, op->on))
		answer->state = STATE_PRESENT;
	return true;
}

bool
ask_disk(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct file_row *row;

	answer->on = op->on <= SITE_NODES ? op->on : 0;
	if (!file_visible(sim, op->file, op->on))
		return true;
	row = world_file(sim->world, op->file);
	answer->state = STATE_PRESENT;
	if (op->value == TEXT_ACCESS) {
		answer->value = access_is_private(sim, op->file) ?
		    TEXT_PRIVATE : TEXT_OPEN;
		return true;
	}
	answer->number = row->size;
	if (row->type == FILE_WRITTEN || row->type == FILE_SCRIPT)
		answer->value = (uint32_t)row->content;
	return true;
}
