/*
 * agent.h: the fault monitor of the guests' agent.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_AGENT_H
#define SIM_AGENT_H

#include "backends/sim/world/simulation.h"

/* The guest or its group has changed: schedule a probe if it would find the
 * guest down. */
void		 agent_probe(struct sim *, uint32_t guest);
/* After a resume the manager probes at once. */
void		 agent_restart(struct sim *, uint32_t guest);
/* The event of WORK_PROBE: the agent finds its guest down. */
void		 probe_event(struct sim *, uint32_t row);

#endif
