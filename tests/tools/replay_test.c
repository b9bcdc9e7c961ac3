/*
 * A run that was recorded is played again, as it is and without its names: it
 * comes to the same end, with the same commands, or the first that differs is
 * named.
 */
#include <ctype.h>
#include <dirent.h>
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
#include "tests/sparse.h"
#include "tools/replay/night.h"
#include "tools/session/folder.h"
#include "tools/session/stop.h"
#include "tools/verbs.h"

enum { WORDS = 12, LINES = 3000 };

static const char *
inside(struct stand *stand, const char *name)
{
	return folder_path(&stand->arena, stand->folder, name);
}

static char *
text_read(struct stand *stand, const char *path)
{
	struct err err = { 0 };
	size_t n;
	char *text = file_read(&stand->arena, path, 1 << 26, &n, &err);

	if (text == NULL)
		fail_msg("%s", err.text);
	return text;
}

static const char *
transcript_path(struct stand *stand, const char *folder)
{
	return folder_path(&stand->arena, folder, "transcript.jsonl");
}

/* A run directory has files only. */
static void
run_remove(struct stand *stand, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL)
		unlink(folder_path(&stand->arena, path, entry->d_name));
	if (folder != NULL)
		closedir(folder);
	rmdir(path);
}

/* Played in a new folder, which is in memory if it can be: each record of its
 * journal is synced.  The code of what differs, and the text in err. */
static enum err_code
played(struct stand *stand, const char *folder, struct err *err)
{
	static unsigned count;
	const char *tmp = getenv("TMPDIR");
	struct night night = { .path = NULL };

	*err = (struct err){ .code = ERR_NONE };
	night.run = arena_format(&stand->arena, "%s/domferry-again-%ld-%u",
	    tmp != NULL ? tmp : stand->folder, (long)getpid(), count++);
	if (night_read(&night, folder, NULL, err))
		night_play(&night, err);
	run_remove(stand, night.run);
	night_drop(&night);
	return err->code;
}

static void
plays_the_same(struct stand *stand, const char *folder)
{
	struct err err;

	if (played(stand, folder, &err) != ERR_NONE)
		fail_msg("%s", err.text);
}

/* The verb with those words; what it says is not kept. */
static int
types(unsigned verb, int (*play)(const struct options *), ...)
{
	const char *word[WORDS];
	struct options options;
	struct err err = { 0 };
	unsigned n = 0;
	va_list list;
	int kept = dup(STDERR_FILENO), status;

	va_start(list, play);
	do
		word[n] = va_arg(list, const char *);
	while (word[n++] != NULL);
	va_end(list);
	if (!options_read(&options, verb, false, (char **)(uintptr_t)word,
	    &err))
		fail_msg("%s", err.text);
	assert_non_null(freopen("/dev/null", "w", stderr));
	status = play(&options);
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	return status;
}

/* The names of the site of the posts are the canaries. */
static const char *const names[] = { "ldom1", "node1", "node2", "system1",
    "posts", "pfile", "noninteractive", "ldoms", "192.0.2.31", "82a85641",
    "8310a4c2", "c4711", "a85641", "10a4c2", "f04ef1a5", "physical",
    NULL };

