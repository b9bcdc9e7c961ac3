/*
 * check.h: the checks before the first change.
 *
 * If one is not met the job is refused, and nothing has been done.
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
