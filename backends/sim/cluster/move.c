/*
 * A move of a group, as the Resource Group Manager does it, phase by phase.
 *
 * The group stops on the node that it leaves, is online nowhere for a moment,
 * and starts on the next node.  If a resource cannot be stopped, the group is
 * stuck where it is (STOP_FAILED).  If it cannot be started, the manager tries
 * the next node in order of preference, until none is left.
 */
#include "backends/sim/cluster/move.h"

#include <assert.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/evacuation.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/log.h"
#include "backends/sim/cluster/phase.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/cluster/property.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"

enum { PINGPONG_S = 3600 };	/* the default of Pingpong_interval */

/* Operations that start or stop one resource; the others move a whole group. */
static const bool moves_resource[OP_KINDS] = {
	[OP_RESOURCE_CREATE] = true,
	[OP_RESOURCE_ENABLE] = true,
	[OP_RESOURCE_DISABLE] = true,
};

bool
move_of_resource(const struct work_row *work)
{
	assert(work->op.kind < OP_KINDS);
	return work->back == 0 && moves_resource[work->op.kind];
}

uint64_t
move_leaves(struct sim *sim, uint32_t work)
{
	const struct work_row *row = world_work(sim->world, work);

	return work != 0 && !move_of_resource(row) && row->from != 0 &&
	    row->phase < MOVE_AWAY ? bit(row->from) : 0;
}

bool
move_concerns(struct sim *sim, const struct work_row *work, uint32_t type)
{
	uint32_t resource;

	if (move_of_resource(work))
		return world_resource(sim->world, work->op.resource)->type ==
		    type;
	resource = type == TYPE_AGENT ? group_agent(sim, work->op.group) :
	    group_storage(sim, work->op.group);
	return resource != 0 &&
	    world_resource(sim->world, resource)->enabled != 0;
}

void
move_begin(struct sim *sim, uint32_t row, uint32_t group, uint32_t from,
    uint32_t to)
{
	struct work_row *work = world_work(sim->world, row);

	assert(group != 0 && world_group(sim->world, group)->work == 0);
	work->kind = WORK_MOVE;
	work->op.group = group;
	work->phase = MOVE_DECIDE;
	work->from = from;
	work->to = to;
	work->origin = from;
	world_group(sim->world, group)->work = row;
	group_touch(sim, group);
}

static void
resource_failed(struct sim *sim, uint32_t group, bool storage,
    enum state failed)
{
	uint32_t resource = storage ? group_storage(sim, group) :
	    group_agent(sim, group);

	if (resource == 0)
		return;
	world_resource(sim->world, resource)->failed =
	    (uint8_t)failed;
	sim_emit(sim, (struct thing){ KIND_RESOURCE, resource, 0 },
	    STATE_ONLINE, failed);
}

static void
move_over(struct sim *sim, uint32_t row, enum outcome outcome,
    enum err_code code)
{
	uint32_t group = world_work(sim->world, row)->op.group, evacuation;

	world_group(sim->world, group)->work = 0;
	group_emit(sim, group, STATE_PENDING);
	evacuation = world_work(sim->world, row)->evacuation;
	work_end(sim, row, outcome, code);
	affinity_moved(sim, group);
	evacuation_goes_on(sim, evacuation, outcome == DONE);
}

/* A stop has failed: the group is started nowhere until an operator clears the
 * resource. */
static void
stop_failed(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	struct group_row *group = world_group(sim->world, work->op.group);

	assert(work->from != 0);
	group->online &= ~bit(work->from);
	group->stop_failed |= bit(work->from);
	resource_failed(sim, work->op.group, work->phase == MOVE_EXPORT,
	    STATE_STOP_FAILED);
	move_over(sim, row, UNKNOWN, ERR_STOP_FAILED);
}

/* The bit of the node that is being evacuated: nothing goes back there. */
static uint64_t
evacuated(const struct work_row *work)
{
	return work->evacuation != 0 ? bit(work->origin) : 0;
}

uint64_t
move_failed(struct sim *sim, uint32_t group)
{
	const struct group_row *row = world_group(sim->world, group);

	return row->start_failed != 0 && sim->world->now_ns / MS / 1000 -
	    row->failed_s < PINGPONG_S ?
	    (uint64_t)row->start_failed << 1 : 0;
}

uint64_t
move_barred(struct sim *sim, uint32_t group)
{
	return move_failed(sim, group) &
	    (uint64_t)world_group(sim->world, group)->failed_again << 1;
}

void
move_forget(struct sim *sim, uint32_t group, uint64_t nodes)
{
	struct group_row *row = world_group(sim->world, group);

	row->start_failed &= ~(uint32_t)(nodes >> 1);
	row->failed_again &= ~(uint32_t)(nodes >> 1);
}

static void
count_failed(struct sim *sim, uint32_t group, uint32_t node)
{
	struct group_row *row = world_group(sim->world, group);
	uint32_t lately = (uint32_t)(move_failed(sim, group) >> 1);
	uint32_t now = (uint32_t)(bit(node) >> 1);

	row->failed_again = lately & (row->failed_again | now);
	row->start_failed = lately | now;
	row->failed_s = (int32_t)(sim->world->now_ns / MS / 1000);
}

