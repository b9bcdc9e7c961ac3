/*
 * Each node has a vote, unless it is in maintenance state; a quorum device has
 * one less than the nodes that see it and have a vote.
 */
#include "backends/sim/cluster/votes.h"

#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/world/declared.h"

bool
votes_has(struct sim *sim, uint32_t device)
{
	return device <= sim->declared.device_count &&
	    world_device(sim->world, device)->quorum != 0;
}

unsigned
votes_of_node(struct sim *sim, uint32_t node)
{
	return world_node(sim->world, node)->maintenance == 0;
}

unsigned
votes_of_device(struct sim *sim, uint32_t device)
{
	const struct site_device *row = declared_device(sim, device);
	unsigned votes = 0, without = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if ((row->nodes & bit(n)) != 0) {
			votes += votes_of_node(sim, n);
			without += votes_of_node(sim, n) == 0;
		}
	if (row->votes != 0)
		return row->votes > without ? row->votes - without : 0;
	return votes > 1 ? votes - 1 : without == 0;
}

/* A member that sees the device counts its votes. */
bool
votes_present(struct sim *sim, uint32_t device)
{
	return (world_device(sim->world, device)->nodes &
	    node_counted(sim)) != 0;
}

static void
count(struct sim *sim, uint64_t members, unsigned *present,
    unsigned *possible)
{
	struct world *world = sim->world;

	*present = *possible = 0;
	for (uint32_t n = 1; n <= world->table[T_NODE].count; n++) {
		*possible += votes_of_node(sim, n);
		if ((members & bit(n)) != 0)
			*present += votes_of_node(sim, n);
	}
	for (uint32_t d = 1; d <= world->table[T_DEVICE].count; d++) {
		if (!votes_has(sim, d))
			continue;
		*possible += votes_of_device(sim, d);
		if ((world_device(world, d)->nodes & members) != 0)
			*present += votes_of_device(sim, d);
	}
}

void
votes_count(struct sim *sim, unsigned *present, unsigned *possible)
{
	count(sim, node_counted(sim), present, possible);
}

int
votes_without(struct sim *sim, uint32_t node)
{
	unsigned present, possible;

	votes_count(sim, &present, &possible);
	if ((node_counted(sim) & bit(node)) != 0)
		present -= votes_of_node(sim, node);
	return (int)present - (int)(possible / 2 + 1);
}

/* A node that is a member keeps its vote. */
static bool
disable_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return world_node(sim->world, op->to)->member == 0 ||
	    err_set(err, ERR_WRONG_STATE, "%s is a member of the cluster; "
	    "shut it down first", sim_name(sim, KIND_NODE, op->to));
}

static bool
enable_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	(void)op;
	(void)err;
	return true;
}

static void
disable(struct sim *sim, const struct op *op)
{
	world_node(sim->world, op->to)->maintenance = 1;
}

static void
enable(struct sim *sim, const struct op *op)
{
	world_node(sim->world, op->to)->maintenance = 0;
}

const struct act quorum_disable_act = { .allows = disable_allows,
    .apply = disable };

const struct act quorum_enable_act = { .allows = enable_allows,
    .apply = enable };
