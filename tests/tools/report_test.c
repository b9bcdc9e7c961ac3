/*
 * What people read: times, downtime, golden lines, the account, TAP.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/run/run.h"
#include "tests/posts_fixture.h"
#include "tools/report/account.h"
#include "tools/report/downtime.h"
#include "tools/report/text.h"
#include "tools/scenario/golden.h"
#include "tools/scenario/tap.h"

enum { ROOM = 8192, SECOND = 1000, MINUTE = 60 * SECOND };

struct fixture {
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct golden	 golden;
	int		 screen;	/* standard output, put aside */
	FILE		*file;		/* what takes its place */
	char		 text[ROOM];
};

static int
make(void **state)
{
	static struct fixture fixture;

	memset(&fixture, 0, sizeof(fixture));
	fixture.site = posts_site(&fixture.arena);
	fixture.plan = posts_plan(&fixture.arena, fixture.site,
	    "create ldom1");
	golden_make(&fixture.arena, &fixture.golden, fixture.site,
	    "trial.json", 7);
	*state = &fixture;
	return 0;
}

static int
drop(void **state)
{
	struct fixture *fixture = *state;

	arena_drop(&fixture->arena);
	return 0;
}

/* What is printed from here on is kept … */
static void
capture(struct fixture *fixture)
{
	fflush(stdout);
	fixture->file = tmpfile();
	assert_non_null(fixture->file);
	fixture->screen = dup(STDOUT_FILENO);
	dup2(fileno(fixture->file), STDOUT_FILENO);
}

/* … until here. */
static const char *
captured(struct fixture *fixture)
{
	size_t n;

	fflush(stdout);
	dup2(fixture->screen, STDOUT_FILENO);
	close(fixture->screen);
	rewind(fixture->file);
	n = fread(fixture->text, 1, ROOM - 1, fixture->file);
	fixture->text[n] = '\0';
	fclose(fixture->file);
	return fixture->text;
}

static void
hear(struct fixture *fixture, struct event event)
{
	sink_emit(&fixture->golden.sink, &event);
}

static void
time_is_written_for_people(void **state)
{
	static const struct {
		int64_t		 ms;
		const char	*clock, *span;
	} times[] = {
		{ 0, "+00:00:00", "0s" }, { 999, "+00:00:00", "1s" },
		{ 12 * SECOND, "+00:00:12", "12s" },
		{ 122 * SECOND, "+00:02:02", "2m02s" },
		{ 62 * MINUTE, "+01:02:00", "1h02m" },
		{ 100 * 60 * (int64_t)MINUTE, "+100:00:00", "100h00m" },
	};
	char room[TEXT_ROOM];

	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		assert_string_equal(text_clock(times[i].ms, room,
		    sizeof(room)), times[i].clock);
		assert_string_equal(text_span(times[i].ms, room,
		    sizeof(room)), times[i].span);
	}
}

static void
an_operation_is_named_with_its_object(void **state)
{
	struct fixture *fixture = *state;
	const struct names *names = fixture->site->names;
	struct op op = { .kind = OP_GROUP_SWITCH, .on = 1, .to = 2,
	    .group = names_find(names, KIND_GROUP, "ldom1-rg") };
	char room[TEXT_ROOM];

	assert_string_equal(text_op(names, &op, room, sizeof(room)),
	    "group-switch ldom1-rg to node2");
	op = (struct op){ .kind = OP_GUEST_VARIABLE, .on = 1, .guest = 1,
	    .value = names_put(fixture->site->names, KIND_TEXT,
	    "auto-boot?=true") };
	assert_string_equal(text_op(names, &op, room, sizeof(room)),
	    "guest-variable ldom1 auto-boot?=true");
}

static void
long_words_go_on_below_where_they_began(void **state)
{
	char words[400] = "", *line;

	for (int i = 0; i < 40; i++)
		strcat(words, i % 3 == 0 ? "of " : "colour ");
	capture(*state);
	text_wrap(words, 10, 10);
	line = (char *)(uintptr_t)captured(*state);
	assert_int_equal(strncmp(line, "of colour colour of", 19), 0);
	for (int n = 0; *line != '\0'; n++) {
		size_t length = strcspn(line, "\n");

		assert_true(length <= (n == 0 ? 70 : 80));
		assert_int_not_equal(line[length - 1], ' ');
		if (n != 0) {
			assert_int_equal(strspn(line, " "), 10);
			assert_null(memchr(line + 10, ' ', 1));
		}
		line += length + 1;
	}
	assert_null(strstr(((struct fixture *)*state)->text, "ofcolour"));
}

