/*
 * channel.h: an open shell of a place, which carries out one request after the
 * other (channel.ksh).
 *
 * Nothing here waits: who calls polls the descriptors of many.
 */
#ifndef CHANNELS_CHANNEL_H
#define CHANNELS_CHANNEL_H

#include <poll.h>

#include "backends/real/channels/reply.h"
#include "backends/real/channels/spawn.h"

enum channel_state {
	CHANNEL_CLOSED,
	CHANNEL_OPENING,	/* the shell has not said yet that it is
				   there */
	CHANNEL_GREETED,	/* it has, and is told how it is to work */
	CHANNEL_FREE,
	CHANNEL_BUSY,		/* with a request */
	CHANNEL_ANSWERED,	/* its reply is whole */
	CHANNEL_LOST,		/* and nobody knows what became of its
				   request */
};

enum { CHANNEL_FDS = 3 };

struct channel {
	enum channel_state state;
	bool		 simulated;	/* its place says that it is */
	const char	*become;	/* how one becomes root; NULL: one is */
	struct spawned	 child;
	struct buffer	 pending;	/* that is to be sent */
	size_t		 sent;
	char		 mark[MARK_BYTES]; /* of the last request */
	struct reply	 reply;
	struct err	 err;		/* why it was lost */
};

/* Start the program that leads there; it is open once it is free.  become is
 * borrowed.  ERR_PROGRAM_FAILED. */
bool	 channel_open(struct channel *, const char *const words[],
	    const char *become, struct err *);
/* It is neither open yet nor lost. */
bool	 channel_is_opening(const struct channel *);
/* A request that is to be made now: where its text goes, and the mark that it
 * must have.  The channel is free; then it is busy. */
struct buffer *channel_request(struct channel *);
/* Its descriptors; how many. */
unsigned channel_polled(const struct channel *, struct pollfd [CHANNEL_FDS]);
/* Send and read what can be without waiting. */
void	 channel_go_on(struct channel *);
/* The reply has been read: it is free for the next request. */
void	 channel_taken(struct channel *);
/* End it; what it has begun goes on at its place. */
void	 channel_close(struct channel *);

#endif
