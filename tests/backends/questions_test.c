/*
 * What an output does not say is no answer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/questions/answering.h"
#include "tests/posts_fixture.h"

/* What is said to a command that begins so; the status is that of failure if
 * there is nothing on standard output.  NULL: its place does not answer. */
struct saying {
	const char	*line, *out, *err;
};

static struct arena arena;
static struct asking asking;
static const char *asked;		/* the commands, a line each */
static bool	 undeclared;		/* the site declares no files */

static const struct saying *
saying_of(const struct saying *say, const char *line)
{
	while (say->line != NULL && strncmp(line, say->line,
	    strlen(say->line)) != 0)
		say++;
	return say;
}

/* Ask until there is an answer; false: there is none. */
static bool
ask(const struct saying *says, const struct op *op, struct answer *answer)
{
	struct site *site = posts_site(&arena);
	struct output *output;

	asked = "";
	if (undeclared)
		site->file_count = 0;
	asking_begin(&asking, &arena, site, site->names);
	while (!question_answer(&asking, op, answer)) {
		const struct saying *say;

		output = asking_wanted(&asking);
		if (output == NULL)
			return false;
		asked = arena_format(&arena, "%s%s\n", asked, output->line);
		say = saying_of(says, output->line);
		if (say->line == NULL || say->out == NULL)
			output_lost(asking.arena, output, NULL);
		else
			output_heard(asking.arena, output, &(struct ended){
			    *say->err != '\0', say->out, say->err,
			    strlen(say->out), strlen(say->err) });
	}
	return true;
}

static struct op
guest_question(void)
{
	return (struct op){ .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };
}

#define PRIMARY	"VERSION 1.6\nDOMAIN|name=primary|state=active|flags=normal," \
	"control,vio-service|cons=SP|ncpu=16|mem=1024|util=0.2|uptime=0\n"

static void
what_no_list_has_is_absent_only_if_it_is_said(void **state)
{
	const struct saying lost[] = {
		{ "ldm list-bindings -p", PRIMARY, "" },
		{ "ldm list-domain -p ldom1", "", "LDom manager is busy\n" },
		{ NULL, NULL, NULL },
	}, said[] = {
		{ "ldm list-bindings -p", PRIMARY, "" },
		{ "ldm list-domain -p ldom1", "", "LDom ldom1 not found\n" },
		{ NULL, NULL, NULL },
	};
	struct op op = guest_question();
	struct answer answer;

	(void)state;
	assert_false(ask(lost, &op, &answer));
	assert_true(ask(said, &op, &answer));
	assert_int_equal(answer.state, STATE_ABSENT);
}

static void
a_command_that_fails_answers_nothing(void **state)
{
	const struct saying says[] = {
		{ "ldm list-bindings -p", PRIMARY, "Failed to connect\n" },
		{ "ldm list-domain -p ldom1", "", "LDom ldom1 not found\n" },
		{ NULL, NULL, NULL },
	};
	struct op op = guest_question();
	struct answer answer;

	(void)state;
	assert_false(ask(says, &op, &answer));
	assert_non_null(strstr(asking.err.text, "Failed to connect"));
}

#define STATUS(node2) "\n=== Cluster Nodes ===\n\n--- Node Status ---\n\n" \
	"Node Name                                       Status\n" \
	"---------                                       ------\n" \
	"node1                                           Online\n" \
	"node2                                           " node2 "\n\n"

#define IMPORTABLE "  pool: zpool_ldom1\n    id: 17\n state: ONLINE\n" \
	"status: The pool was last accessed by another system.\n" \
	"action: The pool can be imported using its name or numeric " \
	"identifier and\n\tthe '-f' flag.\nconfig:\n\n" \
	"\tzpool_ldom1  ONLINE\n\t  d14s6  ONLINE\n"

/* The other node, 2, says nothing to "zpool list"; the first one is asked, and
 * then by name. */
