/*
 * What is said before something is typed at a real site, and a run that is
 * applied, stopped, resumed and rolled back there.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"
#include "tests/posts_fixture.h"

static void
a_job_is_applied_and_leaves_what_a_rehearsal_leaves(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	char was[SANDBOX_DIGEST], is[SANDBOX_DIGEST];

	stand_digest(stand, was);
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_OK);
	stand_printed(stand, "arrived after ");
	stand_printed(stand, "lock@node1: no other run");
	assert_null(strstr(stand->out, "simulated time"));
	assert_string_not_equal(stand_digest(stand, is), was);
	assert_int_equal(stand_records(stand, "\"mode\":\"apply\""), 1);
	assert_int_equal(stand_records(stand, "by the option --yes"), 1);
	assert_int_equal(stand_records(stand, "\"type\":\"intent\""),
	    stand->changes);
}

/* What is typed on a shell that nobody looks at has to say all by options. */
static void
nobody_who_can_be_asked_says_it_by_options(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN"),
	    EXIT_REFUSED);
	stand_complained(stand, "not-confirmed: nobody is asked (standard "
	    "input and error are no terminal): say it by options: -y");
	stand_untouched(stand);
}

static void
who_is_asked_types_the_name_of_the_guest(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	static const char *const wrong[] = { "yes\n", "", "ldom11\n",
	    "node1\n" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		stand->types = wrong[i];
		assert_int_equal(stand_types(stand,
		    "apply switch ldom1 -r RUN"), EXIT_REFUSED);
		stand_complained(stand, "\"ldom1\" was not typed");
		stand_untouched(stand);
	}
	stand->types = "  ldom1 \n";
	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN"),
	    EXIT_OK);
	stand_complained(stand, "To apply switch ldom1 --locks on site posts, "
	    "type ldom1:");
	assert_int_equal(stand_records(stand, "\"type\":\"ask\""), 1);
	assert_int_equal(stand_records(stand, "\"answer\":\"ldom1\""), 1);
}

static void
a_dry_run_shows_plan_and_answers_and_types_nothing(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	assert_int_equal(stand_types(stand, "apply create ldom1 -n"),
	    EXIT_OK);
	stand_printed(stand, "plan       create ldom1 --locks");
	stand_printed(stand, "\n\nneeds --destroy d14: step label: what is on "
	    "d14 now is lost");
	stand_printed(stand, "checks asked");
	stand_untouched(stand);
	assert_int_equal(stand_types(stand, "apply switch ldom1 -n"),
	    EXIT_REFUSED);
	stand_printed(stand, "check not met");
	stand_untouched(stand);
}

/* -y covers no step that destroys. */
static void
what_is_destroyed_is_named(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");
	static const struct {
		const char *line, *types, *says;
	} refused[] = {
		{ "apply create ldom1 -y -r RUN", NULL, "say it by options: "
		    "--destroy d14" },
		{ "apply create ldom1 -r RUN", NULL, "say it by options: -y "
		    "--destroy d14" },
		{ "apply create ldom1 --destroy d14 -r RUN", NULL,
		    "say it by options: -y" },
		{ "apply create ldom1 -y --destroy d11 -r RUN", NULL,
		    "--destroy d11 is not needed by this job" },
		{ "apply create ldom1 -y --destroy d14 --destroy d11 -r RUN",
		    NULL, "--destroy d11 is not needed by this job" },
		{ "apply create ldom1 -y --destroy d14 --accept -r RUN", NULL,
		    "--accept is not needed by this job" },
		{ "apply create ldom1 -y --destroy d14 --power-off node1 "
		    "-r RUN", NULL, "--power-off node1 is not needed" },
		{ "apply create ldom1 -y --destroy d14 --take-over -r RUN",
		    NULL, "--take-over is not needed: no other run has" },
		{ "apply create ldom1 -y --destroy d14 --override window "
		    "-r RUN", NULL, "not needed without --window" },
		{ "apply create ldom1 -y --destroy d14 --override room -r RUN",
		    NULL, "there is no such guard" },
		{ "apply create ldom1 -r RUN", "ldom1\nldom1\n",
		    "\"d14\" was not typed" },
		{ "apply create ldom1 -r RUN", "d14\nd14\n",
		    "\"ldom1\" was not typed" },
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		stand->types = refused[i].types;
		assert_int_not_equal(stand_types(stand, refused[i].line),
		    EXIT_OK);
		stand_complained(stand, refused[i].says);
		stand_untouched(stand);
	}
}