/* With Failover_mode=NONE the group stays online without its agent. */
static bool
stays_faulted(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	uint32_t group = work->op.group, agent = group_agent(sim, group);

	if (work->phase <= MOVE_IMPORT || !property_is(sim, world_resource(
	    sim->world, agent)->properties, "Failover_mode", "NONE"))
		return false;
	world_group(sim->world, group)->online |= bit(work->to);
	world_resource(sim->world, group_storage(sim, group))->failed = 0;
	resource_failed(sim, group, false, STATE_START_FAILED);
	move_over(sim, row, UNKNOWN, ERR_START_FAILED);
	return true;
}

/* What was started on that node is stopped on the way to the next one; a
 * suspended group does not go to another node by itself. */
static void
start_failed(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	struct group_row *group = world_group(sim->world, work->op.group);

	bool agent = work->phase > MOVE_IMPORT;

	assert(work->to != 0);
	resource_failed(sim, work->op.group, work->phase == MOVE_IMPORT,
	    STATE_START_FAILED);
	count_failed(sim, work->op.group, work->to);
	work->back = work->takes = 1;
	work->from = work->to;
	work->to = group->suspended != 0 ? 0 : affinity_next(sim,
	    work->op.group, move_failed(sim, work->op.group) |
	    evacuated(work));
	work->phase = MOVE_SAVE;
	log_back(sim, work, agent);
}

/* An affinity has ruled the node out meanwhile; nothing was started there. */
static void
barred(struct sim *sim, uint32_t row, uint64_t *tried)
{
	struct work_row *work = world_work(sim->world, row);

	*tried |= bit(work->to);
	work->back = 1;
	work->reason = ERR_AFFINITY;
	work->to = group_next(sim, work->op.group,
	    move_failed(sim, work->op.group) | *tried | evacuated(work));
}

static void
came_online(struct sim *sim, const struct work_row *work)
{
	uint32_t both[] = { group_storage(sim, work->op.group),
	    group_agent(sim, work->op.group) };

	world_group(sim->world, work->op.group)->online |= bit(work->to);
	for (unsigned i = 0; i < 2; i++) {
		struct resource_row *resource = world_resource(sim->world,
		    both[i]);

		if (both[i] == 0)
			continue;
		resource->failed = 0;
		if (move_concerns(sim, work, resource->type))
			resource->online_ns = sim->world->now_ns;
	}
}

/* A group that is back where it began has changed nothing: FAILED.  Online
 * elsewhere, the outcome is UNKNOWN. */
static void
finish(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);

	if (work->to != 0)
		came_online(sim, work);
	if (work->back == 0)
		move_over(sim, row, DONE, ERR_NONE);
	else
		move_over(sim, row, work->to == work->origin ? FAILED : UNKNOWN,
		    ERR_START_FAILED);
}

/* The group has stopped on the one node; the other may have failed
 * meanwhile. */
static void
away(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	struct group_row *group = world_group(sim->world, work->op.group);

	if (work->from != 0 && move_concerns(sim, work, TYPE_AGENT))
		world_resource(sim->world, group_agent(sim,
		    work->op.group))->left |= (uint32_t)bit(work->from - 1);
	if (!move_of_resource(work))
		group->online &= ~bit(work->from);
	if (work->from != 0 && !move_of_resource(work))
		affinity_moved(sim, 0);
	if (work->to == 0 || node_answers(sim, work->to))
		return;
	work->reason = ERR_NODE_DOWN;
	start_failed(sim, row);
}

/* Other groups first: a move waits until they have left, or have arrived.
 * placing_event wakes it. */
static bool
waits(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	enum gives gives = GIVES_WAY;
	uint64_t tried = 0;

	if (work->phase == MOVE_DECIDE)
		gives = placing_leave(sim, row);
	while (work->phase == MOVE_AWAY &&
	    (gives = placing_arrive(sim, row)) == GIVES_NEVER)
		barred(sim, row, &tried);
	if (gives == GIVES_NEVER)
		move_over(sim, row, FAILED, ERR_STOP_FAILED);
	return gives != GIVES_WAY;
}

static void
next_phase(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	for (;;) {
		work->phase++;
		log_phase(sim, work);
		if (work->phase >= MOVE_END || phase_due(sim, work))
			break;
		if (work->phase == MOVE_AWAY)
			away(sim, row);
		if (work->phase == MOVE_AWAY && waits(sim, row))
			return;
	}
	if (work->phase == MOVE_END)
		finish(sim, row);
	else
		work_after(sim, row, phase_begin(sim, row));
}

/* The target has failed before anything was stopped: then nothing is
 * stopped. */
static bool
is_pointless(struct sim *sim, const struct work_row *work)
{
	return work->phase == MOVE_DECIDE && work->from != 0 &&
	    work->to != 0 && !node_answers(sim, work->to);
}

void
move_event(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	struct err err;

	sim_touch(sim, KIND_GROUP, work->op.group);
	group_touch(sim, work->op.group);
	if (is_pointless(sim, work)) {
		move_over(sim, row, FAILED, ERR_NODE_DOWN);
		return;
	}
	if (waits(sim, row))
		return;
	if (phase_end(sim, row, &err)) {
		next_phase(sim, row);
		return;
	}
	work->reason = err.code;
	log_failed(sim, work);
	if (work->phase <= MOVE_EXPORT) {
		stop_failed(sim, row);
		return;
	}
	if (stays_faulted(sim, row))
		return;
	start_failed(sim, row);
	next_phase(sim, row);
}
