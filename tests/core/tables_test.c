/*
 * Rules over the tables themselves: what an operator would find out at night.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/words.h"
#include "core/op/op.h"
#include "core/op/timing.h"
#include "core/plan/building.h"
#include "core/plan/precondition.h"
#include "core/plan/whole.h"
#include "core/procedures/procedure.h"
#include "tests/names_fixture.h"
#include "tests/posts_fixture.h"

/* Its effect may stay: nobody is harmed by it, or it goes with something. */
static bool
may_stay(enum op_kind kind)
{
	return (op_table[kind].stays & (STAYS_HARMLESS | STAYS_OF_ALL |
	    STAYS_WITHIN)) != 0;
}

static bool
is_change(enum op_kind kind)
{
	return op_is_change(kind);
}

static void
every_operation_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (enum op_kind a = OP_NONE + 1; a < OP_KINDS; a++) {
		assert_non_null(op_table[a].name);
		assert_non_null(op_manual[a]);
		assert_int_equal(op_find(op_table[a].name), a);
	}
}

static bool
begins_as_a_question(const char *sentence)
{
	static const char *const words[] = { "is ", "are ", "can ", "do ",
	    "does ", "has ", "how ", "what ", "where ", "would " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(sentence, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* `explain` puts the name before it and a full stop behind it. */
static void
every_operation_is_explained_by_a_sentence_of_its_own(void **state)
{
	(void)state;
	for (enum op_kind a = OP_NONE + 1; a < OP_KINDS; a++) {
		size_t n = strlen(op_manual[a]);

		assert_in_range(op_manual[a][0], 'a', 'z');
		assert_true(op_manual[a][n - 1] == ')' ||
		    (op_manual[a][n - 1] >= 'a' && op_manual[a][n - 1] <=
		    'z'));
		assert_int_equal(begins_as_a_question(op_manual[a]),
		    op_table[a].question);
		for (enum op_kind b = OP_NONE + 1; b < a; b++)
			assert_string_not_equal(op_manual[a], op_manual[b]);
	}
}

static void
every_change_is_decided_by_a_question(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	struct fact fact;

	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		struct op op = { .kind = kind };

		if (!is_change(kind))
			continue;
		assert_true(op_table[op_table[kind].decides].question);
		op_fact(names, &op, &fact);
		assert_int_not_equal(fact.want.cares, 0);
		assert_int_not_equal(op_table[kind].late_ms, 0);
	}
	arena_drop(&arena);
}

/* What is neither a question nor a change lets time pass. */
static void
every_operation_asks_or_changes_but_the_pause(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		assert_int_equal(op_table[kind].question + is_change(kind),
		    kind != OP_PAUSE);
}

/* Nothing to prove is written down: a row that is missing was forgotten. */
static void
every_change_says_what_is_proved_before_it(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		assert_int_equal(precondition_table[kind] != 0,
		    is_change(kind));
}

/* A person takes a person's time, a boot that of a boot. */
static void
every_change_takes_its_time(void **state)
{
	struct timing timing = { 0 };

	(void)state;
	timing_default(&timing);
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (!op_table[kind].person &&
		    (op_table[kind].time & TIME_GUEST_BOOT) == 0)
			assert_int_equal(timing.op[kind].fixed_ms != 0,
			    is_change(kind));
}

/* What a person does has a sentence there; a question has none. */
static void
every_change_has_its_command(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		assert_int_equal(command_row_of(kind) != NULL,
		    is_change(kind));
}

/* Columns that say something of questions, and of changes only. */
static void
columns_are_filled_for_what_they_are_about(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		const struct op_info *info = &op_table[kind];

		if (!info->question)
			assert_false(info->asked != ASKED_ON ||
			    info->carries != CARRIES_NOTHING ||
			    info->has_parts || info->passed_on_return);
		if (!is_change(kind))
			assert_false(info->adds || info->in_pool ||
			    info->beside || info->at_console ||
			    info->long_value || info->stays != 0 ||
			    info->time != 0 || info->back != BACK_AS_FOUND ||
			    info->downs != DOWNS_NOTHING);
		if (info->makes != OP_NONE)
			assert_true(is_change(info->makes));
		if (info->back == BACK_SWAPPED)
			assert_true((info->takes & TAKES(F_TO)) != 0);
	}
}

/* A reboot takes away what was taken and what would give it back alike. */
static void
who_loses_something_by_a_reboot_can_ask_for_it(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		const struct op_info *info = &op_table[kind];

		if (is_change(kind))
			assert_int_equal(info->lost_by_reboot,
			    op_table[info->decides].lost_by_reboot);
		if (info->closed_by != OP_NONE)
			assert_int_equal(info->lost_by_reboot,
			    op_table[info->closed_by].lost_by_reboot);
	}
}

