/*
 * placing.h: groups give way to others, follow them, and take them along.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_PLACING_H
#define SIM_PLACING_H

#include "backends/sim/world/simulation.h"

/* Do the other groups give way to a move: now, later, or never? */
enum gives { GIVES_WAY, GIVES_LATER, GIVES_NEVER };

/* A group has moved, or its affinities have: look at those that have to do with
 * it.  0: only wake the moves that wait. */
void		 affinity_moved(struct sim *, uint32_t group);
/* The event of WORK_PLACING. */
void		 placing_event(struct sim *, uint32_t row);
/*
 * A move is about to leave: groups that follow leave before it, and so do those
 * that may not be where it goes.  It waits until they have; if one cannot be
 * stopped, it does not move.
 */
enum gives	 placing_leave(struct sim *, uint32_t row);
/* A move is about to start its group: it waits for the groups that it follows,
 * and for those that may not be there.  GIVES_NEVER: not on this node. */
enum gives	 placing_arrive(struct sim *, uint32_t row);
/* Is the group managed and offline, with nothing but its strong affinities
 * against its start? */
bool		 placing_bars(struct sim *, uint32_t group);
/* Does no strong affinity rule out the node where the group is online?  What is
 * moving, or about to, does not count. */
bool		 placing_holds(struct sim *, uint32_t group);

#endif
