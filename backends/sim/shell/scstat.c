/*
 * scstat: the state of the cluster, in the words of the commands before
 * Sun Cluster 3.2.
 */
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/votes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/hardware.h"
#include "backends/sim/world/simulation.h"

enum { CELLS = 4 };

/* A part of the output: its title, and where its columns begin.  Those of the
 * votes stand beside their headers. */
struct part {
	const char	*title;
	const char	*label;		/* of each row */
	unsigned	 at;		/* the first column */
	const char	*header[CELLS + 1];
	unsigned	 width[CELLS], header_width[CELLS];
	unsigned	 gap;		/* behind a long first or second cell */
};

enum { PART_NODES, PART_PATHS, PART_NODE_VOTES, PART_DEVICE_VOTES,
    PART_SERVERS, PART_SERVICES, PART_SHARED, PART_HAS, PART_GROUPS,
    PART_RESOURCES };

static const struct part parts[] = {
	[PART_NODES] = { "Cluster Nodes", "  Cluster node:", 20,
	    { "Node name", "Status" }, { 20 }, { 20 }, 1 },
	[PART_PATHS] = { "Cluster Transport Paths", "  Transport path:", 20,
	    { "Endpoint", "Endpoint", "Status" }, { 20, 20 }, { 20, 20 }, 2 },
	[PART_NODE_VOTES] = { "Quorum Votes by Node (current status)",
	    "  Node votes:", 20, { "Node Name", "Present", "Possible",
	    "Status" }, { 20, 9, 8 }, { 20, 8, 9 }, 1 },
	[PART_DEVICE_VOTES] = { "Quorum Votes by Device (current status)",
	    "  Device votes:", 20, { "Device Name", "Present", "Possible",
	    "Status" }, { 20, 9, 8 }, { 20, 8, 9 }, 1 },
	[PART_SERVERS] = { "Device Group Servers", "", 25, { "Device Group",
	    "Primary", "Secondary" }, { 20, 20 }, { 20, 20 }, 1 },
	[PART_SERVICES] = { "Device Group Status", "", 30, { "Device Group",
	    "Status" }, { 20 }, { 20 }, 1 },
	[PART_SHARED] = { "Multi-owner Device Groups", "", 30,
	    { "Device Group", "Online Status" }, { 20 }, { 20 }, 1 },
	[PART_HAS] = { "Resource Groups and Resources", " Resources:", 12,
	    { "Group Name", "Resources" }, { 15 }, { 15 }, 1 },
	[PART_GROUPS] = { "Resource Groups", "     Group:", 12,
	    { "Group Name", "Node Name", "State", "Suspended" },
	    { 15, 25, 15 }, { 15, 25, 15 }, 1 },
	[PART_RESOURCES] = { "Resources", "  Resource:", 12,
	    { "Resource Name", "Node Name", "State", "Status Message" },
	    { 15, 25, 15 }, { 15, 25, 15 }, 1 },
};

static void
cells_print(struct call *call, const struct part *part, const char *label,
    const char *const cell[], const unsigned width[])
{
	buffer_print(&call->out, "%-*s", (int)part->at, label);
	for (unsigned i = 0; i < CELLS && part->header[i] != NULL; i++)
		buffer_print(&call->out, "%-*s", part->header[i + 1] != NULL ?
		    (int)width[i] : 0, cell[i]);
	buffer_print(&call->out, "\n");
}

/* A cell that is too long makes its column wider. */
static void
widen(const struct part *part, const struct table *table, unsigned width[],
    unsigned header_width[])
{
	for (unsigned i = 0; i < CELLS; i++) {
		width[i] = part->width[i];
		header_width[i] = part->header_width[i];
		for (const struct table_line *line = table->first;
		    part->width[i] != 0 && line != NULL; line = line->next)
			if (strlen(line->cell[i]) + part->gap > width[i]) {
				width[i] = (unsigned)strlen(line->cell[i]) +
				    part->gap;
				header_width[i] = width[i];
			}
	}
}

