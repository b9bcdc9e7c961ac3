#include "core/run/owed.h"

#include <assert.h>

#include "core/procedures/procedure.h"
#include "core/run/moment.h"
#include "core/run/picture.h"

/* How far down a guest is. */
enum depth { DEPTH_GONE, DEPTH_INACTIVE, DEPTH_BOUND, DEPTH_AT_OK };

/* Where the guest is, and where its group, as far as the run knows. */
struct place {
	uint32_t	guest_on, group_on;
	enum depth	depth;
	bool		moving;		/* the group, or it may be on neither */
	bool		stopped;	/* the way back found it further down */
};

/* Is the question about the guest as a whole? */
static bool
asks_guest(const struct op *ask)
{
	return op_table[ask->kind].carries == CARRIES_GUEST &&
	    !op_asks_part(ask);
}

static bool
is_under_way(const struct run *run)
{
	return run->tries != 0 && run->moment != MOMENT_PROVE;
}

/* Does the last verification of the way back wait for the guest?  An agent that
 * starts it has undone the halt before its system is up. */
static bool
waits_for_guest(const struct plan *plan, const struct run *run)
{
	const struct fact *fact;

	if (run->way != WAY_BACK || run->moment != MOMENT_VERIFY ||
	    run->verified != 0 || run->row >= plan->fact_count)
		return false;
	fact = &plan->facts[run->row].fact;
	return asks_guest(&fact->ask) && fact->ask.guest == plan->guest;
}

static bool
has_begun(const struct plan *plan, const struct run *run, uint32_t step)
{
	return run->done[step] == STEP_DONE ||
	    (run->step == step && run->way == WAY_FORWARD &&
	    is_under_way(run)) || (run->done[step] == STEP_UNDONE &&
	    waits_for_guest(plan, run));
}

static bool
is_halted_before(const struct plan *plan, uint32_t step)
{
	while (step-- > 0)
		if (op_table[plan->steps[step].op.kind].downs == DOWNS_GUEST)
			return true;
	return false;
}

/* Up, or on its way: somebody may have restarted it. */
static bool
is_coming_up(const struct answer *found)
{
	return found->state == STATE_RUNNING || found->state == STATE_BOOTING;
}

/* Does the step take a guest down that was up?  A switch does, if an agent has
 * the guest and no step before has halted it. */
static bool
takes_down(const struct plan *plan, const struct run *run, uint32_t step)
{
	const struct step *row = &plan->steps[step];
	enum downs downs = op_table[row->op.kind].downs;

	/* What was given up may have been up. */
	if (op_table[row->op.kind].cuts_power)
		return row->kind == STEP_CHANGE &&
		    plan->procedure->recovers &&
		    run->found[row->decide.first].state != STATE_DOWN;
	/* Nearly none does. */
	if (downs == DOWNS_NOTHING || row->kind != STEP_CHANGE)
		return false;
	if (downs == DOWNS_GUARDED)
		return row->guarded && !is_halted_before(plan, step);
	return downs == DOWNS_GUEST && row->op.guest == plan->guest &&
	    is_coming_up(&run->found[row->decide.first]);
}

/* Is the system of the guest up after the step? */
static bool
shows_up(const struct plan *plan, uint32_t step)
{
	const struct step *row = &plan->steps[step];
	const struct fact *fact = &plan->facts[row->decide.first].fact;

	return row->decide.count != 0 && asks_guest(&fact->ask) &&
	    fact->want.states == STATE_BIT(STATE_RUNNING);
}

/* Has the undo of a step before that one taken the guest down again? */
static bool
is_down_again(const struct plan *plan, const struct run *run, uint32_t from,
    uint32_t step)
{
	for (uint32_t i = from; i < step; i++) {
		const struct step *row = &plan->steps[i];
		bool undone = run->done[i] == STEP_UNDONE ||
		    (i == run->step && is_under_way(run));
		struct op undo;

		if (undone && row->kind == STEP_CHANGE &&
		    op_undo(&row->op, 0, &run->found[row->decide.first],
		    &undo) && op_table[undo.kind].downs != DOWNS_NOTHING)
			return true;
	}
	return false;
}

/* Was the guest seen up at that step, and has stayed so?  Going back, waits are
 * passed before anything takes it down. */
static bool
was_up(const struct plan *plan, const struct run *run, uint32_t from,
    uint32_t step)
{
	if (!shows_up(plan, step))
		return false;
	return run->done[step] == STEP_DONE ||
	    (run->done[step] == STEP_PASSED && run->way == WAY_BACK &&
	    !is_down_again(plan, run, from, step));
}

