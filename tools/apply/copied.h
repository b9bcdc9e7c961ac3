/*
 * copied.h: the journal of a run, and its copies on the nodes.
 *
 * The nodes get it before each change.  A run that is resumed from an older
 * state of its directory would do again what has been done: so what the nodes
 * have is compared first.
 */
#ifndef APPLY_COPIED_H
#define APPLY_COPIED_H

#include "backends/real/reach.h"
#include "tools/session/execution.h"

/* The reach's function: with is the struct folder of the run. */
void	 copied_journal(void *with, int64_t from, struct buffer *);
/*
 * Is what the nodes have the beginning of the journal that was read?
 * ERR_JOURNAL_BEHIND: a copy goes on where the journal ends;
 * ERR_JOURNAL_MISMATCH: it is another one.  A node that does not answer, or has
 * none, is no reason.
 */
bool	 copied_allow(const struct execution *, struct reach *, struct err *);

#endif
