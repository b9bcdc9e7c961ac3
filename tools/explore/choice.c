#include "tools/explore/choice.h"

#include <stdio.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/session/vocabulary.h"
#include "core/formats/json/units.h"
#include "core/procedures/procedure.h"
#include "tools/explore/meanwhile.h"
#include "tools/report/lines.h"
#include "tools/say.h"

enum on { ON_CHANGE = 1, ON_QUESTION = 2, ON_NODES = 4, ON_OUTER = 8,
    ON_ENDED = 16 };
enum { SECOND = 1000, MINUTE = 60 * SECOND };

struct row {
	const char	*words;
	enum on		 on;
	enum fault_class class;
	enum strike	 strike;
	int64_t		 amount;	/* late */
	int64_t		 times;
	bool		 before;	/* of a crash */
	bool		 middle;	/* while the operation is under way */
	enum meanwhile	 meanwhile;
	enum kind	 strikes;	/* of the world: a thing of that kind */
	bool		 for_good;	/* the node stays dead */
};

#define CHANGE	ON_CHANGE, FAULT_OPERATION
#define END	ON_CHANGE, FAULT_CRASH
#define BEFORE	END, .before = true, .times = 1
#define WORLD	ON_CHANGE | ON_NODES, FAULT_WORLD
#define OUTER	ON_CHANGE | ON_OUTER, FAULT_WORLD
#define ENDED	ON_ENDED, FAULT_CRASH

static const struct row rows[] = {
	{ "refuse", CHANGE, .strike = STRIKE_REFUSE, .times = 1 },
	{ "refuse", CHANGE, .strike = STRIKE_REFUSE, .times = 0 },
	{ "lose", CHANGE, .strike = STRIKE_LOSE, .times = 1 },
	{ "lose", CHANGE, .strike = STRIKE_LOSE, .times = 0 },
	{ "late 20s", CHANGE, .strike = STRIKE_LATE, .amount = 20 * SECOND,
	    .times = 1 },
	{ "late 5m", CHANGE, .strike = STRIKE_LATE, .amount = 5 * MINUTE,
	    .times = 1 },
	{ "late 3h", CHANGE, .strike = STRIKE_LATE, .amount = 180 * MINUTE,
	    .times = 1 },
	{ "lie", CHANGE, .strike = STRIKE_LIE, .times = 1 },
	{ "lie", CHANGE, .strike = STRIKE_LIE, .times = 0 },
	{ "hang", CHANGE, .strike = STRIKE_HANG, .times = 1 },
	{ "hang", CHANGE, .strike = STRIKE_HANG, .times = 0 },
	{ "partial", CHANGE, .strike = STRIKE_PARTIAL, .times = 1 },
	{ "crash before", BEFORE },
	{ "crash before", BEFORE, .meanwhile = MEAN_NIGHT },
	{ "crash before", BEFORE, .meanwhile = MEAN_REBOOT },
	{ "crash before", BEFORE, .meanwhile = MEAN_UNDO },
	{ "crash before", BEFORE, .meanwhile = MEAN_RESTART },
	{ "crash before", BEFORE, .meanwhile = MEAN_SWITCH },
	{ "crash before", BEFORE, .meanwhile = MEAN_ROLLBACK },
	{ "crash after", END, .times = 1 },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_NIGHT },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_REBOOT },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_UNDO },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_RESTART },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_SWITCH },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_ROLLBACK },
	{ "lose", ON_QUESTION, FAULT_OPERATION, .strike = STRIKE_LOSE,
	    .times = 1 },
	{ "stale", ON_QUESTION, FAULT_OPERATION, .strike = STRIKE_STALE,
	    .times = 1 },
	{ "power-off", WORLD, .times = 1, .for_good = true },
	{ "power-off", WORLD, .times = 1, .middle = true, .for_good = true },
	{ "reboot", WORLD, .times = 1 },
	{ "reboot", WORLD, .times = 1, .middle = true },
	{ "panic", WORLD, .times = 1 },
	{ "hang", WORLD, .times = 1, .for_good = true },
	{ "archive-down", OUTER, .times = 1, .strikes = KIND_ARCHIVE },
	{ "archive-down", OUTER, .times = 1, .middle = true,
	    .strikes = KIND_ARCHIVE },
	{ "archive-full", OUTER, .times = 1, .strikes = KIND_ARCHIVE },
	{ "source-up", OUTER, .times = 1, .strikes = KIND_SOURCE },
	{ "source-up", OUTER, .times = 1, .middle = true,
	    .strikes = KIND_SOURCE },
	{ "ended", ENDED, .times = 1 },
	{ "ended", ENDED, .times = 1, .meanwhile = MEAN_NIGHT },
	{ "ended", ENDED, .times = 1, .meanwhile = MEAN_RESTART },
	{ "ended", ENDED, .times = 1, .meanwhile = MEAN_ROLLBACK },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