/* The step that took the guest down, and is not made good; PLAN_NONE. */
static uint32_t
down_since(const struct plan *plan, const struct run *run)
{
	uint32_t down = PLAN_NONE, end = plan->step_count;

	/* Of the steps ahead none has begun. */
	if (run->way == WAY_FORWARD && run->step < end)
		end = run->step + 1;
	for (uint32_t i = 0; i < end; i++)
		if (down == PLAN_NONE && takes_down(plan, run, i) &&
		    has_begun(plan, run, i))
			down = i;
		else if (down != PLAN_NONE && was_up(plan, run, down, i))
			down = PLAN_NONE;
	return down;
}

/* Does the rest of the way bring it up?  A job that removes a guest does not,
 * unless it goes back. */
static bool
comes_up(const struct plan *plan, const struct run *run, uint32_t down)
{
	if (op_table[plan->steps[down].op.kind].cuts_power)
		return true;
	if (run->way == WAY_BACK)
		return run->floor <= down;
	for (uint32_t i = down + 1; i < plan->step_count; i++)
		if (shows_up(plan, i))
			return true;
	return false;
}

/* Of several states that mean done, the usual one: at the ok prompt after a
 * halt, bound after a stop or a bind. */
static enum depth
depth_of(uint64_t states)
{
	const uint64_t bound = STATE_BIT(STATE_BOUND);
	const uint64_t inactive = STATE_BIT(STATE_INACTIVE);
	const uint64_t running = STATE_BIT(STATE_RUNNING);

	if ((states & bound) != 0 && (states & (inactive | running)) != 0)
		return DEPTH_BOUND;
	if ((states & (running | STATE_BIT(STATE_AT_OK) |
	    STATE_BIT(STATE_BOOTING))) != 0)
		return DEPTH_AT_OK;
	if ((states & bound) != 0)
		return DEPTH_BOUND;
	return (states & inactive) != 0 ? DEPTH_INACTIVE : DEPTH_GONE;
}

/* A fact about the guest, or its group, says where it is. */
static void
place_take(const struct plan *plan, const struct fact *fact,
    struct place *place)
{
	const struct op *ask = &fact->ask;
	const uint64_t absent = STATE_BIT(STATE_ABSENT);

	if (!op_asks_part(ask) &&
	    ask->group == plan->site->guests[plan->guest].group &&
	    (fact->want.cares & WANT_ON) != 0)
		place->group_on = fact->want.on;
	if (!asks_guest(ask) || (fact->want.states & absent) != 0)
		return;
	place->guest_on = ask->on;
	place->depth = depth_of(fact->want.states);
}

/* The command under way may have taken effect or not: the guest is as far down
 * as it can be, and a group that moves may be anywhere. */
static void
place_unsure(const struct plan *plan, const struct run *run,
    struct place *place)
{
	struct place after = *place;
	struct fact fact;
	struct op op, undo;

	if (!is_under_way(run) || run->step >= plan->step_count ||
	    plan->steps[run->step].kind != STEP_CHANGE ||
	    !moment_op(plan, run, &op))
		return;
	op_fact(plan->site->names, &op, &fact);
	place_take(plan, &fact, &after);
	if (after.group_on != place->group_on)
		place->moving = true;
	place->group_on = after.group_on;
	if (after.depth < place->depth)
		place->depth = after.depth;
	place->stopped = run->way == WAY_BACK && op_undo(
	    &plan->steps[run->step].op, run->undo,
	    &run->found[plan->steps[run->step].decide.first], &undo) &&
	    undo.kind != op.kind;
	if (place->stopped)
		place->depth = DEPTH_BOUND;
	/* A definition that moves is last known where it was. */
}

static struct place
place_of(const struct plan *plan, const struct run *run)
{
	struct place place = { plan->from, plan->from, DEPTH_AT_OK, false,
	    false };

	for (uint32_t row = 0; row < plan->fact_count; row++)
		if (picture_holds(plan, run, row))
			place_take(plan, &plan->facts[row].fact, &place);
	place_unsure(plan, run, &place);
	return place;
}

static void
pay_add(struct owed *owed, struct op op)
{
	assert(owed->count < OWED_OPS);
	owed->pay[owed->count++] = op;
}

/* The agent boots the guest when it starts it; if it has done so, or thinks
 * that it has, the guest may wait at the ok prompt. */
