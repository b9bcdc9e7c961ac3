#include "tools/scenario/sandbox.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/start/start.h"
#include "backends/sim/text/text.h"
#include "core/formats/json/digest.h"
#include "core/plan/job.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tools/campaign/played.h"
#include "tools/scenario/happened.h"
#include "tools/through/passage.h"

/* A condition of a fault is read from the world: no fault strikes that. */
static bool
holds(void *with, const struct condition *condition)
{
	return simulated_holds(with, condition);
}

void
sandbox_make(struct sandbox *sandbox, struct arena *arena, struct site *site,
    enum site_now now, uint64_t seed)
{
	struct session *session = &sandbox->session;

	sandbox->passage = NULL;
	sandbox->left = (struct campaign_left){ .node = 0 };
	simulated_make(&sandbox->simulated, &(struct simulated_from){
	    .site = site, .names = site->names, .now = now, .seed = seed },
	    &session->listener);
	session_make(session, arena, site, &sandbox->simulated.backend);
	session->faults.holds = holds;
	session->faults.with = &sandbox->simulated;
	sandbox_zero(sandbox);
}

void
sandbox_drop(struct sandbox *sandbox)
{
	if (sandbox->passage != NULL)
		passage_drop(sandbox->passage);
	simulated_drop(&sandbox->simulated);
}

bool
sandbox_start(struct sandbox *sandbox, const char *text, size_t size,
    struct buffer *notes, struct err *err)
{
	if (!sim_start(sandbox->simulated.sim, text, size, notes, err))
		return false;
	sandbox_zero(sandbox);
	return true;
}

static bool
campaign_begin(struct sandbox *sandbox, const struct job *job,
    struct err *err)
{
	struct played *played = arena_take(sandbox->session.arena, 1,
	    sizeof(*played));

	played->session = &sandbox->session;
	played->left = &sandbox->left;
	return played_go(played, job, err);
}

bool
sandbox_begin(struct sandbox *sandbox, const char *line, struct err *err)
{
	struct session *session = &sandbox->session;
	struct plan *plan;
	struct job job;
	struct run run;

	if (!job_read_line(session->arena, session->site, line, &job, err) ||
	    !happened_play(sandbox, &job, err))
		return false;
	if (job.procedure->campaign != CAMPAIGN_NONE)
		return campaign_begin(sandbox, &job, err);
	plan = session_plan(session, &job, err);
	if (plan == NULL)
		return false;
	drive_begin(plan, &run, 0, NULL);
	drive(plan, &run, session->top, NULL);
	if (run.ending != ARRIVED)
		*err = run.why;
	return run.ending == ARRIVED;
}

/* An answer from before has nothing that could be garbled; and one that was is
 * asked for again. */
static void
garble(void *with, bool on)
{
	struct sandbox *sandbox = with;

	sandbox->passage->spoil.garbles = on;
	session_forget(&sandbox->session);
}

bool
sandbox_through(struct sandbox *sandbox, enum through through,
    struct err *err)
{
	struct session *session = &sandbox->session;
	struct passage *passage = arena_take(session->arena, 1,
	    sizeof(*passage));

	assert(sandbox->passage == NULL);
	if (!passage_make(passage, through, &sandbox->simulated,
	    session->site, err))
		return false;
	sandbox->passage = passage;
	session_bottom(session, passage->bottom);
	if (through == THROUGH_OP)
		return true;
	session->faults.garble = garble;
	session->faults.garbles = sandbox;
	return true;
}

void
sandbox_zero(struct sandbox *sandbox)
{
	session_zero(&sandbox->session);
	simulated_zero(&sandbox->simulated);
}

int64_t
sandbox_now_ms(const struct sandbox *sandbox)
{
	return sim_now_ms(sandbox->simulated.sim);
}

void
sandbox_advance(struct sandbox *sandbox, int64_t until_ms)
{
	int64_t now_ms = sandbox_now_ms(sandbox);

	if (until_ms > now_ms)
		session_advance(&sandbox->session, until_ms);
	else
		simulated_moment(&sandbox->simulated, now_ms);
}

int64_t
sandbox_next_ms(const struct sandbox *sandbox)
{
	int64_t one_ms = simulated_next_ms(&sandbox->simulated);
	int64_t other_ms = faults_next_ms(&sandbox->session.faults);

	return one_ms < 0 || (other_ms >= 0 && other_ms < one_ms) ?
	    other_ms : one_ms;
}

bool
sandbox_arm(struct sandbox *sandbox, const struct fault *fault,
    struct err *err)
{
	if (fault_needs_commands(fault) &&
	    sandbox->session.faults.garble == NULL)
		return err_set(err, ERR_USAGE, "\"%s\" strikes what commands "
		    "print, and none are typed here: --through shell types "
		    "them", fault->text);
	return fault->class == FAULT_WORLD ?
	    simulated_arm(&sandbox->simulated, fault, err) :
	    faults_arm(&sandbox->session.faults, fault, err);
}

bool
sandbox_mend(struct sandbox *sandbox, const struct fault *fault)
{
	return fault->class == FAULT_WORLD ?
	    simulated_mend(&sandbox->simulated, fault) :
	    faults_mend(&sandbox->session.faults, fault);
}

const struct fault *
sandbox_idle_fault(const struct sandbox *sandbox, uint32_t n)
{
	const struct faults *faults = &sandbox->session.faults;
	const struct simulated *simulated = &sandbox->simulated;
	const struct fault *idle = armed_idle(faults->armed,
	    faults->armed_count, &n);

	return idle != NULL ? idle : armed_idle(simulated->faults,
	    simulated->fault_count, &n);
}

void
sandbox_digest(struct sandbox *sandbox, char buffer[SANDBOX_DIGEST])
{
	char digest[DIGEST_SIZE];
	size_t n;
	char *text = sim_text(sandbox->simulated.sim, &n);

	digest_hex(text, n, digest);
	memcpy(buffer, digest, SANDBOX_DIGEST - 1);
	buffer[SANDBOX_DIGEST - 1] = '\0';
	free(text);
}
