#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tools/explore/explore.h"
#include "tools/explored.h"
#include "tools/exploring.h"
#include "tools/lessened.h"
#include "tools/memory.h"
#include "tools/say.h"
#include "tools/session/stop.h"
#include "tools/together.h"
#include "tools/verbs.h"

/* The progress: printed once a second, on a terminal. */
struct progress {
	time_t		begun, printed;
	bool		terminal, first;
	uint64_t	of;		/* points, or seeds */
};

static void
progress_print(const struct explore *explore, const struct progress *progress,
    time_t now)
{
	uint64_t left = explore->point == 0
	    ? 0
	    : (uint64_t)(now - progress->begun) *
		(progress->of > explore->point
			? progress->of - explore->point
			: 0) /
		explore->point;

	say_to(stderr, "\r%llu of %llu, %llu executed, %llu violation%s, %llu "
	    "s left\033[K", (unsigned long long)explore->point,
	    (unsigned long long)progress->of,
	    (unsigned long long)explore->executed,
	    (unsigned long long)explore->violations,
	    plural(explore->violations), (unsigned long long)left);
}

static bool
go_on(struct explore *explore)
{
	struct progress *progress = explore->with;
	time_t now;

	if (progress->first && explore->violations != 0)
		return false;
	if (!progress->terminal)
		return !stop_asked();
	now = time(NULL);
	if (now != progress->printed)
		progress_print(explore, progress, now);
	progress->printed = now;
	return !stop_asked();
}

static bool
shard_read(const char *text, struct explore *explore, struct err *err)
{
	unsigned shard, shards;
	char rest;

	explore->shard = explore->shards = 1;
	if (text == NULL)
		return true;
	/* A sign is no part of a number, and one of ten digits is too large. */
	if (text[strspn(text, "0123456789/")] != '\0' ||
	    sscanf(text, "%9u/%9u%c", &shard, &shards, &rest) != 2 ||
	    shard == 0 || shard > shards)
		return err_set(err, ERR_USAGE, "--shard needs I/N, for example "
		    "1/4, not \"%s\"", text);
	explore->shard = shard;
	explore->shards = shards;
	return true;
}

static bool
explorer_make(struct rehearsal *rehearsal, struct explore *explorer,
    struct progress *progress, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;

	*explorer = (struct explore){ .sandbox = &rehearsal->sandbox,
	    .plan = execution->plan,
	    .whole = rehearsal->whole != execution->plan ?
	    rehearsal->whole : NULL, .faults = (unsigned)options->faults,
	    .homes = options->faults <= 1 && options->seeds == 0,
	    .go_on = go_on,
	    .with = progress };
	if (options->faults > EXPLORE_FAULTS)
		return err_set(err, ERR_USAGE, "--faults needs a number from 0 "
		    "to %d", EXPLORE_FAULTS);
	if (options->seeds == 0 && options_given(options, "seeds"))
		return err_set(err, ERR_USAGE, "--seeds needs a number from 1 "
		    "on");
	return shard_read(options->shard, explorer, err);
}

/* On a site that was drawn, what is found is shown on the least one; if it is
 * about a saved plan, or is not found again because somebody asks to stop, on
 * the site itself. */
static void
findings(struct rehearsal *rehearsal, struct explore *explorer)
{
	bool lessens = exploring_random(rehearsal->execution->options) &&
	    explorer->finding_count != 0 && explorer->whole == NULL &&
	    !stop_asked();

	if (!lessens || !lessened_findings(rehearsal, explorer))
		explored_findings(rehearsal, explorer);
}

static int
play(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;
	struct progress progress = { .begun = time(NULL),
	    .terminal = isatty(STDERR_FILENO) != 0, .of = options->seeds,
	    .first = options->first };
	struct explore *explorer = arena_take(&execution->arena, 1,
	    sizeof(*explorer));
	struct err err = { 0 };
	int status;

	if (!explorer_make(rehearsal, explorer, &progress, &err))
		return err_print(&err);
	stop_listen();
	if (options->json)
		lines_version("explore");
	if (options->seeds != 0)
		explore_random(explorer, execution->opening.seed,
		    options->seeds);
	else
		explore(explorer);
	if (progress.terminal)
		say_to(stderr, "\r\033[K");
	findings(rehearsal, explorer);
	explored_sum(rehearsal, explorer, (long long)(time(NULL) -
	    progress.begun));
	status = explored_proof(explorer);
	if (explorer->violations != 0 || status != EXIT_OK)
		return EXIT_NOT_MET;
	return explorer->interrupted ? EXIT_STUCK : EXIT_OK;
}

int
cmd_explore(const struct options *options)
{
	struct execution execution;
	struct rehearsal rehearsal = { .execution = &execution };
	int status;

	memory_keep();
	execution_make(&execution, options, "explore", "explore");
	status = exploring_ready(&rehearsal);
	if (status == EXIT_OK)
		status = options->beside != NULL ? together_play(&rehearsal) :
		    play(&rehearsal);
	rehearsal_drop(&rehearsal);
	execution_drop(&execution);
	return status;
}
