/*
 * A host that is none of the cluster, and sees a LUN of it.
 *
 * No member knows of it, and nothing fences it: it is not asked, and a forced
 * import there is let in like one on a node.
 */
#include "backends/sim/storage/outside.h"

#include <assert.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/storage/pool.h"

const char *
outside_host(const struct sim *sim, uint32_t pool)
{
	uint32_t host = world_pool(sim->world, pool)->last_host;

	return host == HOST_OUTSIDE ? "a host outside the cluster" :
	    sim_name(sim, KIND_NODE, host);
}

bool
outside_import(struct sim *sim, uint32_t name)
{
	struct pool_row *pool = world_pool(sim->world, name);
	bool twice = false;

	if (pool->exists == 0)
		return false;
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		twice |= (pool->imported & bit(n)) != 0 &&
		    node_answers(sim, n);
	pool->outside = 1;
	pool->last_host = HOST_OUTSIDE;
	if (twice)
		pool_corrupt(sim, name);
	sim_touch(sim, KIND_POOL, name);
	return true;
}

void
outside_export(struct sim *sim, uint32_t name)
{
	struct pool_row *pool = world_pool(sim->world, name);

	pool->outside = 0;
	if (pool->last_host == HOST_OUTSIDE)
		pool->last_host = 0;
	sim_touch(sim, KIND_POOL, name);
}
