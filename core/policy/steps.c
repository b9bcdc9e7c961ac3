/*
 * The steps of a move: a group stops, starts, fails to start, and is tried on
 * the next node.
 *
 * Starts compete for what a node has, so that who is first matters: each step
 * takes the time that the scene says.
 */
#include "core/policy/steps.h"

#include <assert.h>

#include "core/policy/giving.h"

/* The group is at rest; node 0: offline. */
static void
come_to_rest(struct motion *motion, struct move *move, uint32_t node)
{
	motion_rest(motion, move->placement->group, node);
	move->phase = PHASE_OVER;
	move->tried = 0;
	move->takes = false;
	move->placement->node = node;
	move->placement->placing = node != 0 ? PLACING_NODE : PLACING_NOWHERE;
	motion_rested(motion, move->placement->group);
}

/* The agent notes how the guest is defined, and stops and unbinds it. */
static int64_t
unbind_ms(const struct motion *motion, const struct move *move)
{
	const struct scene_times *times = &motion->scene->times;

	return 2 * times->call_ms + (motion->now_ms < move->up_ms ?
	    times->stop_ms : motion->scene->groups[
	    move->placement->group].halt_ms);
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

/* Nothing was started there, and will not be: an affinity rules the node out
 * meanwhile, or who would have to leave it cannot be stopped. */
static void
barred(struct motion *motion, struct move *move, uint64_t *barred)
{
	uint32_t group = move->placement->group;
	uint64_t tried = move->tried;
	uint32_t to = motion->scene->groups[group].to;
	struct asking asking = { .scene = motion->scene, .group = group,
	    .dies = motion->dies };
	struct candidate *candidate = deciding_candidate(move->placement, to);

	assert(to != 0);
	if (candidate != NULL && deciding_allows(&asking, to, candidate))
		candidate->reason = REASON_HELD;
	*barred |= deciding_bit(to);
	move->tried = move->failed | *barred;
	motion_aim(motion, move, motion_best(motion, group));
	move->tried = tried;
}

static void
arrive(struct motion *motion, struct move *move)
{
	const struct scene_group *row =
	    &motion->scene->groups[move->placement->group];
	enum gives gives = GIVES_WAY;
	uint64_t nodes = 0;

	while (row->to != 0 && (gives = giving_arrive(motion, move)) ==
	    GIVES_NEVER)
		barred(motion, move, &nodes);
	if (row->to == 0) {
		come_to_rest(motion, move, 0);
		return;
	}
	if (waits(motion, move, gives))
		return;
	move->phase = PHASE_IMPORT;
	motion_after(motion, move, motion->scene->times.import_ms);
}

static void
stopped(struct motion *motion, struct move *move)
{
	move->from = 0;
	move->phase = PHASE_ARRIVE;
	arrive(motion, move);
}

static void
leave(struct motion *motion, struct move *move)
{
	const struct scene_group *row =
	    &motion->scene->groups[move->placement->group];
	enum gives gives = giving_leave(motion, move);

	if (waits(motion, move, gives))
		return;
	if (gives == GIVES_NEVER) {
		come_to_rest(motion, move, move->from);
		return;
	}
	if (move->from == 0) {
		stopped(motion, move);
	} else if (row->guest != 0) {
		move->phase = PHASE_UNBOUND;
		motion_after(motion, move, unbind_ms(motion, move));
	} else {
		move->phase = PHASE_STOPPED;
		motion_after(motion, move, motion->scene->times.export_ms);
	}
}

/* Its definition is removed, and its pool is exported. */
static void
unbound(struct motion *motion, struct move *move)
{
	uint32_t group = move->placement->group;

	scene_take(motion->scene, group, move->from, -1);
	motion->scene->groups[group].defined &= ~deciding_bit(move->from);
	move->phase = PHASE_STOPPED;
	motion_after(motion, move, motion->scene->times.call_ms +
	    motion->scene->times.export_ms);
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
	move->again |= move->failed & deciding_bit(missing->node);
	move->failed |= deciding_bit(missing->node);
	move->tried |= move->failed;
	move->from = missing->node;
	move->takes = true;
	motion_aim(motion, move, row->suspended ? 0 :
	    giving_next(motion, move));
	if (missing->reason == REASON_DEVICE) {
		stopped(motion, move);
		return;
	}
	move->phase = PHASE_STOPPED;
	motion_after(motion, move, motion->scene->times.export_ms);
}

/* Its pool is there, if its device is; then its guest is defined, unless it is
 * already, and bound. */
static void
imports(struct motion *motion, struct move *move)
{
	uint32_t group = move->placement->group;
	struct scene_group *row = &motion->scene->groups[group];
	struct candidate missing;

	if (!deciding_sees(motion->scene, group, row->to, &missing)) {
		start_fails(motion, move, &missing);
		return;
	}
	if (row->guest == 0) {
		come_to_rest(motion, move, row->to);
		return;
	}
	move->phase = (row->defined & deciding_bit(row->to)) != 0 ?
	    PHASE_BIND : PHASE_DEFINE;
	motion_after(motion, move, motion->scene->times.call_ms);
}

static void
defines(struct motion *motion, struct move *move)
{
	struct scene_group *row =
	    &motion->scene->groups[move->placement->group];

	row->defined |= deciding_bit(row->to);
	move->phase = PHASE_BIND;
	motion_after(motion, move, motion->scene->times.call_ms);
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
	motion_after(motion, move, motion->scene->times.call_ms);
}

void
steps_go_on(struct motion *motion, struct move *move)
{
	assert(move->phase != PHASE_OVER);
	switch (move->phase) {
	case PHASE_LEAVE:
		leave(motion, move);
		return;
	case PHASE_UNBOUND:
		unbound(motion, move);
		return;
	case PHASE_STOPPED:
		stopped(motion, move);
		return;
	case PHASE_ARRIVE:
		arrive(motion, move);
		return;
	case PHASE_IMPORT:
		imports(motion, move);
		return;
	case PHASE_DEFINE:
		defines(motion, move);
		return;
	case PHASE_BIND:
		binds(motion, move);
		return;
	case PHASE_ONLINE:
		move->up_ms = motion->now_ms + motion->scene->times.boot_ms;
		come_to_rest(motion, move,
		    motion->scene->groups[move->placement->group].to);
		return;
	case PHASE_OVER:
		break;
	}
}