/* A volume or disk of no disk that the site declares is the medium's. */
static void
volumes_of_no_disk_are_those_of_the_medium(void **state)
{
	(void)state;
	for (size_t p = 0; procedures[p] != NULL; p++)
		for (const struct procedure_part *part = procedures[p]->parts;
		    part->steps != NULL; part++)
			for (const struct procedure_step *row = part->steps;
			    row->name != NULL; row++)
				if ((op_table[row->op].takes &
				    TAKES(F_VOLUME)) != 0 ||
				    row->op == OP_GUEST_VDISK_REMOVE)
					assert_int_equal(row->each == EACH_ONE,
					    row->of == OF_MEDIUM);
}

static void
questions_leave_nothing_to_undo_or_to_close(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		if (!op_table[kind].question)
			continue;
		assert_int_equal(op_table[kind].undo[0], OP_NONE);
		assert_int_equal(op_table[kind].closed_by, OP_NONE);
		assert_false(op_table[kind].destroys);
	}
}

static void
the_undo_of_an_undo_is_the_operation(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		for (int u = 0; u < OP_UNDOS; u++) {
			enum op_kind undo = op_table[kind].undo[u];

			if (undo == OP_NONE || op_table[undo].undo[0] ==
			    OP_NONE || kind == OP_GUEST_INSTALL ||
			    kind == OP_GROUP_UNMANAGE ||
			    kind == OP_VOLUME_MEND)
				continue;
			if (op_table[kind].undo[1] == OP_NONE)
				assert_true(op_table[undo].undo[0] == kind ||
				    op_table[undo].undo[1] == kind);
		}
}

static void
what_leaves_something_open_says_what(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		assert_int_equal(op_table[kind].closed_by != OP_NONE,
		    op_table[kind].open_text != NULL);
}

static void
no_leap_is_tried_twice(void **state)
{
	(void)state;
	assert_int_equal(op_table[OP_GUEST_MIGRATE].again, AGAIN_NEVER);
	assert_int_equal(op_table[OP_GUEST_INSTALL].again, AGAIN_NEVER);
	assert_true(op_table[OP_P2V_PREPARE].compound);
	assert_true(op_table[OP_P2V_CONVERT].compound);
	assert_int_equal(op_table[OP_P2V_PREPARE].again, AGAIN_NEVER);
	assert_int_equal(op_table[OP_P2V_CONVERT].again, AGAIN_NEVER);
	assert_int_equal(op_table[OP_GUEST_UPGRADE].again, AGAIN_NEVER);
}

/* P5: before the point of no return everything can be brought back. */
static void
every_step_before_no_return_can_be_undone(void **state)
{
	(void)state;
	for (size_t p = 0; procedures[p] != NULL; p++) {
		const struct procedure_part *part = procedures[p]->parts;

		for (; part->steps != NULL; part++)
			for (const struct procedure_step *row = part->steps;
			    row->name != NULL && !row->no_return; row++)
				if (row->op != OP_NONE && !may_stay(row->op))
					assert_int_not_equal(op_table[
					    row->op].undo[0], OP_NONE);
	}
}

static void
every_phase_of_a_procedure_is_explained(void **state)
{
	(void)state;
	for (size_t p = 0; procedures[p] != NULL; p++) {
		const struct procedure_part *part = procedures[p]->parts;
		const struct procedure_phase *phase = procedures[p]->phases;

		for (; part->steps != NULL; part++)
			for (const struct procedure_step *row = part->steps;
			    row->name != NULL; row++) {
				const char *name = row->phase != NULL ?
				    row->phase : part->phase;

				assert_non_null(row->why);
				while (phase->name != NULL &&
				    strcmp(phase->name, name) != 0)
					phase++;
				assert_non_null(phase->name);
			}
	}
}

