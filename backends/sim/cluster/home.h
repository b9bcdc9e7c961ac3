/*
 * home.h: how the group of a guest stands, and whether a node could take it.
 *
 * Questions only: what the manager, HAStoragePlus and the agent would refuse on
 * a node, each in its own words.
 */
#ifndef SIM_HOME_H
#define SIM_HOME_H

#include <stdbool.h>
#include <stdint.h>

#include "core/op/op.h"

struct sim;
struct err;

struct home {
	uint32_t	 group;		/* of the guest, or 0 */
	enum state	 state;		/* of the group */
	uint32_t	 on;		/* the node that has it in that state */
	bool		 suspended;
	bool		 guarded;	/* an enabled agent starts the guest */
	uint64_t	 failed;	/* bit n: its start has failed there */
	enum state	 guest;		/* of the guest there, as ldm has it */
};

void		 home_of(struct sim *, uint32_t guest, struct home *);
/* Could the guest's group be brought online on that node, as everything is now?
 * err: the first thing that is against it.  How the group itself stands is not
 * judged. */
bool		 home_allows(struct sim *, uint32_t guest, uint32_t node,
		    struct err *);

#endif
