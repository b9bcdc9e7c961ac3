/*
 * clquorum: who has votes, and how many there are.
 */
#include <stdio.h>
#include <string.h>

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

/* A quorum device has one vote less than the nodes that see it. */
static unsigned
votes_of(struct call *call, uint32_t device)
{
	const struct site *site = call->shell->site;
	unsigned nodes = 0;

	if (device <= site->device_count && site->devices[device].votes != 0)
		return site->devices[device].votes;
	for (uint32_t n = 1; n <= site->node_count; n++)
		nodes += (site->devices[device].nodes & bit(n)) != 0;
	return nodes > 1 ? nodes - 1 : 1;
}

/* A member that sees the device counts its votes. */
static bool
device_present(struct call *call, uint32_t device)
{
	struct sim *sim = call->shell->sim;

	return (world_device(sim->world, device)->nodes &
	    node_counted(sim)) != 0;
}

static bool
is_quorum(struct call *call, uint32_t device)
{
	return device <= call->shell->site->device_count &&
	    world_device(call->shell->sim->world, device)->quorum != 0;
}

static void
vote_row(struct table *table, const char *name, unsigned votes, bool present)
{
	char possible[VOTE_BYTES];
	const char *cell[] = { name, present ? possible : "0", possible,
	    present ? "Online" : "Offline" };

	snprintf(possible, sizeof(possible), "%u", votes);
	table_row(table, cell, 4);
}

/* The votes of all: present, and possible. */
static void
votes_count(struct call *call, unsigned *present, unsigned *possible)
{
	struct world *world = call->shell->sim->world;

	*present = *possible = 0;
	for (uint32_t n = 1; n <= world->table[T_NODE].count; n++) {
		*possible += 1;
		*present += (node_counted(call->shell->sim) & bit(n)) != 0;
	}
	for (uint32_t d = 1; d <= world->table[T_DEVICE].count; d++) {
		if (!is_quorum(call, d))
			continue;
		*possible += votes_of(call, d);
		if (device_present(call, d))
			*present += votes_of(call, d);
	}
}

static void
summary_print(struct call *call, const struct layout *layout)
{
	struct table table = { .layout = layout };
	char text[3][VOTE_BYTES];
	const char *cell[] = { text[0], text[1], text[2] };
	unsigned present, possible;

	votes_count(call, &present, &possible);
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
		    (device == 0 || !is_quorum(call, device)))
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
			vote_row(&table, call_name(call, KIND_NODE, n), 1,
			    (node_counted(sim) & bit(n)) != 0);
	if (table.first != NULL)
		table_print(call, &table);
}

static void
devices_print(struct call *call, const struct given *given,
    const struct layout *layout)
{
	struct world *world = call->shell->sim->world;
	struct table table = { .layout = layout };

	for (uint32_t d = 1; d <= world->table[T_DEVICE].count; d++)
		if (is_quorum(call, d) && is_chosen(given, call_name(call,
		    KIND_DEVICE, d)))
			vote_row(&table, call_name(call, KIND_DEVICE, d),
			    votes_of(call, d), device_present(call, d));
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

		if ((!is_disk || is_quorum(call, i)) &&
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