/* "try-there" is a step of two phases of create; there its name is unique. */
static void
step_names_are_unique_in_every_phase(void **state)
{
	static const char *const jobs[] = { "services", "create ldom1",
	    "switch ldom1", "p2v system1", "migrate ldom1", "maintain ldom1",
	    "retire ldom1 --destroy-data d14" };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	for (size_t j = 0; j < sizeof(jobs) / sizeof(jobs[0]); j++) {
		struct plan *plan = posts_plan(&arena, site, jobs[j]);

		for (uint32_t a = 0; a < plan->step_count; a++)
			for (uint32_t b = a + 1; b < plan->step_count; b++)
				if (plan->steps[a].phase ==
				    plan->steps[b].phase)
					assert_string_not_equal(
					    plan->steps[a].name,
					    plan->steps[b].name);
	}
	arena_drop(&arena);
}

/* Every debt is paid by a later step that is marked so. */
static void
debts_are_paid(const char *job, unsigned expected)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena), job);
	struct op closing;
	unsigned debts = 0;

	for (uint32_t a = 0; a < plan->step_count; a++) {
		bool paid = false;

		if (!op_closing(&plan->steps[a].op, &closing))
			continue;
		debts++;
		for (uint32_t b = a + 1; b < plan->step_count; b++)
			paid |= op_closes(&plan->steps[b].op, &closing);
		assert_true(paid);
	}
	assert_int_equal(debts, expected);
	arena_drop(&arena);
}

/* Of a conversion: the share on node, source and guest, and the group. */
static void
every_debt_is_paid_on_the_straight_path(void **state)
{
	(void)state;
	debts_are_paid("create ldom1", 1);
	debts_are_paid("p2v system1", 4);
	debts_are_paid("migrate ldom1", 1);
	debts_are_paid("maintain ldom1", 1);
	debts_are_paid("maintain ldom1 --set vcpus=16", 1);
	debts_are_paid("retire ldom1", 0);
}

static void
assert_always(const char *job)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena), job);

	for (uint32_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].op.kind == OP_GROUP_RESUME ||
		    plan->steps[i].op.kind == OP_RESOURCE_MONITOR)
			assert_true(plan->steps[i].always);
	arena_drop(&arena);
}

static void
what_was_taken_from_the_cluster_is_given_back_in_any_case(void **state)
{
	(void)state;
	assert_always("create ldom1");
	assert_always("p2v system1");
	assert_always("migrate ldom1");
	assert_always("maintain ldom1");
	assert_always("maintain ldom1 --set vcpus=16");
}

static void
steps_whose_undo_would_do_harm_are_savepoints(void **state)
{
	static const char *const steps[] = { "upgrade", "stop-upgraded",
	    "up-upgraded", "agent-on" };
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    "p2v system1");
	uint32_t n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		assert_true(plan->steps[posts_step(plan, steps[i])].savepoint);
	for (uint32_t i = 0; i < plan->step_count; i++)
		n += plan->steps[i].savepoint;
	assert_int_equal(n, sizeof(steps) / sizeof(steps[0]));
	arena_drop(&arena);
}

/* What a step without a command proves has to be proved before that step. */
static void
steps_that_only_ask_stand_before_what_depends_on_them(void **state)
{
	static const struct {
		const char	*job, *step, *next;
		enum step_kind	 kind;
		enum op_kind	 asks;
	} rows[] = {
		{ "migrate ldom1", "dry-run", "pool", STEP_CHECK,
		    OP_MIGRATION_CHECK },
		{ "migrate ldom1", "up", "resume", STEP_WAIT,
		    OP_GUEST_STATE },
		{ "maintain ldom1", "up", "resume", STEP_WAIT,
		    OP_GUEST_STATE },
		{ "p2v system1", "image", "fresh", STEP_CHECK,
		    OP_IMAGE_STATE },
		{ "p2v system1", "fresh", "source-stop", STEP_CHECK,
		    OP_FRESH_STATE },
		{ "p2v system1", "up-upgraded", "share@guest", STEP_WAIT,
		    OP_GUEST_STATE },
		{ "p2v system1", "up", "type-agent", STEP_WAIT,
		    OP_GUEST_STATE },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct plan *plan = posts_plan(&arena, site, rows[i].job);
		uint32_t at = posts_step(plan, rows[i].step);
		const struct step *step = &plan->steps[at];

		assert_int_equal(step->kind, rows[i].kind);
		assert_int_equal(step->kind == STEP_CHECK ?
		    plan->proofs[step->preconditions.first].ask.kind :
		    plan->facts[step->decide.first].fact.ask.kind,
		    rows[i].asks);
		assert_int_equal(posts_step(plan, rows[i].next), at + 1);
	}
	arena_drop(&arena);
}

