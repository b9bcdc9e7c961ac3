/*
 * A group moves: work of the Resource Group Manager, phase by phase.
 *
 * Down on the node that it leaves, a moment in which nobody has anything, up
 * on the next.  What cannot be stopped freezes the group where it is; what
 * cannot be started goes on to the next node in order of preference, until
 * none is left.
 */
#include "backends/sim/cluster/move.h"

#include <assert.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/phase.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"

static bool
is_of_resource(const struct work_row *work)
{
	return work->back == 0 && (work->op.kind == OP_RESOURCE_CREATE ||
	    work->op.kind == OP_RESOURCE_ENABLE ||
	    work->op.kind == OP_RESOURCE_DISABLE);
}

/* Is the group's resource of that type stopped or started by it? */
bool
move_concerns(struct sim *sim, const struct work_row *work, uint32_t type)
{
	uint32_t resource;

	if (is_of_resource(work))
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
	work->what = WORK_MOVE;
	work->op.group = group;
	work->phase = MOVE_DECIDE;
	work->from = from;
	work->to = to;
	work->origin = from;
	world_group(sim->world, group)->work = row;
	sim_touch(sim, KIND_GUEST, world_group(sim->world, group)->guest);
}

static void
resource_failed(struct sim *sim, uint32_t group, bool storage,
    enum state failed)
{
	uint32_t resource = storage ? group_storage(sim, group) :
	    group_agent(sim, group);

	if (resource == 0)
		return;
	world_resource(sim->world, resource)->failed = failed;
	sim_emit(sim, KIND_RESOURCE, resource, 0, STATE_ONLINE, failed);
}

static void
over(struct sim *sim, uint32_t row, enum outcome outcome, enum err_code code)
{
	uint32_t group = world_work(sim->world, row)->op.group;

	world_group(sim->world, group)->work = 0;
	group_emit(sim, group, STATE_PENDING);
	work_end(sim, row, outcome, code);
}

/* Frozen: nothing is started anywhere until somebody has looked. */
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
	over(sim, row, UNKNOWN, ERR_STOP_FAILED);
}

/* What was taken on that node is given back on the way to the next; while a
 * group is suspended nothing goes anywhere by itself. */
static void
start_failed(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	struct group_row *group = world_group(sim->world, work->op.group);

	assert(work->to != 0);
	resource_failed(sim, work->op.group, work->phase == MOVE_IMPORT,
	    STATE_START_FAILED);
	group->start_failed |= bit(work->to);
	work->back = 1;
	work->from = work->to;
	work->to = group->suspended != 0 ? 0 :
	    group_next(sim, work->op.group, group->start_failed);
	work->phase = MOVE_SAVE;
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

/* Where it began is as good as nothing done; anywhere else is something. */
static void
finish(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);

	if (work->to != 0)
		came_online(sim, work);
	if (work->back == 0)
		over(sim, row, DONE, ERR_NONE);
	else
		over(sim, row, work->to == work->origin ? FAILED : UNKNOWN,
		    ERR_START_FAILED);
}

/* Down on the one node; has the other died meanwhile? */
static void
away(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	if (!is_of_resource(work))
		world_group(sim->world, work->op.group)->online &=
		    ~bit(work->from);
	if (work->to == 0 || node_answers(sim, work->to))
		return;
	work->reason = ERR_NODE_DOWN;
	start_failed(sim, row);
}

static void
go_on(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	while (++work->phase < MOVE_END && !phase_due(sim, work))
		if (work->phase == MOVE_AWAY)
			away(sim, row);
	if (work->phase == MOVE_END)
		finish(sim, row);
	else
		work_after(sim, row, phase_begin(sim, row));
}

/* Before anything was stopped: the target has died, so nothing is. */
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
	sim_touch(sim, KIND_GUEST,
	    world_group(sim->world, work->op.group)->guest);
	if (is_pointless(sim, work)) {
		over(sim, row, FAILED, ERR_NODE_DOWN);
		return;
	}
	if (phase_end(sim, row, &err)) {
		go_on(sim, row);
		return;
	}
	work->reason = err.code;
	if (work->phase <= MOVE_EXPORT) {
		stop_failed(sim, row);
		return;
	}
	start_failed(sim, row);
	go_on(sim, row);
}