/* Print a part, and drop its rows. */
static void
part_print(struct call *call, unsigned number, struct table *table)
{
	static const char dashes[] = "-------------------------";
	const struct part *part = &parts[number];
	unsigned width[CELLS], header_width[CELLS];
	const char *below[CELLS] = { NULL };

	widen(part, table, width, header_width);
	for (unsigned i = 0; i < CELLS && part->header[i] != NULL; i++)
		below[i] = dashes + sizeof(dashes) - 1 -
		    strlen(part->header[i]);
	buffer_print(&call->out, "\n-- %s --\n\n", part->title);
	cells_print(call, part, "", part->header, header_width);
	cells_print(call, part, "", below, header_width);
	for (const struct table_line *line = table->first; line != NULL;
	    line = line->next)
		cells_print(call, part, part->label, line->cell, width);
	buffer_print(&call->out, "\n");
	arena_drop(&table->arena);
	*table = (struct table){ .layout = NULL };
}

static void
nodes_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = NULL };

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		table_row(&table, (const char *[]){ call_name(call, KIND_NODE,
		    n), node_word(sim, n) }, 2);
	part_print(call, PART_NODES, &table);
}

static const char *
endpoint(const struct call *call, struct table *table, uint32_t node,
    const char *adapter)
{
	return arena_format(&table->arena, "%s:%s", call_name(call, KIND_NODE,
	    node), adapter);
}

static void
paths_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = NULL };
	uint32_t nodes = sim->world->table[T_NODE].count;
	const char *adapter;

	for (uint32_t n = 1; n <= nodes; n++)
		for (uint32_t other = n + 1; other <= nodes; other++)
			for (unsigned i = 0; (adapter = hardware_adapter(
			    call->shell->site, i)) != NULL; i++)
				table_row(&table, (const char *[]){
				    endpoint(call, &table, n, adapter),
				    endpoint(call, &table, other, adapter),
				    transport_word(sim, n, other) }, 3);
	part_print(call, PART_PATHS, &table);
}

static void
vote_add(struct table *table, const char *name, unsigned votes, bool present)
{
	const char *possible = arena_format(&table->arena, "%u", votes);

	table_row(table, (const char *[]){ name, present ? possible : "0",
	    possible, present ? "Online" : "Offline" }, 4);
}

/* A quorum device is named by its whole slice. */
static void
quorum_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = NULL };
	unsigned present, possible;

	votes_count(call->shell->sim, &present, &possible);
	buffer_print(&call->out, "\n-- Quorum Summary from latest node "
	    "reconfiguration --\n\n  Quorum votes possible:      %u\n"
	    "  Quorum votes needed:        %u\n"
	    "  Quorum votes present:       %u\n\n", possible,
	    possible / 2 + 1, present);
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		vote_add(&table, call_name(call, KIND_NODE, n),
		    votes_of_node(sim, n), (node_counted(sim) & bit(n)) != 0);
	part_print(call, PART_NODE_VOTES, &table);
	for (uint32_t d = 1; d <= sim->world->table[T_DEVICE].count; d++)
		if (votes_has(call->shell->sim, d))
			vote_add(&table, arena_format(&table.arena,
			    "/dev/did/rdsk/%ss2", call_name(call, KIND_DEVICE,
			    d)), votes_of_device(call->shell->sim, d),
			    votes_present(call->shell->sim, d));
	part_print(call, PART_DEVICE_VOTES, &table);
}

/* Those that are made for each DID are not shown, and the site has no
 * others. */
static void
services_print(struct call *call)
{
	struct table table = { .layout = NULL };

	part_print(call, PART_SERVERS, &table);
	part_print(call, PART_SERVICES, &table);
	part_print(call, PART_SHARED, &table);
}

/* "Pending_online" is "Pending online" here. */
static const char *
old_word(struct table *table, const char *word)
{
	char *text;

	if (strcmp(word, "Error_stop_failed") == 0)
		return "Error--stop failed";
	text = arena_text(&table->arena, word, strlen(word));
	for (char *under; (under = strchr(text, '_')) != NULL; )
		*under = ' ';
	return text;
}

