/*
 * Groups on the move: they stop, start, fail to start, and are tried on the
 * next node.
 *
 * Starts compete for what a node has, so that who is first matters: each step
 * takes the time that the scene says.
 */
#include "core/policy/motion.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/policy/giving.h"

/* A group that has set out so often stays offline: affinities that lead in a
 * circle would keep it moving. */
enum { MOVES_MOST = 16 };

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
motion_stop_at_once(struct motion *motion, uint32_t group)
{
	struct scene_group *row = &motion->scene->groups[group];

	count_at(motion, group, -1);
	row->stage = GROUP_OFFLINE;
	row->on = row->to = 0;
}

uint32_t
motion_best(struct motion *motion, uint32_t group)
{
	struct move *move = move_for(motion, group);
	struct asking asking = { .scene = motion->scene, .group = group,
	    .dies = motion->dies, .tried = move->tried };

	return deciding_best(&asking, move->placement);
}

void
motion_set_out(struct motion *motion, uint32_t group, uint32_t to)
{
	struct scene_group *row = &motion->scene->groups[group];
	struct move *move = move_for(motion, group);
	struct candidate *candidate = deciding_candidate(move->placement, to);

	assert(move->phase == PHASE_OVER);
	if (move->placement->moves++ == MOVES_MOST)
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

/* The group is at rest; node 0: offline. */
static void
come_to_rest(struct motion *motion, struct move *move, uint32_t node)
{
	uint32_t group = move->placement->group;
	struct scene_group *row = &motion->scene->groups[group];

	count_at(motion, group, -1);
	row->stage = node != 0 ? GROUP_ONLINE : GROUP_OFFLINE;
	row->on = node;
	row->to = 0;
	count_at(motion, group, 1);
	move->phase = PHASE_OVER;
	move->tried = 0;
	move->starting = move->takes = false;
	move->placement->node = node;
	move->placement->placing = node != 0 ? PLACING_NODE : PLACING_NOWHERE;
	giving_look(motion, group);
}

static int64_t
stop_ms(const struct motion *motion, const struct move *move)
{
	const struct scene_times *times = &motion->scene->times;
	bool guest = motion->scene->groups[move->placement->group].guest != 0;

	if (move->starting || !guest)
		return times->export_ms;
	return 2 * times->call_ms + times->halt_ms + times->export_ms;
}

/* It waits until another group has come to rest, or goes on. */
static bool
waits(struct motion *motion, struct move *move, enum gives gives)
{
	if (gives != GIVES_LATER)
		return false;
	if (!move->waits)
		motion->waiting++;
	move->waits = true;
	return true;
}

static void
leave(struct motion *motion, struct move *move)
{
	enum gives gives = giving_leave(motion, move);

	if (waits(motion, move, gives))
		return;
	if (gives == GIVES_NEVER) {
		come_to_rest(motion, move, move->from);
		return;
	}
	move->phase = PHASE_STOPPED;
	motion_after(motion, move, move->from != 0 ? stop_ms(motion, move) : 0);
}

static void
stopped(struct motion *motion, struct move *move)
{
	if (move->from != 0 && !move->starting)
		scene_take(motion->scene, move->placement->group, move->from,
		    -1);
	move->from = 0;
	move->starting = false;
	move->phase = PHASE_ARRIVE;
	motion_after(motion, move, 0);
}

/* Nothing was started there, and will not be: an affinity rules the node out
 * meanwhile, or who would have to leave it cannot be stopped. */
static void
barred(struct motion *motion, struct move *move)
{
	uint32_t group = move->placement->group;
	uint32_t to = motion->scene->groups[group].to;
	struct asking asking = { .scene = motion->scene, .group = group,
	    .dies = motion->dies };
	struct candidate *candidate = deciding_candidate(move->placement, to);

	assert(to != 0);
	if (candidate != NULL && deciding_allows(&asking, to, candidate))
		candidate->reason = REASON_HELD;
	move->tried |= deciding_bit(to);
	motion_aim(motion, move, motion_best(motion, group));
}

static void
arrive(struct motion *motion, struct move *move)
{
	const struct scene_times *times = &motion->scene->times;
	const struct scene_group *row =
	    &motion->scene->groups[move->placement->group];
	enum gives gives = GIVES_WAY;

	while (row->to != 0 && (gives = giving_arrive(motion, move)) ==
	    GIVES_NEVER)
		barred(motion, move);
	if (row->to == 0) {
		come_to_rest(motion, move, 0);
		return;
	}
	if (waits(motion, move, gives))
		return;
	move->phase = PHASE_BIND;
	motion_after(motion, move, times->import_ms + (row->guest != 0 &&
	    (row->unseen & deciding_bit(row->to)) == 0 ?
	    2 * times->call_ms : 0));
}

/* What was started there is stopped on the way to the next node; a suspended
 * group does not go to another one by itself. */
static void
start_fails(struct motion *motion, struct move *move,
    const struct candidate *missing)
{
	const struct scene_group *row =
	    &motion->scene->groups[move->placement->group];
	struct candidate *candidate = deciding_candidate(move->placement,
	    missing->node);

	if (candidate != NULL)
		*candidate = *missing;
	move->placement->starts++;
	move->tried |= deciding_bit(missing->node);
	move->from = missing->node;
	move->starting = move->takes = true;
	motion_aim(motion, move, row->suspended ? 0 : motion_best(motion,
	    move->placement->group));
	move->phase = PHASE_STOPPED;
	motion_after(motion, move, stop_ms(motion, move));
}

static void
binds(struct motion *motion, struct move *move)
{
	uint32_t group = move->placement->group;
	uint32_t to = motion->scene->groups[group].to;
	struct candidate missing;

	if (!deciding_fits(motion->scene, group, to, &missing)) {
		start_fails(motion, move, &missing);
		return;
	}
	scene_take(motion->scene, group, to, 1);
	move->phase = PHASE_ONLINE;
	motion_after(motion, move, motion->scene->groups[group].guest != 0 ?
	    motion->scene->times.call_ms : 0);
}

static void
go_on(struct motion *motion, struct move *move)
{
	switch (move->phase) {
	case PHASE_LEAVE:
		leave(motion, move);
		return;
	case PHASE_STOPPED:
		stopped(motion, move);
		return;
	case PHASE_ARRIVE:
		arrive(motion, move);
		return;
	case PHASE_BIND:
		binds(motion, move);
		return;
	case PHASE_ONLINE:
		come_to_rest(motion, move,
		    motion->scene->groups[move->placement->group].to);
		return;
	case PHASE_OVER:
		break;
	}
	assert(!"a move that is over goes on");
}

/* Something has changed: those that wait look again. */
static void
wake(struct motion *motion)
{
	for (uint32_t i = 0; motion->waiting != 0 && i < motion->count; i++)
		if (motion->moves[i].waits)
			motion_after(motion, &motion->moves[i], 0);
}

void
motion_run(struct motion *motion)
{
	while (motion->queued != 0) {
		struct move *move = &motion->moves[queue_take(motion)];
		enum phase was = move->phase;

		motion->now_ms = move->at_ms;
		go_on(motion, move);
		if (was == PHASE_STOPPED || move->phase == PHASE_OVER)
			wake(motion);
	}
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
	    .queue = arena_take(arena, capacity, sizeof(*motion->queue)) };
	return motion;
}
