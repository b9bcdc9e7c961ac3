/*
 * deciding.h: the parts of a decision; inside core/policy only.
 */
#ifndef CORE_DECIDING_H
#define CORE_DECIDING_H

#include "core/policy/policy.h"

/* So many failed starts rule a node out (Pingpong_interval). */
enum { PINGPONG_TIMES = 2 };

/* Who is to be placed, and what holds for this decision only. */
struct asking {
	const struct scene *scene;
	uint32_t	 group;
	uint64_t	 dies;		/* nodes, bit n: node n */
	uint64_t	 tried;		/* their candidates stay as they are */
	uint64_t	 again;		/* where it has just failed twice */
	bool		 operator;	/* neither barred nor ping-pong count */
};

uint64_t	 deciding_bit(uint32_t node);
/* The best node of the list, or 0; each candidate gets its reason.  Capacity is
 * not looked at. */
uint32_t	 deciding_best(const struct asking *, struct placement *);
/* May the group be started there?  Otherwise the candidate says why not. */
bool		 deciding_allows(const struct asking *, uint32_t node,
		    struct candidate *);
/* Would the manager take a group that is online along to that node? */
bool		 deciding_takes(const struct scene *, uint64_t dies,
		    uint32_t group, uint32_t node);
/* Do its strong affinities allow the node?  The same for its load, and the hard
 * limits. */
bool		 deciding_together(const struct scene *, uint32_t group,
		    uint32_t node, struct candidate *);
bool		 deciding_has_load(const struct scene *, uint32_t group,
		    uint32_t node);
/* The nodes (bit n: node n) where it has not started at least so many times
 * within Pingpong_interval. */
uint64_t	 deciding_failed(const struct scene *, uint32_t group,
		    uint32_t times);
/* Does the node see its pool's device?  Otherwise the candidate says so. */
bool		 deciding_sees(const struct scene *, uint32_t group,
		    uint32_t node, struct candidate *);
/* Does its guest fit there?  Otherwise the candidate says what is missing. */
bool		 deciding_fits(const struct scene *, uint32_t group,
		    uint32_t node, struct candidate *);
/* The placement is made: what is not done is not said to be. */
void		 deciding_end(struct placement *);
/* The candidate for that node, or NULL. */
struct candidate *deciding_candidate(struct placement *, uint32_t node);
/* Begin a placement: the node list without reasons. */
void		 deciding_begin(const struct scene *, uint32_t group,
		    struct placement *);

#endif
