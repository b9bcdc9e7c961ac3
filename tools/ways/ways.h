/*
 * ways.h: the ways to the places of a site, as its file declares them.
 */
#ifndef WAYS_WAYS_H
#define WAYS_WAYS_H

#include "backends/real/reach.h"
#include "core/site/site.h"

/* What they are for. */
struct ways_for {
	const char	*ssh_config;	/* of ssh; NULL: the user's own */
	const char	*beside;	/* the path of the site file, in whose
					   folder a transcript is looked for;
					   NULL: there is none, but a copy in a
					   run directory */
	unsigned	 begun;		/* verbs of this run that before */
	bool		 only_asks;	/* nothing will be changed: one
					   connection to a place is enough */
};

struct ways {
	struct reach	*reach;		/* to all places */
	bool		 recorded;	/* a transcript answers, also what
					   people have said */
};

/*
 * Open them.  false and err: a place is reached in no way that is offered; a
 * node is not what the site file says of it ("simulated"); those of
 * recorded_make.  Given back by ways_close.
 */
bool		 ways_open(struct ways *, struct site *,
		    const struct ways_for *, struct err *);
/* The exit status of a run that had that one: if a transcript answers and it
 * was not as recorded, that is said, and it has not come to a good end.  whole:
 * it was not to stop earlier. */
int		 ways_status(const struct ways *, int status, bool whole);
void		 ways_close(struct ways *);

#endif
