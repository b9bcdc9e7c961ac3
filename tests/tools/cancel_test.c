/*
 * A command that is under way is cancelled while its run goes on, and the run
 * asks what came of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/commands/cancel.h"
#include "tests/apply_fixture.h"
#include "tests/posts_fixture.h"
#include "tools/apply/cancel.h"
#include "tools/session/cancelled.h"

static const char create[] = "apply create ldom1 -y --destroy d14 -r RUN";

/* "create" tests a migration there and back. */
static struct stand *
migrating(void **state, void (*during)(struct stand *))
{
	struct stand *stand = stand_of(state, NULL, "create ldom1");

	stand->under_way = "ldm migrate-domain -p";
	stand->during = during;
	return stand;
}

static void
cancel_by_option(struct stand *stand)
{
	stand_cancels(stand, "cancel RUN -y");
}

/* Is that in report.txt? */
static bool
reported(struct stand *stand, const char *text)
{
	struct err err = { 0 };
	size_t n;
	const char *report = file_read(&stand->arena, folder_path(
	    &stand->arena, stand->run, "report.txt"), 1 << 20, &n, &err);

	return report != NULL && strstr(report, text) != NULL;
}

static unsigned
lines_of(struct stand *stand)
{
	return cancelled_each(stand->run, UINT32_MAX, NULL, NULL);
}

static void
a_cancelled_migration_leads_back(void **state)
{
	struct stand *stand = migrating(state, cancel_by_option);

	assert_int_equal(stand_types(stand, create), EXIT_RETURNED);
	assert_int_equal(stand->cancelled, EXIT_OK);
	stand_printed(stand, "under way on node1: step migrate-there: ldm "
	    "migrate-domain -p /pfile ldom1 node2\n"
	    "typed on node1: ldm cancel-operation migration ldom1\n"
	    "it ended with status 0\n");
	stand_printed(stand, "cancelled: The migration of LDom ldom1 has been "
	    "cancelled");
	stand_printed(stand, "back to the beginning of phase test");
	/* The journal has it, once, though the run has written it. */
	assert_int_equal(lines_of(stand), 2);
	assert_int_equal(stand_records(stand, "\"option\":\"cancel\""), 2);
	assert_int_equal(stand_records(stand, "\"text\":\"typed on node1: ldm "
	    "cancel-operation migration ldom1, from "), 1);
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	assert_int_equal(stand_records(stand, "\"option\":\"cancel\""), 2);
	assert_true(reported(stand, ": typed on node1: ldm cancel-operation "
	    "migration ldom1\n"));
	assert_true(reported(stand, ": it ended with status 0\n"));
	stand_reports(stand, true);
	stand_printed(stand, "\"step\":\"migrate-there\"");
	/* In its time. */
	assert_true(strstr(stand->out, "\"type\":\"cancel\"") <
	    strstr(stand->out, "\"type\":\"turn\""));
	stand_printed(stand, "\"text\":\"typed on node1: ldm cancel-operation "
	    "migration ldom1, from ");
}

/* Nobody can be asked, or types another word; then the run has to go on. */
static void
refuse_to_type(struct stand *stand)
{
	static const char *const types[] = { "migrate\n", "yes\n", "",
	    "ldom1\n" };

	stand_cancels(stand, "cancel RUN");
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		stand->types = types[i];
		stand_cancels(stand, "cancel RUN");
	}
	stand->types = NULL;
	stand_cancels(stand, "cancel RUN -n -y");
}

static void
nothing_is_cancelled_without_a_word(void **state)
{
	struct stand *stand = migrating(state, refuse_to_type);

	assert_int_equal(stand_types(stand, create), EXIT_OK);
	stand_complained(stand, "not-confirmed: nobody is asked");
	stand_complained(stand, "To cancel step migrate-there, type "
	    "migrate-there:");
	stand_printed(stand, "it is cancelled there by: ldm cancel-operation "
	    "migration ldom1");
	assert_int_equal(lines_of(stand), 0);
	assert_int_equal(stand_records(stand, "\"option\":\"cancel\""), 0);
}

static void
say_its_step(struct stand *stand)
{
	stand->types = "migrate-there\n";
	stand_cancels(stand, "cancel RUN");
	stand->types = NULL;
}

static void
who_types_the_name_of_the_step_cancels_it(void **state)
{
	struct stand *stand = migrating(state, say_its_step);

	assert_int_equal(stand_types(stand, create), EXIT_RETURNED);
	assert_int_equal(stand->cancelled, EXIT_OK);
}

/* The second one comes too late. */
static void
cancel_twice(struct stand *stand)
{
	stand_cancels(stand, "cancel RUN -y");
	stand_cancels(stand, "cancel RUN -y");
}

