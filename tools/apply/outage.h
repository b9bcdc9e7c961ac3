/*
 * outage.h: when the guest of an applied run is down.
 *
 * A simulated site says so itself.  Of a real one the run knows what it has
 * taken down and owes (core/run/owed.h): that is the downtime that it causes.
 */
#ifndef APPLY_OUTAGE_H
#define APPLY_OUTAGE_H

#include "core/run/event.h"
#include "core/run/run.h"
#include "tools/session/session.h"

struct outage_watch {
	struct sink	 sink;		/* first: hears the run's events */
	struct session	*session;	/* gets an EVENT_SERVICE */
	const struct run *run;
	/* Counters that are told before the first outage that the guest was up;
	 * each may be NULL. */
	struct downtime	*counters[3];
	uint32_t	 down;		/* the guest that is owed, or 0 */
	uint32_t	 known;		/* the guest that was up before */
	int64_t		 up_ms;		/* when it was up again, the last
					   time */
};

void	 outage_make(struct outage_watch *, struct session *,
	    const struct run *);

#endif
