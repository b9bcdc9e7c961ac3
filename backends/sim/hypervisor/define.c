/*
 * Definitions are made, removed and written to files.
 *
 * The world does not keep the text of a definition.  A definition that is read
 * from a file is the cluster's copy if there is one; otherwise it is what the
 * site declares.
 */
#include "backends/sim/hypervisor/define.h"

#include <assert.h>

#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"

enum { XML_SIZE = 8192 };

static bool
guest_define_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_domain_of(sim->world, op->guest, op->on) != 0)
		return err_set(err, ERR_EXISTS, "LDom %s exists on %s already",
		    sim_name(sim, KIND_GUEST, op->guest),
		    sim_name(sim, KIND_NODE, op->on));
	if (op->file == 0 || file_visible(sim, op->file, op->on))
		return true;
	return err_set(err, ERR_PATH_MISSING, "%s is not on %s",
	    sim_name(sim, KIND_FILE, op->file),
	    sim_name(sim, KIND_NODE, op->on));
}

static uint32_t
variable_of(struct sim *sim, uint32_t variable, bool installed)
{
	return installed && names_key(sim->names, variable) ==
	    sim->index.auto_boot ? sim->index.auto_boot_true : variable;
}

static void
variables_declared(struct sim *sim, uint32_t row, bool installed)
{
	const struct site_guest *guest;
	uint32_t key, value;

	guest = declared_guest(sim, world_domain(sim->world, row)->guest);
	for (uint32_t i = 0; i < guest->variable_count; i++) {
		value = variable_of(sim, guest->variable[i], installed);
		key = names_key(sim->names, value);
		part_add(sim, row, &(struct part_row){ .kind = PART_VARIABLE,
		    .name = key, .value = value });
	}
	if (installed && world_part_of(sim->world, row, PART_VARIABLE,
	    sim->index.auto_boot) == 0)
		part_add(sim, row, &(struct part_row){ .kind = PART_VARIABLE,
		    .name = sim->index.auto_boot,
		    .value = sim->index.auto_boot_true });
}

void
define_disks(struct sim *sim, uint32_t row, uint32_t count)
{
	const struct site_guest *guest = declared_guest(sim,
	    world_domain(sim->world, row)->guest);

	assert(count <= guest->disk_count);
	for (uint32_t i = 0; i < count; i++)
		part_add(sim, row, &(struct part_row){ .kind = PART_DISK,
		    .name = guest->disk[i].disk,
		    .value = guest->disk[i].volume,
		    .service = guest->disk[i].vds, .id = i });
}

/* An installed guest boots by itself, whatever the site declares. */
void
define_declared(struct sim *sim, uint32_t row, bool installed)
{
	struct domain_row *domain = world_domain(sim->world, row);
	const struct site_guest *guest = declared_guest(sim, domain->guest);

	domain->vcpus = guest->vcpus;
	domain->crypto = (uint16_t)guest->crypto;
	domain->memory = guest->memory;
	domain->master = sim->index.primary;
	if (guest->hostid != 0)
		domain->hostid = guest->hostid;
	sim->world->addresses |= guest->hostid != 0;
	define_disks(sim, row, guest->disk_count);
	for (uint32_t i = 0; i < guest->net_count; i++)
		part_add(sim, row, &(struct part_row){ .kind = PART_NET,
		    .name = guest->net[i].net, .value = guest->net[i].vsw,
		    .id = (uint32_t)guest->net[i].mac,
		    .service = (uint32_t)(guest->net[i].mac >> 32) });
	for (uint32_t i = 0; i < guest->net_count; i++)
		sim->world->addresses |= guest->net[i].mac != 0;
	variables_declared(sim, row, installed);
}

static void
from_copy(struct sim *sim, uint32_t copy, uint32_t row)
{
	const struct domain_row *from = world_domain(sim->world, copy);
	struct domain_row *domain = world_domain(sim->world, row);

	domain->memory = from->memory;
	domain->vcpus = from->vcpus;
	domain->crypto = from->crypto;
	domain->hostid = from->hostid;
	domain->master = from->master;
	domain->fixed = from->fixed;
	part_share(sim, copy, row);
}

