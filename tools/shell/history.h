/*
 * history.h: earlier moments of a stage, to go back to.
 *
 * A bygone has the world and the faults that were armed.  Each change that is
 * typed leaves the one before it, for "undo"; "snapshot" keeps one by name.
 */
#ifndef SHELL_HISTORY_H
#define SHELL_HISTORY_H

#include <stdbool.h>

#include "backends/sim/session/simulated.h"
#include "core/base/arena.h"

enum { HISTORY_UNDOS = 32, HISTORY_NAMED = 16 };

struct bygone {
	const char	*name;		/* of a snapshot, or NULL */
	struct world	*world;		/* owned */
	struct armed	*faults;	/* owned */
	uint32_t	 fault_count;
};

struct history {
	struct bygone	 undo[HISTORY_UNDOS];	/* the newest last */
	struct bygone	 named[HISTORY_NAMED];
	unsigned	 undo_count, named_count;
};

/* Go back to it. */
void		 bygone_restore(const struct bygone *, struct simulated *);
/* Take what is now; bygone_drop gives it back. */
void		 bygone_take(struct bygone *, const struct simulated *);
void		 bygone_drop(struct bygone *);
/* Is the site as it was then, but for the faults? */
bool		 bygone_is_now(const struct bygone *, const struct simulated *);

void		 history_drop(struct history *);
/* Keep what is now for "undo"; the oldest is forgotten when there are too
 * many. */
void		 history_keep(struct history *, const struct simulated *);
/* The same of one that was taken before, which is the history's then. */
void		 history_put(struct history *, const struct bygone *);
/* The last one that was kept, or NULL. */
struct bygone	*history_last(struct history *);
/* Forget that one. */
void		 history_forget(struct history *);
/* Keep it by that name, which replaces one that had it.  The arena owns
 * the name.  ERR_TOO_MANY. */
bool		 history_name(struct arena *, struct history *,
		    const char *name, const struct simulated *,
		    struct err *);
/* The moment of that name, or NULL. */
struct bygone	*history_find(struct history *, const char *name);

#endif
