/*
 * Virtual switches, disk servers and console concentrators of the control
 * domains.
 */
#include "backends/sim/hypervisor/services.h"

#include <assert.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/world/draw.h"

void
service_put(struct sim *sim, uint32_t service, uint32_t node, uint32_t value)
{
	struct service_row *row = world_service(sim->world, service, node);

	assert(service != 0 && node != 0);
	if (row->present != 0)
		return;
	row->present = 1;
	row->value = value;
	node_mark(sim, node, draw_mix(KIND_SERVICE, service), value);
	sim_emit(sim, (struct thing){ KIND_SERVICE, service, node },
	    STATE_ABSENT, STATE_PRESENT);
}

static enum service_kind
kind_of(const struct op *op)
{
	static const enum service_kind kinds[OP_KINDS] = {
		[OP_VSW_ADD] = SERVICE_VSW, [OP_VSW_REMOVE] = SERVICE_VSW,
		[OP_VDS_ADD] = SERVICE_VDS, [OP_VDS_REMOVE] = SERVICE_VDS,
		[OP_VCC_ADD] = SERVICE_VCC, [OP_VCC_REMOVE] = SERVICE_VCC,
	};

	assert(op->kind < OP_KINDS);
	return kinds[op->kind];
}

/* The kind of a service comes from the site, or from the command that first
 * made it.  A command for another kind fails. */
static bool
is_of_kind(struct sim *sim, const struct op *op, struct err *err)
{
	const struct kind_row *row = world_kind(sim->world, op->service);

	if (row->known == 0 || row->kind == kind_of(op))
		return true;
	return err_set(err, ERR_REFUSED, "%s is another kind of service",
	    sim_name(sim, KIND_SERVICE, op->service));
}

static bool
service_add_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct service_row *row = world_service(sim->world, op->service,
	    op->on);

	if (!is_of_kind(sim, op, err))
		return false;
	if (row->present == 0)
		return true;
	return err_set(err, ERR_EXISTS, "%s already exists on %s, with %s",
	    sim_name(sim, KIND_SERVICE, op->service),
	    sim_name(sim, KIND_NODE, op->on), row->value != 0 ?
	    sim_name(sim, KIND_TEXT, row->value) : "no device");
}

static void
service_add(struct sim *sim, const struct op *op)
{
	*world_kind(sim->world, op->service) = (struct kind_row){
	    .known = 1, .kind = kind_of(op) };
	service_put(sim, op->service, op->on, op->value);
}

static bool
has_volumes(struct sim *sim, uint32_t service, uint32_t node)
{
	for (uint32_t e = 1; e <= sim->world->table[T_EXPORT].high; e++) {
		const struct export_row *row = world_export(sim->world, e);

		if (row->node == node && row->service == service)
			return true;
	}
	return false;
}

static bool
is_used(struct sim *sim, const struct op *op)
{
	switch (kind_of(op)) {
	case SERVICE_VSW:
		return bind_uses(sim, op->on, PART_NET, op->service, 0);
	case SERVICE_VDS:
		return has_volumes(sim, op->service, op->on);
	default:
		return world_node(sim->world, op->on)->bound != 0;
	}
}

static bool
service_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!is_of_kind(sim, op, err))
		return false;
	if (!is_used(sim, op))
		return true;
	return err_set(err, ERR_IN_USE, "%s is in use on %s",
	    sim_name(sim, KIND_SERVICE, op->service),
	    sim_name(sim, KIND_NODE, op->on));
}

/* Two commands for the same service may be in progress at the same time. */
void
service_remove(struct sim *sim, uint32_t service, uint32_t node)
{
	struct service_row *row = world_service(sim->world, service,
	    node);

	if (row->present == 0)
		return;
	node_mark(sim, node, draw_mix(KIND_SERVICE, service),
	    row->value);
	row->present = row->value = 0;
	if (world_kind(sim->world, service)->kind == SERVICE_VCC)
		*world_port(sim->world, node) = (struct port_row){ 0 };
	sim_emit(sim, (struct thing){ KIND_SERVICE, service, node },
	    STATE_PRESENT, STATE_ABSENT);
}

const struct act service_add_act = { .allows = service_add_allows,
    .apply = service_add };

static void
apply_remove(struct sim *sim, const struct op *op)
{
	service_remove(sim, op->service, op->on);
}

const struct act service_remove_act = { .allows = service_remove_allows,
    .apply = apply_remove };
