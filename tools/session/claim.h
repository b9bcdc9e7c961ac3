/*
 * claim.h: what a lock says of its holder, and whether it has one.
 */
#ifndef RUN_CLAIM_H
#define RUN_CLAIM_H

#include <jansson.h>

#include "tools/session/lock.h"

/* One line of JSON, in the arena: the run first, if it is not NULL. */
const char *claim_line(struct arena *, const char *run,
	    const struct holder *);
/* The last part of a run's name, from the first record of its journal: when it
 * was begun and, since runs of a campaign may begin in the same second, the
 * so-many-th of it; in the arena. */
const char *claim_time(struct arena *, const json_t *open);
/* Does another process have the lock of that run directory? */
bool	 claim_is_held(const char *folder);

#endif
