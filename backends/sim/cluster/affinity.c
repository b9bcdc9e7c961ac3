#include "backends/sim/cluster/affinity.h"

#include <assert.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/kernel/place.h"
#include "core/site/policy.h"

static const char *
group_name(const struct sim *sim, uint32_t group)
{
	return sim_name(sim, KIND_GROUP, group);
}

uint32_t
affinity_of(struct sim *sim, uint32_t group, struct affinity *list)
{
	uint32_t value = world_group(sim->world, group)->affinities;
	bool whole;

	return value == 0 ? 0 : affinity_list(sim->names,
	    sim_name(sim, KIND_TEXT, value), list, &whole);
}

enum sign
affinity_to(struct sim *sim, uint32_t group, uint32_t other)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list);

	for (uint32_t i = 0; i < count; i++)
		if (list[i].group == other)
			return list[i].sign;
	return SIGN_NONE;
}

void
affinity_put(struct sim *sim, uint32_t group, uint32_t value)
{
	struct group_row *row = world_group(sim->world, group);

	assert(group != 0);
	if (value == sim->index.affinities_none)
		value = 0;
	sim->world->affine += (value != 0) - (uint32_t)(row->affinities != 0);
	row->affinities = value;
}

/* Does a chain of affinities lead from one group to the other?  There may be
 * millions of chains, but each group is looked at once. */
static bool
leads_to(struct sim *sim, uint32_t from, uint32_t to, bool *looked_at)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, from, list);
	bool leads = from == to;

	assert(from <= sim->world->table[T_GROUP].count);
	if (looked_at[from])
		return false;
	looked_at[from] = true;
	for (uint32_t i = 0; !leads && i < count; i++)
		leads = leads_to(sim, list[i].group, to, looked_at);
	return leads;
}

/* Refuse a list that would close a circle. */
static bool
is_open(struct sim *sim, uint32_t group, const struct affinity *list,
    uint32_t count, struct err *err)
{
	struct arena arena = { 0 };
	bool *looked_at = arena_take(&arena, sim->world->table[T_GROUP].count +
	    (size_t)1, sizeof(*looked_at));
	uint32_t i = 0;

	while (i < count && !leads_to(sim, list[i].group, group, looked_at))
		i++;
	arena_drop(&arena);
	return i == count || err_set(err, ERR_UNSUPPORTED, "affinities that "
	    "lead from %s back to it are not simulated",
	    group_name(sim, group));
}

bool
affinity_valid(struct sim *sim, uint32_t group, uint32_t value,
    struct err *err)
{
	struct affinity list[AFFINITIES];
	bool whole;
	uint32_t count = affinity_list(sim->names, sim_name(sim, KIND_TEXT,
	    value), list, &whole);

	if (!whole)
		return err_set(err, ERR_NOT_FOUND, "%s: at most %d times + ++ "
		    "+++ - or -- and a group that exists, with commas",
		    sim_name(sim, KIND_TEXT, value), AFFINITIES);
	for (uint32_t i = 0; i < count; i++)
		if (world_group(sim->world, list[i].group)->exists == 0)
			return err_set(err, ERR_NOT_FOUND, "there is no group "
			    "%s", group_name(sim, list[i].group));
	return is_open(sim, group, list, count, err);
}

bool
affinity_unnamed(struct sim *sim, uint32_t group, struct err *err)
{
	if (sim->world->affine == 0)
		return true;
	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++)
		if (affinity_to(sim, g, group) != SIGN_NONE)
			return err_set(err, ERR_IN_USE, "group %s has an "
			    "affinity to %s", group_name(sim, g),
			    group_name(sim, group));
	return true;
}

/* A node that the cluster has given up holds nothing, even if it answers. */
uint32_t
affinity_node(struct sim *sim, uint64_t nodes)
{
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if ((nodes >> n & 1) != 0 &&
		    world_node(sim->world, n)->member != 0)
			return n;
	return 0;
}

bool
affinity_in_motion(struct sim *sim, uint32_t group)
{
	uint32_t work = world_group(sim->world, group)->work;

	return work != 0 && !move_of_resource(world_work(sim->world, work));
}

uint32_t
affinity_place(struct sim *sim, uint32_t group)
{
	const struct group_row *row = world_group(sim->world, group);

	if (affinity_in_motion(sim, group))
		return world_work(sim->world, row->work)->to;
	return affinity_node(sim, row->online | row->stop_failed);
}

