/*
 * holding.h: a simulated site taken up by a verb: from a site file, or from a
 * state folder.
 */
#ifndef SHELL_HOLDING_H
#define SHELL_HOLDING_H

#include "tools/file.h"
#include "tools/shell/owner.h"

struct holding {
	struct arena	 arena;
	struct site_text site;
	struct home	 home;
	bool		 has_home, has_stage;
	struct owner	 owner;
};

/* What a verb was given. */
struct holding_from {
	const char	*site;		/* a path, or NULL: see site_open */
	const char	*state;		/* the state folder, or NULL */
	const char *const *begin;	/* jobs, for a site that begins */
	unsigned	 begin_count;
	bool		 needs_home;	/* a passing one if there is no state */
	uint64_t	 speed;		/* see owner_begin */
};

enum { HOLDING_OWNED = -1 };

/* The exit status, said why; or HOLDING_OWNED: the state folder has an owner
 * already, and holding->home.path is where it is.  Give it back with
 * holding_close in any case. */
int	 holding_open(struct holding *, const struct holding_from *);
/* Keeps the state for the last time: false, said why, if that failed. */
bool	 holding_close(struct holding *);

#endif
