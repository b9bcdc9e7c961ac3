/*
 * What the simulator keeps beside a world.
 */
#include "backends/sim/world/simulation.h"

#include <assert.h>

const char *
sim_name(const struct sim *sim, enum kind kind, uint32_t name)
{
	assert(kind < KINDS);
	return names_text(sim->names, kind, name);
}
