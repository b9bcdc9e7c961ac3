/*
 * Groups that give way to others, and those that follow them.
 *
 * A group with -- gives way to the one that it names, which does not look at
 * it; one with ++ or +++ leaves before the one that it follows, and starts when
 * that is online again (RG_affinities).
 */
#include "core/policy/giving.h"

#include <assert.h>

static struct scene_group *
group_of(const struct motion *motion, uint32_t group)
{
	assert(group <= motion->scene->group_count);
	return &motion->scene->groups[group];
}

/* Is anything of the group on that node: it is there, has not left yet, or is
 * being started there? */
static bool
is_in_the_way(const struct motion *motion, uint32_t group, uint32_t node)
{
	const struct move *move = motion_move(motion, group);
	const struct scene_group *row = group_of(motion, group);

	if (!motion_moves(motion, group))
		return row->on == node && (row->stage == GROUP_ONLINE ||
		    row->stage == GROUP_STOP_FAILED);
	if (move->phase > PHASE_ARRIVE)
		return row->to == node;
	return move->from == node;
}

/* The node that the group has to leave for another one, or 0. */
static uint32_t
has_to_leave(const struct motion *motion, uint32_t group,
    const struct move *other)
{
	const struct scene *scene = motion->scene;
	uint32_t named = other->placement->group, node = 0;
	enum sign sign = scene_sign(scene, group, named);

	if (group_of(motion, group)->suspended)
		return 0;
	if (sign == SIGN_EXCLUDES)
		node = group_of(motion, named)->to;
	else if (affinity_is_with(sign) && other->phase == PHASE_LEAVE &&
	    other->from != group_of(motion, named)->to)
		node = other->from;
	return node != 0 && is_in_the_way(motion, group, node) ? node : 0;
}

/* May a follower go to that node, but for the one that it follows? */
static bool
may_follow(const struct motion *motion, uint32_t group, uint32_t to)
{
	const struct scene *scene = motion->scene;
	const struct scene_group *row = group_of(motion, group);

	if (to == 0 || !scene_lists(scene, group, to))
		return false;
	for (uint32_t i = 0; i < row->affinity_count; i++) {
		const struct affinity *affinity =
		    &scene->affinities[row->affinities + i];

		if (affinity->sign == SIGN_EXCLUDES &&
		    scene_place(scene, affinity->group) == to)
			return false;
	}
	return deciding_has_load(scene, group, to);
}

/* One that follows goes where the other one goes, and waits there; one that
 * gives way, to another node. */
static void
send_away(struct motion *motion, uint32_t group, const struct move *other)
{
	uint32_t named = other->placement->group;
	uint32_t to = motion_best(motion, group);

	if (affinity_is_with(scene_sign(motion->scene, group, named))) {
		to = group_of(motion, named)->to;
		if (!may_follow(motion, group, to))
			to = 0;
	}
	motion_set_out(motion, group, to);
}

static enum gives
clear(struct motion *motion, const struct move *move)
{
	const struct scene_group *row = group_of(motion,
	    move->placement->group);
	enum gives gives = GIVES_WAY;

	for (uint32_t i = 0; i < row->named_count; i++) {
		uint32_t group = motion->scene->namers[row->named + i];

		if (has_to_leave(motion, group, move) == 0)
			continue;
		if (group_of(motion, group)->stage == GROUP_STOP_FAILED)
			return GIVES_NEVER;
		gives = GIVES_LATER;
		if (!motion_moves(motion, group))
			send_away(motion, group, move);
	}
	return gives;
}

enum gives
giving_leave(struct motion *motion, struct move *move)
{
	assert(move->phase == PHASE_LEAVE);
	return clear(motion, move);
}

/* Where the other group would go itself, if the first one may be there and the
 * manager would take the other one along. */
