/*
 * uptime.h: is a guest's service up, and if not, what is it waiting for?
 */
#ifndef SIM_UPTIME_H
#define SIM_UPTIME_H

#include "backends/sim/world/simulation.h"

/* The guest may have changed: say so if its service has. */
void		 uptime_settle(struct sim *, uint32_t guest);
/* The service was up on the source until it was frozen. */
void		 uptime_begin(struct sim *, uint32_t guest);
/* The node on which it is up, or 0. */
uint32_t	 uptime_node(struct sim *, uint32_t guest);

#endif
