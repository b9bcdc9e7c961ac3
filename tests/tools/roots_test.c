/*
 * The files of a simulated site below a folder: what is put there, what comes
 * back, and that no link leads out of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "tests/posts_fixture.h"
#include "tools/host/tree.h"
#include "tools/shell/beneath.h"
#include "tools/shell/roots_files.h"

#define T(name) cmocka_unit_test(name)

enum { PATH_BYTES = 512 };

struct fixture {
	struct arena	 arena;
	struct stage	 stage;
	struct roots	 roots;
	char		 folder[PATH_BYTES / 2];
};

static void
folder_begin(struct fixture *fixture)
{
	*fixture = (struct fixture){ .folder = "/tmp/domferry-roots-XXXXXX" };
	assert_non_null(mkdtemp(fixture->folder));
	fixture->roots.root = open(fixture->folder, O_RDONLY | O_DIRECTORY |
	    O_CLOEXEC);
	assert_true(fixture->roots.root >= 0);
}

static void
folder_end(struct fixture *fixture)
{
	close(fixture->roots.root);
	tree_remove(fixture->folder);
}

/* A site with ldom1 on node1, and its files. */
static void
begin(struct fixture *fixture)
{
	static const char *const begin[] = { "create ldom1" };
	struct err err = { 0 };

	folder_begin(fixture);
	assert_true(stage_make(&fixture->stage, &fixture->arena,
	    &(struct stage_from){ posts_site(&fixture->arena), begin, 1 },
	    &err));
	fixture->stage.roots = &fixture->roots;
	assert_true(beneath_folder(fixture->roots.root, "node1/etc"));
	roots_show(&fixture->roots, &fixture->stage);
}

static void
end(struct fixture *fixture)
{
	shown_drop(&fixture->roots.shown);
	stage_drop(&fixture->stage);
	arena_drop(&fixture->arena);
	folder_end(fixture);
}

static const char *
path_of(const struct fixture *fixture, const char *name)
{
	static char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/%s", fixture->folder, name);
	return path;
}

