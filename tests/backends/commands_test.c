/*
 * What is typed, and what a typed line means.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/commands/words.h"
#include "tests/posts_fixture.h"
#include "tools/report/printed.h"

enum { ROOM = 16384 };

static bool
reads(struct site *site, const char *line, struct op *op, struct err *err)
{
	const struct lexicon lexicon = { site, site->names };

	return command_read(&lexicon, line, 1, op, err);
}

static void
every_change_has_a_command(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		assert_true((command_row_of(kind) != NULL) ==
		    (!op_table[kind].question && kind != OP_PAUSE));
}

/* Every question with all its fields: -v prints that command, with the names of
 * what is asked. */
static void
every_question_has_a_command(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		struct op op = { .kind = kind };
		const char *line;

		if (!op_table[kind].question)
			continue;
		for (unsigned f = 0; f < FIELDS; f++)
			if ((op_table[kind].takes & TAKES(f)) != 0)
				op.field[f] = 1;
		line = command_question(&arena, site, &op);
		assert_int_not_equal(*line, '\0');
		assert_null(strchr(line, '%'));
		assert_null(strstr(line, "  "));
		assert_int_not_equal(line[strlen(line) - 1], ' ');
	}
	arena_drop(&arena);
}

/* A name with a placeholder's look stays a name, and a shell gets it as one
 * word. */
static void
a_question_names_its_object_as_one_word(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct op op = { .kind = OP_DISK_STATE, .on = 1, .file = names_put(
	    site->names, KIND_FILE, "/a b/%file;c") };

	(void)state;
	assert_string_equal(command_question(&arena, site, &op),
	    "ls -ld /a\\ b/%file\\;c");
	op = (struct op){ .kind = OP_DEVICE_STATE, .on = 1, .device = 1,
	    .value = TEXT_LABEL };
	assert_string_equal(command_question(&arena, site, &op),
	    arena_format(&arena, "prtvtoc /dev/did/rdsk/%ss2",
	    names_text(site->names, KIND_DEVICE, 1)));
	arena_drop(&arena);
}

/* The disks of a guest, and what is in a folder of a share, are asked about by
 * one command; a file elsewhere is not: its neighbour may be where a share is
 * mounted whose server is down. */
static void
files_of_a_folder_are_asked_about_together(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct op op = { .kind = OP_DISK_STATE, .on = 1,
	    .file = names_put(site->names, KIND_FILE, "/mnt/new/one") };

	(void)state;
	names_put(site->names, KIND_FILE, "/mnt/new/one/below");
	names_put(site->names, KIND_FILE, "/mnt/new");
	names_put(site->names, KIND_FILE, "/mnt/news");
	names_put(site->names, KIND_FILE, "/mnt/new/two three");
	assert_string_equal(command_question(&arena, site, &op),
	    "ls -ld /mnt/new/one /mnt/new/one/below");
	op.file = names_find(site->names, KIND_FILE, "/mnt/new/two three");
	assert_string_equal(command_question(&arena, site, &op), "ls -ld "
	    "/mnt/new/one /mnt/new /mnt/new/two\\ three");
	names_put(site->names, KIND_FILE, "/etc/one");
	op.file = names_put(site->names, KIND_FILE, "/etc/two");
	assert_string_equal(command_question(&arena, site, &op),
	    "ls -ld /etc/two");
	arena_drop(&arena);
}

/* What a conversion asks of the source and in the guest. */
static void
a_conversion_asks_with_its_own_scripts(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	uint32_t guest = names_find(site->names, KIND_GUEST, "system1");
	struct op fresh = { .kind = OP_FRESH_STATE,
	    .source = site->guests[guest].source, .file = names_put(
	    site->names, KIND_FILE, "/mnt/system1/.frozen") };
	struct op sums = { .kind = OP_SUMS_STATE, .on = 1, .guest = guest,
	    .file = names_put(site->names, KIND_FILE,
	    "/mnt/system1/data.tar"),
	    .value = names_put(site->names, KIND_TEXT, "/data") };
	struct op users = { .kind = OP_SOURCE_STATE, .source = fresh.source,
	    .value = TEXT_APPLICATIONS };

	(void)state;
	assert_string_equal(command_question(&arena, site, &fresh),
	    "find / /app /export/home /opt /var /data "
	    "/mnt/system1/.frozen -mount \\( -newer "
	    "/mnt/system1/.frozen -o -name .frozen \\) -type f -print");
	assert_string_equal(command_question(&arena, site, &sums), "mount -p; "
	    "ksh /mnt/tools/sums -c /data /mnt/system1/data.cksum");
	assert_string_equal(command_question(&arena, site, &users),
	    "fuser -c /data # if nobody uses them, the owner is asked");
	site->sources[fresh.source].exclude_count = 0;
	assert_string_equal(command_question(&arena, site, &users),
	    "# if nobody uses them, the owner is asked");
	arena_drop(&arena);
}

