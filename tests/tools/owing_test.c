/*
 * A guest that a run has taken down is a debt until it is up again: which
 * commands pay it, at every step, and that all who print debts say it.  The
 * runs go over the simulated site of the posts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "core/formats/journal/events.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "core/run/owed.h"
#include "tests/play_fixture.h"
#include "tests/posts_fixture.h"
#include "tools/apply/outage.h"
#include "tools/explore/inside.h"
#include "tools/report/owing.h"
#include "tools/session/remaining.h"

enum { CALLS = 6000 };

/* On to the first question of a step; NULL: to the end. */
static void
come_to(struct play *play, const char *name)
{
	struct branch *branch = &play->branch;
	uint32_t step = name != NULL ? posts_step(branch->plan, name) :
	    PLAN_NONE;

	while ((branch->run.way != WAY_FORWARD || branch->run.step != step) &&
	    branch_step(branch))
		assert_true(branch->calls < CALLS);
	assert_true(name == NULL || branch->run.ending == GOING);
}

/* On until the command of the step comes. */
static void
come_to_command(struct play *play, const char *name)
{
	come_to(play, name);
	while (play->branch.run.moment != MOMENT_DO)
		assert_true(branch_step(&play->branch));
}

/* "guest-bind ldom1 on node1, ..."; "" if no guest is owed. */
static const char *
owed_now(struct play *play)
{
	static char room[500];
	const char *text = owing_brief(play->branch.plan, &play->branch.run,
	    room, sizeof(room));

	if (text == NULL)
		return "";
	text = strchr(text, '+');
	assert_non_null(text);
	return text + strlen("+00:00:00");
}

/* It is up again, and then the run owes it from the same moment: that time has
 * been counted. */
static void
a_guest_is_not_down_twice_at_a_time(void **state)
{
	struct play play;
	struct run up, down;
	struct outage_watch watch;
	struct session *session = &play.sandbox.session;
	struct event event = { .type = EVENT_ANSWER };

	(void)state;
	play_begin(&play, "switch ldom1");
	come_to(&play, "halt");
	up = play.branch.run;
	come_to(&play, "switch");
	down = play.branch.run;
	event.plan = play.branch.plan;
	session->sink = NULL;
	outage_make(&watch, session, &down);
	watch.counters[0] = &session->downtime;
	downtime_make(&play.arena, &session->downtime,
	    play.site->guest_count);
	for (int64_t at_ms = 40000; at_ms <= 120000; at_ms += 40000) {
		watch.run = at_ms == 80000 ? &up : &down;
		event.at_ms = at_ms;
		sink_emit(&watch.sink, &event);
	}
	/* Down since 1 s, up at 80 s, and down again since then. */
	assert_int_equal(downtime_of(&session->downtime, 1, 130000),
	    79000 + 50000);
	play_end(&play);
}

static void
a_switched_guest_is_owed_from_its_halt_until_it_is_up(void **state)
{
	struct play play;
	struct owed owed;

	(void)state;
	play_begin(&play, "switch ldom1");
	come_to(&play, "halt");
	assert_string_equal(owed_now(&play), "");
	come_to_command(&play, "halt");
	assert_true(run_owed(play.branch.plan, &play.branch.run, &owed));
	assert_true(owed.unsure);
	assert_string_equal(owed_now(&play), ": guest-boot ldom1 on node1");
	come_to(&play, "switch");
	assert_true(run_owed(play.branch.plan, &play.branch.run, &owed));
	assert_false(owed.unsure);
	assert_int_equal(owed.since_ms, 1000);
	assert_string_equal(owed_now(&play), ": guest-boot ldom1 on node1");
	come_to_command(&play, "switch");
	assert_string_equal(owed_now(&play), ": group-switch ldom1-rg to "
	    "node2, guest-boot ldom1 on node2");
	come_to(&play, "up");
	assert_string_equal(owed_now(&play), ": guest-boot ldom1 on node2");
	assert_true(run_owed(play.branch.plan, &play.branch.run, &owed));
	assert_int_equal(owed.since_ms, 1000);
	come_to(&play, NULL);
	assert_int_equal(play.branch.run.ending, ARRIVED);
	assert_string_equal(owed_now(&play), "");
	play_end(&play);
}

