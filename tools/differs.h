/*
 * differs.h: what there is to do for a job, and what is already so, where the
 * site is as declared, or as it was captured.
 */
#ifndef TOOLS_DIFFERS_H
#define TOOLS_DIFFERS_H

#include "core/plan/job.h"

struct arena;

struct foreseen {
	bool		 differs;	/* something is to be done */
	uint32_t	 steps;		/* of the plan that was played */
	/* Of each step why nothing is typed for it, "" if its question says
	 * that it is so; NULL: something is, or the run does not come so
	 * far. */
	const char	**skipped;
};

/*
 * start is a start text, or NULL: as declared.
 * Play the job on the simulated site, in silence.  It does not differ when it
 * arrives and every change of it is already so.  What guards the others does
 * not count: a debt that is opened and closed again, a configuration that is
 * saved.  Texts are copied into the arena.
 */
void	 foresee(struct arena *, struct site *, const struct job *,
	    const char *start, struct foreseen *);

#endif
