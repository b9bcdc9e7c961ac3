/*
 * port.h: the socket of a host, and who has come.
 *
 * The socket lies in a short folder of its own below /tmp, because the path of
 * a socket has little more than a hundred bytes; the state folder's file
 * "owner" says where.
 */
#ifndef HOST_PORT_H
#define HOST_PORT_H

#include <poll.h>
#include <sys/select.h>

#include "tools/host/connection.h"
#include "tools/host/home.h"

enum { PORT_CLIENTS = 256, PORT_FDS = PORT_CLIENTS + 1 };

struct port {
	struct host	*host;
	const struct home *home;	/* NULL: nobody can come */
	int		 listening;	/* -1: it does not listen */
	const char	*folder;	/* in which the socket lies */
	struct connection *connections;
	unsigned	 connection_count;
};

/* What to wait for. */
struct looked {
	fd_set		 read, write;
	int		 most;		/* the highest descriptor */
};

/* From now on clients can come.  ERR_FILE_UNWRITABLE. */
bool	 port_open(struct arena *, struct port *, struct err *);
/* What clients wait for ends for them, and the socket goes. */
void	 port_close(struct port *);
/* Remove what one that was killed has left; the home is locked. */
void	 port_forget(struct arena *, const struct home *);

/* Who has come, who may come, who can be told more; and fd, unless it is
 * -1. */
void	 port_look(const struct port *, struct looked *, int fd);
/* Take what has come, and send what can be sent.  Drops who is gone. */
void	 port_serve(struct port *, const struct looked *);
/* The same of who waits with poll: at most PORT_FDS descriptors, how many; and
 * what came of it. */
unsigned port_polled(const struct port *, struct pollfd *);
void	 port_poll_serve(struct port *, const struct pollfd *,
	    unsigned count);

/* Has anybody an answer to get? */
bool	 port_is_due(const struct port *);
/* Whoever waits for the end of a line has it now; he may have asked for more.
 * true: somebody was told. */
bool	 port_tell(struct port *);

#endif
