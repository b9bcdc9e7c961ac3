/*
 * A site is watched over the programs of a simulated one: what is printed when
 * something happens, what a restart knows, and that nothing is ever changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/readiness_fixture.h"
#include "tools/through/programs.h"
#include "tools/watch/watching.h"

enum { TOLD = 1 << 16, LOOKS = 40 };

/* What happens before the n-th look. */
struct happens {
	unsigned	 look;
	const char	*line;
};

struct sight {
	struct ready	 ready;
	struct programs	 programs;
	struct reach	 reach;		/* counts what goes to the programs */
	unsigned	 changes, questions;
	struct watching	 watching;
	const struct happens *happens;	/* ends with a NULL line */
	unsigned	 looks, last;	/* after that one it is over */
	struct forged	 forged;	/* of a node's answers from now on */
	unsigned	 recovered;	/* so often was that begun */
	int		 ends;		/* with that status */
	bool		 may_act;
	char		 state[64];
	char		 kept[TOLD];	/* the state when that began */
	char		 printed[TOLD];
	char		 logged[TOLD];
};

static struct sight *
sight_of(struct reach *reach)
{
	return (struct sight *)((char *)reach - offsetof(struct sight,
	    reach));
}

/* What the simulated site cannot be brought to say. */
static void
answer_forge(struct sight *sight, struct heard *heard)
{
	const char *at = sight->forged.from == NULL || heard->lost ? NULL :
	    strstr(heard->ended.out, sight->forged.from);

	if (at == NULL)
		return;
	heard->ended.out = arena_format(&sight->ready.arena, "%.*s%s%s",
	    (int)(at - heard->ended.out), heard->ended.out, sight->forged.to,
	    at + strlen(sight->forged.from));
	heard->ended.out_size = strlen(heard->ended.out);
}

static uint64_t
counted_begin(struct reach *reach, const struct order *order,
    struct heard *heard)
{
	struct sight *sight = sight_of(reach);

	uint64_t handle;

	sight->questions++;
	sight->changes += order->change || order->op != NULL;
	handle = sight->programs.reach.begin(&sight->programs.reach, order,
	    heard);
	if (handle == HANDLE_OVER && order->place == sight->forged.node)
		answer_forge(sight, heard);
	return handle;
}

static int64_t
counted_now(struct reach *reach)
{
	struct reach *below = &sight_of(reach)->programs.reach;

	return below->now_ms(below);
}

static bool
counted_wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct reach *below = &sight_of(reach)->programs.reach;

	return below->wait(below, handle, until_ms, heard);
}

static void
counted_leave(struct reach *reach, uint64_t handle)
{
	struct reach *below = &sight_of(reach)->programs.reach;

	below->leave(below, handle);
}

static int64_t
site_now(void *with)
{
	return counted_now(&((struct sight *)with)->reach);
}

static bool
site_sleep(void *with, int64_t ms)
{
	struct sight *sight = with;
	struct sandbox *sandbox = sight->ready.prompt.stage.sandbox;

	sandbox_advance(sandbox, sandbox_now_ms(sandbox) + ms);
	if (++sight->looks >= sight->last)
		return false;
	for (const struct happens *h = sight->happens; h != NULL &&
	    h->line != NULL; h++)
		if (h->look == sight->looks)
			ready_type(&sight->ready, h->line);
	return true;
}

/* Somebody does what the job does. */
static int
site_recover(void *with, uint32_t guest)
{
	struct sight *sight = with;
	FILE *file = fopen(sight->state, "r");

	assert_non_null(file);
	sight->kept[fread(sight->kept, 1, TOLD - 1, file)] = '\0';
	fclose(file);
	assert_int_equal(guest, 1);
	sight->recovered++;
	if (sight->ends == EXIT_OK)
		ready_type(&sight->ready, "ldm start ldom1");
	return sight->ends;
}

static void
site_log(void *with, const char *line)
{
	struct sight *sight = with;

	strncat(sight->logged, line, TOLD - strlen(sight->logged) - 2);
	strcat(sight->logged, "\n");
}

static void
sight_begin(struct sight *sight)
{
	ready_begin(&sight->ready);
	programs_make(&sight->programs,
	    &sight->ready.prompt.stage.sandbox->simulated);
	sight->reach = (struct reach){ .now_ms = counted_now,
	    .begin = counted_begin, .wait = counted_wait,
	    .leave = counted_leave };
	strcpy(sight->state, "/tmp/watch-XXXXXX");
	close(mkstemp(sight->state));
	unlink(sight->state);
}

