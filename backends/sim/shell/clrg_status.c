/*
 * clrg status and clrg list.
 */
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/cluster_word.h"

static const struct layout status_layout = {
	.title = "Cluster Resource Groups",
	.header = { "Group Name", "Node Name", "Suspended", "Status", NULL },
	.last = 48, .width = { 16, 18, 15 }, .parted = true,
};

static const struct layout list_layout = {
	.header = { "Resource Group", "Mode", "Overall status", NULL },
	.width = { TABLE_LIST, TABLE_LIST },
};

/* What the lines of a status choose: states by -s, nodes by -n. */
struct filter {
	uint64_t	 nodes;
	const char	*states;
	bool		 by_node;
};

/* With -n a group is listed where it is not offline. */
static bool
fits(const struct filter *filter, uint32_t node, const char *word)
{
	if ((filter->nodes & bit(node)) == 0 ||
	    !list_has(filter->states, word))
		return false;
	return !filter->by_node || (strcmp(word, "Offline") != 0 &&
	    strcmp(word, "Unmanaged") != 0);
}

static bool
filter_read(struct call *call, const struct given *given,
    struct filter *filter)
{
	filter->states = given->option['s'];
	filter->by_node = given_has(given, 'n');
	return chosen_nodes(call, given, &filter->nodes);
}

static void
group_rows(struct call *call, uint32_t group, const struct filter *filter,
    struct table *table)
{
	struct sim *sim = call->shell->sim;
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(sim, group, nodes);
	const char *name = call_name(call, KIND_GROUP, group);

	for (uint32_t i = 0; i < count; i++) {
		const char *word = group_word(sim, group, nodes[i]);
		const char *cell[] = { name, call_name(call, KIND_NODE,
		    nodes[i]), world_group(sim->world, group)->suspended != 0 ?
		    "Yes" : "No", word };

		if (!fits(filter, nodes[i], word))
			continue;
		table_row(table, cell, 4);
		name = "";
	}
}

void
clrg_status(struct call *call, const struct given *given)
{
	struct table table = { .layout = &status_layout };
	struct filter filter;
	struct chosen chosen;

	if (!filter_read(call, given, &filter))
		return;
	chosen_groups(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++)
		group_rows(call, chosen.number[i], &filter, &table);
	if (chosen.count != 0 || chosen.all)
		table_print(call, &table);
	chosen_drop(&chosen);
}

/* Does the group have a node in such a state? */
static bool
group_fits(struct sim *sim, uint32_t group, const struct filter *filter)
{
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(sim, group, nodes), i = 0;

	while (i < count && !fits(filter, nodes[i], group_word(sim, group,
	    nodes[i])))
		i++;
	return i < count;
}

/* The state of the group as a whole. */
static const char *
overall(struct sim *sim, uint32_t group)
{
	switch (group_state(sim, group, NULL)) {
	case STATE_ONLINE:
		return "online";
	case STATE_OFFLINE:
		return "offline";
	case STATE_UNMANAGED:
		return "unmanaged";
	default:
		return "not_online";
	}
}

void
clrg_list(struct call *call, const struct given *given)
{
	struct table table = { .layout = &list_layout };
	struct filter filter;
	struct chosen chosen;

	if (!filter_read(call, given, &filter))
		return;
	chosen_groups(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++) {
		uint32_t group = chosen.number[i];
		const char *cell[] = { call_name(call, KIND_GROUP, group),
		    "Failover", overall(call->shell->sim, group) };

		if (!group_fits(call->shell->sim, group, &filter))
			continue;
		if (given_has(given, 'v'))
			table_row(&table, cell, 3);
		else
			buffer_print(&call->out, "%s\n", cell[0]);
	}
	if (given_has(given, 'v'))
		table_print(call, &table);
	chosen_drop(&chosen);
}
