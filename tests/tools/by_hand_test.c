/*
 * Places at which a person types: what is pasted, what is said of it, and what
 * is proved before.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/real/channels/remote.h"
#include "core/formats/site/site_file.h"
#include "tests/apply_fixture.h"
#include "tools/apply/pasted.h"
#include "tools/apply/typed.h"
#include "tools/session/stop.h"

enum { SHOWN = 1 << 14 };

/* A person, who types that. */
struct person {
	struct ask	 ask;
	char		 shown[SHOWN];	/* to the person */
};

static void
person_make(struct person *person, const char *types)
{
	person->ask = (struct ask){ .in = tmpfile(),
	    .out = tmpfile(), .can = true };
	assert_true(person->ask.in != NULL && person->ask.out != NULL);
	fputs(types, person->ask.in);
	rewind(person->ask.in);
}

static void
person_drop(struct person *person)
{
	size_t n;

	rewind(person->ask.out);
	n = fread(person->shown, 1, SHOWN - 1, person->ask.out);
	person->shown[n] = '\0';
	fclose(person->ask.in);
	fclose(person->ask.out);
}

/* NULL: nobody knows. */
static const struct {
	const char	*types, *text;
	int		 status;
} questions[] = {
	{ "begin 7\na\nb\nend 7 0\n.\n", "a\nb\n", 0 },
	{ "begin 7\nend 7 1\n.\n", "", 1 },
	{ "begin 7\r\na\r\n\r\nend 7 0\r\n.\r\n", "a\n\n", 0 },
	/* Prompts, and the line as the terminal shows it. */
	{ "node1# echo \"begin 7\"; ldm ls; echo \"end 7 $?\"\nbegin 7\na\n"
	    "end 7 127\nnode1# \n.\n", "a\n", 127 },
	/* What does not end with a newline. */
	{ "begin 7\na\nbend 7 0\n.\n", "a\nb", 0 },
	/* Typed twice. */
	{ "begin 7\na\nend 7 0\nbegin 7\nb\nend 7 3\n.\n", "b\n", 3 },
	/* Again, until it is whole. */
	{ "a\n.\nbegin 7\na\nend 7 0\n.\n", "a\n", 0 },
	{ "begin 7\na\n.\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	{ "a\nend 7 0\n.\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	{ "begin 6\na\nend 6 0\n.\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	{ "begin 7\na\nend 7 \n.\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	{ "begin 7\na\nend 7 256\n.\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	{ "begin 7\na\nend 7 0x\n.\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	{ ".\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	/* Words are of a change only. */
	{ "done\n.\nbegin 7\nb\nend 7 0\n.\n", "b\n", 0 },
	{ "?\n", NULL, 0 },
	{ "begin 7\na\n?\nend 7 0\n.\n", NULL, 0 },
	{ "a\n.\n?\n", NULL, 0 },
	{ "", NULL, 0 },
	{ "begin 7\na\nend 7 0\n", NULL, 0 },
};

static void
what_stands_between_the_marks_is_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		struct person person;
		struct pasted pasted = { .number = 7 };
		bool known;

		person_make(&person, questions[i].types);
		known = pasted_read(&pasted, &person.ask);
		person_drop(&person);
		if (known != (questions[i].text != NULL))
			fail_msg("%s", questions[i].types);
		if (known) {
			assert_string_equal(buffer_text(&pasted.text),
			    questions[i].text);
			assert_int_equal(pasted.status, questions[i].status);
		} else {
			assert_non_null(pasted.why);
		}
		buffer_drop(&pasted.text);
	}
}

static void
a_paste_without_its_marks_is_asked_for_again(void **state)
{
	struct person person;
	struct pasted pasted = { .number = 7 };

	(void)state;
	person_make(&person, "begin 7\na\n.\n?\n");
	assert_false(pasted_read(&pasted, &person.ask));
	assert_string_equal(pasted.why, "nobody knows");
	person_drop(&person);
	assert_string_equal(person.shown, "Not taken: from the line \"begin "
	    "7\" to the line \"end 7\" with a number.  Paste it again, or "
	    "?\n");
}

static const struct {
	const char	*types, *text;
	int		 status;
} changes[] = {
	{ "done\n", "", 0 },
	{ "failed\n", "", 1 },
	{ "begin 7\nLDom ldom1 started\nend 7 0\n.\n", "LDom ldom1 started\n",
	    0 },
	/* A word that was printed is none that was said. */
	{ "begin 7\ndone\nend 7 5\n.\n", "done\n", 5 },
	{ "yes\n.\ndone\n", "", 0 },
	{ "?\n", NULL, 0 },
	{ "", NULL, 0 },
};

static void
of_a_change_a_word_may_be_said_instead(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct person person;
		struct pasted pasted = { .number = 7, .change = true };
		bool known;

		person_make(&person, changes[i].types);
		known = pasted_read(&pasted, &person.ask);
		person_drop(&person);
		if (known != (changes[i].text != NULL))
			fail_msg("%s", changes[i].types);
		if (known) {
			assert_string_equal(buffer_text(&pasted.text),
			    changes[i].text);
			assert_int_equal(pasted.status, changes[i].status);
		}
		buffer_drop(&pasted.text);
	}
}

static void
what_is_pasted_is_bounded(void **state)
{
	struct person person;
	struct pasted pasted = { .number = 7 };

	(void)state;
	person_make(&person, "begin 7\n");
	fseek(person.ask.in, 0, SEEK_END);
	for (int i = 0; i < PASTED_MOST / 8 + 2; i++)
		fputs("1234567\n", person.ask.in);
	fputs("end 7 0\n.\n", person.ask.in);
	rewind(person.ask.in);
	assert_false(pasted_read(&pasted, &person.ask));
	assert_string_equal(pasted.why, "what was pasted is too much");
	assert_int_equal(pasted.text.size, 0);
	person_drop(&person);
	/* A terminal takes no more of a line, and says nothing. */
	for (int size = PASTED_LINE - 1; size <= PASTED_LINE; size++) {
		struct arena arena = { 0 };

		person_make(&person, arena_format(&arena, "begin 7\n%0*d\n"
		    "end 7 0\n.\n", size, 0));
		assert_int_equal(pasted_read(&pasted, &person.ask),
		    size < PASTED_LINE);
		person_drop(&person);
		buffer_drop(&pasted.text);
		arena_drop(&arena);
	}
}

static void
a_signal_ends_the_waiting(void **state)
{
	struct person person;
	struct pasted pasted = { .number = 7 };

	(void)state;
	signal(SIGINT, SIG_DFL);
	stop_listen();
	person_make(&person, "begin 7\na\nend 7 0\n.\n");
	raise(SIGINT);
	assert_false(pasted_read(&pasted, &person.ask));
	stop_forget();
	person_drop(&person);
}

/* The site of the posts, by hand. */
static struct site *
hand_site(struct arena *arena)
{
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };
	struct site *site;
	size_t n;
	char *text = file_read(arena, "scenarios/sites/posts.json", 1 << 20,
	    &n, &err), *at = text;

	assert_non_null(text);
	while ((at = strstr(at, "\"by\": \"ssh\"")) != NULL)
		memcpy(at, "\"by\":\"hand\"", 11);
	site = site_read(arena, "site.json", text, n, &mistakes);
	assert_non_null(site);
	return site;
}