static void
sight_end(struct sight *sight)
{
	programs_drop(&sight->programs);
	unlink(sight->state);
	ready_end(&sight->ready);
	test_free(sight);
}

/* Watch as often; what is printed is kept.  The status. */
static int
sight_watch(struct sight *sight, unsigned looks, bool json)
{
	FILE *file = tmpfile();
	int kept, status;
	size_t n;

	sight->looks = 0;
	sight->last = looks;
	sight->watching = (struct watching){ .site = sight->ready.site,
	    .reach = &sight->reach, .once = looks == 1, .json = json,
	    .interval_ms = 10000, .state_path = sight->state,
	    .log = site_log, .now_ms = site_now, .sleep = site_sleep,
	    .recover = site_recover, .may_act = sight->may_act,
	    .with = sight };
	if (looks == 1)
		sight->last = LOOKS;
	fflush(stdout);
	kept = dup(STDOUT_FILENO);
	dup2(fileno(file), STDOUT_FILENO);
	status = watching_play(&sight->watching);
	fflush(stdout);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	watching_drop(&sight->watching);
	rewind(file);
	n = fread(sight->printed, 1, TOLD - 1, file);
	sight->printed[n] = '\0';
	fclose(file);
	return status;
}

static unsigned
times(const char *text, const char *part)
{
	unsigned count = 0;

	for (; (text = strstr(text, part)) != NULL; text++)
		count++;
	return count;
}

static void
prints(const struct sight *sight, const char *part, unsigned count)
{
	if (times(sight->printed, part) != count)
		fail_msg("\"%s\": %u times, not %u:\n%s", part,
		    times(sight->printed, part), count, sight->printed);
}

static void
nothing_is_printed_of_a_site_that_is_well(void **state)
{
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	sight_begin(sight);
	assert_int_equal(sight_watch(sight, 1, false), EXIT_OK);
	assert_string_equal(sight->printed, "site posts\n0 findings, 0 not "
	    "known\n");
	assert_true(sight->questions > 0);
	assert_int_equal(sight->changes, 0);
	sight_end(sight);
}

static void
the_death_of_a_node_is_printed_and_the_outage_measured(void **state)
{
	static const struct happens happens[] = {
		{ 3, "fault power-off node1" }, { 0, NULL } };
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	sight_begin(sight);
	sight->happens = happens;
	assert_int_equal(sight_watch(sight, LOOKS, false), EXIT_OK);
	prints(sight, "node-gone node1, new", 1);
	prints(sight, "node-gone node1, over", 0);
	prints(sight, "guest-gone ldom1, new", 1);
	prints(sight, "wait: the cluster has until", 1);
	prints(sight, "guest-gone ldom1, over after", 1);
	prints(sight, "overdue", 0);
	prints(sight, "ldom1 is up again on node2, last seen up on node1: down",
	    1);
	assert_int_equal(times(sight->logged, "watch of site posts: broken "
	    "node-gone node1, new"), 1);
	assert_int_equal(sight->changes, 0);
	sight_end(sight);
}

static void
a_restart_does_not_tell_it_again_and_deadlines_go_on(void **state)
{
	static const struct happens happens[] = {
		{ 1, "clrg suspend ldom1-rg" }, { 1, "ldm stop -f ldom1" },
		{ 0, NULL } };
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	sight_begin(sight);
	sight->happens = happens;
	sight_watch(sight, 4, false);
	prints(sight, "guest-stopped ldom1, new", 1);
	sight->happens = NULL;
	sight_watch(sight, 3, false);
	prints(sight, "guest-stopped ldom1, new", 0);
	prints(sight, "guest-stopped ldom1, still", 1);
	prints(sight, "overdue", 0);
	ready_type(&sight->ready, "wait 3m");
	sight_watch(sight, 3, false);
	prints(sight, "guest-stopped ldom1, overdue after 3m", 1);
	assert_int_equal(sight_watch(sight, 1, false), EXIT_DIFFERS);
	prints(sight, "guest-stopped ldom1, still", 1);
	ready_type(&sight->ready, "ldm start ldom1");
	ready_type(&sight->ready, "wait 3m");
	sight_watch(sight, 2, false);
	prints(sight, "guest-stopped ldom1, over after", 1);
	prints(sight, "ldom1 is up again on node1", 1);
	assert_int_equal(sight->changes, 0);
	sight_end(sight);
}

