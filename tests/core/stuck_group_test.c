/*
 * A group that is stuck: each row of the table of unstick, what it says, and
 * the plan that comes of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/plan/check.h"
#include "core/plan/precondition.h"
#include "core/plan/stuck_group.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"

enum { NO_POOL = 0, HERE = 1, THERE = 2 };

/* What is seen on the site of the posts: the group, its two resources, the
 * guest on node1 and on node2, where the pool is; and what follows. */
static const struct sight {
	enum state	 group, agent, storage, on1, on2;
	int		 pool;
	bool		 held;
	const char	*row;
	const char	*steps;		/* of phase cure; NULL: a person's */
} sights[] = {
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_RUNNING,
	    STATE_ABSENT, HERE, false, "agent-runs",
	    "suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_AT_OK,
	    STATE_INACTIVE, HERE, false, "agent-at-ok",
	    "stop unbind suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_BOUND,
	    STATE_ABSENT, HERE, false, "agent-bound",
	    "unbind suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_INACTIVE,
	    STATE_ABSENT, HERE, false, "agent-gone",
	    "suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_ABSENT,
	    STATE_ABSENT, HERE, false, "agent-gone",
	    "suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_OFFLINE, STATE_STOP_FAILED, STATE_RUNNING,
	    STATE_ABSENT, HERE, false, "storage-runs",
	    "suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_OFFLINE, STATE_STOP_FAILED, STATE_AT_OK,
	    STATE_ABSENT, HERE, false, "storage-at-ok",
	    "stop unbind export suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_OFFLINE, STATE_STOP_FAILED, STATE_BOUND,
	    STATE_ABSENT, HERE, false, "storage-bound",
	    "unbind export suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_OFFLINE, STATE_STOP_FAILED, STATE_ABSENT,
	    STATE_ABSENT, HERE, false, "storage-busy",
	    "export suspend clear online up resume" },
	{ STATE_STOP_FAILED, STATE_OFFLINE, STATE_STOP_FAILED, STATE_ABSENT,
	    STATE_ABSENT, NO_POOL, false, "storage-exported",
	    "suspend clear online up resume" },
	{ STATE_ONLINE_FAULTED, STATE_START_FAILED, STATE_ONLINE,
	    STATE_INACTIVE, STATE_ABSENT, HERE, false, "start-failed",
	    "disable enable up" },
	{ STATE_OFFLINE, STATE_OFFLINE, STATE_OFFLINE, STATE_ABSENT,
	    STATE_INACTIVE, NO_POOL, false, "offline", "online up" },
	{ STATE_ONLINE, STATE_ONLINE, STATE_ONLINE, STATE_AT_OK, STATE_ABSENT,
	    HERE, true, "held-at-ok", "boot" },
	{ STATE_ONLINE, STATE_ONLINE, STATE_ONLINE, STATE_AT_OK, STATE_ABSENT,
	    HERE, false, "at-ok",
	    "suspend stop unbind bind start up resume" },
	{ STATE_PENDING, STATE_STOPPING, STATE_ONLINE, STATE_AT_OK,
	    STATE_ABSENT, HERE, false, "bouncing", "quiesce" },
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_RUNNING,
	    STATE_AT_OK, HERE, false, "two-running", NULL },
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_INACTIVE,
	    STATE_RUNNING, HERE, false, "runs-elsewhere", NULL },
	{ STATE_OFFLINE, STATE_OFFLINE, STATE_OFFLINE, STATE_ABSENT,
	    STATE_RUNNING, NO_POOL, false, "runs-elsewhere", NULL },
	{ STATE_OFFLINE, STATE_OFFLINE, STATE_OFFLINE, STATE_ABSENT,
	    STATE_ABSENT, THERE, false, "pool-elsewhere", NULL },
	{ STATE_STOP_FAILED, STATE_OFFLINE, STATE_STOP_FAILED, STATE_ABSENT,
	    STATE_ABSENT, THERE, false, "pool-elsewhere", NULL },
	{ STATE_STOP_FAILED, STATE_STOP_FAILED, STATE_ONLINE, STATE_HUNG,
	    STATE_ABSENT, HERE, false, "guest-hangs", NULL },
	{ STATE_ONLINE_FAULTED, STATE_START_FAILED, STATE_ONLINE,
	    STATE_RUNNING, STATE_ABSENT, HERE, false, "faulted-runs", NULL },
	{ STATE_ONLINE, STATE_DISABLED, STATE_ONLINE, STATE_BOUND,
	    STATE_ABSENT, HERE, false, "not-started", NULL },
	{ STATE_ONLINE, STATE_ONLINE, STATE_ONLINE, STATE_HUNG, STATE_ABSENT,
	    HERE, false, "boots-or-hangs", NULL },
	{ STATE_UNMANAGED, STATE_DISABLED, STATE_DISABLED, STATE_ABSENT,
	    STATE_ABSENT, NO_POOL, false, "unmanaged", NULL },
	{ STATE_ONLINE, STATE_ONLINE, STATE_ONLINE, STATE_RUNNING,
	    STATE_ABSENT, HERE, false, "nothing", NULL },
	{ STATE_STRANGE, STATE_ONLINE, STATE_ONLINE, STATE_ABSENT,
	    STATE_ABSENT, HERE, false, "unknown", NULL },
};
enum { SIGHTS = sizeof(sights) / sizeof(sights[0]) };

