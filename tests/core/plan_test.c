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

#include "backends/commands/commands.h"
#include "core/formats/site/site_file.h"
#include "core/plan/precondition.h"
#include "core/procedures/procedure.h"
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
a_job_that_does_not_fit_is_refused(void **state)
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

/* A run is resumed from the job's text. */
static void
a_job_whose_words_do_not_stay_apart_is_refused(void **state)
{
	static const char *const wrong[] = { "", " ", "d 14", "d14 " };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *const words[] = { "retire", "ldom1",
		    "--destroy-data", wrong[i] };
		struct err err = { 0 };

		assert_false(job_read(&arena, site, (struct job_words){ words,
		    4, 0 }, &job, &err));
		assert_int_equal(err.code, ERR_JOB_INVALID);
		assert_non_null(strstr(err.text, "word 4"));
	}
	arena_drop(&arena);
}

static void
a_plan_that_cannot_be_built_is_refused(void **state)
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
	assert_int_equal(step->preconditions.count, 2);
	for (uint32_t i = 0; i < step->preconditions.count; i++) {
		const struct fact *fact =
		    &plan->proofs[step->preconditions.first + i];

		assert_int_equal(fact->ask.kind, OP_GUEST_STATE);
		assert_int_equal(fact->want.states & STATE_BIT(STATE_BOUND),
		    0);
	}
	assert_int_equal(plan->steps[posts_step(plan,
	    "try-there")].preconditions.count, 2);
	arena_drop(&arena);
}

/* "guest-state node2 vcpus: absent on node1 =value #number": one line. */
static char *
fact_write(const struct site *site, const struct fact *fact, char *at)
{
	const struct names *names = site->names;
	const struct want *want = &fact->want;
	const struct op *ask = &fact->ask;

	at += sprintf(at, "%s", op_table[ask->kind].name);
	if (ask->on != 0)
		at += sprintf(at, " %s", names_text(names, KIND_NODE,
		    ask->on));
	if (ask->value != 0)
		at += sprintf(at, " %s", names_text(names, KIND_TEXT,
		    ask->value));
	if (ask->pool != 0)
		at += sprintf(at, " %s", names_text(names, KIND_POOL,
		    ask->pool));
	at += sprintf(at, ":");
	for (enum state s = STATE_STRANGE; s < STATES; s++)
		if ((want->cares & WANT_STATE) != 0 &&
		    (want->states & STATE_BIT(s)) != 0)
			at += sprintf(at, " %s", state_name(s));
	if ((want->cares & WANT_OR_ABSENT) != 0)
		at += sprintf(at, " or absent");
	if ((want->cares & WANT_ON) != 0)
		at += sprintf(at, " on %s", names_text(names, KIND_NODE,
		    want->on));
	if ((want->cares & WANT_VALUE) != 0)
		at += sprintf(at, " =%.*s", (int)strcspn(names_text(names,
		    op_table[ask->kind].value, want->value), "\n"),
		    names_text(names, op_table[ask->kind].value,
		    want->value));
	if ((want->cares & WANT_NUMBER) != 0)
		at += sprintf(at, " #%lld", (long long)want->number);
	if ((want->cares & WANT_AT_LEAST) != 0)
		at += sprintf(at, " >=%lld", (long long)want->number);
	return at + sprintf(at, "\n");
}

static const char *
guards_of(struct arena *arena, struct site *site, const char *line)
{
	struct plan *plan = posts_plan(arena, site, line);
	char *text = arena_take(arena, ROOM, 1), *at = text;

	for (uint32_t i = 0; i < plan->check_count; i++) {
		at += sprintf(at, "%s: ", plan->checks[i].name);
		at = fact_write(site, &plan->checks[i].fact, at);
	}
	return text;
}

/* Line by line: a text of many lines is too long for an assertion. */
static void
assert_lines(const char *found, const char *wanted)
{
	char one[200], other[200];

	while (*found != '\0' || *wanted != '\0') {
		size_t n = strcspn(found, "\n"), m = strcspn(wanted, "\n");

		snprintf(one, sizeof(one), "%.*s", (int)n, found);
		snprintf(other, sizeof(other), "%.*s", (int)m, wanted);
		assert_string_equal(one, other);
		found += n + (found[n] == '\n');
		wanted += m + (wanted[m] == '\n');
	}
}

static void
a_switch_is_checked_where_it_begins_and_where_it_goes(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_lines(guards_of(&arena, posts_site(&arena),
	    "switch ldom1"),
	    "member: node-state node1: up\n"
	    "group: group-state: online on node1\n"
	    "group: group-state suspended: resumed\n"
	    "guest: guest-state node1: at-ok running\n"
	    "agent: resource-state: online\n"
	    "member: node-state node2: up\n"
	    "device: device-state node2 zpool_ldom1: present #0\n"
	    "services: service-state node2: present =nxge0\n"
	    "services: service-state node2: present =nxge2\n"
	    "services: service-state node2: present\n"
	    "services: service-state node2: present =5000-5100\n"
	    "volumes: volume-state node2: present =/zpool_ldom1/ldom1/disk0\n"
	    "volumes: volume-state node2: present =/zpool_ldom1/ldom1/disk1\n"
	    "room: node-state node2 vcpus: >=8\n"
	    "room: node-state node2 memory: >=17179869184\n"
	    "absent: guest-state node2: absent\n"
	    "affinity: group-state RG_affinities: =RG_affinities=\n"
	    "pool: pool-state zpool_ldom1: imported on node1 #0\n");
	arena_drop(&arena);
}

static void
services_may_be_absent_where_they_are_going_to_be_added(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_lines(guards_of(&arena, posts_site(&arena),
	    "services node2"),
	    "member: node-state node2: up\n"
	    "services: service-state node2: present or absent =nxge0\n"
	    "services: service-state node2: present or absent =nxge2\n"
	    "services: service-state node2: present or absent\n"
	    "services: service-state node2: present or absent =5000-5100\n"
	    "slots: node-state node2 spconfig-slots: >=1\n"
	    "whole: node-state node2 spconfig: absent saved older\n"
	    "config: config-state node2 ha-base-1: absent\n");
	arena_drop(&arena);
}

