/*
 * Jobs and plans.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/commands.h"
#include "core/formats/site_file.h"
#include "tests/posts_fixture.h"

enum { ROOM = 65536 };

/* Other names for everything that has one in the site of the posts. */
static const struct {
	const char	*was, *is;
} renamed[] = {
	{ "zpool_ldom1", "tank_erp" }, { "ldom1-fs-rs", "erp-hasp" },
	{ "ldom1-ldom-rs", "erp-dom" }, { "ldom1-rg", "erp-group" },
	{ "ldom1-vol0", "erp-root" }, { "ldom1-vol1", "erp-log" },
	{ "ldom1", "erp" }, { "node1", "alpha" }, { "node2", "beta" },
	{ "primary-vsw0", "front" }, { "primary-vsw1", "back" },
	{ "primary-vds0", "disks" }, { "primary-vcc0", "consoles" },
	{ "vdisk0", "root0" }, { "vdisk1", "log1" }, { "vnet0", "net7" },
	{ "vnet1", "net8" }, { "disk0", "rootfile" }, { "disk1", "logfile" },
	{ "\"d14\"", "\"d77\"" }, { "d14s", "d77s" }, { "/pfile", "/secret" },
	{ "ha-base", "floor" }, { "nxge0", "igb0" }, { "nxge2", "igb2" },
};

/* Every name replaced, longest first, one pass over the text. */
static char *
rename_all(struct arena *arena, const char *text)
{
	char *to = arena_take(arena, ROOM, 1), *at = to;

	while (*text != '\0') {
		size_t n = 0;

		for (size_t i = 0; n == 0 && i < sizeof(renamed) /
		    sizeof(renamed[0]); i++) {
			n = strlen(renamed[i].was);
			if (strncmp(text, renamed[i].was, n) != 0) {
				n = 0;
				continue;
			}
			at += sprintf(at, "%s", renamed[i].is);
		}
		if (n == 0)
			*at++ = *text;
		text += n != 0 ? n : 1;
	}
	return to;
}

static char *
posts_text(struct arena *arena)
{
	char *text = arena_take(arena, ROOM, 1);
	FILE *file = fopen("scenarios/sites/posts.json", "r");

	assert_non_null(file);
	assert_int_not_equal(fread(text, 1, ROOM - 1, file), 0);
	fclose(file);
	return text;
}

static const char *
commands_of(struct arena *arena, const struct plan *plan)
{
	char *text = arena_take(arena, ROOM, 1), *at = text;
	char place[64];

	for (uint32_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].kind == STEP_CHANGE)
			at += sprintf(at, "%s %s\n", site_place(
			    plan->site->names, op_place(&plan->steps[i].op),
			    place, sizeof(place)), command_text(arena,
			    plan->site, &plan->steps[i].op));
	return text;
}

static void
other_names_give_the_same_plan_with_other_names(void **state)
{
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	struct site *site = posts_site(&arena), *other;
	char *text = rename_all(&arena, posts_text(&arena));

	(void)state;
	other = site_read(&arena, "renamed", text, strlen(text), &mistakes);
	assert_non_null(other);
	assert_string_equal(commands_of(&arena, posts_plan(&arena, other,
	    "create erp")), rename_all(&arena, commands_of(&arena,
	    posts_plan(&arena, site, "create ldom1"))));
	assert_string_equal(commands_of(&arena, posts_plan(&arena, other,
	    "switch erp --to beta")), rename_all(&arena, commands_of(&arena,
	    posts_plan(&arena, site, "switch ldom1 --to node2"))));
	arena_drop(&arena);
}

static void
a_job_that_does_not_fit_is_told(void **state)
{
	static const char *const lines[] = { "fly ldom1", "create",
	    "create nobody", "create ldom1 ldom1", "switch ldom1 --to",
	    "switch ldom1 --to mars", "services mars", "create --twice ldom1",
	    "services node1 --to node2" };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct err err = { 0 };

		assert_false(job_read_line(&arena, site, lines[i], &job,
		    &err));
		assert_int_equal(err.code, ERR_JOB_INVALID);
	}
	arena_drop(&arena);
}

static void
a_plan_that_cannot_be_made_is_told(void **state)
{
	static const char *const lines[] = { "switch ldom1 --to node1",
	    "create system1" };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct err err = { 0 };

		assert_true(job_read_line(&arena, site, lines[i], &job,
		    &err));
		assert_null(plan_make(&arena, site, &job, NULL, &err));
		assert_int_equal(err.code, ERR_JOB_INVALID);
	}
	arena_drop(&arena);
}

