/*
 * remote.h: the places of a site, reached from this machine: by a shell here,
 * or by the OpenSSH client.
 */
#ifndef CHANNELS_REMOTE_H
#define CHANNELS_REMOTE_H

#include "backends/real/channels/copies.h"
#include "backends/real/channels/progress.h"
#include "backends/real/reach.h"

/* Commands and pauses that are under way at a time. */
enum { REMOTE_JOBS = 64 };

struct remote_job {
	bool		 used;
	struct opened	*opened;	/* NULL: a pause by this machine's
					   clock, again_ms, or errand */
	struct errand	*errand;	/* to a service processor; or NULL */
	uint64_t	 number;	/* of its request there */
	bool		 change;
	uint32_t	 place;
	int64_t		 until_ms;	/* of a pause, and of an errand */
	/* Of a change whose connection has ended: when its place is to be
	 * asked what came of it, and until when; 0: it has not. */
	int64_t		 again_ms, last_ms;
	char		 id[ID_BYTES];	/* of a change */
	const char	*lock;		/* that a change needs, or NULL;
					   borrowed while it is begun */
};

struct remote {
	struct reach	 reach;		/* first */
	struct channels	 channels;
	bool		 site_clock;	/* a simulated site has one of its own,
					   and tells it */
	int64_t		 began_ms;	/* by channels_clock_ms */
	unsigned	 count;		/* changes that were begun */
	long		 pid;		/* of this process: no earlier one of
					   the run has given their ids */
	struct remote_job job[REMOTE_JOBS];
	struct copies	 copies;	/* of the run's journal */
	struct progress	 progress;	/* of the change that is waited for */
	struct reply	 reply;		/* that was last taken */
	struct err	 err;		/* why a place did not answer, the last
					   time */
};

/* Nothing is reached yet.  ssh_config is a path or NULL; it is borrowed, as the
 * site is.  A change is begun only once reach.run is set. */
void	 remote_make(struct remote *, const struct site *,
	    const char *ssh_config);
/* Open channels to each node that answers, for the first lanes up to the last;
 * one that does not is no failure, and one that is reached by hand is no way of
 * this machine.
 * ERR_GUARDED: a node is simulated and the site file does not say so, or the
 * other way round; those of way_words. */
bool	 remote_prove(struct remote *, enum lane last, struct err *);
/* What is under way at the places goes on there. */
void	 remote_drop(struct remote *);

#endif
