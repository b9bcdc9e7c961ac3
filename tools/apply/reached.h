/*
 * reached.h: does the site file say how each place of a plan is reached?
 */
#ifndef APPLY_REACHED_H
#define APPLY_REACHED_H

#include "core/plan/job.h"
#include "core/plan/plan.h"

/* Each node that the job touches, before anything is asked.  ERR_NO_REACH. */
bool	 reached_nodes(const struct site *, const struct job *, struct err *);
/* Each place where the plan types or asks. */
bool	 reached_plan(const struct plan *, struct err *);

#endif