static void
holds_no_name(struct stand *stand, const char *path)
{
	char *text = text_read(stand, path);

	for (char *at = text; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	for (size_t i = 0; names[i] != NULL; i++)
		if (strstr(text, names[i]) != NULL)
			fail_msg("%s: %s: %.80s", path, names[i],
			    strstr(text, names[i]));
}

static const char *
scrubbed(struct stand *stand)
{
	static unsigned count;
	char name[24];
	const char *into;

	snprintf(name, sizeof(name), "plain%u", count++);
	into = inside(stand, name);
	assert_int_equal(types(VERB_SCRUB, cmd_scrub, stand->run, "--into",
	    into, NULL), EXIT_OK);
	return into;
}

static const struct {
	const char	*before, *job, *typed[3];
	int		 status;	/* of the last */
} runs[] = {
	{ NULL, "create ldom1", { "apply create ldom1 --destroy d14 -y "
	    "-r RUN" }, EXIT_OK },
	{ "create ldom1", NULL, { "apply switch ldom1 -y -r RUN" }, EXIT_OK },
	{ "create ldom1", NULL, { "apply maintain ldom1 --set vcpus=12 -y "
	    "--change C4711 -r RUN" }, EXIT_OK },
	{ "create ldom1", NULL, { "apply switch ldom1 -y --window 30m -r RUN" },
	    EXIT_OK },
	{ "create ldom1", NULL, { "apply switch ldom1 -y --window 1s -r RUN",
	    "resume RUN -y" }, EXIT_OK },
	{ "create ldom1", NULL, { "apply retire ldom1 -y -r RUN" }, EXIT_OK },
	{ NULL, "p2v system1", { "apply p2v system1 --destroy d11 --accept -y "
	    "-r RUN" }, EXIT_OK },
	{ NULL, "create ldom1", { "apply create ldom1 --no-test --until "
	    "storage -y --destroy d14 -r RUN", "resume RUN -y" }, EXIT_OK },
	{ NULL, "create ldom1", { "apply create ldom1 --no-test --until "
	    "storage -y --destroy d14 -r RUN", "rollback RUN -y" },
	    EXIT_RETURNED },
	{ NULL, "create ldom1", { "apply create ldom1 --no-test --until "
	    "storage -y --destroy d14 -r RUN", "resume RUN -y --until disks",
	    "rollback RUN -y" }, EXIT_RETURNED },
};

static void
a_run_ends_as_it_did_also_without_its_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]);
	    i += FEW) {
		struct stand *stand = test_calloc(1, sizeof(*stand));
		const char *plain;
		int status = EXIT_OK;

		stand_make(stand, runs[i].before, runs[i].job);
		for (size_t n = 0; n < 3 && runs[i].typed[n] != NULL; n++)
			status = stand_types(stand, runs[i].typed[n]);
		if (status != runs[i].status)
			fail_msg("%s: %d: %s", runs[i].typed[0], status,
			    stand->err);
		plays_the_same(stand, stand->run);
		plain = scrubbed(stand);
		holds_no_name(stand, transcript_path(stand, plain));
		holds_no_name(stand, folder_path(&stand->arena, plain,
		    "site.json"));
		plays_the_same(stand, plain);
		stand_drop(stand);
		test_free(stand);
	}
}

/* A stand with that recorded; its words as stand_types has them. */
static struct stand *
recorded(void **state, const char *typed, int status)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	int came = stand_types(stand, typed);

	if (came != status)
		fail_msg("%d: %s", came, stand->err);
	return stand;
}

/* The recorded folder with that text of its transcript replaced. */
static const char *
altered(struct stand *stand, const char *text, const char *instead)
{
	const char *whole = text_read(stand, transcript_path(stand,
	    stand->run)), *at = strstr(whole, text);
	const char *folder = inside(stand, "altered");
	struct err err = { 0 };

	assert_non_null(at);
	mkdir(folder, 0700);
	unlink(transcript_path(stand, folder));
	unlink(folder_path(&stand->arena, folder, "site.json"));
	assert_true(file_write(transcript_path(stand, folder), arena_format(
	    &stand->arena, "%.*s%s%s", (int)(at - whole), whole, instead,
	    at + strlen(text)), &err));
	assert_true(file_write(folder_path(&stand->arena, folder,
	    "site.json"), text_read(stand, folder_path(&stand->arena,
	    stand->run, "site.json")), &err));
	return folder;
}

static void
differs(struct stand *stand, const char *folder, const char *text)
{
	struct err err;

	assert_int_equal(played(stand, folder, &err), ERR_NOT_AS_RECORDED);
	if (strstr(err.text, text) == NULL)
		fail_msg("not said: %s\nbut: %s", text, err.text);
}

static void
the_first_command_that_differs_is_named(void **state)
{
	struct stand *stand = recorded(state, "apply switch ldom1 -y -r RUN",
	    EXIT_OK);

	differs(stand, altered(stand, "clrg switch -n node2 ldom1-rg",
	    "clrg switch -n node1 ldom1-rg"), "\"clrg switch -n node1 "
	    "ldom1-rg\" was expected on node1, and \"clrg switch -n node2 "
	    "ldom1-rg\" was asked");
}

