/*
 * told.h: what a run is told that is not so.
 *
 * A question is answered as by the world before a change (stale), or with the
 * contrary of what is so (deny).  A denial is for what has to be so before
 * something is done: a check of the plan, a check among its steps, the proof of
 * a change.  Nothing of that is done then.
 */
#ifndef EXPLORE_TOLD_H
#define EXPLORE_TOLD_H

#include "core/stack/fault.h"
#include "tools/explore/branch.h"

/* Can the question that comes now be answered so? */
bool	 told_fits(const struct branch *, const struct op *, enum strike);
/* Answer it so, as the fault's strike says.  false: what is not so any more
 * has not kept the run from going on. */
bool	 told_make(struct branch *, const struct fault *, const struct op *);

#endif