static void
is_valid(const char *job)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena), job);

	for (uint32_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].kind == STEP_CHANGE)
			assert_true(op_valid(&plan->steps[i].op));
	for (uint32_t i = 0; i < plan->fact_count; i++)
		assert_true(op_valid(&plan->facts[i].fact.ask));
	for (uint32_t i = 0; i < plan->proof_count; i++)
		assert_true(op_valid(&plan->proofs[i].ask));
	for (uint32_t i = 0; i < plan->check_count; i++)
		assert_true(op_valid(&plan->checks[i].fact.ask));
	arena_drop(&arena);
}

/* The run does not look at the fields of these again. */
static void
an_operation_that_lacks_a_field_is_found_in_every_table(void **state)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    "create ldom1");
	struct op *const ops[] = { &plan->steps[0].op,
	    &plan->facts[plan->fact_count - 1].fact.ask,
	    &plan->proofs[plan->proof_count - 1].ask,
	    &plan->checks[plan->check_count - 1].fact.ask };

	(void)state;
	assert_true(plan_is_whole(plan));
	for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
		const struct op whole = *ops[i];

		*ops[i] = (struct op){ .kind = whole.kind };
		assert_false(plan_is_whole(plan));
		*ops[i] = whole;
	}
	arena_drop(&arena);
}

static void
every_operation_of_a_plan_is_valid(void **state)
{
	(void)state;
	is_valid("create ldom1");
	is_valid("p2v system1");
	is_valid("p2v system1 --keep-iso");
	is_valid("migrate ldom1");
	is_valid("maintain ldom1 --set hostid=1 --set vcpus=2");
	is_valid("retire ldom1 --destroy-data d14");
}

static void
every_error_has_a_name_a_status_and_a_hint(void **state)
{
	(void)state;
	for (enum err_code code = ERR_NONE + 1; code < ERR_CODES; code++) {
		assert_non_null(err_table[code].name);
		assert_non_null(err_table[code].hint);
		assert_in_range(err_table[code].exit, EXIT_RETURNED,
		    EXIT_UNKNOWN);
		assert_int_equal(err_find(err_table[code].name), code);
	}
}

/* The removal of a domain removes its parts. */
static void
parts_of_a_definition_go_with_it(void **state)
{
	static const enum op_kind parts[] = { OP_GUEST_VCPUS,
	    OP_GUEST_CRYPTO, OP_GUEST_MEMORY, OP_GUEST_HOSTID, OP_GUEST_MASTER,
	    OP_GUEST_VARIABLE, OP_GUEST_VDISK, OP_GUEST_VNET };

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		assert_int_equal(op_table[parts[i]].within, OP_GUEST_DEFINE);
	assert_int_equal(op_table[OP_GUEST_BIND].within, OP_NONE);
	assert_int_equal(op_table[OP_GUEST_START].within, OP_NONE);
}

/* P3: late is counted in milliseconds, and machines are slower. */
static void
no_effect_is_given_up_within_ten_seconds(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (is_change(kind))
			assert_true(op_table[kind].late_ms >= 10000);
}

static void
what_takes_something_away_can_give_it_back(void **state)
{
	static const enum op_kind cannot[] = { OP_TYPE_REGISTER,
	    OP_CONFIG_REMOVE, OP_POOL_DESTROY, OP_DISK_REMOVE,
	    OP_RESOURCE_CLEAR, OP_GUEST_SAVE, OP_GROUP_UNMANAGE,
	    OP_GROUP_QUIESCE,
	    OP_DIRECTORY_MAKE, OP_FILE_COPY, OP_SCRIPT_WRITE,
	    OP_ARCHIVE_REMOVE, OP_SOURCE_OFF, OP_P2V_CLEAN, OP_GUEST_UPGRADE,
	    OP_DATA_FILESYSTEM, OP_DATA_RESTORE, OP_ASK, OP_NODE_EVACUATE,
	    OP_NODE_SHUTDOWN, OP_GUEST_CANCEL };

	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		bool can = is_change(kind);

		for (size_t i = 0; i < sizeof(cannot) / sizeof(cannot[0]); i++)
			can &= kind != cannot[i];
		assert_true(can == (op_table[kind].undo[0] != OP_NONE));
	}
}

