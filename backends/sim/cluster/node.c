/*
 * Control domains: do they answer, failure policy, saved configurations.
 */
#include "backends/sim/acts.h"

bool
node_answers(struct sim *sim, uint32_t node)
{
	return node <= sim->world->table[T_NODE].count &&
	    world_node(sim->world, node)->power == NODE_UP;
}

uint64_t
node_members(struct sim *sim)
{
	uint64_t members = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (world_node(sim->world, n)->member != 0 &&
		    world_node(sim->world, n)->power == NODE_UP)
			members |= bit(n);
	return members;
}

/* Is that guest reset when its control domain fails?  Any policy but ignore
 * is taken for reset here. */
bool
node_resets(struct sim *sim, const struct domain_row *domain)
{
	uint32_t policy = world_node(sim->world, domain->node)->policy;

	return domain->master == sim->index.primary && policy != 0 &&
	    policy != sim->index.ignore;
}

/* Whether its guests are up has to be seen anew. */
void
node_touch(struct sim *sim, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_DOMAIN].high; i++)
		if (world_domain(sim->world, i)->guest != 0 &&
		    world_domain(sim->world, i)->node == node)
			sim_touch(sim, KIND_GUEST,
			    world_domain(sim->world, i)->guest);
}

/* In and out are the same: what was added and removed leaves no mark. */
void
node_mark(struct sim *sim, uint32_t node, uint64_t of, uint64_t what)
{
	world_node(sim->world, node)->mark ^=
	    (uint32_t)draw_mix(draw_mix(DRAW_MARK, of), what);
}

bool
node_policy_may(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	(void)op;
	(void)err;
	return true;
}

void
node_policy(struct sim *sim, const struct op *op)
{
	struct node_row *node = world_node(sim->world, op->on);

	if (node->policy != 0)
		node_mark(sim, op->on, KIND_NODE, node->policy);
	if (op->value != 0)
		node_mark(sim, op->on, KIND_NODE, op->value);
	node->policy = op->value;
}

/* The slot of that name, CONFIG_SLOTS if there is none; name 0: a free one. */
uint32_t
config_slot(struct sim *sim, uint32_t node, uint32_t name)
{
	uint32_t slot = 0;

	while (slot < CONFIG_SLOTS &&
	    world_config(sim->world, node, slot)->name != name)
		slot++;
	return slot;
}

bool
config_save_may(struct sim *sim, const struct op *op, struct err *err)
{
	if (config_slot(sim, op->on, op->value) != CONFIG_SLOTS)
		return err_set(err, ERR_EXISTS, "configuration %s is saved "
		    "on %s already; remove it first",
		    sim_name(sim, KIND_TEXT, op->value),
		    sim_name(sim, KIND_NODE, op->on));
	if (config_slot(sim, op->on, 0) == CONFIG_SLOTS)
		return err_set(err, ERR_SLOTS_FULL, "the service processor "
		    "of %s holds %d configurations and takes no more",
		    sim_name(sim, KIND_NODE, op->on), CONFIG_SLOTS + 1);
	return true;
}

void
config_save(struct sim *sim, const struct op *op)
{
	struct config_row *config = world_config(sim->world, op->on,
	    config_slot(sim, op->on, 0));

	config->name = op->value;
	config->mark = world_node(sim->world, op->on)->mark;
	saved_take(sim, op->on, op->value);
}

bool
config_remove_may(struct sim *sim, const struct op *op, struct err *err)
{
	return config_slot(sim, op->on, op->value) != CONFIG_SLOTS ||
	    err_set(err, ERR_NOT_FOUND, "no configuration %s is saved on %s",
	    sim_name(sim, KIND_TEXT, op->value),
	    sim_name(sim, KIND_NODE, op->on));
}

void
config_remove(struct sim *sim, const struct op *op)
{
	*world_config(sim->world, op->on, config_slot(sim, op->on,
	    op->value)) = (struct config_row){ 0 };
	saved_drop(sim, op->on, op->value);
}
