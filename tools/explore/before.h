/*
 * before.h: what is wrong with a site before a job begins.
 *
 * The plan is made, and then something happens that no command of the run does:
 * an archive is truncated, the CPUs of a node are taken, a service is dropped.
 * The checks are there to see it: the job is refused, or it does without what
 * is missing, but it does not come to a stop in its middle.
 */
#ifndef EXPLORE_BEFORE_H
#define EXPLORE_BEFORE_H

#include "core/stack/fault.h"
#include "tools/explore/inside.h"

/* The n-th of them (from 0) for that plan; false: there are no more. */
bool	 before_fault(const struct plan *, unsigned n, struct fault *);
/* Its phrase. */
void	 before_phrase(const struct plan *, unsigned n, char *buffer,
	    size_t size);
/* A branch in which that alone has gone wrong has ended as it may. */
void	 before_verify(struct walk *);

#endif
