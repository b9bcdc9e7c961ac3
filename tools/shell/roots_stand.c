/*
 * Where a script stands: a pool in which a shell has its folder is busy.
 */
#include <string.h>

#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "tools/shell/roots_files.h"

enum { NAME_BYTES = 256 };

/* The pool whose folder that is; 0: it is in none. */
static uint32_t
pool_of(struct sim *sim, const char *folder)
{
	size_t n = *folder == '/' ? strcspn(folder + 1, "/") : 0;
	char name[NAME_BYTES] = "";
	uint32_t pool;

	if (n == 0 || n >= sizeof(name))
		return 0;
	memcpy(name, folder + 1, n);
	pool = names_find(sim_names(sim), KIND_POOL, name);
	return pool <= sim_world(sim)->table[T_POOL].count ? pool : 0;
}

/* What somebody else keeps busy stays so. */
void
roots_stand(struct roots *roots, struct stage *stage, uint32_t node,
    const char *folder)
{
	struct sim *sim = stage->sandbox->simulated.sim;
	uint32_t pool = node != 0 && node <= SITE_NODES ? pool_of(sim,
	    folder) : 0;
	const struct pool_row *row;

	if (roots->stands_in != 0)
		sim_busy(sim, roots->stands_in, roots->stands_on, false);
	roots->stands_in = 0;
	row = world_pool(sim_world(sim), pool);
	if (pool == 0 || (row->imported & (uint64_t)1 << node) == 0 ||
	    (row->busy & (uint64_t)1 << node) != 0)
		return;
	sim_busy(sim, pool, node, true);
	roots->stands_in = pool;
	roots->stands_on = node;
}
