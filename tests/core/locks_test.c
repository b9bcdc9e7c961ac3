/*
 * Locks: steps of a plan on every node, and the run directory's own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "core/site/naming.h"
#include "tests/posts_fixture.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"
#include "tools/session/folder.h"

struct branch {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct plan	*plan;
	struct run	*run;
};

static struct branch *
begin_job(const char *line)
{
	struct branch *branch = test_calloc(1, sizeof(*branch));
	struct err err = { 0 };
	struct job job;

	branch->site = posts_site(&branch->arena);
	branch->sandbox = arena_take(&branch->arena, 1,
	    sizeof(*branch->sandbox));
	branch->run = arena_take(&branch->arena, 1, sizeof(*branch->run));
	assert_true(job_read_line(&branch->arena, branch->site, line, &job,
	    &err));
	sandbox_make(branch->sandbox, &branch->arena, branch->site,
	    SITE_READY, 1);
	sim_put(branch->sandbox->simulated.sim, 1, NOW_CLUSTERED, 1);
	branch->plan = session_plan(&branch->sandbox->session, &job, &err);
	assert_non_null(branch->plan);
	drive_begin(branch->plan, branch->run, 0, NULL);
	return branch;
}

static int
begin(void **state)
{
	*state = begin_job("switch ldom1 --locks");
	return 0;
}

static int
begin_retire(void **state)
{
	*state = begin_job("retire ldom1 --locks");
	return 0;
}

static int
end(void **state)
{
	struct branch *branch = *state;

	sandbox_drop(branch->sandbox);
	arena_drop(&branch->arena);
	test_free(branch);
	return 0;
}

static void
go(struct branch *branch)
{
	for (int i = 0; i < 4000 && drive_step(branch->plan, branch->run,
	    branch->sandbox->session.top, NULL); i++)
		continue;
}

static enum state
lock_on(struct branch *branch, uint32_t node)
{
	struct op ask = { .kind = OP_LOCK_STATE, .on = node,
	    .file = naming_lock(branch->sandbox->session.site->names, 1,
	    node) };
	struct result res;

	simulated_ask(&branch->sandbox->simulated, &ask, &res);
	return (enum state)res.answer.state;
}

static void
type(struct branch *branch, uint32_t node, const char *line)
{
	struct sandbox *sandbox = branch->sandbox;
	struct call call;

	if (!simulated_feed(&sandbox->simulated, node, &(struct typed){
	    .text = line }, &call))
		do
			sandbox_advance(sandbox, sandbox_next_ms(sandbox));
		while (!call_go_on(&call));
	assert_int_equal(call.status, 0);
	call_drop(&call);
}

/* As somebody else's domferry would, or a person. */
static void
hold(struct branch *branch, uint32_t node)
{
	type(branch, node, "mkdir /var/run/domferry/lock/guest.ldom1");
	assert_int_equal(lock_on(branch, node), STATE_HELD);
}

static void
decide(struct branch *branch, enum decision decision)
{
	struct err err = { 0 };

	assert_true(drive_decide(branch->plan, branch->run, (struct decided){
	    decision, sim_now_ms(branch->sandbox->simulated.sim) }, NULL,
	    &err));
	go(branch);
}

/* How often a lock is taken again. */
static unsigned
resume_counting(struct branch *branch)
{
	struct err err = { 0 };
	unsigned n = 0;

	assert_true(drive_decide(branch->plan, branch->run, (struct decided){
	    DECIDE_RESUME, sim_now_ms(branch->sandbox->simulated.sim) }, NULL,
	    &err));
	for (int i = 0; i < 4000; i++) {
		n += branch->run->moment == MOMENT_RELOCK;
		if (!drive_step(branch->plan, branch->run,
		    branch->sandbox->session.top,
		    NULL))
			break;
	}
	return n;
}

