/*
 * Changes to the disks, nets and variables of a definition.
 */
#include "backends/sim/hypervisor/constraints.h"

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/kernel/settle.h"

static uint32_t
row_of(struct sim *sim, const struct op *op)
{
	return world_domain_of(sim->world, op->guest, op->on);
}

/* The part that the operation names: a disk, a net or a variable. */
static struct part_row
part_of(struct sim *sim, const struct op *op)
{
	if (op->disk != 0)
		return (struct part_row){ .kind = PART_DISK, .name = op->disk,
		    .value = op->volume, .service = op->service,
		    .id = (uint32_t)op->number };
	if (op->net != 0)
		return (struct part_row){ .kind = PART_NET, .name = op->net,
		    .value = op->service, .id = (uint32_t)op->number,
		    .service = (uint32_t)(op->number >> 32) };
	return (struct part_row){ .kind = PART_VARIABLE,
	    .name = names_key(sim->names, op->value), .value = op->value };
}

static uint32_t
parts_count(struct sim *sim, uint32_t domain, uint32_t disk_id, bool *taken)
{
	const struct part_row *part;
	uint32_t n = 0;

	*taken = false;
	for (uint32_t p = world_domain(sim->world, domain)->parts; p != 0;
	    p = part->next, n++) {
		part = world_part(sim->world, p);
		*taken |= part->kind == PART_DISK && part->id == disk_id;
	}
	return n;
}

static bool
part_fits(struct sim *sim, const struct op *op, const struct part_row *part,
    struct err *err)
{
	const char *guest = sim_name(sim, KIND_GUEST, op->guest);
	bool taken;

	if (part->name == 0)
		return err_set(err, ERR_REFUSED, "%s is not a variable: it "
		    "has no \"=\"", sim_name(sim, KIND_TEXT, op->value));
	if (parts_count(sim, row_of(sim, op), part->id, &taken) >=
	    PARTS_OF_ONE)
		return err_set(err, ERR_TOO_MANY, "%s has %d disks, nets and "
		    "variables, which is the limit", guest, PARTS_OF_ONE);
	if (part->kind == PART_DISK && taken)
		return err_set(err, ERR_EXISTS, "%s already has a disk with "
		    "id %u", guest, (unsigned)part->id);
	if (part->kind == PART_DISK && world_export(sim->world,
	    world_export_of(sim->world, part->value, op->on))->service !=
	    part->service)
		return err_set(err, ERR_VOLUME_MISSING, "no volume %s@%s on "
		    "%s", sim_name(sim, KIND_VOLUME, part->value),
		    sim_name(sim, KIND_SERVICE, part->service),
		    sim_name(sim, KIND_NODE, op->on));
	return true;
}

/* The switch must exist only when the domain is bound. */
static bool
guest_part_allows(struct sim *sim, const struct op *op, struct err *err)
{
	struct part_row part = part_of(sim, op);
	uint32_t row = row_of(sim, op);

	if (!domain_allows(sim, op, err))
		return false;
	if (world_part_of(sim->world, row, part.kind, part.name) != 0)
		return part.kind == PART_VARIABLE ? true :
		    err_set(err, ERR_EXISTS, "%s already has %s",
		    sim_name(sim, KIND_GUEST, op->guest),
		    sim_name(sim, part.kind == PART_DISK ? KIND_DISK :
		    KIND_NET, part.name));
	if (part.kind == PART_NET &&
	    world_is_bound(world_domain(sim->world, row)) &&
	    world_service(sim->world, part.value, op->on)->present == 0)
		return err_set(err, ERR_SERVICE_MISSING, "no virtual switch "
		    "%s on %s", sim_name(sim, KIND_SERVICE, part.value),
		    sim_name(sim, KIND_NODE, op->on));
	return part_fits(sim, op, &part, err);
}

static void
guest_part(struct sim *sim, const struct op *op)
{
	struct part_row part = part_of(sim, op);
	uint32_t row = row_of(sim, op);
	uint32_t there = world_part_of(sim->world, row, part.kind, part.name);

	sim->world->addresses |= part.kind == PART_NET && op->number != 0;
	if (there != 0) {
		part_own(sim, row);
		world_part(sim->world, there)->value = part.value;
	} else {
		part_add(sim, row, &part);
	}
	if (world_is_bound(world_domain(sim->world, row)))
		bind_open(sim, world_domain(sim->world, row));
	sim_touch(sim, KIND_GUEST, op->guest);
}

static bool
guest_part_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	struct part_row part = part_of(sim, op);
	uint32_t row = row_of(sim, op);

	if (!domain_allows(sim, op, err))
		return false;
	return world_part_of(sim->world, row, part.kind, part.name) != 0 ||
	    err_set(err, ERR_NOT_FOUND, "%s has no %s on %s",
	    sim_name(sim, KIND_GUEST, op->guest),
	    sim_name(sim, part.kind == PART_DISK ? KIND_DISK : KIND_NET,
	    part.name), sim_name(sim, KIND_NODE, op->on));
}

static void
guest_part_remove(struct sim *sim, const struct op *op)
{
	struct part_row part = part_of(sim, op);
	uint32_t row = row_of(sim, op);

	part_remove(sim, row, world_part_of(sim->world, row, part.kind,
	    part.name));
	sim_touch(sim, KIND_GUEST, op->guest);
}

static bool
guest_net_set_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t row = row_of(sim, op);

	if (!domain_allows(sim, op, err))
		return false;
	return world_part_of(sim->world, row, PART_NET, op->net) != 0 ||
	    err_set(err, ERR_NOT_FOUND, "%s has no %s on %s",
	    sim_name(sim, KIND_GUEST, op->guest),
	    sim_name(sim, KIND_NET, op->net),
	    sim_name(sim, KIND_NODE, op->on));
}

static void
guest_net_set(struct sim *sim, const struct op *op)
{
	uint32_t row = row_of(sim, op);

	part_own(sim, row);
	world_part(sim->world, world_part_of(sim->world, row, PART_NET,
	    op->net))->value = op->service;
	sim_touch(sim, KIND_GUEST, op->guest);
}

const struct act guest_part_act = { .allows = guest_part_allows,
    .apply = guest_part };

const struct act guest_part_remove_act = { .allows = guest_part_remove_allows,
    .apply = guest_part_remove };

const struct act guest_net_set_act = { .allows = guest_net_set_allows,
    .apply = guest_net_set };