static void
a_guest_is_created_where_capacity_and_its_name_are_free(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const char *text;

	(void)state;
	site->service_count = 0;
	text = guards_of(&arena, site, "create ldom1");
	assert_lines(text,
	    "member: node-state node1: up\n"
	    "device: device-state node1 zpool_ldom1: present #0\n"
	    "label: device-state node1 label: =smi\n"
	    "volumes: volume-state node1: present or absent "
	    "=/zpool_ldom1/ldom1/disk0\n"
	    "volumes: volume-state node1: present or absent "
	    "=/zpool_ldom1/ldom1/disk1\n"
	    "room: node-state node1 vcpus: >=8\n"
	    "room: node-state node1 memory: >=17179869184\n"
	    "password: disk-state node1 access: present =private\n"
	    "guest: guest-state node1 vcpus: or absent\n"
	    "guest: guest-state node1 memory: or absent\n"
	    "agent: resource-state: absent\n"
	    "member: node-state node2: up\n"
	    "device: device-state node2 zpool_ldom1: present #0\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_ldom1/ldom1/disk0\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_ldom1/ldom1/disk1\n"
	    "room: node-state node2 vcpus: >=8\n"
	    "room: node-state node2 memory: >=17179869184\n"
	    "password: disk-state node2 access: present =private\n"
	    "absent: guest-state node2: absent\n"
	    "pool: pool-state zpool_ldom1: #0\n"
	    "slots: node-state node2 spconfig-slots: >=1\n"
	    "whole: node-state node2 spconfig: absent saved older\n"
	    "slots: node-state node1 spconfig-slots: >=1\n"
	    "whole: node-state node1 spconfig: absent saved older\n"
	    "config: config-state node2 ha-base-1: absent\n"
	    "config: config-state node1 ha-base-1: absent\n");
	site->guests[1].agent.present = false;
	text = guards_of(&arena, site, "create ldom1");
	assert_null(strstr(text, "password"));
	arena_drop(&arena);
}

static void
a_migration_is_checked_on_both_nodes_and_against_the_agent(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	site->service_count = 1;
	assert_lines(guards_of(&arena, site, "migrate ldom1"),
	    "agent: resource-state: absent\n"
	    "member: node-state node1: up\n"
	    "guest: guest-state node1: running\n"
	    "password: disk-state node1 access: present =private\n"
	    "member: node-state node2: up\n"
	    "device: device-state node2 zpool_ldom1: present #0\n"
	    "services: service-state node2: present =nxge0\n"
	    "volumes: volume-state node2: present =/zpool_ldom1/ldom1/disk0\n"
	    "volumes: volume-state node2: present =/zpool_ldom1/ldom1/disk1\n"
	    "room: node-state node2 vcpus: >=8\n"
	    "room: node-state node2 memory: >=17179869184\n"
	    "absent: guest-state node2: absent\n"
	    "affinity: group-state RG_affinities: =RG_affinities=\n"
	    "pool: pool-state zpool_ldom1: imported on node1 #0\n"
	    "group: group-state: online on node1\n");
	site->guests[1].agent.resource = 0;
	assert_null(strstr(guards_of(&arena, site, "migrate ldom1"),
	    "agent:"));
	arena_drop(&arena);
}

static void
what_is_set_has_to_fit_wherever_the_guest_may_go(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	assert_lines(guards_of(&arena, site, "maintain ldom1 --set vcpus=16 "
	    "--set memory=24G"),
	    "member: node-state node1: up\n"
	    "group: group-state: online on node1\n"
	    "group: group-state suspended: resumed\n"
	    "guest: guest-state node1: at-ok running\n"
	    "agent: resource-state: online\n"
	    "room: node-state node1 vcpus: >=16\n"
	    "room: node-state node1 memory: >=25769803776\n"
	    "room: node-state node2 vcpus: >=16\n"
	    "room: node-state node2 memory: >=25769803776\n");
	assert_null(strstr(guards_of(&arena, site, "maintain ldom1 --set "
	    "hostid=1"), "room"));
	assert_null(strstr(guards_of(&arena, site, "maintain ldom1 --set "
	    "vcpus=16"), "memory"));
	arena_drop(&arena);
}

static void
a_guest_is_retired_where_it_is_and_nowhere_else_defined(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	assert_lines(guards_of(&arena, site, "retire ldom1"),
	    "member: node-state node1: up\n"
	    "password: disk-state node1 access: present =private\n"
	    "member: node-state node2: up\n"
	    "password: disk-state node2 access: present =private\n"
	    "absent: guest-state node2: absent\n"
	    "group: group-state: online on node1\n"
	    "group: group-state suspended: resumed\n"
	    "guest: guest-state node1: at-ok running\n"
	    "agent: resource-state: online\n"
	    "affinity: group-state RG_affinities: =RG_affinities=\n"
	    "pool: pool-state zpool_ldom1: imported on node1 #0\n"
	    "slots: node-state node1 spconfig-slots: >=1\n"
	    "whole: node-state node1 spconfig: absent saved older\n"
	    "slots: node-state node2 spconfig-slots: >=1\n"
	    "whole: node-state node2 spconfig: absent saved older\n"
	    "config: config-state node1 ha-base-1: absent\n"
	    "config: config-state node2 ha-base-1: absent\n");
	site->guests[1].agent.present = false;
	assert_lines(guards_of(&arena, site, "retire ldom1"),
	    "member: node-state node1: up\n"
	    "member: node-state node2: up\n"
	    "absent: guest-state node2: absent\n"
	    "guest: guest-state node1: running\n"
	    "affinity: group-state RG_affinities: =RG_affinities=\n"
	    "pool: pool-state zpool_ldom1: imported on node1 #0\n"
	    "slots: node-state node1 spconfig-slots: >=1\n"
	    "whole: node-state node1 spconfig: absent saved older\n"
	    "slots: node-state node2 spconfig-slots: >=1\n"
	    "whole: node-state node2 spconfig: absent saved older\n"
	    "group: group-state: online on node1\n"
	    "config: config-state node1 ha-base-1: absent\n"
	    "config: config-state node2 ha-base-1: absent\n");
	arena_drop(&arena);
}

