/*
 * Logical domains: definitions on nodes, and their states.
 *
 * A domain is inactive, bound or active; what an active one does is its soft
 * state.  A row with node 0 is the cluster's copy of a definition.
 */
#include "backends/sim/hypervisor/domain.h"

#include <assert.h>

#include "backends/sim/hypervisor/part.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/console_rows.h"

static const enum state words[] = {
	[SOFT_NONE] = STATE_AT_OK,
	[SOFT_OK] = STATE_AT_OK,
	[SOFT_BOOTING] = STATE_BOOTING,
	[SOFT_RUNNING] = STATE_RUNNING,
	[SOFT_HALTING] = STATE_HALTING,
	[SOFT_HUNG] = STATE_HUNG,
	[SOFT_MEDIA] = STATE_RUNNING,
	[SOFT_LOOPING] = STATE_BOOTING,
	[SOFT_SINGLE] = STATE_RUNNING,
};

struct domain_row *
domain_of(struct sim *sim, const struct op *op)
{
	return world_domain(sim->world, world_domain_of(sim->world, op->guest,
	    op->on));
}

/* One operation has a state in between: no column is needed. */
static bool
is_moving(struct sim *sim, const struct domain_row *domain)
{
	const struct work_row *work = world_work(sim->world, domain->work);

	return work->kind == WORK_OP && work->op.kind == OP_GUEST_MIGRATE;
}

enum state
domain_state(struct sim *sim, const struct domain_row *domain)
{
	if (domain->guest == 0)
		return STATE_ABSENT;
	if (domain->work != 0 && is_moving(sim, domain))
		return STATE_MOVING;
	return domain->state == STATE_AT_OK ? words[domain->soft] :
	    domain->state;
}

bool
domain_is_deaf(const struct domain_row *domain)
{
	return domain->soft == SOFT_OK || domain->soft == SOFT_BOOTING ||
	    domain->soft == SOFT_LOOPING;
}

int64_t
domain_ends_ns(struct sim *sim, const struct domain_row *domain)
{
	struct world *world = sim->world;

	for (uint32_t i = 1; domain->work != 0 &&
	    i <= world->table[T_QUEUE].count; i++) {
		const struct queue_row *row = world_row(world, T_QUEUE, i);

		if (row->work == domain->work)
			return row->due_ns;
	}
	return world->now_ns;
}

bool
domain_allows(struct sim *sim, const struct op *op, struct err *err)
{
	enum state state = domain_state(sim, domain_of(sim, op));

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

bool
domain_writes(const struct domain_row *domain)
{
	return domain->state == STATE_AT_OK && domain->soft != SOFT_NONE &&
	    domain->soft != SOFT_OK;
}

void
domain_wrote(struct sim *sim, const struct domain_row *domain)
{
	const struct part_row *part;
	struct file_row *file;

	for (uint32_t p = domain_writes(domain) ? domain->parts : 0; p != 0;
	    p = part->next) {
		part = world_part(sim->world, p);
		file = world_file(sim->world, part->kind == PART_DISK ?
		    part->file : 0);
		if (file->pool != 0)
			file->written_ns = sim->world->now_ns;
	}
}

void
domain_become(struct sim *sim, struct domain_row *domain, enum state state,
    enum soft_state soft)
{
	enum state was = domain_state(sim, domain);

	assert(domain->guest != 0);
	domain_wrote(sim, domain);
	if (domain->soft == SOFT_RUNNING && soft != SOFT_RUNNING)
		world_guest(sim->world, domain->guest)->share = 0;
	domain->state = state;
	domain->soft = soft;
	if (state == STATE_INACTIVE)
		domain->active_ns = 0;
	sim_touch(sim, KIND_GUEST, domain->guest);
	sim_emit(sim, (struct thing){ KIND_GUEST, domain->guest, domain->node },
	    was, domain_state(sim, domain));
}

/* A definition gets its MAC address, and the hostid that is derived from it,
 * when it is made. */
uint32_t
domain_new(struct sim *sim, uint32_t guest, uint32_t node)
{
	uint32_t row = world_alloc(sim->world, T_DOMAIN);
	struct domain_row *domain = world_domain(sim->world, row);
	struct guest_row *owner = world_guest(sim->world, guest);
	uint32_t low = sim->index.mac[guest];

	assert(guest != 0 && world_domain_of(sim->world, guest, node) == 0);
	*domain = (struct domain_row){
		.mac = (uint64_t)0x00144f << 24 | low,
		.guest = guest, .node = node, .next = owner->first,
		.state = STATE_INACTIVE,
		.hostid = (uint32_t)0x84 << 24 | low,
	};
	owner->first = row;
	sim_touch(sim, KIND_GUEST, guest);
	if (node != 0)
		sim_emit(sim, (struct thing){ KIND_GUEST, guest, node },
		    STATE_ABSENT, STATE_INACTIVE);
	return row;
}

void
domain_remove(struct sim *sim, uint32_t row)
{
	struct domain_row *domain = world_domain(sim->world, row);
	uint32_t *link = &world_guest(sim->world, domain->guest)->first;

	assert(domain->guest != 0);
	part_drop(sim, row);
	while (*link != row)
		link = &world_domain(sim->world, *link)->next;
	*link = domain->next;
	sim_touch(sim, KIND_GUEST, domain->guest);
	if (domain->node != 0)
		sim_emit(sim, (struct thing){ KIND_GUEST, domain->guest,
		    domain->node }, STATE_INACTIVE, STATE_ABSENT);
	if (world_console_of(sim->world, row) != 0)
		world_free(sim->world, T_CONSOLE,
		    world_console_of(sim->world, row));
	world_free(sim->world, T_DOMAIN, row);
}

void
node_touch(struct sim *sim, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_DOMAIN].high; i++)
		if (world_domain(sim->world, i)->guest != 0 &&
		    world_domain(sim->world, i)->node == node)
			sim_touch(sim, KIND_GUEST,
			    world_domain(sim->world, i)->guest);
}
