/*
 * What a conversion asks: what would be a wrong answer is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/questions/answering.h"
#include "tests/posts_fixture.h"

/* What is said to a command that begins so at a place; lost if nothing is. */
struct saying {
	const char	*line, *out, *err;
	int		 status;
};

static struct arena arena;
static struct asking asking;
static struct site *site;

static bool
ask(const struct saying *says, const struct op *op, struct answer *answer)
{
	struct output *output;

	asking_begin(&asking, &arena, site, site->names);
	while (!question_answer(&asking, op, answer)) {
		const struct saying *say = says;

		output = asking_wanted(&asking);
		if (output == NULL)
			return false;
		while (say->line != NULL && strncmp(output->line, say->line,
		    strlen(say->line)) != 0)
			say++;
		if (say->line == NULL)
			output_lost(asking.arena, output, NULL);
		else
			output_heard(asking.arena, output, &(struct ended){
			    say->status, say->out, say->err,
			    strlen(say->out), strlen(say->err) });
	}
	return true;
}

static int
begin(void **state)
{
	(void)state;
	site = posts_site(&arena);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static uint32_t
system1(void)
{
	return names_find(site->names, KIND_SOURCE, "system1");
}

static struct op
of_file(enum op_kind kind, const char *file)
{
	struct op op = { .kind = kind, .file = names_put(site->names,
	    KIND_FILE, file) };

	return op;
}

/* It has the name and the addresses of the source, and may answer to them. */
static void
the_guest_is_not_taken_for_its_source(void **state)
{
	struct op op = { .kind = OP_SOURCE_STATE, .source = system1() };
	struct answer answer;

	(void)state;
	assert_true(ask((const struct saying[]){ { "uname", "sun4u\n", "",
	    0 }, { 0 } }, &op, &answer));
	assert_int_equal(answer.state, STATE_RUNNING);
	assert_false(ask((const struct saying[]){ { "uname", "sun4v\n", "",
	    0 }, { 0 } }, &op, &answer));
	assert_true(asking.by_person);
	assert_false(ask((const struct saying[]){ { 0 } }, &op, &answer));
	assert_true(asking.by_person);
}

#define OWN	"/HOST\n Properties:\n  macaddress = 0:3:ba:10:a4:c2\n"

static bool
ask_sp(const char *host, const char *power, struct answer *answer)
{
	struct op op = { .kind = OP_SOURCE_STATE, .source = system1() };
	char said[80];

	snprintf(said, sizeof(said), "/SYS\n Properties:\n  power_state = "
	    "%s\n", power);
	return ask((const struct saying[]){ { "show /HOST", host, "", 0 },
	    { "show /SYS", said, "", 0 }, { 0 } }, &op, answer);
}

/* It proves whose it is; a machine that has power may be at its ok prompt. */
static void
the_service_processor_of_a_source_proves_that_it_is_off(void **state)
{
	struct site_source *source = &site->sources[system1()];
	struct answer answer;

	(void)state;
	source->power_sp = true;
	assert_false(ask_sp(OWN, "Off", &answer));
	assert_true(asking.by_person);
	source->sp.host = "system1-sp";
	assert_true(ask_sp(OWN, "Off", &answer));
	assert_int_equal(answer.state, STATE_OFF);
	assert_false(ask_sp(OWN, "On", &answer));
	assert_true(asking.by_person);
	assert_false(ask_sp("/HOST\n Properties:\n  macaddress = "
	    "0:3:ba:10:a4:c3\n", "Off", &answer));
	assert_false(asking.by_person);
	assert_non_null(strstr(asking.err.text, "hostid of system1 is "
	    "8310a4c2"));
	assert_false(ask_sp("", "Off", &answer));
	assert_false(asking.by_person);
	assert_false(ask_sp(OWN, "Of", &answer));
	assert_false(asking.by_person);
	source->power_sp = false;
	assert_false(ask_sp(OWN, "Off", &answer));
	assert_true(asking.by_person);
}

/* That nobody uses the data proves that applications are stopped, but not that
 * they are disabled. */
static void
only_the_owner_knows_that_applications_are_disabled(void **state)
{
	struct op op = { .kind = OP_SOURCE_STATE, .source = system1(),
	    .value = TEXT_APPLICATIONS };
	struct answer answer;

	(void)state;
	assert_true(ask((const struct saying[]){ { "fuser", "     214",
	    "/data: o\n", 0 }, { 0 } }, &op, &answer));
	assert_int_equal(answer.state, STATE_WRITING);
	assert_false(ask((const struct saying[]){ { "fuser", "",
	    "/data: \n", 0 }, { 0 } }, &op, &answer));
	assert_true(asking.by_person);
	assert_false(ask((const struct saying[]){ { 0 } }, &op, &answer));
	assert_false(asking.by_person);
}

static void
nothing_is_newer_only_if_find_has_come_to_the_mark(void **state)
{
	struct op op = of_file(OP_FRESH_STATE, "/mnt/system1/.frozen");
	struct answer answer;

	(void)state;
	op.source = system1();
	assert_true(ask((const struct saying[]){ { "find",
	    "/var/adm/wtmpx\n/mnt/system1/.frozen\n", "", 0 }, { 0 } }, &op,
	    &answer));
	assert_int_equal(answer.state, STATE_NOTHING_NEWER);
	assert_true(ask((const struct saying[]){ { "find",
	    "/data/a b\n", "find: cannot read dir /data/c: Permission denied"
	    "\n", 1 }, { 0 } }, &op, &answer));
	assert_int_equal(answer.state, STATE_NEWER);
	assert_false(ask((const struct saying[]){ { "find",
	    "/var/adm/wtmpx\n", "", 0 }, { 0 } }, &op, &answer));
	assert_false(ask((const struct saying[]){ { "find",
	    "/mnt/system1/.frozen\n", "find: cannot read dir /data/c: "
	    "Permission denied\n", 1 }, { 0 } }, &op, &answer));
	assert_false(ask((const struct saying[]){ { "find", "", "", 0 },
	    { 0 } }, &op, &answer));
}

#define MOUNTED	"Archive_System:/share - /mnt nfs - no rw\n"

static bool
sums_ask(const char *mounts, const char *out, int status,
    struct answer *answer)
{
	struct op op = of_file(OP_SUMS_STATE, "/mnt/system1/data.tar");

	op.on = 1;
	op.guest = names_find(site->names, KIND_GUEST, "system1");
	op.value = names_put(site->names, KIND_TEXT, "/data");
	return ask((const struct saying[]){ { "mount", mounts, "", 0 },
	    { "ksh", out, "", status }, { 0 } }, &op, answer);
}

/* The source itself would always say "equal". */
static void
sums_are_compared_on_a_disk_of_the_guest(void **state)
{
	static const char on_guest[] = "/dev/dsk/c0d1s0 - /data ufs - no rw\n"
	    MOUNTED;
	struct answer answer;

	(void)state;
	assert_true(sums_ask(on_guest, "equal: 3 files\n", 0, &answer));
	assert_int_equal(answer.state, STATE_EQUAL);
	assert_true(sums_ask(on_guest, "different, < on the source, > here:\n"
	    "< 1 1 ./a\n", 1, &answer));
	assert_int_equal(answer.state, STATE_DIFFERENT);
	assert_false(sums_ask("/dev/dsk/c1t1d0s0 - /data ufs - no rw\n"
	    MOUNTED, "equal: 3 files\n", 0, &answer));
	assert_false(sums_ask("/dev/dsk/c0d0s0 - /data ufs - no rw\n" MOUNTED,
	    "equal: 3 files\n", 0, &answer));
	assert_false(sums_ask(MOUNTED, "equal: 3 files\n", 0, &answer));
	assert_false(sums_ask(on_guest, "equal: 3 fil", 0, &answer));
	assert_false(sums_ask(on_guest, "", 1, &answer));
}

#define CUT_HEADER	"FlAsH-aRcHiVe-2.0\n" \
	"section_begin=identification\nfiles_archived_size=1000\n"
#define HEADER	CUT_HEADER "section_end=identification\n" \
	"section_begin=archive\n"

/* What is said of the archive of the system, with a header and a size. */
static bool
flar_ask(const char *mounts, const char *header, unsigned size,
    struct answer *answer)
{
	struct op op = of_file(OP_ARCHIVE_STATE, "/mnt/system1/system1.flar");

	return ask((const struct saying[]){ { "mount", mounts, "", 0 },
	    { "ls", arena_format(&arena, "-rw-r--r--   1 root     root     "
	    "%u Jan  1 00:00 /mnt/system1/system1.flar\n", size), "", 0 },
	    { "sed", header, "", 0 }, { 0 } }, &op, answer);
}

static void
an_archive_is_complete_if_all_that_its_header_says_is_there(void **state)
{
	unsigned whole = sizeof(HEADER) - 1 + 1000;
	struct answer answer;

	(void)state;
	assert_true(flar_ask(MOUNTED, HEADER, whole, &answer));
	assert_int_equal(answer.state, STATE_COMPLETE);
	assert_true(flar_ask(MOUNTED, HEADER, whole - 1, &answer));
	assert_int_equal(answer.state, STATE_PARTIAL);
	assert_false(flar_ask(MOUNTED, HEADER, whole + 1, &answer));
	/* As long as what came of the header says, which was cut off. */
	assert_false(flar_ask(MOUNTED, CUT_HEADER, sizeof(CUT_HEADER) - 1 +
	    1000, &answer));
	assert_false(flar_ask(MOUNTED, "section_begin=archive\n", whole,
	    &answer));
}

/* Where it is not mounted the folder is empty. */
static void
an_archive_is_looked_at_where_its_share_is_mounted(void **state)
{
	struct answer answer;

	(void)state;
	assert_false(flar_ask("", HEADER, 1, &answer));
	assert_non_null(strstr(asking.err.text, "mounted on no node"));
	assert_false(flar_ask("Other:/share - /mnt nfs - no rw\n", HEADER, 1,
	    &answer));
}

static bool
tar_ask(const char *err, int status, struct answer *answer)
{
	struct op op = of_file(OP_ARCHIVE_STATE, "/mnt/system1/data.tar");

	return ask((const struct saying[]){ { "mount", MOUNTED, "", 0 },
	    { "ls", "-rw-r--r--   1 root     root     10240 Jan  1 00:00 "
	    "/mnt/system1/data.tar\n", "", 0 }, { "tar", "", err, status },
	    { 0 } }, &op, answer);
}

static void
a_tar_file_is_complete_if_tar_reads_it_to_its_end(void **state)
{
	struct answer answer;

	(void)state;
	assert_true(tar_ask("", 0, &answer));
	assert_int_equal(answer.state, STATE_COMPLETE);
	assert_true(tar_ask("tar: tape read error: unexpected EOF\n", 3,
	    &answer));
	assert_int_equal(answer.state, STATE_PARTIAL);
	assert_false(tar_ask("tar: directory checksum error\n", 1, &answer));
	assert_false(tar_ask("tar: a link is odd\n", 0, &answer));
}

static bool
sums_end_ask(const char *last, struct answer *answer)
{
	struct op op = of_file(OP_ARCHIVE_STATE, "/mnt/system1/data.cksum");

	return ask((const struct saying[]){ { "mount", MOUNTED, "", 0 },
	    { "ls", "-rw-r--r--   1 root     root     77 Jan  1 00:00 "
	    "/mnt/system1/data.cksum\n", "", 0 }, { "tail", last, "", 0 },
	    { 0 } }, &op, answer);
}

static void
checksums_are_complete_if_the_last_line_counts_them(void **state)
{
	struct answer answer;

	(void)state;
	assert_true(sums_end_ask("# 12 files\n", &answer));
	assert_int_equal(answer.state, STATE_COMPLETE);
	assert_true(sums_end_ask("1 2 ./a b\n", &answer));
	assert_int_equal(answer.state, STATE_PARTIAL);
	assert_false(sums_end_ask("# 12 fi", &answer));
	assert_false(sums_end_ask("", &answer));
}

/* Of several files that one command names each is there or said not to be. */
static void
a_file_that_ls_does_not_speak_of_is_not_absent(void **state)
{
	struct op op = of_file(OP_DISK_STATE, "/mnt/tools/sums");
	struct answer answer;

	(void)state;
	op.on = 1;
	assert_true(ask((const struct saying[]){ { "ls", "",
	    "/mnt/tools/x/mnt/tools/sums: No such file or directory\n"
	    "/mnt/tools/sums: No such file or directory\n", 2 }, { 0 } },
	    &op, &answer));
	assert_int_equal(answer.state, STATE_ABSENT);
	assert_false(ask((const struct saying[]){ { "ls", "",
	    "/mnt/tools/x/mnt/tools/sums: No such file or directory\n", 2 },
	    { 0 } }, &op, &answer));
	assert_false(ask((const struct saying[]){ { "ls", "", "", 0 },
	    { 0 } }, &op, &answer));
}

/* A list may lack the row. */
static void
a_share_is_not_mounted_only_if_df_says_so(void **state)
{
	struct op op = of_file(OP_SHARE_STATE, "/mnt");
	struct answer answer;

	(void)state;
	op.on = 1;
	assert_true(ask((const struct saying[]){ { "mount", "", "", 0 },
	    { "df", "/                  : ufs\n", "", 0 }, { 0 } }, &op,
	    &answer));
	assert_int_equal(answer.state, STATE_ABSENT);
	assert_false(ask((const struct saying[]){ { "mount", "", "", 0 },
	    { "df", "/mnt               : nfs\n", "", 0 }, { 0 } }, &op,
	    &answer));
	assert_false(ask((const struct saying[]){ { "mount", "", "", 0 },
	    { "df", "/         ", "", 0 }, { 0 } }, &op, &answer));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_guest_is_not_taken_for_its_source),
	    cmocka_unit_test(
	        the_service_processor_of_a_source_proves_that_it_is_off),
	    cmocka_unit_test(
	        only_the_owner_knows_that_applications_are_disabled),
	    cmocka_unit_test(
	        nothing_is_newer_only_if_find_has_come_to_the_mark),
	    cmocka_unit_test(sums_are_compared_on_a_disk_of_the_guest),
	    cmocka_unit_test(
	        an_archive_is_complete_if_all_that_its_header_says_is_there),
	    cmocka_unit_test(
	        an_archive_is_looked_at_where_its_share_is_mounted),
	    cmocka_unit_test(a_tar_file_is_complete_if_tar_reads_it_to_its_end),
	    cmocka_unit_test(
	        checksums_are_complete_if_the_last_line_counts_them),
	    cmocka_unit_test(a_file_that_ls_does_not_speak_of_is_not_absent),
	    cmocka_unit_test(a_share_is_not_mounted_only_if_df_says_so),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
