#include "tools/explore/choice.h"

#include "backends/sim/session/vocabulary.h"
#include "core/procedures/procedure.h"
#include "tools/explore/before.h"
#include "tools/explore/choice_row.h"
#include "tools/explore/told.h"

static uint32_t
source_of(const struct branch *branch)
{
	return branch->plan->procedure->takes_source ?
	    branch->plan->site->guests[branch->plan->guest].source : 0;
}

static uint16_t
struck_object(const struct branch *branch, const struct choice_row *row,
    unsigned n)
{
	uint32_t source = source_of(branch);

	if ((row->on & ON_FIRST) != 0)
		return (uint16_t)n;
	switch (choice_object(row)) {
	case KIND_SOURCE:
		return (uint16_t)source;
	case KIND_ARCHIVE:
		return (uint16_t)branch->plan->site->sources[source].archive;
	default:
		return (row->on & ON_NODES) != 0 ? (uint16_t)(n + 1) : 0;
	}
}

static bool
is_told(const struct choice_row *row)
{
	return row->class == FAULT_OPERATION && (row->strike ==
	    STRIKE_STALE || row->strike == STRIKE_DENY);
}

static bool
row_fits(const struct branch *branch, const struct op *op,
    const struct choice_row *row)
{
	bool question = op_table[op->kind].question;

	if ((row->on & ON_FIRST) != 0)
		return branch->calls == 0 && branch->run.way == WAY_CHECK;
	if ((row->on & (question ? ON_QUESTION : ON_CHANGE)) == 0)
		return false;
	if ((row->on & ON_OUTER) != 0)
		return source_of(branch) != 0;
	if (row->class == FAULT_CRASH)
		return meanwhile_fits(row->meanwhile, branch);
	if (row->strike == STRIKE_PARTIAL)
		return op->kind == OP_GROUP_SWITCH;
	return !is_told(row) || told_fits(branch, op, row->strike);
}

/* What belongs to no command goes well. */
static bool
is_spared(const struct op *op)
{
	return op->kind == OP_PAUSE || op->kind == OP_COMMAND_STATE;
}

/* How many there are of a row. */
static unsigned
wide(const struct branch *branch, const struct choice_row *row)
{
	struct fault fault;
	unsigned n = 0;

	if ((row->on & ON_FIRST) == 0)
		return (row->on & ON_NODES) != 0 ?
		    branch->plan->site->node_count : 1;
	while (before_fault(branch->plan, n, &fault))
		n++;
	return n;
}

bool
choice_at(struct branch *branch, const struct op *op, unsigned n, bool world,
    struct choice *choice)
{
	if (is_spared(op))
		return false;
	for (uint16_t i = 0; i < CHOICE_ROWS; i++) {
		unsigned count;

		if (!row_fits(branch, op, &choice_rows[i]) ||
		    (choice_rows[i].class == FAULT_WORLD && !world))
			continue;
		count = wide(branch, &choice_rows[i]);
		if (n < count) {
			*choice = (struct choice){ i, struck_object(branch,
			    &choice_rows[i], n), branch->calls };
			return true;
		}
		n -= count;
	}
	return false;
}

bool
choice_ended(const struct branch *branch, unsigned n, struct choice *choice)
{
	for (uint16_t i = 0; i < CHOICE_ROWS; i++)
		if ((choice_rows[i].on & ON_ENDED) != 0 &&
		    meanwhile_fits(choice_rows[i].meanwhile, branch) &&
		    n-- == 0) {
			*choice = (struct choice){ i, 0, branch->calls };
			return true;
		}
	return false;
}

/* Strikes the operation that comes now, whatever came before. */
static struct fault
fault_of(const struct choice_row *row, const struct op *op)
{
	struct fault fault = { .class = row->class, .text = row->words,
	    .strike = row->strike, .op = (enum op_kind)op->kind,
	    .amount = row->amount, .before = row->before, .record = -1,
	    .at_ms = -1, .times = row->times, .nth = 1, .every = 1,
	    .on = op_place(op) };

	fault.object = op_object(op, &fault.kind);
	if (row->class == FAULT_WORLD && (row->on & ON_FIRST) == 0)
		fault.world = sim_world_fault_find(row->words);
	return fault;
}

/* Arm it, in place of a fault that has struck as often as it does. */
static void
strike(struct branch *branch, const struct fault *fault)
{
	struct err err = { 0 };

	if (fault->class == FAULT_WORLD)
		simulated_forget(&branch->sandbox->simulated);
	else
		faults_forget(&branch->sandbox->session.faults);
	sandbox_arm(branch->sandbox, fault, &err);
}

static enum decision
decision_of(enum meanwhile meanwhile)
{
	return meanwhile == MEAN_ROLLBACK ? DECIDE_ROLLBACK : DECIDE_RESUME;
}

/* Domferry ends there and does not learn the outcome. */
static void
crash(struct branch *branch, const struct fault *fault, const struct op *op,
    enum meanwhile meanwhile)
{
	struct session *session = &branch->sandbox->session;
	struct resumption resumption = { .lost = true, .decision =
	    decision_of(meanwhile) };
	struct result res;
	struct err err = { 0 };

	faults_strike_next(&session->faults, fault);
	backend_begin(session->top, op, &res);
	branch->calls++;
	meanwhile_pass(meanwhile, branch);
	session->faults.ended = false;
	resumption.at_ms = session_now_ms(session);
	proving_decided(&branch->proven);
	journal_resume(branch->plan, &branch->run, &resumption, NULL, &err);
}

/* What has ended is resumed, or rolled back; where nothing is left to do, it is
 * not. */
static void
go_on(struct branch *branch, enum meanwhile meanwhile)
{
	struct err err = { 0 };

	meanwhile_pass(meanwhile, branch);
	proving_decided(&branch->proven);
	run_decide(branch->plan, &branch->run, decision_of(meanwhile),
	    session_now_ms(&branch->sandbox->session), &err);
}

static int64_t
time_of(const struct branch *branch, const struct choice_row *row)
{
	int64_t half_ms = branch->run.step < branch->plan->step_count ?
	    branch->plan->steps[branch->run.step].expected_ms / 2 : 0;

	return sandbox_now_ms(branch->sandbox) + 1 +
	    (row->middle ? half_ms : 0);
}

bool
choice_make(struct branch *branch, const struct choice *choice)
{
	const struct choice_row *row = &choice_rows[choice->row];
	bool heeded = true;
	struct fault fault;
	struct op op;
	int64_t limit_ms;

	if (branch->run.ending != GOING && choice_is_ended(choice))
		go_on(branch, row->meanwhile);
	/* In a branch with fewer faults another operation may come here. */
	if (choice_is_ended(choice) ||
	    !run_next(branch->plan, &branch->run, &op, &limit_ms) ||
	    is_spared(&op) || !row_fits(branch, &op, row))
		return true;
	fault = fault_of(row, &op);
	if (row->class == FAULT_CRASH) {
		crash(branch, &fault, &op, row->meanwhile);
	} else if (is_told(row)) {
		heeded = told_make(branch, &fault, &op);
	} else {
		if ((row->on & ON_FIRST) != 0) {
			before_fault(branch->plan, choice->what, &fault);
		} else if (row->class == FAULT_WORLD) {
			fault.kind = choice_object(row);
			fault.object = choice->what;
			fault.on = 0;
			fault.at_ms = time_of(branch, row);
		}
		strike(branch, &fault);
	}
	return heeded;
}