static bool
pool_ask(const char *status, const char *named, struct answer *answer)
{
	const struct saying says[] = {
		{ "zpool import", IMPORTABLE, "" },
		{ "cluster status", status, "" },
		{ NULL, NULL, NULL },
	};
	struct site *site = posts_site(&arena);
	struct op op = { .kind = OP_POOL_STATE, .on = 1,
	    .pool = site->guests[1].pool };
	struct output *output;

	asking_begin(&asking, &arena, site, site->names);
	while (!question_answer(&asking, &op, answer)) {
		const struct saying *say;

		output = asking_wanted(&asking);
		if (output == NULL)
			return false;
		say = saying_of(says, output->line);
		if (strcmp(output->line, "zpool list zpool_ldom1") == 0 &&
		    output->place == 1)
			output_heard(asking.arena, output, &(struct ended){
			    1, "", named, 0, strlen(named) });
		else if (output->place == 2)
			output_lost(asking.arena, output, NULL);
		else
			output_heard(asking.arena, output, &(struct ended){
			    0, say->out != NULL ? say->out : "no pools "
			    "available\n", "", say->out != NULL ?
			    strlen(say->out) : 19, 0 });
	}
	return true;
}

#define NO_POOL	"cannot open 'zpool_ldom1': no such pool\n"

static void
a_silent_member_may_have_the_pool(void **state)
{
	struct answer answer;

	(void)state;
	assert_false(pool_ask(STATUS("Online"), NO_POOL, &answer));
	assert_non_null(strstr(asking.err.text, "node2"));
	assert_true(pool_ask(STATUS("Offline"), NO_POOL, &answer));
	assert_int_equal(answer.state, STATE_EXPORTED);
	assert_int_equal(answer.on, 2);
}

static void
a_list_that_lacks_a_pool_is_no_proof(void **state)
{
	struct answer answer;

	(void)state;
	assert_false(pool_ask(STATUS("Offline"), "out of memory\n", &answer));
}

#define GROUPS(rows) STATUS("Online") "\n=== Cluster Resource Groups " \
	"===\n\nGroup Name       Node Name       Suspended      Status\n" \
	"----------       ---------       ---------      ------\n" rows "\n"
#define SHOWN "\n=== Resource Groups and Resources ===\n\n" \
	"Resource Group:                                 ldom1-rg\n" \
	"  RG_state:                                        Managed\n" \
	"  Nodelist:                                        node1 node2\n\n"

/* Otherwise it would be offline, and might be brought online twice. */
static void
a_group_is_offline_only_if_every_node_says_so(void **state)
{
	const struct saying half[] = {
		{ "cluster status", GROUPS("ldom1-rg         node1           "
		    "No             Offline\n"), "" },
		{ "clrg show", SHOWN, "" },
		{ NULL, NULL, NULL },
	}, whole[] = {
		{ "cluster status", GROUPS("ldom1-rg         node1           "
		    "No             Offline\n                 node2           "
		    "No             Offline\n"), "" },
		{ "clrg show", SHOWN, "" },
		{ NULL, NULL, NULL },
	};
	struct site *site = posts_site(&arena);
	struct op op = { .kind = OP_GROUP_STATE, .on = 1,
	    .group = site->guests[1].group };
	struct answer answer;

	(void)state;
	assert_false(ask(half, &op, &answer));
	assert_non_null(strstr(asking.err.text, "node2"));
	assert_true(ask(whole, &op, &answer));
	assert_int_equal(answer.state, STATE_OFFLINE);
}

static void
a_state_that_is_not_known_is_no_answer(void **state)
{
	const struct saying says[] = {
		{ "ldm list-bindings -p", PRIMARY "DOMAIN|name=ldom1|"
		    "state=resuming|flags=normal|cons=5000|ncpu=8|mem=1024|"
		    "util=0|uptime=0\n", "" },
		{ "ping", "ldom1 is alive\n", "" },
		{ NULL, NULL, NULL },
	};
	struct op op = guest_question();
	struct answer answer;

	(void)state;
	assert_false(ask(says, &op, &answer));
}

