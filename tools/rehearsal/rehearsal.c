#include "tools/rehearsal/rehearsal.h"

#include <stdlib.h>
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/formats/json/units.h"
#include "core/procedures/procedure.h"
#include "tools/report/places.h"
#include "tools/say.h"
#include "tools/scenario/happened.h"

bool
rehearsal_now(const struct rehearsal *rehearsal, enum guest_now *now)
{
	const struct job *first = &rehearsal->first;
	const struct site_guest *guest =
	    &rehearsal->execution->site.site->guests[first->guest];

	*now = first->procedure->guest_begin;
	if (*now == NOW_CLUSTERED && !guest->agent.present)
		*now = NOW_RUNNING;
	return first->guest != 0 && *now != NOW_ABSENT &&
	    guest->now == NOW_ABSENT;
}

/* Without a "now" of its own, the guest stands where the first procedure
 * begins from. */
static void
guest_put(struct rehearsal *rehearsal)
{
	const struct site *site = rehearsal->execution->site.site;
	uint32_t guest = rehearsal->first.guest;
	enum guest_now now;

	if (rehearsal_now(rehearsal, &now))
		sim_put(rehearsal->sandbox.simulated.sim, guest, now,
		    site->guests[guest].node[0]);
	for (uint32_t g = 1; rehearsal->first.procedure->campaign !=
	    CAMPAIGN_NONE && g <= site->guest_count; g++)
		if (site->guests[g].now == NOW_ABSENT &&
		    site->guests[g].node_count != 0)
			sim_put(rehearsal->sandbox.simulated.sim, g,
			    site->guests[g].agent.present ? NOW_CLUSTERED :
			    NOW_RUNNING, site->guests[g].node[0]);
}

static void
digest(void *with, char buffer[LINES_DIGEST])
{
	sandbox_digest(with, buffer);
}

/* From a start text nothing is put anywhere but where that says. */
static bool
site_make(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const char *start = execution->opening.start;

	sandbox_make(&rehearsal->sandbox, &execution->arena,
	    execution->site.site, rehearsal->ready ? SITE_READY :
	    rehearsal->first.procedure->begin, execution->opening.seed);
	execution->session = &rehearsal->sandbox.session;
	execution->asked = &rehearsal->sandbox.simulated.backend;
	execution->digest = digest;
	execution->with = &rehearsal->sandbox;
	if (start != NULL)
		return sandbox_start(&rehearsal->sandbox, start,
		    strlen(start), rehearsal->notes, err);
	guest_put(rehearsal);
	return true;
}

/* A start text and a scenario tell what has happened. */
static bool
happen(struct rehearsal *rehearsal, struct err *err)
{
	const struct execution *execution = rehearsal->execution;

	return execution->opening.start != NULL || rehearsal->ready ||
	    happened_play(&rehearsal->sandbox, &execution->job, err);
}

bool
rehearsal_site(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const struct opening *opening = &execution->opening;

	rehearsal->first = execution->job;
	if (!rehearsal_faults_read(rehearsal, err))
		return false;
	if (opening->begin_count != 0 && !job_read_line(&execution->arena,
	    execution->site.site, opening->begin[0], &rehearsal->first, err))
		return false;
	if (!site_make(rehearsal, err))
		return false;
	for (unsigned i = 0; i < opening->begin_count; i++)
		if (!sandbox_begin(&rehearsal->sandbox,
		    opening->begin[i], err))
			return false;
	if (!happen(rehearsal, err))
		return false;
	if (!sandbox_through(&rehearsal->sandbox, rehearsal->through, err))
		return false;
	rehearsal->before = sim_text(rehearsal->sandbox.simulated.sim, NULL);
	return true;
}

void
rehearsal_told(const struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	const char *phrase;

	for (unsigned n = 0; execution->opening.start == NULL &&
	    (phrase = happened_phrase(&execution->arena, execution->site.site,
	    &execution->job, n)) != NULL; n++)
		say("  before it    %s\n", phrase);
}

