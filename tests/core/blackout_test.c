/*
 * The blackout of the monitoring: open while the locks are held, and a debt
 * until it is closed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/sim.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { HOUR_MS = 3600000 };

struct life {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct plan	*plan;
	struct run	*run;
};

static const char *const opens[] = { "/opt/quiet", "-g", NULL };
static const char *const closes[] = { "/opt/loud", NULL };
static const char *const says[] = { "/opt/is", NULL };

static struct life *
begin_job(const char *line, bool declared)
{
	struct life *life = test_calloc(1, sizeof(*life));
	struct err err = { 0 };
	struct job job;

	life->site = posts_site(&life->arena);
	if (declared) {
		life->site->blackout[BLACKOUT_OPEN] = opens;
		life->site->blackout[BLACKOUT_CLOSE] = closes;
		life->site->blackout[BLACKOUT_STATE] = says;
	}
	life->sandbox = arena_take(&life->arena, 1, sizeof(*life->sandbox));
	life->run = arena_take(&life->arena, 1, sizeof(*life->run));
	assert_true(job_read_line(&life->arena, life->site, line, &job,
	    &err));
	sandbox_make(life->sandbox, &life->arena, life->site, SITE_READY, 1);
	sim_put(life->sandbox->simulated.sim, 1, NOW_CLUSTERED, 1);
	life->plan = session_plan(&life->sandbox->session, &job, &err);
	assert_non_null(life->plan);
	drive_begin(life->plan, life->run, 0, NULL);
	return life;
}

static int
begin(void **state)
{
	*state = begin_job("switch ldom1 --locks", true);
	return 0;
}

static int
begin_unlocked(void **state)
{
	*state = begin_job("switch ldom1", true);
	return 0;
}

static int
begin_retire(void **state)
{
	*state = begin_job("retire ldom1 --locks", true);
	return 0;
}

static int
begin_services(void **state)
{
	*state = begin_job("services --locks", true);
	return 0;
}

static int
begin_undeclared(void **state)
{
	*state = begin_job("switch ldom1 --locks", false);
	return 0;
}

static int
end(void **state)
{
	struct life *life = *state;

	sandbox_drop(life->sandbox);
	arena_drop(&life->arena);
	test_free(life);
	return 0;
}

static bool
step_on(struct life *life)
{
	return drive_step(life->plan, life->run, life->sandbox->session.top,
	    NULL);
}

static void
go(struct life *life)
{
	for (int i = 0; i < 4000 && step_on(life); i++)
		continue;
}

static void
decide(struct life *life, enum decision decision)
{
	struct err err = { 0 };

	assert_true(drive_decide(life->plan, life->run, (struct decided){
	    decision, sim_now_ms(life->sandbox->simulated.sim) }, NULL,
	    &err));
	go(life);
}

static void
come_to(struct life *life, const char *step, enum moment moment)
{
	while (life->run->way != WAY_FORWARD ||
	    strcmp(life->plan->steps[life->run->step].name, step) != 0 ||
	    life->run->moment != (uint32_t)moment)
		assert_true(step_on(life));
}

static void
type(struct life *life, uint32_t node, const char *line, const char *wanted)
{
	struct sandbox *sandbox = life->sandbox;
	struct call call;

	if (!simulated_feed(&sandbox->simulated, node, &(struct typed){
	    .text = line }, &call))
		do
			sandbox_advance(sandbox, sandbox_next_ms(sandbox));
		while (!call_go_on(&call));
	assert_int_equal(call.status, 0);
	assert_string_equal(buffer_text(&call.out), wanted);
	call_drop(&call);
}

static void
is(struct life *life, const char *wanted)
{
	type(life, 2, "/opt/is ldom1", wanted);
}

static void
refuse(struct life *life, enum op_kind op, uint32_t times)
{
	struct fault fault = { .class = FAULT_OPERATION, .text = "refuse",
	    .strike = STRIKE_REFUSE, .op = op, .nth = 1, .every = 1,
	    .at_ms = -1, .record = -1, .times = times };
	struct err err = { 0 };

	assert_true(sandbox_arm(life->sandbox, &fault, &err));
}

/* So a saved plan without locks is refused where it is applied. */
static void
a_blackout_is_no_lock(void **state)
{
	struct life *life = *state;

	assert_string_equal(life->plan->steps[0].name, "blackout-open");
	assert_int_equal(life->plan->locks, 1);
	assert_int_equal(life->plan->lock_steps, 0);
}

