/*
 * clinterconnect, and cluster: what it has, one table after the other.
 */
#include <string.h>

#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/hardware.h"
#include "backends/sim/world/simulation.h"

static const struct layout transport_layout = {
	.title = "Cluster Transport Paths",
	.header = { "Endpoint1", "Endpoint2", "Status", NULL },
	.last = 48, .width = { 19, 19 }, .after = 1,
};

/* The site has no device groups and no zone clusters. */
static const struct layout groups_layout[] = {
	{ .title = "Cluster Device Groups", .subtitle = "Device Group Status",
	    .header = { "Device Group Name", "Primary", "Secondary", "Status",
	    NULL }, .last = 45, .width = { 22, 12, 14 }, .after = 2 },
	{ .subtitle = "Spare, Inactive, and In Transition Nodes",
	    .header = { "Device Group Name", "Spare Nodes", "Inactive Nodes",
	    "In Transistion Nodes", NULL }, .last = 50,
	    .width = { 20, 14, 17 }, .after = 2 },
	{ .subtitle = "Multi-owner Device Group Status",
	    .header = { "Device Group Name", "Node Name", "Status", NULL },
	    .last = 48, .width = { 24, 16 }, .after = 1 },
};

static void
paths_add(struct call *call, struct table *table, uint32_t node,
    uint32_t other)
{
	const char *adapter;

	for (unsigned i = 0; (adapter = hardware_adapter(call->shell->site,
	    i)) != NULL; i++) {
		const char *cell[] = { arena_format(&table->arena, "%s:%s",
		    call_name(call, KIND_NODE, node), adapter),
		    arena_format(&table->arena, "%s:%s", call_name(call,
		    KIND_NODE, other), adapter),
		    transport_word(call->shell->sim, node, other) };

		table_row(table, cell, 3);
	}
}

void
clinterconnect_status(struct call *call, const struct given *given)
{
	struct table table = { .layout = &transport_layout };
	uint32_t nodes = call->shell->sim->world->table[T_NODE].count;

	if (given->count > 1 || given_has(given, 'n') || (given->count == 1 &&
	    strcmp(given->operand[0], "+") != 0)) {
		call_not_simulated(call);
		return;
	}
	for (uint32_t n = 1; n <= nodes; n++)
		for (uint32_t other = n + 1; other <= nodes; other++)
			paths_add(call, &table, n, other);
	table_print(call, &table);
}

/* As cluster status has it, but with a wider last column. */
static const struct layout group_layout = {
	.title = "Cluster Device Groups", .subtitle = "Device Group Status",
	.header = { "Device Group Name", "Primary", "Secondary", "Status",
	NULL }, .last = 48, .width = { 22, 12, 14 }, .after = 1,
};

/* Of those that are made for each DID it says nothing unless it is asked for
 * one. */
void
cldg_status(struct call *call, const struct given *given)
{
	struct table table = { .layout = &group_layout };

	if (given->count != 0 || given_has(given, 'n') ||
	    given_has(given, 't') || given_has(given, 's'))
		call_not_simulated(call);
	else
		table_print(call, &table);
}

static void
device_groups_status(struct call *call, const struct given *given)
{
	(void)given;
	for (size_t i = 0; i < sizeof(groups_layout) /
	    sizeof(groups_layout[0]); i++) {
		struct table table = { .layout = &groups_layout[i] };

		table_print(call, &table);
	}
}

/* The types of objects that "-t" names, in the order in which they are
 * printed. */
static const struct {
	const char	*name, *alias;
	void		(*print)(struct call *, const struct given *);
} parts[] = {
	{ "node", "node", clnode_status },
	{ "interconnect", "intr", clinterconnect_status },
	{ "quorum", "quorum", clquorum_status },
	{ "devicegroup", "dg", device_groups_status },
	{ "resourcegroup", "rg", clrg_status },
	{ "resource", "rs", clrs_status },
	{ "device", "dev", cldevice_status },
};

enum { STATUS_PARTS = sizeof(parts) / sizeof(parts[0]) };

static bool
part_chosen(const char *list, unsigned part)
{
	return list_has(list, parts[part].name) ||
	    list_has(list, parts[part].alias);
}

/* A type that is none: refused.  One that is not simulated: so is the line. */
static bool
types_known(struct call *call, const char *list)
{
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");
		unsigned i = 0;

		while (i < STATUS_PARTS && (strlen(parts[i].name) != n ||
		    strncmp(parts[i].name, list, n) != 0) &&
		    (strlen(parts[i].alias) != n ||
		    strncmp(parts[i].alias, list, n) != 0))
			i++;
		if (i == STATUS_PARTS) {
			call_not_simulated(call);
			return false;
		}
		list += n + (list[n] == ',');
	}
	return true;
}

void
cluster_status(struct call *call, const struct given *given)
{
	const struct given all = { .count = 0 };
	const char *types = given->option['t'];

	if (given_has(given, 'v') || given->count > 1 || (given->count == 1 &&
	    strcmp(given->operand[0], "+") != 0)) {
		call_not_simulated(call);
		return;
	}
	if (!types_known(call, types))
		return;
	for (unsigned i = 0; i < STATUS_PARTS; i++)
		if (part_chosen(types, i))
			parts[i].print(call, &all);
}

void
cluster_list(struct call *call, const struct given *given)
{
	const char *name = call->shell->site->cluster;

	/* A cluster has a name, if the site does not say which. */
	(void)given;
	buffer_print(&call->out, "%s\n", name != NULL ? name :
	    call->shell->site->name);
}
