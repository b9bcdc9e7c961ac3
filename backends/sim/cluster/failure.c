/*
 * Nodes that lose power, panic, hang, and go on.
 *
 * The other nodes notice when the heartbeat has been missed for as long as the
 * site says; then groups are placed on surviving nodes, one in each event.
 */
#include "backends/sim/cluster/failure.h"

#include <assert.h>

#include "backends/sim/cluster/evacuation.h"
#include "backends/sim/cluster/forming.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/cluster/locks.h"
#include "backends/sim/cluster/loss.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/hypervisor/autosave.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/storage/pool.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/queue.h"

enum { FAILFAST_MS = 1000 };

static bool
is_of_move(const struct work_row *work, uint32_t node)
{
	return work->kind == WORK_MOVE && work->ended == 0 &&
	    (work->phase <= MOVE_EXPORT ? work->from == node :
	    work->to == node);
}

/* The group of an aborted move is placed again when the cluster gives the node
 * up. */
static void
move_abort(struct sim *sim, uint32_t row, uint32_t node)
{
	struct work_row *work = world_work(sim->world, row);
	struct group_row *group = world_group(sim->world, work->op.group);
	uint32_t evacuation = work->evacuation;

	group->work = 0;
	group->online |= bit(node);
	sim_touch(sim, KIND_GROUP, work->op.group);
	affinity_moved(sim, work->op.group);
	work_cut(sim, row, ERR_NO_ANSWER);
	evacuation_goes_on(sim, evacuation, false);
}

static void
moves_abort(struct sim *sim, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++)
		if (is_of_move(world_work(sim->world, i), node))
			move_abort(sim, i, node);
}

/* The probe may be suspended with its node, and would never run. */
static void
probe_abort(struct sim *sim, uint32_t row)
{
	uint32_t resource = world_work(sim->world, row)->op.resource;

	if (world_resource(sim->world, resource)->probe == row)
		world_resource(sim->world, resource)->probe = 0;
	queue_remove(sim->world, row);
	world_free(sim->world, T_WORK, row);
}

/* The node's commands are aborted, and results that waited on it are lost. */
static void
works_abort(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;

	moves_abort(sim, node);
	for (uint32_t i = 1; i <= world->table[T_WORK].high; i++) {
		struct work_row *work = world_work(world, i);

		if (work->place == node && work->kind == WORK_PROBE)
			probe_abort(sim, i);
		if (work->place != node || work->kind != WORK_OP)
			continue;
		if (work->ended == 0) {
			work_cut(sim, i, ERR_NO_ANSWER);
		} else {
			work->outcome = UNKNOWN;
			work->code = ERR_NO_ANSWER;
		}
	}
}

static void
notice(struct sim *sim, uint32_t node, int64_t after_ms)
{
	struct op op = { .kind = OP_NODE_STATE, .on = node };
	uint32_t row;

	if (world_node(sim->world, node)->member == 0)
		return;
	growth_ensure(sim);
	row = work_take(sim, &op, WORK_FAILURE, CAUSE_CLUSTER);
	work_after(sim, row, after_ms);
}

void
failure_given_up(struct sim *sim, uint32_t node)
{
	notice(sim, node, 0);
	world_node(sim->world, node)->member = 0;
	forming_left(sim, node);
	group_left_forget(sim, node);
}

static void
goes(struct sim *sim, uint32_t node, enum node_power power)
{
	struct node_row *row;

	autosave_take(sim, node);
	join_cut(sim, node);
	row = world_node(sim->world, node);
	if (row->power != NODE_BOOTING)
		sim_emit(sim, (struct thing){ KIND_NODE, node, node }, STATE_UP,
		    STATE_DOWN);
	row->power = power;
	works_abort(sim, node);
	release_all(sim, node);
	locks_lost(sim, node);
}

void
failure_within(struct sim *sim, uint32_t node, enum node_power power)
{
	bool was_up = world_node(sim->world, node)->power == NODE_UP;

	assert(power == NODE_DOWN || power == NODE_BOOTING);
	growth_failure(sim, node);
	goes(sim, node, power);
	if (was_up)
		notice(sim, node, sim->declared.heartbeat_timeout_ms);
}

void
failure_leaves(struct sim *sim, uint32_t node, enum node_power power)
{
	growth_failure(sim, node);
	goes(sim, node, power);
	notice(sim, node, 0);
}

void
node_power_off(struct sim *sim, uint32_t node)
{
	if (world_node(sim->world, node)->power == NODE_DOWN)
		return;
	sim->cause = CAUSE_FAULT;
	failure_within(sim, node, NODE_DOWN);
	sim_settle(sim);
}

/* Activities that stop with a hung node, and go on with it. */
static void
works_suspend(struct sim *sim, uint32_t node, bool go_on)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind == WORK_MOVE ? !is_of_move(work, node) :
		    work->place != node || work->ended != 0 ||
		    work->kind == WORK_NONE || work->kind == WORK_FAILURE ||
		    work->kind == WORK_FAILFAST)
			continue;
		if (!go_on) {
			queue_remove(sim->world, i);
		} else if (work->seq == 0) {
			growth_ensure(sim);
			work_after(sim, i, 0);
		}
	}
}

