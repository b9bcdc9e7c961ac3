/*
 * porter.h: the process that listens at the ports of a lab.
 *
 * Each place has a port of its own on 127.0.0.1, so the place is known by the
 * socket; whoever comes gets an sshd of his own.  The porter and every sshd are
 * one process group, and it ends as soon as the lab does, however that ends.
 */
#ifndef LAB_PORTER_H
#define LAB_PORTER_H

#include "tools/lab/sshd.h"

struct porter {
	pid_t		 pid;		/* and its group; 0: not started */
	const struct places *places;
	int		*sockets;	/* one a place, until it is started */
	uint32_t	 count;
};

/* Open a port for each place, which learns its number.  ERR_UNSUPPORTED: there
 * are not so many. */
bool		 porter_listen(struct arena *, struct porter *,
		    struct places *, struct err *);
/* Start the process; alive is the lab's end of its pipe (lab_folder.h), which
 * the porter does not keep.  ERR_PROGRAM_FAILED. */
bool		 porter_start(struct arena *, struct porter *,
		    const struct sshd *, int alive, struct err *);
/* End the whole group, and wait until it has. */
void		 porter_end(struct porter *);

#endif