static void
what_brings_a_guest_up_depends_on_how_far_down_it_is(void **state)
{
	/* "+": when its command comes. */
	static const struct {
		const char	*step, *text;
	} rows[] = {
		{ "stop", ": guest-boot ldom1 on node1" },
		{ "unbind", ": guest-start ldom1 on node1" },
		{ "dry-run", ": guest-bind ldom1 on node1, guest-start ldom1 "
		    "on node1" },
		/* The pool may be on its way: it has to come back. */
		{ "+pool", ": group-switch ldom1-rg to node1, guest-bind ldom1 "
		    "on node1, guest-start ldom1 on node1" },
		{ "migrate", ": guest-migrate ldom1 to node2, guest-bind ldom1 "
		    "on node2, guest-start ldom1 on node2" },
		{ "bind", ": guest-bind ldom1 on node2, guest-start ldom1 on "
		    "node2" },
		{ "start", ": guest-start ldom1 on node2" },
		{ "up", ": guest-boot ldom1 on node2" },
		{ "resume", "" },
	};
	struct play play;

	(void)state;
	play_begin(&play, "migrate ldom1");
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (*rows[i].step == '+')
			come_to_command(&play, rows[i].step + 1);
		else
			come_to(&play, rows[i].step);
		assert_string_equal(owed_now(&play), rows[i].text);
	}
	play_end(&play);
}

/* The agent boots nothing while the group is suspended. */
static void
under_a_suspended_group_a_guest_is_brought_up_by_hand(void **state)
{
	struct play play;
	struct run *run = &play.branch.run;
	struct err err;

	(void)state;
	play_begin(&play, "maintain ldom1 --set hostid=82a85642");
	come_to_command(&play, "stop");
	assert_string_equal(owed_now(&play), ": guest-start ldom1 on node1");
	come_to(&play, "hostid");
	assert_string_equal(owed_now(&play), ": guest-start ldom1 on node1");
	/* What the run started itself is stopped again. */
	come_to(&play, "resume");
	assert_true(run_decide(play.branch.plan, run, DECIDE_ROLLBACK,
	    run->at_ms, &err));
	come_to(&play, NULL);
	assert_int_equal(run->ending, RETURNED);
	assert_string_equal(owed_now(&play), "");
	play_end(&play);
}

/* What the way back does to a guest counts as well. */
static void
going_back_a_guest_is_owed_when_it_is_stopped_again(void **state)
{
	struct play play;
	struct run *run = &play.branch.run;
	struct err err;

	(void)state;
	play_begin(&play, "migrate ldom1");
	come_to(&play, "resume");
	assert_true(run_decide(play.branch.plan, run, DECIDE_ROLLBACK,
	    run->at_ms, &err));
	while (run->moment != MOMENT_DO) {
		assert_string_equal(owed_now(&play), "");
		assert_true(branch_step(&play.branch));
	}
	assert_string_equal(play.branch.plan->steps[run->step].name, "start");
	assert_string_equal(owed_now(&play), ": guest-start ldom1 on node2");
	while (strcmp(play.branch.plan->steps[run->step].name, "pool") != 0)
		assert_true(branch_step(&play.branch));
	assert_string_equal(owed_now(&play), ": group-switch ldom1-rg to "
	    "node1, guest-bind ldom1 on node1, guest-start ldom1 on node1");
	come_to(&play, NULL);
	assert_int_equal(run->ending, RETURNED);
	assert_string_equal(owed_now(&play), "");
	play_end(&play);
}

