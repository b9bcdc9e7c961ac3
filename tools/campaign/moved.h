/*
 * moved.h: what has come of a move, from its run.
 */
#ifndef CAMPAIGN_MOVED_H
#define CAMPAIGN_MOVED_H

#include "core/campaign/campaign.h"
#include "tools/session/session.h"

/* The run has ended. */
void	 moved_run(struct campaign_move *, const struct run *);
/* It never began: the job does not fit the site any more. */
void	 moved_refused(struct campaign_move *, const struct err *);
/* How long its guest was down until now; 0 if it has none. */
int64_t	 moved_down(const struct session *, const struct campaign_move *);

#endif
