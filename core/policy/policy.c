/*
 * The occasions: which groups have to be placed, and in which order.
 */
#include "core/policy/policy.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/policy/giving.h"

/* Why nothing is done for the group by itself; PLACING_NODE: something is. */
static enum placing
at_rest(const struct scene_group *row, const struct occasion *occasion)
{
	if (row->stage == GROUP_ABSENT || (row->stage == GROUP_UNMANAGED &&
	    occasion->kind != OCCASION_SWITCH))
		return PLACING_UNMANAGED;
	if (row->stage == GROUP_MOVING)
		return PLACING_MOVING;
	if (row->stage == GROUP_STOP_FAILED)
		return PLACING_STOP_FAILED;
	if (occasion->kind == OCCASION_SWITCH && row->stage == GROUP_ONLINE &&
	    row->on == occasion->to)
		return PLACING_STAYS;
	if (row->suspended && occasion->kind != OCCASION_SWITCH)
		return PLACING_SUSPENDED;
	return PLACING_NODE;
}

static uint64_t
dying(const struct occasion *occasion)
{
	return occasion->kind == OCCASION_NODES_DIE ? occasion->nodes : 0;
}

/* What the operator has named is the only candidate. */
static uint32_t
ask_for(const struct asking *asking, struct placement *placement, uint32_t to)
{
	uint32_t node = 0;

	for (uint32_t i = 0; i < placement->count; i++) {
		struct candidate *candidate = &placement->candidates[i];

		if (candidate->node != to) {
			candidate->reason = REASON_NOT_ASKED;
		} else if (deciding_allows(asking, to, candidate)) {
			candidate->reason = REASON_CHOSEN;
			node = to;
		}
	}
	return node;
}

/* A start that does not fit fails, and the next node is tried. */
static void
try_nodes(struct asking *asking, struct placement *placement, uint32_t node)
{
	struct candidate missing;

	while (node != 0 && (!deciding_sees(asking->scene, asking->group,
	    node, &missing) || !deciding_fits(asking->scene, asking->group,
	    node, &missing))) {
		*deciding_candidate(placement, node) = missing;
		asking->tried |= deciding_bit(node);
		placement->starts++;
		node = deciding_best(asking, placement);
	}
	placement->node = node;
	placement->placing = node != 0 ? PLACING_NODE : PLACING_NOWHERE;
}

void
policy_choose(const struct scene *scene, const struct occasion *occasion,
    uint32_t group, struct placement *placement)
{
	const struct scene_group *row = &scene->groups[group];
	struct asking asking = { .scene = scene, .group = group,
	    .dies = dying(occasion),
	    .operator = occasion->kind == OCCASION_SWITCH };
	uint32_t node;

	deciding_begin(scene, group, placement);
	placement->placing = at_rest(row, occasion);
	node = occasion->kind == OCCASION_SWITCH && occasion->to != 0 ?
	    ask_for(&asking, placement, occasion->to) :
	    deciding_best(&asking, placement);
	if (placement->placing != PLACING_NODE) {
		placement->node = (dying(occasion) & deciding_bit(row->on)) ==
		    0 ? row->on : 0;
	} else if (node == 0 && occasion->kind == OCCASION_SWITCH) {
		placement->placing = PLACING_REFUSED;
	} else {
		try_nodes(&asking, placement, node);
	}
	deciding_end(placement);
}

/* The group is nowhere now: those that had to give way to it are looked at
 * before the next one of its node is started. */
static void
look_around(struct motion *motion, uint32_t group)
{
	const struct scene *scene = motion->scene;
	const struct scene_group *row = &scene->groups[group];

	for (uint32_t i = 0; i < row->named_count; i++)
		giving_look(motion, scene->namers[row->named + i]);
}

/* Start the group on the best node, if there is one. */
static void
start(struct motion *motion, uint32_t group, const struct occasion *occasion)
{
	struct placement *placement = motion_placement(motion, group);
	uint32_t to;

	if (motion_moves(motion, group))
		return;
	to = motion_best(motion, group);
	placement->placing = at_rest(&motion->scene->groups[group], occasion);
	if (placement->placing != PLACING_NODE)
		return;
	placement->placing = PLACING_NOWHERE;
	if (to != 0)
		motion_set_out(motion, group, to);
	else if (occasion->kind == OCCASION_NODES_DIE)
		look_around(motion, group);
}

/* The node's own group is nowhere now; one that could not be stopped there is
 * no longer stuck, but nobody starts it. */
