/*
 * acts.h: how each operation is carried out: a row stands where its code is.
 */
#ifndef SIM_ACTS_H
#define SIM_ACTS_H

#include "backends/sim/kernel/act.h"

/* By operation; NULL for a question. */
extern const struct act *const acts[OP_KINDS];
/* What the kernel asks of the rooms above it. */
extern const struct rules rules;

#endif
