/*
 * clquorum: who has votes, and how many there are.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/cluster/votes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/world/simulation.h"

enum { VOTE_BYTES = 16 };

static const struct layout layouts[2][3] = {
	{
		{ .title = "Cluster Quorum", .subtitle = "Quorum Votes "
		    "Summary from latest node reconfiguration",
		    .header = { "Needed", "Present", "Possible", NULL },
		    .indent = 12, .after = 2 },
		{ .subtitle = "Quorum Votes by Node (current status)",
		    .header = { "Node Name", "Present", "Possible", "Status",
		    NULL }, .last = 45, .after = 2 },
		{ .subtitle = "Quorum Votes by Device (current status)",
		    .header = { "Device Name", "Present", "Possible",
		    "Status", NULL }, .last = 45, .after = 1 },
	}, {
		{ .title = "Cluster Quorum", .subtitle = "Quorum Votes "
		    "Summary",
		    .header = { "Needed", "Present", "Possible", NULL },
		    .indent = 12, .after = 2 },
		{ .subtitle = "Quorum Votes by Node",
		    .header = { "Node Name", "Present", "Possible", "Status",
		    NULL }, .last = 45, .width = { 15, 13, 14 }, .after = 1 },
		{ .subtitle = "Quorum Votes by Device",
		    .header = { "Device Name", "Present", "Possible",
		    "Status", NULL }, .last = 45, .width = { 17, 13, 14 },
		    .after = 1 },
	}
};

static const struct layout list_layout = {
	.header = { "Quorum", "Type", NULL }, .width = { TABLE_LIST },
};

static void
vote_row(struct table *table, const char *name, unsigned votes, bool present)
{
	char possible[VOTE_BYTES];
	const char *cell[] = { name, present ? possible : "0", possible,
	    present ? "Online" : "Offline" };

	snprintf(possible, sizeof(possible), "%u", votes);
	table_row(table, cell, 4);
}

static void
summary_print(struct call *call, const struct layout *layout)
{
	struct table table = { .layout = layout };
	char text[3][VOTE_BYTES];
	const char *cell[] = { text[0], text[1], text[2] };
	unsigned present, possible;

	votes_count(call->shell->sim, &present, &possible);
	snprintf(text[0], VOTE_BYTES, "%u", possible / 2 + 1);
	snprintf(text[1], VOTE_BYTES, "%u", present);
	snprintf(text[2], VOTE_BYTES, "%u", possible);
	table_row(&table, cell, 3);
	table_print(call, &table);
}

/* Is the quorum object one of the operands? */
static bool
is_chosen(const struct given *given, const char *name)
{
	unsigned i = 0;

	while (i < given->count && strcmp(given->operand[i], "+") != 0 &&
	    strcmp(given->operand[i], name) != 0)
		i++;
	return i < given->count || given->count == 0;
}

static void
operands_known(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;

	for (unsigned i = 0; i < given->count; i++) {
		uint32_t device = names_find(sim->names, KIND_DEVICE,
		    given->operand[i]);
		uint32_t node = names_find(sim->names, KIND_NODE,
		    given->operand[i]);

		if (strcmp(given->operand[i], "+") != 0 && (node == 0 ||
		    node > sim->world->table[T_NODE].count) &&
		    (device == 0 || !votes_has(sim, device)))
			cluster_fail(call, CL_ENOENT, "there is no quorum "
			    "device or node %s", given->operand[i]);
	}
}

static void
nodes_print(struct call *call, const struct given *given,
    const struct layout *layout)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = layout };

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (is_chosen(given, call_name(call, KIND_NODE, n)))
			vote_row(&table, call_name(call, KIND_NODE, n),
			    votes_of_node(sim, n), (node_counted(sim) &
			    bit(n)) != 0);
	if (table.first != NULL)
		table_print(call, &table);
}

static void
devices_print(struct call *call, const struct given *given,
    const struct layout *layout)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = layout };

	for (uint32_t d = 1; d <= sim->world->table[T_DEVICE].count; d++)
		if (votes_has(sim, d) && is_chosen(given, call_name(call,
		    KIND_DEVICE, d)))
			vote_row(&table, call_name(call, KIND_DEVICE, d),
			    votes_of_device(sim, d), votes_present(sim, d));
	if (table.first != NULL)
		table_print(call, &table);
}

void
clquorum_status(struct call *call, const struct given *given)
{
	const struct layout *layout = layouts[cluster_is_32(call)];

	if (given_has(given, 't') || given_has(given, 'n') ||
	    given_has(given, 'v')) {
		call_not_simulated(call);
		return;
	}
	operands_known(call, given);
	summary_print(call, &layout[0]);
	nodes_print(call, given, &layout[1]);
	devices_print(call, given, &layout[2]);
}

void
clquorum_list(struct call *call, const struct given *given)
{
	struct world *world = call->shell->sim->world;
	struct table table = { .layout = &list_layout };
	const char *disk = cluster_is_32(call) ? "scsi" : "shared_disk";
	uint32_t devices = world->table[T_DEVICE].count;

	operands_known(call, given);
	for (uint32_t i = 1; i <= devices + world->table[T_NODE].count; i++) {
		bool is_disk = i <= devices;
		const char *cell[] = { is_disk ? call_name(call, KIND_DEVICE,
		    i) : call_name(call, KIND_NODE, i - devices), is_disk ?
		    disk : "node" };

		if ((!is_disk || votes_has(call->shell->sim, i)) &&
		    is_chosen(given, cell[0]) &&
		    list_has(given->option['t'], cell[1]))
			table_row(&table, cell, 2);
	}
	if (given_has(given, 'v')) {
		table_print(call, &table);
		return;
	}
	for (const struct table_line *line = table.first; line != NULL;
	    line = line->next)
		buffer_print(&call->out, "%s\n", line->cell[0]);
	arena_drop(&table.arena);
}

/* One node: without an operand, or with +, all is reset, and what a device in
 * maintenance state does is not in the world. */
static void
maintenance_add(struct call *call, const struct given *given, enum op_kind kind)
{
	struct sim *sim = call->shell->sim;
	uint32_t node = given->count != 1 ? 0 : names_find(sim->names,
	    KIND_NODE, given->operand[0]);

	operands_known(call, given);
	if (call->status != 0)
		return;
	if (given_has(given, 't') || node == 0)
		call_not_simulated(call);
	else
		call_add(call, &(struct op){ .kind = kind,
		    .on = call_node(call), .to = node });
}

void
clquorum_disable(struct call *call, const struct given *given)
{
	maintenance_add(call, given, OP_QUORUM_DISABLE);
}

void
clquorum_enable(struct call *call, const struct given *given)
{
	maintenance_add(call, given, OP_QUORUM_ENABLE);
}
