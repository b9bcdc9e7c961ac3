/*
 * recovered.h: what has been decided for a guest that is not where it should
 * be.
 */
#ifndef PLAN_RECOVERED_H
#define PLAN_RECOVERED_H

#include <stdbool.h>
#include <stdint.h>

#include "core/procedures/need.h"

struct recovery {
	unsigned	 needs;		/* set of NEED_ */
	uint32_t	 at;		/* the node where the guest will be */
	uint32_t	 other;		/* the other end, or 0 */
	uint32_t	 dead;		/* a node that is gone, or 0 */
	bool		 from_pool;	/* the saved definition is in the pool,
					   else on that node */
	const char	*found;		/* what is so, in words */
};

#endif
