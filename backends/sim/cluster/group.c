/*
 * The Resource Group Manager: groups, and the commands that change them.
 *
 * switch.c brings a group online, offline or to another node; move.c has the
 * steps of its move.
 */
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/group_status.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/agent.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/world/declared.h"

static const char *
group_name(const struct sim *sim, uint32_t group)
{
	return sim_name(sim, KIND_GROUP, group);
}

uint32_t
group_node(struct sim *sim, uint64_t nodes)
{
	uint32_t lowest = 0;

	for (uint32_t n = sim->world->table[T_NODE].count; n >= 1; n--)
		if ((nodes >> n & 1) != 0 && (lowest == 0 ||
		    node_answers(sim, n) || !node_answers(sim, lowest)))
			lowest = n;
	return lowest;
}

uint64_t
group_online(struct sim *sim, uint32_t group)
{
	uint64_t online = world_group(sim->world, group)->online;

	return online != 0 ? online & node_counted(sim) : 0;
}

/* busy: it is at work on a resource, and stays where it is. */
static enum state
state_of(struct sim *sim, uint32_t group, uint32_t *on, bool busy)
{
	const struct group_row *row = world_group(sim->world, group);
	uint64_t online = group_online(sim, group);
	uint64_t where = row->stop_failed != 0 ? row->stop_failed :
	    online != 0 ? online : move_leaves(sim, row->work);

	if (on != NULL)
		*on = where != 0 ? group_node(sim, where) : 0;
	if (row->exists == 0)
		return STATE_ABSENT;
	if (row->work != 0 && (busy || !move_of_resource(world_work(
	    sim->world, row->work))))
		return STATE_PENDING;
	if (row->stop_failed != 0)
		return STATE_STOP_FAILED;
	if (online == 0)
		return row->managed != 0 ? STATE_OFFLINE : STATE_UNMANAGED;
	return world_resource(sim->world, group_agent(sim, group))->failed ==
	    STATE_START_FAILED ? STATE_ONLINE_FAULTED : STATE_ONLINE;
}

enum state
group_state(struct sim *sim, uint32_t group, uint32_t *on)
{
	return state_of(sim, group, on, true);
}

enum state
group_status(struct sim *sim, uint32_t group, uint32_t *on)
{
	return state_of(sim, group, on, false);
}

uint32_t
group_up_on(struct sim *sim, uint32_t group)
{
	const struct group_row *row = world_group(sim->world, group);
	uint32_t on;

	if (row->online == 0 || row->work != 0 ||
	    group_state(sim, group, &on) != STATE_ONLINE)
		return 0;
	return node_answers(sim, on) ? on : 0;
}

/* Emit the state if it has changed, and if somebody listens. */
void
group_emit(struct sim *sim, uint32_t group, enum state was)
{
	enum state is;
	uint32_t on;

	sim_touch(sim, KIND_GROUP, group);
	if (sim->sink == NULL)
		return;
	is = group_state(sim, group, &on);
	sim_emit(sim, (struct thing){ KIND_GROUP, group, on }, was, is);
}

/* The next node of a list "node1,node2", which goes on at *text; 0 for a name
 * that no node has. */
static uint32_t
node_next(struct sim *sim, const char **text)
{
	char name[64] = "";
	size_t n = strcspn(*text, ",");
	uint32_t node;

	if (n < sizeof(name))
		memcpy(name, *text, n);
	*text += n + ((*text)[n] == ',');
	node = names_find(sim->names, KIND_NODE, name);
	return node <= sim->world->table[T_NODE].count ? node : 0;
}

uint32_t
group_nodes(struct sim *sim, uint32_t group, uint32_t *nodes)
{
	const struct group_row *row = world_group(sim->world, group);
	const char *text = sim_name(sim, KIND_TEXT, row->nodes);
	uint32_t count = 0;

	assert(group != 0);
	while (*text != '\0' && count < SITE_NODES) {
		nodes[count] = node_next(sim, &text);
		count += nodes[count] != 0;
	}
	return count;
}