static void
what_has_ended_there_is_not_cancelled(void **state)
{
	struct stand *stand = migrating(state, cancel_twice);

	assert_int_equal(stand_types(stand, create), EXIT_RETURNED);
	assert_int_equal(stand->cancelled, EXIT_REFUSED);
	stand_complained(stand, "the command of migrate-there has ended on "
	    "node1");
	assert_int_equal(lines_of(stand), 2);
}

static void
what_has_no_command_for_it_is_said(void **state)
{
	struct stand *stand = migrating(state, cancel_by_option);

	stand->under_way = "mkfile";
	assert_int_equal(stand_types(stand, create), EXIT_OK);
	assert_int_equal(stand->cancelled, EXIT_REFUSED);
	stand_complained(stand, "unsupported: no command cancels disk-create: "
	    "it is a process: to end it by hand, look there with ps -ef and "
	    "kill it; the run then asks what came of it");
	assert_int_equal(lines_of(stand), 0);
}

static void
a_run_without_a_command_under_way_is_left_alone(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	struct cancel *cancel = arena_take(&stand->arena, 1, sizeof(*cancel));
	struct err err = { 0 };

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--pause-before switch"), EXIT_STUCK);
	assert_false(cancel_read(cancel, stand->run, &err));
	assert_int_equal(err.code, ERR_NO_COMMAND);
	assert_non_null(strstr(err.text, "at switch no command is under way"));
	cancel_drop(cancel);
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	*cancel = (struct cancel){ .path = NULL };
	assert_false(cancel_read(cancel, stand->run, &err));
	assert_int_equal(err.code, ERR_RUN_ENDED);
	cancel_drop(cancel);
}

/* What is typed while nobody carries the run out is in the journal when it goes
 * on. */
static void
a_run_that_has_ended_takes_it_up_when_it_is_resumed(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const struct holder me = { .who = "ann", .host = "there",
	    .time = "2026-01-01T00:00:00Z" };
	struct err err = { 0 };

	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN "
	    "--pause-before switch"), EXIT_STUCK);
	assert_true(cancelled_put(stand->run, &me, "switch", "typed\n\"x\"",
	    &err));
	assert_int_equal(lines_of(stand), 1);
	stand_reports(stand, true);
	stand_printed(stand, "{\"type\":\"cancel\",");
	stand_printed(stand, "\"step\":\"switch\",\"who\":\"ann\",\"text\":"
	    "\"typed\\n\\\"x\\\", from there\"}\n{\"type\":\"end\",");
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	stand_reports(stand, true);
	stand_printed(stand, "\"text\":\"typed\\n\\\"x\\\", from there\"}\n");
	assert_int_equal(stand_records(stand, "\"option\":\"cancel\",\"text\":"
	    "\"typed\\n\\\"x\\\", from there\",\"answer\":\"switch\","
	    "\"who\":\"ann\""), 1);
}

static void
node2_keeps_none(struct stand *stand)
{
	stand->reach.uncopied(stand->reach.uncopied_with, 2);
}

/* Once, however often that is found. */
static void
a_node_that_can_keep_no_copy_is_warned_of(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->under_way = "clrg switch";
	stand->during = node2_keeps_none;
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_OK);
	stand_printed(stand, "node2 can keep no copy of the journal");
	assert_int_equal(stand_records(stand, "\"option\":\"no-copy\""), 1);
	stand_reports(stand, false);
	stand_printed(stand, "warned     node2 can keep no copy of the "
	    "journal");
	stand_reports(stand, true);
	stand_printed(stand, "{\"type\":\"warning\",\"seq\":");
	stand_printed(stand, "\"text\":\"node2 can keep no copy of the "
	    "journal");
}

/* A row is missing where there is neither. */
static void
each_change_has_a_command_for_it_or_a_word(void **state)
{
	struct arena arena = { 0 };
	struct names *names = posts_site(&arena)->names;
	uint32_t guest = names_put(names, KIND_GUEST, "a b");

	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		struct op op = { .kind = kind, .on = 1, .guest = guest };
		const char *line;

		if (!op_is_change(kind))
			continue;
		line = cancel_line(&arena, names, &op);
		if ((line == NULL) == (cancel_instead(kind) == NULL))
			fail_msg("%s has no row", op_table[kind].name);
	}
	assert_string_equal(cancel_line(&arena, names, &(struct op){
	    .kind = OP_GUEST_MIGRATE, .on = 1, .guest = guest }),
	    "ldm cancel-operation migration a\\ b");
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		applies(a_cancelled_migration_leads_back),
		applies(nothing_is_cancelled_without_a_word),
		applies(who_types_the_name_of_the_step_cancels_it),
		applies(what_has_ended_there_is_not_cancelled),
		applies(what_has_no_command_for_it_is_said),
		applies(a_run_without_a_command_under_way_is_left_alone),
		applies(a_run_that_has_ended_takes_it_up_when_it_is_resumed),
		applies(a_node_that_can_keep_no_copy_is_warned_of),
		cmocka_unit_test(each_change_has_a_command_for_it_or_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
