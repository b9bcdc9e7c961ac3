/*
 * picture.h: the answers that must hold now, after the steps of a run.
 *
 * For each question it is the answer that the last step done has left or, after
 * an undo, the one that was found before.  A pure function of plan and run.  It
 * is verified before an ending is reported, because earlier answers may no
 * longer be true.
 */
#ifndef CORE_PICTURE_H
#define CORE_PICTURE_H

#include "core/run/run.h"

/*
 * The first row at or after that one whose fact belongs to the picture and can
 * be asked; PLAN_NONE: there are no more.  Rows go up to twice
 * plan->fact_count.
 */
uint32_t	 picture_next(const struct plan *, const struct run *,
		    uint32_t row);
/* The fact of such a row: one of the plan's, or written into the buffer. */
const struct fact *picture_fact(const struct plan *, const struct run *,
		    uint32_t row, struct fact *buffer);

/* Does what the step of that row of plan->facts has left still hold? */
bool		 picture_holds(const struct plan *, const struct run *,
		    uint32_t row);

/* Is the step partly done, or partly undone?  Then its facts hold no answer. */
bool		 picture_between(const struct run *, const struct known *);

/*
 * Write what an earlier step of the run has left as the answer to the question
 * of that row or, if none has asked it, what its checks have found; false: it
 * is not known.
 */
bool		 picture_left(const struct plan *, const struct run *,
		    uint32_t row, struct want *);

/*
 * Going back: the set of states in which this step and earlier ones found the
 * guest, as long as each is nearer to "absent" than the one after it.  They are
 * accepted as well: a guest that is already unbound need not be stopped.  So is
 * one that is up again where one of them found it up.
 */
uint64_t	 picture_further(const struct plan *, const struct run *,
		    uint32_t row);

#endif
