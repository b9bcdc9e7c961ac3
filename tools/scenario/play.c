/*
 * Runs of a scenario: started, ended by a fault, resumed.
 */
#include <stdlib.h>
#include <string.h>

#include "core/run/drive.h"
#include "tools/report/lines.h"
#include "tools/scenario/story.h"

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
before_keep(struct story *story, struct before *before)
{
	const struct run *run = story->run;
	const struct plan *plan = story->plan;
	uint32_t step = run->step < plan->step_count ? run->step : 0;
	bool saved = step > 0 && plan->steps[step - 1].savepoint &&
	    before->step != step;
	size_t size;

	if (run->way != WAY_FORWARD ||
	    (plan->steps[step].phase == before->phase && !saved))
		return;
	before->phase = plan->steps[step].phase;
	before->step = step;
	free(before->text);
	before->text = sim_text(story->sim, &size);
	if (before->first == NULL)
		before->first = sim_text(story->sim, &size);
	story->sandbox.simulated.disturbed = false;
}

/* Hold the world against what was said. */
static void
ending_check(struct story *story, const struct before *before)
{
	const struct run *run = story->run;

	if (run->ending == GOING)
		return;
	if (run->ending == RETURNED && (story->sandbox.simulated.disturbed ||
	    left_on_purpose(story->plan, run)))
		sim_check_ending(story->sim, ARRIVED, before->text);
	else if (run->ending != ARRIVED || !leaves_debt(story->plan, run))
		sim_check_ending(story->sim, (int)run->ending,
		    run->ending == RETURNED ? before->text : before->first);
	if (run->why.code != ERR_NONE)
		person_say(&story->person, run->why.text);
}

static void
go(struct story *story, struct sink *sink, struct before *before)
{
	struct session *session = &story->sandbox.session;

	do
		before_keep(story, before);
	while (session_step(session, story->plan, story->run, sink));
	story->lost = session->faults.ended;
	ending_check(story, before);
	free(before->text);
	free(before->first);
}

/* A record of the journal is counted where nothing is written: what was not
 * written any more has not been told. */
static void
go_counted(struct story *story, struct sink *sink)
{
	struct lines *lines = arena_take(story->arena, 1, sizeof(*lines));
	struct run *before = arena_take(story->arena, 1, sizeof(*before));
	struct session *session = &story->sandbox.session;
	struct writer *writer = &session->writer;

	lines_make(story->arena, lines, story->site, "scenario", "", 1);
	session_write(session, sink, story->plan, story->run);
	writer->wording = lines_wording(lines);
	writer->chain.n = 2;
	writer->crash_before = faults_crash_record(&session->faults, true);
	writer->crash_after = faults_crash_record(&session->faults, false);
	do
		*before = *story->run;
	while (session_step(session, story->plan, story->run, NULL));
	session->writing = false;
	if (!writer->over)
		return;
	story->lost = writer->open;
	if (writer->open || writer->dropped)
		*story->run = *before;
	session->faults.ended = true;
	faults_crash_struck(&session->faults);
}

bool
story_run(struct story *story, const struct job *job, struct sink *sink)
{
	struct session *session = &story->sandbox.session;
	struct faults *faults = &session->faults;
	struct run *run = story->run;
	struct before before = { NULL, PLAN_NONE, 0, NULL };
	struct err err = { 0 };

	story->plan = session_plan(session, job, &err);
	story->ran = true;
	story->refused_job = story->plan == NULL;
	if (story->plan == NULL) {
		memset(run, 0, sizeof(*run));
		run->ending = REFUSED;
		run->why = err;
		run->exit = (uint32_t)err_table[err.code].exit;
		person_say(&story->person, err.text);
		sink_emit(sink, &(struct event){ .type = EVENT_END,
		    .at_ms = sim_now_ms(story->sim), .err = &err,
		    .ending = REFUSED, .exit = run->exit });
		return false;
	}
	story->person.plan = story->plan;
	session_forget(session);
	drive_begin(story->plan, run, sim_now_ms(story->sim), sink);
	story->sandbox.simulated.disturbed = faults->ended = false;
	if (faults_crash_record(faults, true) >= 0 ||
	    faults_crash_record(faults, false) >= 0)
		go_counted(story, sink);
	else
		go(story, sink, &before);
	return run->ending == ARRIVED;
}

bool
story_take_up(struct story *story, enum decision decision, struct sink *sink,
    struct err *err)
{
	struct before before = { NULL, PLAN_NONE, 0, NULL };
	struct resumption resumption = { story->lost, decision,
	    sim_now_ms(story->sim) };

	story->sandbox.session.faults.ended = false;
	session_forget(&story->sandbox.session);
	if (!journal_take_up(story->plan, story->run, &resumption, sink, err))
		return false;
	story->lost = false;
	/* The site at the beginning of this phase was not kept. */
	before.phase = story->run->step < story->plan->step_count ?
	    story->plan->steps[story->run->step].phase : PLAN_NONE;
	go(story, sink, &before);
	return true;
}
