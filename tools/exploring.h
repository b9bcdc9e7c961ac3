/*
 * exploring.h: what an exploration begins from: a site, a job, faults that are
 * there already.
 */
#ifndef TOOLS_EXPLORING_H
#define TOOLS_EXPLORING_H

#include "tools/rehearsal/rehearsal.h"

/* Of the options: the site, which may be drawn; the job, which may be drawn for
 * a site that is, saved, or a scenario's.  Says what is wrong; the status. */
int	 exploring_ready(struct rehearsal *);
/* Is the site drawn? */
bool	 exploring_random(const struct options *);
/* Take that site instead; false: it has mistakes (site.mistakes). */
bool	 exploring_take(struct rehearsal *, const json_t *site);
/* The simulated site and the plan: there are a job and an opening. */
bool	 exploring_begin(struct rehearsal *, struct err *);

#endif
