/*
 * What a node that fails lets go of: its domains, and its pools.
 */
#include "backends/sim/cluster/loss.h"

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/storage/handle.h"
#include "backends/sim/world/simulation.h"

static void
domain_fail(struct sim *sim, struct domain_row *domain)
{
	if (domain->work != 0)
		work_cut(sim, domain->work, ERR_NO_ANSWER);
	domain->work = 0;
	domain_wrote(sim, domain);
	if (world_is_bound(domain))
		bind_release(sim, domain);
	domain_become(sim, domain, STATE_INACTIVE, SOFT_NONE);
}

/* When only the control domain fails, the hypervisor keeps the guests, without
 * their disks.  A guest goes on if nothing was in progress in it and the
 * failure policy does not reset it. */
static void
domain_stays(struct sim *sim, struct domain_row *domain)
{
	bool cut = domain->work != 0;
	struct part_row *part;

	if (cut)
		work_cut(sim, domain->work, ERR_NO_ANSWER);
	domain->work = 0;
	if (domain->state == STATE_AT_OK && (cut || node_resets(sim, domain)))
		domain_become(sim, domain, STATE_AT_OK, SOFT_OK);
	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == PART_DISK && world_is_bound(domain))
			handle_set(sim, part, HANDLE_WAITING);
	}
	sim_touch(sim, KIND_GUEST, domain->guest);
}

void
release_all(struct sim *sim, uint32_t node)
{
	struct world *world = sim->world;

	world_node(world, node)->share = 0;
	for (uint32_t i = 1; i <= world->table[T_DOMAIN].high; i++) {
		struct domain_row *domain = world_domain(world, i);

		if (domain->guest == 0 || domain->node != node)
			continue;
		if (world_node(world, node)->power == NODE_DOWN)
			domain_fail(sim, domain);
		else
			domain_stays(sim, domain);
	}
	for (uint32_t p = 1; p <= world->table[T_POOL].count; p++) {
		struct pool_row *pool = world_pool(world, p);

		if ((pool->imported & bit(node)) == 0)
			continue;
		pool->imported &= ~bit(node);
		pool->altroot &= ~(uint32_t)(bit(node) >> 1);
		if (pool->last_host == node)
			pool->left_s = (int32_t)(world->now_ns / MS / 1000);
		pool->busy &= ~bit(node);
		sim_touch(sim, KIND_POOL, p);
		sim_emit(sim, (struct thing){ KIND_POOL, p, node },
		    STATE_IMPORTED, STATE_EXPORTED);
	}
}