static void
a_word_longer_than_a_line_is_not_cut(void **state)
{
	char word[121];

	memset(word, 'x', 120);
	word[120] = '\0';
	capture(*state);
	text_wrap(word, 4, 4);
	assert_int_equal(strlen(captured(*state)), 121);
}

static void
serve(struct downtime *downtime, int64_t at_ms, bool up,
    enum service_part part)
{
	downtime_on_event(downtime, &(struct event){ .type = EVENT_SERVICE,
	    .guest = 1, .at_ms = at_ms, .met = up, .part = part });
}

static void
downtime_begins_when_a_guest_was_up_for_the_first_time(void **state)
{
	struct fixture *fixture = *state;
	struct downtime downtime;

	downtime_make(&fixture->arena, &downtime, 2);
	assert_int_equal(downtime_of(&downtime, 1, 100), 0);
	serve(&downtime, 100, true, PART_WAIT);
	assert_int_equal(downtime_of(&downtime, 1, 500), 0);
	serve(&downtime, 500, false, PART_STOP);
	assert_int_equal(downtime_of(&downtime, 1, 700), 200);
	serve(&downtime, 900, true, PART_WAIT);
	assert_int_equal(downtime_of(&downtime, 1, 5000), 400);
	assert_int_equal(downtime_of(&downtime, 2, 5000), 0);
}

static void
downtime_adds_up_and_its_parts_are_those_of_the_last(void **state)
{
	struct fixture *fixture = *state;
	struct downtime downtime;
	char room[TEXT_ROOM];

	downtime_make(&fixture->arena, &downtime, 1);
	downtime_begin(&downtime, 1, true, 0);
	serve(&downtime, 1 * MINUTE, false, PART_DETECT);
	serve(&downtime, 2 * MINUTE, true, PART_WAIT);
	serve(&downtime, 10 * MINUTE, false, PART_STOP);
	serve(&downtime, 11 * MINUTE, false, PART_IMPORT);
	serve(&downtime, 13 * MINUTE, false, PART_BOOT);
	serve(&downtime, 14 * MINUTE, true, PART_WAIT);
	assert_int_equal(downtime_of(&downtime, 1, 60 * MINUTE), 5 * MINUTE);
	assert_int_equal(downtime.guest[1].last_ms, 4 * MINUTE);
	assert_string_equal(downtime_parts(&downtime.guest[1], room,
	    sizeof(room)), "stop 1m00s, import 2m00s, boot 1m00s");
}

static struct op
import(const struct fixture *fixture)
{
	return (struct op){ .kind = OP_POOL_IMPORT, .on = 2,
	    .pool = names_find(fixture->site->names, KIND_POOL,
	    "zpool_ldom1") };
}

static void
golden_prints_a_refusal_and_whether_a_fault_made_it(void **state)
{
	struct fixture *fixture = *state;
	struct op op = import(fixture);
	struct result failed = { .outcome = FAILED, .at_ms = 614 * SECOND };
	struct result done = { .outcome = DONE, .at_ms = 620 * SECOND };

	err_set(&failed.err, ERR_POOL_BUSY, "in use");
	capture(fixture);
	hear(fixture, (struct event){ .type = EVENT_OP, .op = &op,
	    .at_ms = 614 * SECOND });
	hear(fixture, (struct event){ .type = EVENT_FAULT, .word = "struck",
	    .text = "refuse pool-import", .at_ms = 614 * SECOND });
	hear(fixture, (struct event){ .type = EVENT_ANSWER, .op = &op,
	    .result = &failed, .at_ms = 614 * SECOND });
	hear(fixture, (struct event){ .type = EVENT_OP, .op = &op,
	    .at_ms = 620 * SECOND });
	hear(fixture, (struct event){ .type = EVENT_ANSWER, .op = &op,
	    .result = &done, .at_ms = 620 * SECOND });
	captured(fixture);
	assert_non_null(strstr(fixture->text, "  +00:10:14  node2     "
	    "pool-import zpool_ldom1 refused: pool-busy "));
	assert_non_null(strstr(fixture->text, "(fault)\n"));
	assert_non_null(strstr(fixture->text, "\n  +00:10:20  node2     "
	    "pool-import zpool_ldom1\n"));
}

