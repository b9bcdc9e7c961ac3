/*
 * agent.h: the fault monitor of the guests' agent.
 */
#ifndef SIM_AGENT_H
#define SIM_AGENT_H

#include "backends/sim/world/simulation.h"

/* Something has changed: is a look going to find the guest down? */
void		 agent_probe(struct sim *, uint32_t guest);
/* After a resume: the manager looks at once. */
void		 agent_restart(struct sim *, uint32_t guest);
void		 probe_event(struct sim *, uint32_t row);

#endif
