/*
 * proving.h: whether each change of a run was proved right before it, and is
 * typed as it should be.
 *
 * The preconditions of a change are computed here once more, from the change
 * alone, whatever the plan says.  Each has to be asked after the command
 * before it, on every try.  What is answered is the run's to judge: if it takes
 * a wrong answer, the world shows it.
 *
 * A command without effect is typed three times, and not for ever; and a guest
 * whose system runs is shut down by its own hand before ldm stops it, as a stop
 * under load has panicked guests.
 */
#ifndef EXPLORE_PROVING_H
#define EXPLORE_PROVING_H

#include "core/plan/plan.h"
#include "core/run/run.h"

enum { PROVING_ASKED = 64 };

/* The last questions since the last command, as numbers; a ring. */
struct proven {
	uint64_t	question[PROVING_ASKED];
	uint32_t	count;
	uint32_t	unproved;	/* enum op_kind of a change; or 0 */
	uint64_t	typed;		/* the last change, as a number */
	uint32_t	tries;		/* of it, one after the other */
	uint32_t	overdone;	/* enum op_kind, tried too often; or
					   0 */
	uint32_t	cut_off;	/* the run going forward has stopped a
					   guest that was not shut down */
};

/* A person has decided about the run: its tries are counted anew. */
void	 proving_decided(struct proven *);
/* That operation comes now. */
void	 proving_note(struct proven *, const struct plan *, const struct run *,
	    const struct op *);

#endif