/* The lines of a text but those that begin with a word. */
static const char *
without(struct arena *arena, const char *text, const char *word)
{
	char *to = arena_take(arena, ROOM, 1), *at = to;

	while (*text != '\0') {
		size_t n = strcspn(text, "\n") + 1;

		if (strncmp(text, word, strlen(word)) != 0)
			at += sprintf(at, "%.*s", (int)n, text);
		text += n;
	}
	return to;
}

/* What each phase asks before its first change, but for the services and saved
 * configurations. */
static const struct {
	const char	*job, *guards;
} phases_guarded[] = {
	{ "p2v system1",
	    "source: source-state: running\n"
	    "member: node-state node1: up\n"
	    "password: disk-state node1 access: present =private\n"
	    "volumes: volume-state node1: present or absent "
	    "=/zpool_system1/system1/disk0\n"
	    "volumes: volume-state node1: present or absent "
	    "=/zpool_system1/system1/disk1\n"
	    "device: device-state node1 zpool_system1: present #0\n"
	    "label: device-state node1 label: =smi\n"
	    "room: node-state node1 vcpus: >=2\n"
	    "room: node-state node1 memory: >=8589934592\n"
	    "absent: guest-state node1: absent\n"
	    "image: disk-state node1: present\n"
	    "member: node-state node2: up\n"
	    "password: disk-state node2 access: present =private\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk0\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk1\n"
	    "device: device-state node2 zpool_system1: present #0\n"
	    "room: node-state node2 vcpus: >=2\n"
	    "room: node-state node2 memory: >=8589934592\n"
	    "absent: guest-state node2: absent\n"
	    "pool: pool-state zpool_system1: #0\n" },
	{ "p2v system1 --phase prepare",
	    "hand-over: archive-state: complete\n"
	    "member: node-state node1: up\n"
	    "password: disk-state node1 access: present =private\n"
	    "volumes: volume-state node1: present or absent "
	    "=/zpool_system1/system1/disk0\n"
	    "volumes: volume-state node1: present or absent "
	    "=/zpool_system1/system1/disk1\n"
	    "device: device-state node1 zpool_system1: present #0\n"
	    "label: device-state node1 label: =smi\n"
	    "room: node-state node1 vcpus: >=2\n"
	    "room: node-state node1 memory: >=8589934592\n"
	    "absent: guest-state node1: absent\n"
	    "member: node-state node2: up\n"
	    "password: disk-state node2 access: present =private\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk0\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk1\n"
	    "device: device-state node2 zpool_system1: present #0\n"
	    "room: node-state node2 vcpus: >=2\n"
	    "room: node-state node2 memory: >=8589934592\n"
	    "absent: guest-state node2: absent\n"
	    "pool: pool-state zpool_system1: #0\n"
	    "hand-over: share-state node1: present =Archive_System:/share\n" },
	{ "p2v system1 --phase convert",
	    "member: node-state node1: up\n"
	    "password: disk-state node1 access: present =private\n"
	    "room: node-state node1 vcpus: >=2\n"
	    "room: node-state node1 memory: >=8589934592\n"
	    "image: disk-state node1: present\n"
	    "member: node-state node2: up\n"
	    "password: disk-state node2 access: present =private\n"
	    "pool: pool-state zpool_system1: imported on node1 #0\n"
	    "hand-over: fresh-state: nothing-newer\n"
	    "hand-over: guest-state node2: absent inactive bound\n"
	    "hand-over: share-state node1: present =Archive_System:/share\n"
	    "hand-over: disk-state node1: present =#!/bin/ksh\n" },
	{ "p2v system1 --phase convert --phase cluster",
	    "member: node-state node1: up\n"
	    "password: disk-state node1 access: present =private\n"
	    "room: node-state node1 vcpus: >=2\n"
	    "room: node-state node1 memory: >=8589934592\n"
	    "image: disk-state node1: present\n"
	    "member: node-state node2: up\n"
	    "password: disk-state node2 access: present =private\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk0\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk1\n"
	    "room: node-state node2 vcpus: >=2\n"
	    "room: node-state node2 memory: >=8589934592\n"
	    "pool: pool-state zpool_system1: imported on node1 #0\n"
	    "hand-over: fresh-state: nothing-newer\n"
	    "hand-over: guest-state node2: absent inactive bound\n"
	    "hand-over: share-state node1: present =Archive_System:/share\n"
	    "hand-over: disk-state node1: present =#!/bin/ksh\n" },
	{ "p2v system1 --phase cluster --keep-iso",
	    "guest: guest-state node1: running\n"
	    "member: node-state node1: up\n"
	    "password: disk-state node1 access: present =private\n"
	    "image: disk-state node1: present\n"
	    "member: node-state node2: up\n"
	    "password: disk-state node2 access: present =private\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk0\n"
	    "volumes: volume-state node2: present or absent "
	    "=/zpool_system1/system1/disk1\n"
	    "room: node-state node2 vcpus: >=2\n"
	    "room: node-state node2 memory: >=8589934592\n"
	    "image: disk-state node2: present\n"
	    "pool: pool-state zpool_system1: imported on node1 #0\n"
	    "hand-over: guest-state node2: absent inactive\n"
	    "hand-over: source-state: stopped off\n" },
};

