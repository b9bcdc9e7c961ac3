/*
 * Whose a lock is, whether its holder lives, and who may break it.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"
#include "tests/posts_fixture.h"
#include "tools/apply/holders.h"
#include "tools/session/claim.h"

/* Places at which locks say that, and a command of that run is under way. */
struct places {
	struct reach	 reach;		/* first */
	const char	*said[3];	/* by node; NULL: it does not answer */
	const char	*busy;
	struct arena	 arena;
	struct plan	*plan;
	struct holder	 me;
	struct holders	 holders;
	struct err	 err;
};

static const char *
holder_of(struct reach *reach, uint32_t node, const char *path)
{
	assert_string_equal(path, "/var/run/domferry/lock/guest.ldom1");
	return ((struct places *)reach)->said[node];
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	const char *busy = ((struct places *)reach)->busy;

	assert_int_equal(ask->kind, OP_COMMAND_STATE);
	answer->state = busy != NULL && strcmp(busy, reach->run) == 0 ?
	    STATE_AT_WORK : STATE_NONE;
	return busy == NULL || *busy != '\0';
}

static int
places_make(void **state)
{
	struct places *places = test_calloc(1, sizeof(*places));

	places->reach.holder = holder_of;
	places->reach.kept = kept;
	places->plan = posts_plan(&places->arena, posts_site(&places->arena),
	    "switch ldom1 --locks");
	holder_ask(&places->arena, &places->me);
	places->said[1] = places->said[2] = "";
	*state = places;
	return 0;
}

static int
places_drop(void **state)
{
	struct places *places = *state;

	arena_drop(&places->arena);
	test_free(places);
	return 0;
}

/* What a lock of that run says. */
static const char *
said(struct places *places, const char *run, struct holder holder)
{
	return claim_line(&places->arena, run, &holder);
}

/* The number of a process that has just ended. */
static long
ended(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	return (long)pid;
}

static bool
allowed(struct places *places, bool take_over)
{
	places->err = (struct err){ 0 };
	holders_ask(&places->holders, &places->arena, places->plan,
	    &places->reach, &places->me);
	return holders_allow(&places->holders, places->plan, take_over,
	    &places->err);
}

static void
says(const struct places *places, const char *text)
{
	if (strstr(places->err.text, text) == NULL)
		fail_msg("not said: %s, but: %s", text, places->err.text);
}

static void
nobody_has_a_lock_that_is_free_silent_or_its_own(void **state)
{
	struct places *places = *state;

	assert_true(allowed(places, false));
	places->said[1] = NULL;
	assert_true(allowed(places, false));
	places->reach.run = "a.1.b";
	places->said[1] = said(places, "a.1.b", places->me);
	assert_true(allowed(places, false));
	assert_int_equal(places->holders.count, 0);
	places->reach.run = "a.1.bc";
	assert_false(allowed(places, false));
}

static void
what_is_not_held_is_not_taken_over(void **state)
{
	struct places *places = *state;

	assert_false(allowed(places, true));
	assert_int_equal(places->err.code, ERR_NOT_CONFIRMED);
	says(places, "--take-over is not needed");
}

static void
a_holder_that_lives_is_left_alone(void **state)
{
	struct places *places = *state;
	static const bool takes[] = { false, true };

	places->said[2] = said(places, "old", places->me);
	for (size_t i = 0; i < sizeof(takes) / sizeof(takes[0]); i++) {
		assert_false(allowed(places, takes[i]));
		assert_int_equal(places->err.code, ERR_LOCKED);
		says(places, "another run has the lock guest.ldom1 on node2, "
		    "and that process lives: wait until it has ended");
	}
	/* Somebody else's lives too: it cannot be signalled. */
	if (geteuid() != 0) {
		places->me.pid = 1;
		places->said[2] = said(places, "old", places->me);
		assert_false(allowed(places, true));
	}
}

static void
a_holder_that_has_ended_is_broken_when_that_is_asked_for(void **state)
{
	struct places *places = *state;
	struct holder old = places->me;
	const char *const *gone;

	old.pid = ended();
	places->said[1] = places->said[2] = said(places, "old", old);
	assert_false(allowed(places, false));
	says(places, "that process has ended: resume that run, or break its "
	    "lock with --take-over");
	assert_true(allowed(places, true));
	assert_int_equal(places->holders.count, 2);
	gone = holders_gone(&places->holders);
	assert_string_equal(gone[0], places->said[1]);
	assert_string_equal(gone[1], places->said[2]);
	assert_null(gone[2]);
}

static void
a_boot_ends_all_processes_before_it(void **state)
{
	struct places *places = *state;
	struct holder old = places->me;

	old.boot = "another-boot";
	places->me.boot = "this-boot";
	places->said[1] = said(places, "old", old);
	assert_true(allowed(places, true));
	assert_non_null(strstr(places->holders.list[0].proof,
	    "has booted since"));
	/* Where boots have no names, only the process counts. */
	old.boot = "";
	places->said[1] = said(places, "old", old);
	assert_false(allowed(places, true));
	old.boot = "another-boot";
	places->me.boot = "";
	places->said[1] = said(places, "old", old);
	assert_false(allowed(places, true));
}

