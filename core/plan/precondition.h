/*
 * precondition.h: what must be proved right before a change, on every try.
 *
 * A precondition is always asked again, because another person may have acted
 * meanwhile.  The same rules hold for a step and for its undo.
 */
#ifndef PLAN_PRECONDITION_H
#define PLAN_PRECONDITION_H

#include "core/op/op.h"
#include "core/site/site.h"

/* The most preconditions of one change. */
enum { PRECONDITIONS = SITE_NODES + AFFINITIES + 6 };
enum {
	PRECONDITION_GUARDED = 1,	/* the agent has the guest, so a switch
					   moves it too */
	PRECONDITION_CONVERTS = 2,	/* the job converts a source, which must
					   not run at the same time */
	PRECONDITION_KEEPS = 8,		/* the guest goes on running where it
					   is */
	PRECONDITION_FORWARD = 4,	/* a step, not its undo: that may shut
					   down what the step has started */
};

/* The job whose change it is. */
struct proving {
	uint32_t	 guest;		/* or 0 */
	uint32_t	 home;		/* the node where the guest is made */
	unsigned	 how;		/* set of PRECONDITION_ */
};

/* The preconditions of each change, for precondition.c and its test; 0 for a
 * question. */
extern const unsigned precondition_table[OP_KINDS];

/*
 * Write the facts, at most PRECONDITIONS, and return how many there are.
 */
uint32_t	 precondition_list(const struct site *, const struct proving *,
		    const struct op *, struct fact *facts);
/* The fact that a node has no power, by its service processor or the word of a
 * person. */
struct fact	 precondition_without_power(uint32_t node);
/* Of a change that needs no guest to use the disks, but may have one that runs
 * elsewhere without them: does membership prove enough of a node that the
 * cluster has fenced? */
bool		 precondition_of_disks(enum op_kind);

/* The fact that the device has an SMI label, as that node sees it. */
struct fact	 precondition_label(uint32_t device, uint32_t node);

#endif
