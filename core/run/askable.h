/*
 * askable.h: whether a question can be answered now, by what the steps of a run
 * have done.  A pure function of plan and run.
 */
#ifndef CORE_ASKABLE_H
#define CORE_ASKABLE_H

#include "core/run/run.h"

/*
 * Is what the question needs there to answer it: the imported pool of a file,
 * the group or guest of a part, the mounted share of a file, the running system
 * of a question inside a guest, the source?
 */
bool		 askable(const struct plan *, const struct run *,
		    const struct known *);

#endif
