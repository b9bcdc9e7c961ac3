/*
 * Who watches changes nothing: in random lives of random sites, with every
 * failure that there is, no changing command, and the world is after each look
 * what it was before.
 *
 * FAILURES=N says how many random failures; FIRST=N the first life.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/life_fixture.h"
#include "tests/sparse.h"
#include "tools/through/programs.h"
#include "tools/watch/watching.h"

enum { ACTS = 20, LIMIT_MS = 60000, FAILURES = SPARSE == 1 ? 600 : 40 };

struct counted {
	struct reach	 reach;		/* first: counts what goes below */
	struct life	 life;
	struct programs	 programs;
	struct watching	 watching;
	char		 digest[SANDBOX_DIGEST];
	int64_t		 begun_ms;	/* when the look began */
	unsigned	 acts, questions, changes, compared;
};

static struct counted *
counted_of(struct reach *reach)
{
	return (struct counted *)reach;
}

static int64_t
now_ms(struct reach *reach)
{
	struct reach *below = &counted_of(reach)->programs.reach;

	return below->now_ms(below);
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct counted *counted = counted_of(reach);
	struct reach *below = &counted->programs.reach;

	counted->questions++;
	counted->changes += order->change || order->op != NULL ||
	    order->by_hand != NULL || order->lock != NULL;
	return below->begin(below, order, heard);
}

static bool
wait_for(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct reach *below = &counted_of(reach)->programs.reach;

	/* Each way has a limit for a question. */
	assert_true(until_ms == INT64_MAX);
	return below->wait(below, handle, now_ms(reach) + LIMIT_MS, heard);
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct reach *below = &counted_of(reach)->programs.reach;

	below->leave(below, handle);
}

static int64_t
site_now(void *with)
{
	struct counted *counted = with;

	return now_ms(&counted->reach);
}

static struct sandbox *
sandbox_of(const struct counted *counted)
{
	return counted->life.prompt.stage.sandbox;
}

static void
world_note(struct counted *counted)
{
	sandbox_digest(sandbox_of(counted), counted->digest);
	counted->begun_ms = now_ms(&counted->reach);
}

/* If no time has passed because somebody did not answer, nothing can have
 * happened. */
static void
world_compare(struct counted *counted)
{
	char digest[SANDBOX_DIGEST];

	if (now_ms(&counted->reach) != counted->begun_ms)
		return;
	counted->compared++;
	sandbox_digest(sandbox_of(counted), digest);
	if (strcmp(digest, counted->digest) != 0)
		fail_msg("life %llu, look %u: the world has changed",
		    (unsigned long long)counted->life.seed, counted->acts);
}

/* The look is over; then the next thing happens, whatever else is still under
 * way. */
static bool
site_sleep(void *with, int64_t ms)
{
	struct counted *counted = with;

	(void)ms;
	world_compare(counted);
	if (counted->acts == ACTS || counted->life.site->guest_count == 0)
		return false;
	life_act(&counted->life, draw_part(counted->life.draw, "watched",
	    counted->acts++));
	world_note(counted);
	return true;
}

static int
never(void *with, uint32_t guest)
{
	(void)with;
	(void)guest;
	fail_msg("a guest is recovered");
	return 0;
}

struct tally {
	unsigned	 failures, questions, compared;
};

/* Half of them are given to the watch, as if it might act. */
static void
life_watch(uint64_t seed, struct tally *tally)
{
	struct counted *counted = test_calloc(1, sizeof(*counted));

	counted->reach = (struct reach){ .now_ms = now_ms, .begin = begin,
	    .wait = wait_for, .leave = leave };
	life_begin(&counted->life, seed);
	programs_make(&counted->programs,
	    &sandbox_of(counted)->simulated);
	for (uint32_t g = 1; g <= counted->life.site->guest_count; g++)
		counted->life.site->guests[g].watch_act = seed % 2 == 0;
	counted->watching = (struct watching){ .site = counted->life.site,
	    .reach = &counted->reach, .interval_ms = 30000,
	    .now_ms = site_now, .sleep = site_sleep, .recover = never,
	    .with = counted };
	world_note(counted);
	assert_int_equal(watching_play(&counted->watching), 0);
	assert_int_equal(counted->changes, 0);
	assert_int_equal(counted->watching.asks.refused, 0);
	tally->failures += counted->acts;
	tally->questions += counted->questions;
	tally->compared += counted->compared;
	watching_drop(&counted->watching);
	programs_drop(&counted->programs);
	life_end(&counted->life);
	test_free(counted);
}

static void
a_watch_that_advises_changes_nothing(void **state)
{
	uint64_t seed = life_number("FIRST", 1);
	uint64_t wanted = life_number("FAILURES", FAILURES);
	struct tally tally = { 0 };
	int kept = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY);

	(void)state;
	fflush(stdout);
	dup2(nowhere, STDOUT_FILENO);
	while (tally.failures < wanted)
		life_watch(seed++, &tally);
	fflush(stdout);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	close(nowhere);
	print_message("%u failures, %u questions, 0 changes; %u looks left "
	    "the world as it was\n", tally.failures, tally.questions,
	    tally.compared);
	assert_true(tally.compared > tally.failures / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_watch_that_advises_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
