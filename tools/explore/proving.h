/*
 * proving.h: whether each change of a run was proved right before it.
 *
 * The preconditions of a change are computed here once more, from the change
 * alone, whatever the plan says.  Each has to be asked after the command
 * before it, on every try.  What is answered is the run's to judge: if it takes
 * a wrong answer, the world shows it.
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
};

/* That operation comes now. */
void	 proving_note(struct proven *, const struct plan *, const struct run *,
	    const struct op *);

#endif