void
node_hang(struct sim *sim, uint32_t node)
{
	assert(node != 0);
	if (world_node(sim->world, node)->power != NODE_UP)
		return;
	sim->cause = CAUSE_FAULT;
	world_node(sim->world, node)->power = NODE_HUNG;
	sim_emit(sim, (struct thing){ KIND_NODE, node, node }, STATE_UP,
	    STATE_HUNG);
	works_suspend(sim, node, false);
	node_touch(sim, node);
	notice(sim, node, sim->declared.heartbeat_timeout_ms);
	sim_settle(sim);
}

/* The cluster has not noticed: the heartbeat goes on. */
static void
unnoticed(struct sim *sim, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind == WORK_FAILURE && work->op.on == node) {
			queue_remove(sim->world, i);
			world_free(sim->world, T_WORK, i);
		}
	}
	works_suspend(sim, node, true);
}

/* It does not know yet that it is fenced. */
static void
fenced(struct sim *sim, uint32_t node)
{
	struct op op = { .kind = OP_NODE_STATE, .on = node };
	struct world *world = sim->world;

	for (uint32_t g = 1; g <= world->table[T_GROUP].count; g++)
		if ((world_group(world, g)->online & bit(node)) != 0)
			sim_touch(sim, KIND_GROUP, g);
	growth_ensure(sim);
	work_after(sim, work_take(sim, &op, WORK_FAILFAST, CAUSE_CLUSTER),
	    FAILFAST_MS);
}

void
node_unhang(struct sim *sim, uint32_t node)
{
	struct node_row *row = world_node(sim->world, node);

	if (row->power != NODE_HUNG)
		return;
	sim->cause = CAUSE_FAULT;
	row->power = NODE_UP;
	sim_emit(sim, (struct thing){ KIND_NODE, node, node }, STATE_HUNG,
	    STATE_UP);
	node_touch(sim, node);
	pool_write(sim, node);
	if (row->member != 0)
		unnoticed(sim, node);
	else
		fenced(sim, node);
	sim_settle(sim);
}

void
failfast_event(struct sim *sim, uint32_t row)
{
	uint32_t node = world_work(sim->world, row)->op.on;

	world_free(sim->world, T_WORK, row);
	if (world_node(sim->world, node)->power != NODE_UP)
		return;
	goes(sim, node, NODE_DOWN);
	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++)
		if ((world_group(sim->world, g)->online & bit(node)) != 0) {
			world_group(sim->world, g)->online &= ~bit(node);
			sim_touch(sim, KIND_GROUP, g);
		}
}

/* Place one group that the failed node had; false when none is left.  One that
 * is suspended is started nowhere: it is offline. */
static bool
take_over(struct sim *sim, uint32_t group, uint32_t node)
{
	struct group_row *row = world_group(sim->world, group);
	struct op op = { .kind = OP_GROUP_SWITCH, .group = group };
	enum state was = STATE_ONLINE;
	uint32_t move;

	row->stop_failed &= ~bit(node);
	if ((row->online & bit(node)) == 0 || row->managed == 0 ||
	    row->work != 0)
		return false;
	if (world_node(sim->world, node)->power != NODE_HUNG)
		row->online &= ~bit(node);
	if (row->suspended != 0) {
		group_emit(sim, group, was);
		return false;
	}
	op.to = group_next(sim, group, bit(node) | move_barred(sim, group));
	if (op.to != 0) {
		move = work_take(sim, &op, WORK_MOVE, CAUSE_CLUSTER);
		move_begin(sim, move, group, 0, op.to);
		work_after(sim, move, declared_ms(sim, &op));
	}
	group_emit(sim, group, was);
	affinity_moved(sim, group);
	return true;
}

/* The row of an aborted move is taken by other works: a guest of the node that
 * it was shutting down no longer refers to it. */
static void
domains_forget(struct sim *sim, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_DOMAIN].high; i++) {
		struct domain_row *domain = world_domain(sim->world, i);

		if (domain->guest != 0 && domain->node == node &&
		    world_work(sim->world, domain->work)->kind == WORK_NONE)
			domain->work = 0;
	}
}

void
failure_event(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	uint32_t node = work->op.on;

	if (work->phase == 0) {
		world_node(sim->world, node)->member = 0;
		forming_left(sim, node);
		group_left_forget(sim, node);
		moves_abort(sim, node);
		domains_forget(sim, node);
		node_touch(sim, node);
		affinity_moved(sim, 0);
	}
	while (++work->phase <= sim->world->table[T_GROUP].count)
		if (take_over(sim, work->phase, node)) {
			work_after(sim, row, 0);
			return;
		}
	world_free(sim->world, T_WORK, row);
}
