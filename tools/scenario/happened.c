#include "tools/scenario/happened.h"

#include <string.h>

#include "backends/sim/session/strike.h"
#include "core/formats/scenario/phrase.h"
#include "core/procedures/procedure.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { DAY_MS = 24 * 3600 * 1000 };

/* The job's node; else that of its guest. */
static uint32_t
node_of(const struct site *site, const struct job *job)
{
	const struct site_guest *guest = &site->guests[job->guest];

	if (job->off != 0)
		return job->off;
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (job->nodes >> n & 1)
			return n;
	return guest->now_on != 0 ? guest->now_on : guest->node[0];
}

const char *
happened_phrase(struct arena *arena, const struct site *site,
    const struct job *job, unsigned n)
{
	const char *const *phrases = job->off != 0 ?
	    job->procedure->happened_off : job->procedure->happened;
	const char *at;

	for (unsigned i = 0; phrases != NULL && phrases[i] != NULL; i++)
		if (i == n) {
			at = strstr(phrases[i], "%s");
			return at == NULL ? phrases[i] : arena_format(arena,
			    "%.*s%s%s", (int)(at - phrases[i]), phrases[i],
			    names_text(site->names, KIND_NODE, node_of(site,
			    job)), at + 2);
		}
	return NULL;
}

/* What never comes to rest, such as a guest that boots for ever, has a day. */
static void
rest(struct sandbox *sandbox)
{
	int64_t end_ms = sandbox_now_ms(sandbox) + DAY_MS, next_ms;

	while ((next_ms = sandbox_next_ms(sandbox)) >= 0 && next_ms <= end_ms)
		sandbox_advance(sandbox, next_ms);
}

static bool
one_play(struct sandbox *sandbox, const char *phrase, struct err *err)
{
	const struct language language = { sandbox->session.arena,
	    sandbox->session.site->names, &scenario_vocabulary, NULL };
	struct wrong wrong;
	struct fault fault;

	if (!phrase_fault(&language, phrase, &fault, &wrong))
		return err_set(err, ERR_JOB_INVALID, "\"%s\", which comes "
		    "before this job, cannot be played: expected %s", phrase,
		    wrong.expected);
	if (!simulated_strike(&sandbox->simulated, &fault))
		return err_set(err, ERR_JOB_INVALID, "\"%s\", which comes "
		    "before this job, finds nothing that it could strike",
		    phrase);
	rest(sandbox);
	return true;
}

bool
happened_play(struct sandbox *sandbox, const struct job *job, struct err *err)
{
	const struct session *session = &sandbox->session;
	const char *phrase;

	for (unsigned n = 0; (phrase = happened_phrase(session->arena,
	    session->site, job, n)) != NULL; n++)
		if (!one_play(sandbox, phrase, err))
			return false;
	return true;
}
