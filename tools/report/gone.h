/*
 * gone.h: what is printed about nodes that a run has found dead.
 */
#ifndef REPORT_GONE_H
#define REPORT_GONE_H

#include "core/run/run.h"

struct arena;

/* Hand over, line by line, which proof is missing and how it is got, and what
 * brings a guest back by hand that no agent starts elsewhere; nothing if no
 * node is gone.  The arena owns the lines. */
void	 gone_lines(struct arena *, const struct plan *, const struct run *,
	    void (*line)(void *with, const char *text), void *with);
/* Is that proof missing: may the guest run on a node that is gone? */
bool	 gone_unproved(const struct plan *, const struct run *);
/* Does a command need a node that is gone? */
bool	 gone_needed(const struct run *, const struct op *);

/* What becomes of an undo.  One that waits holds up those after it. */
enum gone_undo {
	UNDO_TYPED,
	UNDO_NEEDLESS,		/* the node has lost it with its power */
	UNDO_WAITS,		/* until the node is back */
};

enum gone_undo gone_undo(const struct run *, const struct op *);

#endif
