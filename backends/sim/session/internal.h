/*
 * inside.h: what happens to a simulated site at a moment; inside
 * backends/sim/session only.
 */
#ifndef SIM_SESSION_INTERNAL_H
#define SIM_SESSION_INTERNAL_H

#include "backends/sim/session/simulated.h"

/* simulated.c: the conditions that are watched are asked. */
void		 simulated_check(struct simulated *);

/* happening.c: faults of the world whose time has come strike. */
void		 faults_strike(struct simulated *);
/* When the next one can strike by its time, or -1. */
int64_t		 faults_strike_ms(const struct simulated *);

/* typing.c: people type whose time has come. */
void		 people_type(struct simulated *);
/* When the next one types, or -1. */
int64_t		 people_type_ms(const struct simulated *);

#endif
