/*
 * The failure policy of a control domain, and the fingerprint of what a saved
 * configuration holds.
 */
#include "backends/sim/hypervisor/control.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/world/draw.h"

/* Is the guest reset when its control domain fails?  The simulator treats
 * every policy but ignore as reset. */
bool
node_resets(struct sim *sim, const struct domain_row *domain)
{
	uint32_t policy = world_node(sim->world, domain->node)->policy;

	return domain->master == sim->index.primary && policy != 0 &&
	    policy != sim->index.ignore;
}

/* Adding and removing are the same function, so a change that is undone leaves
 * the fingerprint as it was. */
void
node_mark(struct sim *sim, uint32_t node, uint64_t of, uint64_t what)
{
	world_node(sim->world, node)->mark ^=
	    (uint32_t)draw_mix(draw_mix(DRAW_MARK, of), what);
}

static bool
node_policy_allows(struct sim *sim, const struct op *op, struct err *err)
{
	static const char *const policies[] = { "ignore", "panic", "reset",
	    "stop" };
	const char *policy = sim_name(sim, KIND_TEXT, op->value);

	for (size_t i = 0; i < sizeof(policies) / sizeof(policies[0]); i++)
		if (strcmp(policy, policies[i]) == 0)
			return true;
	return err_set(err, ERR_REFUSED, "failure-policy is ignore, panic, "
	    "reset or stop, and not %.80s", policy);
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
