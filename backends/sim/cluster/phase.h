/*
 * phase.h: the phases of a move: whether a phase has anything to do, how long
 * it takes, and what it does.
 */
#ifndef SIM_PHASE_H
#define SIM_PHASE_H

#include "backends/sim/world/simulation.h"

/* Has the present phase of the move anything to do? */
bool		 phase_due(struct sim *, const struct work_row *);
/* Begin the phase; returns how long it takes, in ms. */
int64_t		 phase_begin(struct sim *, uint32_t row);
/* End the phase; false when it has failed, with the reason in err. */
bool		 phase_end(struct sim *, uint32_t row, struct err *);

#endif
