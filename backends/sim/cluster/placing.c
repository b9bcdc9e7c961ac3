/*
 * Groups give way to others, follow them, and take them along.
 *
 * A move that waits has no event; placing_event wakes it when another group has
 * moved.  No two wait for each other: a move that leaves waits for groups that
 * name its own, one that arrives for groups that it names, and affinities have
 * no circle.  A group that has left no longer holds anybody up.
 */
#include "backends/sim/cluster/placing.h"

#include <assert.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"
#include "core/site/policy.h"

/* The phases of WORK_PLACING; "from" counts groups in each. */
enum { PLACING_WAKE, PLACING_LOOK };

void
affinity_moved(struct sim *sim, uint32_t group)
{
	struct op op = { .kind = OP_GROUP_SWITCH };
	struct world *world = sim->world;

	if (world->affine == 0)
		return;
	if (group != 0)
		world_group(world, group)->moved = 1;
	if (world->placing == 0)
		world->placing = work_take(sim, &op, WORK_PLACING,
		    CAUSE_CLUSTER);
	world_work(world, world->placing)->phase = PLACING_WAKE;
	world_work(world, world->placing)->from = 0;
	if (world_work(world, world->placing)->seq == 0)
		work_after(sim, world->placing, 0);
}

static void
move_group(struct sim *sim, uint32_t group, uint32_t from, uint32_t to)
{
	struct op op = { .kind = to != 0 ? OP_GROUP_SWITCH : OP_GROUP_OFFLINE,
	    .group = group, .to = to };
	enum state was = group_state(sim, group, NULL);
	uint32_t move = work_take(sim, &op, WORK_MOVE, CAUSE_CLUSTER);

	move_begin(sim, move, group, from, to);
	work_after(sim, move, declared_ms(sim, &op));
	group_emit(sim, group, was);
}

/* Is the group on that node in a way that holds others up: there, on its way
 * off, or already being started there? */
static bool
holds_up(struct sim *sim, uint32_t group, uint32_t node)
{
	const struct group_row *row = world_group(sim->world, group);
	const struct work_row *work = world_work(sim->world, row->work);

	if (!affinity_in_motion(sim, group))
		return ((row->online | row->stop_failed) & bit(node)) != 0;
	if (work->phase < MOVE_AWAY)
		return work->from == node;
	return work->phase > MOVE_AWAY && work->to == node;
}

/* The node that the group has to leave because another one moves, or 0. */
static uint32_t
gives_way(struct sim *sim, uint32_t group, const struct work_row *other)
{
	enum sign sign = affinity_to(sim, group, other->op.group);
	uint32_t node = 0;

	if (world_group(sim->world, group)->suspended != 0)
		return 0;
	if (sign == SIGN_EXCLUDES)
		node = other->to;
	else if (affinity_is_with(sign) && other->phase == MOVE_DECIDE &&
	    other->from != other->to)
		node = other->from;
	return node != 0 && holds_up(sim, group, node) ? node : 0;
}

/* A group that follows goes to the same node, where it waits; one that gives
 * way, to another. */
static uint32_t
refuge(struct sim *sim, uint32_t group, const struct work_row *other)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list);
	bool fits = group_lists(sim, group, other->to);

	if (!affinity_is_with(affinity_to(sim, group, other->op.group)))
		return group_next(sim, group, 0);
	for (uint32_t i = 0; i < count; i++)
		fits &= list[i].sign != SIGN_EXCLUDES || affinity_place(sim,
		    list[i].group) != other->to;
	fits = fits && (load_ruled_out(sim, group) & bit(other->to)) == 0;
	return fits ? other->to : 0;
}

/* One group that has to leave is moved in each event. */
static enum gives
clear(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	enum gives gives = GIVES_WAY;

	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++) {
		const struct group_row *group = world_group(sim->world, g);
		uint32_t node = gives_way(sim, g, work);

		if (node == 0)
			continue;
		if ((group->stop_failed & bit(node)) != 0)
			return GIVES_NEVER;
		gives = GIVES_LATER;
		if (group->work != 0)
			continue;
		move_group(sim, g, node, refuge(sim, g, work));
		work_after(sim, row, 0);
		return GIVES_LATER;
	}
	return gives;
}

static bool
concerns_nobody(struct sim *sim, const struct work_row *work)
{
	return sim->world->affine == 0 || move_of_resource(work);
}

enum gives
placing_leave(struct sim *sim, uint32_t row)
{
	assert(world_work(sim->world, row)->phase == MOVE_DECIDE);
	if (concerns_nobody(sim, world_work(sim->world, row)))
		return GIVES_WAY;
	return clear(sim, row);
}

/* The group that this one has to be with. */
static enum gives
join(struct sim *sim, const struct affinity *affinity, struct work_row *work)
{
	uint32_t group = affinity->group, to = work->to;

	if (affinity_in_motion(sim, group))
		return GIVES_LATER;
	if (affinity_place(sim, group) == to &&
	    group_online(sim, group) != 0)
		return GIVES_WAY;
	if (affinity->sign != SIGN_DELEGATES || work->takes == 0 ||
	    !affinity_can_take(sim, group, to))
		return GIVES_NEVER;
	work->takes = 0;
	move_group(sim, group, affinity_place(sim, group), to);
	return GIVES_LATER;
}