static struct stuck
seen_of(const struct sight *sight)
{
	struct stuck seen = {
		.group = { .state = sight->group, .on = 1 },
		.agent = { .state = sight->agent },
		.storage = { .state = sight->storage },
		.pool = { .state = sight->pool != NO_POOL ? STATE_IMPORTED :
		    STATE_EXPORTED, .on = (uint32_t)sight->pool },
		.held = sight->held,
	};

	seen.guest[1] = (uint8_t)sight->on1;
	seen.guest[2] = (uint8_t)sight->on2;
	return seen;
}

static const struct sight *
sight_of(const char *row)
{
	for (size_t i = 0; i < SIGHTS; i++)
		if (strcmp(sights[i].row, row) == 0)
			return &sights[i];
	fail_msg("no sight of row %s", row);
	return NULL;
}

static struct plan *
plan_of(struct arena *arena, struct site *site, const struct sight *sight,
    const char *line, struct err *err)
{
	struct view view = { .seen = seen_of(sight) };
	struct job job;

	*err = (struct err){ 0 };
	assert_true(job_read_line(arena, site, line, &job, err));
	return plan_make(arena, site, &job, &view, err);
}

/* The names of the steps of a phase. */
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
every_sight_is_in_its_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < SIGHTS; i++) {
		const struct stuck seen = seen_of(&sights[i]);

		assert_string_equal(stuck_find(&seen)->name, sights[i].row);
	}
}

static void
every_row_is_seen_by_one_of_these(void **state)
{
	(void)state;
	for (unsigned r = 0; r < STUCK_ROWS; r++) {
		assert_non_null(stuck_rows[r].name);
		sight_of(stuck_rows[r].name);
		assert_true((stuck_rows[r].cure != 0) !=
		    (stuck_rows[r].person != NULL));
	}
}

static void
each_row_has_the_steps_of_its_cure_or_a_word_for_a_person(void **state)
{
	(void)state;
	for (size_t i = 0; i < SIGHTS; i++) {
		struct arena arena = { 0 };
		struct site *site = posts_site(&arena);
		struct err err;
		struct plan *plan = plan_of(&arena, site, &sights[i],
		    "unstick ldom1-rg", &err);

		if (sights[i].steps == NULL) {
			assert_null(plan);
			assert_int_equal(err.code, ERR_NO_CURE);
			assert_true(strlen(err.text) < sizeof(err.text) - 1);
			assert_null(strchr(err.text, '{'));
		} else {
			assert_non_null(plan);
			assert_string_equal(steps_of(&arena, plan, "cure"),
			    sights[i].steps);
		}
		arena_drop(&arena);
	}
}

static void
what_a_person_reads_has_the_evidence_and_the_command(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err;

	(void)state;
	plan_of(&arena, site, sight_of("two-running"), "unstick ldom1-rg",
	    &err);
	assert_string_equal(err.text, "ldom1-rg is stop-failed on node1, "
	    "ldom1 running on node1, ldom1 at-ok on node2: two copies may "
	    "write. Look on both nodes who has zpool_ldom1 and which one "
	    "serves; on the other one: ldm stop-domain -f ldom1");
	plan_of(&arena, site, sight_of("guest-hangs"), "unstick ldom1-rg",
	    &err);
	assert_non_null(strstr(err.text, "on node1: ldm stop-domain -f "
	    "ldom1; then unstick again"));
	plan_of(&arena, site, sight_of("not-started"), "unstick ldom1-rg",
	    &err);
	assert_non_null(strstr(err.text, "clrs enable ldom1-ldom-rs"));
	arena_drop(&arena);
}

