/*
 * settle.h: what an event has touched, and which events it emits.
 *
 * Every change of an object that an invariant speaks of is touched; when the
 * event is over, the rules' observers look at what was touched.
 */
#ifndef SIM_SETTLE_H
#define SIM_SETTLE_H

#include "backends/sim/world/simulation.h"

/* Name 0 is nothing. */
void		 sim_touch(struct sim *, enum kind, uint32_t name);
/* The event is over. */
void		 sim_settle(struct sim *);
/* A change of state, for whoever listens; on: the node, or 0. */
void		 sim_emit(struct sim *, enum kind, uint32_t name, uint32_t on,
		    enum state was, enum state is);

#endif
