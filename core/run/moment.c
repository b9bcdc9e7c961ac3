#include "core/run/moment.h"

#include <assert.h>

#include "core/base/rare.h"
#include "core/plan/precondition.h"
#include "core/procedures/procedure.h"
#include "core/run/gone.h"
#include "core/run/moved.h"
#include "core/run/picture.h"
#include "core/run/rescue.h"
#include "core/run/settle.h"

void
moment_begin(struct run *run, enum moment moment)
{
	run->moment = moment;
	run->row = run->by_power = 0;
	run->pausing = 0;
	run->asked = 0;
	run->observed = 0;
	run->since_ms = run->at_ms;
}

/* Going back, somebody may have stopped the guest further than the step had. */
static void
further(const struct run *run, struct op *undo)
{
	enum op_kind other = op_table[undo->kind].from_bound;
	bool asked = run->moment == MOMENT_PROVE || run->moment == MOMENT_DO ||
	    run->moment == MOMENT_SETTLE || run->moment == MOMENT_QUIESCE;

	if (asked && other != OP_NONE && run->before[0].state == STATE_BOUND)
		undo->kind = other;
}

bool
moment_asks(const struct run *run)
{
	static const bool has_own[] = {
		[MOMENT_DO] = true,
		[MOMENT_QUIESCE] = true,
		[MOMENT_RELOCK] = true,
		[MOMENT_RESCUE_DO] = true,
	};

	assert(run->moment <= MOMENT_RESCUE_DO);
	return run->way == WAY_CHECK || !has_own[run->moment];
}

bool
moment_op(const struct plan *plan, const struct run *run, struct op *op)
{
	const struct step *step = &plan->steps[run->step];

	assert(run->step < plan->step_count);
	*op = step->op;
	if (run->way != WAY_FORWARD && !op_undo(&step->op, run->undo,
	    &run->found[step->decide.first], op))
		return false;
	if (run->way == WAY_BACK)
		further(run, op);
	gone_reroute(plan, run, op);
	return true;
}

/* Going back, the last undo of a step has to reach what was found; the ones
 * before it only their own effect. */
RARE static const struct fact *
back_fact(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *fact)
{
	const struct step *step = &plan->steps[run->step];
	struct op op, last;

	if (!moment_op(plan, run, &op))
		return NULL;
	if (op_undo(&step->op, run->undo + 1, &run->found[0], &last)) {
		op_fact(plan->site->names, &op, fact);
		return row == 0 ? fact : NULL;
	}
	if (row >= step->decide.count)
		return NULL;
	*fact = plan->facts[step->decide.first + row].fact;
	fact->want = want_back(&fact->want,
	    &run->found[step->decide.first + row]);
	fact->want.states |= picture_further(plan, run,
	    step->decide.first + row);
	return fact;
}

static const struct fact *
decide_fact(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	const struct span *decide = &plan->steps[run->step].decide;

	if (run->way == WAY_BACK)
		return back_fact(plan, run, row, buffer);
	if (row >= decide->count)
		return NULL;
	return &plan->facts[decide->first + row].fact;
}

RARE static const struct fact *
back_precondition(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	const struct step *step = &plan->steps[run->step];
	struct fact preconditions[PRECONDITIONS];
	struct proving proving = { plan->guest, plan->from, 0 };
	struct op op;

	proving.how = (step->guarded ? PRECONDITION_GUARDED : 0u) |
	    (plan->procedure->takes_source ? PRECONDITION_CONVERTS : 0u);
	if (!moment_op(plan, run, &op) ||
	    row >= precondition_list(plan->site, &proving, &op, preconditions))
		return NULL;
	*buffer = preconditions[row];
	return buffer;
}

static const struct fact *
proof(const struct plan *plan, const struct span *proofs, uint32_t row)
{
	return row < proofs->count ? &plan->proofs[proofs->first + row] : NULL;
}

static const struct fact *
precondition_fact(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	if (run->way == WAY_BACK)
		return back_precondition(plan, run, row, buffer);
	return proof(plan, &plan->steps[run->step].preconditions, row);
}

/* Such a row was found when the last answer was applied. */
RARE static const struct fact *
verify_fact(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	assert(row == run->row);
	return picture_fact(plan, run, row, buffer);
}

RARE static const struct fact *
rescue_row(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	*buffer = rescue_fact(plan, run);
	return row <= 1 ? buffer : NULL;
}

RARE static const struct fact *
moved_row(const struct plan *plan, const struct run *run, struct fact *buffer)
{
	*buffer = moved_fact(plan, run);
	return buffer;
}

