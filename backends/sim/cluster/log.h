/*
 * log.h: what the Resource Group Manager logs of a move.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_LOG_H
#define SIM_LOG_H

#include "backends/sim/world/simulation.h"

/* Row n of the log, from 1 to LOG_ROWS. */
struct log_row	*log_row(struct world *, uint32_t n);
/* A move has come to its present phase: what has ended with that, and what
 * begins. */
void		 log_phase(struct sim *, const struct work_row *);
/* Its present phase has failed. */
void		 log_failed(struct sim *, const struct work_row *);
/* It goes back from the node to which it went: what was started is stopped, the
 * agent too if its start was tried. */
void		 log_back(struct sim *, const struct work_row *, bool agent);

#endif
