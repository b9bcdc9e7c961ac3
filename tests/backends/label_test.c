/*
 * The kind of a LUN's label, which is looked at before a partition table is
 * written: fmthard takes an SMI label for granted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/plan/plan.h"
#include "core/run/drive.h"
#include "core/run/moment.h"
#include "tests/posts_fixture.h"
#include "tests/sim_fixture.h"
#include "tools/explore/branch.h"

enum { CALLS = 6000 };

static struct arena arena;
static struct site *site;
static struct sandbox sandbox;
static struct branch branch;
static uint32_t lun;

/* A job on the posts' site, whose LUN has that label. */
static void
begin(const char *line, uint32_t label)
{
	struct err err = { 0 };
	struct job job;

	site = posts_site(&arena);
	assert_true(job_read_line(&arena, site, line, &job, &err));
	lun = site->guests[job.guest].device;
	site->devices[lun].label = label;
	sandbox_make(&sandbox, &arena, site, SITE_READY, 1);
	memset(&branch, 0, sizeof(branch));
	branch.sandbox = &sandbox;
	branch.sim = sandbox.simulated.sim;
	branch.plan = session_plan(&sandbox.session, &job, &err);
	assert_non_null(branch.plan);
	session_ask_bottom(&sandbox.session);
	drive_begin(branch.plan, &branch.run, 0, NULL);
}

static int
end(void **state)
{
	(void)state;
	sandbox_drop(&sandbox);
	arena_drop(&arena);
	return 0;
}

static struct op
ask(uint32_t node, uint32_t about)
{
	return (struct op){ .kind = OP_DEVICE_STATE, .on = node, .device = lun,
	    .value = about };
}

static uint32_t
value(uint32_t node, uint32_t about)
{
	return fixture_ask(branch.sim, ask(node, about)).value;
}

static struct op
label_op(void)
{
	return branch.plan->steps[posts_step(branch.plan, "label")].op;
}

static void
run_on(void)
{
	while (branch_step(&branch))
		assert_true(branch.calls < CALLS);
}

static void
every_node_tells_the_kind_of_a_label(void **state)
{
	static const uint32_t kinds[] = { TEXT_SMI, TEXT_EFI,
	    TEXT_UNLABELLED };

	for (unsigned i = 0; i < 3; i++) {
		begin("create ldom1", kinds[i]);
		assert_int_equal(value(1, TEXT_LABEL), kinds[i]);
		assert_int_equal(value(2, TEXT_LABEL), kinds[i]);
		if (i < 2)
			end(state);
	}
}

static void
a_job_that_would_write_over_another_kind_is_refused(void **state)
{
	static const uint32_t kinds[] = { TEXT_EFI, TEXT_UNLABELLED };
	static const char *const jobs[] = { "create ldom1", "p2v system1" };
	char *before, *after;

	for (unsigned i = 0; i < 4; i++) {
		begin(jobs[i / 2], kinds[i % 2]);
		before = sim_text(branch.sim, NULL);
		run_on();
		after = sim_text(branch.sim, NULL);
		assert_int_equal(branch.run.ending, REFUSED);
		assert_int_equal(branch.run.why.code, ERR_LABEL_KIND);
		assert_string_equal(before, after);
		free(before);
		free(after);
		if (i < 3)
			end(state);
	}
}

/* A phase that labels nothing does not look. */
static void
a_phase_that_labels_nothing_does_not_ask_for_the_kind(void **state)
{
	(void)state;
	begin("p2v system1 --phase collect", TEXT_EFI);
	run_on();
	assert_int_equal(branch.run.ending, ARRIVED);
}

static void
fmthard_edits_an_efi_label_and_fails_without_a_label(void **state)
{
	(void)state;
	begin("create ldom1", TEXT_EFI);
	fixture_done(branch.sim, label_op());
	assert_int_equal(value(2, TEXT_LABEL), TEXT_EFI);
	assert_int_equal(value(1, 0), TEXT_EFI);
	end(state);
	begin("create ldom1", TEXT_UNLABELLED);
	fixture_fails(branch.sim, label_op(), ERR_LABEL_KIND);
	assert_int_equal(value(1, TEXT_LABEL), TEXT_UNLABELLED);
	end(state);
	begin("create ldom1", TEXT_SMI);
	fixture_done(branch.sim, label_op());
	assert_int_equal(value(2, TEXT_LABEL), TEXT_SMI);
	assert_int_equal(value(2, 0), label_op().value);
}

/* Somebody relabels it after the check. */
static void
the_kind_is_proved_right_before_the_command(void **state)
{
	struct op op;
	int64_t limit_ms;

	(void)state;
	begin("create ldom1", TEXT_SMI);
	while (branch.run.way == WAY_CHECK)
		assert_true(branch_step(&branch));
	assert_int_equal(branch.run.moment, MOMENT_ASK);
	while (branch.run.moment != MOMENT_PROVE)
		assert_true(branch_step(&branch));
	for (;;) {
		assert_true(run_next(branch.plan, &branch.run, &op,
		    &limit_ms));
		if (op.value == TEXT_LABEL)
			break;
		assert_int_equal(branch.run.moment, MOMENT_PROVE);
		branch_step(&branch);
	}
	run_apply(branch.plan, &branch.run, &(struct result){
	    .outcome = DONE, .answer = { .state = STATE_PRESENT,
	    .value = TEXT_EFI } });
	assert_int_equal(branch.run.ending, STUCK);
	assert_int_equal(branch.run.why.code, ERR_NOT_PROVED);
}

#define TEST(f)	cmocka_unit_test_teardown(f, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_node_tells_the_kind_of_a_label),
		TEST(a_job_that_would_write_over_another_kind_is_refused),
		TEST(a_phase_that_labels_nothing_does_not_ask_for_the_kind),
		TEST(fmthard_edits_an_efi_label_and_fails_without_a_label),
		TEST(the_kind_is_proved_right_before_the_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