static void
has_print(struct call *call, const struct chosen *groups)
{
	struct table table = { .layout = NULL };

	for (unsigned i = 0; i < groups->count; i++) {
		struct chosen chosen;
		const char *list = "";

		chosen_of_group(call, groups->number[i], &chosen);
		for (unsigned r = 0; r < chosen.count; r++)
			list = arena_format(&table.arena, "%s%s%s", list,
			    r == 0 ? "" : " ", call_name(call, KIND_RESOURCE,
			    chosen.number[r]));
		table_row(&table, (const char *[]){ call_name(call,
		    KIND_GROUP, groups->number[i]), chosen.count != 0 ? list :
		    "-" }, 2);
		chosen_drop(&chosen);
	}
	part_print(call, PART_HAS, &table);
}

static void
groups_print(struct call *call, const struct chosen *groups)
{
	struct sim *sim = call->shell->sim;
	struct table table = { .layout = NULL };

	for (unsigned i = 0; i < groups->count; i++) {
		uint32_t node[SITE_NODES], group = groups->number[i];
		uint32_t count = group_nodes(sim, group, node);

		for (uint32_t n = 0; n < count; n++)
			table_row(&table, (const char *[]){ call_name(call,
			    KIND_GROUP, group), call_name(call, KIND_NODE,
			    node[n]), old_word(&table, group_word(sim, group,
			    node[n])), world_group(sim->world,
			    group)->suspended != 0 ? "Yes" : "No" }, 4);
	}
	part_print(call, PART_GROUPS, &table);
}

static void
resource_add(struct call *call, struct table *table, uint32_t group,
    uint32_t resource)
{
	struct sim *sim = call->shell->sim;
	uint32_t node[SITE_NODES];
	uint32_t count = group_nodes(sim, group, node);

	for (uint32_t n = 0; n < count; n++)
		table_row(table, (const char *[]){ call_name(call,
		    KIND_RESOURCE, resource), call_name(call, KIND_NODE,
		    node[n]), old_word(table, resource_word(sim, resource,
		    node[n])), resource_message(&table->arena, sim, resource,
		    node[n]) }, 4);
}

static void
resources_print(struct call *call, const struct chosen *groups)
{
	struct table table = { .layout = NULL };

	for (unsigned i = 0; i < groups->count; i++) {
		struct chosen chosen;

		chosen_of_group(call, groups->number[i], &chosen);
		for (unsigned r = 0; r < chosen.count; r++)
			resource_add(call, &table, groups->number[i],
			    chosen.number[r]);
		chosen_drop(&chosen);
	}
	part_print(call, PART_RESOURCES, &table);
}

/* Without groups there is nothing, not even a title. */
static void
rgm_print(struct call *call)
{
	const struct given all = { .count = 0 };
	struct chosen groups;

	chosen_groups(call, &all, &groups);
	if (groups.count != 0) {
		has_print(call, &groups);
		groups_print(call, &groups);
		resources_print(call, &groups);
	}
	chosen_drop(&groups);
}

/* The site has no groups of adapters. */
static void
ipmp_print(struct call *call)
{
	buffer_print(&call->out, "\n-- IPMP Groups --\n\n"
	    "%14sNode Name           Group   Status         Adapter   Status\n"
	    "%14s---------           -----   ------         -------   ------"
	    "\n", "", "");
}

static const struct {
	char	 letter;
	void	(*print)(struct call *);
} sections[] = {
	{ 'n', nodes_print }, { 'W', paths_print }, { 'q', quorum_print },
	{ 'D', services_print }, { 'g', rgm_print }, { 'i', ipmp_print },
};

static void
line_print(struct call *call, bool whole)
{
	if (whole)
		buffer_print(&call->out, "--------------------------------"
		    "----------------------------------\n");
}

void
scstat_run(struct call *call)
{
	struct given given;
	bool whole = true;

	if (!cluster_answers(call))
		return;
	if (!given_read(&given, &call->line, 1, "DWginpqvh:") ||
	    given.count != 0) {
		call_misused(call, 1, "Usage: scstat [-DWginpqv[v]] [-h "
		    "node]");
		return;
	}
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		whole &= !given_has(&given, sections[i].letter);
	whole |= given_has(&given, 'p');
	if (given_has(&given, 'v') || given_has(&given, 'h')) {
		call_not_simulated(call);
		return;
	}
	line_print(call, whole);
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		if (whole || given_has(&given, sections[i].letter)) {
			sections[i].print(call);
			line_print(call, whole);
		}
}
