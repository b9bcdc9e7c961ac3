/*
 * Everything that takes time is a row of the work table.
 *
 * An operation begins here, and its result stays here until it is taken: lost
 * answers, late effects and aborted operations are one mechanism.
 */
#include "backends/sim/kernel/work.h"

#include <assert.h>

#include "backends/sim/kernel/act.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/queue.h"
#include "core/base/limits.h"

static const struct act *
act_of(const struct sim *sim, const struct op *op)
{
	assert(op->kind < OP_KINDS && sim->rules->acts[op->kind] != NULL);
	return sim->rules->acts[op->kind];
}

uint32_t
work_take(struct sim *sim, const struct op *op, enum work_kind what,
    enum cause who)
{
	uint32_t row = world_alloc(sim->world, T_WORK);
	struct work_row *work = world_work(sim->world, row);

	assert(what > WORK_NONE && what < WORK_KINDS);
	work->op = *op;
	work->since_ns = sim->world->now_ns;
	work->kind = what;
	work->cause = who;
	work->place = op->on;
	return row;
}

void
work_after(struct sim *sim, uint32_t row, int64_t ms)
{
	assert(ms >= 0);
	assert(ms <= LIMIT_CLOCK_MS / 2);
	queue_push(sim->world, sim->world->now_ns + ms * MS, row);
}

void
work_end(struct sim *sim, uint32_t row, enum outcome outcome,
    enum err_code code)
{
	struct work_row *work = world_work(sim->world, row);

	assert(work->kind != WORK_NONE && work->ended == 0);
	if (work->handle == ASKER_NONE || work->handle == ASKER_LEFT) {
		world_free(sim->world, T_WORK, row);
		return;
	}
	work->ended = 1;
	work->outcome = outcome;
	work->code = code;
}

void
work_cut(struct sim *sim, uint32_t row, enum err_code code)
{
	const struct work_row *work = world_work(sim->world, row);

	if (work->kind == WORK_NONE || work->ended != 0)
		return;
	queue_remove(sim->world, row);
	work_end(sim, row, UNKNOWN, code);
}

/* Does it need no answer of the node: a person does it at the machine, or its
 * service processor does? */
static bool
is_beside_node(const struct op *op)
{
	return op_table[op->kind].person || op_table[op->kind].at_sp;
}

/* Nothing happens at a place that does not answer. */
static bool
is_reached(struct sim *sim, const struct op *op, struct result *res)
{
	if (op->on == 0 || is_beside_node(op) ||
	    place_answers(sim, op->on))
		return true;
	res->outcome = UNKNOWN;
	return err_set(&res->err, ERR_NO_ANSWER, "%s does not answer",
	    place_name(sim, op->on));
}

/* The operation hangs until the server of the share answers again: see
 * archive_answers. */
static bool
hang(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	if (!sim->rules->hangs(sim, &work->op))
		return false;
	work->phase = WORK_HANGS;
	return true;
}

static void
begin(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	const struct act *act = act_of(sim, &work->op);

	work->phase = 0;
	if (act->begin != NULL)
		act->begin(sim, row);
	else
		work_after(sim, row, declared_ms(sim, &work->op));
}

static bool
is_already(struct sim *sim, const struct op *op)
{
	const struct act *act = act_of(sim, op);
	struct answer answer;
	struct fact fact;

	if (act->already != NULL)
		return act->already(sim, op);
	if (op_table[op->kind].again == AGAIN_NEVER)
		return false;
	op_fact(sim->names, op, &fact);
	return sim->rules->ask(sim, &fact.ask, &answer) &&
	    want_met(&fact.want, &answer);
}

static bool
is_allowed(struct sim *sim, const struct op *op, struct err *err)
{
	return sim->rules->takes(sim, op, err) &&
	    act_of(sim, op)->allows(sim, op, err);
}

uint32_t
work_begin(struct sim *sim, const struct op *op, enum cause who,
    uint32_t asker, struct result *res)
{
	bool hangs;
	struct work_row *work;
	uint32_t row;

	assert(asker == ASKER_ENGINE || asker == ASKER_PERSON);
	if (!sim->rules->known(sim, op)) {
		res->outcome = FAILED;
		err_set(&res->err, ERR_NOT_FOUND, "the site has no object of "
		    "that name");
		return 0;
	}
	if (!is_reached(sim, op, res))
		return 0;
	if (declared_ms(sim, op) > LIMIT_DURATION_MS) {
		res->outcome = FAILED;
		err_set(&res->err, ERR_TOO_MANY, "%s would take more than a "
		    "year", op_table[op->kind].name);
		return 0;
	}
	sim->cause = who;
	hangs = sim->rules->hangs(sim, op);
	if (!hangs) {
		if (sim->rules->takes(sim, op, &res->err) &&
		    is_already(sim, op)) {
			res->outcome = DONE;
			return 0;
		}
		if (!is_allowed(sim, op, &res->err)) {
			res->outcome = FAILED;
			return 0;
		}
	}
	growth_ensure(sim);
	row = work_take(sim, op, WORK_OP, who);
	work = world_work(sim->world, row);
	work->handle = asker == ASKER_PERSON ? ASKER_PERSON +
	    ++sim->world->seq : asker;
	if (is_beside_node(op))
		work->place = 0;
	if (hangs)
		work->phase = WORK_HANGS;
	else
		begin(sim, row);
	sim_settle(sim);
	return row;
}

