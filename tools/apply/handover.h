/*
 * handover.h: handover.txt, the page for who takes over: where the run is, what
 * is open, since when the guest is down, what is decided next.
 */
#ifndef APPLY_HANDOVER_H
#define APPLY_HANDOVER_H

#include "core/run/event.h"

struct execution;
struct gate;

struct handover {
	struct sink	 sink;		/* first: rewritten at each step */
	const struct execution *execution;
	const struct gate *gate;
	bool		 begun;		/* nothing is written in a replay */
};

void	 handover_make(struct handover *, const struct execution *,
	    const struct gate *);

#endif
