/*
 * cache.h: /etc/zfs/zpool.cache, the pools that a node imports when it boots.
 *
 * A pool that a command imports or creates stands in the cache of its node,
 * until it is exported there; HAStoragePlus imports with an altroot, which
 * keeps a pool out.  Source: zpool(1M); a host's report of 2008.
 */
#ifndef SIM_CACHE_H
#define SIM_CACHE_H

#include "backends/sim/world/simulation.h"

/* Import one pool of the node's cache, in use elsewhere or not; false when none
 * is left.  The node boots, once for each pool in an event. */
bool	 cache_import(struct sim *, uint32_t node);

#endif
