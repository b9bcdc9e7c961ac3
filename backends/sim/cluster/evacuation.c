/*
 * All groups leave a node, as clnode evacuate has the manager do it.
 *
 * The manager moves one group after the other; the evacuation waits for each
 * without an event of its own, and goes on when the move is over.
 */
#include "backends/sim/cluster/evacuation.h"

#include <assert.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"

uint32_t
evacuation_left(struct sim *sim, uint32_t node, bool *busy)
{
	uint32_t left = 0;

	*busy = false;
	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++) {
		const struct group_row *group = world_group(sim->world, g);
		const struct work_row *work = world_work(sim->world,
		    group->work);
		bool arrives = group->work != 0 && !move_of_resource(work) &&
		    work->to == node;
		bool leaves = (move_leaves(sim, group->work) & bit(node)) != 0;

		if (!arrives && !leaves && ((group_online(sim, g) |
		    group->stop_failed) & bit(node)) == 0)
			continue;
		left++;
		*busy = *busy || arrives || leaves;
	}
	return left;
}

/* A group that follows another one leaves with it. */
static bool
follows(struct sim *sim, uint32_t group, uint32_t node)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list), i = 0;

	while (i < count && ((list[i].sign != SIGN_FOLLOWS &&
	    list[i].sign != SIGN_DELEGATES) ||
	    (group_online(sim, list[i].group) & bit(node)) == 0))
		i++;
	return i < count;
}

static bool
leaves(struct sim *sim, uint32_t group, uint32_t node)
{
	const struct group_row *row = world_group(sim->world, group);

	return (group_online(sim, group) & bit(node)) != 0 && row->work == 0 &&
	    row->stop_failed == 0 && !follows(sim, group, node);
}

/* To the best of the other nodes; if there is none it goes offline. */
static void
group_leaves(struct sim *sim, uint32_t row, uint32_t group, uint32_t node)
{
	uint32_t to = group_next(sim, group, bit(node)), move;
	struct op op = { .kind = to != 0 ? OP_GROUP_SWITCH : OP_GROUP_OFFLINE,
	    .group = group, .to = to };
	enum state was = group_state(sim, group, NULL);

	move_forget(sim, group, ~(uint64_t)0);
	move = work_take(sim, &op, WORK_MOVE, CAUSE_CLUSTER);
	move_begin(sim, move, group, node, to);
	world_work(sim->world, move)->takes = to != 0;
	world_work(sim->world, move)->evacuation = row;
	work_after(sim, move, declared_ms(sim, &op));
	group_emit(sim, group, was);
}

static bool
evacuate_allows(struct sim *sim, const struct op *op, struct err *err)
{
	bool busy;

	assert(op->to != 0);
	if ((node_counted(sim) & bit(op->to)) == 0)
		return err_set(err, ERR_NODE_DOWN, "%s is not a member of the "
		    "cluster", sim_name(sim, KIND_NODE, op->to));
	evacuation_left(sim, op->to, &busy);
	return !busy || err_set(err, ERR_IN_TRANSITION, "a group of %s is in "
	    "transition", sim_name(sim, KIND_NODE, op->to));
}

static void
over(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	uint64_t node = bit(work->op.to);
	enum err_code code = work->back != 0 ? ERR_START_FAILED : ERR_NONE;

	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++)
		if ((world_group(sim->world, g)->stop_failed & node) != 0)
			code = ERR_STOP_FAILED;
	work_end(sim, row, code == ERR_NONE ? DONE : UNKNOWN, code);
}

void
evacuation_begin(struct sim *sim, uint32_t row, uint32_t node)
{
	world_work(sim->world, row)->origin = node;
}

/* "from" counts the groups that have had their turn. */
bool
evacuation_step(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	assert(work->origin != 0);
	while (work->from < sim->world->table[T_GROUP].count)
		if (leaves(sim, ++work->from, work->origin)) {
			group_leaves(sim, row, work->from, work->origin);
			return true;
		}
	return false;
}

static void
evacuate_end(struct sim *sim, uint32_t row)
{
	if (!evacuation_step(sim, row))
		over(sim, row);
}

static void
evacuate_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;

	evacuation_begin(sim, row, op->to);
	work_after(sim, row, declared_ms(sim, op));
}

/* The row may belong to another work by now. */
void
evacuation_goes_on(struct sim *sim, uint32_t row, bool well)
{
	struct work_row *work = world_work(sim->world, row);

	if (row == 0 || work->kind != WORK_OP || work->ended != 0 ||
	    work->origin == 0 || work->seq != 0)
		return;
	work->back |= !well;
	work_after(sim, row, 0);
}

const struct act node_evacuate_act = { .allows = evacuate_allows,
    .begin = evacuate_begin, .end = evacuate_end };
