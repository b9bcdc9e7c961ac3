/*
 * Resources: the storage and the agent of a group.
 */
#include "backends/sim/cluster/resource.h"

#include <assert.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/hypervisor/define.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"

static const char *
resource_name(const struct sim *sim, uint32_t resource)
{
	return sim_name(sim, KIND_RESOURCE, resource);
}

static enum state
in_transition(const struct work_row *work)
{
	return work->from != 0 && work->phase <= MOVE_AWAY ? STATE_STOPPING :
	    STATE_STARTING;
}

/* Where the group could not be stopped, its storage was not either: it is the
 * last that stops. */
static bool
is_online(struct sim *sim, const struct resource_row *row)
{
	return group_online(sim, row->group) != 0 ||
	    (row->type == TYPE_STORAGE &&
	    world_group(sim->world, row->group)->stop_failed != 0);
}

enum state
resource_state(struct sim *sim, uint32_t resource, uint32_t *on)
{
	const struct resource_row *row = world_resource(sim->world, resource);
	const struct group_row *group = world_group(sim->world, row->group);
	const struct work_row *work = world_work(sim->world, group->work);

	if (on != NULL)
		*on = 0;
	if (row->exists == 0)
		return STATE_ABSENT;
	if (on != NULL)
		group_state(sim, row->group, on);
	/* Where the group is offline nothing is stopped or started. */
	if (group->work != 0 && (work->from != 0 || work->to != 0) &&
	    move_concerns(sim, work, row->type))
		return in_transition(work);
	/* One that could not be started anywhere is offline. */
	if (row->failed == STATE_STOP_FAILED || (row->failed != 0 &&
	    is_online(sim, row)))
		return row->failed;
	if (row->enabled == 0)
		return STATE_DISABLED;
	return is_online(sim, row) ? STATE_ONLINE : STATE_OFFLINE;
}

void
resource_add(struct sim *sim, uint32_t resource, uint32_t on,
    const struct resource_row *with)
{
	struct resource_row *row = world_resource(sim->world, resource);

	assert(resource != 0 && with->group != 0);
	*row = *with;
	row->exists = 1;
	row->monitored = 1;
	row->online_ns = sim->world->now_ns;
	if (row->type == TYPE_AGENT) {
		agent_save(sim, row->guest, on);
		row->copy = world_domain_of(sim->world, row->guest, 0);
	}
	relation_add(sim, resource);
	sim_touch(sim, KIND_GROUP, row->group);
}

static bool
resource_exists_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_resource(sim->world, op->resource)->exists != 0)
		return true;
	return err_set(err, ERR_NOT_FOUND, "there is no resource %s",
	    resource_name(sim, op->resource));
}

static bool
is_quiet(struct sim *sim, const struct op *op, struct err *err)
{
	const struct resource_row *row = world_resource(sim->world,
	    op->resource);
	const struct group_row *group = world_group(sim->world, row->group);

	if (!resource_exists_allows(sim, op, err))
		return false;
	if (group->work != 0)
		return err_set(err, ERR_IN_TRANSITION, "group %s is in "
		    "transition", sim_name(sim, KIND_GROUP, row->group));
	return true;
}

static bool
resource_delete_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!is_quiet(sim, op, err))
		return false;
	if (world_resource(sim->world, op->resource)->enabled == 0)
		return true;
	return err_set(err, ERR_IN_USE, "resource %s is enabled; disable it "
	    "first", resource_name(sim, op->resource));
}

static void
resource_delete(struct sim *sim, const struct op *op)
{
	struct resource_row *row = world_resource(sim->world, op->resource);
	enum state was = resource_state(sim, op->resource, NULL);

	if (row->type == TYPE_AGENT)
		agent_forget(sim, row->guest);
	if (row->type == TYPE_STORAGE && row->pool != 0)
		world_pool(sim->world, row->pool)->copy = COPY_NONE;
	relation_remove(sim, op->resource);
	sim_touch(sim, KIND_GROUP, row->group);
	*row = (struct resource_row){ 0 };
	sim_emit(sim, (struct thing){ KIND_RESOURCE, op->resource, 0 }, was,
	    STATE_ABSENT);
}