static void
golden_does_not_print_questions_and_pauses(void **state)
{
	struct fixture *fixture = *state;
	struct op ask = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };
	struct op pause = { .kind = OP_PAUSE, .number = 10 * SECOND };
	struct result done = { .outcome = DONE };

	capture(fixture);
	hear(fixture, (struct event){ .type = EVENT_OP, .op = &ask });
	hear(fixture, (struct event){ .type = EVENT_ANSWER, .op = &ask,
	    .result = &done });
	hear(fixture, (struct event){ .type = EVENT_OP, .op = &pause });
	hear(fixture, (struct event){ .type = EVENT_ANSWER, .op = &pause,
	    .result = &done });
	assert_string_equal(captured(fixture), "");
}

/* A change by our own operation is in its line already. */
static void
golden_prints_changes_that_others_make(void **state)
{
	static const struct {
		enum cause	cause;
		bool		replay;
	} causes[] = { { CAUSE_OP, false }, { CAUSE_AGENT, true },
	    { CAUSE_CLUSTER, true } };
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++) {
		capture(fixture);
		hear(fixture, (struct event){ .type = EVENT_CHANGE,
		    .kind = KIND_GUEST, .name = 1, .on = 1,
		    .was = STATE_BOUND, .is = STATE_BOOTING,
		    .cause = causes[i].cause });
		assert_int_equal(strstr(captured(fixture),
		    "guest ldom1 booting on node1") != NULL, causes[i].replay);
	}
}

static void
golden_says_how_to_see_a_miss_again(void **state)
{
	struct fixture *fixture = *state;

	capture(fixture);
	hear(fixture, (struct event){ .type = EVENT_EXPECTATION,
	    .text = "ldom1 running on node2", .word = "ldom1 inactive",
	    .at_ms = 1080500 });
	captured(fixture);
	assert_non_null(strstr(fixture->text,
	    "  not met    ldom1 running on node2\n"));
	assert_non_null(strstr(fixture->text, "ldom1 inactive\n"));
	assert_non_null(strstr(fixture->text, "+00:18:00.500\n"));
	assert_non_null(strstr(fixture->text, "domferry run trial.json "
	    "--seed 7 --stop-at 1081s\n"));
}

static void
golden_lines_have_eighty_columns(void **state)
{
	struct fixture *fixture = *state;
	struct err err = { 0 };
	const char *line;

	err_set(&err, ERR_WORLD_MOVED, "suspend: guest-state of ldom1 on "
	    "node1 is not as this run has left it, and more words than fit");
	capture(fixture);
	hear(fixture, (struct event){ .type = EVENT_TURN, .err = &err });
	hear(fixture, (struct event){ .type = EVENT_END, .err = &err,
	    .ending = STUCK, .plan = fixture->plan });
	hear(fixture, (struct event){ .type = EVENT_TYPED, .on = 2,
	    .text = "ldm add-vdsdev /zpool_ldom1/ldom1/disk0 "
	    "spare-vol0@primary-vds0" });
	for (line = captured(fixture); *line != '\0';) {
		size_t length = strcspn(line, "\n");

		assert_true(length <= 80);
		line += length + 1;
	}
}

static void
the_account_has_no_colour_where_nobody_sees_it(void **state)
{
	struct fixture *fixture = *state;
	struct account account;
	struct err err = { 0 };

	capture(fixture);
	account_make(&fixture->arena, &account, fixture->site, false);
	sink_emit(&account.sink, &(struct event){ .type = EVENT_RUN,
	    .plan = fixture->plan });
	sink_emit(&account.sink, &(struct event){ .type = EVENT_END,
	    .plan = fixture->plan, .err = &err, .ending = ARRIVED });
	captured(fixture);
	assert_false(account.colour);
	assert_null(strchr(fixture->text, '\033'));
	assert_int_equal(strncmp(fixture->text, "SIMULATED  create ldom1",
	    23), 0);
}

