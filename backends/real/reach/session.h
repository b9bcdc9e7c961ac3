/*
 * session.h: an open shell of a place, which carries out one request after the
 * other (session.ksh).
 *
 * Nothing here waits: who calls polls the descriptors of many.
 */
#ifndef REACH_SESSION_H
#define REACH_SESSION_H

#include <poll.h>

#include "backends/real/reach/reply.h"
#include "backends/real/reach/spawn.h"

enum session_state {
	SESSION_CLOSED,
	SESSION_OPENING,	/* the shell has not said yet that it is there */
	SESSION_FREE,
	SESSION_BUSY,		/* with a request */
	SESSION_ANSWERED,	/* its reply is whole */
	SESSION_LOST,		/* and nobody knows what became of its request */
};

enum { SESSION_FDS = 3 };

struct session {
	enum session_state state;
	bool		 simulated;	/* its place says that it is */
	struct spawned	 child;
	struct buffer	 pending;	/* that is to be sent */
	size_t		 sent;
	char		 mark[MARK_BYTES]; /* of the last request */
	struct reply	 reply;
	struct err	 err;		/* why it was lost */
};

/* Start the program that leads there.  ERR_PROGRAM_FAILED. */
bool	 session_open(struct session *, const char *const words[],
	    struct err *);
/* A request that is to be made now: where its text goes, and the mark that it
 * must have.  The session is free; then it is busy. */
struct buffer *session_request(struct session *);
/* Its descriptors; how many. */
unsigned session_polled(const struct session *, struct pollfd [SESSION_FDS]);
/* Send and read what can be without waiting. */
void	 session_go_on(struct session *);
/* The reply has been read: it is free for the next request. */
void	 session_taken(struct session *);
/* End it; what it has begun goes on at its place. */
void	 session_close(struct session *);

#endif
