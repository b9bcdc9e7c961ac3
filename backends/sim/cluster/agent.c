/*
 * The agent's fault monitor.
 *
 * It probes once a minute, counted from the time when the resource came online.
 * A probe that would find nothing wrong is not an event; a probe is scheduled
 * when the domain was stopped outside the cluster.  A domain at the ok prompt
 * is active, so the monitor finds nothing wrong with it.
 */
#include "backends/sim/cluster/agent.h"

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/growth.h"

enum { PROBE_MS = 60000, RETRY_MS = 370000, RETRIES = 2 };

/* The node on which the guest should be active, if it is not active there; or
 * 0. */
static uint32_t
missing_on(struct sim *sim, uint32_t guest)
{
	const struct resource_row *row = world_resource(sim->world,
	    world_guest(sim->world, guest)->agent);
	const struct group_row *group = world_group(sim->world, row->group);
	const struct domain_row *domain;
	uint32_t on;

	if (row->exists == 0 || row->enabled == 0 ||
	    row->monitored == 0 || row->failed != 0 ||
	    group->managed == 0 || group->suspended != 0)
		return 0;
	on = group_up_on(sim, row->group);
	if (on == 0)
		return 0;
	domain = world_domain(sim->world, world_domain_of(sim->world, guest,
	    on));
	return domain->state == STATE_AT_OK || domain->work != 0 ? 0 : on;
}

/* No row is held here: an event is over, so the block may grow. */
static void
probe_schedule(struct sim *sim, uint32_t resource, uint32_t on)
{
	struct op op = { .kind = OP_RESOURCE_ENABLE, .resource = resource,
	    .on = on };
	uint32_t row;
	int64_t since_ms, next_ms;

	growth_ensure(sim);
	op.group = world_resource(sim->world, resource)->group;
	since_ms = (sim->world->now_ns -
	    world_resource(sim->world, resource)->online_ns) / MS;
	next_ms = (since_ms / PROBE_MS + 1) * PROBE_MS;
	row = work_take(sim, &op, WORK_PROBE, CAUSE_AGENT);
	world_resource(sim->world, resource)->probe = row;
	work_after(sim, row, next_ms - since_ms);
}

void
agent_probe(struct sim *sim, uint32_t guest)
{
	uint32_t resource = world_guest(sim->world, guest)->agent;
	uint32_t on = missing_on(sim, guest);

	if (on != 0 && world_resource(sim->world, resource)->probe == 0)
		probe_schedule(sim, resource, on);
}

static void
begin(struct sim *sim, uint32_t row, uint32_t group, uint32_t from,
    uint32_t to)
{
	enum state was = group_state(sim, group, NULL);

	move_begin(sim, row, group, from, to);
	work_after(sim, row, 0);
	group_emit(sim, group, was);
}

/* After a resume the manager probes at once. */
void
agent_restart(struct sim *sim, uint32_t guest)
{
	uint32_t on = guest != 0 ? missing_on(sim, guest) : 0;
	struct op op = { .kind = OP_RESOURCE_ENABLE, .on = on,
	    .resource = world_guest(sim->world, guest)->agent };

	if (on != 0)
		begin(sim, work_take(sim, &op, WORK_MOVE, CAUSE_AGENT),
		    world_resource(sim->world, op.resource)->group, 0, on);
}

/* Restarts in the window, this one included. */
static uint32_t
restarts_count(struct sim *sim, struct resource_row *row)
{
	int64_t window_ms = (sim->world->now_ns - row->window_ns) / MS;

	if (row->restarts == 0 || window_ms > RETRY_MS) {
		row->window_ns = sim->world->now_ns;
		row->restarts = 0;
	}
	return ++row->restarts;
}

void
probe_event(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	struct resource_row *resource = world_resource(sim->world,
	    work->op.resource);
	uint32_t group = work->op.group, on = 0, next;

	if (resource->probe == row) {
		resource->probe = 0;
		on = missing_on(sim, resource->guest);
	}
	if (on == 0) {
		world_free(sim->world, T_WORK, row);
		return;
	}
	if (restarts_count(sim, resource) <= RETRIES) {
		begin(sim, row, group, 0, on);
		return;
	}
	next = affinity_next(sim, group, bit(on));
	if (next == 0) {
		world_free(sim->world, T_WORK, row);
		return;
	}
	work->op = (struct op){ .kind = OP_GROUP_SWITCH, .group = group,
	    .to = next };
	work->place = 0;
	work->takes = 1;
	resource->restarts = 0;
	begin(sim, row, group, on, next);
}
