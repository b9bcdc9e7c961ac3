/*
 * seen.h: the states that were met, and how much lies behind each.
 */
#ifndef EXPLORE_SEEN_H
#define EXPLORE_SEEN_H

#include <stdbool.h>

#include "backends/sim/sim.h"

enum { SEEN_FAULTS = 4 };

/* How many schedules go on from a state with at most that many faults. */
struct counts {
	uint64_t	of[SEEN_FAULTS];
};

struct seen;

struct seen	*seen_make(void);
void		 seen_drop(struct seen *);
/* What lies behind a state that was explored with at least so many faults
 * left; NULL when it was not. */
const struct counts *seen_find(const struct seen *, const struct key *,
		    unsigned left);
/* It has been explored with so many faults left. */
void		 seen_add(struct seen *, const struct key *, unsigned left,
		    const struct counts *);
/* How many distinct states. */
uint64_t	 seen_count(const struct seen *);

#endif
