/*
 * Faults at operations, over a backend that is no simulator: a machine on which
 * a change takes effect ten seconds after it began, even if nobody waits.
 */
#include "core/stack/faults.h"
#include "tests/names_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"

enum { TAKES_MS = 10000, LIMIT_MS = 60000, WORKS = 16, HEARD = 16 };

struct work {
	struct op	 op;
	int64_t		 due_ms;
	bool		 over;
};

struct machine {
	struct backend	 backend;	/* first */
	int64_t		 now_ms;
	struct work	 work[WORKS];	/* by handle */
	unsigned	 works;
	unsigned	 begun;		/* changes */
	unsigned	 effects;
	unsigned	 asked;		/* questions */
	unsigned	 left;
};

struct rig {
	struct arena	 arena;
	struct machine	 machine;
	struct faults	 faults;
	struct sink	 sink;
	const char	*heard[HEARD];
	unsigned	 heard_count;
	bool		 holds;
};

static struct rig rig;

static const struct op start = { .kind = OP_GUEST_START, .on = 1,
    .guest = 1 };
static const struct op ask = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };
static const struct op change_over = { .kind = OP_GROUP_SWITCH, .on = 1,
    .group = 1, .to = 2 };

static int64_t
machine_now_ms(struct backend *backend)
{
	return ((struct machine *)backend)->now_ms;
}

static void
machine_pass(struct machine *machine, int64_t until_ms)
{
	for (unsigned i = 1; i <= machine->works; i++) {
		struct work *work = &machine->work[i];

		if (work->over || work->due_ms > until_ms)
			continue;
		work->over = true;
		machine->effects += work->op.kind != OP_PAUSE;
	}
	machine->now_ms = until_ms;
}

static uint64_t
machine_begin(struct backend *backend, const struct op *op,
    struct result *res)
{
	struct machine *machine = (struct machine *)backend;

	if (op_table[op->kind].question) {
		machine->asked++;
		res->answer.number = machine->effects;
		return HANDLE_OVER;
	}
	assert_in_range(machine->works, 0, WORKS - 2);
	machine->begun += op->kind != OP_PAUSE;
	machine->work[++machine->works] = (struct work){ *op,
	    machine->now_ms + (op->kind == OP_PAUSE ? op->number : TAKES_MS),
	    false };
	return machine->works;
}

static bool
machine_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct machine *machine = (struct machine *)backend;
	const struct work *work = &machine->work[handle];

	(void)res;
	assert_in_range(handle, 1, machine->works);
	machine_pass(machine, work->due_ms < until_ms ? work->due_ms :
	    until_ms);
	return work->over;
}

static void
machine_leave(struct backend *backend, uint64_t handle)
{
	struct machine *machine = (struct machine *)backend;

	assert_in_range(handle, 1, machine->works);
	machine->left++;
}

static void
hear(struct sink *sink, const struct event *event)
{
	(void)sink;
	assert_int_equal(event->type, EVENT_FAULT);
	assert_in_range(rig.heard_count, 0, HEARD - 1);
	rig.heard[rig.heard_count++] = event->word;
}

static bool
holds(void *with, const struct condition *condition)
{
	assert_ptr_equal(with, &rig);
	assert_int_equal(condition->name, 7);
	return rig.holds;
}

static int
rig_make(void **state)
{
	struct names *names;

	(void)state;
	memset(&rig, 0, sizeof(rig));
	names = fixture_names(&rig.arena);
	names_put(names, KIND_GROUP, "ldom1-rg");
	rig.machine.backend = (struct backend){ "machine", machine_now_ms,
	    machine_begin, machine_wait, machine_leave, NULL, NULL, NULL };
	rig.sink.emit = hear;
	faults_make(&rig.faults, &rig.machine.backend, names, &rig.sink);
	rig.faults.holds = holds;
	rig.faults.with = &rig;
	return 0;
}

static int
rig_drop(void **state)
{
	(void)state;
	arena_drop(&rig.arena);
	return 0;
}

static struct fault
fault_of(enum strike strike, const struct op *op)
{
	return (struct fault){ .class = FAULT_OPERATION, .text = "planted",
	    .strike = strike, .op = (enum op_kind)op->kind, .record = -1,
	    .at_ms = -1, .times = 1, .nth = 1, .every = 1 };
}

