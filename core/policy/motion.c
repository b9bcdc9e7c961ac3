/*
 * Groups on the move, in order of time.
 */
#include "core/policy/motion.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/giving.h"
#include "core/policy/steps.h"

static bool
is_before(const struct motion *motion, uint32_t one, uint32_t other)
{
	const struct move *a = &motion->moves[one], *b = &motion->moves[other];

	return a->at_ms != b->at_ms ? a->at_ms < b->at_ms : a->seq < b->seq;
}

static void
swap(struct motion *motion, uint32_t i, uint32_t k)
{
	uint32_t move = motion->queue[i];

	motion->queue[i] = motion->queue[k];
	motion->queue[k] = move;
}

static void
queue_put(struct motion *motion, uint32_t move)
{
	uint32_t i = motion->queued++;

	assert(i < motion->capacity);
	motion->queue[i] = move;
	for (; i != 0 && is_before(motion, motion->queue[i],
	    motion->queue[(i - 1) / 2]); i = (i - 1) / 2)
		swap(motion, i, (i - 1) / 2);
}

static uint32_t
queue_take(struct motion *motion)
{
	uint32_t first = motion->queue[0], i = 0, least = 0;

	motion->queue[0] = motion->queue[--motion->queued];
	do {
		i = least;
		for (uint32_t k = 2 * i + 1; k <= 2 * i + 2; k++)
			if (k < motion->queued && is_before(motion,
			    motion->queue[k], motion->queue[least]))
				least = k;
		swap(motion, i, least);
	} while (least != i);
	return first;
}

struct move *
motion_move(const struct motion *motion, uint32_t group)
{
	assert(group <= motion->scene->group_count);
	return motion->move_of[group] == 0 ? NULL :
	    &motion->moves[motion->move_of[group] - 1];
}

bool
motion_moves(const struct motion *motion, uint32_t group)
{
	const struct move *move = motion_move(motion, group);

	return move != NULL && move->phase != PHASE_OVER;
}

void
motion_after(struct motion *motion, struct move *move, int64_t ms)
{
	if (move->waits)
		motion->waiting--;
	move->waits = false;
	move->at_ms = motion->now_ms + ms;
	move->seq = ++motion->seq;
	queue_put(motion, (uint32_t)(move - motion->moves));
}

/* It counts where it goes, and, until it has arrived, where it has set out
 * from: it may have to go back. */
static void
count_at(struct motion *motion, uint32_t group, int times)
{
	const struct scene_group *row = &motion->scene->groups[group];

	scene_count(motion->scene, group, row->on, times);
	if (row->stage == GROUP_MOVING && row->to != row->on)
		scene_count(motion->scene, group, row->to, times);
}

void
motion_aim(struct motion *motion, struct move *move, uint32_t to)
{
	uint32_t group = move->placement->group;

	count_at(motion, group, -1);
	motion->scene->groups[group].to = to;
	count_at(motion, group, 1);
}

static struct move *
move_for(struct motion *motion, uint32_t group)
{
	struct move *move = motion_move(motion, group);

	if (move != NULL)
		return move;
	move = &motion->moves[motion->count++];
	assert(motion->count <= motion->capacity);
	motion->move_of[group] = motion->count;
	move->placement = arena_take(motion->arena, 1,
	    sizeof(*move->placement));
	deciding_begin(motion->scene, group, move->placement);
	move->failed = deciding_failed(motion->scene, group, 1);
	move->phase = PHASE_OVER;
	return move;
}

struct placement *
motion_placement(struct motion *motion, uint32_t group)
{
	struct move *move = move_for(motion, group);

	move->concerned = true;
	return move->placement;
}

void
motion_takes(struct motion *motion, uint32_t group)
{
	motion_move(motion, group)->takes = true;
}

void
motion_rested(struct motion *motion, uint32_t group)
{
	struct move *move = motion_move(motion, group);

	motion->rested += !move->rested;
	move->rested = true;
}

void
motion_rest(struct motion *motion, uint32_t group, uint32_t node)
{
	struct scene_group *row = &motion->scene->groups[group];

	count_at(motion, group, -1);
	row->stage = node != 0 ? GROUP_ONLINE : GROUP_OFFLINE;
	row->on = node;
	row->to = 0;
	count_at(motion, group, 1);
}

