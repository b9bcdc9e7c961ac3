/*
 * Pools that a node imports when it boots.
 *
 * The import looks at the cache and at the pool's label, never at other hosts:
 * that is how a node that comes back takes a pool from the one that uses it.
 */
#include "backends/sim/storage/cache.h"

#include <assert.h>

#include "backends/sim/storage/pool.h"

/* A pool that was exported since, or that the node does not see, is not opened;
 * here it also leaves the cache. */
static bool
can_open(struct sim *sim, const struct pool_row *pool, uint32_t node)
{
	return pool->exists != 0 && pool->last_host != 0 &&
	    (world_device(sim->world, pool->device)->nodes & bit(node)) != 0;
}

bool
cache_import(struct sim *sim, uint32_t node)
{
	assert(node != 0 && node <= SITE_NODES);
	for (uint32_t p = 1; p <= sim->world->table[T_POOL].count; p++) {
		struct pool_row *pool = world_pool(sim->world, p);

		if ((pool->cached & bit(node)) == 0 ||
		    (pool->imported & bit(node)) != 0)
			continue;
		pool->cached &= ~bit(node);
		if (!can_open(sim, pool, node))
			continue;
		pool_set_imported(sim, p, node, false);
		return true;
	}
	return false;
}