static void
a_blackout_stands_within_the_locks_and_around_the_job(void **state)
{
	struct life *life = *state;
	const struct plan *plan = life->plan;
	const struct step *first = &plan->steps[3];
	const struct step *last = &plan->steps[plan->verified];

	assert_int_equal(plan->locks, 4);
	assert_string_equal(plan->steps[1].name, "lock@node2");
	assert_string_equal(first->name, "blackout-open");
	assert_int_equal(first->op.on, 1);
	assert_false(first->always);
	assert_int_equal(plan->verified, plan->step_count - 3);
	assert_string_equal(last->name, "blackout-close");
	assert_true(last->always);
	assert_string_equal(plan->steps[plan->verified + 1].name,
	    "unlock@node2");
	come_to(life, "halt", MOMENT_DO);
	is(life, "open\n");
	go(life);
	assert_int_equal(life->run->ending, ARRIVED);
	is(life, "closed\n");
}

static void
a_job_without_a_guest_opens_none(void **state)
{
	struct life *life = *state;

	assert_int_equal(life->plan->locks, 3);
	go(life);
	assert_int_equal(life->run->ending, ARRIVED);
}

static void
a_site_that_declares_none_has_none(void **state)
{
	struct life *life = *state;

	assert_int_equal(life->plan->locks, 3);
}

static void
a_run_that_goes_back_closes_it_before_it_drops_a_lock(void **state)
{
	struct life *life = *state;
	bool closed = false;

	refuse(life, OP_GROUP_SWITCH, 0);
	while (life->run->ending == GOING) {
		struct op op;
		int64_t limit_ms;

		assert_true(run_next(life->plan, life->run, &op, &limit_ms));
		closed |= op.kind == OP_BLACKOUT_CLOSE;
		assert_true(op.kind != OP_LOCK_DROP || closed);
		step_on(life);
	}
	assert_int_equal(life->run->ending, RETURNED);
	assert_true(closed);
	is(life, "closed\n");
	life->sandbox->session.faults.armed[0].over = true;
	decide(life, DECIDE_RESUME);
	assert_int_equal(life->run->ending, ARRIVED);
	is(life, "closed\n");
}

static void
a_blackout_that_cannot_be_opened_sends_the_run_back(void **state)
{
	struct life *life = *state;

	refuse(life, OP_BLACKOUT_OPEN, 0);
	go(life);
	assert_int_equal(life->run->ending, RETURNED);
	assert_int_equal(sim_guest_node(life->sandbox->simulated.sim, 1), 1);
	is(life, "closed\n");
}

static void
a_blackout_that_cannot_be_closed_is_a_debt(void **state)
{
	struct life *life = *state;
	struct op closing;

	refuse(life, OP_BLACKOUT_CLOSE, 0);
	go(life);
	assert_int_equal(life->run->ending, STUCK);
	assert_true(run_debt(life->plan, life->run, 2, &closing));
	assert_int_equal(closing.kind, OP_BLACKOUT_CLOSE);
	assert_int_equal(closing.guest, 1);
	is(life, "open\n");
	life->sandbox->session.faults.armed[0].over = true;
	decide(life, DECIDE_RESUME);
	assert_int_equal(life->run->ending, ARRIVED);
	is(life, "closed\n");
}

static void
one_that_was_open_before_is_left_open(void **state)
{
	struct life *life = *state;
	struct op closing;

	type(life, 1, "/opt/quiet -g ldom1", "");
	come_to(life, "halt", MOMENT_DO);
	assert_false(run_debt(life->plan, life->run, 2, &closing));
	go(life);
	assert_int_equal(life->run->ending, ARRIVED);
	assert_int_equal(life->run->done[life->plan->verified], STEP_PASSED);
	is(life, "open\n");
}

static void
one_that_was_open_before_is_left_open_on_the_way_back_too(void **state)
{
	struct life *life = *state;

	type(life, 1, "/opt/quiet -g ldom1", "");
	refuse(life, OP_GROUP_SWITCH, 0);
	go(life);
	assert_int_equal(life->run->ending, RETURNED);
	is(life, "open\n");
	decide(life, DECIDE_RESUME);
	assert_int_equal(life->run->ending, RETURNED);
	is(life, "open\n");
}

