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

#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario/stage.h"
#include "tools/session/folder.h"

struct life {
	struct arena	 arena;
	struct site	*site;
	struct stage	*stage;
	struct plan	*plan;
	struct run	*run;
};

static int
begin(void **state)
{
	struct life *life = test_calloc(1, sizeof(*life));
	struct err err = { 0 };
	struct job job;

	life->site = posts_site(&life->arena);
	life->stage = arena_take(&life->arena, 1, sizeof(*life->stage));
	life->run = arena_take(&life->arena, 1, sizeof(*life->run));
	assert_true(job_read_line(&life->arena, life->site,
	    "switch ldom1 --locks", &job, &err));
	stage_make(life->stage, &life->arena, life->site, SITE_READY, 1,
	    NULL);
	sim_put(life->stage->sim, 1, NOW_CLUSTERED, 1);
	life->plan = scenario_plan(life->stage, &job, &err);
	assert_non_null(life->plan);
	drive_begin(life->plan, life->run, 0, NULL);
	*state = life;
	return 0;
}

static int
end(void **state)
{
	struct life *life = *state;

	stage_drop(life->stage);
	arena_drop(&life->arena);
	test_free(life);
	return 0;
}

static void
go(struct life *life)
{
	for (int i = 0; i < 4000 && drive_step(life->plan, life->run,
	    &life->stage->door, NULL); i++)
		continue;
}

static enum state
lock_on(struct life *life, uint32_t node)
{
	struct op ask = { .kind = OP_LOCK_STATE, .on = node,
	    .file = life->plan->steps[0].op.file };
	struct result res;

	sim_ask(life->stage->sim, &ask, &res);
	return (enum state)res.answer.state;
}

/* As somebody else's domferry would, or a person. */
static void
hold(struct life *life, uint32_t node)
{
	struct result res;
	uint32_t handle;

	stage_person(life->stage, node,
	    "mkdir /var/run/domferry/lock/guest.ldom1", &res, &handle);
	while (handle != 0 && !sim_ended(life->stage->sim, handle, &res))
		stage_advance(life->stage, stage_next(life->stage));
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(lock_on(life, node), STATE_HELD);
}

static void
decide(struct life *life, enum decision decision)
{
	struct err err = { 0 };

	assert_true(drive_decide(life->plan, life->run, decision,
	    sim_now_ms(life->stage->sim), NULL, &err));
	go(life);
}

/* How often a lock is taken again. */
static unsigned
resume_counting(struct life *life)
{
	struct err err = { 0 };
	unsigned n = 0;

	assert_true(drive_decide(life->plan, life->run, DECIDE_RESUME,
	    sim_now_ms(life->stage->sim), NULL, &err));
	for (int i = 0; i < 4000; i++) {
		n += life->run->moment == MOMENT_RELOCK;
		if (!drive_step(life->plan, life->run, &life->stage->door,
		    NULL))
			break;
	}
	return n;
}

/* On until a step is come to. */
static void
come_to(struct life *life, const char *step, enum moment moment)
{
	while (life->run->way != WAY_FORWARD ||
	    strcmp(life->plan->steps[life->run->step].name, step) != 0 ||
	    life->run->moment != (uint32_t)moment)
		assert_true(drive_step(life->plan, life->run,
		    &life->stage->door, NULL));
}

static void
locks_are_the_first_steps_and_given_back_by_the_last(void **state)
{
	struct life *life = *state;
	const struct plan *plan = life->plan;

	assert_int_equal(plan->locks, 2);
	assert_int_equal(plan->looked, plan->step_count - 2);
	assert_string_equal(plan->steps[0].name, "lock@node1");
	assert_string_equal(plan->steps[1].name, "lock@node2");
	assert_string_equal(plan->steps[plan->looked].name, "unlock@node2");
	assert_true(plan->steps[plan->looked].always);
	go(life);
	assert_int_equal(life->run->ending, ARRIVED);
	assert_int_equal(lock_on(life, 1), STATE_ABSENT);
	assert_int_equal(lock_on(life, 2), STATE_ABSENT);
}

