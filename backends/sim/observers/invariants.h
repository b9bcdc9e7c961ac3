/*
 * invariants.h: what must never happen, and which violations were found.
 *
 * The laws P1 to P8 of docs/ARCHITECTURE.md, as far as one object or the end
 * of a run can show them.
 */
#ifndef SIM_INVARIANTS_H
#define SIM_INVARIANTS_H

#include <stdbool.h>

#include "core/op/op.h"

struct sim;

enum { BROKEN = 64, VERDICT_BYTES = 200 };

/* An invariant that an object breaks now. */
struct broken {
	uint32_t	invariant;
	uint32_t	name;
};

/* Violations found since the beginning. */
struct verdicts {
	struct broken	 broken[BROKEN];	/* emitted already */
	uint32_t	 broken_count;
	uint32_t	 violations;
	uint32_t	 violated;	/* bit n: the n-th invariant, ever */
	const char	*first;		/* name of the first, and its text */
	char		 text[VERDICT_BYTES];
};

/* Check the invariants of one object; emits EVENT_VIOLATION once for as long
 * as one stays broken. */
void		 invariant_check(struct sim *, enum kind, uint32_t name);
/* Check every invariant of every object. */
void		 sim_check_all(struct sim *);
/*
 * Check the end of a run (enum ending, core/run/run.h).  before is the
 * canonical text at the beginning of the phase, or NULL.  After ARRIVED and
 * RETURNED no group is suspended that was not suspended in before, and no
 * blackout of the monitoring is open that a run has opened; after RETURNED the
 * text equals before.  false: violated.
 */
bool		 sim_check_ending(struct sim *, int ending,
		    const char *before);
/* How many violations were found since the beginning; name and text of the
 * first, which may be NULL.  Borrowed. */
uint32_t	 sim_violations(const struct sim *, const char **name,
		    const char **text);
/* Was the invariant of that name violated since the beginning? */
bool		 sim_violated(const struct sim *, const char *name);
/* Forget the violations. */
void		 sim_forget(struct sim *);
/* The n-th invariant's name (from 0) and its sentence; NULL at the end. */
const char	*sim_invariant(unsigned n, const char **sentence);

#endif
