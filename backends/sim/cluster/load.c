#include "backends/sim/cluster/load.h"

#include <assert.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/kernel/place.h"
#include "core/site/load.h"

void
load_put(struct sim *sim, uint32_t group, uint32_t value)
{
	struct group_row *row = world_group(sim->world, group);

	assert(group != 0);
	if (value == sim->index.loads_none)
		value = 0;
	sim->world->loaded += (value != 0) - (uint32_t)(row->loads != 0);
	row->loads = value;
}

static uint32_t
limit_of(struct sim *sim, uint32_t node, uint32_t name)
{
	const struct node_row *row = world_node(sim->world, node);

	for (unsigned i = 0; i < LOADS && row->limit[i] != 0; i++)
		if (names_key(sim->names, row->limit[i]) == name)
			return row->limit[i];
	return 0;
}

/* A group on its way counts where it goes, and where it comes from until it has
 * arrived: it may have to go back. */
static bool
counts_on(struct sim *sim, uint32_t group, uint32_t node)
{
	const struct work_row *work = world_work(sim->world,
	    world_group(sim->world, group)->work);

	return affinity_place(sim, group) == node ||
	    (affinity_in_motion(sim, group) && work->origin == node);
}

/* The load of all groups on a node but one, as the limit of that name (a TEXT)
 * counts it. */
static int64_t
load_on(struct sim *sim, uint32_t node, uint32_t name, uint32_t without)
{
	int64_t sum = 0;

	assert(node != 0);
	for (uint32_t g = 1; sim->world->loaded != 0 &&
	    g <= sim->world->table[T_GROUP].count; g++) {
		uint32_t loads = world_group(sim->world, g)->loads;

		if (loads != 0 && g != without && counts_on(sim, g, node))
			sum += load_factor(sim->names, loads, name);
	}
	return sum;
}

enum limit { LIMIT_SOFT, LIMIT_HARD };

/* The first limit of the node that a group with that property would pass, or
 * 0. */
static uint32_t
passed(struct sim *sim, uint32_t group, uint32_t property, uint32_t node,
    enum limit which)
{
	const struct node_row *row = world_node(sim->world, node);

	for (unsigned i = 0; property != 0 && i < LOADS &&
	    row->limit[i] != 0; i++) {
		uint32_t name = names_key(sim->names, row->limit[i]);
		int64_t own = load_factor(sim->names, property, name);
		int64_t limit[2];

		load_limit(sim_name(sim, KIND_TEXT, row->limit[i]),
		    &limit[LIMIT_SOFT], &limit[LIMIT_HARD]);
		if (own != 0 && own + load_on(sim, node, name, group) >
		    limit[which])
			return row->limit[i];
	}
	return 0;
}

static uint64_t
all_passed(struct sim *sim, uint32_t group, enum limit which)
{
	uint32_t loads = world_group(sim->world, group)->loads;
	uint64_t nodes = 0;

	for (uint32_t n = 1; loads != 0 &&
	    n <= sim->world->table[T_NODE].count; n++)
		if (passed(sim, group, loads, n, which) != 0)
			nodes |= bit(n);
	return nodes;
}

uint64_t
load_ruled_out(struct sim *sim, uint32_t group)
{
	return all_passed(sim, group, LIMIT_HARD);
}

uint64_t
load_crowded(struct sim *sim, uint32_t group)
{
	return all_passed(sim, group, LIMIT_SOFT);
}

static bool
fits(struct sim *sim, uint32_t group, uint32_t property, uint32_t node,
    struct err *err)
{
	uint32_t limit = passed(sim, group, property, node, LIMIT_HARD);
	uint32_t name = names_key(sim->names, limit);

	return limit == 0 || err_set(err, ERR_LOAD_LIMIT, "group %s adds %lld "
	    "to the load %s of %s, which is %lld of the limits (soft:hard) %s",
	    sim_name(sim, KIND_GROUP, group),
	    (long long)load_factor(sim->names, property, name),
	    sim_name(sim, KIND_TEXT, name), sim_name(sim, KIND_NODE, node),
	    (long long)load_on(sim, node, name, group),
	    sim_name(sim, KIND_TEXT, limit));
}

bool
load_allows(struct sim *sim, uint32_t group, uint32_t node, struct err *err)
{
	return fits(sim, group, world_group(sim->world, group)->loads, node,
	    err);
}

bool
load_valid(struct sim *sim, uint32_t group, uint32_t value, struct err *err)
{
	struct load list[LOADS];
	uint32_t node = affinity_place(sim, group);
	bool whole;

	load_list(sim->names, sim_name(sim, KIND_TEXT, value), list, &whole);
	if (!whole)
		return err_set(err, ERR_VALIDATION, "%s: at most %d times a "
		    "name of a load limit, @ and a factor up to %d, with "
		    "commas", sim_name(sim, KIND_TEXT, value), LOADS,
		    LOAD_FACTOR);
	return node == 0 || fits(sim, group, value, node, err);
}

bool
load_holds(struct sim *sim, uint32_t group)
{
	const struct group_row *row = world_group(sim->world, group);
	uint32_t on = affinity_node(sim, row->online);

	return row->loads == 0 || on == 0 || row->work != 0 ||
	    !node_answers(sim, on) ||
	    passed(sim, group, row->loads, on, LIMIT_HARD) == 0;
}

bool
ask_load(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->on = op->to;
	answer->value = limit_of(sim, op->to, op->value);
	answer->state = answer->value != 0 ? STATE_PRESENT : STATE_ABSENT;
	if (answer->value != 0)
		answer->number = load_on(sim, op->to, op->value, op->group);
	return node_members(sim) != 0;
}
