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
#include "backends/sim/shell/status.h"

static const struct layout status_layout = {
	.title = "Cluster Resource Groups",
	.header = { "Group Name", "Node Name", "Suspended", "Status", NULL },
	.last = 48, .width = { 16, 18, 15 }, .parted = true,
};

static const struct layout list_layout = {
	.header = { "Resource Group", "Mode", "Overall status", NULL },
	.width = { TABLE_LIST, TABLE_LIST },
};

static uint32_t
itself(const struct sim *sim, uint32_t group)
{
	(void)sim;
	return group;
}

static void
group_cells(struct sim *sim, struct arena *arena, uint32_t group,
    uint32_t node, struct status_cells *cells)
{
	(void)arena;
	cells->cell[0] = world_group(sim->world, group)->suspended != 0 ?
	    "Yes" : "No";
	cells->cell[1] = cells->word = group_word(sim, group, node);
}

static const struct status status = { &status_layout, KIND_GROUP, true,
    itself, group_cells };

void
clrg_status(struct call *call, const struct given *given)
{
	struct status_filter filter;
	struct chosen chosen;

	if (!status_filter(call, given, &status, &filter))
		return;
	chosen_groups(call, given, &chosen);
	status_print(call, &filter, &chosen);
	chosen_drop(&chosen);
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
	struct status_filter filter;
	struct chosen chosen;

	if (!status_filter(call, given, &status, &filter))
		return;
	chosen_groups(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++) {
		uint32_t group = chosen.number[i];
		const char *cell[] = { call_name(call, KIND_GROUP, group),
		    "Failover", overall(call->shell->sim, group) };

		if (!status_fits(call, &filter, group))
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