/* clrs clear is believed: it is typed for the resource that has the mark, after
 * the proof that this is down, or that nothing of the guest was stopped. */
static void
the_mark_is_cleared_only_with_its_proof(void **state)
{
	static const struct {
		const char	*row, *resource;
		enum state	 guest, pool;	/* wanted at node1; of the
						   pool, or STRANGE */
	} wants[] = {
		{ "agent-runs", "ldom1-ldom-rs", STATE_RUNNING,
		    STATE_IMPORTED },
		{ "agent-at-ok", "ldom1-ldom-rs", STATE_INACTIVE,
		    STATE_STRANGE },
		{ "storage-runs", "ldom1-fs-rs", STATE_RUNNING,
		    STATE_IMPORTED },
		{ "storage-busy", "ldom1-fs-rs", STATE_INACTIVE,
		    STATE_EXPORTED },
		{ "storage-exported", "ldom1-fs-rs", STATE_INACTIVE,
		    STATE_EXPORTED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wants) / sizeof(wants[0]); i++) {
		struct arena arena = { 0 };
		struct site *site = posts_site(&arena);
		struct err err;
		struct plan *plan = plan_of(&arena, site, sight_of(
		    wants[i].row), "unstick ldom1-rg", &err);
		const struct step *step = &plan->steps[posts_step(plan,
		    "clear")];
		unsigned guests = 0, pools = 0;

		assert_true(step->no_return);
		assert_string_equal(names_text(site->names, KIND_RESOURCE,
		    step->op.resource), wants[i].resource);
		assert_int_equal(step->op.to, 1);
		for (uint32_t n = 0; n < step->preconditions.count; n++) {
			const struct fact *fact = &plan->proofs[
			    step->preconditions.first + n];
			bool here = fact->ask.on == 1;

			if (fact->ask.kind == OP_POOL_STATE) {
				pools++;
				assert_int_equal(fact->want.states,
				    STATE_BIT(wants[i].pool));
			} else if (fact->ask.kind == OP_GUEST_STATE) {
				guests++;
				assert_true((fact->want.states >> (here ?
				    wants[i].guest : STATE_INACTIVE) & 1) !=
				    0);
				assert_false((fact->want.states & STATE_BIT(
				    STATE_AT_OK)) != 0);
				assert_false(!here && (fact->want.states &
				    STATE_BIT(STATE_RUNNING)) != 0);
				assert_false((fact->want.states & STATE_BIT(
				    STATE_BOUND)) != 0);
			}
		}
		assert_int_equal(guests, 2);
		assert_int_equal(pools, wants[i].pool != STATE_STRANGE);
		arena_drop(&arena);
	}
}

static void
a_group_in_error_is_cured_where_it_is(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err;

	(void)state;
	assert_null(plan_of(&arena, site, sight_of("agent-runs"),
	    "unstick ldom1-rg --to node2", &err));
	assert_int_equal(err.code, ERR_JOB_INVALID);
	assert_non_null(plan_of(&arena, site, sight_of("agent-runs"),
	    "unstick ldom1-rg --to node1", &err));
	arena_drop(&arena);
}

static void
a_group_that_is_offline_comes_online_where_the_job_says(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err;
	struct plan *plan = plan_of(&arena, site, sight_of("offline"),
	    "unstick ldom1 --to node2", &err);

	(void)state;
	assert_non_null(plan);
	assert_int_equal(plan->steps[posts_step(plan, "online")].op.to, 2);
	plan = plan_of(&arena, site, sight_of("offline"), "unstick ldom1",
	    &err);
	assert_int_equal(plan->steps[posts_step(plan, "online")].op.to, 1);
	site->guests[1].node_count = 1;
	assert_null(plan_of(&arena, site, sight_of("offline"),
	    "unstick ldom1 --to node2", &err));
	assert_int_equal(err.code, ERR_JOB_INVALID);
	arena_drop(&arena);
}

