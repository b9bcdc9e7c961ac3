/*
 * Runs of a scenario: started, ended by a fault, resumed.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tools/report/lines.h"
#include "tools/scenario/play.h"

/* What may stay after a return: it has no undo, by its row. */
static bool
left_on_purpose(const struct plan *plan, const struct run *run)
{
	for (uint32_t i = run->home; i < plan->step_count; i++)
		if (run->done[i] == STEP_PASSED &&
		    plan->steps[i].kind == STEP_CHANGE)
			return true;
	return false;
}

/* Some phases of a conversion leave the group suspended to the others. */
static bool
leaves_debt(const struct plan *plan, const struct run *run)
{
	struct op closing;

	return run_debt(plan, run, 0, &closing);
}

/* The site as it was when the phase began, for the ending. */
struct before {
	char		*text;
	uint32_t	phase;
	uint32_t	step;		/* or at its last savepoint */
	char		*first;		/* when the job began */
};

static void
before_keep(struct play *play, struct before *before)
{
	const struct run *run = play->run;
	const struct plan *plan = play->plan;
	uint32_t step = run->step < plan->step_count ? run->step : 0;
	bool saved = step > 0 && plan->steps[step - 1].savepoint &&
	    before->step != step;
	/* Until its first command, the site may still change by itself. */
	bool waits = before->step == step && run->tries == 0 &&
	    run->moment != MOMENT_VERIFY;
	size_t size;

	if (run->way != WAY_FORWARD || (plan->steps[step].phase ==
	    before->phase && !saved && !waits))
		return;
	before->phase = plan->steps[step].phase;
	before->step = step;
	free(before->text);
	before->text = sim_text(play->sim, &size);
	if (before->first == NULL)
		before->first = sim_text(play->sim, &size);
	play->sandbox.simulated.disturbed = false;
}

/* Compare the world with the expectations. */
static void
ending_judge(struct play *play, const struct before *before)
{
	const struct run *run = play->run;

	/* Where the way back began before a resume, nothing was kept. */
	if (run->ending == RETURNED && before->text == NULL &&
	    leaves_debt(play->plan, run))
		return;
	if (run->ending == RETURNED && (play->sandbox.simulated.disturbed ||
	    left_on_purpose(play->plan, run)))
		sim_check_ending(play->sim, ARRIVED, before->text);
	else if (run->ending != ARRIVED || !leaves_debt(play->plan, run))
		sim_check_ending(play->sim, (int)run->ending,
		    run->ending == RETURNED ? before->text : before->first);
}

static void
ending_check(struct play *play, const struct before *before)
{
	const struct run *run = play->run;

	if (run->ending == GOING)
		return;
	ending_judge(play, before);
	if (run->why.code != ERR_NONE)
		person_printed(&play->person, run->why.text);
}

bool
play_start(struct play *play)
{
	const char *start = play->scenario->start;
	struct err err = { 0 };

	if (start == NULL || sandbox_start(&play->sandbox, start, strlen(
	    start), NULL, &err))
		return true;
	play_fail(play, err.code, (int)err_table[err.code].exit, "%s",
	    err.text);
	return false;
}

bool
play_stops(struct play *play)
{
	play->cut = play->cut || (play->stop_ms >= 0 &&
	    sim_now_ms(play->sim) >= play->stop_ms);
	return play->cut;
}

static void
go(struct play *play, struct sink *sink, struct before *before)
{
	struct session *session = &play->sandbox.session;

	simulated_at_work(&play->sandbox.simulated, true);
	do
		before_keep(play, before);
	while (session_step(session, play->plan, play->run, sink) &&
	    !play_stops(play));
	simulated_at_work(&play->sandbox.simulated, false);
	play->lost = session->faults.ended;
	ending_check(play, before);
	free(before->text);
	free(before->first);
}

/* A record of the journal is counted where nothing is written: what was not
 * written any more does not count. */
static void
go_counted(struct play *play, struct sink *sink)
{
	struct lines *lines = arena_take(play->arena, 1, sizeof(*lines));
	struct run *before = arena_take(play->arena, 1, sizeof(*before));
	struct session *session = &play->sandbox.session;
	struct writer *writer = &session->writer;

	lines_make(play->arena, lines, &(struct stream){
	    .site = play->site, .mode = "scenario",
	    .site_digest = "", .seed = 1 });
	session_write(session, sink, play->plan, play->run);
	writer->wording = lines_wording(lines);
	writer->chain.n = 2;
	writer->crash_before = faults_crash_record(&session->faults, true);
	writer->crash_after = faults_crash_record(&session->faults, false);
	simulated_at_work(&play->sandbox.simulated, true);
	do
		*before = *play->run;
	while (session_step(session, play->plan, play->run, NULL) &&
	    !play_stops(play));
	simulated_at_work(&play->sandbox.simulated, false);
	session->writing = false;
	if (!writer->over)
		return;
	play->lost = writer->open;
	if (writer->open || writer->dropped)
		*play->run = *before;
	session->faults.ended = true;
	faults_crash_struck(&session->faults);
}

bool
play_job(struct play *play, const struct job *job, struct sink *sink)
{
	struct session *session = &play->sandbox.session;
	struct faults *faults = &session->faults;
	struct run *run = play->run;
	struct before before = { NULL, PLAN_NONE, PLAN_NONE, NULL };
	struct err err = { 0 };

	play->plan = session_plan(session, job, &err);
	play->ran = true;
	play->refused_job = play->plan == NULL;
	if (play->plan == NULL) {
		memset(run, 0, sizeof(*run));
		run->ending = REFUSED;
		run->why = err;
		run->exit = (uint32_t)err_table[err.code].exit;
		person_printed(&play->person, err.text);
		sink_emit(sink, &(struct event){ .type = EVENT_END,
		    .at_ms = sim_now_ms(play->sim), .err = &err,
		    .ending = REFUSED, .exit = run->exit });
		return false;
	}
	play->person.plan = play->plan;
	session_forget(session);
	drive_begin(play->plan, run, sim_now_ms(play->sim), sink);
	play->sandbox.simulated.disturbed = faults->ended = false;
	if (faults_crash_record(faults, true) >= 0 ||
	    faults_crash_record(faults, false) >= 0)
		go_counted(play, sink);
	else
		go(play, sink, &before);
	return run->ending == ARRIVED;
}

bool
play_job_resume(struct play *play, enum decision decision, struct sink *sink,
    struct err *err)
{
	struct before before = { NULL, PLAN_NONE, PLAN_NONE, NULL };
	struct resumption resumption = { play->lost, decision,
	    sim_now_ms(play->sim) };

	play->sandbox.session.faults.ended = false;
	session_forget(&play->sandbox.session);
	if (!journal_resume(play->plan, play->run, &resumption, sink, err))
		return false;
	play->lost = false;
	/* The site at the beginning of this phase was not kept. */
	before.phase = play->run->step < play->plan->step_count ?
	    play->plan->steps[play->run->step].phase : PLAN_NONE;
	go(play, sink, &before);
	return true;
}

bool
play_run(struct play *play, const struct job *job, struct sink *sink)
{
	play->campaign = NULL;
	return job->procedure != NULL && job->procedure->campaign !=
	    CAMPAIGN_NONE ? play_campaign(play, job, sink) :
	    play_job(play, job, sink);
}

bool
play_resume(struct play *play, enum decision decision, struct sink *sink,
    struct err *err)
{
	return play->campaign != NULL ? play_campaign_resume(play, decision,
	    sink, err) : play_job_resume(play, decision, sink, err);
}
