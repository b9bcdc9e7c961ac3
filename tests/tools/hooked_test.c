/*
 * The operator's programs that a run starts: what they are told, when, and what
 * comes of one that fails.
 */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/real/channels/channels.h"
#include "tests/apply_fixture.h"
#include "tools/apply/hooked.h"

/* A script in the folder of the stand. */
static void
script(struct stand *stand, const char *name, const char *text)
{
	const char *path = folder_path(&stand->arena, stand->folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\ncd %s || exit 9\n%s\n", stand->folder, text);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
}

/* Typed at a site with those hooks. */
static int
types(struct stand *stand, const char *hooks, const char *line)
{
	return stand_types(stand, arena_format(&stand->arena, "%s -s %s",
	    line, stand_site(stand, arena_format(&stand->arena,
	    "\"hooks\": {%s}", hooks))));
}

/* What the scripts have written to "log". */
static const char *
logged(struct stand *stand)
{
	struct err err = { 0 };
	size_t n;
	const char *text = file_read(&stand->arena, folder_path(
	    &stand->arena, stand->folder, "log"), 1 << 20, &n, &err);

	return text != NULL ? text : "";
}

static unsigned
lines_of(const char *text, const char *part)
{
	unsigned n = 0;

	for (; (text = strstr(text, part)) != NULL; text++)
		n++;
	return n;
}

static void
a_run_says_that_it_begins_ends_and_cannot_turn_back(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");
	const char *log;

	script(stand, "tell", "echo \"$#:$1:$(cat)\" >>log");
	assert_int_equal(types(stand, "\"start\": [\"@/tell\", \"a $HOME;'b\"],"
	    "\"irreversible\": [\"@/tell\"], \"end\": [\"@/tell\", \"x\"]",
	    "apply create ldom1 -y --destroy d14 --until storage -r RUN"),
	    EXIT_STUCK);
	log = logged(stand);
	assert_int_equal(lines_of(log, "\n"), 4);
	assert_non_null(strstr(log, "1:a $HOME;'b:apply create ldom1 --locks "
	    "on site posts by "));
	assert_non_null(strstr(log, ": begun\n0::apply create"));
	assert_int_equal(lines_of(log, ": step label, which cannot be "
	    "undone\n"), 1);
	assert_int_equal(lines_of(log, ": step pool, which cannot be "
	    "undone\n"), 1);
	assert_int_equal(lines_of(log, "1:x:apply"), 1);
	assert_non_null(strstr(log, ": stopped, status 6\n"));
	assert_int_equal(stand_records(stand, "\"option\":\"hook\""), 0);
}

static void
one_that_fails_before_a_step_halts_the_run_there(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	script(stand, "hold", "read line; echo \"$line\" >>log; "
	    "echo not yet >&2; echo two >&2; [ -f free ] || exit 3");
	assert_int_equal(types(stand, "\"before\": {\"switch\": [\"@/hold\"]}, "
	    "\"after\": {\"switch\": [\"@/hold\"]}",
	    "apply switch ldom1 -y -r RUN"), EXIT_STUCK);
	stand_complained(stand, "stopped: before step switch: the hook ");
	stand_complained(stand, "/hold has ended with status 3: not yet\n");
	stand_printed(stand, "domferry resume ");
	assert_int_equal(stand_records(stand, "\"option\":\"hook\",\"text\":"
	    "\"before switch\""), 1);
	assert_int_equal(stand_records(stand, "\"step\":\"switch\",\"op\""), 0);
	assert_int_equal(lines_of(logged(stand), "\n"), 1);
	/* It is asked again. */
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_STUCK);
	script(stand, "free", "");
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	assert_int_equal(lines_of(logged(stand), ": before step switch\n"),
	    3);
	assert_int_equal(lines_of(logged(stand), ": after step switch\n"), 1);
}