static void
a_lock_of_another_run_sends_this_one_back_with_nothing_done(void **state)
{
	struct life *life = *state;

	hold(life, 2);
	go(life);
	assert_int_equal(life->run->ending, RETURNED);
	assert_int_equal(life->run->why.code, ERR_LOCKED);
	assert_int_equal(life->run->exit, EXIT_LOCKED);
	assert_int_equal(lock_on(life, 1), STATE_ABSENT);
	assert_int_equal(lock_on(life, 2), STATE_HELD);
	assert_int_equal(sim_guest_node(life->stage->sim, 1), 1);
}

static void
a_lock_that_a_reboot_dropped_is_taken_again(void **state)
{
	struct life *life = *state;

	come_to(life, "halt", MOMENT_DO);
	sim_reboot(life->stage->sim, 2);
	stage_advance(life->stage, sim_now_ms(life->stage->sim) + 7200000);
	assert_int_equal(lock_on(life, 2), STATE_ABSENT);
	assert_int_equal(resume_counting(life), 1);
	assert_int_equal(life->run->ending, ARRIVED);
	assert_int_equal(lock_on(life, 2), STATE_ABSENT);
}

static void
a_lock_that_another_run_has_taken_meanwhile_keeps_this_one_stuck(
    void **state)
{
	struct life *life = *state;

	come_to(life, "halt", MOMENT_DO);
	sim_reboot(life->stage->sim, 2);
	stage_advance(life->stage, sim_now_ms(life->stage->sim) + 7200000);
	hold(life, 2);
	decide(life, DECIDE_RESUME);
	assert_int_equal(life->run->ending, STUCK);
	assert_int_equal(life->run->exit, EXIT_LOCKED);
	assert_int_equal(lock_on(life, 1), STATE_PRESENT);
	assert_int_equal(sim_guest_node(life->stage->sim, 1), 1);
}

static void
a_lock_is_a_debt_until_it_is_given_back(void **state)
{
	struct life *life = *state;
	struct op payment;

	come_to(life, "halt", MOMENT_ASK);
	assert_true(run_debt(life->plan, life->run, 0, &payment));
	assert_int_equal(payment.kind, OP_LOCK_DROP);
	assert_int_equal(payment.on, 1);
	assert_true(run_debt(life->plan, life->run, 1, &payment));
	assert_int_equal(payment.on, 2);
	assert_false(run_debt(life->plan, life->run, 2, &payment));
	go(life);
	assert_false(run_debt(life->plan, life->run, 0, &payment));
}

static void
what_is_done_is_not_turned_round_for_a_lock_that_stays(void **state)
{
	struct life *life = *state;
	struct fault fault = { .class = FAULT_DOOR, .text = "refuse",
	    .door = DOOR_REFUSE, .op = OP_LOCK_DROP, .nth = 1, .every = 1,
	    .at_ms = -1, .record = -1, .times = 0 };
	struct err err = { 0 };

	assert_true(stage_arm(life->stage, &fault, &err));
	go(life);
	assert_int_equal(life->run->ending, STUCK);
	assert_int_equal(sim_guest_node(life->stage->sim, 1), 2);
	life->stage->faults[0].over = true;
	decide(life, DECIDE_RESUME);
	assert_int_equal(life->run->ending, ARRIVED);
	assert_int_equal(lock_on(life, 1), STATE_ABSENT);
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
		good = !folder_open(&folder, path, &holder, &err) &&
		    err.code == ERR_LOCKED &&
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
a_second_run_is_told_who_has_the_folder_until_that_one_ends(
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
	assert_true(folder_make(&folder, run, &holder, &err));
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
	    LIFE(a_lock_of_another_run_sends_this_one_back_with_nothing_done),
	    LIFE(a_lock_that_a_reboot_dropped_is_taken_again),
	    LIFE(
	    a_lock_that_another_run_has_taken_meanwhile_keeps_this_one_stuck),
	    LIFE(a_lock_is_a_debt_until_it_is_given_back),
	    LIFE(what_is_done_is_not_turned_round_for_a_lock_that_stays),
	    cmocka_unit_test(
	    a_second_run_is_told_who_has_the_folder_until_that_one_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
