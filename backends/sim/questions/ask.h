/*
 * ask.h: questions.  They take no time, draw nothing and change nothing; inside
 * the simulator only.
 */
#ifndef SIM_ASK_H
#define SIM_ASK_H

#include "backends/sim/world/simulation.h"

/* Answer a question; false when the place asked does not answer. */
bool		 ask(struct sim *, const struct op *, struct answer *);
/* Does the world have what the operation names? */
bool		 ask_known(struct sim *, const struct op *);
/* Does the place answer?  A question about the cluster names a member, or 0
 * for any. */
bool		 ask_reaches(struct sim *, const struct op *);
/* List all objects of a kind in sim->all; false when the place asked does not
 * answer. */
bool		 ask_all(struct sim *, const struct op *);

#endif