static void
each_phase_of_a_conversion_has_its_own_checks(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof(phases_guarded) /
	    sizeof(phases_guarded[0]); i++)
		assert_lines(without(&arena, without(&arena, without(&arena,
		    without(&arena, guards_of(&arena, site,
		    phases_guarded[i].job), "services"), "config"), "slots"),
		    "whole"), phases_guarded[i].guards);
	arena_drop(&arena);
}

static void
a_hand_over_names_every_state_that_is_good(void **state)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    "p2v system1 --phase cluster");
	const struct check *last = &plan->checks[plan->check_count - 1];

	(void)state;
	while (last->code == ERR_PLAN_OLD)
		last--;
	assert_string_equal(last->expect,
	    "source-state of system1 is stopped or off");
	assert_int_equal(last->code, ERR_WRONG_STATE);
	arena_drop(&arena);
}

/* Fourteen guards of a switch are about other things than services. */
static void
more_checks_than_the_limit_are_refused(void **state)
{
	enum { FIT = PLAN_CHECKS - 14 };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err;
	char name[16];

	(void)state;
	site->services = arena_take(&arena, FIT + 2, sizeof(*site->services));
	site->service_count = FIT;
	for (unsigned i = 0; i <= FIT; i++) {
		snprintf(name, sizeof(name), "s%u", i);
		names_put(site->names, KIND_SERVICE, name);
	}
	assert_int_equal(posts_plan(&arena, site, "switch ldom1")->check_count,
	    PLAN_CHECKS);
	site->service_count++;
	err = posts_refused(&arena, site, "switch ldom1");
	assert_int_equal(err.code, ERR_TOO_MANY);
	arena_drop(&arena);
}

/* P10: proved right before, on every node that could be harmed. */
static void
each_change_proves_what_it_could_harm(void **state)
{
	static const char unused[] = "device-state node1 zpool_ldom1: "
	    "present #0\n";
	static const char unbound[] = "guest-state node1: absent inactive\n"
	    "guest-state node2: absent inactive\n";
	static const char only_here[] = "pool-state zpool_ldom1: imported on "
	    "node1\nguest-state node2: absent inactive bound\n";
	static const struct {
		enum op_kind	 kind;
		const char	*preconditions;
	} rows[] = {
		{ OP_DEVICE_LABEL, "device-state node1 zpool_ldom1: present "
		    "#0\ndevice-state node1 label: =smi\n" },
		{ OP_POOL_CREATE, unused },
		{ OP_POOL_DESTROY, unbound },
		{ OP_POOL_EXPORT, unbound },
		{ OP_FILESYSTEM_DESTROY, unbound },
		{ OP_DISK_REMOVE, unbound },
		{ OP_GROUP_OFFLINE, unbound },
		{ OP_GROUP_SWITCH, unbound },
		{ OP_GUEST_DEFINE,
		    "guest-state node2: absent inactive bound\n" },
		{ OP_GUEST_BIND, only_here },
		{ OP_GUEST_START, only_here },
		{ OP_GUEST_BOOT, only_here },
		{ OP_GUEST_MIGRATE, "guest-state node2: absent\n" },
		{ OP_GUEST_VCPUS, "" },
		{ OP_GUEST_HALT, "" },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct fact room[PRECONDITIONS];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct op op = { .kind = rows[i].kind, .on = 1, .to = 2 };
		char text[1000] = "", *at = text;
		uint32_t n = precondition_list(site,
		    &(struct proving){ 1, 1, 0 }, &op, room);

		for (uint32_t j = 0; j < n; j++)
			at = fact_write(site, &room[j], at);
		assert_lines(text, rows[i].preconditions);
		assert_int_equal(precondition_list(site,
		    &(struct proving){ 0 }, &op, room), 0);
	}
	assert_int_equal(precondition_list(site, &(struct proving){ 1, 1,
	    PRECONDITION_GUARDED }, &(struct op){ .kind = OP_GROUP_SWITCH,
	    .on = 1, .to = 2 }, room), 0);
	arena_drop(&arena);
}

/* Its undo disables it while the guest that it has started is up. */
static void
nothing_runs_when_its_agent_is_disabled(void **state)
{
	const struct proving back = { 1, 1, 0 };
	const struct proving forward = { 1, 1, PRECONDITION_FORWARD };
	const char *const halted =
	    "guest-state node1: absent inactive bound at-ok\n"
	    "guest-state node2: absent inactive bound at-ok\n";
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct op op = { .kind = OP_RESOURCE_DISABLE, .on = 1,
	    .resource = site->guests[1].agent.resource };
	struct fact room[PRECONDITIONS];
	char text[1000] = "", *at = text;
	uint32_t n;

	(void)state;
	assert_int_equal(precondition_list(site, &back, &op, room), 0);
	n = precondition_list(site, &forward, &op, room);
	for (uint32_t j = 0; j < n; j++)
		at = fact_write(site, &room[j], at);
	assert_lines(text, halted);
	op.resource = site->guests[1].storage;
	assert_int_equal(precondition_list(site, &forward, &op, room), 0);
	arena_drop(&arena);
}

/* What settles a step, what else it leaves, and what makes it needless. */
static const char *
facts_of(struct arena *arena, const struct plan *plan, const char *name)
{
	const struct step *step = &plan->steps[posts_step(plan, name)];
	char *text = arena_take(arena, ROOM, 1), *at = text;

	for (uint32_t i = 0; i < step->decide.count; i++)
		at = fact_write(plan->site,
		    &plan->facts[step->decide.first + i].fact, at);
	for (uint32_t i = 0; i < step->leave.count; i++)
		at = fact_write(plan->site,
		    &plan->facts[step->leave.first + i].fact, at);
	for (uint32_t i = 0; i < step->skip_if.count; i++)
		at = fact_write(plan->site,
		    &plan->proofs[step->skip_if.first + i], at);
	return text;
}

