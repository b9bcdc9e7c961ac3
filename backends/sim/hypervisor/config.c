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

int64_t
config_slots_free(struct sim *sim, uint32_t node)
{
	int64_t n = 0;

	for (uint32_t slot = 0; slot < CONFIG_SLOTS; slot++)
		n += world_config(sim->world, node, slot)->name == 0;
	return n;
}

static bool
config_save_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (op->value == TEXT_FACTORY ||
	    config_slot(sim, op->on, op->value) != CONFIG_SLOTS)
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
	struct node_row *row = world_node(sim->world, node);
	uint32_t slot = config_slot(sim, node, 0);

	assert(name != 0 && slot != CONFIG_SLOTS);
	*world_config(sim->world, node, slot) = (struct config_row){
	    .name = name, .mark = row->mark, .policy = row->policy };
	saved_take(sim, node, slot);
	row->next = row->current = name;
	/* What was booted without a part is now the normal configuration. */
	row->degraded = 0;
}

void
config_set(struct sim *sim, uint32_t node, uint32_t name)
{
	assert(name == 0 || config_slot(sim, node, name) != CONFIG_SLOTS);
	world_node(sim->world, node)->next = name;
}

void
config_remove(struct sim *sim, uint32_t node, uint32_t name)
{
	struct node_row *row = world_node(sim->world, node);
	uint32_t slot = config_slot(sim, node, name);

	assert(name != 0);
	if (slot == CONFIG_SLOTS)
		return;
	*world_config(sim->world, node, slot) = (struct config_row){ 0 };
	saved_drop(sim, node, slot);
	row->next = row->next == name ? 0 : row->next;
	row->current = row->current == name ? 0 : row->current;
}

bool
config_holds(struct sim *sim, uint32_t node)
{
	const struct node_row *row = world_node(sim->world, node);

	return row->bootmode != 0 && sim->world->now_ns - row->bootmode_ns <
	    (int64_t)CONFIG_HOLDS_S * 1000 * MS;
}

void
config_boots(struct sim *sim, uint32_t node, uint32_t name)
{
	struct node_row *row = world_node(sim->world, node);

	row->bootmode = name;
	row->bootmode_ns = name != 0 ? sim->world->now_ns : 0;
}

uint32_t
config_next(struct sim *sim, uint32_t node)
{
	const struct node_row *row = world_node(sim->world, node);
	uint32_t next = row->bootmode == TEXT_FACTORY ? 0 :
	    row->bootmode != 0 ? row->bootmode : row->next;

	return next != 0 ? config_slot(sim, node, next) : CONFIG_SLOTS;
}

bool
config_runs(struct sim *sim, uint32_t node, uint32_t name)
{
	const struct node_row *row = world_node(sim->world, node);

	return name != 0 && (name == row->next || name == row->current) &&
	    world_config(sim->world, node, config_slot(sim, node, name))->
	    mark == row->mark;
}

/* factory-default is always there. */
static bool
config_there(struct sim *sim, const struct op *op, struct err *err)
{
	return op->value == TEXT_FACTORY ||
	    config_slot(sim, op->on, op->value) != CONFIG_SLOTS ||
	    err_set(err, ERR_NOT_FOUND, "no configuration %s is saved on %s",
	    sim_name(sim, KIND_TEXT, op->value),
	    sim_name(sim, KIND_NODE, op->on));
}

static bool
config_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (op->value == TEXT_FACTORY)
		return err_set(err, ERR_REFUSED, "%s cannot be removed",
		    sim_name(sim, KIND_TEXT, op->value));
	return config_there(sim, op, err);
}

static void
apply_save(struct sim *sim, const struct op *op)
{
	config_save(sim, op->on, op->value);
}

static void
apply_set(struct sim *sim, const struct op *op)
{
	config_set(sim, op->on, op->value == TEXT_FACTORY ? 0 : op->value);
}

static void
apply_remove(struct sim *sim, const struct op *op)
{
	config_remove(sim, op->on, op->value);
}

const struct act config_save_act = { .allows = config_save_allows,
    .apply = apply_save, .grow = saved_growth };

const struct act config_set_act = { .allows = config_there,
    .apply = apply_set };

const struct act config_remove_act = { .allows = config_remove_allows,
    .apply = apply_remove };