static void
the_account_gives_command_place_and_reason(void **state)
{
	struct fixture *fixture = *state;
	const struct step *step = &fixture->plan->steps[1];
	struct result failed = { .outcome = FAILED };
	struct account account;

	err_set(&failed.err, ERR_DEVICE_IN_USE, "d14 is in use");
	capture(fixture);
	account_make(&fixture->arena, &account, fixture->site, false);
	sink_emit(&account.sink, &(struct event){ .type = EVENT_OP,
	    .plan = fixture->plan, .step = 1, .op = &step->op, .try = 1,
	    .at_ms = 5 * SECOND });
	sink_emit(&account.sink, &(struct event){ .type = EVENT_ANSWER,
	    .plan = fixture->plan, .step = 1, .op = &step->op,
	    .result = &failed });
	captured(fixture);
	assert_non_null(strstr(fixture->text, "+00:00:05  node1        zpool "
	    "create zpool_ldom1 /dev/did/dsk/d14s6\n"));
	assert_non_null(strstr(fixture->text, step->why));
	assert_non_null(strstr(fixture->text,
	    "device-in-use: d14 is in use\n"));
	assert_int_equal(account.commands, 1);
}

static void
tap_has_a_test_for_a_scenario_and_one_for_each_expectation(void **state)
{
	struct fixture *fixture = *state;
	struct err err = { 0 };
	struct tap tap;

	err_set(&err, ERR_EXPECTATION, "not met");
	tap_make(&tap);
	capture(fixture);
	tap_begin(1);
	sink_emit(&tap.sink, &(struct event){ .type = EVENT_EXPECTATION,
	    .text = "no data lost", .met = true });
	sink_emit(&tap.sink, &(struct event){ .type = EVENT_EXPECTATION,
	    .text = "exit 4", .word = "exit 0" });
	tap_scenario(&tap, 1, "a trial", false, &err);
	assert_string_equal(captured(fixture), "TAP version 13\n1..1\n"
	    "    ok 1 - no data lost\n"
	    "    not ok 2 - exit 4\n"
	    "      ---\n      seen: \"exit 0\"\n      at_ms: 0\n"
	    "      ...\n"
	    "    1..2\n"
	    "not ok 1 - a trial\n"
	    "  ---\n  code: expectation\n  message: \"not met\"\n  ...\n");
}

static void
tap_protects_what_would_mean_something_else(void **state)
{
	struct fixture *fixture = *state;
	struct tap tap;

	tap_make(&tap);
	capture(fixture);
	sink_emit(&tap.sink, &(struct event){ .type = EVENT_EXPECTATION,
	    .text = "says \"# SKIP\"", .word = "\"nothing\" \\" });
	captured(fixture);
	assert_non_null(strstr(fixture->text, "says \"\\# SKIP\"\n"));
	assert_non_null(strstr(fixture->text,
	    "seen: \"\\\"nothing\\\" \\\\\"\n"));
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, make, drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(time_is_written_for_people),
		TEST(an_operation_is_named_with_its_object),
		TEST(long_words_go_on_below_where_they_began),
		TEST(a_word_longer_than_a_line_is_not_cut),
		TEST(downtime_begins_when_a_guest_was_up_for_the_first_time),
		TEST(downtime_adds_up_and_its_parts_are_those_of_the_last),
		TEST(golden_prints_a_refusal_and_whether_a_fault_made_it),
		TEST(golden_does_not_print_questions_and_pauses),
		TEST(golden_prints_changes_that_others_make),
		TEST(golden_says_how_to_see_a_miss_again),
		TEST(golden_lines_have_eighty_columns),
		TEST(the_account_has_no_colour_where_nobody_sees_it),
		TEST(the_account_gives_command_place_and_reason),
		TEST(
		    tap_has_a_test_for_a_scenario_and_one_for_each_expectation),
		TEST(tap_protects_what_would_mean_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
