/*
 * deadline.h: how long a finding may last before it has to be over by itself.
 */
#ifndef WATCH_DEADLINE_H
#define WATCH_DEADLINE_H

#include "backends/watch/watch.h"

/* A group may be suspended so long if the site file says nothing. */
enum { WATCH_SUSPENDED_MS = 4 * 3600 * 1000 };

/*
 * Milliseconds, of a guest, or of the slowest of all (0): the times of the site
 * file ("timing", the cluster's heartbeat_timeout, Stop_timeout of the agent),
 * and half as much again.  0: never.
 */
int64_t	 watch_within(const struct watch_of_site *, enum watch_until,
	    uint32_t guest);

#endif