/* The agent has booted it: the halt is undone, and the guest is not up. */
static void
a_guest_that_does_not_boot_is_owed_on_the_way_back(void **state)
{
	struct play play;
	struct owed owed;

	(void)state;
	play_begin(&play, "switch ldom1");
	come_to(&play, "switch");
	sim_loop_guest(play.branch.sim, play.job.guest, true);
	come_to(&play, NULL);
	assert_int_equal(play.branch.run.ending, STUCK);
	assert_int_equal(play.branch.run.way, WAY_BACK);
	assert_non_null(strstr(play.branch.run.why.text,
	    "the last verification: "));
	assert_string_equal(owed_now(&play), "");
	assert_true(run_owed(play.branch.plan, &play.branch.run, &owed));
	assert_true(owed.moved);
	assert_false(owed.unsure);
	assert_int_equal(owed.since_ms, 1000);
	play_end(&play);
}

static void
a_guest_that_the_job_removes_is_owed_only_on_the_way_back(void **state)
{
	struct play play;
	struct run *run = &play.branch.run;
	struct owed owed;
	struct err err;

	(void)state;
	play_begin(&play, "retire ldom1");
	come_to(&play, "agent-off");
	assert_string_equal(owed_now(&play), "");
	assert_true(run_decide(play.branch.plan, run, DECIDE_ROLLBACK,
	    run->at_ms, &err));
	assert_true(run_owed(play.branch.plan, run, &owed));
	play_end(&play);
}

static void
a_guest_that_was_down_or_has_no_users_is_not_owed(void **state)
{
	struct play play;

	(void)state;
	play_begin(&play, "maintain ldom1");
	come_to(&play, "halt");
	/* A person has halted it before. */
	branch_type(&play.branch, &play.branch.plan->steps[posts_step(
	    play.branch.plan, "halt")].op);
	come_to(&play, "hostid");
	assert_string_equal(owed_now(&play), "");
	play_end(&play);
	play_begin(&play, "p2v system1");
	come_to(&play, "unbind");
	assert_string_equal(owed_now(&play), "");
	play_end(&play);
}

/* Somebody restarts it while the run is interrupted, and it is halted before it
 * is up. */
static void
a_guest_that_was_restarted_is_owed_by_who_halts_it(void **state)
{
	static const struct {
		enum state	found;
		bool		owed;
	} rows[] = {
		{ STATE_RUNNING, true }, { STATE_BOOTING, true },
		{ STATE_AT_OK, false }, { STATE_HALTING, false },
	};
	struct play play;
	struct owed owed;
	uint32_t halt;

	(void)state;
	play_begin(&play, "switch ldom1");
	come_to(&play, "switch");
	halt = play.branch.plan->steps[posts_step(play.branch.plan, "halt")].
	    decide.first;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		play.branch.run.found[halt].state = rows[i].found;
		assert_int_equal(run_owed(play.branch.plan, &play.branch.run,
		    &owed), rows[i].owed);
	}
	play_end(&play);
}

static void
nobody_starts_a_guest_that_may_run_on_a_dead_node(void **state)
{
	struct play play;
	struct run *run = &play.branch.run;
	struct owed owed;

	(void)state;
	play_begin(&play, "switch ldom1");
	come_to(&play, "switch");
	assert_string_equal(owed_now(&play), ": guest-boot ldom1 on node1");
	run->gone = 1 << 2;
	assert_string_equal(owed_now(&play), ": guest-boot ldom1 on node1");
	run->gone = 1 << 1;
	assert_true(run_owed(play.branch.plan, run, &owed));
	assert_true(owed.dead);
	assert_string_equal(owed_now(&play), "");
	run->gone = 0;
	assert_true(run_owed(play.branch.plan, run, &owed));
	assert_false(owed.dead);
	run->why.code = ERR_GUEST_NOT_PROVED;
	assert_true(run_owed(play.branch.plan, run, &owed));
	assert_true(owed.dead);
	assert_string_equal(owed_now(&play), "");
	play_end(&play);
}

