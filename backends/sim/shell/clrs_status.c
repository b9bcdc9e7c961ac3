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

static void
resource_rows(struct call *call, const struct given *given,
    uint32_t resource, uint64_t filter, struct table *table)
{
	struct sim *sim = call->shell->sim;
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(sim, world_resource(sim->world,
	    resource)->group, nodes);
	const char *name = call_name(call, KIND_RESOURCE, resource);

	for (uint32_t i = 0; i < count; i++) {
		const char *word = resource_word(sim, resource, nodes[i]);
		const char *cell[] = { name, call_name(call, KIND_NODE,
		    nodes[i]), word, resource_message(&table->arena, sim,
		    resource, nodes[i]) };

		if ((filter & bit(nodes[i])) == 0 ||
		    !list_has(given->option['s'], word))
			continue;
		table_row(table, cell, 4);
		name = "";
	}
}

void
clrs_status(struct call *call, const struct given *given)
{
	struct table table = { .layout = &status_layout };
	struct chosen chosen;
	uint64_t nodes;

	if (!chosen_nodes(call, given, &nodes))
		return;
	chosen_resources(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++)
		resource_rows(call, given, chosen.number[i], nodes, &table);
	if (chosen.count != 0 || chosen.all)
		table_print(call, &table);
	chosen_drop(&chosen);
}

/* Is the resource in one of the states of -s somewhere? */
static bool
has_state(struct sim *sim, uint32_t resource, const char *states)
{
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(sim, world_resource(sim->world,
	    resource)->group, nodes), i = 0;

	while (i < count && !list_has(states, resource_word(sim, resource,
	    nodes[i])))
		i++;
	return i < count;
}

void
clrs_list(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = &list_layout };
	struct chosen chosen;

	chosen_resources(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++) {
		const struct resource_row *row = world_resource(sim->world,
		    chosen.number[i]);
		const char *cell[] = { call_name(call, KIND_RESOURCE,
		    chosen.number[i]), type_word(&table.arena, sim,
		    row->type), call_name(call, KIND_GROUP, row->group) };

		if (!has_state(sim, chosen.number[i], given->option['s']))
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