/* What came of it is in the hand, until the next one. */
static void
carries(struct hand *hand, struct person *person, const struct order *order,
    struct heard *heard)
{
	hand->ask = person->ask;
	typed_carry(hand, order, heard);
	person_drop(person);
}

static const struct order list = { .place = 1, .line = "ldm ls" };
static const struct order bind = { .place = 1, .line = "ldm bind-domain g",
    .change = true };

static void
a_place_is_proved_before_something_is_typed_there(void **state)
{
	static const struct {
		const char	*said;
		bool		 simulated, agrees;
	} rows[] = {
		{ "domferry <>", false, true },
		{ "domferry <node1>", true, true },
		{ "domferry <node1>", false, false },
		{ "domferry <>", true, false },
		{ "domferry <node2>", true, false },
		{ "", false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena arena = { 0 };
		struct site *site = hand_site(&arena);
		struct person person;
		struct heard heard;
		struct hand hand;

		site->simulated = rows[i].simulated;
		person_make(&person, arena_format(&arena, "begin 1\n%s\nend 1 "
		    "0\n.\nbegin 2\na\nend 2 0\n.\n", rows[i].said));
		hand_make(&hand, site, &person.ask);
		carries(&hand, &person, &list, &heard);
		assert_non_null(strstr(person.shown, "node1\techo \"begin 1\";"
		    " echo \"domferry <$DOMFERRY_PLACE>\"; echo \"end 1 $?\""
		    "\n"));
		assert_int_equal(heard.lost, !rows[i].agrees);
		assert_int_equal(strstr(person.shown, "node1\techo \"begin 2\""
		    "; ldm ls; echo \"end 2 $?\"\n") != NULL, rows[i].agrees);
		if (rows[i].agrees)
			assert_string_equal(heard.ended.out, "a\n");
		else
			assert_non_null(strstr(heard.why, "\"simulated\": "
			    "true"));
		/* It is not proved again, or not typed again. */
		person_make(&person, "done\n");
		carries(&hand, &person, &bind, &heard);
		assert_int_equal(heard.lost, !rows[i].agrees);
		assert_int_equal(*person.shown != '\0', rows[i].agrees);
		hand_drop(&hand);
		arena_drop(&arena);
	}
}

/* A hand that has proved the first node. */
static void
proved_make(struct hand *hand, struct arena *arena)
{
	struct ask nobody = { .can = false };

	hand_make(hand, hand_site(arena), &nobody);
	hand->proved[hand->proved_count++] = 1;
}

static void
what_a_command_has_printed_that_failed_is_in_both_streams(void **state)
{
	struct arena arena = { 0 };
	struct person person;
	struct heard heard;
	struct hand hand;

	(void)state;
	proved_make(&hand, &arena);
	person_make(&person, "begin 1\nLDom g not found\nend 1 1\n.\n");
	carries(&hand, &person, &list, &heard);
	assert_false(heard.lost);
	assert_int_equal(heard.ended.status, 1);
	assert_string_equal(heard.ended.out, "LDom g not found\n");
	assert_string_equal(heard.ended.err, "LDom g not found\n");
	assert_int_equal(heard.ended.err_size, heard.ended.out_size);
	person_make(&person, "begin 2\na\nend 2 0\n.\n");
	carries(&hand, &person, &list, &heard);
	assert_string_equal(heard.ended.out, "a\n");
	assert_string_equal(heard.ended.err, "");
	assert_int_equal(heard.ended.err_size, 0);
	hand_drop(&hand);
	arena_drop(&arena);
}

static void
what_nobody_knows_is_lost(void **state)
{
	struct arena arena = { 0 };
	struct person person;
	struct heard heard;
	struct hand hand;

	(void)state;
	proved_make(&hand, &arena);
	person_make(&person, "?\n");
	carries(&hand, &person, &bind, &heard);
	assert_true(heard.lost);
	assert_string_equal(heard.why, "nobody knows");
	hand.ask.can = false;
	typed_carry(&hand, &bind, &heard);
	assert_true(heard.lost);
	assert_non_null(strstr(heard.why, "nobody can be asked"));
	hand_drop(&hand);
	arena_drop(&arena);
}

static void
what_a_place_keeps_for_the_run_the_person_looks_at(void **state)
{
	static const struct {
		enum op_kind	 question;
		const char	*types;
		enum state	 state;	/* STATE_STRANGE: nobody knows */
	} rows[] = {
		{ OP_LOCK_STATE, "absent\n", STATE_ABSENT },
		{ OP_LOCK_STATE, "present\n", STATE_PRESENT },
		{ OP_LOCK_STATE, "none\nno\nheld\n", STATE_HELD },
		{ OP_LOCK_STATE, "?\nabsent\n", STATE_STRANGE },
		{ OP_LOCK_STATE, "", STATE_STRANGE },
		{ OP_COMMAND_STATE, "absent\nnone\n", STATE_NONE },
		{ OP_COMMAND_STATE, "at-work\n", STATE_AT_WORK },
		{ OP_NODE_STATE, "up\n", STATE_STRANGE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena arena = { 0 };
		struct op ask = { .kind = rows[i].question, .on = 1 };
		struct answer answer = { 0 };
		struct person person;
		struct hand hand;

		proved_make(&hand, &arena);
		person_make(&person, rows[i].types);
		hand.ask = person.ask;
		assert_int_equal(typed_kept(&hand, &ask, &answer),
		    rows[i].state != STATE_STRANGE);
		person_drop(&person);
		if (rows[i].state != STATE_STRANGE) {
			assert_int_equal(answer.state, rows[i].state);
			assert_int_equal(answer.on, 1);
		}
		arena_drop(&arena);
	}
}

/* Also if it is asked there all the same: no channel leads there, and to close
 * none closes nothing. */
static void
a_place_by_hand_costs_no_descriptor(void **state)
{
	const struct op ask = { .kind = OP_LOCK_STATE, .on = 1 };
	struct arena arena = { 0 };
	struct remote *remote = test_calloc(1, sizeof(*remote));
	int kept = dup(STDIN_FILENO), pair[2];
	struct answer answer;

	(void)state;
	assert_int_equal(pipe(pair), 0);
	dup2(pair[0], STDIN_FILENO);
	remote_make(remote, hand_site(&arena), NULL);
	assert_false(remote->reach.kept(&remote->reach, &ask, &answer));
	remote_drop(remote);
	assert_int_not_equal(fcntl(STDIN_FILENO, F_GETFD), -1);
	close(pair[0]);
	close(pair[1]);
	if (kept >= 0) {
		dup2(kept, STDIN_FILENO);
		close(kept);
	}
	test_free(remote);
	arena_drop(&arena);
}

/* The site of a stand with the second node by hand; its path. */
static const char *
second_by_hand(struct stand *stand)
{
	struct err err = { 0 };
	size_t n;
	char *text = file_read(&stand->arena, "scenarios/sites/posts.json",
	    1 << 20, &n, &err), *at;
	const char *path = folder_path(&stand->arena, stand->folder,
	    "site.json");

	assert_non_null(text);
	at = strstr(text, "\"by\": \"ssh\", \"host\": \"node2\"");
	assert_non_null(at);
	memcpy(at, "\"by\":\"hand\"", 11);
	assert_true(file_write(path, text, &err));
	return path;
}

static void
without_a_person_nothing_is_begun(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->alone = true;
	assert_int_equal(stand_types(stand, arena_format(&stand->arena,
	    "apply switch ldom1 -y -r RUN -s %s", second_by_hand(stand))),
	    EXIT_REFUSED);
	stand_complained(stand, "nobody-types: node2 is reached by hand, and "
	    "nobody is asked (-y, or standard input and error are no "
	    "terminal)");
	assert_int_equal(stand->begun, 0);
	stand_untouched(stand);
}

/* The others are reached as the site file says. */
static void
a_place_by_hand_is_reached_by_nobody_else(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->alone = true;
	/* Nobody knows whether it is simulated: nothing is asked there. */
	stand->types = "?\n?\n?\n?\n?\n";
	assert_int_not_equal(stand_types(stand, arena_format(&stand->arena,
	    "apply switch ldom1 -r RUN -s %s", second_by_hand(stand))),
	    EXIT_OK);
	stand_complained(stand, "node2 does not answer: nobody knows");
	assert_non_null(strstr(stand->err, "\nnode2\techo \"begin 1\"; "));
	assert_null(strstr(stand->err, "\nnode1\t"));
	assert_true(stand->begun > 0);
	stand_untouched(stand);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_between_the_marks_is_taken),
		cmocka_unit_test(a_paste_without_its_marks_is_asked_for_again),
		cmocka_unit_test(of_a_change_a_word_may_be_said_instead),
		cmocka_unit_test(what_is_pasted_is_bounded),
		cmocka_unit_test(a_signal_ends_the_waiting),
		cmocka_unit_test(
		    a_place_is_proved_before_something_is_typed_there),
		cmocka_unit_test(
		    what_a_command_has_printed_that_failed_is_in_both_streams),
		cmocka_unit_test(what_nobody_knows_is_lost),
		cmocka_unit_test(
		    what_a_place_keeps_for_the_run_the_person_looks_at),
		cmocka_unit_test(a_place_by_hand_costs_no_descriptor),
		applies(without_a_person_nothing_is_begun),
		applies(a_place_by_hand_is_reached_by_nobody_else),
	};

	return cmocka_run_group_tests_name("by_hand", tests, NULL, NULL);
}
