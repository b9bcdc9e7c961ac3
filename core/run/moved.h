/*
 * moved.h: a step waits for a guest, and its group has left the node.
 *
 * The guest is awaited where the run has brought its group.  When the guest is
 * not even defined there any more, the group is asked: who has moved it, the
 * manager or a person, has decided that nothing comes up there.  So nobody has
 * to wait until the step's limit.
 */
#ifndef CORE_MOVED_H
#define CORE_MOVED_H

#include "core/run/moment.h"

/* The row of the moment at which the group is asked. */
enum { ROW_GROUP = PLAN_PROOFS };

/* Does that answer about a guest that its agent starts say that its group may
 * have left? */
bool	 moved_asks(const struct plan *, const struct run *,
	    const struct fact *, const struct answer *);
/* The group is online where this step waits for its guest. */
struct fact moved_fact(const struct plan *, const struct run *);
/* Apply the answer to that question: go on waiting, or end that. */
void	 moved_apply(const struct plan *, struct run *,
	    const struct answer *);

#endif