static uint32_t
taking_along(const struct motion *motion, const struct move *move,
    uint32_t other)
{
	struct placement placement;
	struct asking asking = { .scene = motion->scene, .group = other,
	    .dies = motion->dies, .tried = move->tried };
	uint32_t node;

	deciding_begin(motion->scene, other, &placement);
	node = deciding_best(&asking, &placement);
	return node != 0 && scene_lists(motion->scene, move->placement->group,
	    node) && deciding_takes(motion->scene, motion->dies, other,
	    node) ? node : 0;
}

uint32_t
giving_next(struct motion *motion, struct move *move)
{
	uint32_t group = move->placement->group;
	const struct scene_group *row = group_of(motion, group);
	uint32_t node = motion_best(motion, group);

	for (uint32_t i = 0; node == 0 && i < row->affinity_count; i++) {
		const struct affinity *affinity =
		    &motion->scene->affinities[row->affinities + i];

		if (affinity->sign == SIGN_DELEGATES)
			node = taking_along(motion, move, affinity->group);
	}
	if (node != 0)
		deciding_candidate(move->placement, node)->reason =
		    REASON_CHOSEN;
	return node;
}

/* The group that this one has to be with. */
static enum gives
join(struct motion *motion, const struct affinity *affinity, struct move *move)
{
	uint32_t group = affinity->group;
	uint32_t to = group_of(motion, move->placement->group)->to;

	if (motion_moves(motion, group))
		return GIVES_LATER;
	if (scene_settled(motion->scene, group) == to)
		return GIVES_WAY;
	if (affinity->sign != SIGN_DELEGATES || !move->takes ||
	    !deciding_takes(motion->scene, motion->dies, group, to))
		return GIVES_NEVER;
	move->takes = false;
	motion_best(motion, group);
	motion_set_out(motion, group, to);
	return GIVES_LATER;
}

/* The first affinity that does not hold yet decides. */
static enum gives
own(struct motion *motion, struct move *move)
{
	const struct scene *scene = motion->scene;
	const struct scene_group *row = group_of(motion,
	    move->placement->group);
	const struct affinity *list = &scene->affinities[row->affinities];
	enum gives gives = GIVES_WAY;

	if (row->suspended)
		return GIVES_WAY;
	for (uint32_t i = 0; i < row->affinity_count; i++)
		if (list[i].sign == SIGN_EXCLUDES &&
		    scene_place(scene, list[i].group) == row->to)
			return GIVES_NEVER;
	for (uint32_t i = 0; i < row->affinity_count && gives == GIVES_WAY; i++)
		if (affinity_is_with(list[i].sign) &&
		    group_of(motion, list[i].group)->stage != GROUP_ABSENT)
			gives = join(motion, &list[i], move);
	return gives;
}

enum gives
giving_arrive(struct motion *motion, struct move *move)
{
	enum gives gives;

	assert(move->phase == PHASE_ARRIVE);
	gives = own(motion, move);
	return gives == GIVES_WAY ? clear(motion, move) : gives;
}

/* One of those that it must be with, or without, is still under way: it is
 * looked at when that one has come to rest. */
static bool
waits_for_others(const struct motion *motion, uint32_t group)
{
	const struct scene_group *row = group_of(motion, group);

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		const struct affinity *affinity =
		    &motion->scene->affinities[row->affinities + i];

		if (affinity_is_strong(affinity->sign) &&
		    motion_moves(motion, affinity->group))
			return true;
	}
	return false;
}

static bool
has_moved_enough(const struct motion *motion, uint32_t group)
{
	return motion_move(motion, group)->placement->moves > MOVES_MOST;
}

void
giving_look(struct motion *motion, uint32_t group)
{
	const struct scene_group *row = group_of(motion, group);
	struct candidate candidate;
	uint32_t to;

	if ((row->stage != GROUP_ONLINE && row->stage != GROUP_OFFLINE) ||
	    row->suspended || waits_for_others(motion, group) ||
	    (row->on != 0 && deciding_together(motion->scene, group, row->on,
	    &candidate)))
		return;
	to = motion_best(motion, group);
	if ((row->on != 0 || to != 0) && !has_moved_enough(motion, group))
		motion_set_out(motion, group, to);
}
