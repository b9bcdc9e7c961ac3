/*
 * rooted.h: the file systems of a control domain's own disks and memory; inside
 * backends/sim/shell only.
 *
 * What is on them is not in the world, but whether one is full
 * (world/trouble.h).
 */
#ifndef SIM_ROOTED_H
#define SIM_ROOTED_H

#include "backends/sim/shell/program.h"

struct rooted {
	const char	*special, *mountpoint;
	int64_t		 size, used;	/* bytes */
	unsigned	 full;		/* the trouble that fills it, or 0 */
};

/* One of them, in the order in which they are mounted, from 0; NULL: there are
 * no more. */
const struct rooted *rooted_at(unsigned n);
/* The one on which a path of no pool and no share lies. */
const struct rooted *rooted_of(const char *path);
/* Bytes of it that are used on the node of the call, and that are left. */
int64_t		 rooted_used(const struct call *, const struct rooted *);
int64_t		 rooted_left(const struct call *, const struct rooted *);

#endif
