/*
 * Who forms a cluster when none is there.
 *
 * A node that left while others went on does not know what they have changed
 * (amnesia): the others have removed its key from the quorum devices, so it
 * waits for one of those that were there last.  All together need the votes.
 */
#include "backends/sim/cluster/forming.h"

#include <assert.h>

#include "backends/sim/cluster/votes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"

void
forming_left(struct sim *sim, uint32_t node)
{
	if (node_any_member(sim))
		world_node(sim->world, node)->left = 1;
}

/* Those that have booted so far that they wait for a cluster. */
static uint64_t
waiting(struct sim *sim)
{
	uint64_t nodes = 0;

	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind == WORK_JOIN && work->seq == 0)
			nodes |= bit(work->op.on);
	}
	return nodes;
}

/* Those that were there last. */
static uint64_t
last_of(struct sim *sim, uint64_t nodes)
{
	uint64_t last = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if ((nodes & bit(n)) != 0 &&
		    world_node(sim->world, n)->left == 0)
			last |= bit(n);
	return last;
}

static bool
has_votes(struct sim *sim, uint64_t nodes, uint64_t last)
{
	struct world *world = sim->world;
	unsigned present = 0, possible = 0, devices = 0;

	for (uint32_t n = 1; n <= world->table[T_NODE].count; n++) {
		possible += votes_of_node(sim, n);
		if ((nodes & bit(n)) != 0)
			present += votes_of_node(sim, n);
	}
	for (uint32_t d = 1; d <= world->table[T_DEVICE].count; d++) {
		if (!votes_has(sim, d))
			continue;
		devices++;
		possible += votes_of_device(sim, d);
		if ((world_device(world, d)->nodes & last) != 0)
			present += votes_of_device(sim, d);
	}
	/* Two nodes without a quorum device are in install mode. */
	return present >= possible / 2 + 1 || (devices == 0 &&
	    world->table[T_NODE].count <= 2);
}

bool
forming_bars(struct sim *sim, uint32_t node)
{
	uint64_t nodes, last;

	assert(node != 0);
	if (node_counted(sim) != 0)
		return false;
	nodes = waiting(sim) | bit(node);
	last = last_of(sim, nodes);
	return last == 0 || !has_votes(sim, nodes, last);
}

void
forming_wakes(struct sim *sim)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		/* The one that has joined is up. */
		if (work->kind == WORK_JOIN && work->seq == 0 && world_node(
		    sim->world, work->op.on)->power == NODE_BOOTING)
			work_after(sim, i, 0);
	}
}