static void
arm(struct fault fault)
{
	struct err err = { 0 };

	assert_true(faults_arm(&rig.faults, &fault, &err));
}

static struct result
run(const struct op *op)
{
	struct result res;

	backend_execute(&rig.faults.backend, op, LIMIT_MS, &res);
	return res;
}

static void
pass(int64_t ms)
{
	struct op pause = { .kind = OP_PAUSE, .number = ms };

	assert_int_equal(run(&pause).outcome, DONE);
}

static void
what_nothing_strikes_goes_through(void **state)
{
	struct result res;

	(void)state;
	arm(fault_of(STRIKE_REFUSE, &change_over));
	res = run(&start);
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(res.at_ms, TAKES_MS);
	assert_int_equal(rig.machine.effects, 1);
	assert_int_equal(run(&ask).answer.number, 1);
	assert_int_equal(rig.faults.armed[0].matched, 0);
}

static void
what_is_refused_never_reaches_the_machine(void **state)
{
	struct result res;

	(void)state;
	arm(fault_of(STRIKE_REFUSE, &start));
	res = run(&start);
	assert_int_equal(res.outcome, FAILED);
	assert_int_equal(res.err.code, ERR_REFUSED);
	assert_int_equal(rig.machine.begun, 0);
	assert_int_equal(run(&start).outcome, DONE);
}

static void
a_lost_answer_is_of_a_change_that_takes_effect(void **state)
{
	struct result res;

	(void)state;
	arm(fault_of(STRIKE_LOSE, &start));
	res = run(&start);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_NO_ANSWER);
	assert_int_equal(res.at_ms, 0);
	assert_int_equal(rig.machine.left, 1);
	assert_int_equal(rig.machine.effects, 0);
	pass(TAKES_MS);
	assert_int_equal(rig.machine.effects, 1);
}

static void
a_late_change_begins_when_its_time_has_come(void **state)
{
	struct op command = { .kind = OP_COMMAND_STATE, .on = 1 };
	struct fault late = fault_of(STRIKE_LATE, &start);

	(void)state;
	late.amount = 20000;
	arm(late);
	assert_int_equal(run(&start).outcome, UNKNOWN);
	assert_int_equal(rig.machine.begun, 0);
	assert_int_equal(run(&command).answer.state, STATE_AT_WORK);
	command.on = 2;
	assert_int_not_equal(run(&command).answer.state, STATE_AT_WORK);
	assert_int_equal(faults_next_ms(&rig.faults), 20000);
	pass(19999);
	assert_int_equal(rig.machine.begun, 0);
	pass(2);
	assert_int_equal(rig.machine.begun, 1);
	assert_int_equal(rig.machine.work[rig.machine.works].due_ms,
	    20000 + TAKES_MS);
	assert_int_equal(faults_next_ms(&rig.faults), -1);
	pass(TAKES_MS);
	assert_int_equal(rig.machine.effects, 1);
}

/* One that waits for something else makes it begin too. */
static void
a_late_change_begins_while_another_one_is_waited_for(void **state)
{
	struct fault late = fault_of(STRIKE_LATE, &change_over);

	(void)state;
	late.amount = 5000;
	arm(late);
	arm(fault_of(STRIKE_HANG, &start));
	run(&change_over);
	assert_int_equal(run(&start).at_ms, LIMIT_MS);
	assert_int_equal(rig.machine.begun, 1);
	assert_int_equal(rig.machine.effects, 1);
}

static void
a_false_success_reports_done_without_effect(void **state)
{
	(void)state;
	arm(fault_of(STRIKE_LIE, &start));
	assert_int_equal(run(&start).outcome, DONE);
	assert_int_equal(rig.machine.begun, 0);
	pass(LIMIT_MS);
	assert_int_equal(rig.machine.effects, 0);
}

static void
what_hangs_is_waited_for_until_the_limit(void **state)
{
	struct result res;

	(void)state;
	arm(fault_of(STRIKE_HANG, &start));
	res = run(&start);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_NO_ANSWER);
	assert_int_equal(res.at_ms, LIMIT_MS);
	assert_int_equal(rig.machine.begun, 0);
}

