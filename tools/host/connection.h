/*
 * connection.h: a client that is connected to the host of a site.
 *
 * It asks one thing at a time, and gets its answer by connection_tell once the
 * line has ended.
 */
#ifndef HOST_CONNECTION_H
#define HOST_CONNECTION_H

#include "tools/client/message.h"
#include "tools/host/host.h"

struct connection {
	int		 fd;
	struct buffer	 in, out;	/* not yet understood; not yet sent */
	size_t		 sent;		/* of out */
	bool		 asked;		/* an answer is due */
	bool		 broken;	/* it is gone, or speaks nonsense */
	char		*line;		/* waits for standard input; owned */
	/* Of the next call; "" if there is none. */
	struct buffer	 makes, output;
	struct caller	 caller;
	struct connection *next;
};

/* One on that descriptor, which is then its own; never NULL. */
struct connection *connection_make(int fd);
/* What it has begun goes on. */
void		 connection_drop(struct host *, struct connection *);

/* Take these bytes, and do what they ask for; what comes after that is kept
 * until the answer has been told. */
void		 connection_hear(struct host *, struct connection *,
		    const char *bytes, size_t n);
/* Has it an answer to get? */
bool		 connection_is_due(const struct connection *);
/* Has something come from its console that it has not been told? */
bool		 connection_has_news(const struct connection *);
/* Put what is to be said into out: what its line has printed, and its end. */
void		 connection_tell(const struct host *, struct connection *);

#endif