static void
file_write(const struct fixture *fixture, const char *name, const char *text)
{
	FILE *file = fopen(path_of(fixture, name), "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static const char *
file_text(const struct fixture *fixture, const char *name)
{
	static char text[PATH_BYTES];
	FILE *file = fopen(path_of(fixture, name), "r");
	size_t n = file != NULL ? fread(text, 1, sizeof(text) - 1, file) : 0;

	if (file != NULL)
		fclose(file);
	text[n] = '\0';
	return text;
}

static bool
is_there(const struct fixture *fixture, const char *name)
{
	struct stat found;

	return lstat(path_of(fixture, name), &found) == 0;
}

static int64_t
size_of(const struct fixture *fixture, const char *name)
{
	struct stat found;

	return lstat(path_of(fixture, name), &found) == 0 ? found.st_size :
	    -1;
}

/* A line at a node, to its end; what was said on standard error is in
 * caller->err. */
static void
type(struct fixture *fixture, struct caller *caller, const char *line)
{
	stage_line(&fixture->stage, caller, line);
	while (caller->waits)
		stage_step(&fixture->stage, stage_next_ms(&fixture->stage));
	roots_show(&fixture->roots, &fixture->stage);
}

/* What a caller at node1 is told of what the script has done. */
static const char *
gathered(struct fixture *fixture)
{
	static char said[PATH_BYTES];
	struct caller caller = { .place = 1 };

	roots_gather(&fixture->roots, &fixture->stage, &caller);
	roots_show(&fixture->roots, &fixture->stage);
	snprintf(said, sizeof(said), "%s", buffer_text(&caller.err));
	caller_drop(&caller);
	return said;
}

static const char *
printed(struct fixture *fixture, const char *line)
{
	static char out[PATH_BYTES];
	struct caller caller = { .place = 1 };

	type(fixture, &caller, line);
	snprintf(out, sizeof(out), "%s", buffer_text(&caller.out));
	caller_drop(&caller);
	return out;
}

static void
a_pool_is_where_it_is_imported(void **state)
{
	struct caller caller = { .place = 1 };
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	assert_true(is_there(&fixture, "node1/zpool_ldom1"));
	assert_false(is_there(&fixture, "node2/zpool_ldom1"));
	assert_int_equal(size_of(&fixture,
	    ".domferry/pools/zpool_ldom1/ldom1/disk0"), 107374182400);
	file_write(&fixture, ".domferry/pools/zpool_ldom1/note", "own");
	type(&fixture, &caller, "clrg switch -n node2 ldom1-rg");
	assert_false(is_there(&fixture, "node1/zpool_ldom1"));
	assert_true(is_there(&fixture, "node2/zpool_ldom1"));
	assert_string_equal(file_text(&fixture,
	    ".domferry/pools/zpool_ldom1/note"), "own");
	caller_drop(&caller);
	end(&fixture);
}

static void
what_is_written_and_removed_is_done_in_the_world(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	assert_string_equal(gathered(&fixture), "");
	file_write(&fixture, "node1/etc/ldmp2v.conf", "VSW=\"x\"\n");
	assert_string_equal(gathered(&fixture), "");
	assert_string_equal(printed(&fixture, "cat /etc/ldmp2v.conf"),
	    "VSW=\"x\"\n");
	assert_false(is_there(&fixture, "node2/etc/ldmp2v.conf"));
	file_write(&fixture, "node1/etc/ldmp2v.conf", "VSW=\"y\"\n");
	assert_string_equal(gathered(&fixture), "");
	assert_string_equal(printed(&fixture, "cat /etc/ldmp2v.conf"),
	    "VSW=\"y\"\n");
	unlink(path_of(&fixture, ".domferry/pools/zpool_ldom1/ldom1/disk1"));
	assert_string_equal(gathered(&fixture), "");
	assert_string_equal(printed(&fixture, "ls /zpool_ldom1/ldom1"),
	    "disk0\n");
	end(&fixture);
}

/* However it was touched. */
static void
what_is_as_it_was_changes_nothing(void **state)
{
	char world[PATH_BYTES];
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	snprintf(world, sizeof(world), "%s", printed(&fixture, "digest"));
	assert_string_not_equal(world, "");
	assert_int_equal(utimensat(AT_FDCWD, path_of(&fixture,
	    ".domferry/pools/zpool_ldom1/ldom1/disk0"), NULL, 0), 0);
	assert_string_equal(gathered(&fixture), "");
	assert_string_equal(printed(&fixture, "digest"), world);
	file_write(&fixture, ".domferry/pools/zpool_ldom1/ldom1/disk0", "x");
	assert_string_equal(gathered(&fixture), "");
	assert_string_not_equal(printed(&fixture, "digest"), world);
	end(&fixture);
}

static void
what_the_world_does_not_take_over_is_said_and_undone(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	file_write(&fixture, ".domferry/disks/d14", "label");
	assert_string_equal(gathered(&fixture), "domferry: not simulated: what "
	    "was done to the file /dev/did/rdsk/d14\n");
	assert_string_equal(file_text(&fixture, ".domferry/disks/d14") + 5,
	    "");
	assert_true(size_of(&fixture, ".domferry/disks/d14") > 5);
	assert_string_equal(gathered(&fixture), "");
	end(&fixture);
}

/* Whether the call is for the real program. */
static bool
declined(struct fixture *fixture, const char *folder, const char *program,
    const char *file)
{
	const char *words[] = { program, "add-vdsdev", file };
	const char *two[] = { program, file };
	bool is_ldm = strcmp(program, "ldm") == 0;
	struct host_words typed = { folder, is_ldm ? words : two,
	    is_ldm ? 3 : 2 };
	struct caller caller = { .place = 1 };
	bool declines = fixture->stage.host.declines(&fixture->stage.host,
	    &caller, &typed);

	assert_string_equal(buffer_text(&caller.err), "");
	caller_drop(&caller);
	return declines;
}

static void
files_of_which_the_world_knows_nothing_are_the_scripts(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	printed(&fixture, "mount Archive_System:/share /mnt");
	assert_true(declined(&fixture, "", "cat", "/tmp/log"));
	assert_false(declined(&fixture, "", "ldm", "/tmp/log"));
	assert_false(declined(&fixture, "", "cat", "/etc/ldmp2v.conf"));
	assert_false(declined(&fixture, "", "cat",
	    "//zpool_ldom1//ldom1/disk0"));
	assert_true(declined(&fixture, "", "/usr/bin/rm",
	    "/zpool_ldom1/note"));
	assert_true(declined(&fixture, "/zpool_ldom1", "rm", "note"));
	assert_false(declined(&fixture, "/zpool_ldom1/ldom1", "rm", "disk0"));
	/* Its server may be down. */
	assert_false(declined(&fixture, "", "cat", "/mnt/note"));
	/* A program is no file. */
	assert_false(declined(&fixture, "", "cp", "/usr/sbin/ldmp2v"));
	end(&fixture);
}

static void
a_file_in_a_pool_that_a_command_names_is_a_disk(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	file_write(&fixture, ".domferry/pools/zpool_ldom1/ldom1/new",
	    "twelve bytes");
	assert_false(declined(&fixture, "", "ldm",
	    "//zpool_ldom1/ldom1/new"));
	assert_string_equal(printed(&fixture, "ls /zpool_ldom1/ldom1"),
	    "disk0\ndisk1\nnew\n");
	end(&fixture);
}

static void
a_pool_in_which_a_shell_is_cannot_be_exported(void **state)
{
	struct fixture fixture;
	const struct pool_row *row;

	(void)state;
	begin(&fixture);
	row = world_pool(sim_world(fixture.stage.sandbox->simulated.sim),
	    names_find(fixture.stage.site->names, KIND_POOL, "zpool_ldom1"));
	declined(&fixture, "/zpool_ldom1/ldom1", "ldm", "ls");
	assert_int_equal(row->busy, 2);
	/* It is in none of node2. */
	roots_stand(&fixture.roots, &fixture.stage, 2, "/zpool_ldom1");
	assert_int_equal(row->busy, 0);
	roots_stand(&fixture.roots, &fixture.stage, 1, "/zpool_ldom1");
	assert_int_equal(row->busy, 2);
	declined(&fixture, "/tmp", "ldm", "ls");
	assert_int_equal(row->busy, 0);
	end(&fixture);
}

/* A folder beside, to which a script has put a link. */
static void
no_link_is_followed(void **state)
{
	struct fixture fixture, other;
	struct stat found;

	(void)state;
	folder_begin(&fixture);
	folder_begin(&other);
	file_write(&other, "file", "other");
	assert_int_equal(symlink(other.folder, path_of(&fixture, "out")), 0);
	assert_false(beneath_file(fixture.roots.root, "out/file", "mine", 4,
	    4));
	assert_false(beneath_folder(fixture.roots.root, "out/folder"));
	assert_false(beneath_link(fixture.roots.root, "out/link", "mine"));
	assert_false(beneath_remove(fixture.roots.root, "out/file"));
	assert_int_equal(beneath_open(fixture.roots.root, "out/file"), -1);
	beneath_look(fixture.roots.root, "out/file", &found);
	assert_int_equal(found.st_mode, 0);
	assert_string_equal(file_text(&other, "file"), "other");
	assert_false(is_there(&other, "folder") || is_there(&other, "link"));
	/* Of the last part, too. */
	assert_int_equal(symlink(arena_format(&other.arena, "%s/file",
	    other.folder), path_of(&fixture, "last")), 0);
	assert_int_equal(beneath_open(fixture.roots.root, "last"), -1);
	assert_true(beneath_file(fixture.roots.root, "last", "mine", 4, 4));
	assert_string_equal(file_text(&other, "file"), "other");
	arena_drop(&other.arena);
	folder_end(&other);
	folder_end(&fixture);
}

/* A pipe with a name would wait for its writer. */
static void
nothing_but_a_file_is_read(void **state)
{
	struct fixture fixture;

	(void)state;
	folder_begin(&fixture);
	assert_int_equal(mkfifo(path_of(&fixture, "pipe"), 0600), 0);
	assert_int_equal(beneath_open(fixture.roots.root, "pipe"), -1);
	assert_int_equal(beneath_open(fixture.roots.root, "nothing"), -1);
	assert_true(beneath_remove(fixture.roots.root, "nothing"));
	assert_true(beneath_remove(fixture.roots.root, "no/thing"));
	folder_end(&fixture);
}

/* Where the folder of a pool was made before the pool has come. */
static void
a_link_takes_the_place_of_an_empty_folder_only(void **state)
{
	struct fixture fixture;

	(void)state;
	folder_begin(&fixture);
	assert_true(beneath_folder(fixture.roots.root, "node1/pool"));
	assert_true(beneath_link(fixture.roots.root, "node1/pool", "/a"));
	assert_true(beneath_link(fixture.roots.root, "node1/pool", "/b"));
	assert_true(beneath_remove(fixture.roots.root, "node1/pool"));
	assert_true(beneath_folder(fixture.roots.root, "node1/pool/full"));
	assert_false(beneath_link(fixture.roots.root, "node1/pool", "/a"));
	assert_true(is_there(&fixture, "node1/pool/full"));
	folder_end(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_pool_is_where_it_is_imported),
		T(what_is_written_and_removed_is_done_in_the_world),
		T(what_is_as_it_was_changes_nothing),
		T(what_the_world_does_not_take_over_is_said_and_undone),
		T(files_of_which_the_world_knows_nothing_are_the_scripts),
		T(a_file_in_a_pool_that_a_command_names_is_a_disk),
		T(a_pool_in_which_a_shell_is_cannot_be_exported),
		T(no_link_is_followed),
		T(nothing_but_a_file_is_read),
		T(a_link_takes_the_place_of_an_empty_folder_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
