/*
 * Who follows a run sees what its report says, piece by piece.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"
#include "tools/apply/follow.h"
#include "tools/session/claim.h"
#include "tools/session/report.h"

enum { TEXT = 1 << 16, FIRST = 2, PIECE = 7 };

/* Standard output, for a moment. */
struct screen {
	FILE	*file;
	int	 kept;
	char	 text[TEXT];
};

static void
screen_begin(struct screen *screen)
{
	fflush(stdout);
	screen->file = tmpfile();
	assert_non_null(screen->file);
	screen->kept = dup(STDOUT_FILENO);
	dup2(fileno(screen->file), STDOUT_FILENO);
}

static const char *
screen_end(struct screen *screen)
{
	size_t n;

	fflush(stdout);
	dup2(screen->kept, STDOUT_FILENO);
	close(screen->kept);
	rewind(screen->file);
	n = fread(screen->text, 1, TEXT - 1, screen->file);
	screen->text[n] = '\0';
	fclose(screen->file);
	return screen->text;
}

/* What the account begins with, after the head of a report. */
static const char *
account_of(const char *text)
{
	const char *at = strstr(text, "\nREAL  ");

	assert_non_null(at);
	return at;
}

static const char *
report_of(struct stand *stand, struct screen *screen, const char *path,
    int *status)
{
	struct err err = { 0 };

	screen_begin(screen);
	assert_true(report_print(&stand->arena, path, false, status, &err));
	return account_of(screen_end(screen));
}

/* A run directory with the first bytes of another one's journal. */
static void
journal_put(struct stand *stand, const char *path, const char *text, size_t n)
{
	FILE *file = fopen(folder_path(&stand->arena, path, "journal.jsonl"),
	    "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

/* Where that record ends. */
static size_t
record_end(const char *text, unsigned records)
{
	const char *at = text;

	while (records-- != 0) {
		at = strchr(at, '\n');
		if (at == NULL)
			return strlen(text);
		at++;
	}
	return (size_t)(at - text);
}

/* Also where a line has not been written to its end. */
static void
follow_pieces(struct stand *stand, struct follow *follow, const char *path,
    const char *text)
{
	size_t size = strlen(text), n = 0;
	struct err err = { 0 };

	for (unsigned records = FIRST; n != size; records += PIECE) {
		n = record_end(text, records);
		journal_put(stand, path, text, records % 2 == 0 || n == size ?
		    n : n - 9);
		if (records == FIRST && !follow_make(follow, path, false,
		    NULL, &err))
			fail_msg("%s", err.text);
		if (!follow_read(follow, &err))
			fail_msg("%s", err.text);
	}
}

static void
what_is_followed_in_pieces_is_the_report(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct follow *follow = arena_take(&stand->arena, 1, sizeof(*follow));
	struct screen *screens = arena_take(&stand->arena, 2,
	    sizeof(*screens));
	const char *path = arena_format(&stand->arena, "%s/other",
	    stand->folder), *text, *report;
	struct err err = { 0 };
	int status, followed;
	size_t size;

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--pause-before switch"), EXIT_STUCK);
	assert_int_equal(stand_types(stand, "rollback RUN -y"),
	    EXIT_RETURNED);
	assert_int_equal(mkdir(path, 0700), 0);
	text = file_read(&stand->arena, folder_path(&stand->arena, stand->run,
	    "journal.jsonl"), 1 << 26, &size, &err);
	assert_non_null(text);
	report = report_of(stand, &screens[0], stand->run, &status);
	screen_begin(&screens[1]);
	follow_pieces(stand, follow, path, text);
	assert_true(follow_play(follow, &followed, &err));
	assert_string_equal(account_of(screen_end(&screens[1])), report);
	assert_int_equal(followed, status);
	assert_int_equal(status, EXIT_RETURNED);
	follow_drop(follow);
}

/* It has not ended, and its process is not there: it was interrupted. */
static void
a_run_whose_process_has_ended_is_over(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct follow *follow = arena_take(&stand->arena, 1, sizeof(*follow));
	struct screen *screen = arena_take(&stand->arena, 1, sizeof(*screen));
	struct err err = { 0 };
	int status = EXIT_OK;

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--pause-before switch"), EXIT_STUCK);
	screen_begin(screen);
	assert_true(follow_make(follow, stand->run, false, NULL, &err));
	assert_true(follow_play(follow, &status, &err));
	assert_non_null(strstr(screen_end(screen), "# to continue by hand"));
	assert_int_equal(status, EXIT_STUCK);
	follow_drop(follow);
}

static void
the_live_line_says_where_it_is(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct follow *follow = arena_take(&stand->arena, 1, sizeof(*follow));
	struct screen *screen = arena_take(&stand->arena, 1, sizeof(*screen));
	struct err err = { 0 };

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--pause-before switch"), EXIT_STUCK);
	screen_begin(screen);
	assert_true(follow_make(follow, stand->run, false, NULL, &err));
	assert_true(follow_read(follow, &err));
	screen_end(screen);
	/* Down since it was halted, as it is every time it is read. */
	for (int again = 0; again < 2; again++) {
		assert_string_equal(live_text(&stand->arena, &follow->live,
		    follow->execution.run.at_ms + 60000), "6/9 switch: 1m00s "
		    "of about 48s; next up; ldom1 down 1m39s; about 1m37s "
		    "left");
		follow->size = -1;
		screen_begin(screen);
		assert_true(follow_read(follow, &err));
		assert_string_equal(screen_end(screen), "");
	}
	follow_drop(follow);
}

/* The lock of the directory is the system's: another process is asked. */
static void
who_carries_it_out_is_seen_by_the_lock(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const struct holder me = { .who = "ann", .host = "here", .boot = "",
	    .time = "now", .pid = 1 };
	int ready[2];
	pid_t pid;
	char byte;

	assert_false(claim_is_held(stand->folder));
	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct lock lock = { -1 };
		struct err err;

		if (!lock_take(&lock, stand->folder, &me, &err) ||
		    write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
	}
	assert_true(pid > 0);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_true(claim_is_held(stand->folder));
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_false(claim_is_held(stand->folder));
	close(ready[0]);
	close(ready[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		applies(what_is_followed_in_pieces_is_the_report),
		applies(a_run_whose_process_has_ended_is_over),
		applies(the_live_line_says_where_it_is),
		applies(who_carries_it_out_is_seen_by_the_lock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
