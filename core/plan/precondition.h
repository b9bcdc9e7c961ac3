/*
 * precondition.h: what has to be proved right before a change, on every try.
 *
 * Never recalled, always asked: a colleague may have acted since.  The same
 * rules hold for a step and for its undo.
 */
#ifndef PLAN_PRECONDITION_H
#define PLAN_PRECONDITION_H

#include "core/op/op.h"
#include "core/site/site.h"

enum { PRECONDITIONS = SITE_NODES + 6 };
/* The agent looks after the guest, so that a switch takes it along; the job
 * converts a source, which must not run beside the guest. */
enum { PRECONDITION_GUARDED = 1, PRECONDITION_CONVERTS = 2 };

/* What a change wants proved, as precondition.c reads it; 0: not a change. */
extern const unsigned precondition_table[OP_KINDS];

/*
 * Write the facts (at most PRECONDITIONS) and return how many there are.
 * guest is the job's, or 0; how is a set of PRECONDITION_.
 */
uint32_t precondition_list(const struct site *, uint32_t guest, unsigned how,
    const struct op *, struct fact *facts);

#endif