static void
one_look_looks_again_at_what_is_not_sure(void **state)
{
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	sight_begin(sight);
	ready_type(&sight->ready, "fault hang node1");
	ready_type(&sight->ready, "wait 1s");
	assert_int_equal(sight_watch(sight, 1, true), EXIT_DIFFERS);
	assert_true(sight->looks > 0);
	prints(sight, "{\"type\":\"version\"", 1);
	prints(sight, "\"finding\":\"node-sick\"", 0);
	prints(sight, "\"finding\":\"node-gone\"", 1);
	prints(sight, "\"type\":\"watched\",\"findings\":", 1);
	sight_end(sight);
}

static void
a_state_of_another_site_is_refused(void **state)
{
	struct sight *sight = test_calloc(1, sizeof(*sight));
	FILE *file;

	(void)state;
	sight_begin(sight);
	sight_watch(sight, 2, false);
	sight->ready.site->name = "other";
	assert_int_equal(sight_watch(sight, 1, false), EXIT_FILE);
	file = fopen(sight->state, "w");
	assert_non_null(file);
	fputs("{", file);
	fclose(file);
	assert_int_equal(sight_watch(sight, 1, false), EXIT_FILE);
	sight_end(sight);
}

/* The guest is there without an agent, and the site file gives it to the
 * watch. */
static void
unguarded_begin(struct sight *sight)
{
	struct site_guest *row;

	sight_begin(sight);
	row = &sight->ready.site->guests[1];
	ready_type(&sight->ready, "clrs disable ldom1-ldom-rs");
	ready_type(&sight->ready, "clrs delete ldom1-ldom-rs");
	ready_type(&sight->ready, "ldm bind ldom1");
	ready_type(&sight->ready, "ldm start ldom1");
	ready_type(&sight->ready, "wait 3m");
	row->agent.present = false;
	row->watch_act = true;
	sight->may_act = true;
}

/* As long as the site file says. */
static void
a_group_is_suspended_for_too_long_after_the_declared_time(void **state)
{
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	sight_begin(sight);
	ready_type(&sight->ready, "clrg suspend ldom1-rg");
	sight->ready.site->suspended_ms = 60000;
	sight_watch(sight, 4, false);
	prints(sight, "group-suspended", 0);
	sight_watch(sight, 12, false);
	prints(sight, "risk group-suspended ldom1, new", 1);
	sight_end(sight);
}

static const struct happens stops[] = { { 1, "ldm stop -f ldom1" },
    { 0, NULL } };

static void
a_guest_that_nobody_guards_is_recovered_once(void **state)
{
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	unguarded_begin(sight);
	sight->happens = stops;
	sight_watch(sight, LOOKS, false);
	assert_int_equal(sight->recovered, 1);
	prints(sight, "the watch does it now", 1);
	prints(sight, "the watch of site posts begins: recover ldom1", 1);
	prints(sight, "has ended: recover ldom1, status 0", 1);
	prints(sight, "guest-stopped ldom1, over after", 1);
	prints(sight, "ldom1 is up again on node1", 1);
	sight_end(sight);
}

/* Nor after a restart. */
static void
what_did_not_help_is_not_begun_again(void **state)
{
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	unguarded_begin(sight);
	sight->happens = stops;
	sight->ends = EXIT_STUCK;
	sight_watch(sight, LOOKS, false);
	assert_int_equal(sight->recovered, 1);
	prints(sight, "recover ldom1, status 6", 1);
	sight->happens = NULL;
	sight_watch(sight, LOOKS, false);
	assert_int_equal(sight->recovered, 1);
	prints(sight, "recover was run already", 1);
	sight_end(sight);
}

/* Who is killed meanwhile does not begin it again. */
static void
what_was_begun_is_kept_before_it_begins(void **state)
{
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	unguarded_begin(sight);
	sight->happens = stops;
	sight_watch(sight, LOOKS, false);
	assert_int_equal(sight->recovered, 1);
	assert_int_equal(times(sight->kept, "\"acted_status\": -1"), 1);
	sight_end(sight);
}

/* What speaks against it: something that is typed, an answer that is changed,
 * or what the site file or the command line says. */
