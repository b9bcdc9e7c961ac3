#include "backends/sim/shell/votes.h"

#include "backends/sim/kernel/place.h"
#include "backends/sim/world/simulation.h"

/* A quorum device has one vote less than the nodes that see it. */
unsigned
votes_of_device(struct call *call, uint32_t device)
{
	const struct site *site = call->shell->site;
	unsigned nodes = 0;

	if (device <= site->device_count && site->devices[device].votes != 0)
		return site->devices[device].votes;
	for (uint32_t n = 1; n <= site->node_count; n++)
		nodes += (site->devices[device].nodes & bit(n)) != 0;
	return nodes > 1 ? nodes - 1 : 1;
}

/* A member that sees the device counts its votes. */
bool
votes_present(struct call *call, uint32_t device)
{
	struct sim *sim = call->shell->sim;

	return (world_device(sim->world, device)->nodes &
	    node_counted(sim)) != 0;
}

bool
votes_has(struct call *call, uint32_t device)
{
	return device <= call->shell->site->device_count &&
	    world_device(call->shell->sim->world, device)->quorum != 0;
}

/* The votes of all: present, and possible. */
void
votes_count(struct call *call, unsigned *present, unsigned *possible)
{
	struct world *world = call->shell->sim->world;

	*present = *possible = 0;
	for (uint32_t n = 1; n <= world->table[T_NODE].count; n++) {
		*possible += 1;
		*present += (node_counted(call->shell->sim) & bit(n)) != 0;
	}
	for (uint32_t d = 1; d <= world->table[T_DEVICE].count; d++) {
		if (!votes_has(call, d))
			continue;
		*possible += votes_of_device(call, d);
		if (votes_present(call, d))
			*present += votes_of_device(call, d);
	}
}