bool
choice_is_world(const struct choice *choice)
{
	return rows[choice->row].class == FAULT_WORLD;
}

bool
choice_kills(const struct choice *choice)
{
	return rows[choice->row].for_good;
}

bool
choice_strikes_node(const struct choice *choice)
{
	return (rows[choice->row].on & ON_NODES) != 0;
}

enum meanwhile
choice_meanwhile(const struct choice *choice)
{
	return rows[choice->row].meanwhile;
}

/* Does it end domferry? */
static bool
choice_ends(const struct choice *choice)
{
	return rows[choice->row].class == FAULT_CRASH;
}

/* The object of a fault of the world: a node, the job's source, its archive. */
static enum kind
strikes(const struct row *row)
{
	return (row->on & ON_OUTER) == 0 ? KIND_NODE : row->strikes;
}

static uint32_t
source_of(const struct branch *branch)
{
	return branch->plan->procedure->takes_source ?
	    branch->plan->site->guests[branch->plan->guest].source : 0;
}

static uint16_t
struck_object(const struct branch *branch, const struct row *row, unsigned n)
{
	uint32_t source = source_of(branch);

	switch (strikes(row)) {
	case KIND_SOURCE:
		return (uint16_t)source;
	case KIND_ARCHIVE:
		return (uint16_t)branch->plan->site->sources[source].archive;
	default:
		return (row->on & ON_NODES) != 0 ? (uint16_t)(n + 1) : 0;
	}
}

static bool
row_fits(const struct branch *branch, const struct op *op,
    const struct row *row)
{
	bool question = op_table[op->kind].question;

	if ((row->on & (question ? ON_QUESTION : ON_CHANGE)) == 0)
		return false;
	if ((row->on & ON_OUTER) != 0)
		return source_of(branch) != 0;
	if (row->class == FAULT_CRASH)
		return meanwhile_fits(row->meanwhile, branch);
	if (row->strike == STRIKE_PARTIAL)
		return op->kind == OP_GROUP_SWITCH;
	/* The question of a change, answered as by the world before the change.
	 */
	if (row->strike == STRIKE_STALE)
		return branch->run.moment == MOMENT_SETTLE &&
		    branch->run.way != WAY_CHECK;
	return true;
}

bool
choice_at(struct branch *branch, const struct op *op, unsigned n, bool world,
    struct choice *choice)
{
	uint32_t nodes = branch->plan->site->node_count;

	if (op->kind == OP_PAUSE || op->kind == OP_COMMAND_STATE)
		return false;
	for (uint16_t i = 0; i < ROWS; i++) {
		unsigned wide = (rows[i].on & ON_NODES) != 0 ? nodes : 1;

		if (!row_fits(branch, op, &rows[i]) ||
		    (rows[i].class == FAULT_WORLD && !world))
			continue;
		if (n < wide) {
			*choice = (struct choice){ i, struck_object(branch,
			    &rows[i], n), branch->calls };
			return true;
		}
		n -= wide;
	}
	return false;
}

bool
choice_ended(const struct branch *branch, unsigned n, struct choice *choice)
{
	for (uint16_t i = 0; i < ROWS; i++)
		if ((rows[i].on & ON_ENDED) != 0 &&
		    meanwhile_fits(rows[i].meanwhile, branch) && n-- == 0) {
			*choice = (struct choice){ i, 0, branch->calls };
			return true;
		}
	return false;
}

bool
choice_is_ended(const struct choice *choice)
{
	return (rows[choice->row].on & ON_ENDED) != 0;
}

bool
choice_deceives(const struct choice *choice)
{
	return rows[choice->row].strike == STRIKE_STALE;
}

