/*
 * A decision about one group: what rules a node out, and which of the others is
 * the best.
 */
#include "core/policy/deciding.h"

#include <assert.h>

#include "core/site/load.h"

uint64_t
deciding_bit(uint32_t node)
{
	assert(node < 64);
	return (uint64_t)1 << node;
}

void
deciding_begin(const struct scene *scene, uint32_t group,
    struct placement *placement)
{
	const struct scene_group *row = &scene->groups[group];

	assert(group != 0 && group <= scene->group_count);
	assert(row->node_count <= SCENE_NODES);
	*placement = (struct placement){ .group = group, .from = row->on,
	    .count = row->node_count };
	for (uint32_t i = 0; i < row->node_count; i++)
		placement->candidates[i].node =
		    scene->listed[row->nodes + i];
}

void
deciding_end(struct placement *placement)
{
	for (uint32_t i = 0; i < placement->count; i++)
		if (placement->candidates[i].reason == REASON_CHOSEN &&
		    placement->candidates[i].node != placement->node)
			placement->candidates[i].reason = REASON_WOULD;
}

struct candidate *
deciding_candidate(struct placement *placement, uint32_t node)
{
	for (uint32_t i = 0; i < placement->count; i++)
		if (placement->candidates[i].node == node)
			return &placement->candidates[i];
	return NULL;
}

static bool
is_there(const struct asking *asking, uint32_t node,
    struct candidate *candidate)
{
	const struct scene_node *row = &asking->scene->nodes[node];

	if ((asking->dies & deciding_bit(node)) != 0)
		candidate->reason = REASON_DIES;
	else if (!row->known || !row->member)
		candidate->reason = REASON_NOT_MEMBER;
	else if (!asking->operator &&
	    row->barred_until_ms > asking->scene->now_ms)
		candidate->reason = REASON_EVACUATED;
	return candidate->reason == REASON_NONE;
}

/* What a strong affinity says of the node.  A group that does not exist rules
 * nothing out. */
static bool
is_together(const struct scene *scene, const struct affinity *affinity,
    uint32_t node, struct candidate *candidate)
{
	bool with = affinity_is_with(affinity->sign);
	uint32_t where;

	if (scene->groups[affinity->group].stage == GROUP_ABSENT)
		return true;
	where = with ? scene_settled(scene, affinity->group) :
	    scene_place(scene, affinity->group);
	if ((where == node) == with)
		return true;
	candidate->reason = with ? REASON_APART : REASON_EXCLUDED;
	candidate->about = affinity->group;
	candidate->where = where;
	candidate->sign = affinity->sign;
	return false;
}

/* A suspended group's own affinities are not enforced. */
bool
deciding_together(const struct scene *scene, uint32_t group, uint32_t node,
    struct candidate *candidate)
{
	const struct scene_group *row = &scene->groups[group];
	bool allowed = true;

	for (uint32_t i = 0; allowed && !row->suspended &&
	    i < row->affinity_count; i++) {
		const struct affinity *affinity =
		    &scene->affinities[row->affinities + i];

		if (affinity_is_strong(affinity->sign))
			allowed = is_together(scene, affinity, node,
			    candidate);
	}
	return allowed;
}

static bool
is_lately(const struct scene *scene, const struct scene_failed *failed)
{
	return scene->now_ms - failed->last_ms < scene->pingpong_ms;
}

uint64_t
deciding_failed(const struct scene *scene, uint32_t group, uint32_t times)
{
	const struct scene_group *row = &scene->groups[group];
	uint64_t nodes = 0;

	for (uint32_t i = 0; i < row->failed_count; i++) {
		const struct scene_failed *failed =
		    &scene->failed[row->failed + i];

		if (failed->times >= times && is_lately(scene, failed))
			nodes |= deciding_bit(failed->node);
	}
	return nodes;
}

static bool
has_started(const struct asking *asking, uint32_t node,
    struct candidate *candidate)
{
	const struct scene *scene = asking->scene;
	uint64_t barred = asking->again | deciding_failed(scene, asking->group,
	    PINGPONG_TIMES);

	if (asking->operator || (barred & deciding_bit(node)) == 0)
		return true;
	candidate->reason = REASON_PINGPONG;
	candidate->most = scene->pingpong_ms;
	return false;
}

/* What the group adds is not there yet, unless it counts there already. */
static bool
load_allows(const struct scene *scene, uint32_t group, uint32_t node,
    struct candidate *candidate, enum reason reason)
{
	const struct scene_group *row = &scene->groups[group];
	bool counted = row->on == node || scene_place(scene, group) == node;

	for (uint32_t i = 0; i < row->factor_count; i++) {
		const struct scene_factor *factor =
		    &scene->factors[row->factors + i];
		const struct scene_load *load = scene_load(scene, node,
		    factor->limit);
		int64_t most = reason == REASON_LOAD ? load->hard : load->soft;
		int64_t there = load->sum - (counted ? factor->factor : 0);

		if (factor->factor == 0 || most == LOAD_UNLIMITED ||
		    there + factor->factor <= most)
			continue;
		candidate->reason = reason;
		candidate->about = factor->limit;
		candidate->wanted = factor->factor;
		candidate->there = there;
		candidate->most = most;
		return false;
	}
	return true;
}

bool
deciding_has_load(const struct scene *scene, uint32_t group, uint32_t node)
{
	struct candidate candidate;

	return load_allows(scene, group, node, &candidate, REASON_LOAD);
}