static void
the_view_says_where_a_switch_begins(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct view view = { .group_at = 2 };
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	(void)state;
	assert_true(job_read_line(&arena, site, "switch ldom1", &job, &err));
	plan = plan_make(&arena, site, &job, &view, &err);
	assert_non_null(plan);
	assert_int_equal(plan->from, 2);
	assert_int_equal(plan->to, 1);
	arena_drop(&arena);
}

static void
without_a_target_a_switch_goes_to_the_next_of_the_list(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct site_guest *row = &site->guests[1];
	struct view view = { .group_at = 0 };
	struct err err = { 0 };
	struct job job;

	(void)state;
	row->node[2] = 3;	/* a third node, in the list only */
	row->node_count = 3;
	assert_true(job_read_line(&arena, site, "switch ldom1", &job, &err));
	for (uint32_t at = 1; at <= 3; at++) {
		view.group_at = at;
		names_put(site->names, KIND_NODE, "node3");
		site->nodes = arena_take(&arena, 8, sizeof(*site->nodes));
		assert_int_equal(plan_make(&arena, site, &job, &view,
		    &err)->to, at % 3 + 1);
	}
	arena_drop(&arena);
}

/* Where there is nowhere to go, nothing is halted in order to go. */
static void
a_guest_with_one_node_is_not_tried_elsewhere(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;

	(void)state;
	site->guests[1].node_count = 1;
	plan = posts_plan(&arena, site, "create ldom1");
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].kind == STEP_CHANGE)
			assert_int_not_equal(plan->steps[i].op.kind,
			    OP_GUEST_HALT);
	assert_int_equal(plan->to, 0);
	arena_drop(&arena);
}

static void
saved_configurations_are_counted_on_each_node(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct view view = { .saved = { 0, 3, 7 } };
	struct err err = { 0 };
	struct plan *plan;
	struct job job;
	const struct op *op;

	(void)state;
	assert_true(job_read_line(&arena, site, "create ldom1", &job, &err));
	plan = plan_make(&arena, site, &job, &view, &err);
	op = &plan->steps[posts_step(plan, "config@node1")].op;
	assert_string_equal(names_text(site->names, KIND_TEXT, op->value),
	    "ha-base-4");
	op = &plan->steps[posts_step(plan, "config@node2")].op;
	assert_string_equal(names_text(site->names, KIND_TEXT, op->value),
	    "ha-base-8");
	arena_drop(&arena);
}

static void
no_test_leaves_the_test_migration_out(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1 --no-test");

	(void)state;
	for (uint32_t i = 0; i < plan->phase_count; i++)
		assert_string_not_equal(plan->phases[i].name, "test");
	assert_int_equal(plan->phase_count, 6);
	arena_drop(&arena);
}

static void
downtime_is_expected_only_while_the_guest_is_down(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "switch ldom1");

	(void)state;
	assert_int_equal(plan->steps[posts_step(plan, "save")].downtime_ms,
	    0);
	assert_int_not_equal(plan->steps[posts_step(plan,
	    "halt")].downtime_ms, 0);
	assert_int_not_equal(plan->steps[posts_step(plan, "up")].downtime_ms,
	    0);
	assert_true(plan->downtime_ms < plan->expected_ms);
	arena_drop(&arena);
}

/* P10 and the rule that no pool leaves a node under a bound domain. */
static void
a_switch_without_agent_proves_that_no_domain_is_bound(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");
	const struct step *step = &plan->steps[posts_step(plan,
	    "pool-there")];

	(void)state;
	assert_int_equal(step->needs.count, 2);
	for (uint32_t i = 0; i < step->needs.count; i++) {
		const struct fact *fact =
		    &plan->proofs[step->needs.first + i];

		assert_int_equal(fact->ask.kind, OP_GUEST_STATE);
		assert_int_equal(fact->want.states & STATE_BIT(STATE_BOUND),
		    0);
	}
	assert_int_equal(plan->steps[posts_step(plan,
	    "try-there")].needs.count, 2);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    other_names_give_the_same_plan_with_other_names),
		cmocka_unit_test(a_job_that_does_not_fit_is_told),
		cmocka_unit_test(a_plan_that_cannot_be_made_is_told),
		cmocka_unit_test(the_view_says_where_a_switch_begins),
		cmocka_unit_test(
		    without_a_target_a_switch_goes_to_the_next_of_the_list),
		cmocka_unit_test(a_guest_with_one_node_is_not_tried_elsewhere),
		cmocka_unit_test(saved_configurations_are_counted_on_each_node),
		cmocka_unit_test(no_test_leaves_the_test_migration_out),
		cmocka_unit_test(
		    downtime_is_expected_only_while_the_guest_is_down),
		cmocka_unit_test(
		    a_switch_without_agent_proves_that_no_domain_is_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
