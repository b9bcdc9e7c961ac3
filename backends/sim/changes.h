/*
 * changes.h: changes that are begun and not waited for.
 *
 * Each goes on beside all others.  Its handle is good until its result has
 * been taken.
 */
#ifndef SIM_CHANGES_H
#define SIM_CHANGES_H

#include "core/op/backend.h"
#include "core/run/event.h"

struct sim;

/*
 * Begin a change; the cause says who asked for it: the engine (CAUSE_OP) or a
 * person.  Returns 0 when it ends at once, with its result; otherwise a handle,
 * and the result is UNKNOWN.
 */
uint32_t	 sim_begin(struct sim *, const struct op *, enum cause,
		    struct result *);
/* Has the change ended?  Then its result is taken and the handle is no longer
 * good. */
bool		 sim_ended(struct sim *, uint32_t handle, struct result *);
/* Nobody waits for the change any more; it goes on. */
void		 sim_leave(struct sim *, uint32_t handle);

#endif
