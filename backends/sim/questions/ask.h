/*
 * ask.h: questions.  They take no time, draw nothing and change nothing.
 */
#ifndef SIM_ASK_H
#define SIM_ASK_H

#include "backends/sim/world/simulation.h"

/* false when nobody answers. */
bool		 ask(struct sim *, const struct op *, struct answer *);
/* Does the world have what the operation names? */
bool		 ask_known(struct sim *, const struct op *);
/* Does the place answer?  Of the cluster, any member does that it names. */
bool		 ask_reaches(struct sim *, const struct op *);
/* All objects of a kind, into sim->all; false when nobody answers. */
bool		 ask_all(struct sim *, const struct op *);

#endif
