#include "tools/campaign/played.h"

#include "core/base/arena.h"
#include "core/run/drive.h"

static void
run_drive(struct session *session, const struct plan *plan,
    struct campaign_move *move)
{
	struct run *run = arena_take(session->arena, 1, sizeof(*run));

	session_forget(session);
	drive_begin(plan, run, session_now_ms(session), NULL);
	drive(plan, run, session->top, NULL);
	move->ending = run->ending;
	move->exit = run->exit;
	move->err = run->why;
	move->took_ms = run->at_ms - run->begun_ms;
}

static bool
drive_job(void *with, struct campaign_move *move, const char *name)
{
	struct played *played = with;
	struct session *session = played->session;
	int64_t down_ms = session_downtime(session, move->guest);
	struct plan *plan = NULL;
	struct job job;

	(void)name;
	if (job_read_line(session->arena, session->site, move->job, &job,
	    &move->err))
		plan = session_plan(session, &job, &move->err);
	if (plan == NULL) {
		move->ending = REFUSED;
		move->exit = (uint32_t)err_table[move->err.code].exit;
		return true;
	}
	if (played->job != NULL && !played->job(played->with, move, plan))
		return false;
	run_drive(session, plan, move);
	move->down_ms = session_downtime(session, move->guest) - down_ms;
	return true;
}

bool
played_go(struct played *played, const struct job *job, struct err *err)
{
	struct session *session = played->session;
	struct campaigning *campaigning = &played->campaigning;

	*campaigning = (struct campaigning){ .arena = session->arena,
	    .site = session->site, .asked = session->top,
	    .goal = campaign_goal_of(job),
	    .way = { drive_job, played, NULL }, .silent = true };
	if (!campaigning_places(campaigning, job, played->left, err)) {
		campaigning->exit = (int)err_table[err->code].exit;
		return false;
	}
	campaigning_make(campaigning);
	campaigning_go(campaigning);
	campaigning_left(campaigning, played->left);
	if (campaigning->ending != ARRIVED)
		*err = campaigning->err;
	return campaigning->ending == ARRIVED;
}
