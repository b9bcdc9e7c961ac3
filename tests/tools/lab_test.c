/*
 * What a lab needs of this machine, what it writes, and how its processes learn
 * that it has ended.
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

#include "core/base/arena.h"
#include "tests/posts_fixture.h"
#include "tools/file.h"
#include "tools/lab/lab_folder.h"
#include "tools/lab/papers.h"
#include "tools/lab/sshd.h"
#include "tools/shell/child.h"

#define T(name) cmocka_unit_test(name)

static const char posts[] = "scenarios/sites/posts.json";

static void
each_place_has_a_name_of_its_own(void **state)
{
	static const char *const wanted[][2] = { { "node1", "node1" },
	    { "node2", "node2" }, { "guest:ldom1", "ldom1" },
	    { "guest:system1", "system1" },
	    { "source:system1", "source-system1" } };
	struct arena arena = { 0 };
	struct places places;

	(void)state;
	places_find(&arena, posts_site(&arena), &places);
	assert_int_equal(places.count, 5);
	for (uint32_t i = 0; i < places.count; i++) {
		assert_string_equal(places.list[i].name, wanted[i][0]);
		assert_string_equal(places.list[i].alias, wanted[i][1]);
	}
	assert_ptr_equal(places_get(&places, KIND_SOURCE, "system1"),
	    &places.list[4]);
	assert_null(places_get(&places, KIND_NODE, "system1"));
	arena_drop(&arena);
}

/* A guest that has the name that a source would get. */
static void
a_name_that_would_be_taken_twice_gets_longer(void **state)
{
	struct arena arena = { 0 };
	struct site_node nodes[2] = { { .hostid = 0 }, { .hostid = 1,
	    .model = "", .sp = { .host = "192.0.2.7" } } };
	struct site_source sources[2] = { { .hostid = 0 }, { .hostid = 0 } };
	struct site site = { .node_count = 1, .guest_count = 3,
	    .source_count = 1, .nodes = nodes, .sources = sources };
	struct places places;

	(void)state;
	names_begin(&arena, site.names);
	names_put(site.names, KIND_NODE, "a");
	names_put(site.names, KIND_GUEST, "source-a");
	names_put(site.names, KIND_GUEST, "a");
	names_put(site.names, KIND_GUEST, "sp-a");
	names_put(site.names, KIND_SOURCE, "a");
	places_find(&arena, &site, &places);
	assert_string_equal(places.list[1].alias, "source-a");
	assert_string_equal(places.list[2].alias, "guest-a");
	assert_string_equal(places.list[4].alias, "source-source-a");
	assert_int_equal(places.count, 6);
	assert_string_equal(places.list[5].name, "sp:a");
	assert_string_equal(places.list[5].alias, "sp-sp-a");
	assert_int_equal(places.list[5].kind, KIND_NONE);
	/* ipmitool speaks no ssh. */
	nodes[1].sp.by = "ipmitool";
	nodes[1].sp.user = nodes[1].sp.credentials = "x";
	places_find(&arena, &site, &places);
	assert_int_equal(places.count, 5);
	/* That of a source comes after those of the nodes. */
	sources[1].hostid = 1;
	sources[1].sp.host = "192.0.2.8";
	places_find(&arena, &site, &places);
	assert_int_equal(places.count, 6);
	assert_string_equal(places.list[5].name, "sp:source:a");
	assert_string_equal(places.list[5].alias, "sp-source-a");
	arena_drop(&arena);
}

static void
the_site_that_is_written_is_simulated_and_reached_by_ssh(void **state)
{
	struct arena arena = { 0 };
	struct site_text site = { 0 }, read = { 0 };
	struct places places;
	struct papers papers = { .home = "/nowhere", .user = "somebody",
	    .places = &places, .site = &site };

	(void)state;
	assert_int_equal(site_open(&arena, posts, &site), EXIT_OK);
	places_find(&arena, site.site, &places);
	site_take(&arena, "site.json", papers_site(&arena, &papers), &read);
	assert_non_null(read.site);
	assert_true(read.site->simulated);
	assert_false(site.site->simulated);
	for (uint32_t i = 1; i <= read.site->node_count; i++) {
		assert_string_equal(read.site->nodes[i].reach.host,
		    names_text(read.site->names, KIND_NODE, i));
		assert_string_equal(read.site->nodes[i].reach.user,
		    "somebody");
	}
	assert_string_equal(read.site->sources[1].reach.host,
	    "source-system1");
	assert_string_equal(read.site->guests[2].contact->reach.by, "ssh");
	assert_int_equal(read.site->device_count, site.site->device_count);
	arena_drop(&arena);
}

static void
a_program_that_is_missing_is_named_with_its_package(void **state)
{
	struct arena arena = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_null(child_find(&arena, "no-such-program", "a-package", &err));
	assert_int_equal(err.code, ERR_PROGRAM_MISSING);
	assert_non_null(strstr(err.text, "no-such-program"));
	assert_non_null(strstr(err.text, "a-package"));
	assert_int_equal(*child_find(&arena, "sh", "", &err), '/');
	arena_drop(&arena);
}