/* The halves that a command of two parts may leave. */
static void
a_group_between_two_nodes_is_partially_moved(void **state)
{
	(void)state;
	assert_int_equal(op_table[OP_GROUP_SWITCH].partial,
	    STATE_BIT(STATE_OFFLINE));
	assert_int_equal(op_table[OP_GROUP_ONLINE].partial,
	    STATE_BIT(STATE_OFFLINE));
}

/* An agent with a plugin is not to see the guest at the ok prompt. */
static void
a_monitor_that_was_stopped_is_a_debt_that_is_paid(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct op closing;
	struct plan *plan;
	const struct step *open_text, *closed_by;

	(void)state;
	site->guests[1].agent.plugin_probe = true;
	plan = posts_plan(&arena, site, "switch ldom1");
	open_text = &plan->steps[posts_step(plan, "unmonitor")];
	closed_by = &plan->steps[posts_step(plan, "monitor")];
	assert_true(op_closing(&open_text->op, &closing));
	assert_true(op_equal(&closing, &closed_by->op) ||
	    (closing.kind == closed_by->op.kind &&
	    closing.resource == closed_by->op.resource));
	assert_true(closed_by->always);
	assert_ptr_equal(closed_by, &plan->steps[plan->step_count - 1]);
	site->guests[1].agent.plugin_probe = false;
	plan = posts_plan(&arena, site, "switch ldom1");
	for (uint32_t i = 0; i < plan->step_count; i++)
		assert_string_not_equal(plan->steps[i].name, "unmonitor");
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_operation_has_a_name_of_its_own),
		cmocka_unit_test(
		    every_operation_is_explained_by_a_sentence_of_its_own),
		cmocka_unit_test(every_change_is_decided_by_a_question),
		cmocka_unit_test(
		    every_operation_asks_or_changes_but_the_pause),
		cmocka_unit_test(every_change_says_what_is_proved_before_it),
		cmocka_unit_test(every_change_takes_its_time),
		cmocka_unit_test(every_change_has_its_command),
		cmocka_unit_test(columns_are_filled_for_what_they_are_about),
		cmocka_unit_test(
		    who_loses_something_by_a_reboot_can_ask_for_it),
		cmocka_unit_test(volumes_of_no_disk_are_those_of_the_medium),
		cmocka_unit_test(questions_leave_nothing_to_undo_or_to_close),
		cmocka_unit_test(the_undo_of_an_undo_is_the_operation),
		cmocka_unit_test(what_leaves_something_open_says_what),
		cmocka_unit_test(no_leap_is_tried_twice),
		cmocka_unit_test(
		    every_step_before_no_return_can_be_undone),
		cmocka_unit_test(every_phase_of_a_procedure_is_explained),
		cmocka_unit_test(step_names_are_unique_in_every_phase),
		cmocka_unit_test(every_debt_is_paid_on_the_straight_path),
		cmocka_unit_test(
		    what_was_taken_from_the_cluster_is_given_back_in_any_case),
		cmocka_unit_test(
		    steps_whose_undo_would_do_harm_are_savepoints),
		cmocka_unit_test(
		    steps_that_only_ask_stand_before_what_depends_on_them),
		cmocka_unit_test(every_operation_of_a_plan_is_valid),
		cmocka_unit_test(
		    an_operation_that_lacks_a_field_is_found_in_every_table),
		cmocka_unit_test(every_error_has_a_name_a_status_and_a_hint),
		cmocka_unit_test(parts_of_a_definition_go_with_it),
		cmocka_unit_test(no_effect_is_given_up_within_ten_seconds),
		cmocka_unit_test(what_takes_something_away_can_give_it_back),
		cmocka_unit_test(a_group_between_two_nodes_is_partially_moved),
		cmocka_unit_test(
		    a_monitor_that_was_stopped_is_a_debt_that_is_paid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
