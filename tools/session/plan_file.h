/*
 * plan_file.h: a saved plan where a job is expected.
 */
#ifndef RUN_PLAN_FILE_H
#define RUN_PLAN_FILE_H

#include "core/plan/plan.h"
#include "tools/options.h"

/* Is the job of these options the path of a saved plan? */
bool	 plan_file_is(const struct options *);
/* May a plan of that text be saved?  A longer one could not be read again:
 * ERR_TOO_MANY. */
bool	 plan_file_fits(const struct plan *, const char *text, struct err *);
/* Read it, for this site.  A note is printed if it was edited. */
struct plan *plan_file_open(struct arena *, struct site *,
	    const char *path, struct err *);

#endif