static void
guest_define(struct sim *sim, const struct op *op)
{
	uint32_t copy = world_domain_of(sim->world, op->guest, 0);
	uint32_t row = domain_new(sim, op->guest, op->on);

	if (op->file != 0 && copy != 0)
		from_copy(sim, copy, row);
	else if (op->file != 0)
		define_declared(sim, row, world_guest(sim->world,
		    op->guest)->installed != 0);
}

/* The agent does this where its group comes online. */
bool
define_copied(struct sim *sim, uint32_t guest, uint32_t node)
{
	uint32_t copy = world_domain_of(sim->world, guest, 0);

	if (copy != 0)
		from_copy(sim, copy, domain_new(sim, guest, node));
	return copy != 0;
}

static bool
guest_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = world_domain(sim->world,
	    world_domain_of(sim->world, op->guest, op->on));

	if (domain_state(sim, domain) == STATE_INACTIVE)
		return true;
	return err_set(err, ERR_WRONG_STATE, "LDom %s must be stopped and "
	    "unbound on %s before it can be removed",
	    sim_name(sim, KIND_GUEST, op->guest),
	    sim_name(sim, KIND_NODE, op->on));
}

static void
guest_remove(struct sim *sim, const struct op *op)
{
	domain_remove(sim, world_domain_of(sim->world, op->guest, op->on));
}

static bool
guest_save_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t pool = sim->index.path[op->file].pool;

	if (pool != 0 && (world_pool(sim->world, pool)->imported &
	    bit(op->on)) == 0)
		return err_set(err, ERR_POOL_MISSING, "cannot write %s: %s is "
		    "not imported on %s", sim_name(sim, KIND_FILE, op->file),
		    sim_name(sim, KIND_POOL, pool), sim_name(sim, KIND_NODE,
		    op->on));
	if (world_domain_of(sim->world, op->guest, op->on) != 0)
		return true;
	return err_set(err, ERR_NOT_FOUND, "LDom %s not found on %s",
	    sim_name(sim, KIND_GUEST, op->guest),
	    sim_name(sim, KIND_NODE, op->on));
}

void
define_saved(struct sim *sim, uint32_t file, uint32_t node)
{
	struct file_row *row = world_file(sim->world, file);
	uint32_t pool = sim->index.path[file].pool;

	if (pool != 0 && row->type == FILE_NONE)
		world_pool(sim->world, pool)->used += XML_SIZE;
	row->type = FILE_OTHER;
	row->pool = pool;
	if (pool == 0)
		row->nodes |= bit(node);
	row->size = XML_SIZE;
	row->content = draw_name(DRAW_FULL, sim_name(sim, KIND_FILE, file));
}

static void
guest_save(struct sim *sim, const struct op *op)
{
	define_saved(sim, op->file, op->on);
}

/* The cluster's copy becomes the same as the definition. */
void
agent_save(struct sim *sim, uint32_t guest, uint32_t node)
{
	uint32_t copy = world_domain_of(sim->world, guest, 0);
	uint32_t row = world_domain_of(sim->world, guest, node);
	const struct domain_row *domain = world_domain(sim->world, row);
	struct domain_row *to;

	assert(guest != 0);
	if (row == 0)
		return;
	if (copy == 0)
		copy = domain_new(sim, guest, 0);
	to = world_domain(sim->world, copy);
	to->memory = domain->memory;
	to->vcpus = domain->vcpus;
	to->crypto = domain->crypto;
	to->hostid = domain->hostid;
	to->master = domain->master;
	to->fixed = domain->fixed;
	if (to->parts != domain->parts)
		part_share(sim, row, copy);
}

void
agent_forget(struct sim *sim, uint32_t guest)
{
	uint32_t copy = world_domain_of(sim->world, guest, 0);

	if (copy != 0)
		domain_remove(sim, copy);
}

const struct act guest_define_act = { .allows = guest_define_allows,
    .apply = guest_define };

const struct act guest_remove_act = { .allows = guest_remove_allows,
    .apply = guest_remove };

const struct act guest_save_act = { .allows = guest_save_allows,
    .apply = guest_save };
