/*
 * ahead.h: the questions that a run will ask before it changes anything.
 *
 * Only a guess of what comes: an answer that is not as expected leads
 * elsewhere.  A bottom that has a long way to its places asks them together.
 */
#ifndef CORE_RUN_AHEAD_H
#define CORE_RUN_AHEAD_H

#include "core/run/run.h"

/*
 * Write at most that many of the questions that follow, the present one among
 * them, and return how many: the checks that are left; those of a step up to
 * its change; the picture that is verified.  What is asked after a change comes
 * by itself: what is true of the next step may follow from it.  A pure function
 * of plan and run.
 */
uint32_t run_ahead(const struct plan *, const struct run *, struct op *asks,
	    uint32_t most);

#endif