static void
what_a_step_leaves_is_asked_wherever_it_can_be_seen(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");

	(void)state;
	assert_lines(facts_of(&arena, plan, "label"),
	    "device-state node1: =slice6\n"
	    "device-state node2: =slice6\n");
	assert_lines(facts_of(&arena, plan, "group-online"),
	    "group-state: online on node1\n"
	    "pool-state zpool_ldom1: imported on node1\n");
	assert_lines(facts_of(&arena, plan, "pool-there"),
	    "group-state: online on node2\n"
	    "pool-state zpool_ldom1: imported on node2\n"
	    "resource-state: offline online stop-failed start-failed disabled "
	    "starting stopping\n");
	assert_lines(facts_of(&arena, plan, "migrate-there"),
	    "guest-state node2: inactive\n"
	    "guest-state node1: absent\n"
	    "resource-state: offline online stop-failed start-failed disabled "
	    "starting stopping\n");
	assert_lines(facts_of(&arena, plan, "config@node2"),
	    "config-state node2 ha-base-1: saved =ha-base-1\n"
	    "config-state node2 ha-base-1: >=1\n"
	    "node-state node2 spconfig: saved\n");
	plan = posts_plan(&arena, site, "switch ldom1");
	assert_lines(facts_of(&arena, plan, "switch"),
	    "group-state: online on node2\n"
	    "pool-state zpool_ldom1: imported on node2\n"
	    "guest-state node2: at-ok booting running\n"
	    "guest-state node1: absent inactive\n");
	arena_drop(&arena);
}

static void
facts_know_their_steps_and_what_they_are_parts_of(void **state)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    "create ldom1");
	unsigned parts = 0;

	(void)state;
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		const struct known *known = &plan->facts[i];
		const struct step *step = &plan->steps[known->step];

		assert_true(i - step->decide.first < step->decide.count ||
		    i - step->leave.first < step->leave.count);
		if (known->next != PLAN_NONE) {
			assert_int_equal(plan->facts[known->next].before, i);
			assert_true(op_equal(&known->fact.ask,
			    &plan->facts[known->next].fact.ask));
		}
		if (known->whole == PLAN_NONE)
			continue;
		parts++;
		assert_int_equal(plan->facts[known->whole].fact.ask.on,
		    known->fact.ask.on);
		assert_int_equal(plan->facts[known->whole].fact.ask.value, 0);
		assert_int_equal(plan->facts[known->whole].fact.ask.disk, 0);
	}
	/* failback, eight parts and three variables, suspend, resume, boot */
	assert_int_equal(parts, 14);
	arena_drop(&arena);
}

/* It is no part of the guest's definition, and is removed with it all the
 * same. */
static void
an_image_is_asked_for_only_while_its_guest_is_there(void **state)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    "p2v system1");
	const struct known *image = &plan->facts[plan->steps[posts_step(plan,
	    "upgrade")].decide.first];

	(void)state;
	assert_int_equal(image->fact.ask.kind, OP_IMAGE_STATE);
	assert_int_not_equal(image->whole, PLAN_NONE);
	assert_int_equal(plan->facts[image->whole].step,
	    posts_step(plan, "prepare"));
	arena_drop(&arena);
}

static int64_t
time_of(const struct plan *plan, const char *name)
{
	return plan->steps[posts_step(plan, name)].expected_ms;
}

static int64_t
limit_of(const struct plan *plan, const char *name)
{
	return plan->steps[posts_step(plan, name)].limit_ms;
}

/* Switch 12 s, export 4, import 6; six calls of the agent and its stop, 20 s;
 * boot 95 s. */
static void
a_step_takes_what_its_parts_take_and_has_a_limit_beyond(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");

	(void)state;
	assert_int_equal(time_of(plan, "pool-there"), 22000);
	assert_int_equal(limit_of(plan, "pool-there"), 126000);
	assert_int_equal(time_of(plan, "group-online"), 11000);
	assert_int_equal(time_of(plan, "halt-there"), 40000);
	assert_int_equal(time_of(plan, "stop-there"), 20000);
	assert_int_equal(time_of(plan, "up-there"), 95000);
	assert_int_equal(limit_of(plan, "up-there"), 585000);
	plan = posts_plan(&arena, site, "switch ldom1");
	assert_int_equal(time_of(plan, "switch"), 48000);
	assert_int_equal(limit_of(plan, "switch"), 204000 +
	    site->guests[1].agent.stop_timeout_ms);
	arena_drop(&arena);
}

static void
a_guest_that_was_never_up_has_no_downtime(void **state)
{
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    "create ldom1");
	uint32_t installed = posts_step(plan, "install"), changes = 0;
	int64_t downtime_ms = 0, expected_ms = 0;

	(void)state;
	for (uint32_t i = 0; i < plan->step_count; i++) {
		downtime_ms += plan->steps[i].downtime_ms;
		expected_ms += plan->steps[i].expected_ms;
		changes += plan->steps[i].kind == STEP_CHANGE;
		if (i <= installed)
			assert_int_equal(downtime_ms, 0);
	}
	assert_true(downtime_ms > 2 * 95000);
	assert_int_equal(plan->downtime_ms, downtime_ms);
	assert_int_equal(plan->expected_ms, expected_ms);
	assert_int_equal(plan->changes, changes);
	arena_drop(&arena);
}

/* A third node in the list of the guest, and of the site. */
static struct site *
three_nodes(struct arena *arena)
{
	struct site *site = posts_site(arena);
	struct site_node *nodes = arena_take(arena, 4, sizeof(*nodes));

	names_put(site->names, KIND_NODE, "node3");
	memcpy(nodes, site->nodes, 3 * sizeof(*nodes));
	nodes[3] = nodes[2];
	site->nodes = nodes;
	site->node_count = 3;
	for (uint32_t i = 1; i <= site->service_count; i++)
		site->services[i].value[3] = site->services[i].value[2];
	site->guests[1].node[2] = 3;
	site->guests[1].node_count = 3;
	return site;
}

