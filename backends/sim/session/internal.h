/*
 * internal.h: what happens to a simulated site at a moment; inside
 * backends/sim/session only.
 */
#ifndef SIM_SESSION_INTERNAL_H
#define SIM_SESSION_INTERNAL_H

#include "backends/sim/session/simulated.h"

/* simulated.c: check the watched conditions. */
void		 simulated_check(struct simulated *);

/* armed_faults.c: let the faults of the world strike that are due. */
void		 faults_strike(struct simulated *);
/* Time of the next fault that has a time, or -1. */
int64_t		 faults_strike_ms(const struct simulated *);

/* typing.c: people type what is due. */
void		 people_type(struct simulated *);
/* Time at which the next person types, or -1. */
int64_t		 people_type_ms(const struct simulated *);

#endif