static void
lose(struct motion *motion, uint32_t group, const struct occasion *occasion)
{
	struct scene_group *row = &motion->scene->groups[group];
	struct placement *placement = motion_placement(motion, group);
	bool stuck = row->stage == GROUP_STOP_FAILED;

	motion_rest(motion, group, 0);
	placement->placing = stuck ? PLACING_STOP_FAILED :
	    at_rest(row, occasion);
}

/* It is on one of these nodes, or comes there. */
static bool
is_lost(const struct scene_group *row, uint64_t nodes)
{
	return (row->on != 0 && (nodes & deciding_bit(row->on)) != 0) ||
	    (row->to != 0 && (nodes & deciding_bit(row->to)) != 0);
}

static void
nodes_die(struct motion *motion, const struct occasion *occasion)
{
	struct scene *scene = motion->scene;
	uint32_t lost;

	motion->dies = occasion->nodes;
	for (uint32_t n = 1; n <= scene->node_count; n++)
		if ((occasion->nodes & deciding_bit(n)) != 0)
			scene->nodes[n].member = false;
	for (uint32_t g = 1; g <= scene->group_count; g++)
		if (is_lost(&scene->groups[g], occasion->nodes))
			lose(motion, g, occasion);
	lost = motion->count;
	for (uint32_t i = 0; i < lost; i++) {
		const struct placement *placement = motion->moves[i].placement;

		if (placement->placing == PLACING_STOP_FAILED)
			motion_best(motion, placement->group);
		else
			start(motion, placement->group, occasion);
	}
}

/* What is offline and may be there is started, wherever that is best; what is
 * online moves only if it fails back. */
static void
node_joins(struct motion *motion, const struct occasion *occasion)
{
	struct scene *scene = motion->scene;

	scene->nodes[occasion->to].member = true;
	scene->nodes[occasion->to].barred_until_ms = 0;
	for (uint32_t g = 1; g <= scene->group_count; g++) {
		const struct scene_group *row = &scene->groups[g];

		if (!scene_lists(scene, g, occasion->to) || row->suspended ||
		    motion_moves(motion, g))
			continue;
		if (row->stage == GROUP_OFFLINE)
			start(motion, g, occasion);
		else if (row->stage == GROUP_ONLINE && row->failback &&
		    row->on != occasion->to &&
		    motion_best(motion, g) == occasion->to)
			motion_set_out(motion, g, occasion->to);
	}
}

/* The command, or what it is refused for. */
static void
switches(struct motion *motion, const struct occasion *occasion)
{
	struct placement *placement = motion_placement(motion, occasion->group);

	policy_choose(motion->scene, occasion, occasion->group, placement);
	if (placement->placing != PLACING_NODE &&
	    placement->placing != PLACING_NOWHERE)
		return;
	placement->starts = 0;
	motion_set_out(motion, occasion->group, occasion->to != 0 ?
	    occasion->to : placement->node);
	motion_takes(motion, occasion->group);
}

static void
happens(struct motion *motion, const struct occasion *occasion)
{
	assert(occasion->kind < OCCASIONS);
	switch (occasion->kind) {
	case OCCASION_START:
		start(motion, occasion->group, occasion);
		return;
	case OCCASION_SWITCH:
		switches(motion, occasion);
		return;
	case OCCASION_NODES_DIE:
		nodes_die(motion, occasion);
		return;
	case OCCASION_NODE_JOINS:
		node_joins(motion, occasion);
		return;
	case OCCASIONS:
		break;
	}
}

struct placements
policy_play(struct arena *arena, struct scene *scene,
    const struct occasion *occasion)
{
	struct motion *motion = motion_begin(arena, scene);
	struct placements placements = { 0 };

	happens(motion, occasion);
	motion_run(motion);
	placements.list = arena_take(arena, motion->count + (size_t)1,
	    sizeof(*placements.list));
	for (uint32_t i = 0; i < motion->count; i++) {
		struct placement *placement = motion->moves[i].placement;

		if (!motion->moves[i].concerned && placement->moves == 0)
			continue;
		deciding_end(placement);
		placements.list[placements.count++] = *placement;
	}
	return placements;
}

struct placements
policy_node_dies(struct arena *arena, const struct scene *scene,
    uint64_t nodes)
{
	const struct occasion occasion = { .kind = OCCASION_NODES_DIE,
	    .nodes = nodes };

	return policy_play(arena, scene_copy(arena, scene), &occasion);
}
