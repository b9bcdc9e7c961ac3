/*
 * picture.h: what must hold now, by what the steps of a run have left.
 *
 * For each question the answer that the last step done has left; going back,
 * what was found.  A pure function of plan and run.  It is verified before an
 * ending is reported: old answers may no longer be true.
 */
#ifndef CORE_PICTURE_H
#define CORE_PICTURE_H

#include "core/run/run.h"

/*
 * The first fact at or after row that belongs to the picture, with the answer
 * that it wants; PLAN_NONE when there are no more.
 */
uint32_t	 picture_next(const struct plan *, const struct run *,
		    uint32_t row, struct fact *);

/*
 * Going back: the states of a guest that this step of the way back and those
 * before it have found, as long as they lead down to where it began.  They are
 * further back and accepted as well: a guest that is already unbound need not
 * be stopped.
 */
uint64_t	 picture_further(const struct plan *, const struct run *,
		    uint32_t row);

#endif
