/*
 * The engine's way to the simulated site: what a fault at the door makes of an
 * operation.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/world/world.h"
#include "tools/scenario/stage.h"

static const uint64_t HANDLE_HANG = HANDLE_FILTER;
static const uint64_t HANDLE_PARTIAL = HANDLE_FILTER << 1;

static void
answer_lost(struct stage *stage, struct result *res)
{
	memset(res, 0, sizeof(*res));
	res->outcome = UNKNOWN;
	res->at_ms = sim_now_ms(stage->sim);
	err_set(&res->err, ERR_NO_ANSWER, "the connection was lost");
}

void
stage_lose(struct stage *stage, const struct op *op)
{
	struct result res;
	uint32_t handle = sim_begin(stage->sim, op, CAUSE_OP, &res);

	if (handle != 0)
		sim_leave(stage->sim, handle);
	stage_look(stage);
}

/* What half of a compound command comes to: the group is offline where it was,
 * and could not be brought online where it should be. */
static void
partial(struct stage *stage, struct result *res)
{
	memset(res, 0, sizeof(*res));
	res->outcome = FAILED;
	err_set(&res->err, ERR_START_FAILED, "%s: offline, and the start on "
	    "the other node failed", names_text(stage->site->names,
	    KIND_GROUP, stage->partial_group));
}

static uint64_t
partial_begin(struct stage *stage, const struct op *op, struct result *res)
{
	struct op first = { .kind = OP_GROUP_OFFLINE, .on = op->on,
	    .group = op->group };
	uint64_t handle = sim_begin(stage->sim, &first, CAUSE_OP, res);

	stage->partial_group = op->group;
	if (handle == HANDLE_OVER)
		partial(stage, res);
	return handle != HANDLE_OVER ? HANDLE_PARTIAL | handle : HANDLE_OVER;
}

static uint64_t
struck(struct stage *stage, enum strike strike, int64_t amount,
    const struct op *op, struct result *res)
{
	uint64_t handle = HANDLE_OVER;

	answer_lost(stage, res);
	switch (strike) {
	case STRIKE_REFUSE:
		res->outcome = FAILED;
		err_set(&res->err, ERR_REFUSED, "%s was refused",
		    op_table[op->kind].name);
		break;
	case STRIKE_CRASH_AFTER:
		stage->ended = true;
		stage_lose(stage, op);
		break;
	case STRIKE_PARTIAL:
		handle = partial_begin(stage, op, res);
		break;
	case STRIKE_LOSE:
		stage_lose(stage, op);
		break;
	case STRIKE_CRASH_BEFORE:
	case STRIKE_STALE:
	case STRIKE_NONE:
		break;
	case STRIKE_LATE:
		if (stage->late_count < STAGE_LATE)
			stage->late[stage->late_count++] = (struct late){
			    *op, sim_now_ms(stage->sim) + amount };
		break;
	case STRIKE_LIE:
		memset(res, 0, sizeof(*res));
		res->at_ms = sim_now_ms(stage->sim);
		break;
	case STRIKE_HANG:
		handle = HANDLE_HANG;
		break;
	}
	stage_look(stage);
	return handle;
}

/* A command that comes about later is at work on its place until then. */
static bool
is_late(const struct stage *stage, uint32_t place)
{
	for (uint32_t i = 0; i < stage->late_count; i++)
		if (stage->late[i].op.on == place)
			return true;
	return false;
}

/* The world before the last change, for answers that are old. */
static void
before_keep(struct stage *stage)
{
	const struct world *world = sim_world(stage->sim);

	if (!stage->keeps)
		return;
	free(stage->before);
	stage->before = malloc(world->bytes);
	if (stage->before == NULL)
		abort();
	memcpy(stage->before, world, world->bytes);
}

static void
question(struct stage *stage, const struct op *op, struct result *res)
{
	int64_t amount;
	enum strike strike = stage->fault_count != 0 ?
	    stage_strike(stage, op, &amount) : STRIKE_NONE;

	if (strike == STRIKE_LOSE || strike == STRIKE_HANG) {
		answer_lost(stage, res);
		return;
	}
	if (strike == STRIKE_STALE && stage->before != NULL)
		sim_ask_old(stage->sim, stage->before, op, res);
	else
		sim_ask(stage->sim, op, res);
	if (op->kind == OP_COMMAND_STATE && is_late(stage, op->on))
		res->answer.state = STATE_AT_WORK;
}

static uint64_t
change(struct stage *stage, const struct op *op, struct result *res)
{
	struct op said = *op;
	int64_t amount;
	enum strike strike;
	uint64_t handle = HANDLE_OVER;

	before_keep(stage);
	strike = stage_strike(stage, op, &amount);
	if (strike == STRIKE_CRASH_BEFORE) {
		stage->ended = true;
		answer_lost(stage, res);
		return HANDLE_OVER;
	}
	if (!stage->quiet)
		stage_type(stage, op_place(op),
		    command_text(stage->arena, stage->site, op));
	if (stage->reply_count != 0 && stage_replied(stage, &said, res)) {
		stage_say(stage, res->err.text);
		return HANDLE_OVER;
	}
	if (strike == STRIKE_NONE) {
		handle = sim_begin(stage->sim, &said, CAUSE_OP, res);
		stage_look(stage);
	} else {
		handle = struck(stage, strike, amount, op, res);
	}
	if (handle == HANDLE_OVER && res->outcome != DONE)
		stage_say(stage, res->err.text);
	return handle;
}

int64_t
stage_now_ms(struct backend *door)
{
	return sim_now_ms(((struct stage *)door)->sim);
}

uint64_t
stage_begin(struct backend *door, const struct op *op, struct result *res)
{
	struct stage *stage = (struct stage *)door;

	if (op->kind == OP_PAUSE)
		return sim_pause(stage->sim, op->number);
	if (!op_table[op->kind].question)
		return change(stage, op, res);
	question(stage, op, res);
	return HANDLE_OVER;
}

static bool
sim_waited(struct stage *stage, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	int64_t due_ms = sim_pause_ms(handle);

	while (!sim_over(stage->sim, handle, res)) {
		if (sim_now_ms(stage->sim) >= until_ms)
			return false;
		stage_moment(stage, due_ms < until_ms ? due_ms : until_ms);
	}
	return true;
}

bool
stage_wait(struct backend *door, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct stage *stage = (struct stage *)door;

	if ((handle & HANDLE_HANG) != 0) {
		stage_advance(stage, until_ms);
		answer_lost(stage, res);
	} else if (!sim_waited(stage, handle & ~HANDLE_PARTIAL, until_ms,
	    res)) {
		return false;
	}
	if ((handle & HANDLE_PARTIAL) != 0)
		partial(stage, res);
	if (res->outcome != DONE)
		stage_say(stage, res->err.text);
	return true;
}

void
stage_leave(struct backend *door, uint64_t handle)
{
	struct stage *stage = (struct stage *)door;

	if ((handle & HANDLE_HANG) == 0 &&
	    sim_pause_ms(handle & ~HANDLE_PARTIAL) == INT64_MAX)
		sim_leave(stage->sim, (uint32_t)(handle & ~HANDLE_PARTIAL));
	stage_say(stage, "no answer within the time limit");
}