/* What an answer has refuted is no reason to type anything. */
static void
a_guest_that_is_not_as_it_was_left_is_looked_for_first(void **state)
{
	struct play play;
	struct run *run = &play.branch.run;
	struct owed owed;

	(void)state;
	play_begin(&play, "switch ldom1");
	come_to(&play, "switch");
	run->refuted = 1;
	assert_true(run_owed(play.branch.plan, run, &owed));
	assert_true(owed.moved);
	assert_string_equal(owed_now(&play), "");
	run->refuted = 0;
	assert_true(run_owed(play.branch.plan, run, &owed));
	assert_false(owed.moved);
	assert_string_equal(owed_now(&play), ": guest-boot ldom1 on node1");
	play_end(&play);
}

struct heard {
	struct sink	 sink;
	struct stream	 stream;
	json_t		*end;
};

static void
no_words(void *with, const struct op *op, struct text *list)
{
	(void)with;
	(void)op;
	(void)list;
}

static void
hear(struct sink *sink, const struct event *event)
{
	struct heard *heard = (struct heard *)sink;

	if (event->type == EVENT_END)
		heard->end = event_json(&heard->stream, event);
}

/* All nodes die while the group is suspended: nothing can bring it up. */
static void
the_end_record_and_the_page_say_which_guest_is_down(void **state)
{
	struct play play;
	struct heard heard = { { hear }, { 0 }, NULL };
	struct session *session = &play.sandbox.session;
	char *text = NULL;
	size_t size;
	FILE *out;
	json_t *debts, *debt;

	(void)state;
	play_begin(&play, "maintain ldom1 --set hostid=82a85642");
	heard.stream = (struct stream){ .site = play.site, .mode = "rehearse",
	    .wording = { no_words, NULL } };
	come_to(&play, "up");
	node_power_off(play.branch.sim, 1);
	node_power_off(play.branch.sim, 2);
	while (session_step(session, play.branch.plan, &play.branch.run,
	    &heard.sink))
		continue;
	assert_int_equal(play.branch.run.ending, STUCK);
	debts = json_object_get(heard.end, "debts");
	debt = json_array_get(debts, 0);
	assert_string_equal(json_string_value(json_object_get(debt, "guest")),
	    "ldom1");
	assert_string_equal(json_string_value(json_object_get(debt, "since")),
	    "halt");
	assert_true(json_integer_value(json_object_get(debt, "down_ms")) >
	    40000);
	/* And the suspended group. */
	assert_int_equal(json_array_size(debts), 2);
	json_decref(heard.end);
	out = open_memstream(&text, &size);
	remaining_print(out, play.branch.plan, &play.branch.run);
	fclose(out);
	assert_non_null(strstr(text, "# ldom1 is down since +00:00:02 (halt)"));
	assert_true(strstr(text, "is down since") <
	    strstr(text, "clrg resume"));
	free(text);
	play_end(&play);
}

/* The cluster does not answer: a person boots the guest, as the page says. */
static void
a_run_whose_debt_a_person_has_paid_can_be_rolled_back(void **state)
{
	static const struct {
		const char	*job, *step;
	} rows[] = {
		{ "switch ldom1", "switch" },
		{ "migrate ldom1", "unbind" },
		{ "migrate ldom1", "dry-run" },
	};
	struct play play;
	struct run *run = &play.branch.run;
	struct owed owed;
	struct err err;

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		play_begin(&play, rows[i].job);
		come_to(&play, rows[i].step);
		assert_true(run_owed(play.branch.plan, run, &owed));
		for (unsigned n = 0; n < owed.count; n++)
			branch_type(&play.branch, &owed.pay[n]);
		branch_quiet(&play.branch);
		assert_true(run_decide(play.branch.plan, run, DECIDE_ROLLBACK,
		    sim_now_ms(play.branch.sim), &err));
		come_to(&play, NULL);
		assert_int_equal(run->ending, RETURNED);
		play_end(&play);
	}
}

