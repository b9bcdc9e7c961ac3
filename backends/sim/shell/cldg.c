/*
 * cldevicegroup: the site declares no device groups, so there are only those
 * that the cluster makes for each DID.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/shown.h"
#include "backends/sim/world/simulation.h"

static const char prefix[] = "dsk/";

static const struct layout list_layout = {
	.header = { "Device group", "Type", "Node list", NULL },
	.width = { TABLE_LIST, TABLE_LIST },
};

/* The groups that a line names, as sets of devices would not keep their
 * order. */
static bool
is_named(const struct given *given, const char *device)
{
	unsigned i = 0;

	while (i < given->count && strcmp(given->operand[i], "+") != 0 &&
	    (strncmp(given->operand[i], prefix, sizeof(prefix) - 1) != 0 ||
	    strcmp(given->operand[i] + sizeof(prefix) - 1, device) != 0))
		i++;
	return i < given->count || given->count == 0;
}

/* A name that is none is refused, and the others are printed. */
static void
names_check(struct call *call, const struct given *given)
{
	const struct site *site = call->shell->site;

	for (unsigned i = 0; i < given->count; i++) {
		const struct given one = { .operand = { given->operand[i] },
		    .count = 1 };
		uint32_t d = 1;

		while (d <= site->device_count && !is_named(&one,
		    call_name(call, KIND_DEVICE, d)))
			d++;
		if (d > site->device_count &&
		    strcmp(given->operand[i], "+") != 0)
			cluster_fail(call, CL_ENOENT, "there is no device "
			    "group %s", given->operand[i]);
	}
}

/* Call each for the groups that the line names, and those nodes that see the
 * device of one. */
static void
groups_each(struct call *call, const struct given *given, struct table *table,
    void (*each)(struct call *, struct table *, uint32_t device,
    const char *nodes))
{
	const struct site *site = call->shell->site;
	uint64_t wanted;

	if (!chosen_nodes(call, given, &wanted) ||
	    !list_has(given->option['t'], "rawdisk"))
		return;
	names_check(call, given);
	for (uint32_t d = 1; d <= site->device_count; d++) {
		const char *list = "";

		for (uint32_t n = 1; n <= site->node_count; n++)
			if ((site->devices[d].nodes & bit(n)) != 0)
				list = arena_format(&table->arena, "%s%s%s",
				    list, *list == '\0' ? "" : ", ",
				    call_name(call, KIND_NODE, n));
		if ((site->devices[d].nodes & wanted) != 0 &&
		    is_named(given, call_name(call, KIND_DEVICE, d)))
			each(call, table, d, list);
	}
}

static void
list_row(struct call *call, struct table *table, uint32_t device,
    const char *nodes)
{
	table_row(table, (const char *[]){ arena_format(&table->arena, "%s%s",
	    prefix, call_name(call, KIND_DEVICE, device)), "Disk", nodes }, 3);
}

void
cldg_list(struct call *call, const struct given *given)
{
	struct table table = { .layout = &list_layout };

	groups_each(call, given, &table, list_row);
	if (given_has(given, 'v') && table.first != NULL) {
		table_print(call, &table);
		return;
	}
	for (const struct table_line *line = table.first; line != NULL;
	    line = line->next)
		buffer_print(&call->out, "%s\n", line->cell[0]);
	arena_drop(&table.arena);
}

static void
group_show(struct call *call, struct table *table, uint32_t device,
    const char *nodes)
{
	static const struct {
		const char	*key, *value;
	} fixed[] = {
		{ "preferenced", "false" }, { "localonly", "false" },
		{ "autogen", "true" }, { "numsecondaries", "1" },
	};
	const char *name = call_name(call, KIND_DEVICE, device);

	shown_line(call, 0, "Device Group Name", arena_format(&table->arena,
	    "%s%s", prefix, name));
	shown_line(call, 1, "Type", "Disk");
	shown_line(call, 1, "failback", "false");
	shown_line(call, 1, "Node List", nodes);
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		shown_line(call, 1, fixed[i].key, fixed[i].value);
	shown_line(call, 1, "device names", arena_format(&table->arena,
	    "/dev/did/rdsk/%ss2", name));
	buffer_print(&call->out, "\n");
}

void
cldg_show(struct call *call, const struct given *given)
{
	struct table table = { .layout = NULL };

	if (given_has(given, 'v')) {
		call_not_simulated(call);
		return;
	}
	shown_title(call, "Device Groups");
	groups_each(call, given, &table, group_show);
	arena_drop(&table.arena);
}
