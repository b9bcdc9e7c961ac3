/*
 * pooled.h: the pools of a node, as zpool and zfs see them; inside
 * backends/sim/shell only.
 *
 * A node's own root pool is not in the world: these are the pools on shared
 * LUNs only.
 */
#ifndef SIM_POOLED_H
#define SIM_POOLED_H

#include "backends/sim/shell/program.h"

struct pool_row;

enum { DEVICE_BYTES = 300 };

/* One of them. */
struct pooled {
	const char	*name;
	uint32_t	 pool;
	uint32_t	 node;		/* where it is looked at */
	const struct pool_row *row;
};

/* Call each for the pools that are imported at the node of the call and that
 * the words name, in order of name; without words for all of them.  A word
 * that names none is told on standard error, with status 1, before that.
 * Returns for how many it was called. */
unsigned	 pooled_each(struct call *, const char *const *words,
		    unsigned count, void (*each)(struct call *,
		    const struct pooled *, void *), void *);
/* The same for all pools that are not imported there and whose LUN the node
 * sees. */
unsigned	 pooled_others(struct call *, void (*each)(struct call *,
		    const struct pooled *, void *), void *);
/* Does the node see its LUN? */
bool		 pooled_opens(struct call *, const struct pooled *);
/* Sizes in bytes: of the pool, of what is written, of what is free, and of
 * what a file system can still write. */
int64_t		 pooled_size(struct call *, const struct pooled *);
int64_t		 pooled_used(const struct pooled *);
int64_t		 pooled_free(struct call *, const struct pooled *);
int64_t		 pooled_available(struct call *, const struct pooled *);
/* Used, in per cent. */
unsigned	 pooled_capacity(struct call *, const struct pooled *);
/* "ONLINE", or "FAULTED" without its LUN. */
const char	*pooled_health(struct call *, const struct pooled *);
/* "/" of a pool that HAStoragePlus has imported; else "-". */
const char	*pooled_altroot(const struct pooled *);
/* Its number, which does not change: it is made from the name. */
uint64_t	 pooled_guid(const struct pooled *);
/* The path of its device. */
const char	*pooled_device(struct call *, const struct pooled *,
		    char text[DEVICE_BYTES]);

#endif
