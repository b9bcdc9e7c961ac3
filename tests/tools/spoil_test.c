/*
 * What goes wrong at the boundary of commands: outputs that are garbled, cut
 * off, late, or in another language; commands that are killed, hang, or do not
 * start.  No operation has such faults, so there is nothing to be equal to; but
 * what a run promises holds, as the explorer judges it: no invariant is broken,
 * its endings are those that it may have, and with nothing wrong any more it
 * goes on and goes back.
 *
 * SCHEDULES=N says how many random ones, FIRST=N where to begin, SAID=1 prints
 * what happened in each, THROUGH=process has it happen to processes, whose
 * program must lie as if the test were installed (tests/both-ways).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/life_fixture.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/explore/inside.h"
#include "tools/scenario/sandbox.h"
#include "tools/swarm/draw.h"
#include "tools/through/passage.h"

enum { SCHEDULES = SPARSE == 1 ? 36 : 6, CALLS = 6000, MOST = 6,
    NOTES = 4096 };

static const char *const words[SPOILAGES] = { "none", "garbled", "cut",
    "delayed", "localised", "killed", "hung", "unstarted" };

/* How a schedule spoils what is typed. */
struct spoiling {
	struct draw	 draw;
	bool		 on;
	unsigned	 count;		/* commands so far */
	unsigned	 length;	/* of the undisturbed run */
	unsigned	 left;		/* to be spoilt, at most */
	unsigned	 rate;
	enum spoilage	 always;	/* from a moment on, all; or NONE */
	unsigned	 from;
	unsigned	 of[SPOILAGES];	/* that have struck, in all schedules */
	char		 notes[NOTES];
};

static void
note(struct spoiling *spoiling, enum spoilage spoilage,
    const struct order *order)
{
	size_t n = strlen(spoiling->notes);

	spoiling->of[spoilage]++;
	snprintf(spoiling->notes + n, sizeof(spoiling->notes) - n,
	    "  %u: %s: on %u: %s\n", spoiling->count, words[spoilage],
	    (unsigned)order->place, order->line);
}

static enum spoilage
next(void *with, const struct order *order, uint64_t *number)
{
	struct spoiling *spoiling = with;
	struct draw draw = draw_part(spoiling->draw, "command",
	    ++spoiling->count);
	enum spoilage spoilage = spoiling->always;

	if (!spoiling->on || spoiling->left == 0)
		return SPOIL_NONE;
	*number = draw_of(draw, "number", UINT32_MAX);
	if (spoilage == SPOIL_NONE) {
		if (draw_of(draw, "wrong", spoiling->length) >= spoiling->rate)
			return SPOIL_NONE;
		spoilage = 1 + (enum spoilage)draw_of(draw, "how",
		    SPOILAGES - 1);
	} else if (spoiling->count < spoiling->from) {
		return SPOIL_NONE;
	}
	spoiling->left--;
	note(spoiling, spoilage, order);
	return spoilage;
}

/* One or several, or all from a moment on: then in another language, or with
 * nothing that can be read. */
static void
spoiling_draw(struct spoiling *spoiling, uint64_t seed)
{
	struct draw draw = draw_begin(seed);
	bool all = draw_of(draw, "all", 6) == 0;

	spoiling->draw = draw;
	spoiling->on = true;
	spoiling->count = 0;
	spoiling->notes[0] = '\0';
	spoiling->rate = 1 + (unsigned)draw_of(draw, "rate", 2 * MOST);
	spoiling->always = !all ? SPOIL_NONE : draw_of(draw, "which", 3) == 0 ?
	    SPOIL_GARBLED : SPOIL_LOCALISED;
	spoiling->from = (unsigned)draw_of(draw, "from", spoiling->length);
	spoiling->left = all ? 40 : 1 + (unsigned)draw_of(draw, "most", MOST);
}

/* What the explorer makes of an operation comes back as it does. */
static void
choose(struct walk *walk, struct spoiling *spoiling, const struct op *op)
{
	struct branch *branch = &walk->branch;
	struct draw draw = spoiling->draw;
	struct choice choice;
	unsigned count = 0;

	while (choice_at(branch, op, count, true, &choice))
		count++;
	if (count == 0 || walk->path.count == CHOICE_PATH ||
	    !choice_at(branch, op, (unsigned)draw_of(draw, "choice", count),
	    true, &choice))
		return;
	walk->path.choice[walk->path.count++] = choice;
	spoiling->on = false;
	walk_choose(walk, &choice);
	spoiling->on = true;
}