/* A command may break an affinity that delegates: the other group is taken
 * along.  candidate names the first that does not hold. */
static bool
takes_along(const struct asking *asking, uint32_t node,
    struct candidate *candidate)
{
	const struct scene *scene = asking->scene;
	const struct scene_group *row = &scene->groups[asking->group];

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		const struct affinity *affinity =
		    &scene->affinities[row->affinities + i];
		struct candidate one = { .node = node };

		if (!affinity_is_strong(affinity->sign) ||
		    is_together(scene, affinity, node, &one))
			continue;
		if (affinity->sign != SIGN_DELEGATES ||
		    !deciding_takes(scene, asking->dies, affinity->group,
		    node))
			return false;
	}
	*candidate = (struct candidate){ .node = node };
	return true;
}

bool
deciding_allows(const struct asking *asking, uint32_t node,
    struct candidate *candidate)
{
	const struct scene *scene = asking->scene;

	assert(node != 0 && node <= scene->node_count);
	*candidate = (struct candidate){ .node = node };
	return is_there(asking, node, candidate) &&
	    (deciding_together(scene, asking->group, node, candidate) ||
	    (asking->operator && takes_along(asking, node, candidate))) &&
	    has_started(asking, node, candidate) &&
	    load_allows(scene, asking->group, node, candidate, REASON_LOAD);
}

bool
deciding_takes(const struct scene *scene, uint64_t dies, uint32_t group,
    uint32_t node)
{
	const struct scene_group *row = &scene->groups[group];
	const struct asking asking = { .scene = scene, .group = group,
	    .dies = dies };
	struct candidate candidate;

	return row->stage == GROUP_ONLINE && !row->suspended &&
	    scene_lists(scene, group, node) &&
	    deciding_allows(&asking, node, &candidate);
}

bool
deciding_sees(const struct scene *scene, uint32_t group, uint32_t node,
    struct candidate *candidate)
{
	*candidate = (struct candidate){ .node = node,
	    .reason = REASON_DEVICE };
	return (scene->groups[group].unseen & deciding_bit(node)) == 0;
}

bool
deciding_fits(const struct scene *scene, uint32_t group, uint32_t node,
    struct candidate *candidate)
{
	static const enum reason missing[CAPACITIES] = {
		[CAPACITY_VCPUS] = REASON_VCPUS,
		[CAPACITY_CRYPTO] = REASON_CRYPTO,
		[CAPACITY_MEMORY] = REASON_MEMORY,
		[CAPACITY_PORTS] = REASON_PORTS,
	};
	const struct scene_group *row = &scene->groups[group];

	*candidate = (struct candidate){ .node = node };
	for (enum capacity i = 0; i < CAPACITIES; i++) {
		int64_t free = scene->nodes[node].free[i];

		if (row->needs[i] <= free)
			continue;
		candidate->reason = missing[i];
		candidate->wanted = row->needs[i];
		candidate->there = free;
		return false;
	}
	return true;
}

/* How many of its weak affinities want that node, less those that do not. */
static int
likes(const struct scene *scene, uint32_t group, uint32_t node)
{
	const struct scene_group *row = &scene->groups[group];
	int sum = 0;

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		const struct affinity *affinity =
		    &scene->affinities[row->affinities + i];

		if (scene_place(scene, affinity->group) == node)
			sum += (affinity->sign == SIGN_PREFERS) -
			    (affinity->sign == SIGN_AVOIDS);
	}
	return sum;
}

/* Those that may be: the one that weak affinities like most, then one within
 * its soft limits, then the first. */
static uint32_t
prefer(const struct asking *asking, struct placement *placement, uint64_t may)
{
	const struct scene *scene = asking->scene;
	int liked[SCENE_NODES], most = 0;
	uint64_t crowded = 0;
	uint32_t best = SCENE_NODES;

	for (uint32_t i = 0; i < placement->count; i++) {
		struct candidate *candidate = &placement->candidates[i];

		if ((may & deciding_bit(i)) == 0)
			continue;
		liked[i] = likes(scene, asking->group, candidate->node);
		if (!load_allows(scene, asking->group, candidate->node,
		    candidate, REASON_CROWDED))
			crowded |= deciding_bit(i);
		if (best == SCENE_NODES || liked[i] > most ||
		    (liked[i] == most && (crowded & deciding_bit(best)) != 0 &&
		    (crowded & deciding_bit(i)) == 0)) {
			best = i;
			most = liked[i];
		}
	}
	for (uint32_t i = 0; i < placement->count; i++) {
		enum reason *reason = &placement->candidates[i].reason;

		if ((may & deciding_bit(i)) == 0)
			continue;
		if (i == best)
			*reason = REASON_CHOSEN;
		else if (liked[i] < most)
			*reason = REASON_LIKED_LESS;
		else if ((crowded & deciding_bit(i)) == 0 ||
		    (crowded & deciding_bit(best)) != 0)
			*reason = REASON_LATER;
	}
	return best == SCENE_NODES ? 0 : placement->candidates[best].node;
}

uint32_t
deciding_best(const struct asking *asking, struct placement *placement)
{
	uint64_t may = 0;

	assert(placement->group == asking->group);
	for (uint32_t i = 0; i < placement->count; i++) {
		struct candidate *candidate = &placement->candidates[i];

		if ((asking->tried & deciding_bit(candidate->node)) != 0)
			continue;
		if (deciding_allows(asking, candidate->node, candidate))
			may |= deciding_bit(i);
	}
	return prefer(asking, placement, may);
}
