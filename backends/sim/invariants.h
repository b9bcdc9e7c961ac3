/*
 * invariants.h: what must never be, and what was found broken.
 */
#ifndef SIM_INVARIANTS_H
#define SIM_INVARIANTS_H

#include "backends/sim/world/simulation.h"

enum { BROKEN = 64, VERDICT_BYTES = 200 };

struct broken {
	uint32_t	invariant;
	uint32_t	name;
};

/* What was found since the beginning. */
struct verdicts {
	struct broken	 broken[BROKEN];	/* reported already */
	uint32_t	 broken_count;
	uint32_t	 violations;
	uint32_t	 violated;	/* bit n: the n-th invariant, ever */
	const char	*first;		/* name and words of the first one */
	char		 text[VERDICT_BYTES];
};

/* Check the invariants of one object. */
void		 invariant_check(struct sim *, enum kind, uint32_t name);

#endif