void
rehearsal_fit(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	const char *moved;

	if (execution->file.path == NULL)
		return;
	moved = plan_file_moved(execution->session,
	    execution->session->bottom, &execution->file,
	    execution->site.digest);
	if (moved != NULL)
		say_to(execution->options->json ? stderr : stdout,
		    "domferry: note: %s\n", moved);
}

/* Nothing is typed by operations, and nothing is kept without a folder. */
static void
listen(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	bool kept = execution->folder.path != NULL &&
	    rehearsal->through != THROUGH_OP;

	if (kept) {
		transcript_make(&rehearsal->transcript, execution->site.site);
		transcript_open(&rehearsal->transcript, &execution->arena,
		    execution->folder.path, execution->verb,
		    session_now_ms(execution->session));
	}
	heard_listen(&rehearsal->heard, &rehearsal->sandbox,
	    execution->options->json ? NULL : execution->account,
	    kept ? &rehearsal->transcript : NULL);
}

void
rehearsal_go(struct rehearsal *rehearsal)
{
	listen(rehearsal);
	simulated_at_work(&rehearsal->sandbox.simulated, true);
	execution_go(rehearsal->execution);
	simulated_at_work(&rehearsal->sandbox.simulated, false);
}

static int
violations_status(struct rehearsal *rehearsal, int status)
{
	const char *name, *text;

	sim_check_all(rehearsal->sandbox.simulated.sim);
	if (sim_violations(rehearsal->sandbox.simulated.sim, &name, &text) == 0)
		return status;
	say_to(stderr, "domferry: %s: %s: %s\n",
	    err_table[ERR_VIOLATION].name, name, text);
	return EXIT_NOT_MET;
}

/* A group that is suspended was so before, or this run leaves it so: a phase of
 * a conversion leaves that to the next one. */
static void
ending_check(struct rehearsal *rehearsal)
{
	const struct run *run = &rehearsal->execution->run;
	struct op closing;

	if ((run->ending == ARRIVED || run->ending == RETURNED) &&
	    !run_debt(rehearsal->execution->plan, run, 0, &closing))
		sim_check_ending(rehearsal->sandbox.simulated.sim, ARRIVED,
		    rehearsal->before);
}

/* What the questions have cost, if the site gives a time for a request. */
static void
requests_print(const struct requests *requests)
{
	uint64_t made = requests->count + requests->polls;
	char took[UNITS_BYTES];

	if (requests->takes_ms != 0)
		say("requests     %llu for %llu question%s, %s\n",
		    (unsigned long long)made,
		    (unsigned long long)requests->questions,
		    plural(requests->questions),
		    units_write_duration((int64_t)made * requests->takes_ms,
		    took));
}

void
rehearsal_kept(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;

	transcript_close(&rehearsal->transcript);
	execution->transcript_old = rehearsal->transcript.old;
	execution_store(execution);
	if (execution->run.ending != GOING &&
	    !execution->session->writer.over)
		ending_check(rehearsal);
}

int
rehearsal_violated(struct rehearsal *rehearsal, int status)
{
	return rehearsal_idle(rehearsal, violations_status(rehearsal,
	    status));
}

int
rehearsal_close(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	struct session *session = execution->session;
	char world[SANDBOX_DIGEST];
	int status;

	rehearsal_kept(rehearsal);
	status = execution_broken(execution);
	if (status != EXIT_OK)
		return status;
	if (!execution->options->json) {
		places_print(execution->asked, execution->site.site,
		    &session->downtime);
		if (rehearsal->through != THROUGH_OP)
			say("through      %s\n",
			    through_words[rehearsal->through]);
		requests_print(&session->requests);
		sandbox_digest(&rehearsal->sandbox, world);
		say("world        %s\n", world);
		execution_next(execution);
	}
	return rehearsal_violated(rehearsal, (int)execution->run.exit);
}

void
rehearsal_drop(struct rehearsal *rehearsal)
{
	if (rehearsal->sandbox.simulated.sim != NULL)
		sandbox_drop(&rehearsal->sandbox);
	free(rehearsal->before);
	transcript_close(&rehearsal->transcript);
}
