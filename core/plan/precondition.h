/*
 * need.h: what has to be proved right before a change, on every try.
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

/*
 * Write the facts into room (NEEDS of them) and return how many there are.
 * guest is the job's; how is a set of NEED_.
 */
uint32_t precondition_list(const struct site *, uint32_t guest, unsigned how,
    const struct op *, struct fact *room);

#endif