static void
steps_for_a_third_node_carry_its_name(void **state)
{
	static const char *const wanted[] = { "try-there", "try-there@node3",
	    "switch-there", "switch-there@node3", "try-halt-there@node3" };
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, three_nodes(&arena),
	    "create ldom1");

	(void)state;
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		posts_step(plan, wanted[i]);
	assert_int_equal(plan->steps[posts_step(plan,
	    "switch-there@node3")].op.to, 3);
	/* What follows a block comes once, after its last node. */
	assert_true(posts_step(plan, "switch-back") >
	    posts_step(plan, "switch-there@node3"));
	arena_drop(&arena);
}

static void
a_switch_shuts_down_moves_and_waits(void **state)
{
	static const struct {
		const char	*name;
		enum op_kind	 kind;
		uint32_t	 on, to;
	} wanted[] = {
		{ "save", OP_GUEST_SAVE, 1, 0 },
		{ "halt", OP_GUEST_HALT, 1, 0 },
		{ "switch", OP_GROUP_SWITCH, 1, 2 },
		{ "up", OP_NONE, 0, 0 },
	};
	struct arena arena = { 0 };
	struct plan *plan = posts_plan(&arena, posts_site(&arena),
	    "switch ldom1");

	(void)state;
	assert_int_equal(plan->step_count, 4);
	for (uint32_t i = 0; i < 4; i++) {
		assert_string_equal(plan->steps[i].name, wanted[i].name);
		assert_int_equal(plan->steps[i].op.kind, wanted[i].kind);
		assert_int_equal(plan->steps[i].op.on, wanted[i].on);
		assert_int_equal(plan->steps[i].op.to, wanted[i].to);
	}
	assert_lines(facts_of(&arena, plan, "up"),
	    "guest-state node2: running\n");
	arena_drop(&arena);
}

static void
services_are_saved_wherever_they_were_added(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "services");
	uint32_t last = plan->step_count - 1;

	(void)state;
	assert_int_equal(plan->steps[last].op.kind, OP_CONFIG_SAVE);
	assert_int_equal(plan->steps[last].op.on, 1);
	assert_int_equal(plan->steps[last - 1].op.kind, OP_CONFIG_SAVE);
	assert_int_equal(plan->steps[last - 1].op.on, 2);
	plan = posts_plan(&arena, site, "services node2");
	for (uint32_t i = 0; i < plan->step_count; i++)
		assert_int_equal(plan->steps[i].op.on, 2);
	plan = posts_plan(&arena, three_nodes(&arena),
	    "services node1 node3");
	for (uint32_t i = 0; i < plan->step_count; i++)
		assert_int_not_equal(plan->steps[i].op.on, 2);
	posts_step(plan, "config@node1");
	posts_step(plan, "config@node3");
	arena_drop(&arena);
}

/* Its volumes go first where the pool is, then wherever the pool goes. */
static void
a_retirement_begins_where_the_guest_is(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct view view = { .group_at = 2 };
	struct err err = { 0 };
	const struct op *op;
	struct plan *plan;
	struct job job;

	(void)state;
	assert_true(job_read_line(&arena, site, "retire ldom1", &job, &err));
	plan = plan_make(&arena, site, &job, &view, &err);
	assert_non_null(plan);
	op = &plan->steps[posts_step(plan, "switch-there")].op;
	assert_int_equal(op->on, 2);
	assert_int_equal(op->to, 1);
	assert_true(posts_step(plan, "volume-off:ldom1-vol0@node2") <
	    posts_step(plan, "volume-off:ldom1-vol0@node1"));
	assert_int_equal(plan->steps[posts_step(plan,
	    "group-delete")].op.on, 1);
	arena_drop(&arena);
}

static void
a_guest_without_an_agent_is_made_and_not_put_under_one(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err;
	struct plan *plan;

	(void)state;
	site->guests[1].agent.present = false;
	plan = posts_plan(&arena, site, "create ldom1");
	for (uint32_t i = 0; i < plan->phase_count; i++)
		assert_string_not_equal(plan->phases[i].name, "cluster");
	err = posts_refused(&arena, site, "switch ldom1");
	assert_int_equal(err.code, ERR_JOB_INVALID);
	arena_drop(&arena);
}

static void
a_guest_has_as_many_parts_as_it_is_given(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct site_guest *row = &site->guests[1];
	unsigned disks = 0, nets = 0, variables = 0;
	struct plan *plan;

	(void)state;
	row->net_count = 1;
	row->disk[1].size /= 2;
	plan = posts_plan(&arena, site, "create ldom1");
	for (uint32_t i = 0; i < plan->step_count; i++) {
		disks += plan->steps[i].op.kind == OP_GUEST_VDISK;
		nets += plan->steps[i].op.kind == OP_GUEST_VNET;
		variables += plan->steps[i].op.kind == OP_GUEST_VARIABLE;
	}
	assert_int_equal(disks, row->disk_count);
	assert_int_equal(nets, 1);
	assert_int_equal(variables, row->variable_count + 1);
	for (uint32_t i = 0; i < 2; i++)
		assert_int_equal(plan->steps[posts_step(plan, i == 0 ?
		    "disk:disk0" : "disk:disk1")].op.number,
		    row->disk[i].size);
	arena_drop(&arena);
}

static void
a_guest_without_a_required_key_is_not_created(void **state)
{
	(void)state;
	for (int lack = 0; lack < 5; lack++) {
		struct arena arena = { 0 };
		struct site *site = posts_site(&arena);
		struct site_guest *row = &site->guests[1];
		struct err err;

		row->vcpus = lack == 0 ? 0 : row->vcpus;
		row->memory = lack == 1 ? 0 : row->memory;
		row->disk_count = lack == 2 ? 0 : row->disk_count;
		row->device = lack == 3 ? 0 : row->device;
		row->source = lack == 4 ? 1 : row->source;
		err = posts_refused(&arena, site, "create ldom1");
		assert_int_equal(err.code, ERR_JOB_INVALID);
		arena_drop(&arena);
	}
}