uint32_t
motion_best(struct motion *motion, uint32_t group)
{
	struct move *move = move_for(motion, group);
	struct asking asking = { .scene = motion->scene, .group = group,
	    .dies = motion->dies, .tried = move->tried,
	    .again = move->again };

	return deciding_best(&asking, move->placement);
}

void
motion_set_out(struct motion *motion, uint32_t group, uint32_t to)
{
	struct scene_group *row = &motion->scene->groups[group];
	struct move *move = move_for(motion, group);
	struct candidate *candidate = deciding_candidate(move->placement, to);

	assert(move->phase == PHASE_OVER);
	if (move->placement->moves++ >= MOVES_MOST)
		to = 0;
	if (to != 0 && candidate != NULL)
		candidate->reason = REASON_CHOSEN;
	move->phase = PHASE_LEAVE;
	move->from = row->on;
	count_at(motion, group, -1);
	row->stage = GROUP_MOVING;
	row->to = to;
	count_at(motion, group, 1);
	motion_after(motion, move, to != 0 ? motion->scene->times.switch_ms :
	    motion->scene->times.offline_ms);
}

/* The one of those that wait that has the lowest group; NULL: none waits. */
static struct move *
first_waiting(const struct motion *motion)
{
	struct move *first = NULL;

	for (uint32_t i = 0; i < motion->count; i++) {
		struct move *move = &motion->moves[i];

		if (move->waits && (first == NULL ||
		    move->placement->group < first->placement->group))
			first = move;
	}
	return first;
}

/* Something has changed: those that wait look again, in order of groups. */
static void
wake(struct motion *motion)
{
	while (motion->waiting != 0)
		motion_after(motion, first_waiting(motion), 0);
}

/* Does anything more happen at this moment? */
static bool
is_busy_now(const struct motion *motion)
{
	return motion->queued != 0 &&
	    motion->moves[motion->queue[0]].at_ms == motion->now_ms;
}

/* Keep the list in order, each group once. */
static void
look_at(struct motion *motion, uint32_t group)
{
	uint32_t i = motion->looks;

	while (i != 0 && motion->look[i - 1] > group)
		i--;
	if (i != 0 && motion->look[i - 1] == group)
		return;
	memmove(&motion->look[i + 1], &motion->look[i],
	    (motion->looks - i) * sizeof(*motion->look));
	motion->look[i] = group;
	motion->looks++;
}

/* When those that waited have gone on, what has come to rest decides for those
 * that follow it, or had to give way: in order of groups. */
static void
look(struct motion *motion)
{
	const struct scene *scene = motion->scene;

	motion->looks = 0;
	for (uint32_t i = 0; i < motion->count; i++) {
		struct move *move = &motion->moves[i];
		const struct scene_group *row =
		    &scene->groups[move->placement->group];

		for (uint32_t k = 0; move->rested && k < row->named_count; k++)
			look_at(motion, scene->namers[row->named + k]);
		move->rested = false;
	}
	motion->rested = 0;
	for (uint32_t i = 0; i < motion->looks; i++)
		giving_look(motion, motion->look[i]);
}

void
motion_run(struct motion *motion)
{
	while (motion->queued != 0 || motion->rested != 0) {
		struct move *move;
		enum phase was;

		if (motion->rested != 0 && !is_busy_now(motion)) {
			look(motion);
			continue;
		}
		move = &motion->moves[queue_take(motion)];
		was = move->phase;

		motion->now_ms = move->at_ms;
		steps_go_on(motion, move);
		if (was == PHASE_STOPPED || move->phase == PHASE_OVER)
			wake(motion);
	}
	/* Those that still wait do so for each other. */
	for (uint32_t i = 0; i < motion->count; i++)
		if (motion->moves[i].waits)
			motion->moves[i].placement->placing = PLACING_MOVING;
}

struct motion *
motion_begin(struct arena *arena, struct scene *scene)
{
	struct motion *motion = arena_take(arena, 1, sizeof(*motion));
	size_t capacity = scene->group_count + (size_t)1;

	*motion = (struct motion){ .arena = arena, .scene = scene,
	    .now_ms = scene->now_ms, .capacity = scene->group_count + 1,
	    .moves = arena_take(arena, capacity, sizeof(*motion->moves)),
	    .move_of = arena_take(arena, capacity, sizeof(*motion->move_of)),
	    .queue = arena_take(arena, capacity, sizeof(*motion->queue)),
	    .look = arena_take(arena, capacity, sizeof(*motion->look)) };
	return motion;
}
