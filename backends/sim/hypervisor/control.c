/*
 * What a hypervisor knows of its control domain: the failure policy, and a
 * fingerprint of what a saved configuration holds.
 */
#include "backends/sim/hypervisor/control.h"

#include <assert.h>

#include "backends/sim/world/draw.h"

/* Is that guest reset when its control domain fails?  Any policy but ignore
 * is taken for reset here. */
bool
node_resets(struct sim *sim, const struct domain_row *domain)
{
	uint32_t policy = world_node(sim->world, domain->node)->policy;

	return domain->master == sim->index.primary && policy != 0 &&
	    policy != sim->index.ignore;
}

/* In and out are the same: what was added and removed leaves no mark. */
void
node_mark(struct sim *sim, uint32_t node, uint64_t of, uint64_t what)
{
	world_node(sim->world, node)->mark ^=
	    (uint32_t)draw_mix(draw_mix(DRAW_MARK, of), what);
}

static bool
node_policy_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	(void)op;
	(void)err;
	return true;
}

void
node_policy(struct sim *sim, uint32_t node, uint32_t policy)
{
	struct node_row *row = world_node(sim->world, node);

	assert(node != 0);
	if (row->policy != 0)
		node_mark(sim, node, KIND_NODE, row->policy);
	if (policy != 0)
		node_mark(sim, node, KIND_NODE, policy);
	row->policy = policy;
}

static void
apply_policy(struct sim *sim, const struct op *op)
{
	node_policy(sim, op->on, op->value);
}

const struct act node_policy_act = { .allows = node_policy_allows,
    .apply = apply_policy };
