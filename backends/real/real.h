/*
 * real.h: machines that are driven by their own commands, as a backend.
 *
 * A change is one command; what came of it is read from its status and its
 * words (answers/refusal.h).  A question is answered from the outputs of
 * commands that change nothing (inquiry.h).
 */
#ifndef REAL_REAL_H
#define REAL_REAL_H

#include "backends/real/inquiry.h"

/* Changes that are under way at a time: most of them nobody waits for. */
enum { REAL_CHANGES = 32 };

struct real_change {
	bool		 used;
	struct op	 op;
	struct arena	 arena;		/* of what follows */
	struct asking	*asking;	/* what the command depends on */
	struct output	*output;	/* that is waited for; NULL: the command
					   itself is */
	uint64_t	 handle;	/* of the reach */
};

struct real {
	struct backend	 backend;	/* first */
	const struct site *site;
	struct names	*names;		/* of operations; answers add to it */
	struct reach	*reach;
	struct real_change change[REAL_CHANGES];
	uint64_t	 pausing;	/* of the reach, or HANDLE_OVER */
	struct inquiry	 inquiry;
};

/* Over that reach; the caller owns all, and gives it back with real_drop. */
void	 real_make(struct real *, const struct site *, struct names *,
	    struct reach *);
void	 real_drop(struct real *);

#endif
