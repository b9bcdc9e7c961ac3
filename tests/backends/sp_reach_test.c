/*
 * The way to service processors: the words of the programs that lead there, the
 * file with the credentials, and a program that is waited for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/real/channels/remote.h"
#include "backends/real/channels/sp.h"
#include "backends/real/channels/sp_way.h"
#include "tests/posts_fixture.h"

enum { PATH = 64, SHORT_MS = 50, LONG_MS = 20000, SOMEBODY = 12345 };

struct rig {
	struct arena	 arena;
	struct site	*site;
	char		 file[PATH];	/* with the credentials */
	struct remote	 remote;
};

static int
rig_make(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));
	int fd;

	rig->site = posts_site(&rig->arena);
	snprintf(rig->file, sizeof(rig->file), "/tmp/domferry-sp-XXXXXX");
	fd = mkstemp(rig->file);
	assert_true(fd >= 0 && write(fd, "secret\n", 7) == 7);
	close(fd);
	rig->site->nodes[1].hostid = 0x84fb0001;
	rig->site->nodes[1].sp = (struct site_sp){ .host = "-one-sp",
	    .user = "root", .credentials = rig->file };
	*state = rig;
	return 0;
}

static int
rig_drop(void **state)
{
	struct rig *rig = *state;

	remote_drop(&rig->remote);
	unlink(rig->file);
	rmdir(rig->file);
	arena_drop(&rig->arena);
	test_free(rig);
	return 0;
}

/* The words as a line; "" and the error, if there are none. */
static const char *
words(struct rig *rig, const char *line, struct err *err)
{
	const struct order order = { .place = PLACE_SP | 1, .line = line };
	const char *const *word = sp_words(&rig->arena, rig->site, &order,
	    "/etc/my config", err);
	const char *text = "";

	for (; word != NULL && *word != NULL; word++)
		text = arena_format(&rig->arena, "%s<%s>", text, *word);
	return text;
}

static bool
is_refused(struct rig *rig, enum err_code code, const char *why)
{
	struct err err = { 0 };

	return *words(rig, "stop -f -script /SYS", &err) == '\0' &&
	    err.code == code && strstr(err.text, why) != NULL;
}

/* Constant words after the host, and nobody is asked for a password. */
static void
ilom_is_asked_by_ssh_with_a_key(void **state)
{
	struct rig *rig = *state;
	const char *text = words(rig, "show /SYS power_state", NULL);

	assert_non_null(strstr(text, "/ssh><-T>"));
	assert_non_null(strstr(text, "<BatchMode=yes>"));
	assert_non_null(strstr(text, "<-F></etc/my config>"));
	assert_non_null(strstr(text, "<IdentitiesOnly=yes><--><-one-sp>"
	    "<show /SYS power_state>"));
	assert_non_null(strstr(text, arena_format(&rig->arena,
	    "<-i><%s><-l><root>", rig->file)));
	assert_null(strstr(text, "secret"));
	rig->site->nodes[1].sp.credentials = NULL;
	text = words(rig, "show /SYS power_state", NULL);
	assert_null(strstr(text, "<-i>"));
	assert_null(strstr(text, "IdentitiesOnly"));
}

/* Whether it is there depends on the machine. */
static void
ipmitool_gets_each_word_as_it_is(void **state)
{
	struct rig *rig = *state;
	struct err err = { 0 };
	const char *text;

	rig->site->nodes[1].sp.by = "ipmitool";
	text = words(rig, "ipmitool -H a\\ b sunoem cli show\\ /HOST", &err);
	if (*text == '\0')
		assert_int_equal(err.code, ERR_PROGRAM_MISSING);
	else
		assert_non_null(strstr(text, "/ipmitool><-H><a b><sunoem>"
		    "<cli><show /HOST>"));
}

static void
credentials_that_others_can_read_are_not_used(void **state)
{
	static const unsigned modes[] = { 0644, 0640, 0604, 0620, 0602, 0610,
	    0601 };
	struct rig *rig = *state;
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		chmod(rig->file, modes[i]);
		assert_true(is_refused(rig, ERR_GUARDED,
		    "can be read by others"));
		rig->site->nodes[1].sp.by = i % 2 != 0 ? NULL : "ipmitool";
	}
	rig->site->nodes[1].sp.by = "ilom";
	chmod(rig->file, 0400);
	assert_int_not_equal(*words(rig, "show /SYS power_state", &err),
	    '\0');
}

/* Only root can make such a file. */
static void
credentials_of_somebody_else_are_not_used(void **state)
{
	struct rig *rig = *state;

	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(rig->file, SOMEBODY, (gid_t)-1), 0);
	assert_true(is_refused(rig, ERR_GUARDED, "belongs to another user"));
}

static void
credentials_are_a_file_that_is_there(void **state)
{
	struct rig *rig = *state;

	unlink(rig->file);
	assert_true(is_refused(rig, ERR_FILE_UNREADABLE, "No such file"));
	assert_int_equal(mkdir(rig->file, 0700), 0);
	assert_true(is_refused(rig, ERR_FILE_UNREADABLE, "is no file"));
}

static void
what_cannot_prove_itself_is_not_reached(void **state)
{
	struct rig *rig = *state;

	rig->site->nodes[1].hostid = 0;
	assert_true(is_refused(rig, ERR_NO_REACH, "no \"hostid\""));
	rig->site->nodes[1].sp.host = NULL;
	assert_true(is_refused(rig, ERR_NO_REACH, "no service processor"));
}