bool
group_lists(struct sim *sim, uint32_t group, uint32_t node)
{
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(sim, group, nodes), i = 0;

	while (i < count && nodes[i] != node)
		i++;
	return i < count;
}

uint32_t
group_next(struct sim *sim, uint32_t group, uint64_t ruled_out)
{
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(sim, group, nodes);

	return affinity_best(sim, group, nodes, count, ruled_out);
}

uint32_t
group_property(struct sim *sim, uint32_t group, uint32_t key)
{
	const struct group_row *row = world_group(sim->world, group);

	if (key == sim->index.failback)
		return row->failback;
	if (key == sim->index.description)
		return row->description;
	if (key == sim->index.loads)
		return row->loads != 0 ? row->loads : sim->index.loads_none;
	if (key != sim->index.affinities)
		return 0;
	return row->affinities != 0 ? row->affinities :
	    sim->index.affinities_none;
}

void
group_left_forget(struct sim *sim, uint32_t node)
{
	for (uint32_t r = 1; r <= sim->world->table[T_RESOURCE].count; r++)
		world_resource(sim->world, r)->left &=
		    ~(uint32_t)bit(node - 1);
}

static bool
group_create_already(struct sim *sim, const struct op *op)
{
	const struct group_row *row = world_group(sim->world, op->group);

	return row->exists != 0 && row->nodes == op->value;
}

static bool
group_create_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const char *text = sim_name(sim, KIND_TEXT, op->value);

	if (world_group(sim->world, op->group)->exists != 0)
		return err_set(err, ERR_EXISTS, "group %s already exists, on "
		    "%s", group_name(sim, op->group), sim_name(sim, KIND_TEXT,
		    world_group(sim->world, op->group)->nodes));
	while (*text != '\0')
		if (node_next(sim, &text) == 0)
			return err_set(err, ERR_NOT_FOUND, "a node of \"%s\" "
			    "is not a node of the cluster", sim_name(sim,
			    KIND_TEXT, op->value));
	return true;
}

void
group_create(struct sim *sim, uint32_t group, uint32_t nodes)
{
	*world_group(sim->world, group) = (struct group_row){
		.exists = 1, .nodes = nodes,
		.failback = sim->index.failback_off,
		.description = sim->index.description_none,
	};
	group_emit(sim, group, STATE_ABSENT);
}

bool
group_exists_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_group(sim->world, op->group)->exists != 0)
		return true;
	return err_set(err, ERR_NOT_FOUND, "there is no group %s",
	    group_name(sim, op->group));
}

bool
group_is_quiet(struct sim *sim, const struct op *op, struct err *err)
{
	if (!group_exists_allows(sim, op, err))
		return false;
	if (world_group(sim->world, op->group)->work == 0)
		return true;
	return err_set(err, ERR_IN_TRANSITION, "group %s is in transition",
	    group_name(sim, op->group));
}

static bool
group_delete_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!group_is_quiet(sim, op, err))
		return false;
	if (world_group(sim->world, op->group)->managed != 0)
		return err_set(err, ERR_WRONG_STATE, "group %s is managed; "
		    "unmanage it first", group_name(sim, op->group));
	if (group_storage(sim, op->group) != 0 ||
	    group_agent(sim, op->group) != 0)
		return err_set(err, ERR_IN_USE, "group %s has resources",
		    group_name(sim, op->group));
	return affinity_unnamed(sim, op->group, err);
}

static void
group_delete(struct sim *sim, const struct op *op)
{
	enum state was = group_state(sim, op->group, NULL);

	affinity_put(sim, op->group, 0);
	load_put(sim, op->group, 0);
	*world_group(sim->world, op->group) = (struct group_row){ 0 };
	group_emit(sim, op->group, was);
}

static bool
is_enabled(struct sim *sim, uint32_t resource)
{
	return world_resource(sim->world, resource)->enabled != 0;
}