/* On until a step is come to. */
static void
come_to(struct branch *branch, const char *step, enum moment moment)
{
	while (branch->run->way != WAY_FORWARD ||
	    strcmp(branch->plan->steps[branch->run->step].name, step) != 0 ||
	    branch->run->moment != (uint32_t)moment)
		assert_true(drive_step(branch->plan, branch->run,
		    branch->sandbox->session.top, NULL));
}

static void
locks_are_the_first_steps_and_given_back_by_the_last(void **state)
{
	struct branch *branch = *state;
	const struct plan *plan = branch->plan;

	assert_int_equal(plan->lock_steps, 2);
	assert_int_equal(plan->locks, 3);
	assert_string_equal(plan->steps[2].name, "recheck");
	assert_int_equal(plan->verified, plan->step_count - 2);
	assert_string_equal(plan->steps[0].name, "lock@node1");
	assert_string_equal(plan->steps[1].name, "lock@node2");
	assert_string_equal(plan->steps[plan->verified].name, "unlock@node2");
	assert_true(plan->steps[plan->verified].always);
	go(branch);
	assert_int_equal(branch->run->ending, ARRIVED);
	assert_int_equal(lock_on(branch, 1), STATE_ABSENT);
	assert_int_equal(lock_on(branch, 2), STATE_ABSENT);
}

static void
a_lock_of_another_run_sends_this_one_back_with_nothing_done(void **state)
{
	struct branch *branch = *state;

	hold(branch, 2);
	go(branch);
	assert_int_equal(branch->run->ending, RETURNED);
	assert_int_equal(branch->run->why.code, ERR_LOCKED);
	assert_int_equal(branch->run->exit, EXIT_LOCKED);
	assert_int_equal(lock_on(branch, 1), STATE_ABSENT);
	assert_int_equal(lock_on(branch, 2), STATE_HELD);
	assert_int_equal(sim_guest_node(branch->sandbox->simulated.sim, 1), 1);
}

static void
a_lock_that_a_reboot_dropped_is_taken_again(void **state)
{
	struct branch *branch = *state;

	come_to(branch, "halt", MOMENT_DO);
	node_reboot(branch->sandbox->simulated.sim, 2);
	sandbox_advance(branch->sandbox,
	    sandbox_now_ms(branch->sandbox) + 7200000);
	assert_int_equal(lock_on(branch, 2), STATE_ABSENT);
	assert_int_equal(resume_counting(branch), 1);
	assert_int_equal(branch->run->ending, ARRIVED);
	assert_int_equal(lock_on(branch, 2), STATE_ABSENT);
}

/* All is done: whoever needs the lock next may have it. */
static void
a_lock_that_a_reboot_dropped_does_not_keep_a_job_from_its_end(void **state)
{
	struct branch *branch = *state;

	while (branch->run->way != WAY_FORWARD ||
	    branch->run->moment != MOMENT_VERIFY)
		assert_true(drive_step(branch->plan, branch->run,
		    branch->sandbox->session.top, NULL));
	assert_int_equal(branch->run->verified, 0);
	node_reboot(branch->sandbox->simulated.sim, 1);
	sandbox_advance(branch->sandbox,
	    sandbox_now_ms(branch->sandbox) + 7200000);
	assert_int_equal(lock_on(branch, 1), STATE_ABSENT);
	go(branch);
	assert_int_equal(branch->run->ending, ARRIVED);
	assert_int_equal(lock_on(branch, 2), STATE_ABSENT);
}

static void
a_lock_that_another_run_has_taken_meanwhile_keeps_this_one_stuck(
    void **state)
{
	struct branch *branch = *state;

	come_to(branch, "halt", MOMENT_DO);
	node_reboot(branch->sandbox->simulated.sim, 2);
	sandbox_advance(branch->sandbox,
	    sandbox_now_ms(branch->sandbox) + 7200000);
	hold(branch, 2);
	assert_int_equal(resume_counting(branch), 0);
	assert_int_equal(branch->run->ending, STUCK);
	assert_int_equal(branch->run->exit, EXIT_LOCKED);
	assert_int_equal(lock_on(branch, 1), STATE_PRESENT);
	assert_int_equal(sim_guest_node(branch->sandbox->simulated.sim, 1), 1);
}

