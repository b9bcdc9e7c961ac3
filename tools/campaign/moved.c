#include "tools/campaign/moved.h"

void
moved_run(struct campaign_move *move, const struct run *run)
{
	move->ending = run->ending;
	move->exit = run->exit;
	move->err = run->why;
	move->took_ms = run->at_ms - run->begun_ms;
}

void
moved_refused(struct campaign_move *move, const struct err *err)
{
	move->ending = REFUSED;
	move->exit = (uint32_t)err_table[err->code].exit;
	move->err = *err;
}

int64_t
moved_down(const struct session *session, const struct campaign_move *move)
{
	return move->guest == 0 ? 0 : session_downtime(session, move->guest);
}