static void
a_partial_switch_leaves_the_group_offline(void **state)
{
	struct result res;

	(void)state;
	arm(fault_of(STRIKE_PARTIAL, &change_over));
	res = run(&change_over);
	assert_int_equal(res.outcome, FAILED);
	assert_int_equal(res.err.code, ERR_START_FAILED);
	assert_non_null(strstr(res.err.text, "ldom1-rg"));
	assert_int_equal(res.at_ms, TAKES_MS);
	assert_int_equal(rig.machine.work[1].op.kind, OP_GROUP_OFFLINE);
	assert_int_equal(rig.machine.work[1].op.group, 1);
	assert_int_equal(rig.machine.begun, 1);
}

static void
a_partial_switch_that_outlasts_its_limit_is_left(void **state)
{
	struct result res;

	(void)state;
	arm(fault_of(STRIKE_PARTIAL, &change_over));
	backend_execute(&rig.faults.backend, &change_over, 1, &res);
	assert_int_equal(res.err.code, ERR_TIMEOUT);
	assert_int_equal(rig.machine.left, 1);
}

static void
a_stale_answer_is_the_one_before_the_change(void **state)
{
	(void)state;
	arm((struct fault){ .class = FAULT_OPERATION, .text = "planted",
	    .strike = STRIKE_STALE, .op = OP_GUEST_STATE, .record = -1,
	    .at_ms = -1, .times = 2, .nth = 3, .every = 1 });
	run(&start);
	assert_int_equal(run(&ask).answer.number, 1);
	run(&start);
	assert_int_equal(run(&ask).answer.number, 2);
	run(&start);
	assert_int_equal(run(&ask).answer.number, 2);
	assert_int_equal(run(&ask).answer.number, 2);
	assert_int_equal(run(&ask).answer.number, 3);
}

/* What nobody has asked before has no old answer. */
static void
a_question_that_is_new_is_answered_as_it_is(void **state)
{
	struct op other = ask;

	(void)state;
	arm((struct fault){ .class = FAULT_OPERATION, .text = "planted",
	    .strike = STRIKE_STALE, .op = OP_GUEST_STATE, .record = -1,
	    .at_ms = -1, .times = 0, .nth = 1, .every = 1 });
	run(&ask);
	run(&start);
	other.on = 2;
	assert_int_equal(run(&other).answer.number, 1);
	assert_int_equal(run(&ask).answer.number, 0);
}

static void
a_remembered_answer_is_given_once(void **state)
{
	struct fault stale = fault_of(STRIKE_STALE, &ask);
	struct answer before = { .number = 42 };

	(void)state;
	faults_remember(&rig.faults, &ask, &before);
	faults_strike_next(&rig.faults, &stale);
	assert_int_equal(run(&ask).answer.number, 42);
	assert_int_equal(run(&ask).answer.number, 0);
	faults_forget(&rig.faults);
	assert_int_equal(rig.faults.old_count, 0);
}

