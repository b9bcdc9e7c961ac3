/*
 * clnode and clrt: nodes and resource types.
 */
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/hardware.h"
#include "backends/sim/shell/shown.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

static const struct layout status_layout = {
	.title = "Cluster Nodes", .subtitle = "Node Status",
	.header = { "Node Name", "Status", NULL },
	.last = 48, .width = { 54 }, .after = 1,
};

static const struct layout list_layout = {
	.header = { "Node", "Type", NULL }, .width = { TABLE_LIST },
};

static const struct layout type_layout = {
	.header = { "Resource Type", "Node List", NULL },
	.width = { TABLE_LIST },
};

/* Call each for the nodes that the operands name, in the order of the site; a
 * name that is none is refused. */
static void
nodes_each(struct call *call, const struct given *given,
    struct table *table, void (*each)(struct call *, uint32_t node,
    struct table *))
{
	struct sim *sim = call->shell->sim;
	bool all = given->count == 0 || strcmp(given->operand[0], "+") == 0;

	for (uint32_t n = 1; all && n <= sim->world->table[T_NODE].count; n++)
		each(call, n, table);
	for (unsigned i = 0; !all && i < given->count; i++) {
		uint32_t node = names_find(sim_names(sim), KIND_NODE,
		    given->operand[i]);

		if (node == 0 || node > sim->world->table[T_NODE].count)
			cluster_fail(call, CL_ENOENT, "there is no node %s",
			    given->operand[i]);
		else
			each(call, node, table);
	}
}

static void
status_row(struct call *call, uint32_t node, struct table *table)
{
	const char *cell[] = { call_name(call, KIND_NODE, node),
	    node_word(call->shell->sim, node) };

	table_row(table, cell, 2);
}

void
clnode_status(struct call *call, const struct given *given)
{
	struct table table = { .layout = &status_layout };

	if (given_has(given, 'm') || given_has(given, 'v')) {
		call_not_simulated(call);
		return;
	}
	nodes_each(call, given, &table, status_row);
	if (table.first != NULL)
		table_print(call, &table);
}

/* Where the limits stand, and how, is a guess. */
static void
limits_show(struct call *call, const struct node_row *row)
{
	for (unsigned i = 0; i < LOADS && row->limit[i] != 0; i++) {
		const char *text = call_name(call, KIND_TEXT, row->limit[i]);
		const char *equals = strchr(text, '=');
		const char *colon = strchr(equals, ':');
		struct arena arena = { 0 };
		const char *soft = arena_text(&arena, equals + 1,
		    (size_t)(colon - equals) - 1);

		shown_line(call, 1, arena_format(&arena, "Load_limit{%.*s}",
		    (int)(equals - text), text), arena_format(&arena,
		    "%s%s%s%s%s", *soft != '\0' ? "softlimit=" : "", soft,
		    *soft != '\0' && colon[1] != '\0' ? "," : "",
		    colon[1] != '\0' ? "hardlimit=" : "", colon + 1));
		arena_drop(&arena);
	}
}

static const char *
adapters_text(struct arena *arena, const struct site *site)
{
	const char *list = "", *adapter;

	for (unsigned i = 0; (adapter = hardware_adapter(site, i)) != NULL;
	    i++)
		list = arena_format(arena, "%s%s%s", list, i == 0 ? "" : ", ",
		    adapter);
	return list;
}

static void
node_show(struct call *call, uint32_t node, struct table *table)
{
	struct arena arena = { 0 };

	(void)table;
	shown_line(call, 0, "Node Name", call_name(call, KIND_NODE, node));
	shown_line(call, 1, "Node ID", arena_format(&arena, "%u",
	    (unsigned)node));
	shown_line(call, 1, "Enabled", "yes");
	shown_line(call, 1, "privatehostname", arena_format(&arena,
	    "clusternode%u-priv", (unsigned)node));
	shown_line(call, 1, "reboot_on_path_failure", "disabled");
	shown_line(call, 1, "globalzoneshares", "1");
	shown_line(call, 1, "defaultpsetmin", "1");
	limits_show(call, world_node(call->shell->sim->world, node));
	shown_line(call, 1, "Transport Adapter List", adapters_text(&arena,
	    call->shell->site));
	buffer_print(&call->out, "\n");
	arena_drop(&arena);
}

void
clnode_show(struct call *call, const struct given *given)
{
	struct table table = { 0 };

	shown_title(call, "Cluster Nodes");
	nodes_each(call, given, &table, node_show);
}

static void
list_row(struct call *call, uint32_t node, struct table *table)
{
	const char *cell[] = { call_name(call, KIND_NODE, node), "cluster" };

	table_row(table, cell, 2);
}

static void
name_line(struct call *call, uint32_t node, struct table *table)
{
	(void)table;
	buffer_print(&call->out, "%s\n", call_name(call, KIND_NODE, node));
}

void
clnode_list(struct call *call, const struct given *given)
{
	struct table table = { .layout = &list_layout };

	nodes_each(call, given, &table, given_has(given, 'v') ? list_row :
	    name_line);
	if (table.first != NULL)
		table_print(call, &table);
}

static void
type_line(struct call *call, const struct given *given, const char *type,
    struct table *table)
{
	const char *cell[] = { type, "<All>" };
	size_t bare = strcspn(type, ":");

	for (unsigned i = 0; i < given->count; i++)
		if (strcmp(given->operand[i], "+") != 0 &&
		    strcmp(given->operand[i], type) != 0 &&
		    (strncmp(given->operand[i], type, bare) != 0 ||
		    given->operand[i][bare] != '\0'))
			return;
	if (given_has(given, 'v'))
		table_row(table, cell, 2);
	else
		buffer_print(&call->out, "%s\n", type);
}

/* The first two are registered with every cluster. */
void
clrt_list(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = &type_layout };

	if (given->count > 1) {
		call_not_simulated(call);
		return;
	}
	type_line(call, given, "SUNW.LogicalHostname:2", &table);
	type_line(call, given, "SUNW.SharedAddress:2", &table);
	for (uint32_t type = 1; type < TYPES; type++)
		if ((sim->world->types & bit(type)) != 0)
			type_line(call, given, type_word(&table.arena, sim,
			    type), &table);
	if (given_has(given, 'v'))
		table_print(call, &table);
	arena_drop(&table.arena);
}