/* To an ending; in every third schedule an operation goes wrong as well. */
static void
ride(struct walk *walk, struct spoiling *spoiling)
{
	struct branch *branch = &walk->branch;
	struct draw draw = spoiling->draw;
	unsigned at = draw_of(draw, "faults", 3) != 0 ? CALLS :
	    1 + (unsigned)draw_of(draw, "at", spoiling->length);
	struct op op;
	int64_t limit_ms;

	while (branch->calls < CALLS && run_next(branch->plan, &branch->run,
	    &op, &limit_ms)) {
		if (branch->calls == at)
			choose(walk, spoiling, &op);
		if (!branch_step(branch))
			break;
	}
	spoiling->on = false;
}

static void
schedule_go(struct walk *walk, struct spoiling *spoiling, uint64_t seed,
    unsigned *broken)
{
	struct branch *branch = &walk->branch;

	branch_return(branch, &walk->begin);
	walk->path.count = 0;
	walk->broken = walk->stays = false;
	spoiling_draw(spoiling, seed);
	ride(walk, spoiling);
	walk->explore->runs++;
	ending_verify(walk);
	if (life_number("SAID", 0) != 0)
		print_message("schedule %llu\n%s",
		    (unsigned long long)seed, spoiling->notes);
	if (!walk->broken)
		return;
	++*broken;
	print_message("schedule %llu: %s: %s: %s\n%s%u choices\n",
	    (unsigned long long)seed, branch->plan->job,
	    walk->last.invariant, walk->last.text, spoiling->notes,
	    walk->path.count);
}

/* How many commands the undisturbed run types. */
static unsigned
length_of(struct walk *walk, struct spoiling *spoiling)
{
	struct branch *branch = &walk->branch;

	branch_return(branch, &walk->begin);
	spoiling->on = false;
	spoiling->count = 0;
	while (branch->calls < CALLS && branch_step(branch))
		continue;
	assert_int_equal(branch->run.ending, ARRIVED);
	return spoiling->count;
}

static enum through
way(void)
{
	const char *word = getenv("THROUGH");
	enum through through = THROUGH_SHELL;

	assert_true(word == NULL || through_find(word, &through));
	return through;
}

/* The schedules of one job, of those that are to be played. */
static void
job_go(unsigned n, struct spoiling *spoiling, unsigned *broken)
{
	const struct posts_job *row = &posts_jobs[n];
	uint64_t first = life_number("FIRST", 0);
	uint64_t count = life_number("SCHEDULES", SCHEDULES);
	struct sandbox *sandbox = test_calloc(1, sizeof(*sandbox));
	struct walk *walk = test_calloc(1, sizeof(*walk));
	struct explore explore = { .sandbox = sandbox, .shard = 1,
	    .shards = 1 };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err;
	struct job job;

	assert_true(job_read_line(&arena, site, row->begin != NULL ?
	    row->begin : row->job, &job, &err));
	sandbox_make(sandbox, &arena, site, job.procedure->begin, 1);
	assert_true(row->begin == NULL || sandbox_begin(sandbox,
	    row->begin, &err));
	assert_true(sandbox_through(sandbox, way(), &err));
	sandbox->passage->spoil.next = next;
	sandbox->passage->spoil.with = spoiling;
	sandbox_zero(sandbox);
	assert_true(job_read_line(&arena, site, row->job, &job, &err));
	explore.plan = session_plan(&sandbox->session, &job, &err);
	assert_non_null(explore.plan);
	walk_begin(walk, &explore);
	spoiling->length = length_of(walk, spoiling);
	for (uint64_t seed = first; seed < first + count; seed++)
		if (seed % POSTS_JOBS == n)
			schedule_go(walk, spoiling, seed, broken);
	walk_end(walk);
	sandbox_drop(sandbox);
	test_free(sandbox);
	test_free(walk);
	arena_drop(&arena);
}

static void
promises_hold_whatever_commands_say(void **state)
{
	struct spoiling *spoiling = test_calloc(1, sizeof(*spoiling));
	unsigned broken = 0;

	(void)state;
	for (unsigned n = 0; n < POSTS_JOBS; n++)
		job_go(n, spoiling, &broken);
	print_message("%llu schedules",
	    (unsigned long long)life_number("SCHEDULES", SCHEDULES));
	for (unsigned i = 1; i < SPOILAGES; i++)
		print_message(", %u %s", spoiling->of[i], words[i]);
	print_message("; %u break a promise\n", broken);
	test_free(spoiling);
	assert_int_equal(broken, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(promises_hold_whatever_commands_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
