/*
 * channel.h: an open shell of a place, which carries out one request after the
 * other (channel.ksh).
 *
 * Several may be sent before the first is answered: the shell reads the next
 * when it has answered, so none is begun while another one hangs.  Nothing here
 * waits: who calls polls the descriptors of many.
 */
#ifndef CHANNELS_CHANNEL_H
#define CHANNELS_CHANNEL_H

#include <poll.h>

#include "backends/real/channels/exchange.h"
#include "backends/real/channels/spawn.h"

enum { CHANNEL_FDS = 3 };

enum channel_state {
	CHANNEL_CLOSED,
	CHANNEL_OPENING,	/* the shell has not said yet that it is
				   there */
	CHANNEL_GREETED,	/* it has, and is told how it is to work */
	CHANNEL_OPEN,
	CHANNEL_LOST,		/* and nobody knows what became of its
				   requests */
};

struct channel {
	enum channel_state state;
	bool		 simulated;	/* its place says that it is */
	const char	*become;	/* how one becomes root; NULL: one is */
	struct spawned	 child;
	struct buffer	 pending;	/* that is to be sent */
	size_t		 sent;
	struct exchanges exchanges;
	struct reply	 stray;		/* what comes while nothing is asked */
	int64_t		 now_ms;	/* the clock of a simulated site, as it
					   was last said; -1 */
	struct err	 err;		/* why it was lost */
};

/* Start the program that leads there.  become is borrowed.
 * ERR_PROGRAM_FAILED. */
bool	 channel_open(struct channel *, const char *const words[],
	    const char *become, struct err *);
/* It is neither open yet nor lost. */
bool	 channel_is_opening(const struct channel *);
/* Is it open, with room for one more request, and does none take longer than
 * its limit? */
bool	 channel_is_ready(const struct channel *);
/* Is it open, and has nothing to do? */
bool	 channel_is_idle(const struct channel *);
/* A request that is to be made now, to channel->pending, and with the mark of
 * that exchange.  The channel is ready.  Its number stays that of the
 * request. */
struct exchange *channel_request(struct channel *, int64_t limit_ms);
/* Its descriptors; how many. */
unsigned channel_polled(const struct channel *, struct pollfd [CHANNEL_FDS]);
/* Send and read what can be without waiting. */
void	 channel_go_on(struct channel *);
/* End it; what it has begun goes on at its place. */
void	 channel_close(struct channel *);

#endif
