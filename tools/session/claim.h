/*
 * claim.h: what a lock says of its holder, and whether it has one.
 */
#ifndef RUN_CLAIM_H
#define RUN_CLAIM_H

#include "tools/session/lock.h"

/* One line of JSON, in the arena: the run first, if it is not NULL. */
const char *claim_line(struct arena *, const char *run,
	    const struct holder *);
/* Does another process have the lock of that run directory? */
bool	 claim_is_held(const char *folder);

#endif