/* The first affinity that does not hold yet decides. */
static enum gives
own(struct sim *sim, struct work_row *work)
{
	struct affinity list[AFFINITIES];
	uint32_t group = work->op.group, to = work->to;
	uint32_t count = affinity_of(sim, group, list);
	enum gives gives = GIVES_WAY;

	if (world_group(sim->world, group)->suspended != 0)
		return GIVES_WAY;
	for (uint32_t i = 0; i < count && gives == GIVES_WAY; i++)
		if (list[i].sign == SIGN_EXCLUDES &&
		    affinity_place(sim, list[i].group) == to)
			gives = GIVES_NEVER;
	for (uint32_t i = 0; i < count && gives == GIVES_WAY; i++)
		if (affinity_is_with(list[i].sign) &&
		    world_group(sim->world, list[i].group)->exists != 0)
			gives = join(sim, &list[i], work);
	return gives;
}

enum gives
placing_arrive(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	enum gives gives;

	assert(work->phase == MOVE_AWAY);
	if (work->to == 0 || concerns_nobody(sim, work))
		return GIVES_WAY;
	gives = own(sim, work);
	return gives == GIVES_WAY ? clear(sim, row) : gives;
}

/* A move that waits, and whose node is there to go on. */
static bool
is_waiting(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	uint32_t node = work->phase == MOVE_DECIDE ? work->from : work->to;

	return work->kind == WORK_MOVE && work->ended == 0 &&
	    work->seq == 0 && !move_of_resource(work) &&
	    (work->phase == MOVE_DECIDE || work->phase == MOVE_AWAY) &&
	    (node == 0 || node_answers(sim, node) ||
	    world_node(sim->world, node)->power != NODE_HUNG);
}

/* Has a group that it must be with, or without, just moved?  *busy: one of them
 * is still moving. */
static bool
has_changed(struct sim *sim, uint32_t group, bool *busy)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list);
	bool changed = false;

	*busy = false;
	for (uint32_t i = 0; i < count; i++) {
		if (!affinity_is_strong(list[i].sign))
			continue;
		changed |= world_group(sim->world, list[i].group)->moved != 0;
		*busy |= affinity_in_motion(sim, list[i].group);
	}
	return changed;
}

/* A group that may not stay where it is goes; one that is offline, and for
 * which something has changed, is started. */
static bool
look(struct sim *sim, uint32_t group)
{
	const struct group_row *row = world_group(sim->world, group);
	uint32_t on = affinity_node(sim, row->online), to;
	bool busy, changed;

	if (row->affinities == 0 || row->managed == 0 ||
	    row->suspended != 0 || row->work != 0 || row->stop_failed != 0)
		return false;
	changed = has_changed(sim, group, &busy);
	if (busy || (on != 0 && (!node_answers(sim, on) ||
	    (affinity_ruled_out(sim, group) & bit(on)) == 0)))
		return false;
	to = group_next(sim, group, move_barred(sim, group));
	if (on == 0 && (!changed || to == 0))
		return false;
	move_group(sim, group, on, to);
	return true;
}

/* Everything has been looked at. */
static void
over(struct sim *sim, uint32_t row)
{
	struct world *world = sim->world;

	for (uint32_t g = 1; g <= world->table[T_GROUP].count; g++) {
		if (world_group(world, g)->moved != 0 ||
		    world_group(world, g)->affinities != 0)
			sim_touch(sim, KIND_GROUP, g);
		world_group(world, g)->moved = 0;
	}
	world->placing = 0;
	world_free(world, T_WORK, row);
}

/* One move is woken, or one group is moved, in each event. */
void
placing_event(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	assert(row == sim->world->placing);
	while (work->phase == PLACING_WAKE &&
	    work->from < sim->world->table[T_GROUP].count) {
		uint32_t move = world_group(sim->world, ++work->from)->work;

		if (move == 0 || !is_waiting(sim, move))
			continue;
		work_after(sim, move, 0);
		work_after(sim, row, 0);
		return;
	}
	if (work->phase == PLACING_WAKE) {
		work->phase = PLACING_LOOK;
		work->from = 0;
	}
	while (work->from < sim->world->table[T_GROUP].count)
		if (look(sim, ++work->from)) {
			work_after(sim, row, 0);
			return;
		}
	over(sim, row);
}

bool
placing_bars(struct sim *sim, uint32_t group)
{
	const struct group_row *row = world_group(sim->world, group);
	uint32_t nodes[SITE_NODES], count;

	if (row->exists == 0 || row->managed == 0 || row->suspended != 0 ||
	    row->work != 0 || row->stop_failed != 0 ||
	    group_online(sim, group) != 0 ||
	    group_next(sim, group, 0) != 0)
		return false;
	count = group_nodes(sim, group, nodes);
	return policy_master(nodes, count, node_members(sim), 0) != 0;
}

bool
placing_holds(struct sim *sim, uint32_t group)
{
	const struct group_row *row = world_group(sim->world, group);
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list), on;

	if (count == 0)
		return true;
	on = affinity_node(sim, row->online);
	if (on == 0 || row->work != 0 || sim->world->placing != 0 ||
	    !node_answers(sim, on))
		return true;
	for (uint32_t i = 0; i < count; i++)
		if (affinity_in_motion(sim, list[i].group))
			return true;
	return (affinity_ruled_out(sim, group) & bit(on)) == 0;
}
