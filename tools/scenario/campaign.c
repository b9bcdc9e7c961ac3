/*
 * A campaign of a scenario: each of its jobs is a run like others.
 */
#include <string.h>

#include "backends/sim/sim.h"
#include "tools/campaign/campaigning.h"
#include "tools/campaign/moved.h"
#include "tools/scenario/play.h"

static bool
drive_job(void *with, struct campaign_move *move, const char *name)
{
	struct play *play = with;
	struct session *session = &play->sandbox.session;
	int64_t down_ms = moved_down(session, move);
	struct err err = { 0 };
	struct job job;

	(void)name;
	if (!job_read_line(play->arena, play->site, move->job, &job, &err))
		job = (struct job){ .text = move->job };
	play_job(play, &job, play->sink);
	moved_run(move, play->run);
	move->down_ms = moved_down(session, move) - down_ms;
	return !session->faults.ended && !play->cut;
}

/* The campaign as a whole has the ending of a run.  What stopped it is said,
 * unless a job has said it. */
static bool
ended(struct play *play, struct sink *sink)
{
	const struct campaigning *campaign = play->campaign;
	const struct campaign_move *last = campaign->count == 0 ? NULL :
	    &campaign->moves[campaign->count - 1];
	struct run *run = play->run;

	if (campaign->interrupted)
		return false;
	campaigning_left(play->campaign, &play->sandbox.left);
	if (last == NULL)
		memset(run, 0, sizeof(*run));
	run->ending = campaign->ending;
	run->why = campaign->err;
	run->exit = (uint32_t)campaign->exit;
	play->refused_job = run->ending == REFUSED;
	if (run->ending == ARRIVED || (last != NULL &&
	    last->ending != ARRIVED))
		return run->ending == ARRIVED;
	person_printed(&play->person, run->why.text);
	sink_emit(sink, &(struct event){ .type = EVENT_END,
	    .at_ms = sim_now_ms(play->sim), .err = &campaign->err,
	    .ending = run->ending, .exit = run->exit });
	return false;
}

bool
play_campaign(struct play *play, const struct job *job, struct sink *sink)
{
	struct session *session = &play->sandbox.session;
	struct campaigning *campaign = arena_take(play->arena, 1,
	    sizeof(*campaign));

	session_forget(session);
	session->faults.ended = false;
	*campaign = (struct campaigning){ .arena = play->arena,
	    .site = play->site, .session = session,
	    .goal = campaign_goal_of(job),
	    .way = { drive_job, play, NULL }, .silent = true,
	    .over = &session->faults.ended };
	play->campaign = campaign;
	play->plan = NULL;
	play->ran = true;
	if (campaigning_places(campaign, job, &play->sandbox.left,
	    &campaign->err)) {
		campaigning_make(campaign);
		campaigning_go(campaign);
	} else {
		campaign->ending = REFUSED;
		campaign->exit = (int)err_table[campaign->err.code].exit;
	}
	return ended(play, sink);
}

bool
play_campaign_resume(struct play *play, enum decision decision,
    struct sink *sink, struct err *err)
{
	struct campaigning *campaign = play->campaign;
	struct session *session = &play->sandbox.session;
	struct campaign_move move = campaign->under_way;
	bool going = play->plan != NULL && (move.guest != 0 ||
	    (campaign->count != 0 && play->run->ending == STUCK));

	if (!campaign->interrupted && !going)
		return err_set(err, ERR_RUN_ENDED, "the campaign has ended");
	if (move.guest == 0 && campaign->count != 0)
		move = campaign->moves[campaign->count - 1];
	if (going && !play_job_resume(play, decision, sink, err))
		return false;
	session->faults.ended = session->faults.ended && going;
	if (going && session->faults.ended)
		return true;
	session_forget(session);
	moved_run(&move, play->run);
	campaigning_resume(campaign, going ? &move : NULL);
	ended(play, sink);
	return true;
}
