/*
 * ways.h: the ways to the places of a site, as its file declares them.
 */
#ifndef WAYS_WAYS_H
#define WAYS_WAYS_H

#include "backends/real/reach.h"
#include "core/site/site.h"

struct ways {
	struct reach	*reach;		/* to all places */
	bool		 recorded;	/* a transcript answers, also what
					   people have said */
};

/*
 * Open them; ssh_config is the configuration of ssh, NULL: the user's own; so
 * many verbs of this run have begun before.  false and err: a place is reached
 * in no way that is offered; a node is not what the site file says of it
 * ("simulated"); those of recorded_make.  Given back by ways_close.
 */
bool		 ways_open(struct ways *, struct site *,
		    const char *ssh_config, unsigned begun, struct err *);
/* The exit status of a run that had that one: if a transcript answers and it
 * was not as recorded, that is said, and it has not come to a good end.  whole:
 * it was not to stop earlier. */
int		 ways_status(const struct ways *, int status, bool whole);
void		 ways_close(struct ways *);

#endif
