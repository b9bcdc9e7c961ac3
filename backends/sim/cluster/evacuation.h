/*
 * evacuation.h: all groups leave a node, one after the other.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_EVACUATION_H
#define SIM_EVACUATION_H

#include "backends/sim/kernel/act.h"

extern const struct act node_evacuate_act;

/* How many groups the cluster has on that node, whatever they do there; *busy:
 * one of them is on its way. */
uint32_t	 evacuation_left(struct sim *, uint32_t node, bool *busy);
/* A work becomes the evacuation of that node. */
void		 evacuation_begin(struct sim *, uint32_t row, uint32_t node);
/* Its event: the next group leaves, and when it has arrived there is another
 * event.  false: there is no group left that could. */
bool		 evacuation_step(struct sim *, uint32_t row);
/* A move that an evacuation has begun is over: T_WORK of that evacuation, which
 * may be gone by now; or 0.  well: its group has arrived. */
void		 evacuation_goes_on(struct sim *, uint32_t row, bool well);

#endif
