/*
 * precondition.h: what has to be proved right before a change, on every try.
 *
 * Always asked, never remembered: a colleague may have acted since.  The same
 * rules hold for a step and for its undo.
 */
#ifndef PLAN_PRECONDITION_H
#define PLAN_PRECONDITION_H

#include "core/op/op.h"
#include "core/site/site.h"

enum { PRECONDITIONS = SITE_NODES + 6 };
/* The guest is under its agent, so a switch moves it too; the job converts a
 * source, which must not run beside the guest. */
enum { PRECONDITION_GUARDED = 1, PRECONDITION_CONVERTS = 2 };

/* The preconditions of a change, as precondition.c reads them; 0: no change. */
extern const unsigned precondition_table[OP_KINDS];

/*
 * Write the facts (at most PRECONDITIONS) and return how many there are.
 * guest is the job's, or 0; how is a set of PRECONDITION_.
 */
uint32_t precondition_list(const struct site *, uint32_t guest, unsigned how,
    const struct op *, struct fact *facts);

#endif