static void
another_end_is_named(void **state)
{
	struct stand *stand = recorded(state, "apply switch ldom1 -y -r RUN",
	    EXIT_OK);

	differs(stand, altered(stand, "\"ends\":\"arrived\",\"status\":0",
	    "\"ends\":\"returned\",\"code\":\"timed-out\",\"status\":1"),
	    "status 1 then, 0 now");
	differs(stand, altered(stand, "\"ends\":\"arrived\"",
	    "\"ends\":\"returned\""), "returned, status 0 then, arrived, "
	    "status 0 now");
}

static void
a_window_is_recorded_as_a_duration(void **state)
{
	struct stand *stand = recorded(state, "apply switch ldom1 -y --window "
	    "30m -r RUN", EXIT_OK);

	assert_non_null(strstr(text_read(stand, transcript_path(stand,
	    stand->run)), "\"begins\":\"apply\",\"words\":[\"--yes\","
	    "\"--window\",\"1800000ms\",\"switch\",\"ldom1\"]}"));
}

static void
who_is_asked_answers_as_then(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->types = "yes\nldom1\nyes\n";
	assert_int_not_equal(stand_types(stand, "apply switch ldom1 "
	    "--pause-before switch -r RUN"), EXIT_OK);
	stand->types = "ldom1\nyes\n";
	if (stand_types(stand, "apply switch ldom1 --pause-before switch "
	    "-r RUN") != EXIT_OK)
		fail_msg("%s", stand->err);
	plays_the_same(stand, stand->run);
	plays_the_same(stand, scrubbed(stand));
	differs(stand, altered(stand, ",\"said\":\"yes\"", ""), "status 0 "
	    "then, 6 now");
}

static void
whose_lock_was_taken_over_is_known_as_then(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *plain, *text;

	stand->said = "{\"run\":\"old.run\",\"who\":\"kakapo\",\"host\":"
	    "\"kererustation\",\"pid\":77,\"since\":\"2026-01-01T00:00:00Z\","
	    "\"boot\":\"b\"}";
	stand->types = "old.run\nldom1\n";
	assert_int_equal(stand_types(stand, "apply switch ldom1 --take-over "
	    "-r RUN"), EXIT_OK);
	plays_the_same(stand, stand->run);
	plain = scrubbed(stand);
	plays_the_same(stand, plain);
	text = text_read(stand, transcript_path(stand, plain));
	assert_null(strstr(text, "kakapo"));
	assert_null(strstr(text, "kereru"));
	differs(stand, altered(stand, "\"holder\":\"elsewhere\"",
	    "\"holder\":\"lives\""), "status 0 then, 8 now");
}

/* A hook that would leave a file behind, and fails the second time. */
static const char *
hook_site(struct stand *stand)
{
	const char *path = inside(stand, "hook");
	struct err err = { 0 };

	assert_true(file_write(path, arena_format(&stand->arena, "#!/bin/sh\n"
	    "cat >/dev/null\nmkdir %s/started 2>/dev/null || { echo no; "
	    "exit 3; }\n", stand->folder), &err));
	assert_int_equal(chmod(path, 0700), 0);
	return stand_site(stand, "\"hooks\": { \"start\": [ \"@/hook\" ], "
	    "\"before\": { \"switch\": [ \"@/hook\" ] } }");
}

static void
hooks_are_not_started_again(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, arena_format(&stand->arena,
	    "apply switch ldom1 -y -r RUN -s %s", hook_site(stand))),
	    EXIT_STUCK);
	stand_complained(stand, "/hook has ended with status 3: no");
	assert_int_equal(rmdir(inside(stand, "started")), 0);
	assert_int_equal(unlink(inside(stand, "hook")), 0);
	plays_the_same(stand, stand->run);
	assert_int_not_equal(access(inside(stand, "started"), F_OK), 0);
	differs(stand, altered(stand, "\"hook\":", "\"hook\":\"/other\","
	    "\"proof\":"), "would be started, and that is not recorded there");
}

static void
die(struct stand *stand)
{
	(void)stand;
	kill(getpid(), SIGKILL);
}

