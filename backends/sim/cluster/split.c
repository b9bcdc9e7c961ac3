/*
 * Two nodes that no longer hear each other on the private links.
 *
 * Nothing happens until the heartbeat has been missed.  Then both race for the
 * quorum, and the node that loses aborts: it panics before the others take over
 * what it had, because they fence the disks first.  It boots, and waits for the
 * links.  A guest that its control domain does not reset goes on meanwhile.
 */
#include "backends/sim/cluster/split.h"

#include <assert.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/queue.h"

static bool
is_apart(struct sim *sim, uint32_t node, uint32_t other)
{
	return (world_node(sim->world, node)->apart & bit(other)) != 0;
}

bool
split_begin(struct sim *sim, uint32_t node, uint32_t other)
{
	struct op op = { .kind = OP_NODE_STATE, .on = node, .to = other };
	uint32_t row;

	assert(node != 0 && other != 0);
	if (node == other || is_apart(sim, node, other))
		return false;
	sim->cause = CAUSE_FAULT;
	world_node(sim->world, node)->apart |= bit(other);
	world_node(sim->world, other)->apart |= bit(node);
	growth_ensure(sim);
	row = work_take(sim, &op, WORK_SPLIT, CAUSE_CLUSTER);
	world_work(sim->world, row)->place = 0;
	work_after(sim, row, sim->declared.heartbeat_timeout_ms);
	return true;
}

/* A node that waits for the links has no event. */
static void
wake(struct sim *sim, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind == WORK_JOIN && work->op.on == node &&
		    work->seq == 0)
			work_after(sim, i, 0);
	}
}

void
split_end(struct sim *sim, uint32_t node, uint32_t other)
{
	assert(node != 0 && other != 0);
	world_node(sim->world, node)->apart &= ~bit(other);
	world_node(sim->world, other)->apart &= ~bit(node);
	growth_ensure(sim);
	wake(sim, node);
	wake(sim, other);
}

bool
split_all(struct sim *sim, uint32_t node, bool lost)
{
	bool any = false;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++) {
		if (n == node || is_apart(sim, node, n) == lost)
			continue;
		any = true;
		if (lost)
			split_begin(sim, node, n);
		else
			split_end(sim, node, n);
	}
	return any;
}

bool
split_bars(struct sim *sim, uint32_t node)
{
	return (world_node(sim->world, node)->apart & node_counted(sim)) != 0;
}

/* The links are still cut, and both count themselves as members. */
static bool
is_race(struct sim *sim, uint32_t node, uint32_t other)
{
	return is_apart(sim, node, other) &&
	    (node_members(sim) & bit(node)) != 0 &&
	    (node_members(sim) & bit(other)) != 0;
}

void
split_event(struct sim *sim, uint32_t row)
{
	const struct op op = world_work(sim->world, row)->op;

	world_free(sim->world, T_WORK, row);
	if (!is_race(sim, op.on, op.to))
		return;
	failure_given_up(sim, op.on);
	node_panic(sim, op.on);
}