/* The explorer's judgement of a branch that is stuck after the halt; while its
 * group is suspended, if its node loses power and comes back: then no other
 * node takes it. */
static struct explore
judged(struct play *play, bool was_up, bool forgets, bool node_cycles)
{
	struct explore explore = { .homes = true };
	struct walk *walk = calloc(1, sizeof(*walk));
	struct branch *branch = &walk->branch;
	uint32_t halt;

	assert_non_null(walk);
	play_begin(play, node_cycles ? "maintain ldom1" : "switch ldom1");
	come_to(play, node_cycles ? "start" : "switch");
	walk->explore = &explore;
	walk->up_at_goal = true;
	walk->up[0] = was_up;
	*branch = play->branch;
	halt = branch->plan->steps[posts_step(branch->plan, "halt")].decide.
	    first;
	if (forgets)
		branch->run.found[halt].state = STATE_AT_OK;
	if (node_cycles) {
		node_power_off(branch->sim, 1);
		node_power_on(branch->sim, 1);
		branch_quiet(branch);
	}
	branch->run.ending = STUCK;
	owing_verify(walk);
	free(walk);
	play_end(play);
	return explore;
}

static void
the_explorer_finds_a_guest_left_down_without_a_word(void **state)
{
	struct explore explore;
	struct play play;

	(void)state;
	explore = judged(&play, true, false, false);
	assert_int_equal(explore.violations, 0);
	explore = judged(&play, true, true, false);
	assert_int_equal(explore.violations, 1);
	assert_string_equal(explore.finding[0].invariant, "guest-owed");
	assert_non_null(strstr(explore.finding[0].text, "no debt says so"));
}

/* A run that was rolled back, and resumed, has not made its guest again. */
static void
a_guest_that_is_not_there_yet_is_not_owed(void **state)
{
	struct explore explore;
	struct play play;

	(void)state;
	explore = judged(&play, false, true, false);
	assert_int_equal(explore.violations, 0);
}

static void
what_a_debt_prints_has_to_bring_the_guest_up(void **state)
{
	struct explore explore;
	struct play play;

	(void)state;
	explore = judged(&play, true, false, true);
	assert_int_equal(explore.violations, 1);
	assert_string_equal(explore.finding[0].invariant, "guest-owed");
	assert_non_null(strstr(explore.finding[0].text, "do not bring it up"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_guest_is_not_down_twice_at_a_time),
		cmocka_unit_test(
		    a_switched_guest_is_owed_from_its_halt_until_it_is_up),
		cmocka_unit_test(
		    what_brings_a_guest_up_depends_on_how_far_down_it_is),
		cmocka_unit_test(
		    under_a_suspended_group_a_guest_is_brought_up_by_hand),
		cmocka_unit_test(
		    going_back_a_guest_is_owed_when_it_is_stopped_again),
		cmocka_unit_test(
		    a_guest_that_does_not_boot_is_owed_on_the_way_back),
		cmocka_unit_test(
		    a_guest_that_the_job_removes_is_owed_only_on_the_way_back),
		cmocka_unit_test(
		    a_guest_that_was_down_or_has_no_users_is_not_owed),
		cmocka_unit_test(
		    nobody_starts_a_guest_that_may_run_on_a_dead_node),
		cmocka_unit_test(
		    a_guest_that_is_not_as_it_was_left_is_looked_for_first),
		cmocka_unit_test(
		    the_end_record_and_the_page_say_which_guest_is_down),
		cmocka_unit_test(
		    a_run_whose_debt_a_person_has_paid_can_be_rolled_back),
		cmocka_unit_test(
		    the_explorer_finds_a_guest_left_down_without_a_word),
		cmocka_unit_test(a_guest_that_is_not_there_yet_is_not_owed),
		cmocka_unit_test(
		    a_guest_that_was_restarted_is_owed_by_who_halts_it),
		cmocka_unit_test(what_a_debt_prints_has_to_bring_the_guest_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