/* At any change, also in the middle of what waits. */
static void
a_run_that_was_killed_is_killed_again_and_goes_on(void **state)
{
	(void)state;
	for (unsigned at = 1; at < 8; at += 3 * FEW) {
		struct stand *stand = test_calloc(1, sizeof(*stand));
		int status;
		pid_t child;

		stand_make(stand, "create ldom1", NULL);
		fflush(NULL);
		child = fork();
		if (child == 0) {
			stand->at_change = at;
			stand->does = die;
			_exit(stand_types(stand, "apply maintain ldom1 -y "
			    "-r RUN"));
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		stand_types(stand, "resume RUN -y");
		plays_the_same(stand, stand->run);
		plays_the_same(stand, scrubbed(stand));
		stand_drop(stand);
		test_free(stand);
	}
}

static void
interrupt(struct stand *stand)
{
	(void)stand;
	raise(SIGINT);
}

static void
a_run_that_was_stopped_is_stopped_again_and_goes_on(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->at_change = 3;
	stand->does = interrupt;
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_STUCK);
	stand_complained(stand, "SIGINT: stopped before the next");
	stand->at_change = 0;
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	plays_the_same(stand, stand->run);
	plays_the_same(stand, scrubbed(stand));
}

/* A command says that it has done its work, and has not; or nobody understands
 * what it says. */
static const struct {
	const char	*line, *out, *typed;
} wrong[] = {
	{ "clrg switch -n node2 ldom1-rg", "", "apply switch ldom1 -y "
	    "-r RUN" },
	{ "clrs unmonitor ldom1-ldom-rs", "no idea\n", "apply maintain ldom1 "
	    "--set vcpus=12 -y -r RUN" },
	{ "ldm set-vcpu 12 ldom1", "", "apply maintain ldom1 --set vcpus=12 "
	    "-y -r RUN" },
};

static void
a_run_that_went_wrong_goes_wrong_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]);
	    i += FEW) {
		struct stand *stand = test_calloc(1, sizeof(*stand));

		stand_make(stand, "create ldom1", NULL);
		stand->instead[0].line = wrong[i].line;
		stand->instead[0].out = wrong[i].out;
		if (stand_types(stand, wrong[i].typed) == EXIT_OK)
			fail_msg("%s", wrong[i].line);
		stand->instead[0].line = NULL;
		plays_the_same(stand, stand->run);
		plays_the_same(stand, scrubbed(stand));
		stand_types(stand, "resume RUN -y");
		plays_the_same(stand, stand->run);
		plays_the_same(stand, scrubbed(stand));
		stand_drop(stand);
		test_free(stand);
	}
}

static void
a_saved_plan_is_carried_out_again(void **state)
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");
	struct err err = { 0 };
	struct night night = { .path = NULL };
	const char *saved = inside(stand, "saved.json"), *kept;

	/* The plan of a run directory is a saved one. */
	assert_int_equal(stand_types(stand, "apply create ldom1 "
	    "--until storage -y --destroy d14 -r RUN"), EXIT_STUCK);
	assert_true(file_write(saved, text_read(stand, folder_path(
	    &stand->arena, stand->run, "plan.json")), &err));
	assert_int_equal(stand_types(stand, "rollback RUN -y"),
	    EXIT_RETURNED);
	snprintf(stand->run, sizeof(stand->run), "%s/run2", stand->folder);
	if (stand_types(stand, arena_format(&stand->arena, "apply %s -y "
	    "--destroy d14 -r RUN", saved)) != EXIT_OK)
		fail_msg("%s", stand->err);
	plays_the_same(stand, stand->run);
	kept = inside(stand, "kept");
	assert_true(night_read(&night, stand->run, NULL, &err));
	assert_true(night_keep(&night, kept, &err));
	night_drop(&night);
	assert_int_not_equal(access(folder_path(&stand->arena, kept,
	    "journal.jsonl"), F_OK), 0);
	plays_the_same(stand, kept);
	holds_no_name(stand, folder_path(&stand->arena, scrubbed(stand),
	    "plan.json"));
	plays_the_same(stand, scrubbed(stand));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_ends_as_it_did_also_without_its_names),
		applies(the_first_command_that_differs_is_named),
		applies(another_end_is_named),
		applies(a_window_is_recorded_as_a_duration),
		applies(who_is_asked_answers_as_then),
		applies(whose_lock_was_taken_over_is_known_as_then),
		applies(hooks_are_not_started_again),
		cmocka_unit_test(
		    a_run_that_was_killed_is_killed_again_and_goes_on),
		applies(a_run_that_was_stopped_is_stopped_again_and_goes_on),
		cmocka_unit_test(a_run_that_went_wrong_goes_wrong_again),
		applies(a_saved_plan_is_carried_out_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
