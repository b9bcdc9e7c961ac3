#include "tools/lessened.h"

#include <stdlib.h>
#include <string.h>

#include "tools/explored.h"
#include "tools/exploring.h"
#include "tools/session/stop.h"
#include "tools/swarm/lessen.h"
#include "tools/swarm/random_site.h"

/* So many lesser sites are tried, each with so many schedules. */
enum { TRIES = 400, SEEDS = 200 };

struct wanted {
	const struct rehearsal *of;
	const char	*invariant;
	const struct finding *finding;
	enum ending	plain;
};

/* The same job on another site. */
struct trial {
	struct execution execution;
	struct rehearsal rehearsal;
	struct explore	explore;
};

/* Until it is found again. */
static bool
go_on(struct explore *explore)
{
	const struct wanted *wanted = explore->with;

	for (unsigned i = 0; i < explore->finding_count; i++)
		if (strcmp(explore->finding[i].invariant,
		    wanted->invariant) == 0)
			return false;
	return !stop_asked();
}

/* What is found is another number of operations away: a single fault is looked
 * for everywhere, several in random schedules. */
static void
explore_for(struct trial *trial, const struct wanted *wanted)
{
	struct explore *explorer = &trial->explore;
	const struct options *options = wanted->of->execution->options;
	unsigned count = wanted->finding->path.count;

	*explorer = (struct explore){ .sandbox = &trial->rehearsal.sandbox,
	    .plan = trial->execution.plan, .faults = count, .shard = 1,
	    .shards = 1, .homes = count <= 1 && options->seeds == 0,
	    .go_on = go_on, .with = (void *)(uintptr_t)wanted };
	if (options->seeds == 0)
		explore(explorer);
	else
		explore_random(explorer, wanted->finding->seed, SEEDS);
}

static bool
trial_begin(struct trial *trial, const struct wanted *wanted,
    const json_t *site)
{
	const struct execution *of = wanted->of->execution;
	struct execution *execution = &trial->execution;
	struct rehearsal *rehearsal = &trial->rehearsal;
	struct err err = { 0 };

	execution_make(execution, of->options, of->verb, of->mode);
	execution->opening = of->opening;
	*rehearsal = (struct rehearsal){ .execution = execution };
	return exploring_take(rehearsal, site) &&
	    job_read_line(&execution->arena, execution->site.site,
	    of->job.text, &execution->job, &err) &&
	    exploring_begin(rehearsal, &err);
}

static void
trial_drop(struct trial *trial)
{
	rehearsal_drop(&trial->rehearsal);
	execution_drop(&trial->execution);
	free(trial);
}

/* Only the finding that is wanted is left.  On a site where the job ends in
 * another way by itself, it is another finding: a guest that has lost its last
 * disk never boots. */
static bool
is_found(struct trial *trial, const struct wanted *wanted)
{
	struct explore *explorer = &trial->explore;

	explore_for(trial, wanted);
	if (explorer->plain != wanted->plain)
		return false;
	for (unsigned i = 0; i < explorer->finding_count; i++)
		if (strcmp(explorer->finding[i].invariant,
		    wanted->invariant) == 0) {
			explorer->finding[0] = explorer->finding[i];
			explorer->finding_count = 1;
			return true;
		}
	return false;
}

static bool
happens(void *with, const json_t *site)
{
	const struct wanted *wanted = with;
	struct trial *trial = calloc(1, sizeof(*trial));
	bool found;

	if (trial == NULL)
		abort();
	found = !stop_asked() && trial_begin(trial, wanted, site) &&
	    is_found(trial, wanted);
	trial_drop(trial);
	return found;
}

bool
lessened_findings(struct rehearsal *rehearsal, const struct explore *explorer)
{
	struct wanted wanted = { rehearsal, explorer->finding[0].invariant,
	    &explorer->finding[0], explorer->plain };
	struct lessening lessening = { happens, &wanted, TRIES };
	struct trial *trial = calloc(1, sizeof(*trial));
	json_t *site = random_site(rehearsal->execution->options->random_site);
	json_t *least = lessen(site, &lessening);
	bool found;

	if (trial == NULL)
		abort();
	found = trial_begin(trial, &wanted, least) && is_found(trial, &wanted);
	if (found)
		explored_findings(&trial->rehearsal, &trial->explore);
	trial_drop(trial);
	json_decref(site);
	json_decref(least);
	return found;
}