static void
a_switch_goes_only_to_nodes_of_the_list(void **state)
{
	struct arena arena = { 0 };
	struct site *site = three_nodes(&arena);
	struct err err;

	(void)state;
	site->guests[1].node_count = 2;
	err = posts_refused(&arena, site, "switch ldom1 --to node3");
	assert_int_equal(err.code, ERR_JOB_INVALID);
	arena_drop(&arena);
}

/* Three hundred services: too many steps; six hundred: too many guards. */
static void
a_plan_that_is_too_long_is_refused(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct site_service *services = arena_take(&arena, 601,
	    sizeof(*services));
	char name[16];

	(void)state;
	for (uint32_t i = 1; i <= 600; i++) {
		snprintf(name, sizeof(name), "more%u", (unsigned)i);
		services[names_put(site->names, KIND_SERVICE, name) % 601]
		    .kind = SERVICE_VDS;
	}
	site->services = services;
	for (uint32_t count = 300; count <= 600; count += 300) {
		struct err err;

		site->service_count = count;
		err = posts_refused(&arena, site, "services");
		assert_int_equal(err.code, ERR_TOO_MANY);
	}
	arena_drop(&arena);
}

/* A procedure of three rows: no other has a point of no return yet. */
static void
the_point_of_no_return_is_where_its_row_says(void **state)
{
	static const struct procedure_step rows[] = {
		{ "services", "one", OP_NODE_POLICY, ON_NODE,
		    .block = BLOCK_NODES, .value = "reset", .why = "first" },
		{ "services", "two", OP_CONFIG_SAVE, ON_NODE,
		    .block = BLOCK_NODES, .no_return = true, .why = "then" },
		{ "services", "three", OP_NODE_POLICY, ON_NODE,
		    .block = BLOCK_NODES, .value = "stop", .why = "last" },
		{ .name = NULL },
	};
	static const struct procedure_part parts[] = { { rows, NULL },
	    { NULL, NULL } };
	struct procedure procedure = procedure_services;
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	(void)state;
	assert_true(job_read_line(&arena, site, "services node1", &job,
	    &err));
	procedure.parts = parts;
	job.procedure = &procedure;
	plan = plan_make(&arena, site, &job, NULL, &err);
	assert_non_null(plan);
	assert_int_equal(plan->step_count, 3);
	assert_int_equal(plan->no_return_step, 1);
	plan = posts_plan(&arena, site, "services node1");
	assert_int_equal(plan->no_return_step, plan->step_count);
	arena_drop(&arena);
}

static void
a_job_keeps_all_its_words_by_one_blank(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct job job;

	(void)state;
	assert_true(job_read_line(&arena, site, "  services  node2 node1 ",
	    &job, &err));
	assert_string_equal(job.text, "services node2 node1");
	assert_int_equal(job.nodes, 1 << 1 | 1 << 2);
	assert_true(job_read_line(&arena, site, "switch ldom1 --to=node2",
	    &job, &err));
	assert_int_equal(job.to, 2);
	assert_true(job_read_line(&arena, site, "switch --to node2 ldom1",
	    &job, &err));
	assert_int_equal(job.to, 2);
	assert_int_equal(job.guest, 1);
	arena_drop(&arena);
}

static void
words_that_a_procedure_does_not_take_are_refused(void **state)
{
	static const char *const lines[] = { "switch ldom1 --no-test",
	    "create ldom1 --to node2", "create ldom1 --to=node2",
	    "switch ldom1 ldom1", "create ldom1 node1", "switch", "serv",
	    "services node1 --no-test" };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	char line[300] = "services";
	struct err err = { 0 };
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_false(job_read_line(&arena, site, lines[i], &job,
		    &err));
	for (int i = 0; i < 63; i++)
		strcat(line, " b");
	assert_false(job_read_line(&arena, site, line, &job, &err));
	assert_non_null(strstr(err.text, "is not a node"));
	strcat(line, " b");
	assert_false(job_read_line(&arena, site, line, &job, &err));
	assert_non_null(strstr(err.text, "at most"));
	arena_drop(&arena);
}

/*
 * Answers what a site would: each node has saved configurations, the highest of
 * CONFIG-N on node n is that of number 10 n, and it stands in the middle.  This
 * process has never heard of their names.
 */
struct stub {
	struct backend	 backend;		/* first */
	struct names	*names;
	struct found	 found[9];
	struct answers	 all;
	enum state	 group;
	enum op_kind	 silent;		/* has no answer */
};

static void
stub_found(struct stub *stub, uint32_t node)
{
	const char *names[] = { "factory-default", "base-1", "base", NULL,
	    "base-", "base-99x", "base-1234567", "bose-98", "base-2" };
	char highest[16];

	snprintf(highest, sizeof(highest), "base-%u", 10 * (unsigned)node);
	names[3] = highest;
	stub->all = (struct answers){ .list = stub->found, .count = 9 };
	for (unsigned i = 0; i < 9; i++)
		stub->found[i] = (struct found){
		    .object = names_put(stub->names, KIND_TEXT, names[i]),
		    .answer.state = i == 3 ? STATE_OLDER : STATE_SAVED };
}

static int64_t
stub_now_ms(struct backend *backend)
{
	(void)backend;
	return 0;
}

static uint64_t
stub_begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct stub *stub = (struct stub *)backend;

	if (op->kind == stub->silent) {
		res->outcome = UNKNOWN;
		err_set(&res->err, ERR_NO_ANSWER, "planted");
	} else if (op_of_all(op)) {
		stub_found(stub, op->on);
		res->all = &stub->all;
	} else if (op->kind == OP_GROUP_STATE) {
		res->answer.state = stub->group;
		res->answer.on = 2;
	} else {
		assert_int_equal(op->kind, OP_NODE_STATE);
		assert_int_equal(op->value, TEXT_SLOTS);
		res->answer.number = 8 - (int64_t)op->on;
	}
	return HANDLE_OVER;
}

