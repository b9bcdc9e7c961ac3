/*
 * claim.h: what a lock says of its holder.
 */
#ifndef RUN_CLAIM_H
#define RUN_CLAIM_H

#include "tools/session/lock.h"

/* One line of JSON, in the arena: the run first, if it is not NULL. */
const char *claim_line(struct arena *, const char *run,
	    const struct holder *);

#endif
