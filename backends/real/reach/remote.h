/*
 * remote.h: the places of a site, reached from this machine: by a shell here, or
 * by the OpenSSH client.
 */
#ifndef REACH_REMOTE_H
#define REACH_REMOTE_H

#include "backends/real/reach.h"
#include "backends/real/reach/channels.h"

/* Commands and pauses that are under way at a time. */
enum { REMOTE_JOBS = 64, RUN_BYTES = 64 };

struct remote_job {
	bool		 used;
	struct opened	*opened;	/* NULL: a pause by this machine's
					   clock */
	bool		 change;
	bool		 lost;		/* whoever could have begun it does not
					   answer */
	int64_t		 until_ms;	/* of a pause; after that a question is
					   not waited for */
	char		 id[RUN_BYTES];	/* of a change */
};

struct remote {
	struct reach	 reach;		/* first */
	struct channels	 channels;
	int64_t		 began_ms;	/* by channels_clock_ms */
	char		 run[RUN_BYTES]; /* the beginning of each change's id */
	unsigned	 count;
	struct remote_job job[REMOTE_JOBS];
	struct reply	 reply;		/* that was last taken */
	struct err	 err;		/* why a place did not answer, the last
					   time */
};

/* Nothing is reached yet.  The run is its name, ssh_config a path or NULL; both
 * are borrowed, as the site is. */
void	 remote_make(struct remote *, const struct site *,
	    const char *ssh_config, const char *run);
/* Open a channel to each node that answers.  ERR_GUARDED: what is simulated, and
 * what the site file says of it, are not the same; those of way_words.  A node
 * that does not answer is no failure. */
bool	 remote_prove(struct remote *, struct err *);
/* What is under way at the places goes on there. */
void	 remote_drop(struct remote *);

#endif
