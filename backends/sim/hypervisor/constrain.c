/*
 * Changes to a definition: CPUs, memory, hostid, master, disks, nets,
 * variables.  On a bound domain CPUs and memory must be free at once.
 */
#include "backends/sim/hypervisor/constrain.h"

#include <stdio.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/kernel/settle.h"

enum { MIB = 1 << 20, GIB = 1 << 30, BLOCK = 256 << 20 };

static uint32_t
domain_of(struct sim *sim, const struct op *op)
{
	return world_domain_of(sim->world, op->guest, op->on);
}

static bool
is_there(struct sim *sim, const struct op *op, struct err *err)
{
	enum state state = domain_state(sim, world_domain(sim->world,
	    domain_of(sim, op)));

	if (state == STATE_ABSENT)
		return err_set(err, ERR_NOT_FOUND, "LDom %s not found on %s",
		    sim_name(sim, KIND_GUEST, op->guest),
		    sim_name(sim, KIND_NODE, op->on));
	if (state == STATE_MOVING)
		return err_set(err, ERR_WRONG_STATE, "LDom %s is being "
		    "migrated from %s", sim_name(sim, KIND_GUEST, op->guest),
		    sim_name(sim, KIND_NODE, op->on));
	return true;
}

static bool
capacity_allows(struct sim *sim, const struct op *op,
    const struct domain_row *domain, struct err *err)
{
	const struct node_row *node = world_node(sim->world, op->on);
	bool cpus = op->kind == OP_GUEST_VCPUS;
	int64_t more = op->number - (cpus ? (int64_t)domain->vcpus :
	    domain->memory);
	int64_t left = cpus ? (int64_t)node->free_vcpus : node->free_memory;

	if (!world_is_bound(domain) || more <= left)
		return true;
	return err_set(err, ERR_NO_ROOM, "%s needs %lld%s more, and %lld%s "
	    "are free on %s", sim_name(sim, KIND_GUEST, op->guest),
	    (long long)(cpus ? more : more >> 20), cpus ? " vcpus" : "M",
	    (long long)(cpus ? left : left >> 20), cpus ? "" : "M",
	    sim_name(sim, KIND_NODE, op->on));
}

/* As ldm writes it: in the largest unit that divides it. */
static const char *
size_text(int64_t bytes, char *buffer, size_t size)
{
	bool gib = bytes % GIB == 0;

	snprintf(buffer, size, "%lld%s", (long long)(bytes / (gib ? GIB :
	    MIB)), gib ? "G" : "M");
	return buffer;
}

/* While a domain is active its memory changes by whole blocks, and before
 * ldm 2.0 not at all. */
static bool
memory_allows(struct sim *sim, const struct op *op,
    const struct domain_row *domain, struct err *err)
{
	const char *name = sim_name(sim, KIND_GUEST, op->guest);
	int64_t more = op->number - domain->memory;
	char wanted[24], instead[24];

	if (op->kind != OP_GUEST_MEMORY || domain->state != STATE_AT_OK)
		return true;
	if (world_node(sim->world, op->on)->ldm < LDM_MEMORY)
		return err_set(err, ERR_MUST_BE_STOPPED, "LDom %s must be "
		    "stopped before its memory can be changed", name);
	return more % BLOCK == 0 || err_set(err, ERR_REFUSED, "A ldm set-mem "
	    "%s command would %s %lldMB, which is not a multiple of 256MB. "
	    "Instead, run ldm set-mem %s %s to ensure a 256MB alignment.",
	    size_text(op->number, wanted, sizeof(wanted)), more < 0 ?
	    "remove" : "add", (long long)((more < 0 ? -more : more) / MIB),
	    size_text(domain->memory + more / BLOCK * BLOCK, instead,
	    sizeof(instead)), name);
}

static bool
guest_set_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = world_domain(sim->world,
	    domain_of(sim, op));

	if (!is_there(sim, op, err))
		return false;
	if (op->kind == OP_GUEST_HOSTID && domain->state == STATE_AT_OK)
		return err_set(err, ERR_MUST_BE_STOPPED, "LDom %s must be "
		    "stopped before the hostid can be modified",
		    sim_name(sim, KIND_GUEST, op->guest));
	if (op->kind != OP_GUEST_VCPUS && op->kind != OP_GUEST_MEMORY)
		return true;
	return memory_allows(sim, op, domain, err) &&
	    capacity_allows(sim, op, domain, err);
}

