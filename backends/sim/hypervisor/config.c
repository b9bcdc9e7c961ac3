/*
 * Configurations that a node's service processor has saved.
 */
#include "backends/sim/hypervisor/config.h"

#include <assert.h>

#include "backends/sim/hypervisor/saved.h"

uint32_t
config_slot(struct sim *sim, uint32_t node, uint32_t name)
{
	uint32_t slot = 0;

	while (slot < CONFIG_SLOTS &&
	    world_config(sim->world, node, slot)->name != name)
		slot++;
	return slot;
}

static bool
config_save_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (config_slot(sim, op->on, op->value) != CONFIG_SLOTS)
		return err_set(err, ERR_EXISTS, "configuration %s is already "
		    "saved on %s; remove it first",
		    sim_name(sim, KIND_TEXT, op->value),
		    sim_name(sim, KIND_NODE, op->on));
	if (config_slot(sim, op->on, 0) == CONFIG_SLOTS)
		return err_set(err, ERR_SLOTS_FULL, "the service processor "
		    "of %s holds %d configurations and has no free slot",
		    sim_name(sim, KIND_NODE, op->on), CONFIG_SLOTS + 1);
	return true;
}

void
config_save(struct sim *sim, uint32_t node, uint32_t name)
{
	struct config_row *config = world_config(sim->world, node,
	    config_slot(sim, node, 0));

	assert(name != 0 && config_slot(sim, node, 0) != CONFIG_SLOTS);
	config->name = name;
	config->mark = world_node(sim->world, node)->mark;
	saved_take(sim, node, name);
}

static bool
config_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return config_slot(sim, op->on, op->value) != CONFIG_SLOTS ||
	    err_set(err, ERR_NOT_FOUND, "no configuration %s is saved on %s",
	    sim_name(sim, KIND_TEXT, op->value),
	    sim_name(sim, KIND_NODE, op->on));
}

static void
config_remove(struct sim *sim, const struct op *op)
{
	*world_config(sim->world, op->on, config_slot(sim, op->on,
	    op->value)) = (struct config_row){ 0 };
	saved_drop(sim, op->on, op->value);
}

static void
apply_save(struct sim *sim, const struct op *op)
{
	config_save(sim, op->on, op->value);
}

const struct act config_save_act = { .allows = config_save_allows,
    .apply = apply_save, .grow = saved_growth };

const struct act config_remove_act = { .allows = config_remove_allows,
    .apply = config_remove };