const struct fact *
moment_row(const struct plan *plan, const struct run *run, enum moment moment,
    uint32_t row, struct fact *buffer)
{
	const struct step *step = &plan->steps[run->step];

	switch (moment) {
	case MOMENT_SKIP_IF:
		return proof(plan, &step->skip_if, row);
	case MOMENT_WORK:
		if (row == ROW_GROUP && run->row == ROW_GROUP)
			return moved_row(plan, run, buffer);
		if (step->kind == STEP_CHECK)
			return precondition_fact(plan, run, row, buffer);
		return decide_fact(plan, run, row, buffer);
	case MOMENT_ASK:
	case MOMENT_SETTLE:
		return decide_fact(plan, run, row, buffer);
	case MOMENT_PROVE:
		return precondition_fact(plan, run, row, buffer);
	case MOMENT_VERIFY:
	case MOMENT_VERIFY_RESUME:
		return verify_fact(plan, run, row, buffer);
	case MOMENT_RESCUE:
		return rescue_row(plan, run, row, buffer);
	case MOMENT_DO:
	case MOMENT_QUIESCE:
	case MOMENT_RELOCK:
	case MOMENT_RESCUE_DO:
		break;
	}
	return NULL;
}

/* A guest does not run where there is no power. */
RARE static const struct fact *
by_power(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	const struct fact *fact = moment_row(plan, run,
	    (enum moment)run->moment, row, buffer);

	assert(fact != NULL);
	*buffer = precondition_without_power(fact->ask.on);
	return buffer;
}

/* This runs several times for every answer: on the way forward it only looks
 * up a row. */
const struct fact *
moment_fact(const struct plan *plan, const struct run *run, uint32_t row,
    struct fact *buffer)
{
	if (run->way == WAY_CHECK) {
		assert(run->step < plan->check_count);
		return row == 0 ? &plan->checks[run->step].fact : NULL;
	}
	if (run->by_power == row + 1)
		return by_power(plan, run, row, buffer);
	return moment_row(plan, run, (enum moment)run->moment, row, buffer);
}

struct op
run_quiesce_ask(const struct op *op)
{
	assert(op->kind < OP_KINDS);
	return (struct op){ .kind = OP_COMMAND_STATE,
	    .on = op_table[op->kind].person ||
	    op_table[op->kind].at_sp ? 0 : op->on };
}

/* The question of a forced operation's proof is marked, so that no filter
 * reuses an earlier answer. */
static uint32_t
proof_of_force(const struct plan *plan, const struct run *run)
{
	struct op op;

	if (run->way == WAY_CHECK || run->moment != MOMENT_PROVE)
		return 0;
	if (run->way == WAY_FORWARD)
		return plan->steps[run->step].op.forced;
	return moment_op(plan, run, &op) ? op.forced : 0;
}

/* The change that takes a lock or a mount again.  Going back it may be the undo
 * of the step: that had unmounted what is to be mounted. */
static const struct step *
relock(const struct plan *plan, const struct run *run, struct op *op)
{
	uint32_t row = plan->facts[run->row % plan->fact_count].step;
	const struct step *step = &plan->steps[row];

	*op = step->op;
	if (run->done[row] == STEP_UNDONE)
		op_undo(&step->op, 0, &run->found[step->decide.first], op);
	return step;
}

static void
next_question(const struct plan *plan, const struct run *run, struct op *op)
{
	struct fact buffer;
	const struct fact *fact = moment_fact(plan, run, run->row, &buffer);

	assert(fact != NULL);
	*op = fact->ask;
	op->forced = proof_of_force(plan, run);
}

/* In a moment that asks no fact. */
static void
next_own(const struct plan *plan, const struct run *run, struct op *op,
    int64_t *limit_ms)
{
	if (run->moment == MOMENT_QUIESCE) {
		moment_op(plan, run, op);
		*op = run_quiesce_ask(op);
	} else if (run->moment == MOMENT_RELOCK) {
		*limit_ms = relock(plan, run, op)->limit_ms;
	} else if (run->moment == MOMENT_RESCUE_DO) {
		rescue_op(plan, run, op);
		assert(op->on != 0);
		*limit_ms = VERIFY_LIMIT_MS;
	} else {
		assert(run->moment == MOMENT_DO);
		moment_op(plan, run, op);
		*limit_ms = run_limit_ms(plan, run);
	}
}

bool
run_next(const struct plan *plan, const struct run *run, struct op *op,
    int64_t *limit_ms)
{
	if (run->ending != GOING)
		return false;
	*limit_ms = QUESTION_LIMIT_MS;
	if (run->pausing != 0) {
		*op = (struct op){ .kind = OP_PAUSE, .number = run->pausing };
		*limit_ms = 2 * (int64_t)run->pausing;
	} else if (moment_asks(run)) {
		next_question(plan, run, op);
	} else {
		next_own(plan, run, op, limit_ms);
	}
	return true;
}
