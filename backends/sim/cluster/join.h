/*
 * birth.h: nodes that come back, and are members again.
 */
#ifndef SIM_JOIN_H
#define SIM_JOIN_H

#include "backends/sim/world/simulation.h"

/* A machine that is down is switched on, and boots. */
void		 node_power_on(struct sim *, uint32_t node);
/* Its control domain goes down with nothing stopped in order, and boots. */
void		 node_reboot(struct sim *, uint32_t node);
/* The same, after it has dumped. */
void		 node_panic(struct sim *, uint32_t node);
/* It goes down before it was up. */
void		 join_cut(struct sim *, uint32_t node);
void		 join_event(struct sim *, uint32_t row);

#endif
