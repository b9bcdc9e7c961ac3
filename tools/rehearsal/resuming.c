/*
 * A rehearsal is resumed or rolled back: the simulated site is made again, by
 * asking it everything that the journal says was asked.
 */
#include "tools/rehearsal/rehearsal.h"
#include "tools/session/resumed.h"

static void
forget(void *with)
{
	session_forget(with);
}

static bool
replayed(struct rehearsal *rehearsal, bool *lost, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	struct replay replay = { .journal = &execution->journal,
	    .names = execution->site.site->names, .resumed = forget };
	bool same;

	if (!rehearsal_site(rehearsal, err))
		return false;
	replay.with = execution->session;
	execution_sinks(execution);
	/* Listeners have seen what was so and what was armed. */
	execution->tee.one = NULL;
	sandbox_zero(&rehearsal->sandbox);
	if (!rehearsal_faults(rehearsal, err))
		return false;
	replay.backend.below = execution->session->top;
	same = execution_replay(execution, &replay, lost, err);
	execution->session->faults.ended = false;
	return same;
}

/* It goes on the way that it has begun on. */
static bool
way_again(struct rehearsal *rehearsal, struct err *err)
{
	const struct execution *execution = rehearsal->execution;
	const char *word = execution->opening.through;

	return word == NULL || through_find(word, &rehearsal->through) ||
	    err_set(err, ERR_UNSUPPORTED, "%s: this version cannot continue a "
	    "run through \"%s\"", execution->folder.path, word);
}

int
rehearsal_resume(struct execution *execution, enum decision decision)
{
	struct rehearsal rehearsal = { .execution = execution,
	    .transcript.file = -1 };
	struct err err = { 0 };
	bool lost = false;
	int status;

	if (!way_again(&rehearsal, &err) ||
	    !replayed(&rehearsal, &lost, &err)) {
		status = err_print(&err);
	} else {
		session_resume_at(execution->session, execution->run.at_ms);
		if (execution_resume(execution, decision, lost, &status)) {
			rehearsal_go(&rehearsal);
			status = rehearsal_close(&rehearsal);
		}
	}
	rehearsal_drop(&rehearsal);
	return status;
}