/* What became of a script, for which so long is waited. */
static void
run(struct errand *errand, const char *script, int64_t ms)
{
	const char *const word[] = { "/bin/sh", "-c", script, NULL };
	struct channels *channels = test_calloc(1, sizeof(*channels));
	int64_t until_ms = channels_clock_ms() + ms;
	struct err err;

	assert_true(errand_begin(&channels->errand[0], word, until_ms, &err));
	while (!channels->errand[0].over)
		channels_wait(channels, until_ms);
	*errand = channels->errand[0];
	test_free(channels);
}

static void
a_program_is_waited_for_with_what_it_prints(void **state)
{
	struct errand errand;

	(void)state;
	run(&errand, "echo one; echo two >&2; cat; exit 3", LONG_MS);
	assert_false(errand.lost);
	assert_int_equal(errand.status, 3);
	assert_string_equal(buffer_text(&errand.out), "one\n");
	assert_string_equal(buffer_text(&errand.said), "two\n");
	errand_drop(&errand);
	run(&errand, "kill -9 $$", LONG_MS);
	assert_int_equal(errand.status, 128 + 9);
	errand_drop(&errand);
}

static void
a_program_that_does_not_end_is_ended(void **state)
{
	struct errand errand;

	(void)state;
	run(&errand, "echo one; exec sleep 60", SHORT_MS);
	assert_true(errand.lost);
	assert_string_equal(errand.err.text, "it was not over in time");
	assert_int_equal(errand.child.pid, 0);
	errand_drop(&errand);
	run(&errand, "exec yes", LONG_MS);
	assert_true(errand.lost);
	assert_string_equal(errand.err.text, "it prints too much");
	errand_drop(&errand);
}

/* What is heard of a script that stands for ssh. */
static void
hear(struct rig *rig, const char *script, struct heard *heard)
{
	struct remote *remote = &rig->remote;
	const char *const word[] = { "/bin/sh", "-c", script, NULL };
	int64_t until_ms = channels_clock_ms() + LONG_MS;
	struct remote_job job = { .used = true };
	struct err err;

	remote_make(remote, rig->site, NULL);
	job.errand = channels_errand(&remote->channels);
	assert_true(errand_begin(job.errand, word, until_ms, &err));
	while (!sp_over(remote, &job, heard))
		channels_wait(&remote->channels, until_ms);
	assert_false(job.used);
}

static void
a_simulated_one_is_not_taken_for_a_real_one(void **state)
{
	static const char marked[] = "echo On; echo 'SIMULATED: nothing at "
	    "sp:node1 is real.' >&2", real[] = "echo On; echo 'SIMULATED: "
	    "nothing at sp:node1 is real.'; echo no SIMULATED: nothing at >&2";
	struct rig *rig = *state;
	struct heard heard;

	for (unsigned n = 0; n < 4; n++) {
		rig->site->simulated = n % 2 != 0;
		hear(rig, n / 2 != 0 ? marked : real, &heard);
		assert_int_equal(heard.lost, n % 2 != n / 2);
		if (heard.lost)
			assert_non_null(strstr(heard.why, n / 2 != 0 ?
			    "it is simulated" : "it is a real service "
			    "processor"));
		else
			assert_memory_equal(heard.ended.out, "On\n", 3);
		remote_drop(&rig->remote);
	}
}

/* ssh has lost it, or never got there: nobody knows. */
static void
what_ssh_says_itself_is_why_it_was_lost(void **state)
{
	struct rig *rig = *state;
	struct heard heard;

	hear(rig, "echo warning >&2; echo 'Permission denied\r' >&2; "
	    "exit 255", &heard);
	assert_true(heard.lost);
	assert_string_equal(heard.why, "Permission denied");
	remote_drop(&rig->remote);
	hear(rig, "exit 255", &heard);
	assert_string_equal(heard.why, "it ended with status 255");
	remote_drop(&rig->remote);
	hear(rig, "echo Error >&2; exit 1", &heard);
	assert_false(heard.lost);
	assert_int_equal(heard.ended.status, 1);
}

/* Nobody waits any more: its place is free once it is over. */
static void
who_is_left_gives_its_place_back(void **state)
{
	const char *const word[] = { "/bin/sh", "-c", "exit 0", NULL };
	struct channels *channels = test_calloc(1, sizeof(*channels));
	int64_t until_ms = channels_clock_ms() + LONG_MS;
	struct errand *errand = channels_errand(channels);
	struct err err;

	(void)state;
	assert_true(errand_begin(errand, word, until_ms, &err));
	assert_ptr_not_equal(channels_errand(channels), errand);
	errand->awaited = false;
	while (errand->used)
		channels_wait(channels, until_ms);
	assert_ptr_equal(channels_errand(channels), errand);
	channels_close(channels);
	test_free(channels);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, rig_make, \
	rig_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(ilom_is_asked_by_ssh_with_a_key),
	    TEST(ipmitool_gets_each_word_as_it_is),
	    TEST(credentials_that_others_can_read_are_not_used),
	    TEST(credentials_of_somebody_else_are_not_used),
	    TEST(credentials_are_a_file_that_is_there),
	    TEST(what_cannot_prove_itself_is_not_reached),
	    TEST(a_simulated_one_is_not_taken_for_a_real_one),
	    TEST(what_ssh_says_itself_is_why_it_was_lost),
	    cmocka_unit_test(a_program_is_waited_for_with_what_it_prints),
	    cmocka_unit_test(a_program_that_does_not_end_is_ended),
	    cmocka_unit_test(who_is_left_gives_its_place_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