static void
pay_agent(const struct plan *plan, const struct run *run,
    const struct place *place, struct owed *owed)
{
	bool back = run->way == WAY_BACK && place->group_on != plan->from;
	uint32_t on = back ? plan->from : place->group_on;

	owed->on = on;
	if (back || place->moving || place->guest_on != on)
		pay_add(owed, (struct op){ .kind = OP_GROUP_SWITCH, .on = on,
		    .group = plan->site->guests[plan->guest].group,
		    .to = on });
	pay_add(owed, (struct op){ .on = on, .guest = plan->guest,
	    .kind = place->stopped && owed->count == 0 ? OP_GUEST_START :
	    OP_GUEST_BOOT });
}

/* The plan's own step that moves the definition to its pool, or NULL. */
static const struct op *
moves_to(const struct plan *plan, const struct place *place)
{
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct op *op = &plan->steps[i].op;

		if (op_table[op->kind].back == BACK_SWAPPED &&
		    op->on == place->guest_on && op->to == place->group_on)
			return op;
	}
	return NULL;
}

/* Nobody but us boots it.  A guest can be bound only where its pool is: the
 * definition goes there, or, going back, the pool comes. */
static void
pay_by_hand(const struct plan *plan, const struct run *run,
    const struct place *place, struct owed *owed)
{
	const struct op *move = run->way == WAY_FORWARD && !place->moving ?
	    moves_to(plan, place) : NULL;
	struct op op = { .on = place->guest_on, .guest = plan->guest };

	if (move != NULL) {
		pay_add(owed, *move);
		op.on = move->to;
	} else if (place->group_on != op.on || place->moving) {
		pay_add(owed, (struct op){ .kind = OP_GROUP_SWITCH,
		    .on = op.on, .to = op.on,
		    .group = plan->site->guests[plan->guest].group });
	}
	owed->on = op.on;
	op.kind = OP_GUEST_BIND;
	if (place->depth <= DEPTH_INACTIVE)
		pay_add(owed, op);
	op.kind = place->depth == DEPTH_AT_OK ? OP_GUEST_BOOT : OP_GUEST_START;
	pay_add(owed, op);
}

/* What the plan would still do: power that was cut is not given back. */
static void
pay_recovery(const struct plan *plan, const struct run *run, uint32_t down,
    struct owed *owed)
{
	static const enum op_kind kinds[] = { OP_GROUP_ONLINE, OP_GUEST_DEFINE,
	    OP_GUEST_BIND, OP_GUEST_START };

	owed->on = plan->from;
	for (uint32_t i = down + 1; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			if (step->kind == STEP_CHANGE &&
			    step->op.kind == kinds[k] &&
			    run->done[i] != STEP_DONE &&
			    run->done[i] != STEP_ALREADY)
				pay_add(owed, step->op);
	}
}

/* A dead node brings nothing up; and as long as it is not proved that the guest
 * does not run on one, nobody starts it elsewhere. */
static bool
is_dead(const struct run *run, const struct owed *owed)
{
	bool dead = run->why.code == ERR_GUEST_NOT_PROVED;

	for (unsigned n = 0; n < owed->count; n++)
		dead |= run_is_gone(run, owed->pay[n].on) ||
		    run_is_gone(run, owed->pay[n].to);
	return dead;
}

bool
run_owed(const struct plan *plan, const struct run *run, struct owed *owed)
{
	struct place place;
	uint32_t down;

	if (run->way == WAY_CHECK || plan->guest == 0 ||
	    plan->procedure->takes_source)
		return false;
	down = down_since(plan, run);
	if (down == PLAN_NONE || !comes_up(plan, run, down))
		return false;
	*owed = (struct owed){ .guest = plan->guest, .step = down,
	    .since_ms = run->down_ms,
	    .unsure = run->done[down] != STEP_DONE &&
	    run->done[down] != STEP_UNDONE };
	place = place_of(plan, run);
	if (plan->procedure->recovers)
		pay_recovery(plan, run, down, owed);
	else if (plan->steps[down].guarded && !run_suspends(plan, run))
		pay_agent(plan, run, &place, owed);
	else if (place.depth != DEPTH_GONE)
		pay_by_hand(plan, run, &place, owed);
	owed->dead = is_dead(run, owed);
	owed->moved = run->refuted != 0;
	if (owed->dead || owed->moved)
		owed->count = 0;
	return true;
}

void
owed_begin(const struct plan *plan, struct run *run)
{
	assert(run->step < plan->step_count);
	/* Going forward no other step can; going back an undo may take down
	 * what an earlier step had, and another has brought up. */
	if (run->way == WAY_FORWARD && !takes_down(plan, run, run->step))
		return;
	if (down_since(plan, run) == PLAN_NONE)
		run->down_ms = run->at_ms;
}
