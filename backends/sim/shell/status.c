#include "backends/sim/shell/status.h"

#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/sim.h"

enum { COLUMNS = 4 };

bool
status_filter(struct call *call, const struct given *given,
    const struct status *status, struct status_filter *filter)
{
	*filter = (struct status_filter){ .status = status,
	    .states = given->option['s'],
	    .by_node = status->by_node && given_has(given, 'n') };
	return chosen_nodes(call, given, &filter->nodes);
}

static bool
row_fits(const struct status_filter *filter, uint32_t node, const char *word)
{
	if ((filter->nodes & bit(node)) == 0 ||
	    !list_has(filter->states, word))
		return false;
	return !filter->by_node || (strcmp(word, "Offline") != 0 &&
	    strcmp(word, "Unmanaged") != 0);
}

/* Add the rows of a thing that are chosen; true: there are any. */
static bool
rows_add(struct call *call, const struct status_filter *filter,
    uint32_t number, struct table *table)
{
	const struct status *status = filter->status;
	struct sim *sim = call->shell->sim;
	uint32_t node[SITE_NODES];
	uint32_t count = group_nodes(sim, status->group(sim, number), node);
	const char *name = call_name(call, status->kind, number);
	bool any = false;

	for (uint32_t i = 0; i < count; i++) {
		struct status_cells cells;

		status->cells(sim, &table->arena, number, node[i], &cells);
		if (!row_fits(filter, node[i], cells.word))
			continue;
		table_row(table, (const char *[]){ any ? "" : name,
		    call_name(call, KIND_NODE, node[i]), cells.cell[0],
		    cells.cell[1] }, COLUMNS);
		any = true;
	}
	return any;
}

void
status_print(struct call *call, const struct status_filter *filter,
    const struct chosen *chosen)
{
	struct table table = { .layout = filter->status->layout };

	for (unsigned i = 0; i < chosen->count; i++)
		rows_add(call, filter, chosen->number[i], &table);
	if (chosen->count != 0 || chosen->all)
		table_print(call, &table);
}

bool
status_fits(struct call *call, const struct status_filter *filter,
    uint32_t number)
{
	struct table table = { .layout = filter->status->layout };
	bool fits = rows_add(call, filter, number, &table);

	arena_drop(&table.arena);
	return fits;
}