static void
a_job_takes_a_group_or_its_guest_and_nothing_else(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct job group, guest;

	(void)state;
	assert_true(job_read_line(&arena, site, "unstick ldom1-rg", &group,
	    &err));
	assert_true(job_read_line(&arena, site, "unstick ldom1", &guest,
	    &err));
	assert_int_equal(group.guest, guest.guest);
	assert_false(job_read_line(&arena, site, "unstick", &group, &err));
	assert_string_equal(err.text, "unstick needs a group: unstick GROUP "
	    "[--to NODE]");
	assert_false(job_read_line(&arena, site, "unstick nobody", &group,
	    &err));
	assert_false(job_read_line(&arena, site, "unstick ldom1 ldom1",
	    &group, &err));
	arena_drop(&arena);
}

/* Nobody was asked: the classic, which is looked at before anything is done. */
static void
without_a_view_the_pool_was_busy(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "unstick ldom1-rg");

	(void)state;
	assert_string_equal(steps_of(&arena, plan, "cure"),
	    "export suspend clear online up resume");
	assert_string_equal(steps_of(&arena, plan, "look"), "seen");
	arena_drop(&arena);
}

static bool
has_check(const struct plan *plan, const char *name)
{
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (strcmp(plan->checks[i].name, name) == 0)
			return true;
	return false;
}

/* That a start has failed has a reason, which has to be gone; who goes on
 * running needs no room. */
static void
what_is_going_to_start_is_checked_for_what_it_needs(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err;
	struct plan *plan = plan_of(&arena, site, sight_of("start-failed"),
	    "unstick ldom1-rg", &err);

	(void)state;
	assert_true(has_check(plan, "volumes") && has_check(plan, "room") &&
	    has_check(plan, "services") && has_check(plan, "device"));
	plan = plan_of(&arena, site, sight_of("offline"), "unstick ldom1-rg",
	    &err);
	assert_true(has_check(plan, "volumes"));
	plan = plan_of(&arena, site, sight_of("agent-runs"),
	    "unstick ldom1-rg", &err);
	assert_false(has_check(plan, "room"));
	assert_true(has_check(plan, "group") && has_check(plan, "pool") &&
	    has_check(plan, "resource") && has_check(plan, "guest"));
	arena_drop(&arena);
}

static void
what_changes_by_itself_is_asked_again(void **state)
{
	struct stuck seen = seen_of(sight_of("agent-at-ok"));

	(void)state;
	assert_false(stuck_is_busy(&seen));
	seen.guest[1] = STATE_HALTING;
	assert_true(stuck_is_busy(&seen));
	seen.guest[1] = STATE_AT_OK;
	seen.guest[2] = STATE_MOVING;
	assert_true(stuck_is_busy(&seen));
	seen.guest[2] = STATE_ABSENT;
	seen.group.state = STATE_PENDING;
	assert_true(stuck_is_busy(&seen));
}

/* A pool that a person has imported is not taken for the cluster's. */
static void
a_pool_that_was_imported_by_hand_is_not_as_it_has_to_be(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	const struct stuck seen = seen_of(sight_of("at-ok"));
	struct answer answer = { .state = STATE_IMPORTED, .on = 1 };
	struct fact fact;
	unsigned n = 0;

	(void)state;
	while (stuck_fact(site, 1, &seen, n, &fact) &&
	    fact.ask.kind != OP_POOL_STATE)
		n++;
	assert_int_equal(fact.ask.kind, OP_POOL_STATE);
	assert_true(want_met(&fact.want, &answer));
	answer.number = 1;
	assert_false(want_met(&fact.want, &answer));
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sight_is_in_its_row),
		cmocka_unit_test(every_row_is_seen_by_one_of_these),
		cmocka_unit_test(
		    each_row_has_the_steps_of_its_cure_or_a_word_for_a_person),
		cmocka_unit_test(
		    what_a_person_reads_has_the_evidence_and_the_command),
		cmocka_unit_test(the_mark_is_cleared_only_with_its_proof),
		cmocka_unit_test(a_group_in_error_is_cured_where_it_is),
		cmocka_unit_test(
		    a_group_that_is_offline_comes_online_where_the_job_says),
		cmocka_unit_test(
		    a_job_takes_a_group_or_its_guest_and_nothing_else),
		cmocka_unit_test(without_a_view_the_pool_was_busy),
		cmocka_unit_test(
		    what_is_going_to_start_is_checked_for_what_it_needs),
		cmocka_unit_test(what_changes_by_itself_is_asked_again),
		cmocka_unit_test(
		    a_pool_that_was_imported_by_hand_is_not_as_it_has_to_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