static const struct {
	const char	*why;
	const char	*type[2];
	struct forged	 forged;
	bool		 advised, only_watches, guarded;
} against[] = {
	{ .why = "the site file does not say", .advised = true },
	{ .why = "started without --act", .only_watches = true },
	{ .why = NULL, .guarded = true },
	{ .why = "its group is suspended", .type = { "clrg suspend "
	    "ldom1-rg" } },
	{ .why = "the cluster has no quorum", .forged = { SURVEY_QUORUM, 1,
	    "2        3         3", "2        1         3" } },
	{ .why = "it is not agreed who is a member", .forged = {
	    SURVEY_CLUSTER, 2,
	    "node2                                           Online",
	    "node2                                           Offline" } },
	{ .why = "it may be on another node", .type = { "node2: ldm "
	    "add-domain ldom1" } },
	{ .why = NULL, .type = { "fault stop ldmd on node2" } },
};

static void
nothing_is_recovered_while_something_speaks_against_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(against) / sizeof(against[0]); i++) {
		struct sight *sight = test_calloc(1, sizeof(*sight));
		struct site_guest *row;

		unguarded_begin(sight);
		row = &sight->ready.site->guests[1];
		row->watch_act = !against[i].advised;
		row->agent.present = against[i].guarded;
		sight->may_act = !against[i].only_watches;
		for (int k = 0; k < 2 && against[i].type[k] != NULL; k++)
			ready_type(&sight->ready, against[i].type[k]);
		sight->forged = against[i].forged;
		sight->happens = stops;
		sight_watch(sight, LOOKS, false);
		if (sight->recovered != 0)
			fail_msg("%u: it is recovered", (unsigned)i);
		if (against[i].why != NULL)
			prints(sight, against[i].why, 1);
		assert_int_equal(sight->changes, 0);
		sight_end(sight);
	}
}

static const struct {
	const char	*line;
	bool		 may;
} lines[] = {
	{ "ldm list-domain -l -p", true },
	{ "cluster status -t node,rg,rs", true },
	{ "ping ldom1 5", true },
	{ "ping  5", false },
	{ "ping -s 5", false },
	{ "ping ldom1 ldom2 5", false },
	{ "ping ldom1;reboot 5", false },
	{ "ldm list-domain -l -p; reboot", false },
	{ "ldm stop ldom1", false },
	{ "clrg switch -n node2 ldom1-rg", false },
	{ "zpool import zpool_ldom1", false },
	{ "", false },
};

/* Does it get through?  What does not is lost, and never typed. */
static bool
gets_through(struct sight *sight, const struct order *order)
{
	struct only_asks only;
	struct heard heard = { .lost = false };
	unsigned asked = sight->questions;
	uint64_t handle;

	only_asks_make(&only, &sight->reach);
	handle = only.reach.begin(&only.reach, order, &heard);
	assert_int_equal(only.refused, asked == sight->questions);
	if (only.refused != 0)
		assert_true(handle == HANDLE_OVER && heard.lost);
	else if (handle != HANDLE_OVER)
		only.reach.leave(&only.reach, handle);
	return only.refused == 0;
}

static void
only_questions_of_a_survey_get_through(void **state)
{
	const struct op op = { .kind = OP_GUEST_STOP };
	struct sight *sight = test_calloc(1, sizeof(*sight));

	(void)state;
	sight_begin(sight);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (gets_through(sight, &(struct order){ .place = 1,
		    .line = lines[i].line }) != lines[i].may)
			fail_msg("%s", lines[i].line);
	assert_false(gets_through(sight, &(struct order){ .place = 1,
	    .line = "zpool list", .change = true }));
	assert_false(gets_through(sight, &(struct order){ .place = 1,
	    .line = "zpool list", .op = &op }));
	assert_false(gets_through(sight, &(struct order){ .place = 1,
	    .line = "zpool list", .by_hand = &op }));
	assert_false(gets_through(sight, &(struct order){ .place = 1,
	    .line = "zpool list", .lock = "/var/run/lock" }));
	sight_end(sight);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_printed_of_a_site_that_is_well),
		cmocka_unit_test(
		    the_death_of_a_node_is_printed_and_the_outage_measured),
		cmocka_unit_test(
		    a_restart_does_not_tell_it_again_and_deadlines_go_on),
		cmocka_unit_test(one_look_looks_again_at_what_is_not_sure),
		cmocka_unit_test(a_state_of_another_site_is_refused),
		cmocka_unit_test(
		    a_group_is_suspended_for_too_long_after_the_declared_time),
		cmocka_unit_test(a_guest_that_nobody_guards_is_recovered_once),
		cmocka_unit_test(what_did_not_help_is_not_begun_again),
		cmocka_unit_test(what_was_begun_is_kept_before_it_begins),
		cmocka_unit_test(
		    nothing_is_recovered_while_something_speaks_against_it),
		cmocka_unit_test(only_questions_of_a_survey_get_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
