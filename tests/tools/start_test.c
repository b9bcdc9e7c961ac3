/*
 * A rehearsal that begins from a start text: its journal keeps the text, and a
 * run that was broken off goes on from there.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/start/start.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tools/rehearsal/rehearsal.h"
#include "tools/session/resumed.h"

static const char site_path[] = "scenarios/sites/posts.json";

struct stand {
	struct arena	 arena;
	char		 top[32];
	const char	*folder;	/* of the run */
	char		*start;		/* ldom1 is on node2, which is not where
					   a rehearsal puts it */
	char		 digest[PLAN_DIGEST_SIZE];
	int		 was[2];	/* standard output, and error */
};

/* What is shown to a person is not looked at. */
static void
quiet(struct stand *stand)
{
	int nowhere = open("/dev/null", O_WRONLY);

	assert_true(nowhere >= 0);
	fflush(NULL);
	for (int i = 0; i < 2; i++) {
		stand->was[i] = dup(1 + i);
		dup2(nowhere, 1 + i);
	}
	close(nowhere);
}

static int
stand_make(void **state)
{
	struct stand *stand = test_calloc(1, sizeof(*stand));
	struct site *site = posts_site(&stand->arena);
	struct sim *sim = sim_make(site, SITE_READY, 1);

	sim_put(sim, 1, NOW_CLUSTERED, 2);
	stand->start = sim_text_observed(sim, NULL);
	sim_drop(sim);
	memcpy(stand->digest, "sha256:", 7);
	digest_hex(stand->start, strlen(stand->start), stand->digest + 7);
	memcpy(stand->top, "/tmp/domferry-start-XXXXXX", 27);
	assert_non_null(mkdtemp(stand->top));
	stand->folder = arena_format(&stand->arena, "%s/run", stand->top);
	quiet(stand);
	*state = stand;
	return 0;
}

static int
stand_drop(void **state)
{
	static const char *const names[] = { "journal.jsonl", "plan.json",
	    "site.json", "start.txt", "events.jsonl", "remaining.txt",
	    "report.txt", "reserve", "lock" };
	struct stand *stand = *state;

	fflush(NULL);
	for (int i = 0; i < 2; i++) {
		dup2(stand->was[i], 1 + i);
		close(stand->was[i]);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(arena_format(&stand->arena, "%s/%s", stand->folder,
		    names[i]));
	rmdir(stand->folder);
	rmdir(stand->top);
	free(stand->start);
	arena_drop(&stand->arena);
	test_free(stand);
	return 0;
}

static bool
ready(struct rehearsal *rehearsal, const struct stand *stand,
    struct err *err)
{
	struct execution *execution = rehearsal->execution;

	execution->opening = (struct opening){
	    .holder = &execution->holder, .mode = execution->mode,
	    .site_text = execution->site.text,
	    .site_size = execution->site.size,
	    .site_digest = execution->site.digest, .start = stand->start,
	    .start_digest = stand->digest, .seed = 1 };
	if (!execution_job(execution, err) || !rehearsal_site(rehearsal, err))
		return false;
	execution->plan = session_plan(execution->session, &execution->job,
	    err);
	execution_lines(execution);
	return execution->plan != NULL &&
	    execution_folder(execution, stand->folder, err);
}

/* Rehearse the switch; it is broken off before that record, or -1. */
static int
rehearse(const struct stand *stand, int64_t record,
    char world[SANDBOX_DIGEST])
{
	const struct options options = { .site = site_path,
	    .operand = { "switch", "ldom1" }, .operand_count = 2 };
	struct execution execution;
	struct rehearsal rehearsal = { .execution = &execution,
	    .transcript.file = -1 };
	struct err err = { 0 };
	int status;

	execution_make(&execution, &options, "rehearse", "rehearse");
	assert_int_equal(site_open(&execution.arena, options.site,
	    &execution.site), 0);
	if (!ready(&rehearsal, stand, &err))
		fail_msg("%s", err.text);
	assert_int_equal(execution.plan->from, 2);
	execution_sinks(&execution);
	sandbox_zero(&rehearsal.sandbox);
	execution.session->writer.crash_before = record;
	drive_begin(execution.plan, &execution.run, 0, session_sink(
	    execution.session, &execution.tee.sink));
	rehearsal_go(&rehearsal);
	sandbox_digest(&rehearsal.sandbox, world);
	status = rehearsal_close(&rehearsal);
	rehearsal_drop(&rehearsal);
	execution_drop(&execution);
	return status;
}

static int
resume(const struct stand *stand, struct err *err)
{
	const struct options options = { .operand = { stand->folder },
	    .operand_count = 1 };
	struct execution execution;
	int status = -1;

	execution_make(&execution, &options, "resume", "");
	holder_ask(&execution.arena, &execution.holder);
	assert_true(folder_open(&execution.folder, stand->folder,
	    folder_journal, &execution.holder, err));
	if (execution_read(&execution, err)) {
		assert_string_equal(execution.opening.start, stand->start);
		execution_lines(&execution);
		status = rehearsal_resume(&execution, DECIDE_RESUME);
	}
	execution_drop(&execution);
	return status;
}

static void
a_rehearsal_begins_from_a_start_text(void **state)
{
	const struct stand *stand = *state;
	char world[SANDBOX_DIGEST], path[96], line[64];
	FILE *file;

	assert_int_equal(rehearse(stand, -1, world), EXIT_OK);
	snprintf(path, sizeof(path), "%s/start.txt", stand->folder);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	fclose(file);
	assert_string_equal(line, "site posts\n");
}

static void
one_that_was_broken_off_goes_on_from_there(void **state)
{
	const struct stand *stand = *state;
	char world[SANDBOX_DIGEST];
	struct err err = { 0 };

	assert_int_not_equal(rehearse(stand, 60, world), EXIT_OK);
	assert_int_equal(resume(stand, &err), EXIT_OK);
}

/* As when somebody has changed the text, and made all hashes again. */
static void
a_text_that_was_changed_is_refused(void **state)
{
	struct stand *stand = *state;
	char world[SANDBOX_DIGEST];
	struct err err = { 0 };

	stand->digest[7] = stand->digest[7] == '0' ? '1' : '0';
	assert_int_not_equal(rehearse(stand, 60, world), EXIT_OK);
	assert_int_equal(resume(stand, &err), -1);
	assert_int_equal(err.code, ERR_JOURNAL_MISMATCH);
	assert_non_null(strstr(err.text, "the start text in it does not match "
	    "the digest in it"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_rehearsal_begins_from_a_start_text, stand_make,
		    stand_drop),
		cmocka_unit_test_setup_teardown(
		    one_that_was_broken_off_goes_on_from_there, stand_make,
		    stand_drop),
		cmocka_unit_test_setup_teardown(
		    a_text_that_was_changed_is_refused, stand_make,
		    stand_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
