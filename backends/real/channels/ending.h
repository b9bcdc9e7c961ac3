/*
 * ending.h: how a command at a place ends, as far as it is known here.
 */
#ifndef CHANNELS_ENDING_H
#define CHANNELS_ENDING_H

#include "backends/real/channels/remote.h"

/* Nobody knows: remote->err says why.  Returns HANDLE_OVER. */
uint64_t remote_lose(struct remote *, struct heard *);
/*
 * Is it over?  A change whose connection has ended is not: its place is asked
 * what came of it, again and again, until it answers or it has been tried for
 * long enough.
 */
bool	 remote_job_over(struct remote *, struct remote_job *,
	    struct heard *);

#endif
