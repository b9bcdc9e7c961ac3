/*
 * What became of a change is read from how its command has ended: known words
 * mean what the engine knows, everything else is not understood.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/answers/refusal.h"

static enum outcome
reading_of(enum op_kind kind, int status, const char *text, struct err *err)
{
	const struct op op = { .kind = kind };

	memset(err, 0, sizeof(*err));
	return refusal_read(&op, &(struct ended){ .status = status,
	    .err = text, .err_size = strlen(text) }, err);
}

static void
reads_as(enum op_kind kind, int status, const char *text,
    enum outcome outcome, enum err_code code)
{
	struct err err;

	if (reading_of(kind, status, text, &err) != outcome ||
	    err.code != code)
		fail_msg("\"%s\" of %s is read as %s: %s", text,
		    op_table[kind].name, err_table[err.code].name, err.text);
}

static void
what_real_programs_were_seen_to_say_is_understood(void **state)
{
	(void)state;
	reads_as(OP_POOL_IMPORT, 1, "cannot import 'test': pool may be in use "
	    "from other system, it was last\naccessed by 'opensolaris' "
	    "(hostid: 0x49c52) on Sat Apr 18 17:06:53 2009\nuse '-f' to import "
	    "anyway\n", FAILED, ERR_POOL_ELSEWHERE);
	reads_as(OP_POOL_IMPORT, 1, "cannot import 'tank': pool may be in use "
	    "from other system\nuse '-f' to import anyway\n", FAILED,
	    ERR_POOL_ELSEWHERE);
	reads_as(OP_GROUP_SWITCH, 10, "clrg:  (C748634) Resource group "
	    "zonenam2-nfs-rg failed to start on chosen node and might fail "
	    "over to other node(s)\n", FAILED, ERR_START_FAILED);
	reads_as(OP_GROUP_SWITCH, 50, "/usr/cluster/bin/clrg:  (C152734) This "
	    "node is not in cluster mode.\n", FAILED, ERR_WRONG_STATE);
	reads_as(OP_GUEST_BIND, 1, "LDom ldom1 is already bound\n", FAILED,
	    ERR_WRONG_STATE);
	reads_as(OP_GUEST_BIND, 1, "LDom foo not found\n", FAILED,
	    ERR_NOT_FOUND);
}

static void
spacing_case_and_wrapped_lines_do_not_matter(void **state)
{
	(void)state;
	reads_as(OP_GUEST_BIND, 1, "  ldm:\tLDOM  x is\n already bound. \r\n",
	    FAILED, ERR_WRONG_STATE);
	reads_as(OP_POOL_EXPORT, 1, "first\n\n  cannot open 'a': no such pool",
	    FAILED, ERR_POOL_MISSING);
}

static void
what_is_not_understood_is_not_guessed(void **state)
{
	struct err err;

	(void)state;
	reads_as(OP_GUEST_BIND, 1, "LDom x ist bereits gebunden\n", UNKNOWN,
	    ERR_REFUSED);
	reads_as(OP_GUEST_BIND, 1, "LDom x is already bo", UNKNOWN,
	    ERR_REFUSED);
	reads_as(OP_GUEST_BIND, 1, "is LDom x already bound?\n", UNKNOWN,
	    ERR_REFUSED);
	reads_as(OP_GUEST_BIND, 1, "whether LDom x is already bound\n",
	    UNKNOWN, ERR_REFUSED);
	reads_as(OP_POOL_EXPORT, 1, "LDom x is already bound\n", UNKNOWN,
	    ERR_REFUSED);
	reads_as(OP_GUEST_BIND, 1, "", UNKNOWN, ERR_REFUSED);
	assert_int_equal(reading_of(OP_GUEST_BIND, 3, "\n \n", &err),
	    UNKNOWN);
	assert_string_equal(err.text, "it ended with status 3 and said "
	    "nothing");
}

static void
what_follows_a_message_changes_its_meaning(void **state)
{
	(void)state;
	reads_as(OP_POOL_EXPORT, 1, "cannot open 'a': no such pool in the "
	    "cache, it is exported\n", UNKNOWN, ERR_REFUSED);
}

static void
a_name_is_one_word(void **state)
{
	(void)state;
	reads_as(OP_POOL_EXPORT, 1, "cannot open 'a or b': no such pool\n",
	    UNKNOWN, ERR_REFUSED);
	reads_as(OP_POOL_EXPORT, 1, "cannot open '': no such pool\n", UNKNOWN,
	    ERR_REFUSED);
	reads_as(OP_POOL_EXPORT, 1, "cannot open 'a'b': no such pool\n",
	    FAILED, ERR_POOL_MISSING);
}

static void
the_same_words_may_mean_something_else_of_another_change(void **state)
{
	static const char text[] = "mkdir: Failed to make directory \"/a\"; "
	    "File exists\n";

	(void)state;
	reads_as(OP_LOCK_TAKE, 2, text, FAILED, ERR_LOCKED);
	reads_as(OP_DIRECTORY_MAKE, 2, text, FAILED, ERR_EXISTS);
}

static void
the_first_line_that_is_understood_decides(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(reading_of(OP_POOL_EXPORT, 1, "warning: slow\n"
	    "cannot open 'a': no such pool\ncannot unmount '/a': Device "
	    "busy\n", &err), FAILED);
	assert_int_equal(err.code, ERR_POOL_MISSING);
	assert_string_equal(err.text, "cannot open 'a': no such pool cannot "
	    "unmount '/a': Device busy");
}

static void
a_lost_connection_or_a_signal_is_unknown(void **state)
{
	(void)state;
	reads_as(OP_GUEST_BIND, ENDED_NO_ANSWER, "LDom x is already bound\n",
	    UNKNOWN, ERR_NO_ANSWER);
	reads_as(OP_GUEST_BIND, ENDED_SIGNAL + 9, "LDom x is already bound\n",
	    UNKNOWN, ERR_REFUSED);
	reads_as(OP_GUEST_BIND, -1, "", UNKNOWN, ERR_REFUSED);
}

static void
only_statuses_of_the_clusters_commands_say_enough_alone(void **state)
{
	(void)state;
	reads_as(OP_GROUP_CREATE, 39, "clrg:  (C1) Objekt gibt es schon.\n",
	    FAILED, ERR_EXISTS);
	reads_as(OP_GUEST_DEFINE, 39, "gibt es schon\n", UNKNOWN, ERR_REFUSED);
	reads_as(OP_GROUP_SWITCH, 10, "clrg:  kaputt\n", UNKNOWN,
	    ERR_REFUSED);
}

static void
the_programs_words_are_kept_and_may_be_shown(void **state)
{
	struct err err;
	char text[4096];

	(void)state;
	reading_of(OP_GUEST_BIND, 1, "\n\n a\033[2Jb\tc \nmore\n", &err);
	assert_string_equal(err.text, "a\\u001b[2Jb\\tc");
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	reading_of(OP_GUEST_BIND, 1, text, &err);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

static void
a_status_of_zero_is_done_and_leaves_the_error_alone(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(reading_of(OP_POOL_IMPORT, 0, "cannot mount '/x': "
	    "failed to create mountpoint\n", &err), DONE);
	assert_int_equal(err.code, ERR_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_real_programs_were_seen_to_say_is_understood),
		cmocka_unit_test(spacing_case_and_wrapped_lines_do_not_matter),
		cmocka_unit_test(what_is_not_understood_is_not_guessed),
		cmocka_unit_test(what_follows_a_message_changes_its_meaning),
		cmocka_unit_test(a_name_is_one_word),
		cmocka_unit_test(
		    the_same_words_may_mean_something_else_of_another_change),
		cmocka_unit_test(the_first_line_that_is_understood_decides),
		cmocka_unit_test(
		    a_lost_connection_or_a_signal_is_unknown),
		cmocka_unit_test(
		    only_statuses_of_the_clusters_commands_say_enough_alone),
		cmocka_unit_test(the_programs_words_are_kept_and_may_be_shown),
		cmocka_unit_test(
		    a_status_of_zero_is_done_and_leaves_the_error_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