static void
what_a_program_that_fails_has_said_is_handed_on(void **state)
{
	static const char *const fails[] = { "/bin/sh", "-c",
	    "echo; echo the reason >&2; echo more; exit 3", NULL };
	static const char *const unended[] = { "/bin/sh", "-c",
	    "printf why; exit 1", NULL };
	static const char *const dies[] = { "/bin/sh", "-c", "kill -9 $$",
	    NULL };
	static const char *const none[] = { "/nowhere/none", NULL };
	static const char *const fine[] = { "/bin/sh", "-c", "read x || :",
	    NULL };
	struct err err = { 0 };

	(void)state;
	assert_true(child_run(fine, &err));
	assert_false(child_run(fails, &err));
	assert_int_equal(err.code, ERR_PROGRAM_FAILED);
	assert_non_null(strstr(err.text, "(status 3): the reason"));
	assert_null(strstr(err.text, "more"));
	assert_false(child_run(unended, &err));
	assert_non_null(strstr(err.text, "(status 1): why"));
	assert_false(child_run(dies, &err));
	assert_non_null(strstr(err.text, "(signal 9)"));
	assert_false(child_run(none, &err));
	assert_non_null(strstr(err.text, "(status 127)"));
}

/* In a configuration, a PATH, an account or an inventory it would be another
 * path. */
static void
a_folder_that_a_configuration_cannot_name_is_refused(void **state)
{
	struct arena arena = { 0 };
	struct sshd sshd;

	(void)state;
	for (const char *at = "\"'\\%$:#\n\t\x7f\x01"; *at != '\0'; at++) {
		struct err err = { 0 };
		char home[] = "/tmp/a?b";

		*strchr(home, '?') = *at;
		assert_false(sshd_find(&arena, home, NULL, &sshd, &err));
		assert_int_equal(err.code, ERR_USAGE);
	}
	arena_drop(&arena);
}

static void
a_shell_is_the_path_of_a_program(void **state)
{
	static const char *const wrong[] = { "ksh", "/nowhere/ksh",
	    "/bin/sh -x", "" };
	struct arena arena = { 0 };
	struct account account;
	struct err err = { 0 };

	(void)state;
	assert_true(account_find(&arena, NULL, &account, &err));
	assert_string_equal(account.shell, "/bin/sh");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err = (struct err){ 0 };
		assert_false(account_find(&arena, wrong[i], &account, &err));
		assert_int_equal(err.code, ERR_USAGE);
	}
	arena_drop(&arena);
}

static void
a_login_shell_that_starts_nothing_is_refused(void **state)
{
	static const char *const shells[] = { "/bin/false", "/nowhere/sh",
	    "sh" };
	struct account account = { .user = "somebody", .shell = "/bin/sh",
	    .login_shell = "/bin/sh" };
	struct err err = { 0 };

	(void)state;
	assert_true(account_prove(&account, &err));
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		err = (struct err){ 0 };
		account.login_shell = shells[i];
		assert_false(account_prove(&account, &err));
		assert_int_equal(err.code, ERR_PROGRAM_FAILED);
	}
}

static void
a_lab_lives_as_long_as_its_end_of_the_pipe(void **state)
{
	struct arena arena = { 0 };
	char home[] = "/tmp/domferry-lab-XXXXXX";
	struct err err = { 0 };
	int alive;

	(void)state;
	assert_non_null(mkdtemp(home));
	assert_false(lab_folder_lives(&arena, home));
	assert_true(lab_folder_make(&arena, home, &err));
	alive = lab_folder_live(&arena, home, &err);
	assert_true(alive >= 0);
	assert_true(lab_folder_lives(&arena, home));
	close(alive);
	assert_false(lab_folder_lives(&arena, home));
	assert_true(lab_folder_await_end(&arena, home));
	/* What one that was killed has left is no obstacle. */
	assert_true(lab_folder_write(&arena, home, "lab/passwd", "x", &err));
	assert_true(lab_folder_make(&arena, home, &err));
	assert_int_not_equal(access(lab_folder_path(&arena, home,
	    "lab/passwd"), F_OK), 0);
	lab_folder_clear(&arena, home);
	assert_int_equal(rmdir(home), 0);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(each_place_has_a_name_of_its_own),
		T(a_name_that_would_be_taken_twice_gets_longer),
		T(the_site_that_is_written_is_simulated_and_reached_by_ssh),
		T(a_program_that_is_missing_is_named_with_its_package),
		T(what_a_program_that_fails_has_said_is_handed_on),
		T(a_folder_that_a_configuration_cannot_name_is_refused),
		T(a_shell_is_the_path_of_a_program),
		T(a_login_shell_that_starts_nothing_is_refused),
		T(a_lab_lives_as_long_as_its_end_of_the_pipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