static void
one_that_fails_after_a_step_is_warned_of(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	script(stand, "bad", "echo \"$(cat)\" >>log; exit 1");
	assert_int_equal(types(stand, "\"after\": {\"unlock\": [\"@/bad\"], "
	    "\"halt\": [\"@/bad\"]}, \"start\": [\"@/bad\"], \"end\": "
	    "[\"@/bad\"]", "apply switch ldom1 -y -r RUN"), EXIT_OK);
	/* Of two steps with that beginning of their names, and of the last. */
	assert_int_equal(lines_of(logged(stand), ": after step unlock@"), 2);
	assert_int_equal(lines_of(logged(stand), ": after step halt\n"), 1);
	assert_int_equal(stand_records(stand, "\"option\":\"hook\",\"text\":"
	    "\"after halt\",\"answer\":\"the hook "), 1);
	assert_int_equal(stand_records(stand, "\"text\":\"start\""), 1);
	stand_printed(stand, "/bad has ended with status 1\n");
	/* Nothing comes after the end of a journal. */
	assert_int_equal(stand_records(stand, "\"option\":\"hook\",\"text\":"
	    "\"end\""), 0);
}

static void
one_that_is_not_there_is_said_before_anything_is_typed(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(types(stand, "\"after\": {\"halt\": "
	    "[\"@/missing\"]}", "apply switch ldom1 -y -r RUN"),
	    EXIT_REFUSED);
	stand_complained(stand, "hook-missing: the hook ");
	stand_untouched(stand);
}

static void
a_step_is_meant_by_its_name_or_what_its_things_share(void **state)
{
	struct site_hook hook = { .moment = HOOK_AFTER, .step = "disk" };

	(void)state;
	assert_true(hook_is_of(&hook, "disk"));
	assert_true(hook_is_of(&hook, "disk:disk0"));
	assert_true(hook_is_of(&hook, "disk@node1"));
	assert_false(hook_is_of(&hook, "disks"));
	assert_false(hook_is_of(&hook, "dis"));
	hook.step = "disk:disk0";
	assert_true(hook_is_of(&hook, "disk:disk0"));
	assert_false(hook_is_of(&hook, "disk:disk1"));
	hook.step = NULL;
	assert_false(hook_is_of(&hook, "disk"));
}

static bool
ran(struct stand *stand, const char *name, int64_t limit_ms, struct err *err)
{
	const char *const words[] = { folder_path(&stand->arena,
	    stand->folder, name), NULL };
	const struct site_hook hook = { HOOK_START, NULL, words };

	*err = (struct err){ 0 };
	return hooked_run(&hook, "a line", limit_ms, err);
}

/* What it has begun is ended with it. */
static void
one_that_does_not_end_is_ended(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	int64_t from_ms = channels_clock_ms();
	struct err err;
	int pid = 0;

	script(stand, "slow", "sleep 300 & echo $! >log; echo at work; wait");
	assert_false(ran(stand, "slow", 300, &err));
	assert_true(channels_clock_ms() - from_ms < 10000);
	assert_non_null(strstr(err.text, "has not ended after 0 seconds: at "
	    "work"));
	assert_int_equal(sscanf(logged(stand), "%d", &pid), 1);
	for (int i = 0; i < 1000 && kill(pid, 0) == 0; i++)
		poll(NULL, 0, 10);
	assert_int_not_equal(kill(pid, 0), 0);
}

static void
however_much_it_says_it_goes_on(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct err err;

	script(stand, "loud", "i=0; while [ $i != 3000 ]; do echo 0123456789"
	    "012345678901234567890123456789012345678901234567890123456789; "
	    "echo x >&2; i=$((i + 1)); done; exit 7");
	assert_false(ran(stand, "loud", 60000, &err));
	assert_non_null(strstr(err.text, "has ended with status 7: x"));
	/* Who reads nothing, or is ended by a signal. */
	script(stand, "deaf", "exec </dev/null");
	assert_true(ran(stand, "deaf", 60000, &err));
	script(stand, "dead", "kill -9 $$");
	assert_false(ran(stand, "dead", 60000, &err));
	assert_non_null(strstr(err.text, "was ended by signal 9"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		applies(a_run_says_that_it_begins_ends_and_cannot_turn_back),
		applies(one_that_fails_before_a_step_halts_the_run_there),
		applies(one_that_fails_after_a_step_is_warned_of),
		applies(one_that_is_not_there_is_said_before_anything_is_typed),
		cmocka_unit_test(
		    a_step_is_meant_by_its_name_or_what_its_things_share),
		applies(one_that_does_not_end_is_ended),
		applies(however_much_it_says_it_goes_on),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