/* The agent depends on the storage: it is disabled first and enabled last. */
static bool
resource_disable_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct resource_row *row = world_resource(sim->world,
	    op->resource);
	uint32_t agent = group_agent(sim, row->group);

	if (!is_quiet(sim, op, err))
		return false;
	if (row->type == TYPE_STORAGE && agent != 0 &&
	    world_resource(sim->world, agent)->enabled != 0)
		return err_set(err, ERR_IN_USE, "resource %s depends on %s",
		    resource_name(sim, agent),
		    resource_name(sim, op->resource));
	return true;
}

static bool
resource_enable_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct resource_row *row = world_resource(sim->world,
	    op->resource);
	uint32_t storage = group_storage(sim, row->group);

	if (!is_quiet(sim, op, err))
		return false;
	if (row->type == TYPE_AGENT &&
	    world_resource(sim->world, storage)->enabled == 0)
		return err_set(err, ERR_WRONG_STATE, "resource %s depends on "
		    "%s, which is disabled", resource_name(sim, op->resource),
		    resource_name(sim, storage));
	return true;
}

/* Operations that switch something of a resource on; their opposites switch it
 * off. */
static const bool switches_on[OP_KINDS] = {
	[OP_RESOURCE_ENABLE] = true,
	[OP_RESOURCE_MONITOR] = true,
};

static void
resource_switch_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct resource_row *resource = world_resource(sim->world,
	    op->resource);
	uint32_t group = resource->group, on;
	enum state was = group_state(sim, group, &on);
	enum state was_self = resource_state(sim, op->resource, NULL);
	bool enable = switches_on[op->kind];

	if (was != STATE_ONLINE && was != STATE_ONLINE_FAULTED)
		on = 0;
	resource->enabled = enable;
	if (resource->failed == STATE_START_FAILED)
		resource->failed = 0;
	move_forget(sim, group, ~(uint64_t)0);
	move_begin(sim, row, group, enable ? 0 : on, enable ? on : 0);
	work_after(sim, row, declared_ms(sim, op));
	group_emit(sim, group, was);
	sim_emit(sim, (struct thing){ KIND_RESOURCE, op->resource, on },
	    was_self, resource_state(sim, op->resource, NULL));
}

static void
resource_monitor(struct sim *sim, const struct op *op)
{
	struct resource_row *row = world_resource(sim->world, op->resource);
	bool is = switches_on[op->kind];

	row->monitored = is;
	sim_touch(sim, KIND_GROUP, row->group);
	sim_emit(sim, (struct thing){ KIND_RESOURCE, op->resource, 0 }, is ?
	    STATE_UNMONITORED : STATE_MONITORED, is ? STATE_MONITORED :
	    STATE_UNMONITORED);
}

static bool
resource_clear_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct resource_row *row = world_resource(sim->world,
	    op->resource);

	if (!resource_exists_allows(sim, op, err))
		return false;
	if ((world_group(sim->world, row->group)->stop_failed &
	    bit(op->to)) != 0)
		return true;
	return err_set(err, ERR_WRONG_STATE, "resource %s is not in state "
	    "STOP_FAILED on %s", resource_name(sim, op->resource),
	    sim_name(sim, KIND_NODE, op->to));
}

/* The command only clears the state; it stops nothing. */
static void
resource_clear(struct sim *sim, const struct op *op)
{
	struct resource_row *row = world_resource(sim->world, op->resource);
	struct group_row *group = world_group(sim->world, row->group);
	enum state was = group_state(sim, row->group, NULL);

	row->failed = 0;
	group->stop_failed &= ~bit(op->to);
	group_emit(sim, row->group, was);
}

const struct act resource_delete_act = { .allows = resource_delete_allows,
    .apply = resource_delete };

const struct act resource_disable_act = { .allows = resource_disable_allows,
    .begin = resource_switch_begin };

const struct act resource_enable_act = { .allows = resource_enable_allows,
    .begin = resource_switch_begin };

const struct act resource_monitor_act = { .allows = resource_exists_allows,
    .apply = resource_monitor };

const struct act resource_clear_act = { .allows = resource_clear_allows,
    .apply = resource_clear };