static void
a_command_of_a_dead_run_may_still_be_under_way(void **state)
{
	struct places *places = *state;
	struct holder old = places->me;

	old.pid = ended();
	places->reach.run = "mine";
	places->said[1] = said(places, "old", old);
	places->busy = "old";
	assert_false(allowed(places, true));
	says(places, "a command of it is still under way on node1");
	assert_string_equal(places->reach.run, "mine");
	/* Who cannot be asked has not said no. */
	places->busy = "";
	assert_false(allowed(places, true));
	says(places, "node1 does not say");
	places->busy = "mine";
	assert_true(allowed(places, true));
}

static void
a_lock_that_does_not_say_whose_it_is_is_not_broken(void **state)
{
	struct places *places = *state;
	static const char *const strange[] = { "old.1.2026", "{",
	    "{\"run\":\"old\"}", "{\"run\":\"old\",\"host\":\"h\"}",
	    "{\"run\":\"old\",\"host\":\"h\",\"pid\":0}",
	    "{\"run\":\"old\",\"host\":\"h\",\"pid\":-1}",
	    "{\"run\":\"old\",\"pid\":4}", "{\"host\":\"h\",\"pid\":4}" };

	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		places->said[1] = strange[i];
		assert_false(allowed(places, true));
		says(places, "the lock does not say which");
	}
}

/* Whether a person who types that says that the holder elsewhere is gone. */
static bool
said_by_person(struct places *places, const char *types)
{
	struct ask ask = { .in = tmpfile(), .out = tmpfile(),
	    .can = true };
	bool yes;

	assert_true(ask.in != NULL && ask.out != NULL);
	fputs(types, ask.in);
	rewind(ask.in);
	assert_true(allowed(places, true));
	yes = holders_confirm(&places->holders, &places->arena, &ask,
	    &places->err);
	fclose(ask.in);
	fclose(ask.out);
	return yes;
}

static void
of_a_holder_elsewhere_a_person_says_it_by_the_name_of_its_run(void **state)
{
	struct places *places = *state;
	struct ask nobody = { .can = false };
	struct holder old = places->me;

	old.host = "elsewhere";
	places->said[1] = places->said[2] = said(places, "old.run", old);
	assert_false(allowed(places, false));
	says(places, "only somebody at elsewhere can say");
	assert_true(allowed(places, true));
	assert_false(holders_confirm(&places->holders, &places->arena,
	    &nobody, &places->err));
	assert_int_equal(places->err.code, ERR_LOCKED);
	assert_false(said_by_person(places, "yes\n"));
	assert_int_equal(places->err.code, ERR_NOT_CONFIRMED);
	assert_false(said_by_person(places, "old\n"));
	/* One word for the locks of one run; */
	assert_true(said_by_person(places, "old.run\n"));
	assert_string_equal(places->holders.list[1].proof,
	    "a person has said that it is gone");
	/* one for each of two. */
	places->said[2] = said(places, "other", old);
	assert_false(said_by_person(places, "old.run\nold.run\n"));
	assert_true(said_by_person(places, "old.run\nother\n"));
}

/* With a whole run: what was said is in its journal. */
static void
what_was_taken_over_is_in_the_journal(void **state)
{
	struct stand *stand = test_calloc(1, sizeof(*stand));
	struct arena arena = { 0 };
	struct holder old;

	(void)state;
	stand_make(stand, "create ldom1", NULL);
	holder_ask(&arena, &old);
	old.host = "elsewhere";
	stand->said = claim_line(&arena, "old.run", &old);
	stand->types = "ldom1\n";
	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN"),
	    EXIT_LOCKED);
	stand_complained(stand, "guest.ldom1 on node1 is a lock of the run "
	    "old.run: ");
	stand_untouched(stand);
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y "
	    "--take-over -r RUN"), EXIT_LOCKED);
	stand_untouched(stand);
	stand->types = "old.run\nldom1\n";
	assert_int_equal(stand_types(stand, "apply switch ldom1 --take-over "
	    "-r RUN"), EXIT_OK);
	assert_int_equal(stand_records(stand, "\"option\":\"take-over\""), 2);
	assert_int_equal(stand_records(stand, "\"answer\":\"old.run\""), 2);
	stand_drop(stand);
	test_free(stand);
	arena_drop(&arena);
}

#define places_test(test) \
	cmocka_unit_test_setup_teardown(test, places_make, places_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		places_test(nobody_has_a_lock_that_is_free_silent_or_its_own),
		places_test(what_is_not_held_is_not_taken_over),
		places_test(a_holder_that_lives_is_left_alone),
		places_test(
		    a_holder_that_has_ended_is_broken_when_that_is_asked_for),
		places_test(a_boot_ends_all_processes_before_it),
		places_test(a_command_of_a_dead_run_may_still_be_under_way),
		places_test(
		    a_lock_that_does_not_say_whose_it_is_is_not_broken),
		places_test(
	    of_a_holder_elsewhere_a_person_says_it_by_the_name_of_its_run),
		cmocka_unit_test(what_was_taken_over_is_in_the_journal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