/* For whatever is so: what is there is not, and what is not is there. */
static void
a_denied_answer_is_the_contrary(void **state)
{
	static const struct { struct op ask; enum state is, denied; } rows[] = {
		{ { .kind = OP_VOLUME_STATE }, STATE_PRESENT, STATE_ABSENT },
		{ { .kind = OP_VOLUME_STATE }, STATE_ABSENT, STATE_PRESENT },
		{ { .kind = OP_GUEST_STATE }, STATE_ABSENT, STATE_RUNNING },
		{ { .kind = OP_LOCK_STATE }, STATE_ABSENT, STATE_HELD },
		{ { .kind = OP_MIGRATION_CHECK }, STATE_WOULD_GO,
		    STATE_WOULD_FAIL },
		{ { .kind = OP_COMMAND_STATE }, STATE_NONE, STATE_STRANGE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct answer answer = { .state = rows[i].is, .value = 3,
		    .number = 8 };

		faults_deny(&rows[i].ask, &answer);
		assert_int_equal(answer.state, rows[i].denied);
		assert_int_equal(answer.value, 0);
		assert_int_equal(answer.number, 0);
	}
}

static void
a_question_is_denied_once(void **state)
{
	struct fault deny = fault_of(STRIKE_DENY, &ask);

	(void)state;
	faults_strike_next(&rig.faults, &deny);
	assert_int_not_equal(run(&ask).answer.number, 0);
	assert_int_equal(run(&ask).answer.number, 0);
	run(&start);
	faults_strike_next(&rig.faults, &deny);
	assert_int_equal(run(&ask).answer.number, 0);
	assert_int_equal(run(&ask).answer.number, 1);
	assert_int_equal(rig.machine.asked, 4);
}

static void
a_question_is_lost_without_waiting(void **state)
{
	struct result res;

	(void)state;
	arm(fault_of(STRIKE_LOSE, &ask));
	arm(fault_of(STRIKE_HANG, &ask));
	for (int i = 0; i < 2; i++) {
		res = run(&ask);
		assert_int_equal(res.outcome, UNKNOWN);
		assert_int_equal(res.err.code, ERR_NO_ANSWER);
		assert_int_equal(res.at_ms, 0);
	}
	assert_int_equal(rig.machine.asked, 0);
	assert_int_equal(run(&ask).outcome, DONE);
}

static void
domferry_ends_before_or_after_a_change(void **state)
{
	struct fault crash = { .class = FAULT_CRASH, .text = "planted",
	    .op = OP_GUEST_START, .record = -1, .at_ms = -1, .times = 1,
	    .nth = 1, .every = 1, .before = true };

	(void)state;
	arm(crash);
	assert_int_equal(run(&start).outcome, UNKNOWN);
	assert_true(rig.faults.ended && rig.faults.ended_before);
	assert_int_equal(rig.machine.begun, 0);
	rig.faults.ended = crash.before = false;
	arm(crash);
	assert_int_equal(run(&start).outcome, UNKNOWN);
	assert_true(rig.faults.ended && !rig.faults.ended_before);
	assert_int_equal(rig.machine.begun, 1);
	assert_int_equal(rig.machine.left, 1);
}

static void
domferry_ends_at_a_record_of_its_journal(void **state)
{
	struct fault crash = { .class = FAULT_CRASH, .text = "planted",
	    .record = 17, .at_ms = -1, .times = 1, .nth = 1, .every = 1 };

	(void)state;
	assert_int_equal(faults_crash_record(&rig.faults, false), -1);
	arm(crash);
	assert_int_equal(run(&start).outcome, DONE);
	assert_int_equal(faults_crash_record(&rig.faults, false), 17);
	assert_int_equal(faults_crash_record(&rig.faults, true), -1);
	faults_crash_struck(&rig.faults);
	assert_int_equal(faults_crash_record(&rig.faults, false), -1);
	assert_string_equal(rig.heard[1], "struck");
}

static void
a_fault_strikes_at_its_turns(void **state)
{
	struct fault fault = fault_of(STRIKE_LIE, &start);

	(void)state;
	fault.nth = 2;
	fault.every = 3;
	fault.times = 2;
	arm(fault);
	for (unsigned n = 1; n <= 8; n++) {
		unsigned begun = rig.machine.begun;

		run(&start);
		assert_int_equal(rig.machine.begun - begun,
		    n == 2 || n == 5 ? 0 : 1);
	}
	assert_int_equal(rig.faults.armed[0].matched, 8);
	assert_int_equal(rig.faults.armed[0].struck, 2);
}

static void
a_fault_waits_for_its_time_and_its_condition(void **state)
{
	struct fault fault = fault_of(STRIKE_REFUSE, &start);

	(void)state;
	fault.at_ms = 20000;
	fault.has_when = true;
	fault.when.name = 7;
	arm(fault);
	rig.holds = true;
	assert_int_equal(run(&start).outcome, DONE);
	rig.holds = false;
	pass(TAKES_MS);
	assert_int_equal(run(&start).outcome, DONE);
	rig.holds = true;
	assert_int_equal(run(&start).outcome, FAILED);
}

static void
the_first_that_was_armed_strikes_and_the_others_count(void **state)
{
	(void)state;
	arm(fault_of(STRIKE_REFUSE, &start));
	arm(fault_of(STRIKE_LIE, &start));
	assert_int_equal(run(&start).outcome, FAILED);
	assert_int_equal(rig.faults.armed[1].matched, 1);
	assert_int_equal(rig.faults.armed[1].struck, 0);
}

static void
what_strikes_next_is_not_counted_by_what_is_armed(void **state)
{
	struct fault refuse = fault_of(STRIKE_REFUSE, &start);

	(void)state;
	arm(fault_of(STRIKE_LIE, &start));
	faults_strike_next(&rig.faults, &refuse);
	assert_int_equal(run(&start).outcome, FAILED);
	assert_int_equal(rig.faults.armed[0].matched, 0);
	assert_int_equal(run(&start).outcome, DONE);
	assert_int_equal(rig.machine.begun, 0);
}

static void
a_fault_that_is_mended_strikes_no_more(void **state)
{
	struct fault fault = fault_of(STRIKE_REFUSE, &start);
	const struct armed *armed = rig.faults.armed;
	uint32_t skip = 0;

	(void)state;
	fault.times = 0;
	assert_false(faults_mend(&rig.faults, &fault));
	arm(fault);
	assert_ptr_equal(armed_idle(armed, 1, &skip), &armed[0].fault);
	assert_int_equal(run(&start).outcome, FAILED);
	skip = 0;
	assert_null(armed_idle(armed, 1, &skip));
	assert_true(faults_mend(&rig.faults, &fault));
	assert_int_equal(run(&start).outcome, DONE);
	assert_int_equal(rig.heard_count, 3);
	assert_string_equal(rig.heard[0], "armed");
	assert_string_equal(rig.heard[1], "struck");
	assert_string_equal(rig.heard[2], "mended");
	faults_forget(&rig.faults);
	assert_int_equal(rig.faults.armed_count, 0);
}

static void
any_is_any_change_and_no_question(void **state)
{
	struct fault fault = fault_of(STRIKE_REFUSE, &start);

	(void)state;
	fault.op = OP_NONE;
	assert_true(fault_fits(&fault, &start));
	assert_false(fault_fits(&fault, &ask));
	fault.kind = KIND_GUEST;
	fault.object = 2;
	assert_false(fault_fits(&fault, &start));
	fault.object = 1;
	assert_true(fault_fits(&fault, &start));
	fault.on = 2;
	assert_false(fault_fits(&fault, &start));
}

static void
there_is_an_end_to_what_can_be_armed(void **state)
{
	struct fault fault = fault_of(STRIKE_REFUSE, &change_over);
	struct err err = { 0 };

	(void)state;
	rig.faults.sink = NULL;
	for (unsigned i = 0; i < FAULTS_ARMED; i++)
		arm(fault);
	assert_false(faults_arm(&rig.faults, &fault, &err));
	assert_int_equal(err.code, ERR_TOO_MANY);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, rig_make, rig_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(what_nothing_strikes_goes_through),
		CASE(what_is_refused_never_reaches_the_machine),
		CASE(a_lost_answer_is_of_a_change_that_takes_effect),
		CASE(a_late_change_begins_when_its_time_has_come),
		CASE(a_late_change_begins_while_another_one_is_waited_for),
		CASE(a_false_success_reports_done_without_effect),
		CASE(what_hangs_is_waited_for_until_the_limit),
		CASE(a_partial_switch_leaves_the_group_offline),
		CASE(a_partial_switch_that_outlasts_its_limit_is_left),
		CASE(a_stale_answer_is_the_one_before_the_change),
		CASE(a_question_that_is_new_is_answered_as_it_is),
		CASE(a_remembered_answer_is_given_once),
		CASE(a_denied_answer_is_the_contrary),
		CASE(a_question_is_denied_once),
		CASE(a_question_is_lost_without_waiting),
		CASE(domferry_ends_before_or_after_a_change),
		CASE(domferry_ends_at_a_record_of_its_journal),
		CASE(a_fault_strikes_at_its_turns),
		CASE(a_fault_waits_for_its_time_and_its_condition),
		CASE(the_first_that_was_armed_strikes_and_the_others_count),
		CASE(what_strikes_next_is_not_counted_by_what_is_armed),
		CASE(a_fault_that_is_mended_strikes_no_more),
		CASE(any_is_any_change_and_no_question),
		CASE(there_is_an_end_to_what_can_be_armed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
