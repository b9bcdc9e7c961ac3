#include "backends/sim/shell/cluster_word.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "core/base/arena.h"

/* Between which phases of a move a resource is stopped and started. */
struct stretch {
	uint32_t	stop_from, stop_to, start_from, start_to;
};

static const struct stretch spans[TYPES] = {
	[TYPE_STORAGE] = { MOVE_EXPORT, MOVE_AWAY, MOVE_IMPORT, MOVE_DEFINE },
	[TYPE_AGENT] = { MOVE_SAVE, MOVE_EXPORT, MOVE_DEFINE, MOVE_END },
};

const char *
node_word(struct sim *sim, uint32_t node)
{
	return (node_counted(sim) & bit(node)) != 0 ? "Online" : "Offline";
}

/* A path is waiting while one of its ends is no member, and faulted when the
 * nodes do not hear each other. */
const char *
transport_word(struct sim *sim, uint32_t node, uint32_t other)
{
	uint64_t both = bit(node) | bit(other);

	if (((world_node(sim->world, node)->apart >> other) & 1) != 0)
		return "faulted";
	return (node_counted(sim) & both) == both ? "Path online" : "waiting";
}

static bool
has_start_failed(struct sim *sim, uint32_t resource)
{
	return resource != 0 && world_resource(sim->world, resource)->failed ==
	    STATE_START_FAILED;
}

/* NULL: the group is not on its way from or to that node. */
static const char *
group_moves(struct sim *sim, const struct group_row *row, uint32_t node)
{
	const struct work_row *work = world_work(sim->world, row->work);

	if (row->work == 0 || move_of_resource(work))
		return NULL;
	if (work->from == node && work->phase < MOVE_AWAY)
		return "Pending_offline";
	if (work->to == node && work->phase >= MOVE_AWAY)
		return "Pending_online";
	return work->to == node && work->from == 0 ? "Pending_online" : NULL;
}

const char *
group_word(struct sim *sim, uint32_t group, uint32_t node)
{
	const struct group_row *row = world_group(sim->world, group);

	assert(group != 0 && node != 0);
	if (row->managed == 0)
		return "Unmanaged";
	if ((row->stop_failed & bit(node)) != 0)
		return "Error_stop_failed";
	if (group_moves(sim, row, node) != NULL)
		return group_moves(sim, row, node);
	if ((group_online(sim, group) & bit(node)) == 0)
		return "Offline";
	return has_start_failed(sim, group_storage(sim, group)) ||
	    has_start_failed(sim, group_agent(sim, group)) ?
	    "Online_faulted" : "Online";
}

/* NULL: the move, if there is one, does nothing to the resource there. */
static const char *
resource_moves(struct sim *sim, const struct resource_row *row, uint32_t node)
{
	const struct group_row *group = world_group(sim->world, row->group);
	const struct work_row *work = world_work(sim->world, group->work);
	const struct stretch *span = &spans[row->type];
	bool leaves = work->from == node && work->phase < MOVE_AWAY;
	bool comes = work->to == node && (work->phase >= MOVE_AWAY ||
	    work->from == 0);

	if (group->work == 0 || !move_concerns(sim, work, row->type))
		return NULL;
	if (move_of_resource(work))
		return work->from != 0 && work->phase <= MOVE_AWAY ?
		    work->from == node ? "Stopping" : NULL :
		    work->to == node ? "Starting" : NULL;
	if (leaves && work->phase >= span->stop_to)
		return "Offline";
	if (leaves)
		return work->phase >= span->stop_from ? "Stopping" : NULL;
	if (comes && work->phase >= span->start_to)
		return row->monitored != 0 ? "Online" : "Online_not_monitored";
	if (comes)
		return work->phase >= span->start_from ? "Starting" :
		    "Offline";
	return NULL;
}

/* Its group could not be stopped there: it itself, or the other one. */
static const char *
resource_stuck(const struct resource_row *row)
{
	if (row->failed == STATE_STOP_FAILED)
		return "Stop_failed";
	return row->type == TYPE_STORAGE ? "Online" : "Offline";
}

const char *
resource_word(struct sim *sim, uint32_t resource, uint32_t node)
{
	const struct resource_row *row = world_resource(sim->world, resource);

	assert(row->exists != 0 && row->type < TYPES && node != 0);
	if ((world_group(sim->world, row->group)->stop_failed & bit(node)) !=
	    0)
		return resource_stuck(row);
	if (resource_moves(sim, row, node) != NULL)
		return resource_moves(sim, row, node);
	if ((group_online(sim, row->group) & bit(node)) == 0 ||
	    row->enabled == 0)
		return "Offline";
	if (row->failed == STATE_START_FAILED)
		return "Start_failed";
	return row->monitored != 0 ? "Online" : "Online_not_monitored";
}

/* The agent's own words, after its status. */
static const char *
agent_message(struct arena *arena, struct sim *sim, uint32_t resource,
    uint32_t node, const char *status)
{
	const struct resource_row *row = world_resource(sim->world, resource);
	const char *guest = sim_name(sim, KIND_GUEST, row->guest);

	if (strcmp(status, "Online") == 0)
		return arena_format(arena, "Online - %s is active (normal)",
		    guest);
	if (strcmp(status, "Offline") == 0 &&
	    (row->left & bit(node - 1)) != 0)
		return arena_format(arena, "Offline - Successfully stopped %s",
		    guest);
	return status;
}

const char *
resource_message(struct arena *arena, struct sim *sim, uint32_t resource,
    uint32_t node)
{
	static const struct {
		const char	*word, *status;
	} known[] = {
		{ "Starting", "Unknown - Starting" },
		{ "Stopping", "Unknown - Stopping" },
		{ "Start_failed", "Faulted" }, { "Stop_failed", "Faulted" },
		{ "Online_not_monitored", "Online" },
	};
	const char *status = resource_word(sim, resource, node);

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(status, known[i].word) == 0)
			status = known[i].status;
	return world_resource(sim->world, resource)->type == TYPE_AGENT ?
	    agent_message(arena, sim, resource, node, status) : status;
}

const char *
type_word(struct arena *arena, struct sim *sim, uint32_t type)
{
	static const unsigned version[TYPES] = { [TYPE_STORAGE] = 8,
	    [TYPE_AGENT] = 1 };

	assert(type != 0 && type < TYPES);
	return arena_format(arena, "%s:%u", sim_name(sim, KIND_TYPE, type),
	    version[type]);
}
