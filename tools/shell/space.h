/*
 * space.h: a name space of mounts of one's own.
 *
 * It is made by unshare, with a script that mounts in it.  What is mounted
 * there is seen nowhere else, and all of it is gone with the last process in
 * it, however that ends.
 */
#ifndef SHELL_SPACE_H
#define SHELL_SPACE_H

#include <stdbool.h>

#include "tools/shell/child.h"

struct space {
	const char	*enter;		/* nsenter */
	bool		 mapped;
	struct child	 maker;		/* lives in it until space_end */
};

struct space_from {
	/* Mounts what there is to be, says "ready" when that is done, and reads
	 * its input to the end. */
	const char	*text;
	const char *const *words;	/* $1 and so on; NULL ends them */
	bool		 mapped;	/* a name space of users, too, in which
					   its maker is root */
};

/* ERR_PROGRAM_MISSING, ERR_PROGRAM_FAILED: there is none. */
bool		 space_make(struct arena *, struct space *,
		    const struct space_from *, struct err *);
/* What stands in its folder of /proc, as long as its maker lives. */
const char	*space_path(struct arena *, const struct space *,
		    const char *name);
/* Its maker ends. */
bool		 space_end(struct space *, struct err *);

#endif
