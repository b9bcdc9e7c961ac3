/*
 * Whole paths of programs in what a shell of this machine is to read.
 */
#include <fcntl.h>
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

#include "tools/client/paths.h"

#define T(name) cmocka_unit_test_setup_teardown(name, make, drop)

static const char *const programs[] = { "ldm", "zpool", "clrg", "shutdown",
    "date", "rm", "sh" };

enum { PROGRAMS = sizeof(programs) / sizeof(programs[0]) };

static char folder[32], out[64], file[64];

static void
program_at(char path[128], size_t i)
{
	snprintf(path, 128, "%s/bin/%s", folder, programs[i]);
}

static int
make(void **state)
{
	char path[128];

	(void)state;
	strcpy(folder, "/tmp/paths-XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/bin", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	for (size_t i = 0; i < PROGRAMS; i++) {
		program_at(path, i);
		close(open(path, O_CREAT | O_WRONLY, 0700));
	}
	snprintf(out, sizeof(out), "%s/out", folder);
	snprintf(file, sizeof(file), "%s/script", folder);
	return 0;
}

static int
drop(void **state)
{
	char path[128];

	(void)state;
	for (size_t i = 0; i < PROGRAMS; i++) {
		program_at(path, i);
		unlink(path);
	}
	unlink(out);
	unlink(file);
	snprintf(path, sizeof(path), "%s/bin", folder);
	rmdir(path);
	rmdir(folder);
	return 0;
}

/* What is said of the text on standard error; "": nothing, and it may run. */
static const char *
said(const char *const words[])
{
	static char text[512];
	int kept = dup(STDERR_FILENO), fd = open(out, O_CREAT | O_TRUNC |
	    O_RDWR, 0600);
	bool refused;
	ssize_t n;

	dup2(fd, STDERR_FILENO);
	refused = paths_refuse_words(folder, words);
	dup2(kept, STDERR_FILENO);
	close(kept);
	n = pread(fd, text, sizeof(text) - 1, 0);
	close(fd);
	assert_true(n >= 0);
	text[n] = '\0';
	assert_int_equal(refused, n != 0);
	return text;
}

static bool
begins(const char *text)
{
	const char *const words[] = { "/bin/ksh", "-c", text, NULL };

	return *said(words) == '\0';
}

static void
a_path_of_a_program_of_the_site_is_refused_with_its_line(void **state)
{
	const char *const words[] = { "sh", "-ec", "ldm ls\n"
	    "# /usr/sbin/zpool\nif /usr/sbin/zpool list; then\n", NULL };

	(void)state;
	assert_non_null(strstr(said(words), "-c:3: /usr/sbin/zpool would be a "
	    "program of this machine"));
	assert_non_null(strstr(said(words), "write zpool,"));
	assert_false(begins("LDM=/opt/SUNWldm/bin/ldm"));
	assert_false(begins("x=`/usr/cluster/bin/clrg list`"));
	assert_false(begins("x=$(/sbin/shutdown)"));
	assert_false(begins("x=\"/sbin/shutdown\""));
	assert_false(begins("ls && exec /sbin/shutdown"));
	assert_false(begins("find . | xargs \"/sbin/shutdown\""));
	assert_false(begins("!\t/sbin/shutdown"));
	assert_false(begins("\"/sbin/shutdown\" -y"));
	assert_false(begins("ls # x\n/sbin/shutdown"));
	assert_false(begins("ls;/sbin/shutdown"));
}

static void
what_is_no_such_path_is_begun(void **state)
{
	(void)state;
	assert_true(begins(""));
	assert_true(begins("#"));
	assert_true(begins("ldm ls"));
	assert_true(begins("/usr/sbin/useradd x"));
	assert_true(begins("cp /usr/sbin/zpool /mnt/tools"));
	assert_true(begins("cp \\\n/usr/sbin/zpool x"));
	assert_true(begins("test x = /usr/sbin/zpool"));
	assert_true(begins("undo /usr/sbin/zpool"));
	assert_true(begins("$ROOT/usr/sbin/zpool list"));
	assert_true(begins("/a/usr/sbin/zpool list"));
	assert_true(begins("cat /usr/sbin/zpool/x /usr/sbin/zpool.d"));
	assert_true(begins("#!/usr/sbin/zpool\nldm ls # /sbin/shutdown"));
	assert_true(begins("/bin/date; /bin/rm -f x; /bin/sh y"));
}

static void
a_path_that_hides_the_programs_is_refused(void **state)
{
	(void)state;
	assert_false(begins("PATH=/usr/sbin:/usr/bin; export PATH"));
	assert_false(begins("export PATH=/usr/cluster/bin:$PATH"));
	assert_false(begins("PATH=\"/usr/bin\""));
	assert_true(begins("PATH=$PATH:/usr/cluster/bin:/usr/sbin"));
	assert_true(begins("PATH=\"${PATH}:/usr/sbin\""));
	assert_true(begins("PATH=/opt/tools/bin:$PATH"));
	assert_true(begins("MANPATH=/usr/bin"));
}

static void
an_argument_may_be_a_path_of_the_site(void **state)
{
	(void)state;
	assert_true(begins("ssh node2 /usr/cluster/bin/clrg status"));
	assert_true(begins("ssh node2 \\\n    /usr/sbin/zpool list"));
	assert_false(begins("ssh node2 ldm ls | /usr/sbin/zpool list"));
	assert_false(begins("ssh node2 ldm ls\n/usr/sbin/zpool list"));
	assert_true(begins("ssh node2 '/usr/sbin/zpool list'"));
	assert_false(begins("ssh node2 'ldm ls; /usr/sbin/zpool list'"));
}

static void
the_first_word_of_a_line_is_the_sites(void **state)
{
	(void)state;
	unsetenv("DOMFERRY_PROGRAM");
	assert_string_equal(path_take(folder, "/usr/sbin/zpool list"),
	    "zpool list");
	assert_string_equal(getenv("DOMFERRY_PROGRAM"), "/usr/sbin/zpool");
	/* It is on this machine, and on the site. */
	assert_string_equal(path_take(folder, "/bin/date"), "date");
	assert_string_equal(path_take(folder, "/bin/sh -c x"), "/bin/sh -c x");
	assert_null(getenv("DOMFERRY_PROGRAM"));
	assert_string_equal(path_take(folder, "/bin/date; x"), "/bin/date; x");
	assert_string_equal(path_take(folder, "ldm ls"), "ldm ls");
	assert_string_equal(path_take(folder, ""), "");
	assert_null(path_take(folder, NULL));
}

static void
a_script_is_read_and_a_program_is_not(void **state)
{
	FILE *script = fopen(file, "w");

	(void)state;
	assert_non_null(script);
	fputs("#!/bin/sh\n\n/usr/sbin/zpool list\n", script);
	fclose(script);
	assert_non_null(strstr(said((const char *const []){ "sh", "-x", file,
	    "/sbin/shutdown", NULL }), "script:3: /usr/sbin/zpool"));
	assert_non_null(strstr(said((const char *const []){ file, NULL }),
	    "script:3: /usr/sbin/zpool"));
	assert_string_equal(said((const char *const []){ "/bin/date", NULL }),
	    "");
	assert_string_equal(said((const char *const []){ "sh", NULL }), "");
	assert_string_equal(said((const char *const []){ "cat",
	    "/sbin/shutdown", NULL }), "");
	assert_string_equal(said((const char *const []){ "/nowhere/x",
	    NULL }), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_path_of_a_program_of_the_site_is_refused_with_its_line),
		T(what_is_no_such_path_is_begun),
		T(a_path_that_hides_the_programs_is_refused),
		T(an_argument_may_be_a_path_of_the_site),
		T(the_first_word_of_a_line_is_the_sites),
		T(a_script_is_read_and_a_program_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