static void
what_was_said_yes_to_is_in_the_journal_before_it_is_done(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	stand->types = "d14\nldom1\n";
	assert_int_equal(stand_types(stand, "apply create ldom1 --no-test "
	    "--until storage -r RUN"), EXIT_STUCK);
	stand_complained(stand, "stopped: before step vsw:primary-vsw0@node2: "
	    "--until storage goes no further");
	stand_complained(stand, "Step label: what is on d14 now is lost.  To "
	    "go on, type d14:");
	assert_int_equal(stand_records(stand, "\"option\":\"destroy\","
	    "\"text\":\"what is on d14 now is lost\","
	    "\"answer\":\"d14\""), 1);
	stand_printed(stand, "domferry resume ");
}

/* What was said holds for the run, and is not said twice. */
static void
a_run_that_stopped_after_a_phase_is_resumed(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	assert_int_equal(stand_types(stand, "apply create ldom1 --no-test "
	    "--pause-before pool -y --destroy d14 -r RUN"), EXIT_STUCK);
	assert_int_equal(stand_types(stand, "resume RUN -y --destroy d14"),
	    EXIT_REFUSED);
	stand_complained(stand, "--destroy d14 is not needed any more, it was "
	    "said before");
	assert_int_equal(stand->changes, 0);
	assert_int_equal(stand_types(stand, "resume RUN -y --until storage"),
	    EXIT_STUCK);
	assert_int_equal(stand_types(stand, "resume RUN -y --destroy d14"),
	    EXIT_REFUSED);
	stand_complained(stand, "--destroy d14 is not needed by this job");
	assert_int_equal(stand->changes, 0);
	assert_int_equal(stand_types(stand, "resume RUN -n"), EXIT_OK);
	stand_printed(stand, "to continue by hand, in this order");
	assert_int_equal(stand->changes, 0);
	assert_int_equal(stand_types(stand, "resume RUN"), EXIT_REFUSED);
	assert_int_equal(stand->changes, 0);
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	stand_printed(stand, "arrived after ");
	assert_int_equal(stand_records(stand, "\"type\":\"resumed\""), 2);
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	stand_complained(stand, "create ldom1 --no-test --locks has arrived");
}

static void
an_applied_run_is_rolled_back(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	assert_int_equal(stand_types(stand, "apply create ldom1 --no-test "
	    "--until storage -y --destroy d14 -r RUN"), EXIT_STUCK);
	assert_int_equal(stand_types(stand, "rollback RUN -y"),
	    EXIT_RETURNED);
	stand_printed(stand, "returned after ");
	stand_printed(stand, "pool, no guest");
	assert_int_equal(stand_records(stand, "\"by\":\"rollback\""), 1);
}

/* The first signal waits for the operation: nothing is left in the air. */
static void
stop_now(struct stand *stand)
{
	(void)stand;
	raise(SIGINT);
}

static const char *
file_of(struct stand *stand, const char *name)
{
	struct err err = { 0 };
	size_t n;
	const char *text = file_read(&stand->arena, folder_path(&stand->arena,
	    stand->run, name), 1 << 20, &n, &err);

	if (text == NULL)
		fail_msg("%s", err.text);
	return text;
}

static void
says(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("not in it: %s\n%s", part, text);
}

