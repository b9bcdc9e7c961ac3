#include "backends/sim/cluster/home.h"

#include <assert.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/storage/pool.h"
#include "backends/sim/world/simulation.h"

void
home_of(struct sim *sim, uint32_t guest, struct home *home)
{
	const struct resource_row *agent = world_resource(sim->world,
	    world_guest(sim->world, guest)->agent);
	uint32_t group = group_of_guest(sim, guest);
	const struct group_row *row = world_group(sim->world, group);

	assert(guest != 0);
	*home = (struct home){ .group = group, .state = STATE_ABSENT,
	    .suspended = row->suspended != 0,
	    .guarded = agent->exists != 0 && agent->enabled != 0,
	    .failed = row->start_failed };
	if (group == 0)
		return;
	home->state = group_state(sim, group, &home->on);
	home->guest = domain_state(sim, world_domain(sim->world,
	    home->on == 0 ? 0 : world_domain_of(sim->world, guest,
	    home->on)));
}

static bool
node_allows(struct sim *sim, uint32_t node, struct err *err)
{
	static const char *const whys[] = { [NODE_DOWN] = "has no power",
	    [NODE_UP] = "is no member of the cluster",
	    [NODE_HUNG] = "does not answer", [NODE_BOOTING] = "is booting" };
	const struct node_row *row = world_node(sim->world, node);

	if (row->power == NODE_UP && row->member != 0)
		return true;
	return err_set(err, ERR_NODE_DOWN, "%s %s", sim_name(sim, KIND_NODE,
	    node), whys[row->power]);
}

static bool
pool_allows(struct sim *sim, uint32_t pool, uint32_t node, struct err *err)
{
	return pool == 0 || (world_pool(sim->world, pool)->imported &
	    bit(node)) != 0 || pool_importable(sim, pool, node, err);
}

/* The definition that is there, or else the copy of the cluster. */
static bool
guest_allows(struct sim *sim, uint32_t guest, uint32_t node, struct err *err)
{
	uint32_t row = world_domain_of(sim->world, guest, node);
	const struct domain_row *domain = world_domain(sim->world,
	    row != 0 ? row : world_domain_of(sim->world, guest, 0));

	if (domain->guest == 0)
		return err_set(err, ERR_NOT_FOUND, "the cluster has no copy of "
		    "the definition of %s", sim_name(sim, KIND_GUEST, guest));
	return ldmd_changes(sim, node, err) && (world_is_bound(domain) ||
	    bind_allows(sim, domain, node, err));
}

bool
home_allows(struct sim *sim, uint32_t guest, uint32_t node, struct err *err)
{
	uint32_t group = group_of_guest(sim, guest);
	struct home home;

	assert(guest != 0 && node != 0);
	home_of(sim, guest, &home);
	if (group == 0 || !group_lists(sim, group, node))
		return err_set(err, ERR_WRONG_STATE, "%s is in no node list of "
		    "%s", sim_name(sim, KIND_NODE, node), sim_name(sim,
		    KIND_GUEST, guest));
	return node_allows(sim, node, err) &&
	    affinity_allows(sim, group, node, err) &&
	    load_allows(sim, group, node, err) &&
	    pool_allows(sim, group_pool(sim, group), node, err) &&
	    (!home.guarded || guest_allows(sim, guest, node, err));
}