/* It has returned to its second phase, and goes back to its beginning. */
static void
one_that_was_open_before_is_left_open_by_a_rollback(void **state)
{
	struct life *life = *state;

	type(life, 1, "/opt/quiet -g ldom1", "");
	refuse(life, OP_VOLUME_REMOVE, 1);
	go(life);
	assert_int_equal(life->run->ending, RETURNED);
	assert_true(life->run->home > life->plan->locks);
	decide(life, DECIDE_ROLLBACK);
	assert_int_equal(life->run->ending, RETURNED);
	assert_true(life->run->home <= life->plan->locks);
	is(life, "open\n");
}

static void
one_that_has_ended_by_itself_does_not_keep_a_job_from_its_end(void **state)
{
	struct life *life = *state;

	come_to(life, "up", MOMENT_WORK);
	type(life, 2, "/opt/loud ldom1", "");
	go(life);
	assert_int_equal(life->run->ending, ARRIVED);
	assert_int_equal(life->run->done[life->plan->verified], STEP_ALREADY);
}

static void
one_that_has_ended_by_itself_is_opened_again_on_resume(void **state)
{
	struct life *life = *state;

	come_to(life, "halt", MOMENT_DO);
	type(life, 2, "/opt/loud ldom1", "");
	refuse(life, OP_GUEST_HALT, 1);
	decide(life, DECIDE_RESUME);
	assert_int_equal(life->run->ending, RETURNED);
	is(life, "closed\n");
	assert_int_equal(life->run->done[3], STEP_UNDONE);
}

/* Who had opened it has closed it: from now on it is the run's. */
static void
another_ones_that_has_ended_is_the_runs_own_once_opened_again(
    void **state)
{
	struct life *life = *state;
	struct op closing;

	type(life, 1, "/opt/quiet -g ldom1", "");
	come_to(life, "halt", MOMENT_DO);
	type(life, 1, "/opt/loud ldom1", "");
	decide(life, DECIDE_RESUME);
	assert_int_equal(life->run->ending, ARRIVED);
	assert_int_equal(life->run->done[life->plan->verified], STEP_DONE);
	assert_false(run_debt(life->plan, life->run, 0, &closing));
	is(life, "closed\n");
}

static void
when_the_node_is_dead_where_it_was_opened_another_one_closes_it(void **state)
{
	struct life *life = *state;

	come_to(life, "up", MOMENT_WORK);
	node_power_off(life->sandbox->simulated.sim, 1);
	sandbox_advance(life->sandbox, sandbox_now_ms(life->sandbox) +
	    HOUR_MS);
	go(life);
	is(life, "closed\n");
	assert_int_equal(life->run->ending, ARRIVED);
}

#define LIFE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_blackout_is_no_lock,
	    begin_unlocked, end),
	    LIFE(a_blackout_stands_within_the_locks_and_around_the_job),
	    cmocka_unit_test_setup_teardown(a_job_without_a_guest_opens_none,
	    begin_services, end),
	    cmocka_unit_test_setup_teardown(
	    a_site_that_declares_none_has_none, begin_undeclared, end),
	    LIFE(a_run_that_goes_back_closes_it_before_it_drops_a_lock),
	    LIFE(a_blackout_that_cannot_be_opened_sends_the_run_back),
	    LIFE(a_blackout_that_cannot_be_closed_is_a_debt),
	    LIFE(one_that_was_open_before_is_left_open),
	    LIFE(one_that_was_open_before_is_left_open_on_the_way_back_too),
	    cmocka_unit_test_setup_teardown(
	    one_that_was_open_before_is_left_open_by_a_rollback,
	    begin_retire, end),
	    LIFE(
	    one_that_has_ended_by_itself_does_not_keep_a_job_from_its_end),
	    LIFE(one_that_has_ended_by_itself_is_opened_again_on_resume),
	    LIFE(
	    another_ones_that_has_ended_is_the_runs_own_once_opened_again),
	    LIFE(
	    when_the_node_is_dead_where_it_was_opened_another_one_closes_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