/* Who takes over at night reads one page. */
static void
the_hand_over_note_has_clock_debts_and_the_next_decision(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *text;

	stand->at_change = 4;
	stand->does = stop_now;
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--pause-before switch --change C-9"), EXIT_STUCK);
	text = file_of(stand, "handover.txt");
	says(text, "job        switch ldom1 --locks\nsite       posts\n");
	says(text, "change     C-9\nclock      +00:00:03 since it was begun\n"
	    "where      step 5 of 9, halt: the guest shuts itself down");
	says(text, "decision   before step switch: as --pause-before asked\n");
	says(text, "node2\trmdir /var/run/domferry/lock/guest.ldom1\n");
	says(text, "domferry rollback ");
	stand->at_change = 0;
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	text = file_of(stand, "handover.txt");
	says(text, "where      arrived\ndecision   none before its end\n");
	assert_null(strstr(text, "rmdir"));
}

/* Half way through a step, as a terminal shows it. */
static void
the_live_line_has_the_step_the_next_one_and_the_clock(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct execution execution = { .session = &stand->sandbox.session };
	struct live live;

	execution.site.site = stand->sandbox.session.site;
	execution.plan = posts_plan(&stand->arena, execution.site.site,
	    "switch ldom1 --locks");
	live_make(&live, &execution);
	run_start(execution.plan, &execution.run);
	assert_string_equal(live_text(&stand->arena, &live, 0),
	    "check 1/18");
	execution.run.way = WAY_FORWARD;
	execution.run.step = posts_step(execution.plan, "switch");
	sink_emit(&live.sink, &(struct event){ .type = EVENT_STEP,
	    .at_ms = 41000 });
	downtime_begin(&execution.session->downtime, 1, true, 0);
	downtime_on_event(&execution.session->downtime, &(struct event){
	    .type = EVENT_SERVICE, .guest = 1, .at_ms = 3000 });
	assert_string_equal(live_text(&stand->arena, &live, 61000),
	    "6/9 switch: 20s of about 48s; next up; ldom1 down 58s; about "
	    "2m05s left");
	live_said(&live, 1, "Completed\t35 %\033[K");
	assert_string_equal(live_text(&stand->arena, &live, 61000),
	    "6/9 switch: 20s of about 48s; next up; ldom1 down 58s; about "
	    "2m05s left; Completed\\t35 %\\u001b[K");
	sink_emit(&live.sink, &(struct event){ .type = EVENT_STEP,
	    .at_ms = 41000 });
	execution.run.way = WAY_BACK;
	assert_string_equal(live_text(&stand->arena, &live, 61000),
	    "6/9 (back) switch: 20s of about 48s; ldom1 down 58s");
}

/* Nobody installs a system at a console by itself. */
static void
what_a_person_does_is_asked_of_one(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	stand->alone = true;
	assert_int_equal(stand_types(stand, "apply create ldom1 --no-test -y "
	    "--destroy d14 -r RUN"), EXIT_STUCK);
	stand_complained(stand, "before step install: a person does it: "
	    "domferry resume ");
	stand->types = "ldom1\nwhat\nno\n";
	assert_int_equal(stand_types(stand, "resume RUN"), EXIT_RETURNED);
	stand_complained(stand, "By hand at node1: telnet localhost 5000");
	stand_printed(stand, "person-refused: the person says that it cannot "
	    "be done");
}

/* What a person has said is done need not be asked for again; a question to
 * which nobody has the answer has none. */