/* It has returned to its second phase, and released its locks. */
/* Somebody has switched the group between the checks and the locks. */
static void
what_has_changed_before_the_locks_were_taken_sends_the_run_back(void **state)
{
	struct branch *branch = *state;

	come_to(branch, "lock@node2", MOMENT_DO);
	type(branch, 1, "clrg switch -n node2 ldom1-rg");
	go(branch);
	assert_int_equal(branch->run->ending, RETURNED);
	assert_int_equal(branch->run->why.code, ERR_CHECK_NOT_MET);
	assert_int_equal(lock_on(branch, 1), STATE_ABSENT);
	assert_int_equal(lock_on(branch, 2), STATE_ABSENT);
	assert_int_equal(branch->run->done[3], STEP_AHEAD);
}

static void
a_job_that_changes_the_machine_has_its_lock_too(void **state)
{
	struct branch *branch = *state;
	struct site *site = branch->sandbox->session.site;
	struct arena *arena = branch->sandbox->session.arena;
	struct err err = { 0 };
	const struct plan *plan;
	struct job job;

	assert_true(job_read_line(arena, site, "retire ldom1 --locks", &job,
	    &err));
	plan = plan_make(arena, site, &job, NULL, &err);
	assert_non_null(plan);
	assert_int_equal(plan->lock_steps, 4);
	assert_string_equal(plan->steps[0].name, "lock-node@node1");
	assert_string_equal(plan->steps[1].name, "lock@node1");
	assert_string_equal(plan->steps[plan->step_count - 1].name,
	    "unlock-node@node1");
}

static void
a_run_that_has_returned_and_finds_a_lock_taken_keeps_its_way_back(
    void **state)
{
	struct branch *branch = *state;
	struct fault fault = { .class = FAULT_OPERATION, .text = "refuse",
	    .strike = STRIKE_REFUSE, .op = OP_VOLUME_REMOVE, .nth = 1,
	    .every = 1, .at_ms = -1, .record = -1, .times = 1 };
	struct err err = { 0 };
	uint32_t home;

	assert_true(sandbox_arm(branch->sandbox, &fault, &err));
	go(branch);
	assert_int_equal(branch->run->ending, RETURNED);
	home = branch->run->home;
	assert_true(home > branch->plan->locks);
	hold(branch, 2);
	decide(branch, DECIDE_RESUME);
	assert_int_equal(branch->run->ending, RETURNED);
	assert_int_equal(branch->run->exit, EXIT_LOCKED);
	assert_int_equal(branch->run->home, home);
	assert_int_equal(lock_on(branch, 1), STATE_ABSENT);
	type(branch, 2, "rmdir /var/run/domferry/lock/guest.ldom1");
	decide(branch, DECIDE_ROLLBACK);
	assert_int_equal(branch->run->ending, RETURNED);
	assert_int_equal(branch->run->why.code, ERR_ROLLED_BACK);
	assert_int_equal(sim_guest_node(branch->sandbox->simulated.sim, 1), 1);
	decide(branch, DECIDE_RESUME);
	assert_int_equal(branch->run->ending, ARRIVED);
}

static void
a_lock_is_a_debt_until_it_is_given_back(void **state)
{
	struct branch *branch = *state;
	struct op closing;

	come_to(branch, "halt", MOMENT_ASK);
	assert_true(run_debt(branch->plan, branch->run, 0, &closing));
	assert_int_equal(closing.kind, OP_LOCK_DROP);
	assert_int_equal(closing.on, 1);
	assert_true(run_debt(branch->plan, branch->run, 1, &closing));
	assert_int_equal(closing.on, 2);
	assert_false(run_debt(branch->plan, branch->run, 2, &closing));
	go(branch);
	assert_false(run_debt(branch->plan, branch->run, 0, &closing));
}

