/*
 * acts.h: one table that says how each operation is carried out.  Each act is
 * defined in the room that has its code.
 */
#ifndef SIM_ACTS_H
#define SIM_ACTS_H

#include "backends/sim/kernel/act.h"

/* By operation; NULL for a question. */
extern const struct act *const acts[OP_KINDS];
/* What the kernel calls of the rooms above it. */
extern const struct rules rules;

#endif
