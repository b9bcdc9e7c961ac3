/*
 * reached.h: does the site file say how each place of a plan is reached, and is
 * somebody there who can be asked, where it is by a person?
 */
#ifndef APPLY_REACHED_H
#define APPLY_REACHED_H

#include "backends/real/reach.h"
#include "core/plan/job.h"
#include "core/plan/plan.h"

/* Does a person type at a node of the site, over that reach? */
bool	 reached_by_hand(const struct site *, struct reach *);
/* Each node that the job touches, before anything is asked.  ERR_NO_REACH,
 * ERR_NOBODY_TYPES. */
bool	 reached_nodes(const struct site *, const struct job *, bool asked,
	    struct err *);
/* Each place where the plan types or asks. */
bool	 reached_plan(const struct plan *, bool asked, struct err *);

#endif
