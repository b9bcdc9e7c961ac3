/*
 * listening.h: the socket of an owner, and who has come; inside tools/shell
 * only.
 *
 * The socket lies in a short folder of its own below /tmp, because the path of
 * a socket has little more than a hundred bytes; the state folder's file
 * "owner" says where.
 */
#ifndef SHELL_LISTENING_H
#define SHELL_LISTENING_H

#include <stdbool.h>
#include <sys/select.h>

struct owner;

/* What to wait for. */
struct listening {
	fd_set		 read, write;
	int		 most;		/* the highest descriptor */
};

/* Who has come, who may come, who can be told more; and fd, unless it is
 * -1. */
void		 listening_look(const struct owner *, struct listening *,
		    int fd);
/* Take what has come, and send what can be sent.  Drops who is gone. */
void		 listening_serve(struct owner *, const struct listening *);
/* Take the socket away. */
void		 listening_end(struct owner *);

#endif
