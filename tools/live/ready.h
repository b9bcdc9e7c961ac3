/*
 * ready.h: what was found by the checks of a live site, as it is printed.
 */
#ifndef LIVE_READY_H
#define LIVE_READY_H

#include "backends/readiness/readiness.h"

/* For people: the worst first, each with the lines that decided and what to do;
 * of what passes the lines only if all is wanted.  Then how it stands with each
 * procedure. */
void	 ready_print(const struct readiness *, const struct readiness_of *,
	    bool all);
/* The same as lines of JSON. */
void	 ready_lines(const struct readiness *, const struct readiness_of *);

#endif
