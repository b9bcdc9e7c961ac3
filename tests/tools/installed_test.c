/*
 * What a machine has, and which commands are its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "tools/host/installed.h"

enum { PATH_BYTES = 256 };

static void
a_machine_with_the_real_programs_is_refused(void **state)
{
	static const char *const folders[] = { "opt", "opt/SUNWldm",
	    "opt/SUNWldm/bin" };
	char root[] = "/tmp/domferry-installed-XXXXXX", path[PATH_BYTES];
	struct err err = { 0 };
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(root));
	assert_true(installed_refuse(root, &err));
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", root, folders[i]);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	assert_true(installed_refuse(root, &err));
	snprintf(path, sizeof(path), "%s/opt/SUNWldm/bin/ldm", root);
	file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
	assert_false(installed_refuse(root, &err));
	assert_int_equal(err.code, ERR_GUARDED);
	assert_non_null(strstr(err.text, "/opt/SUNWldm/bin/ldm"));
	unlink(path);
	for (size_t i = 3; i-- > 0;) {
		snprintf(path, sizeof(path), "%s/%s", root, folders[i]);
		rmdir(path);
	}
	rmdir(root);
}

static bool
is_script(const char *one, const char *other)
{
	const char *const words[] = { one, other };

	return installed_is_script(words, other != NULL ? 2 : 1);
}

static void
a_shell_reads_what_this_machine_has(void **state)
{
	(void)state;
	assert_true(is_script("sh", "tests/run"));
	assert_true(is_script("sh", "-c"));
	assert_true(is_script("sh", NULL));
	assert_true(is_script("bash", "/nowhere"));
	assert_true(is_script("tests/run", NULL));
	/* Those are the site's. */
	assert_false(is_script("sh", "/mnt/tools/sums"));
	assert_false(is_script("ldm", "ls"));
	assert_false(is_script("/usr/bin/cat", "/etc/passwd"));
	assert_false(is_script("/usr/sbin/zpool", "list"));
	assert_false(is_script("/nowhere/tool", NULL));
	assert_false(installed_is_script(NULL, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_machine_with_the_real_programs_is_refused),
		cmocka_unit_test(a_shell_reads_what_this_machine_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
