/*
 * home.h: the folder that holds a simulated site between commands.
 *
 *	state	   the site as it was after the last command that changed it
 *	lock	   held by the owner
 *	owner	   the path of the socket on which the owner listens
 *	domferry   the program that becomes the owner when there is none
 *	bin/	   the programs of the site, for the PATH of a script
 *	kept/	   what commands that came by a channel have left behind
 *	roots/	   an empty folder: where a script finds files of the site
 */
#ifndef HOST_HOME_H
#define HOST_HOME_H

#include "core/base/buffer.h"
#include "tools/session/lock.h"

struct home {
	const char	*path;		/* absolute; in the arena */
	struct lock	 lock;
	bool		 passing;	/* it ends with this process */
};

/* Make the folder, unless it is there, with the programs in it; NULL: one that
 * goes away with home_close.  ERR_FILE_UNWRITABLE. */
bool		 home_open(struct arena *, struct home *, const char *path,
		    struct err *);
/* Take the lock; ERR_RUN_BUSY: it has an owner. */
bool		 home_lock(struct arena *, struct home *, struct err *);
void		 home_close(struct home *);

/* The bytes of the state, in the arena; NULL without an error: there is none
 * yet. */
const char	*home_state(struct arena *, const struct home *, size_t *n,
		    struct err *);
/* Replace the state: it is whole at any moment.  What was written last is lost
 * when the machine loses its power, not when a process ends. */
bool		 home_save(const struct home *, const struct buffer *,
		    struct err *);
/* Before a child is started: it finds the programs, and works at that place. */
bool		 home_surround(const struct home *, const char *place);

#endif