static struct site *
saved_site(struct arena *arena)
{
	struct site *site = arena_take(arena, 1, sizeof(*site));

	names_begin(arena, site->names);
	site->config = "base";
	site->node_count = 3;
	site->services = arena_take(arena, 2, sizeof(*site->services));
	site->services[1].kind = SERVICE_VDS;
	site->service_count = 1;
	site->guests = arena_take(arena, 2, sizeof(*site->guests));
	site->guest_count = 1;
	site->guests[1].group = 1;
	site->guests[1].node_count = 3;
	for (uint32_t i = 0; i < 3; i++)
		site->guests[1].node[i] = i + 1;
	return site;
}

static void
a_view_finds_what_others_have_saved(void **state)
{
	struct arena arena = { 0 };
	struct site *site = saved_site(&arena);
	struct stub stub = { .backend = { "stub", stub_now_ms,
	    stub_begin, NULL, NULL, NULL, NULL, NULL },
	    .names = site->names, .group = STATE_ONLINE, .silent = OP_KINDS };
	struct job all = { .guest = 1 };
	struct err err = { 0 };
	struct view view;

	(void)state;
	assert_true(view_ask(&stub.backend, site, &all, &view, &err));
	for (uint32_t n = 1; n <= 3; n++) {
		assert_int_equal(view.saved[n], 10 * n);
		assert_int_equal(view.slots[n], 8 - n);
	}
	assert_int_equal(view.group_at, 2);
	stub.group = STATE_OFFLINE;
	assert_true(view_ask(&stub.backend, site, &all, &view, &err));
	assert_int_equal(view.group_at, 0);
	arena_drop(&arena);
}

/* P4: who does not answer has not said that there is nothing. */
static void
a_view_without_an_answer_is_none(void **state)
{
	struct arena arena = { 0 };
	struct site *site = saved_site(&arena);
	struct stub stub = { .backend = { "stub", stub_now_ms,
	    stub_begin, NULL, NULL, NULL, NULL, NULL }, .names = site->names };
	static const struct {
		uint32_t	guest;
		enum op_kind	asks;
	} rows[] = {
		{ 1, OP_CONFIG_STATE }, { 1, OP_NODE_STATE },
		{ 1, OP_GROUP_STATE }, { 0, OP_CONFIG_STATE },
		{ 0, OP_NODE_STATE }, { 0, OP_GROUP_STATE },
		{ 0, OP_RESOURCE_STATE }, { 0, OP_VOLUME_STATE },
	};
	struct view view;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err = { 0 };

		stub.silent = rows[i].asks;
		assert_false(view_ask(&stub.backend, site,
		    &(struct job){ .guest = rows[i].guest }, &view, &err));
		assert_int_equal(err.code, ERR_NO_ANSWER);
	}
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    other_names_give_the_same_plan_with_other_names),
		cmocka_unit_test(a_job_that_does_not_fit_is_refused),
		cmocka_unit_test(
		    a_job_whose_words_do_not_stay_apart_is_refused),
		cmocka_unit_test(a_plan_that_cannot_be_built_is_refused),
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
		cmocka_unit_test(
		    a_switch_is_checked_where_it_begins_and_where_it_goes),
		cmocka_unit_test(
		    services_may_be_absent_where_they_are_going_to_be_added),
		cmocka_unit_test(
		    a_guest_is_created_where_capacity_and_its_name_are_free),
		cmocka_unit_test(
		    a_migration_is_checked_on_both_nodes_and_against_the_agent),
		cmocka_unit_test(
		    what_is_set_has_to_fit_wherever_the_guest_may_go),
		cmocka_unit_test(
		    a_guest_is_retired_where_it_is_and_nowhere_else_defined),
		cmocka_unit_test(each_phase_of_a_conversion_has_its_own_checks),
		cmocka_unit_test(a_hand_over_names_every_state_that_is_good),
		cmocka_unit_test(
		    more_checks_than_the_limit_are_refused),
		cmocka_unit_test(each_change_proves_what_it_could_harm),
		cmocka_unit_test(nothing_runs_when_its_agent_is_disabled),
		cmocka_unit_test(
		    what_a_step_leaves_is_asked_wherever_it_can_be_seen),
		cmocka_unit_test(
		    facts_know_their_steps_and_what_they_are_parts_of),
		cmocka_unit_test(
		    an_image_is_asked_for_only_while_its_guest_is_there),
		cmocka_unit_test(
		    a_step_takes_what_its_parts_take_and_has_a_limit_beyond),
		cmocka_unit_test(a_guest_that_was_never_up_has_no_downtime),
		cmocka_unit_test(steps_for_a_third_node_carry_its_name),
		cmocka_unit_test(a_switch_shuts_down_moves_and_waits),
		cmocka_unit_test(services_are_saved_wherever_they_were_added),
		cmocka_unit_test(a_retirement_begins_where_the_guest_is),
		cmocka_unit_test(
		    a_guest_without_an_agent_is_made_and_not_put_under_one),
		cmocka_unit_test(a_guest_has_as_many_parts_as_it_is_given),
		cmocka_unit_test(a_guest_without_a_required_key_is_not_created),
		cmocka_unit_test(a_switch_goes_only_to_nodes_of_the_list),
		cmocka_unit_test(a_plan_that_is_too_long_is_refused),
		cmocka_unit_test(the_point_of_no_return_is_where_its_row_says),
		cmocka_unit_test(a_job_keeps_all_its_words_by_one_blank),
		cmocka_unit_test(
		    words_that_a_procedure_does_not_take_are_refused),
		cmocka_unit_test(a_view_finds_what_others_have_saved),
		cmocka_unit_test(a_view_without_an_answer_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
