/*
 * phase.h: the phases of a move: when one is due, how long it takes, what it
 * does.
 */
#ifndef SIM_PHASE_H
#define SIM_PHASE_H

#include "backends/sim/world/simulation.h"

bool		 phase_due(struct sim *, const struct work_row *);
/* How long it takes, in ms. */
int64_t		 phase_begin(struct sim *, uint32_t row);
bool		 phase_end(struct sim *, uint32_t row, struct err *);

#endif
