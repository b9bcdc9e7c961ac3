#include "tests/stuck_fixture.h"

#include "backends/sim/world/simulation.h"

void
stuck_put(struct sim *sim, uint32_t group, uint32_t resource, uint32_t node)
{
	struct group_row *row = world_group(sim->world, group);

	row->online = 0;
	row->stop_failed = bit(node);
	world_resource(sim->world, resource)->failed = STATE_STOP_FAILED;
}
