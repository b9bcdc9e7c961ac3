/*
 * ends.h: how a guest and what it stands on are, at each node of its group.
 *
 * What a procedure depends on that begins where something has been broken off:
 * a node is dead, or a migration was interrupted.
 */
#ifndef PLAN_ENDS_H
#define PLAN_ENDS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/site/site.h"

struct ends {
	uint32_t	state[SITE_NODES + 1]; /* enum state of the guest
						  there; of a node that is gone:
						  STATE_FENCED */
	uint64_t	powered;	/* bit n: node n is gone, and has power
					   as far as anybody knows */
	uint64_t	own;		/* bit n: node n has a saved definition
					   in its own file system */
	uint32_t	pool_at;	/* the node that has imported the pool,
					   or 0 */
	uint32_t	group;		/* enum state */
	uint64_t	sick;		/* bit n: node n does not work, and is
					   given up although it may be a
					   member */
	uint32_t	dies;		/* TEXT: the guests that die with it */
	bool		in_pool;	/* there is a saved definition in the
					   pool, where that is imported */
	bool		suspended;
	bool		guarded;	/* an agent has the guest, and is
					   enabled */
};

#endif