/* An operation that hung starts again. */
static void
restart(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	struct err err;

	if (is_already(sim, &work->op))
		work_end(sim, row, DONE, ERR_NONE);
	else if (!is_allowed(sim, &work->op, &err))
		work_end(sim, row, FAILED, err.code);
	else if (!hang(sim, row))
		begin(sim, row);
}

/* A command that was typed inside a guest ends when the guest stops. */
static bool
is_gone(struct sim *sim, const struct work_row *work)
{
	return (work->place & PLACE_GUEST) != 0 &&
	    !place_answers(sim, work->place);
}

/* The state may have changed since the command was typed: its refusals are
 * checked again. */
void
work_event(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	const struct act *act = act_of(sim, &work->op);
	struct err err;

	if (is_gone(sim, work)) {
		work_end(sim, row, UNKNOWN, ERR_NO_ANSWER);
	} else if (work->phase == WORK_HANGS) {
		restart(sim, row);
	} else if (hang(sim, row)) {
		return;
	} else if (act->end != NULL) {
		act->end(sim, row);
	} else if (is_allowed(sim, &work->op, &err)) {
		act->apply(sim, &work->op);
		work_end(sim, row, DONE, ERR_NONE);
	} else if (is_already(sim, &work->op)) {
		work_end(sim, row, DONE, ERR_NONE);
	} else {
		work_end(sim, row, FAILED, err.code);
	}
}

/* Capacity for the next event. */
static void
grow(struct sim *sim, uint32_t row)
{
	const struct act *act = sim->rules->acts[world_work(sim->world,
	    row)->op.kind];

	growth_names(sim);
	growth_ensure(sim);
	if (act != NULL && act->grow != NULL)
		act->grow(sim, row);
}

bool
work_step(struct sim *sim)
{
	const struct queue_row *first = queue_first(sim->world);
	uint32_t row, what;

	if (first == NULL)
		return false;
	grow(sim, first->work);
	row = queue_pop(sim->world);
	sim->cause = world_work(sim->world, row)->cause;
	what = world_work(sim->world, row)->kind;
	assert(what != WORK_NONE && what < WORK_KINDS);
	sim->rules->events[what](sim, row);
	sim_settle(sim);
	return true;
}

/* What is not known is not claimed. */
static const char *
ending_text(enum err_code code)
{
	return code == ERR_TIMEOUT ? "reported a" : code == ERR_NO_ANSWER ?
	    "ended with" : "did not take effect:";
}

/* The text follows from the row alone, so that a snapshot gives the same
 * text. */
static void
effect_text(struct sim *sim, const struct work_row *work, struct err *err)
{
	enum err_code code = work->reason != 0 ? work->reason : work->code;
	enum kind kind;
	uint32_t name = op_object(&work->op, &kind);

	err_set(err, work->code, "%s %s%s%s %s %s",
	    op_table[work->op.kind].name, kind != KIND_NONE ?
	    sim_name(sim, kind, name) : "", work->op.to != 0 ?
	    (kind != KIND_NONE ? " to " : "") :
	    work->op.on != 0 ? " on " : "", work->op.to != 0 ?
	    sim_name(sim, KIND_NODE, work->op.to) :
	    place_name(sim, work->op.on), ending_text(code),
	    err_table[code].name);
}

void
work_taken(struct sim *sim, uint32_t row, struct result *res)
{
	const struct work_row *work = world_work(sim->world, row);

	assert(work->kind != WORK_NONE && work->ended != 0);
	res->outcome = work->outcome;
	if (work->outcome != DONE)
		effect_text(sim, work, &res->err);
	world_free(sim->world, T_WORK, row);
}

void
work_leave(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	assert(work->kind != WORK_NONE && work->handle != ASKER_LEFT);
	work->handle = work->handle == ASKER_ENGINE ? ASKER_LEFT : ASKER_NONE;
	if (work->ended != 0)
		world_free(sim->world, T_WORK, row);
}
