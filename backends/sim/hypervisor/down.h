/*
 * down.h: a guest's system shuts down, and nobody waits for it.
 */
#ifndef SIM_DOWN_H
#define SIM_DOWN_H

#include "backends/sim/world/simulation.h"

/* What a shutdown leads to. */
enum down { DOWN_OFF, DOWN_OK, DOWN_AGAIN, DOWN_SINGLE };

/* Shut the running system down, after that time; nothing else may be in
 * progress in the domain. */
void		 down_begin(struct sim *, struct domain_row *,
		    enum down, int64_t grace_ms);
/* The event of WORK_HALT: a shutdown has ended. */
void		 halt_event(struct sim *, uint32_t row);

#endif
