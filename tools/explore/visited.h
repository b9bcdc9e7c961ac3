/*
 * visited.h: visited states, and how many schedules follow from each.
 */
#ifndef EXPLORE_VISITED_H
#define EXPLORE_VISITED_H

#include <stdbool.h>

#include "backends/sim/sim.h"

enum { VISITED_FAULTS = 4 };

/* How many schedules go on from a state with at most that many faults. */
struct counts {
	uint64_t	of[VISITED_FAULTS];
};

struct visited;

struct visited	*visited_make(void);
void		 visited_drop(struct visited *);
/* What follows from a state that was explored with at least so many faults
 * left; NULL when it was not. */
const struct counts *visited_find(const struct visited *, const struct key *,
		    unsigned left);
/* It has been explored with so many faults left. */
void		 visited_add(struct visited *, const struct key *,
		    unsigned left, const struct counts *);
/* How many distinct states. */
uint64_t	 visited_count(const struct visited *);

#endif