/* Strikes the operation that comes now, whatever came before. */
static struct fault
fault_of(const struct row *row, const struct op *op)
{
	struct fault fault = { .class = row->class, .text = row->words,
	    .strike = row->strike, .op = (enum op_kind)op->kind,
	    .amount = row->amount, .before = row->before, .record = -1,
	    .at_ms = -1, .times = row->times, .nth = 1, .every = 1,
	    .on = op_place(op) };

	fault.object = op_object(op, &fault.kind);
	if (row->class == FAULT_WORLD)
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

/* The answer of the world before the change is what the change has found. */
static void
stale(struct branch *branch, const struct fault *fault, const struct op *op)
{
	struct faults *faults = &branch->sandbox->session.faults;

	faults_remember(faults, op, &branch->run.before[branch->run.row]);
	faults_strike_next(faults, fault);
	branch_step(branch);
	faults_forget(faults);
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
	journal_resume(branch->plan, &branch->run, &resumption, NULL, &err);
}

/* What has ended is resumed, or rolled back; where nothing is left to do, it is
 * not. */
static void
go_on(struct branch *branch, enum meanwhile meanwhile)
{
	struct err err = { 0 };

	meanwhile_pass(meanwhile, branch);
	run_decide(branch->plan, &branch->run, decision_of(meanwhile),
	    session_now_ms(&branch->sandbox->session), &err);
}

static int64_t
time_of(const struct branch *branch, const struct row *row)
{
	int64_t half_ms = branch->run.step < branch->plan->step_count ?
	    branch->plan->steps[branch->run.step].expected_ms / 2 : 0;

	return sandbox_now_ms(branch->sandbox) + 1 +
	    (row->middle ? half_ms : 0);
}

void
choice_make(struct branch *branch, const struct choice *choice)
{
	const struct row *row = &rows[choice->row];
	struct fault fault;
	struct op op;
	int64_t limit_ms;

	if (branch->run.ending != GOING && choice_is_ended(choice))
		go_on(branch, row->meanwhile);
	/* In a branch with fewer faults another operation may come here. */
	if (choice_is_ended(choice) ||
	    !run_next(branch->plan, &branch->run, &op, &limit_ms) ||
	    op.kind == OP_PAUSE || op.kind == OP_COMMAND_STATE ||
	    !row_fits(branch, &op, row))
		return;
	fault = fault_of(row, &op);
	if (row->class == FAULT_CRASH) {
		crash(branch, &fault, &op, row->meanwhile);
	} else if (row->class == FAULT_OPERATION &&
	    row->strike == STRIKE_STALE) {
		stale(branch, &fault, &op);
	} else {
		if (row->class == FAULT_WORLD) {
			fault.kind = strikes(row);
			fault.object = choice->what;
			fault.on = 0;
			fault.at_ms = time_of(branch, row);
		}
		strike(branch, &fault);
	}
}

void
choice_phrase(const struct chosen *chosen, char *buffer, size_t size)
{
	const struct row *row = &rows[chosen->choice->row];
	const struct names *names = chosen->branch->plan->site->names;
	const struct op *op = &chosen->op;
	char place[80], time[UNITS_BYTES];
	enum kind kind;
	uint32_t name = op_object(op, &kind);

	if ((row->on & ON_ENDED) != 0) {
		snprintf(buffer, size, "%s after it ended", row->meanwhile ==
		    MEAN_ROLLBACK ? "rollback" : "resume");
		return;
	}
	if (row->class == FAULT_WORLD) {
		snprintf(buffer, size, "%s %s, at %s", row->words,
		    names_text(names, strikes(row), chosen->choice->what),
		    units_write_duration(chosen->at_ms, time));
		return;
	}
	snprintf(buffer, size, "%s %s%s%s%s%s", row->words,
	    op_table[op->kind].name, kind != KIND_NONE ? " " : "",
	    kind != KIND_NONE ? names_text(names, kind, name) : "",
	    op_place(op) != 0 ? " on " : "", op_place(op) != 0 ?
	    site_place(names, op_place(op), place, sizeof(place)) : "");
	if (chosen->nth > 1)
		snprintf(buffer + strlen(buffer), size - strlen(buffer),
		    ", nth %u", chosen->nth);
	if (row->times == 0)
		snprintf(buffer + strlen(buffer), size - strlen(buffer),
		    ", times always");
}

void
choice_write(FILE *out, const struct chosen *chosen, bool meanwhile)
{
	char text[256];

	if (meanwhile) {
		if (choice_ends(chosen->choice))
			meanwhile_write(out,
			    rows[chosen->choice->row].meanwhile,
			    chosen->branch);
		return;
	}
	if (choice_is_ended(chosen->choice))
		return;
	choice_phrase(chosen, text, sizeof(text));
	say_to(out, "    { \"fault\": ");
	lines_string_to(out, text);
	say_to(out, " },\n");
}
