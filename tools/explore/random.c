/*
 * Random schedules: each seed is a branch with up to six choices.  What has
 * ended may be resumed or rolled back, and go on; each of its endings is
 * examined.
 */
#include <stdlib.h>

#include "core/run/drive.h"
#include "tools/explore/inside.h"

enum { CALLS = 20000, FAULTS_MAX = 6 };

/* Drawn by its purpose, so that one more draw changes no other. */
static uint64_t
drawn(uint64_t seed, uint64_t what, uint64_t often)
{
	uint64_t x = seed * 0x9e3779b97f4a7c15u + what * 0xbf58476d1ce4e5b9u +
	    often * 0x94d049bb133111ebu;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* Early or late in a branch, seldom or often: that is drawn as well. */
static bool
goes_wrong(uint64_t seed, const struct branch *branch, unsigned length)
{
	uint64_t rate = 1 + drawn(seed, 1, 0) % FAULTS_MAX;

	return drawn(seed, 2, branch->calls) % length < rate;
}

static bool
choose(struct branch *branch, uint64_t seed, const struct op *op,
    struct choice *choice)
{
	unsigned count = 0;

	while (choice_at(branch, op, count, true, choice))
		count++;
	return count != 0 && choice_at(branch, op, (unsigned)(drawn(seed, 3,
	    branch->calls) % count), true, choice);
}

/* To an ending, with what goes wrong on the way. */
static void
ride(struct walk *walk, uint64_t seed, unsigned length)
{
	struct branch *branch = &walk->branch;
	struct choice choice;
	struct op op;
	int64_t limit_ms;

	while (branch->calls < CALLS &&
	    run_next(branch->plan, &branch->run, &op, &limit_ms)) {
		if (walk->path.count < FAULTS_MAX &&
		    goes_wrong(seed, branch, length) &&
		    choose(branch, seed, &op, &choice)) {
			walk->path.choice[walk->path.count++] = choice;
			walk_choose(walk, &choice);
		}
		if (!branch_step(branch))
			break;
	}
}

/* A run that has ended goes on in one of three branches.  false: it does not,
 * or nothing is left to do. */
static bool
goes_on(struct walk *walk, uint64_t seed)
{
	struct branch *branch = &walk->branch;
	struct choice choice;
	unsigned count = 0;

	if (walk->path.count == CHOICE_PATH || walk->broken ||
	    drawn(seed, 4, branch->calls) % 3 != 0)
		return false;
	while (choice_ended(branch, count, &choice))
		count++;
	choice_ended(branch, (unsigned)(drawn(seed, 5, branch->calls) % count),
	    &choice);
	walk->path.choice[walk->path.count++] = choice;
	choice_make(branch, &choice);
	return branch->run.ending == GOING;
}

static void
branch_random(struct walk *walk, uint64_t seed, unsigned length)
{
	struct branch *branch = &walk->branch;

	branch_return(branch, &walk->begin);
	walk->path.count = 0;
	walk->broken = false;
	walk->again = false;
	walk->stays = false;
	walk->last.seed = seed;
	do {
		ride(walk, seed, length);
		branch_save(branch, &walk->copy[0]);
		walk->explore->runs++;
		ending_verify(walk);
		branch_return(branch, &walk->copy[0]);
		walk->stays |= ending_stays(walk);
	} while (goes_on(walk, seed));
}

static unsigned
length_of(struct walk *walk)
{
	struct branch *branch = &walk->branch;
	unsigned length;

	while (branch->calls < CALLS && branch_step(branch))
		continue;
	length = branch->calls;
	branch_return(branch, &walk->begin);
	return length;
}

void
explore_random(struct explore *explore, uint64_t seed, uint64_t count)
{
	struct walk *walk = malloc(sizeof(*walk));
	unsigned length;

	if (walk == NULL)
		abort();
	walk_begin(walk, explore);
	length = length_of(walk);
	explore->points = length;
	promise_verify(walk);
	for (uint64_t i = 0; i < count && !explore->interrupted; i++) {
		explore->point = i + 1;
		if (i % explore->shards != explore->shard - 1)
			continue;
		branch_random(walk, seed + i, length);
		if (explore->go_on != NULL && !explore->go_on(explore))
			explore->interrupted = true;
	}
	walk_end(walk);
	free(walk);
}
