/*
 * building_locks.h: what stands around a job.
 */
#ifndef PLAN_BUILDING_LOCKS_H
#define PLAN_BUILDING_LOCKS_H

#include "core/plan/building.h"

/* Append the steps that take the locks, or those that release them; within them
 * those of the blackout of the monitoring, if the site declares one and the job
 * has a guest. */
void		 building_locks(struct building *, bool take);
/* When a plan with locks has all its checks: the step behind them asks again
 * what the checks have asked.  false: a limit is reached. */
bool		 building_recheck(struct arena *, struct plan *);

#endif