static void
what_only_a_person_knows_is_answered_by_one(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");
	struct site *site = stand->sandbox.session.site;
	struct ask ask = { .in = tmpfile(), .out = tmpfile(),
	    .can = true };
	struct op accept = { .kind = OP_ASK, .on = 1, .guest = 1,
	    .value = names_put(site->names, KIND_TEXT, "accept") };
	const struct order order = { .place = 1, .line = "# accept",
	    .change = true, .by_hand = &accept };
	struct heard heard = { .lost = false };
	struct answer answer = { 0 };
	struct fact fact;
	struct hand hand;

	fputs("done\nnot a state\nabsent\n?\n", ask.in);
	rewind(ask.in);
	hand_make(&hand, site, &ask);
	op_fact(site->names, &accept, &fact);
	hand_do(&hand, &order, &heard);
	assert_int_equal(heard.ended.status, 0);
	assert_true(hand_answer(&hand, &fact.ask, &answer));
	assert_true(want_met(&fact.want, &answer));
	hand.done.kind = OP_NONE;
	assert_true(hand_answer(&hand, &fact.ask, &answer));
	assert_int_equal(answer.state, STATE_ABSENT);
	assert_false(hand_answer(&hand, &fact.ask, &answer));
	/* The input has ended. */
	assert_false(hand_answer(&hand, &fact.ask, &answer));
	hand_do(&hand, &order, &heard);
	assert_true(heard.lost);
	/* Places keep their locks. */
	assert_false(hand_answer(&hand, &(struct op){ .kind = OP_LOCK_STATE,
	    .on = 1, .file = 1 }, &answer));
	assert_true(hand_does(site, &accept));
	site->simulated = true;
	assert_true(hand_does(site, &accept));
	assert_false(hand_does(site, &(struct op){
	    .kind = OP_GUEST_INSTALL }));
	fclose(ask.in);
	fclose(ask.out);
}

/* Who reads the log of the machine finds what happened, and why. */
static void
the_log_of_the_machine_has_begin_end_and_what_cannot_be_undone(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	assert_int_equal(stand_types(stand, "apply create ldom1 --no-test "
	    "--until storage -y --destroy d14 -r RUN --change C-17"),
	    EXIT_STUCK);
	assert_non_null(strstr(stand->log, "apply create ldom1 --no-test "
	    "--locks on site posts by "));
	assert_non_null(strstr(stand->log, "/run, change C-17: begun\n"));
	assert_non_null(strstr(stand->log, ": step label, which cannot be "
	    "undone\n"));
	assert_non_null(strstr(stand->log, ": step pool, which cannot be "
	    "undone\n"));
	assert_null(strstr(stand->log, "step group,"));
	assert_non_null(strstr(stand->log, ": stopped, status 6\n"));
	assert_int_equal(stand_records(stand, "\"change\":\"C-17\""), 1);
	stand->log = NULL;
	assert_int_equal(stand_types(stand, "rollback RUN -y"),
	    EXIT_RETURNED);
	assert_non_null(strstr(stand->log, "rollback create ldom1"));
	assert_null(strstr(stand->log, "step label"));
	assert_non_null(strstr(stand->log, ", change C-17: returned, status "
	    "1\n"));
}

static void
a_signal_stops_after_the_operation(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	char was[SANDBOX_DIGEST], is[SANDBOX_DIGEST];

	stand_digest(stand, was);
	stand->at_change = 3;
	stand->does = stop_now;
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_STUCK);
	assert_int_equal(stand->changes, 3);
	stand_complained(stand, "stopped: SIGINT: stopped before the next "
	    "operation");
	stand_printed(stand, "domferry rollback ");
	assert_int_equal(stand_records(stand, "\"type\":\"outcome\""), 3);
	stand->at_change = 0;
	assert_int_equal(stand_types(stand, "rollback RUN -y"),
	    EXIT_RETURNED);
	assert_string_equal(stand_digest(stand, is), was);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    applies(a_job_is_applied_and_leaves_what_a_rehearsal_leaves),
	    applies(nobody_who_can_be_asked_says_it_by_options),
	    applies(who_is_asked_types_the_name_of_the_guest),
	    applies(a_dry_run_shows_plan_and_answers_and_types_nothing),
	    applies(what_is_destroyed_is_named),
	    applies(what_was_said_yes_to_is_in_the_journal_before_it_is_done),
	    applies(a_run_that_stopped_after_a_phase_is_resumed),
	    applies(an_applied_run_is_rolled_back),
	    applies(
	    the_log_of_the_machine_has_begin_end_and_what_cannot_be_undone),
	    applies(the_hand_over_note_has_clock_debts_and_the_next_decision),
	    applies(the_live_line_has_the_step_the_next_one_and_the_clock),
	    applies(what_a_person_does_is_asked_of_one),
	    applies(what_only_a_person_knows_is_answered_by_one),
	    applies(a_signal_stops_after_the_operation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