/* The node on which the group is online and stays; 0: none. */
static uint32_t
settled_on(struct sim *sim, uint32_t group)
{
	return affinity_in_motion(sim, group) ? 0 :
	    affinity_node(sim, world_group(sim->world, group)->online);
}

/* Does a strong affinity hold on that node?  A group that does not exist rules
 * nothing out. */
static bool
holds(struct sim *sim, const struct affinity *affinity, uint32_t node)
{
	if (world_group(sim->world, affinity->group)->exists == 0)
		return true;
	if (affinity_is_with(affinity->sign))
		return settled_on(sim, affinity->group) == node;
	return affinity_place(sim, affinity->group) != node;
}

uint64_t
affinity_ruled_out(struct sim *sim, uint32_t group)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list);
	uint64_t ruled_out = 0;

	if (world_group(sim->world, group)->suspended != 0)
		return 0;
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t n = 1; affinity_is_strong(list[i].sign) &&
		    n <= sim->world->table[T_NODE].count; n++)
			if (!holds(sim, &list[i], n))
				ruled_out |= bit(n);
	return ruled_out;
}

bool
affinity_can_take(struct sim *sim, uint32_t group, uint32_t node)
{
	const struct group_row *row = world_group(sim->world, group);

	return row->managed != 0 && row->suspended == 0 && row->work == 0 &&
	    row->stop_failed == 0 && group_online(sim, group) != 0 &&
	    group_lists(sim, group, node) &&
	    (node_members(sim) & bit(node)) != 0 &&
	    ((affinity_ruled_out(sim, group) | load_ruled_out(sim, group)) &
	    bit(node)) == 0;
}

bool
affinity_allows(struct sim *sim, uint32_t group, uint32_t node,
    struct err *err)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list);

	if (world_group(sim->world, group)->suspended != 0)
		return true;
	for (uint32_t i = 0; i < count; i++) {
		if (!affinity_is_strong(list[i].sign) ||
		    holds(sim, &list[i], node) ||
		    (list[i].sign == SIGN_DELEGATES &&
		    affinity_can_take(sim, list[i].group, node)))
			continue;
		return err_set(err, ERR_AFFINITY, "group %s has %s%s, and %s "
		    "is %son %s", group_name(sim, group),
		    affinity_mark(list[i].sign),
		    group_name(sim, list[i].group),
		    group_name(sim, list[i].group),
		    affinity_is_with(list[i].sign) ? "not online " : "",
		    sim_name(sim, KIND_NODE, node));
	}
	return true;
}

/* How many of its weak affinities want that node, less those that do not; and
 * a soft load limit is less than any of them. */
static int
likes(struct sim *sim, uint32_t group, uint32_t node, uint64_t crowded)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list);
	int sum = 0;

	for (uint32_t i = 0; i < count; i++)
		if (affinity_place(sim, list[i].group) == node)
			sum += (list[i].sign == SIGN_PREFERS) -
			    (list[i].sign == SIGN_AVOIDS);
	return 2 * sum - ((crowded & bit(node)) != 0);
}

uint32_t
affinity_best(struct sim *sim, uint32_t group, const uint32_t *nodes,
    uint32_t count, uint64_t ruled_out)
{
	const struct group_row *row = world_group(sim->world, group);
	uint64_t members = node_members(sim), crowded;
	uint32_t best, node;

	if (row->affinities == 0 && row->loads == 0)
		return policy_master(nodes, count, members, ruled_out);
	ruled_out |= affinity_ruled_out(sim, group) |
	    load_ruled_out(sim, group);
	crowded = load_crowded(sim, group);
	best = node = policy_master(nodes, count, members, ruled_out);
	while (node != 0) {
		if (likes(sim, group, node, crowded) >
		    likes(sim, group, best, crowded))
			best = node;
		ruled_out |= bit(node);
		node = policy_master(nodes, count, members, ruled_out);
	}
	return best;
}

uint32_t
affinity_next(struct sim *sim, uint32_t group, uint64_t ruled_out)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list);
	uint32_t node = group_next(sim, group, ruled_out);

	for (uint32_t i = 0; node == 0 && i < count; i++) {
		uint32_t other = list[i].group;

		if (list[i].sign != SIGN_DELEGATES)
			continue;
		node = group_next(sim, other, ruled_out);
		if (node != 0 && (!group_lists(sim, group, node) ||
		    !affinity_can_take(sim, other, node)))
			node = 0;
	}
	return node;
}