static void
guest_set(struct sim *sim, const struct op *op)
{
	struct domain_row *domain = world_domain(sim->world,
	    domain_of(sim, op));
	struct node_row *node = world_node(sim->world, op->on);

	switch (op->kind) {
	case OP_GUEST_VCPUS:
		if (world_is_bound(domain))
			node->free_vcpus += domain->vcpus -
			    (uint32_t)op->number;
		domain->vcpus = (uint32_t)op->number;
		break;
	case OP_GUEST_MEMORY:
		if (world_is_bound(domain))
			node->free_memory += domain->memory - op->number;
		domain->memory = op->number;
		break;
	case OP_GUEST_HOSTID:
		domain->hostid = (uint32_t)op->number;
		sim->world->hostids = 1;
		break;
	case OP_GUEST_MASTER:
		domain->master = op->value;
		break;
	}
}

static struct part_row
part_of(struct sim *sim, const struct op *op)
{
	switch (op->kind) {
	case OP_GUEST_VDISK:
	case OP_GUEST_VDISK_REMOVE:
		return (struct part_row){ .kind = PART_DISK, .name = op->disk,
		    .value = op->volume, .service = op->service,
		    .id = (uint32_t)op->number };
	case OP_GUEST_VNET:
	case OP_GUEST_VNET_REMOVE:
		return (struct part_row){ .kind = PART_NET, .name = op->net,
		    .value = op->service };
	default:
		return (struct part_row){ .kind = PART_VARIABLE,
		    .name = names_key(sim->names, op->value),
		    .value = op->value };
	}
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
		return err_set(err, ERR_REFUSED, "%s is no variable: it has "
		    "no \"=\"", sim_name(sim, KIND_TEXT, op->value));
	if (parts_count(sim, domain_of(sim, op), part->id, &taken) >=
	    PARTS_OF_ONE)
		return err_set(err, ERR_TOO_MANY, "%s has %d disks, nets and "
		    "variables, and takes no more", guest, PARTS_OF_ONE);
	if (part->kind == PART_DISK && taken)
		return err_set(err, ERR_EXISTS, "%s has a disk with id %u "
		    "already", guest, (unsigned)part->id);
	if (part->kind == PART_DISK && world_export(sim->world,
	    world_export_of(sim->world, part->value, op->on))->service !=
	    part->service)
		return err_set(err, ERR_VOLUME_MISSING, "no volume %s@%s on "
		    "%s", sim_name(sim, KIND_VOLUME, part->value),
		    sim_name(sim, KIND_SERVICE, part->service),
		    sim_name(sim, KIND_NODE, op->on));
	return true;
}

/* A switch is only needed when the domain is bound. */
static bool
guest_part_allows(struct sim *sim, const struct op *op, struct err *err)
{
	struct part_row part = part_of(sim, op);
	uint32_t row = domain_of(sim, op);

	if (!is_there(sim, op, err))
		return false;
	if (world_part_of(sim->world, row, part.kind, part.name) != 0)
		return part.kind == PART_VARIABLE ? true :
		    err_set(err, ERR_EXISTS, "%s has %s already",
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
	uint32_t row = domain_of(sim, op);
	uint32_t there = world_part_of(sim->world, row, part.kind, part.name);

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
	uint32_t row = domain_of(sim, op);

	if (!is_there(sim, op, err))
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
	uint32_t row = domain_of(sim, op);

	part_remove(sim, row, world_part_of(sim->world, row, part.kind,
	    part.name));
	sim_touch(sim, KIND_GUEST, op->guest);
}

static bool
guest_net_set_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t row = domain_of(sim, op);

	if (!is_there(sim, op, err))
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
	uint32_t row = domain_of(sim, op);

	part_own(sim, row);
	world_part(sim->world, world_part_of(sim->world, row, PART_NET,
	    op->net))->value = op->service;
	sim_touch(sim, KIND_GUEST, op->guest);
}

const struct act guest_set_act = { .allows = guest_set_allows,
    .apply = guest_set };

const struct act guest_part_act = { .allows = guest_part_allows,
    .apply = guest_part };

const struct act guest_part_remove_act = { .allows = guest_part_remove_allows,
    .apply = guest_part_remove };

const struct act guest_net_set_act = { .allows = guest_net_set_allows,
    .apply = guest_net_set };
