/*
 * clrs status, clrs list and clrs list-props.
 */
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/resource_property.h"
#include "backends/sim/shell/status.h"

static const struct layout status_layout = {
	.title = "Cluster Resources",
	.header = { "Resource Name", "Node Name", "State", "Status Message",
	    NULL },
	.last = 48, .width = { 16, 12, 14 }, .parted = true,
};

static const struct layout list_layout = {
	.header = { "Resource Name", "Resource Type", "Resource Group", NULL },
	.width = { TABLE_LIST, TABLE_LIST },
};

static uint32_t
group_of(const struct sim *sim, uint32_t resource)
{
	return world_resource(sim->world, resource)->group;
}

static void
resource_cells(struct sim *sim, struct arena *arena, uint32_t resource,
    uint32_t node, struct status_cells *cells)
{
	cells->cell[0] = cells->word = resource_word(sim, resource, node);
	cells->cell[1] = resource_message(arena, sim, resource, node);
}

static const struct status status = { &status_layout, KIND_RESOURCE, false,
    group_of, resource_cells };

void
clrs_status(struct call *call, const struct given *given)
{
	struct status_filter filter;
	struct chosen chosen;

	if (!status_filter(call, given, &status, &filter))
		return;
	chosen_resources(call, given, &chosen);
	status_print(call, &filter, &chosen);
	chosen_drop(&chosen);
}

void
clrs_list(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = &list_layout };
	struct status_filter filter;
	struct chosen chosen;

	if (!status_filter(call, given, &status, &filter))
		return;
	chosen_resources(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++) {
		const struct resource_row *row = world_resource(sim->world,
		    chosen.number[i]);
		const char *cell[] = { call_name(call, KIND_RESOURCE,
		    chosen.number[i]), type_word(&table.arena, sim,
		    row->type), call_name(call, KIND_GROUP, row->group) };

		if (!status_fits(call, &filter, chosen.number[i]))
			continue;
		if (given_has(given, 'v'))
			table_row(&table, cell, 3);
		else
			buffer_print(&call->out, "%s\n", cell[0]);
	}
	if (given_has(given, 'v'))
		table_print(call, &table);
	arena_drop(&table.arena);
	chosen_drop(&chosen);
}

/* -l says which: by default those of the type. */
void
clrs_list_props(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	const char *which = given->option['l'];
	struct chosen chosen;

	if (given_has(given, 'v') || (which != NULL &&
	    !list_has("all,extension,standard", which))) {
		call_not_simulated(call);
		return;
	}
	chosen_resources(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++)
		for (const struct resource_property *row =
		    resource_properties; row->name != NULL; row++)
			if (property_of_type(row, world_resource(sim->world,
			    chosen.number[i])->type) && (which == NULL ?
			    row->extension : strcmp(which, "all") == 0 ||
			    (strcmp(which, "extension") == 0) ==
			    row->extension))
				buffer_print(&call->out, "%s\n", row->name);
	chosen_drop(&chosen);
}
