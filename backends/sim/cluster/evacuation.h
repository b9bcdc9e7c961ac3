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
/* A move that an evacuation has begun is over: T_WORK of that evacuation, which
 * may be gone by now; or 0.  well: its group has arrived. */
void		 evacuation_goes_on(struct sim *, uint32_t row, bool well);

#endif
