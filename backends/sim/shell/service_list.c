#include "backends/sim/shell/service_list.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

static bool
is_there(const struct call *call, uint32_t service, unsigned kind)
{
	struct world *world = call->shell->sim->world;

	return world_kind(world, service)->kind == kind &&
	    world_service(world, service, call_node(call))->present != 0;
}

uint32_t
service_after(const struct call *call, unsigned kind, uint32_t after)
{
	const char *last = call_name(call, KIND_SERVICE, after), *name;
	uint32_t count = call->shell->sim->world->table[T_KIND].count;
	uint32_t best = 0;

	for (uint32_t s = 1; s <= count; s++) {
		name = call_name(call, KIND_SERVICE, s);
		if (is_there(call, s, kind) &&
		    (after == 0 || strcmp(name, last) > 0) &&
		    (best == 0 || strcmp(name, call_name(call, KIND_SERVICE,
		    best)) < 0))
			best = s;
	}
	return best;
}

unsigned
service_id(const struct call *call, uint32_t service)
{
	unsigned kind = world_kind(call->shell->sim->world, service)->kind;
	unsigned n = 0;
	uint32_t other = service_after(call, kind, 0);

	assert(service != 0);
	for (; other != 0 && other != service; n++)
		other = service_after(call, kind, other);
	return n;
}

const char *
service_value(const struct call *call, uint32_t service)
{
	return call_name(call, KIND_TEXT, world_service(
	    call->shell->sim->world, service, call_node(call))->value);
}

static bool
is_volume(const struct call *call, const struct export_row *row,
    uint32_t service)
{
	return row->node == call_node(call) && row->service == service;
}

const struct export_row *
volume_after(const struct call *call, uint32_t service,
    const struct export_row *after)
{
	struct world *world = call->shell->sim->world;
	const struct export_row *best = NULL, *row;
	const char *name;

	for (uint32_t e = 1; e <= world->table[T_EXPORT].high; e++) {
		row = world_export(world, e);
		name = call_name(call, KIND_VOLUME, row->volume);
		if (is_volume(call, row, service) && (after == NULL ||
		    strcmp(name, call_name(call, KIND_VOLUME,
		    after->volume)) > 0) && (best == NULL || strcmp(name,
		    call_name(call, KIND_VOLUME, best->volume)) < 0))
			best = row;
	}
	return best;
}
