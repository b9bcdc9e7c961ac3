#include "tools/campaign/played.h"

#include "core/base/arena.h"
#include "core/run/drive.h"
#include "tools/campaign/moved.h"

static void
run_drive(struct session *session, const struct plan *plan,
    struct campaign_move *move)
{
	struct run *run = arena_take(session->arena, 1, sizeof(*run));

	session_forget(session);
	drive_begin(plan, run, session_now_ms(session), NULL);
	drive(plan, run, session->top, NULL);
	moved_run(move, run);
}

static bool
drive_job(void *with, struct campaign_move *move, const char *name)
{
	struct played *played = with;
	struct session *session = played->session;
	int64_t down_ms = moved_down(session, move);
	struct plan *plan = NULL;
	struct err err = { 0 };
	struct job job;

	(void)name;
	if (job_read_line(session->arena, session->site, move->job, &job,
	    &err))
		plan = session_plan(session, &job, &err);
	if (plan == NULL) {
		moved_refused(move, &err);
		return true;
	}
	if (played->job != NULL && !played->job(played->with, move, plan))
		return false;
	run_drive(session, plan, move);
	move->down_ms = moved_down(session, move) - down_ms;
	return true;
}

bool
played_go(struct played *played, const struct job *job, struct err *err)
{
	struct session *session = played->session;
	struct campaigning *campaigning = &played->campaigning;

	*campaigning = (struct campaigning){ .arena = session->arena,
	    .site = session->site, .session = session,
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
