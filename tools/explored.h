/*
 * explored.h: what an exploration prints when it is over.
 */
#ifndef TOOLS_EXPLORED_H
#define TOOLS_EXPLORED_H

#include "tools/explore/explore.h"
#include "tools/rehearsal/rehearsal.h"

/* What breaks a promise, each shrunk, and a scenario of the first. */
void	 explored_findings(struct rehearsal *, struct explore *);
/* The figures. */
void	 explored_sum(const struct rehearsal *, const struct explore *,
	    long long seconds);
/* Say why "0 violations" would prove nothing; else EXIT_OK. */
int	 explored_proof(const struct explore *);

#endif
