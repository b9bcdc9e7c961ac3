/*
 * death.h: nodes that lose power, panic, stand still, and come to again.
 */
#ifndef SIM_FAILURE_H
#define SIM_FAILURE_H

#include "backends/sim/world/simulation.h"

/* A machine loses power; its guests die at once. */
void		 node_power_off(struct sim *, uint32_t node);
/* A control domain stands still. */
void		 node_hang(struct sim *, uint32_t node);
/* It goes on: as before, or until its failfast stops it. */
void		 node_unhang(struct sim *, uint32_t node);
/* To down, or to booting: then its control domain alone has failed. */
void		 failure_begin(struct sim *, uint32_t node, enum node_power);
void		 failure_event(struct sim *, uint32_t row);
void		 failfast_event(struct sim *, uint32_t row);

#endif