/* Compare the lines of a step with the next ones of a file. */
static void
step_is_next(const struct printed *printed, FILE *file)
{
	static char line[ROOM], mine[ROOM];

	for (unsigned i = 0; i < printed->count; i++) {
		assert_non_null(fgets(line, sizeof(line), file));
		snprintf(mine, sizeof(mine), "%s\n", printed->line[i]);
		assert_string_equal(mine, line);
	}
}

/* A plan line by line, as plan --commands prints it after its head, is in that
 * file.  How many lines are commands. */
static uint32_t
plan_lines(const char *job, const char *path)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, job);
	FILE *file = fopen(path, "r");
	struct printed printed;
	uint32_t commands = 0;

	assert_non_null(file);
	for (uint32_t i = 0; i < plan->step_count; i++) {
		printed_step(&arena, plan, i, NUMBER_OPEN, &printed);
		step_is_next(&printed, file);
		for (unsigned n = 0; n < printed.count; n++)
			commands += printed.line[n][0] != '#';
	}
	assert_int_equal(fgetc(file), EOF);
	fclose(file);
	arena_drop(&arena);
	return commands;
}

static void
the_plan_of_create_is_the_post(void **state)
{
	(void)state;
	assert_int_equal(plan_lines("create ldom1",
	    "tests/commands/create-ldom1.txt"), 67);
}

static void
the_plan_of_a_conversion_is_the_other_post(void **state)
{
	(void)state;
	assert_int_equal(plan_lines("p2v system1",
	    "tests/commands/p2v-system1.txt"), 64);
}

static void
a_migration_is_typed_as_the_runbook_has_it(void **state)
{
	(void)state;
	assert_int_equal(plan_lines("migrate ldom1",
	    "tests/commands/migrate-ldom1.txt"), 10);
}

static void
maintenance_is_typed_as_the_runbook_has_it(void **state)
{
	(void)state;
	assert_int_equal(plan_lines("maintain ldom1",
	    "tests/commands/maintain-ldom1.txt"), 6);
	assert_int_equal(plan_lines("maintain ldom1 --set vcpus=16 "
	    "--set memory=24G", "tests/commands/maintain-ldom1-live.txt"), 4);
}

static void
a_retirement_is_typed_as_the_runbook_has_it(void **state)
{
	(void)state;
	assert_int_equal(plan_lines("retire ldom1 --destroy-data d14",
	    "tests/commands/retire-ldom1.txt"), 17);
}

/* What words cannot say is left out; what they say is so. */
static bool
says_nothing_else(const struct op *op, const struct op *read)
{
	for (enum field f = 0; f < FIELDS; f++)
		if (read->field[f] != 0 && read->field[f] != op->field[f])
			return false;
	return read->number == 0 || read->number == op->number;
}

/* At a console, or by a person's word. */
static bool
is_told_otherwise(const struct op *op)
{
	return op_table[op->kind].person || op->kind == OP_GUEST_INSTALL ||
	    op->kind == OP_GUEST_UPGRADE;
}

/* Typed at its place, each command means the operation that it is for.  How
 * many leave something otherwise. */
static unsigned
read_back(const char *job)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, job);
	struct err err = { 0 };
	unsigned otherwise = 0;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct lexicon lexicon = { site, site->names };
		struct op op = plan->steps[i].op, read;

		if (plan->steps[i].kind != STEP_CHANGE ||
		    is_told_otherwise(&op))
			continue;
		if (!command_read(&lexicon, command_text(&arena, site, &op),
		    op_place(&op), &read, &err))
			fail_msg("%s", err.text);
		if (op_table[op.kind].inside)	/* where the guest runs */
			read.on = op.on;
		/* A script is written as any other file is. */
		if (op.kind == OP_SCRIPT_WRITE)
			op.kind = OP_FILE_WRITE;
		if (op.kind == OP_GROUP_ONLINE)	/* where its list begins */
			read.to = op.to;
		assert_string_equal(op_table[read.kind].name,
		    op_table[op.kind].name);
		assert_true(says_nothing_else(&op, &read));
		otherwise += !op_equal(&op, &read);
	}
	arena_drop(&arena);
	return otherwise;
}

