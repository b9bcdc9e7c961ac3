/*
 * plan_file.h: a saved plan where a job is expected.
 */
#ifndef RUN_PLAN_FILE_H
#define RUN_PLAN_FILE_H

#include "core/plan/plan.h"
#include "tools/options.h"
#include "tools/session/session.h"

struct plan_file {
	const char	*path;		/* NULL: the plan is no file's */
	const char	*site_digest;	/* of the site that it was made for */
	struct plan	*plan;
	bool		 edited;	/* it does not match its digest */
};

/* Is the job of these options the path of a saved plan? */
bool	 plan_file_is(const struct options *);
/* May a plan of that text be saved?  A longer one could not be read again:
 * ERR_TOO_MANY. */
bool	 plan_file_fits(const struct plan *, const char *text, struct err *);
/* Read it, for this site.  A note is printed if it was edited. */
bool	 plan_file_open(struct arena *, struct site *, const char *path,
	    struct plan_file *, struct err *);
/*
 * Ask that backend of the session, before anything is done, whether the plan
 * still fits.  If nobody was asked when it was made, its configurations get
 * their numbers.  What has moved, as one line in the arena; NULL: it fits.
 */
const char *plan_file_moved(struct session *, struct backend *asked,
	    const struct plan_file *, const char *site_digest);

#endif
