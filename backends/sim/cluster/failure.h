/*
 * failure.h: nodes that lose power, panic, hang, and go on.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_FAILURE_H
#define SIM_FAILURE_H

#include "backends/sim/world/simulation.h"

/* A machine loses power; its guests stop at once. */
void		 node_power_off(struct sim *, uint32_t node);
/* The control domain of a node hangs. */
void		 node_hang(struct sim *, uint32_t node);
/* A hung node goes on: as before, or until its failfast stops it. */
void		 node_unhang(struct sim *, uint32_t node);
/* A node fails, to NODE_DOWN; or only its control domain fails, to
 * NODE_BOOTING. */
void		 failure_begin(struct sim *, uint32_t node, enum node_power);
/* The event of WORK_FAILURE: the cluster gives the node up. */
void		 failure_event(struct sim *, uint32_t row);
/* The event of WORK_FAILFAST: the fenced node panics. */
void		 failfast_event(struct sim *, uint32_t row);

#endif
