/*
 * check.h: the checks before the first change.
 *
 * If one of them is not met, the job is refused and nothing is done; a check
 * that only warns is said, and the job begins.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include "core/plan/job.h"
#include "core/plan/plan.h"

/*
 * Append the checks of the job's procedure to plan->checks.  plan->from,
 * plan->to and the steps are set.  The names are the site's; texts are added.
 * ERR_TOO_MANY if there are more than PLAN_CHECKS.
 */
bool	 check_list(struct arena *, struct names *, const struct job *,
	    struct plan *, struct err *);
/* Link each fact to the check with its question. */
void	 check_link(struct plan *);
/* Is the check met?  A node's fence may answer for it. */
bool	 check_met(const struct check *, const struct answer *);

#endif