static void
what_is_done_is_not_turned_round_for_a_lock_that_stays(void **state)
{
	struct branch *branch = *state;
	struct fault fault = { .class = FAULT_OPERATION, .text = "refuse",
	    .strike = STRIKE_REFUSE, .op = OP_LOCK_DROP, .nth = 1, .every = 1,
	    .at_ms = -1, .record = -1, .times = 0 };
	struct err err = { 0 };

	assert_true(sandbox_arm(branch->sandbox, &fault, &err));
	go(branch);
	assert_int_equal(branch->run->ending, STUCK);
	assert_int_equal(sim_guest_node(branch->sandbox->simulated.sim, 1), 2);
	branch->sandbox->session.faults.armed[0].over = true;
	decide(branch, DECIDE_RESUME);
	assert_int_equal(branch->run->ending, ARRIVED);
	assert_int_equal(lock_on(branch, 1), STATE_ABSENT);
}

/* The lock of the folder is the system's: another process has to ask. */
static int
open_elsewhere(const char *path)
{
	pid_t child = fork();
	int status = 0;

	assert_true(child >= 0);
	if (child == 0) {
		struct arena arena = { 0 };
		struct holder holder;
		struct folder folder;
		struct err err = { 0 };
		bool good;

		holder_ask(&arena, &holder);
		good = !folder_open(&folder, path, folder_journal,
		    &holder, &err) &&
		    err.code == ERR_RUN_BUSY &&
		    strstr(err.text, holder.who) != NULL &&
		    strstr(err.text, holder.host) != NULL &&
		    strstr(err.text, "since 20") != NULL &&
		    strstr(err.text, "process") != NULL;
		_exit(good ? 8 : err.code == ERR_NONE ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WEXITSTATUS(status);
}

static void
a_second_run_reports_who_has_the_folder_until_that_one_ends(
    void **state)
{
	struct arena arena = { 0 };
	char path[] = "/tmp/domferry-locks-XXXXXX", run[64], file[96];
	struct holder holder;
	struct folder folder;
	struct err err = { 0 };

	(void)state;
	assert_non_null(mkdtemp(path));
	snprintf(run, sizeof(run), "%s/run", path);
	holder_ask(&arena, &holder);
	assert_true(folder_make(&folder, run, folder_journal, &holder,
	    &err));
	assert_int_equal(open_elsewhere(run), 8);
	folder_close(&folder);
	assert_int_equal(open_elsewhere(run), 0);
	snprintf(file, sizeof(file), "%s/lock", run);
	unlink(file);
	snprintf(file, sizeof(file), "%s/journal.jsonl", run);
	unlink(file);
	rmdir(run);
	rmdir(path);
	arena_drop(&arena);
}

#define LIFE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    LIFE(locks_are_the_first_steps_and_given_back_by_the_last),
	    LIFE(a_job_that_changes_the_machine_has_its_lock_too),
	    LIFE(
	    what_has_changed_before_the_locks_were_taken_sends_the_run_back),
	    LIFE(a_lock_of_another_run_sends_this_one_back_with_nothing_done),
	    LIFE(a_lock_that_a_reboot_dropped_is_taken_again),
	    LIFE(a_lock_that_a_reboot_dropped_does_not_keep_a_job_from_its_end),
	    LIFE(
	    a_lock_that_another_run_has_taken_meanwhile_keeps_this_one_stuck),
	    cmocka_unit_test_setup_teardown(
	    a_run_that_has_returned_and_finds_a_lock_taken_keeps_its_way_back,
	    begin_retire, end),
	    LIFE(a_lock_is_a_debt_until_it_is_given_back),
	    LIFE(what_is_done_is_not_turned_round_for_a_lock_that_stays),
	    cmocka_unit_test(
	    a_second_run_reports_who_has_the_folder_until_that_one_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
