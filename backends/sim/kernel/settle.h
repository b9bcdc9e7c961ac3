/*
 * settle.h: which objects an event has touched.
 *
 * Every function that changes an object of an invariant touches it; when the
 * event is over, the observers of the rules check the touched objects.
 */
#ifndef SIM_SETTLE_H
#define SIM_SETTLE_H

#include "backends/sim/world/simulation.h"

/* The event has changed that object.  Name 0: none. */
void		 sim_touch(struct sim *, enum kind, uint32_t name);
bool		 sim_is_touched(const struct sim *, enum kind, uint32_t name);
/* The event is over: call the observers. */
void		 sim_settle(struct sim *);
/* What has a state: an object, and the node on which it has it, or 0. */
struct thing {
	enum kind	 kind;
	uint32_t	 name;
	uint32_t	 on;
};

/* Emit a change of state to the sink. */
void		 sim_emit(struct sim *, struct thing, enum state was,
		    enum state is);

#endif
