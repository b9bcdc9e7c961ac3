/*
 * A session carries runs over any bottom: here a site on which everything is as
 * it should be already, and that is no simulator.
 */
#include "tools/session/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/run/drive.h"
#include "core/run/moment.h"
#include "tests/posts_fixture.h"

enum { CALLS = 2000 };

struct rig {
	struct backend	 bottom;	/* first */
	int64_t		 now_ms;
	unsigned	 changes;
	const struct plan *plan;
	const struct run *run;
	struct arena	 arena;
	struct site	*site;
	struct session	 session;
};

static int64_t
bottom_now_ms(struct backend *bottom)
{
	return ((struct rig *)bottom)->now_ms;
}

/* Whatever a run asks is as it wants it. */
static uint64_t
bottom_begin(struct backend *bottom, const struct op *op, struct result *res)
{
	struct rig *rig = (struct rig *)bottom;
	const struct fact *fact;
	struct fact buffer;

	if (op->kind == OP_PAUSE)
		return (uint64_t)(rig->now_ms + op->number);
	rig->changes += !op_table[op->kind].question;
	if (rig->run != NULL && op_table[op->kind].question &&
	    (fact = moment_fact(rig->plan, rig->run, rig->run->row,
	    &buffer)) != NULL) {
		res->answer = (struct answer){ .on = fact->want.on,
		    .value = fact->want.value, .number = fact->want.number };
		while (res->answer.state < STATE_WOULD_FAIL &&
		    (fact->want.states >> res->answer.state & 1) == 0)
			res->answer.state++;
	}
	return HANDLE_OVER;
}

static bool
bottom_wait(struct backend *bottom, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct rig *rig = (struct rig *)bottom;

	(void)res;
	rig->now_ms = (int64_t)handle < until_ms ? (int64_t)handle : until_ms;
	return (int64_t)handle <= until_ms;
}

static void
bottom_leave(struct backend *bottom, uint64_t handle)
{
	(void)bottom;
	(void)handle;
}

static void
rig_make(struct rig *rig)
{
	memset(rig, 0, sizeof(*rig));
	rig->bottom = (struct backend){ "bottom", bottom_now_ms,
	    bottom_begin, bottom_wait, bottom_leave, NULL, NULL, NULL };
	rig->site = posts_site(&rig->arena);
	session_make(&rig->session, &rig->arena, rig->site, &rig->bottom);
}

static void
a_run_goes_to_its_ending_over_any_bottom(void **state)
{
	struct rig rig;
	struct run *run;
	unsigned calls = 0;

	(void)state;
	rig_make(&rig);
	run = arena_take(&rig.arena, 1, sizeof(*run));
	rig.plan = posts_plan(&rig.arena, rig.site, "services");
	rig.run = run;
	drive_begin(rig.plan, run, 0, NULL);
	while (calls++ < CALLS && session_step(&rig.session, rig.plan, run,
	    NULL))
		continue;
	assert_int_equal(run->ending, ARRIVED);
	/* The number of a configuration was free, so it is saved. */
	assert_int_equal(rig.changes, 1);
	arena_drop(&rig.arena);
}

static void
time_never_goes_back_across_a_resume(void **state)
{
	struct op ask = { .kind = OP_NODE_STATE, .on = 1 };
	struct result res;
	struct rig rig;

	(void)state;
	rig_make(&rig);
	rig.now_ms = 1000;
	session_resume_at(&rig.session, 90000);
	assert_int_equal(session_now_ms(&rig.session), 90000);
	backend_execute(session_top(&rig.session), &ask, 1000, &res);
	assert_int_equal(res.at_ms, 90000);
	session_advance(&rig.session, 95000);
	assert_int_equal(session_now_ms(&rig.session), 95000);
	assert_int_equal(rig.now_ms, 6000);
	arena_drop(&rig.arena);
}

static void
a_session_is_over_when_a_fault_ends_domferry(void **state)
{
	struct fault crash = { .class = FAULT_CRASH, .text = "planted",
	    .op = OP_NODE_STATE, .record = -1, .at_ms = -1, .times = 1,
	    .nth = 1, .every = 1, .before = true };
	struct run *run;
	struct rig rig;

	(void)state;
	rig_make(&rig);
	run = arena_take(&rig.arena, 1, sizeof(*run));
	rig.plan = posts_plan(&rig.arena, rig.site, "services");
	drive_begin(rig.plan, run, 0, NULL);
	faults_strike_next(&rig.session.faults, &crash);
	assert_true(session_step(&rig.session, rig.plan, run, NULL));
	assert_false(session_step(&rig.session, rig.plan, run, NULL));
	arena_drop(&rig.arena);
}

static void
downtime_is_counted_from_what_the_bottom_emits(void **state)
{
	struct event up = { .type = EVENT_SERVICE, .guest = 1, .met = true };
	struct event down = { .type = EVENT_SERVICE, .guest = 1,
	    .at_ms = 5000 };
	struct rig rig;

	(void)state;
	rig_make(&rig);
	sink_emit(&rig.session.listener, &up);
	sink_emit(&rig.session.listener, &down);
	rig.now_ms = 12000;
	assert_int_equal(session_downtime(&rig.session, 1), 7000);
	session_zero(&rig.session);
	assert_int_equal(session_downtime(&rig.session, 1), 0);
	arena_drop(&rig.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_goes_to_its_ending_over_any_bottom),
		cmocka_unit_test(time_never_goes_back_across_a_resume),
		cmocka_unit_test(a_session_is_over_when_a_fault_ends_domferry),
		cmocka_unit_test(
		    downtime_is_counted_from_what_the_bottom_emits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
