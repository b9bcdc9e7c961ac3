/*
 * What a site declares, in the plans of its jobs: addresses that are looked
 * for, and what a command would lack.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"

static void
refuses(struct arena *arena, struct site *site, const char *line,
    enum err_code code, const char *because)
{
	struct err err = { 0 };
	struct job job;

	assert_true(job_read_line(arena, site, line, &job, &err));
	assert_null(plan_make(arena, site, &job, NULL, &err));
	assert_int_equal(err.code, code);
	if (strstr(err.text, because) == NULL)
		fail_msg("%s: %s", line, err.text);
}

/* The nodes, as bits, on which a plan looks for addresses. */
static uint64_t
looked_for(struct arena *arena, struct site *site, const char *line)
{
	const struct plan *plan = posts_plan(arena, site, line);
	uint64_t nodes = 0;

	for (uint32_t i = 0; i < plan->check_count; i++) {
		const struct check *check = &plan->checks[i];

		if (check->fact.ask.value != TEXT_ADDRESSES)
			continue;
		assert_int_equal(check->code, ERR_ADDRESS_CLASH);
		assert_int_equal(check->fact.want.cares, WANT_NUMBER);
		assert_int_equal(check->fact.want.number, 0);
		nodes |= (uint64_t)1 << check->fact.ask.on;
	}
	return nodes;
}

static void
declared_addresses_are_looked_for_on_every_node(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	assert_int_equal(looked_for(&arena, site, "create ldom1"), 0);
	site->guests[1].net[1].mac = 0x144ffb2107;
	assert_int_equal(looked_for(&arena, site, "create ldom1"), 6);
	assert_int_equal(looked_for(&arena, site, "switch ldom1"), 4);
	site->guests[1].net[1].mac = 0;
	site->guests[1].hostid = 1;
	assert_int_equal(looked_for(&arena, site, "create ldom1"), 6);
	site->guests[2].hostid = 2;
	assert_int_equal(looked_for(&arena, site, "p2v system1"), 6);
	arena_drop(&arena);
}

static void
a_job_that_migrates_needs_a_password_file(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	site->guests[1].agent.password_file = 0;
	refuses(&arena, site, "create ldom1", ERR_JOB_INVALID,
	    "ldm migrate-domain needs one");
	refuses(&arena, site, "migrate ldom1", ERR_JOB_INVALID,
	    "ldm migrate-domain needs one");
	assert_non_null(posts_plan(&arena, site, "create ldom1 --no-test"));
	assert_non_null(posts_plan(&arena, site, "switch ldom1"));
	site->guests[1].agent.migration_type = MIGRATION_MIGRATE;
	refuses(&arena, site, "create ldom1 --no-test", ERR_JOB_INVALID,
	    "Migration_type=MIGRATE needs one");
	site->guests[1].agent.present = false;
	assert_non_null(posts_plan(&arena, site, "create ldom1 --no-test"));
	arena_drop(&arena);
}

static void
a_guest_with_one_node_needs_no_password_file(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	site->guests[1].agent.password_file = 0;
	site->guests[1].node_count = 1;
	assert_non_null(posts_plan(&arena, site, "create ldom1"));
	arena_drop(&arena);
}

static void
a_probe_that_only_exists_cannot_be_set(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	site->guests[1].agent.plugin_probe = true;
	refuses(&arena, site, "create ldom1", ERR_JOB_INVALID,
	    "Plugin_probe");
	assert_non_null(posts_plan(&arena, site, "switch ldom1"));
	site->guests[1].agent.probe_known = true;
	assert_non_null(posts_plan(&arena, site, "create ldom1"));
	site->guests[2].agent.plugin_probe = true;
	refuses(&arena, site, "p2v system1", ERR_JOB_INVALID,
	    "Plugin_probe");
	assert_non_null(posts_plan(&arena, site,
	    "p2v system1 --phase collect"));
	arena_drop(&arena);
}

static void
a_source_that_ldmp2v_does_not_know_is_refused(void **state)
{
	static const struct { const char *arch, *release; bool fits; }
	    rows[] = {
		{ "sun4u", "10u6", true }, { "sun4u", "9", true },
		{ "sun4u", "8", true }, { "sun4u", "7", false },
		{ "sun4u", "11", false }, { "sun4u", "100", false },
		{ "sun4v", "10u10", true }, { "sun4v", "9", false },
		{ NULL, "9", true }, { "i86pc", "10u6", false },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		site->sources[1].arch = rows[i].arch;
		site->sources[1].release = names_put(site->names, KIND_TEXT,
		    rows[i].release);
		if (rows[i].fits)
			assert_non_null(posts_plan(&arena, site,
			    "p2v system1"));
		else
			refuses(&arena, site, "p2v system1", ERR_UNSUPPORTED,
			    "ldmp2v converts");
	}
	arena_drop(&arena);
}

static void
the_owner_is_told_when_it_is_time(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct site_contact contact = { .owner = "somebody",
	    .phone = "4711", .stop = "/opt/stop", .start = "/opt/start",
	    .well = "/opt/well" };
	const struct plan *plan;

	(void)state;
	site->guests[1].contact = site->guests[2].contact = &contact;
	plan = posts_plan(&arena, site, "switch ldom1");
	assert_non_null(strstr(plan->steps[posts_step(plan, "halt")].why,
	    "stops the applications inside: /opt/stop"));
	assert_non_null(strstr(plan->steps[posts_step(plan, "up")].why,
	    "starts the applications inside: /opt/start; they are well if "
	    "this exits with 0: /opt/well"));
	assert_null(strstr(plan->steps[posts_step(plan, "switch")].why,
	    "/opt"));
	plan = posts_plan(&arena, site, "p2v system1");
	assert_non_null(strstr(plan->steps[posts_step(plan, "freeze")].why,
	    "the owner is somebody; telephone 4711"));
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    declared_addresses_are_looked_for_on_every_node),
		cmocka_unit_test(a_job_that_migrates_needs_a_password_file),
		cmocka_unit_test(
		    a_guest_with_one_node_needs_no_password_file),
		cmocka_unit_test(a_probe_that_only_exists_cannot_be_set),
		cmocka_unit_test(
		    a_source_that_ldmp2v_does_not_know_is_refused),
		cmocka_unit_test(the_owner_is_told_when_it_is_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
