/*
 * A node that comes back: what is left of guests that run elsewhere by now, and
 * the plan that takes it away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/plan/check.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"

static struct plan *
plan_of(struct arena *arena, struct site *site, const struct view *view,
    struct err *err)
{
	struct job job;

	*err = (struct err){ 0 };
	assert_true(job_read_line(arena, site, "rejoin node1", &job, err));
	return plan_make(arena, site, &job, view, err);
}

static struct view
twin(enum state state)
{
	return (struct view){ .twin = { { 1, (uint16_t)state, 2 } },
	    .twin_count = 1 };
}

static const char *
steps_of(struct arena *arena, const struct plan *plan, const char *phase)
{
	const char *text = "";

	for (uint32_t i = 0; i < plan->step_count; i++)
		if (strcmp(plan->phases[plan->steps[i].phase].name, phase) ==
		    0)
			text = arena_format(arena, "%s%s%s", text,
			    *text != '\0' ? " " : "", plan->steps[i].name);
	return text;
}

static void
a_twin_is_saved_before_it_goes_away(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct view view = twin(STATE_AT_OK);
	struct err err;
	struct plan *plan = plan_of(&arena, site, &view, &err);

	(void)state;
	assert_non_null(plan);
	assert_string_equal(steps_of(&arena, plan, "look"), "save:ldom1");
	assert_string_equal(steps_of(&arena, plan, "clean"),
	    "stop:ldom1 unbind:ldom1 remove:ldom1");
	assert_int_equal(plan->no_return_step, posts_step(plan,
	    "stop:ldom1"));
	assert_true(posts_has_step(plan, "config@node1"));
	arena_drop(&arena);
}

/* Each is typed on the node that has come back, for the twin's own name, after
 * the proof that it runs on the other node; that of -f is asked anew. */
static void
what_takes_a_twin_away_proves_that_it_runs_elsewhere(void **state)
{
	static const char *const names[] = { "save:ldom1", "stop:ldom1",
	    "unbind:ldom1", "remove:ldom1" };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct view view = twin(STATE_AT_OK);
	struct err err;
	struct plan *plan = plan_of(&arena, site, &view, &err);

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct step *step = &plan->steps[posts_step(plan,
		    names[i])];
		const struct fact *fact = &plan->proofs[
		    step->preconditions.first];

		assert_int_equal(step->op.on, 1);
		assert_int_equal(step->op.guest, 1);
		assert_int_equal(step->preconditions.count, 1);
		assert_int_equal(fact->ask.kind, OP_GUEST_STATE);
		assert_int_equal(fact->ask.on, 2);
		assert_int_equal(fact->ask.guest, 1);
		assert_int_equal(fact->want.states, STATE_BIT(STATE_RUNNING));
		assert_int_equal(step->op.forced, i == 1);
	}
	assert_non_null(strstr(names_text(site->names, KIND_FILE, plan->steps[
	    posts_step(plan, "save:ldom1")].op.file), "ldom1"));
	arena_drop(&arena);
}

static void
a_guest_that_runs_on_both_is_left_to_a_person(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct view view = twin(STATE_RUNNING);
	struct err err;

	(void)state;
	assert_null(plan_of(&arena, site, &view, &err));
	assert_int_equal(err.code, ERR_NO_CURE);
	assert_string_equal(err.text, "ldom1 runs on node1 and on node2: two "
	    "copies may write. Look which one serves; on the other node: ldm "
	    "stop-domain -f ldom1");
	arena_drop(&arena);
}

static void
a_node_without_power_gets_it_and_nothing_else_is_planned(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct view view = { .back = BACK_OFF };
	struct err err;
	struct plan *plan = plan_of(&arena, site, &view, &err);

	(void)state;
	assert_non_null(plan);
	assert_string_equal(steps_of(&arena, plan, "look"),
	    "power-on@node1 member");
	assert_int_equal(plan->step_count, 2);
	assert_int_equal(plan->steps[1].kind, STEP_WAIT);
	assert_int_equal(plan->facts[plan->steps[1].decide.first].fact.ask.to,
	    1);
	assert_true(plan->steps[0].savepoint);
	arena_drop(&arena);
}

static void
a_node_that_still_boots_is_not_touched(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct view view = { .back = BACK_OUTSIDE };
	struct err err;

	(void)state;
	assert_null(plan_of(&arena, site, &view, &err));
	assert_int_equal(err.code, ERR_NO_CURE);
	assert_non_null(strstr(err.text, "node1 has power and is no member"));
	arena_drop(&arena);
}

static void
without_a_view_guests_that_belong_there_are_twins(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "rejoin node1");

	(void)state;
	assert_true(posts_has_step(plan, "remove:ldom1"));
	assert_true(posts_has_step(plan, "remove:system1"));
	plan = posts_plan(&arena, site, "rejoin node2");
	assert_false(posts_has_step(plan, "remove:ldom1"));
	site->guests[1].foreign = true;
	plan = posts_plan(&arena, site, "rejoin node1");
	assert_false(posts_has_step(plan, "remove:ldom1"));
	arena_drop(&arena);
}

static unsigned
checks_of(const struct plan *plan, const char *name, bool warns)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < plan->check_count; i++)
		count += strcmp(plan->checks[i].name, name) == 0 &&
		    plan->checks[i].warns == warns;
	return count;
}

static void
what_was_seen_is_checked_before_anything_is_done(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct view view = twin(STATE_BOUND);
	struct err err;
	struct plan *plan = plan_of(&arena, site, &view, &err);

	(void)state;
	assert_int_equal(checks_of(plan, "twin", false), 2);
	assert_int_equal(checks_of(plan, "cluster", false), 1);
	assert_int_equal(checks_of(plan, "failback", true), 0);
	assert_true(checks_of(plan, "services", false) != 0);
	site->guests[1].failback = true;
	view = (struct view){ .back = BACK_OFF };
	plan = plan_of(&arena, site, &view, &err);
	assert_int_equal(checks_of(plan, "failback", true), 1);
	assert_int_equal(checks_of(plan, "power", false), 1);
	arena_drop(&arena);
}

/* Of every guest that can come here, and of no other one. */
static void
the_paths_of_its_guests_are_asked_at_the_end(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct view view = { .back = BACK_MEMBER };
	struct err err;
	struct plan *plan = plan_of(&arena, site, &view, &err);
	const struct step *step = &plan->steps[posts_step(plan, "paths")];

	(void)state;
	assert_int_equal(step->preconditions.count, 2);
	for (uint32_t i = 0; i < step->preconditions.count; i++)
		assert_int_equal(plan->proofs[step->preconditions.first +
		    i].ask.on, 1);
	site->guests[2].foreign = true;
	plan = plan_of(&arena, site, &view, &err);
	assert_int_equal(plan->steps[posts_step(plan,
	    "paths")].preconditions.count, 1);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_twin_is_saved_before_it_goes_away),
		cmocka_unit_test(
		    what_takes_a_twin_away_proves_that_it_runs_elsewhere),
		cmocka_unit_test(a_guest_that_runs_on_both_is_left_to_a_person),
		cmocka_unit_test(
		    a_node_without_power_gets_it_and_nothing_else_is_planned),
		cmocka_unit_test(a_node_that_still_boots_is_not_touched),
		cmocka_unit_test(
		    without_a_view_guests_that_belong_there_are_twins),
		cmocka_unit_test(
		    what_was_seen_is_checked_before_anything_is_done),
		cmocka_unit_test(the_paths_of_its_guests_are_asked_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
