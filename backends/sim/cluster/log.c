#include "backends/sim/cluster/log.h"

#include <assert.h>

#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"

struct log_row *
log_row(struct world *world, uint32_t n)
{
	return world_row(world, T_LOG, n);
}

/* The president is the member with the lowest number. */
static uint8_t
president(struct sim *sim)
{
	uint64_t members = node_members(sim);
	uint32_t node = 1;

	while (members != 0 && (members & bit(node)) == 0)
		node++;
	return (uint8_t)(members != 0 ? node : 0);
}

static void
put(struct sim *sim, struct log_row row)
{
	uint32_t at = sim->world->logged++ % LOG_ROWS + 1;

	assert(row.kind != LOG_NONE && row.node != 0);
	row.at_ns = sim->world->now_ns;
	row.by = president(sim);
	*log_row(sim->world, at) = row;
}

static uint32_t
monitored(struct sim *sim, uint32_t resource)
{
	const struct resource_row *row = world_resource(sim->world, resource);

	return resource != 0 && row->enabled != 0 && row->monitored != 0;
}

/* The start or stop of one resource changes no state of its group. */
static void
group_put(struct sim *sim, const struct work_row *work, uint32_t node,
    enum log_state state)
{
	uint32_t group = work->op.group;
	uint32_t both = monitored(sim, group_storage(sim, group)) |
	    monitored(sim, group_agent(sim, group)) << 1;

	/* Monitors are not started before the group is online. */
	if (!move_of_resource(work))
		put(sim, (struct log_row){ .kind = LOG_GROUP,
		    .group = group, .node = (uint8_t)node,
		    .what = (uint8_t)state, .resource =
		    state == LOG_ONLINE || work->back == 0 ? both : 0 });
}

struct method {
	uint32_t	 type;
	bool		 stops;
};

static const struct method agent_stop = { TYPE_AGENT, true },
    storage_stop = { TYPE_STORAGE, true },
    agent_start = { TYPE_AGENT, false },
    storage_start = { TYPE_STORAGE, false };

static void
method_put(struct sim *sim, const struct work_row *work,
    const struct method *method, enum log_kind kind)
{
	uint32_t group = work->op.group;
	uint32_t node = method->stops ? work->from : work->to;

	/* A node that is down logs nothing. */
	if (move_concerns(sim, work, method->type) && node_answers(sim, node))
		put(sim, (struct log_row){ .kind = (uint8_t)kind,
		    .group = group, .node = (uint8_t)node,
		    .resource = method->type == TYPE_AGENT ?
		    group_agent(sim, group) : group_storage(sim, group),
		    .what = method->stops });
}

/* On the way back the agent is stopped only if its start was tried: then that
 * stands in the last row of the agent. */
static bool
agent_stops(struct sim *sim, const struct work_row *work)
{
	uint32_t agent = group_agent(sim, work->op.group);
	const struct log_row *row;

	for (uint32_t i = 0; work->back != 0 && i < LOG_ROWS &&
	    i < sim->world->logged; i++) {
		row = log_row(sim->world, (sim->world->logged - 1 - i) %
		    LOG_ROWS + 1);
		if (row->kind != LOG_GROUP && row->resource == agent &&
		    row->node == work->from)
			return row->kind == LOG_BEGUN && row->what != 0;
	}
	return work->back == 0;
}

static void
leaves(struct sim *sim, const struct work_row *work)
{
	switch (work->phase) {
	case MOVE_SAVE:
		group_put(sim, work, work->from, LOG_PENDING_OFFLINE);
		method_put(sim, work, &agent_stop, LOG_BEGUN);
		break;
	case MOVE_EXPORT:
		if (agent_stops(sim, work))
			method_put(sim, work, &agent_stop, LOG_ENDED);
		method_put(sim, work, &storage_stop, LOG_BEGUN);
		break;
	case MOVE_AWAY:
		method_put(sim, work, &storage_stop, LOG_ENDED);
		group_put(sim, work, work->from, LOG_OFFLINE);
		break;
	default:
		break;
	}
}

static void
comes(struct sim *sim, const struct work_row *work)
{
	switch (work->phase) {
	case MOVE_IMPORT:
		group_put(sim, work, work->to, LOG_PENDING_ONLINE);
		method_put(sim, work, &storage_start, LOG_BEGUN);
		break;
	case MOVE_DEFINE:
		method_put(sim, work, &storage_start, LOG_ENDED);
		method_put(sim, work, &agent_start, LOG_BEGUN);
		break;
	case MOVE_END:
		method_put(sim, work, &agent_start, LOG_ENDED);
		group_put(sim, work, work->to, LOG_ONLINE);
		break;
	default:
		break;
	}
}

void
log_phase(struct sim *sim, const struct work_row *work)
{
	if (work->from != 0)
		leaves(sim, work);
	if (work->to != 0)
		comes(sim, work);
}

void
log_failed(struct sim *sim, const struct work_row *work)
{
	if (work->phase < MOVE_EXPORT)
		method_put(sim, work, &agent_stop, LOG_FAILED);
	else if (work->phase == MOVE_EXPORT)
		method_put(sim, work, &storage_stop, LOG_FAILED);
	else if (work->phase == MOVE_IMPORT)
		method_put(sim, work, &storage_start, LOG_FAILED);
	else
		method_put(sim, work, &agent_start, LOG_FAILED);
	if (work->phase <= MOVE_EXPORT)
		group_put(sim, work, work->from, LOG_ERROR_STOP_FAILED);
}

void
log_back(struct sim *sim, const struct work_row *work, bool agent)
{
	group_put(sim, work, work->from, LOG_PENDING_OFFLINE);
	if (agent)
		method_put(sim, work, &agent_stop, LOG_BEGUN);
}
