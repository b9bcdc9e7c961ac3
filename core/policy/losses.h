/*
 * losses.h: which guests have no home when nodes are dead, which nodes may be
 * down together, and how many guests more would still have one.
 *
 * Pure: every question is decided by policy_play, over and over.
 */
#ifndef CORE_LOSSES_H
#define CORE_LOSSES_H

#include "core/policy/policy.h"

struct arena;

/* What becomes of the guests when these nodes die. */
struct losses {
	uint64_t	 nodes;		/* bit n: node n */
	struct placement *homeless;	/* groups of guests that end nowhere */
	uint32_t	 count;
	uint32_t	 moved;		/* those that find another node */
};

/* The homeless are owned by the arena. */
struct losses	 losses_of(struct arena *, const struct scene *,
		    uint64_t nodes);
/*
 * Sets of nodes that may be down at the same time, each node in one of them:
 * the members in their order, each into the first set that still leaves every
 * guest a home.  A node that cannot be down at all has a set of its own.
 * Returns how many there are; sets has room for SCENE_NODES.
 */
uint32_t	 losses_together(const struct scene *, uint64_t *sets);
/*
 * How many guests more with these needs, which may be on every member, could
 * there be, so that no single node's death leaves more guests without a home
 * than now?  Each begins where most vcpus are free.  The number is found by
 * halving: one more is too many.
 */
uint32_t	 losses_more(const struct scene *,
		    const int64_t needs[CAPACITIES]);

#endif
