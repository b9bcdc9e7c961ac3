/*
 * check.h: the guards that are asked before the first change.
 *
 * One that is not met refuses the job; nothing has been done then.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include "core/plan/job.h"
#include "core/plan/plan.h"

/*
 * Append the checks of the job's procedure to plan->checks, which has room
 * for PLAN_CHECKS.  plan->from and plan->to are known.  false: too many.
 */
bool	 check_list(struct arena *, const struct job *, struct plan *,
	    struct err *);

#endif
