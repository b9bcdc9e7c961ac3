/*
 * owner.h: who holds a simulated site: its world, its clock, its faults, and
 * the socket on which clients come.
 *
 * Time passes only while somebody waits: events are run until the first of the
 * waiting lines has ended; what is typed then begins at that moment.  A line
 * that comes within OWNER_GRACE_MS of such an end does too, although others
 * still wait.  Tied to the clock, time passes by itself.
 */
#ifndef SHELL_OWNER_H
#define SHELL_OWNER_H

#include <sys/types.h>

#include "tools/host/port.h"
#include "tools/shell/stage.h"

enum { OWNER_GRACE_MS = 20 };

struct owner {
	struct stage	 stage;
	struct home	*home;		/* NULL: nothing is kept */
	const char	*site_path, *site_text;
	size_t		 site_size;
	struct port	 port;
	/* of time */
	uint64_t	 speed;		/* simulated per real second; 0: not
					   tied to the clock */
	int64_t		 tied_real_ms, tied_ms;	/* the same moment */
	int64_t		 grace_ms;	/* until then nobody is overtaken */
	/* Of a child that is a group of processes: the signal that it is to get
	 * now, before anybody is answered, or 0; and whose that is. */
	int		(*signal)(void *with);
	void		*with;
	pid_t		 group;
	struct err	 err;		/* the state could not be kept */
};

/* The stage is there already; the rest of the owner is zero but for home and
 * site.  Tied to the clock if speed is not 0. */
void		 owner_begin(struct owner *, uint64_t speed);
/* Ends what clients wait for; the stage stays. */
void		 owner_end(struct owner *);
/* Write the state if it has changed; false, and owner->err: it could not be
 * written. */
bool		 owner_save(struct owner *);

/* Serve until the caller's line has ended; false: a signal has asked to
 * stop. */
bool		 owner_await_line(struct owner *, struct caller *);
/* Serve until that descriptor can be read; false: as above. */
bool		 owner_await_input(struct owner *, int fd);
/* Serve until that child has ended: its exit status as a shell has it. */
int		 owner_await_child(struct owner *, pid_t);

#endif
