/*
 * differs.h: is there anything to do for a job, where the site is as declared,
 * or as it was captured?
 */
#ifndef TOOLS_DIFFERS_H
#define TOOLS_DIFFERS_H

#include "core/plan/job.h"

/*
 * start is a start text, or NULL: as declared.
 * Play the job on the simulated site, in silence: false when it arrives and
 * every change of it is already so.  What guards the others does not count: a
 * debt that is opened and closed again, a configuration that is saved.
 */
bool	 differs(struct site *, const struct job *, const char *start);

#endif
