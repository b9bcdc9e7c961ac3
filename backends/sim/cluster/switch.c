/*
 * Groups are brought online, offline, or from one node to another.
 *
 * Here are the refusals; move.c has the steps of the move.
 */
#include "backends/sim/cluster/switch.h"

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"

static const char *
group_name(const struct sim *sim, uint32_t group)
{
	return sim_name(sim, KIND_GROUP, group);
}

static bool
target_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!group_lists(sim, op->group, op->to))
		return err_set(err, ERR_WRONG_STATE, "%s is not in the node "
		    "list of group %s", sim_name(sim, KIND_NODE, op->to),
		    group_name(sim, op->group));
	if ((node_members(sim) & bit(op->to)) == 0)
		return err_set(err, ERR_NODE_DOWN, "%s is not a member of "
		    "the cluster", sim_name(sim, KIND_NODE, op->to));
	return affinity_allows(sim, op->group, op->to, err) &&
	    load_allows(sim, op->group, op->to, err);
}

static bool
not_failed(struct sim *sim, const struct op *op, struct err *err)
{
	uint64_t failed = world_group(sim->world, op->group)->stop_failed;

	if (failed == 0)
		return true;
	return err_set(err, ERR_STOP_FAILED, "group %s is in error on %s: a "
	    "resource could not be stopped there",
	    group_name(sim, op->group), sim_name(sim, KIND_NODE,
	    group_node(sim, failed)));
}

/* "online" never stops a group on another node; "switch" does. */
static bool
group_online_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint64_t online = group_online(sim, op->group);

	if (!group_is_quiet(sim, op, err) || !target_allows(sim, op, err) ||
	    !not_failed(sim, op, err))
		return false;
	if (online == 0)
		return true;
	return err_set(err, ERR_WRONG_STATE, "group %s is online on %s",
	    group_name(sim, op->group), sim_name(sim, KIND_NODE,
	    group_node(sim, online)));
}

static int64_t
overhead_ms(struct sim *sim, const struct op *op)
{
	return declared_ms(sim, op);
}

static void
group_online_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	enum state was = group_state(sim, op->group, NULL);
	uint32_t storage = group_storage(sim, op->group);
	uint32_t agent = group_agent(sim, op->group);

	world_group(sim->world, op->group)->managed = 1;
	move_forget(sim, op->group, ~(uint64_t)0);
	if (storage != 0)
		world_resource(sim->world, storage)->enabled = 1;
	if (agent != 0)
		world_resource(sim->world, agent)->enabled = 1;
	move_begin(sim, row, op->group, 0, op->to);
	world_work(sim->world, row)->takes = 1;
	work_after(sim, row, overhead_ms(sim, op));
	group_emit(sim, op->group, was);
}

static bool
group_offline_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return group_is_quiet(sim, op, err) && not_failed(sim, op, err);
}

static void
group_offline_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	enum state was = group_state(sim, op->group, NULL);

	move_begin(sim, row, op->group, group_node(sim,
	    group_online(sim, op->group)), 0);
	work_after(sim, row, overhead_ms(sim, op));
	group_emit(sim, op->group, was);
}

static bool
group_switch_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!group_is_quiet(sim, op, err))
		return false;
	if (world_group(sim->world, op->group)->managed == 0)
		return err_set(err, ERR_NOT_MANAGED, "group %s is not "
		    "managed", group_name(sim, op->group));
	return target_allows(sim, op, err) && not_failed(sim, op, err);
}

/* An operator's command: earlier failures to start no longer count. */
static void
group_switch_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	enum state was = group_state(sim, op->group, NULL);

	move_forget(sim, op->group, ~(uint64_t)0);
	/* A node that the cluster has given up stops nothing. */
	move_begin(sim, row, op->group, group_node(sim,
	    group_online(sim, op->group)), op->to);
	world_work(sim->world, row)->takes = 1;
	work_after(sim, row, overhead_ms(sim, op));
	group_emit(sim, op->group, was);
}

const struct act group_online_act = { .allows = group_online_allows,
    .begin = group_online_begin };

const struct act group_offline_act = { .allows = group_offline_allows,
    .begin = group_offline_begin };

const struct act group_switch_act = { .allows = group_switch_allows,
    .begin = group_switch_begin };