static bool
group_unmanage_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint64_t failed = world_group(sim->world, op->group)->stop_failed;

	if (!group_is_quiet(sim, op, err))
		return false;
	if ((group_online(sim, op->group) | failed) != 0)
		return err_set(err, ERR_WRONG_STATE, "group %s is not "
		    "offline", group_name(sim, op->group));
	if (is_enabled(sim, group_storage(sim, op->group)) ||
	    is_enabled(sim, group_agent(sim, op->group)))
		return err_set(err, ERR_WRONG_STATE, "resources of group %s "
		    "are enabled; disable them first",
		    group_name(sim, op->group));
	return true;
}

static void
group_unmanage(struct sim *sim, const struct op *op)
{
	enum state was = group_state(sim, op->group, NULL);

	world_group(sim->world, op->group)->managed = 0;
	group_emit(sim, op->group, was);
}

/* Another word would be taken for FALSE. */
static bool
failback_valid(struct sim *sim, uint32_t value, struct err *err)
{
	const char *text = strchr(sim_name(sim, KIND_TEXT, value), '=') + 1;

	return strcasecmp(text, "TRUE") == 0 ||
	    strcasecmp(text, "FALSE") == 0 || err_set(err, ERR_VALIDATION,
	    "Failback is TRUE or FALSE, and not %.80s", text);
}

static bool
group_set_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t key = names_key(sim->names, op->value);

	if (key != sim->index.failback && key != sim->index.description &&
	    key != sim->index.affinities && key != sim->index.loads)
		return err_set(err, ERR_UNSUPPORTED, "property %s of a group "
		    "is not simulated", sim_name(sim, KIND_TEXT, op->value));
	return group_exists_allows(sim, op, err) &&
	    (key != sim->index.failback ||
	    failback_valid(sim, op->value, err)) &&
	    (key != sim->index.loads ||
	    load_valid(sim, op->group, op->value, err)) &&
	    (key != sim->index.affinities ||
	    affinity_valid(sim, op->group, op->value, err));
}

static void
group_set(struct sim *sim, const struct op *op)
{
	struct group_row *row = world_group(sim->world, op->group);

	if (names_key(sim->names, op->value) == sim->index.failback) {
		row->failback = op->value;
	} else if (names_key(sim->names, op->value) == sim->index.loads) {
		load_put(sim, op->group, op->value);
	} else if (names_key(sim->names, op->value) ==
	    sim->index.affinities) {
		/* Before, too: the last one may be taken away, and a move wait
		 * for it. */
		affinity_moved(sim, 0);
		affinity_put(sim, op->group, op->value);
		affinity_moved(sim, op->group);
	} else {
		row->description = op->value;
	}
}

static void
group_suspend(struct sim *sim, const struct op *op)
{
	world_group(sim->world, op->group)->suspended = 1;
	sim_touch(sim, KIND_GROUP, op->group);
	sim_emit(sim, (struct thing){ KIND_GROUP, op->group, 0 }, STATE_RESUMED,
	    STATE_SUSPENDED);
}

/* After a resume the manager probes at once: what was stopped meanwhile is
 * started. */
static void
group_resume(struct sim *sim, const struct op *op)
{
	world_group(sim->world, op->group)->suspended = 0;
	sim_touch(sim, KIND_GROUP, op->group);
	sim_emit(sim, (struct thing){ KIND_GROUP, op->group, 0 },
	    STATE_SUSPENDED, STATE_RESUMED);
	agent_restart(sim, group_guest(sim, op->group));
	affinity_moved(sim, op->group);
}

static void
apply_create(struct sim *sim, const struct op *op)
{
	group_create(sim, op->group, op->value);
}

const struct act group_create_act = { .already = group_create_already,
    .allows = group_create_allows, .apply = apply_create };

const struct act group_delete_act = { .allows = group_delete_allows,
    .apply = group_delete };

const struct act group_unmanage_act = { .allows = group_unmanage_allows,
    .apply = group_unmanage };

const struct act group_set_act = { .allows = group_set_allows,
    .apply = group_set };

const struct act group_suspend_act = { .allows = group_exists_allows,
    .apply = group_suspend };

const struct act group_resume_act = { .allows = group_exists_allows,
    .apply = group_resume };