static void
every_command_of_a_plan_is_read_back(void **state)
{
	static const struct {
		const char	*job;
		unsigned	 otherwise;
	} jobs[] = {
		{ "create ldom1", 0 }, { "migrate ldom1", 0 },
		{ "maintain ldom1 --set hostid=1f --set vcpus=12", 0 },
		{ "maintain ldom1 --set memory=12G", 0 },
		/* what is removed, unmounted, shut down */
		{ "p2v system1", 5 }, { "p2v system1 --keep-iso", 3 },
		{ "retire ldom1 --destroy-data d14", 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++)
		assert_int_equal(read_back(jobs[i].job), jobs[i].otherwise);
}

static void
the_posts_own_spelling_is_understood(void **state)
{
	static const struct {
		const char	*line;
		enum op_kind	 kind;
	} typed[] = {
		{ "ldm add-vswitch net-dev=nxge0 primary-vsw0 primary",
		    OP_VSW_ADD },
		{ "ldm add-vdiskserver primary-vds0 primary", OP_VDS_ADD },
		{ "ldm stop ldom1", OP_GUEST_STOP },
		{ "ldm stop -f ldom1", OP_GUEST_STOP },
		{ "ldm unbind ldom1", OP_GUEST_UNBIND },
		{ "ldm set-dom hostid=82a85641 ldom1", OP_GUEST_HOSTID },
		{ "clrs create -g ldom1-rg -t HAStoragePlus "
		    "-p Zpools=zpool_ldom1 ldom1-fs-rs", OP_RESOURCE_CREATE },
		{ "zpool import -f zpool_ldom1", OP_POOL_IMPORT },
		{ "clresourcegroup switch -n node2 ldom1-rg",
		    OP_GROUP_SWITCH },
		{ "clrs clear -f STOP_FAILED -n node1 ldom1-fs-rs",
		    OP_RESOURCE_CLEAR },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct op op;

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		assert_true(reads(site, typed[i].line, &op, &err));
		assert_int_equal(op.kind, typed[i].kind);
		assert_true(op_valid(&op));
	}
	arena_drop(&arena);
}

static void
a_force_is_read_as_one(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct op op;

	(void)state;
	assert_true(reads(site, "zpool import -f zpool_ldom1", &op, &err));
	assert_int_equal(op.forced, 1);
	assert_true(reads(site, "zpool import zpool_ldom1", &op, &err));
	assert_int_equal(op.forced, 0);
	arena_drop(&arena);
}

static void
double_slashes_are_one(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct op op;

	(void)state;
	assert_true(reads(site, "ldm add-vdsdev //zpool_ldom1//ldom1/disk0 "
	    "ldom1-vol0@primary-vds0", &op, &err));
	assert_string_equal(names_text(site->names, KIND_FILE, op.file),
	    "/zpool_ldom1/ldom1/disk0");
	arena_drop(&arena);
}

static void
a_typographic_dash_is_refused_with_a_word(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct op op;

	(void)state;
	assert_false(reads(site, "clrg switch \xe2\x80\x93n node2 ldom1-rg",
	    &op, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, "dash"));
	arena_drop(&arena);
}

static void
what_is_not_known_is_reported_as_unknown(void **state)
{
	static const char *const lines[] = { "reboot", "ldm", "ldm stop",
	    "zpool create", "clrg switch -n node2", "mkfile 100 /x", "" };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct op op;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct err err = { 0 };

		assert_false(reads(site, lines[i], &op, &err));
		assert_true(err.code == ERR_UNSUPPORTED ||
		    err.code == ERR_USAGE);
	}
	arena_drop(&arena);
}

static void
a_word_that_a_shell_would_change_has_backslashes(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct op op = { .kind = OP_GUEST_VARIABLE, .on = 1, .guest = 1,
	    .value = names_put(site->names, KIND_TEXT, "auto-boot?=true") };

	(void)state;
	assert_string_equal(command_text(&arena, site, &op),
	    "ldm set-variable auto-boot\\?=true ldom1");
	arena_drop(&arena);
}

static void
a_label_is_read_from_standard_input(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "create ldom1");
	struct command command;

	(void)state;
	command_words(&arena, site, &plan->steps[0].op, &command);
	assert_int_equal(command.count, 4);
	assert_string_equal(command.input,
	    "2 5 00 0 536870912\n6 4 00 0 536870912\n");
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change_has_a_command),
		cmocka_unit_test(every_question_has_a_command),
		cmocka_unit_test(a_question_names_its_object_as_one_word),
		cmocka_unit_test(files_of_a_folder_are_asked_about_together),
		cmocka_unit_test(a_conversion_asks_with_its_own_scripts),
		cmocka_unit_test(the_plan_of_create_is_the_post),
		cmocka_unit_test(the_plan_of_a_conversion_is_the_other_post),
		cmocka_unit_test(a_migration_is_typed_as_the_runbook_has_it),
		cmocka_unit_test(maintenance_is_typed_as_the_runbook_has_it),
		cmocka_unit_test(a_retirement_is_typed_as_the_runbook_has_it),
		cmocka_unit_test(every_command_of_a_plan_is_read_back),
		cmocka_unit_test(the_posts_own_spelling_is_understood),
		cmocka_unit_test(a_force_is_read_as_one),
		cmocka_unit_test(double_slashes_are_one),
		cmocka_unit_test(a_typographic_dash_is_refused_with_a_word),
		cmocka_unit_test(what_is_not_known_is_reported_as_unknown),
		cmocka_unit_test(
		    a_word_that_a_shell_would_change_has_backslashes),
		cmocka_unit_test(a_label_is_read_from_standard_input),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