static void
a_password_is_not_read(void **state)
{
	const struct saying says[] = {
		{ "ls -ld", "-rw-------   1 root     root           9 Jan  1 "
		    "00:00 /pfile\n", "" },
		{ "cat", "secret\n", "" },
		{ NULL, NULL, NULL },
	};
	struct site *site = posts_site(&arena);
	struct op op = { .kind = OP_DISK_STATE, .on = 1,
	    .file = site->guests[1].agent.password_file };
	struct answer answer;

	(void)state;
	assert_int_not_equal(op.file, 0);
	for (unsigned i = 0; i < 2; i++) {
		undeclared = i == 1;
		assert_true(ask(says, &op, &answer));
		assert_int_equal(answer.number, 9);
		assert_null(strstr(asked, "cat"));
	}
	undeclared = false;
}

static void
a_file_system_is_absent_only_if_zfs_says_so_by_name(void **state)
{
	static const char head[] =
	    "NAME           USED  AVAIL  REFER  MOUNTPOINT\n"
	    "zpool_ldom1    200G  50.0G    21K  /zpool_ldom1\n";
	const struct saying silent[] = { { "zfs list zpool", "", "" },
	    { "zfs list", head, "" }, { NULL, NULL, NULL } };
	const struct saying absent[] = { { "zfs list zpool", "", "cannot open "
	    "'zpool_ldom1/ldom1': dataset does not exist\n" },
	    { "zfs list", head, "" }, { NULL, NULL, NULL } };
	struct site *site = posts_site(&arena);
	const struct op op = { .kind = OP_FILESYSTEM_STATE, .on = 1,
	    .file = names_find(site->names, KIND_FILE, "zpool_ldom1/ldom1") };
	struct answer answer;

	(void)state;
	assert_int_not_equal(op.file, 0);
	assert_false(ask(silent, &op, &answer));
	assert_true(ask(absent, &op, &answer));
	assert_int_equal(answer.state, STATE_ABSENT);
	assert_string_equal(asked, "zfs list\nzfs list zpool_ldom1/ldom1\n");
}

/* Who can read a file is what its mode and its owner say. */
static void
only_what_root_alone_can_read_is_private(void **state)
{
	static const struct {
		const char	*mode, *owner;
		bool		 private;
	} files[] = {
		{ "-r--------", "root    ", true },
		{ "-rw-------", "root    ", true },
		{ "-rw-------+", "root    ", false },
		{ "-rw-r-----", "root    ", false },
		{ "-rw----r--", "root    ", false },
		{ "-r--------", "admin   ", false },
	};
	struct site *site = posts_site(&arena);
	const struct op op = { .kind = OP_DISK_STATE, .on = 1,
	    .value = TEXT_ACCESS,
	    .file = site->guests[1].agent.password_file };
	struct answer answer;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const struct saying says[] = {
			{ "ls -ld", arena_format(&arena, "%s   1 %s root"
			    "           9 Jan  1 00:00 /pfile\n",
			    files[i].mode, files[i].owner), "" },
			{ NULL, NULL, NULL },
		};

		assert_true(ask(says, &op, &answer));
		assert_int_equal(answer.state, STATE_PRESENT);
		assert_int_equal(answer.value, files[i].private ?
		    TEXT_PRIVATE : TEXT_OPEN);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_no_list_has_is_absent_only_if_it_is_said),
	    cmocka_unit_test(a_command_that_fails_answers_nothing),
	    cmocka_unit_test(a_silent_member_may_have_the_pool),
	    cmocka_unit_test(a_list_that_lacks_a_pool_is_no_proof),
	    cmocka_unit_test(a_group_is_offline_only_if_every_node_says_so),
	    cmocka_unit_test(a_state_that_is_not_known_is_no_answer),
	    cmocka_unit_test(a_password_is_not_read),
	    cmocka_unit_test(
		a_file_system_is_absent_only_if_zfs_says_so_by_name),
	    cmocka_unit_test(only_what_root_alone_can_read_is_private),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_drop(&arena);
	return failed;
}
