/*
 * seen.h: what is seen of a group that may be stuck.
 */
#ifndef PLAN_SEEN_H
#define PLAN_SEEN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/op/answer.h"
#include "core/site/site.h"

/* What the questions about one group have answered. */
struct stuck {
	struct answer	group, agent, storage, pool;
	uint8_t		guest[SITE_NODES + 1];	/* enum state on each node of
						   the group; STRANGE: nobody
						   was asked */
	bool		held;		/* its auto-boot? is false */
};

#endif
