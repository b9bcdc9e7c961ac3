/*
 * clrg show and clrs show.
 */
#include <string.h>
#include <strings.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/shown.h"
#include "backends/sim/world/simulation.h"

/* A property that the world does not keep, with its default; cluster.md
 * §2.3. */
static const struct {
	const char	*key, *value;
} defaults[] = {
	{ "Auto_start_on_new_cluster", "True" }, { "Desired_primaries", "1" },
	{ "Maximum_primaries", "1" }, { "RG_dependencies", "<NULL>" },
	{ "Implicit_network_dependencies", "True" },
	{ "Pingpong_interval", "3600" }, { "RG_system", "False" },
};

/* The value of a TEXT "key=value", or "". */
static const char *
value_of(struct call *call, uint32_t text)
{
	const char *equals = strchr(sim_name(call->shell->sim, KIND_TEXT,
	    text), '=');

	return equals != NULL ? equals + 1 : "";
}

static void
nodelist_show(struct call *call, uint32_t group)
{
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(call->shell->sim, group, nodes);
	struct buffer list = { NULL, 0, 0 };

	for (uint32_t i = 0; i < count; i++)
		buffer_print(&list, "%s%s", i == 0 ? "" : " ", call_name(call,
		    KIND_NODE, nodes[i]));
	shown_line(call, 1, "Nodelist", buffer_text(&list));
	buffer_drop(&list);
}

static void
affinities_show(struct call *call, const struct group_row *row)
{
	struct buffer list = { NULL, 0, 0 };

	for (const char *at = value_of(call, row->affinities); *at != '\0';
	    at++)
		buffer_print(&list, "%c", *at == ',' ? ' ' : *at);
	shown_line(call, 1, "RG_affinities", shown_value(buffer_text(&list)));
	buffer_drop(&list);
}

/* Only a group that has some: releases before 3.3 know none. */
static void
loads_show(struct call *call, const struct group_row *row)
{
	if (row->loads != 0)
		shown_line(call, 1, "Load_factors", shown_value(value_of(call,
		    row->loads)));
}

static void
group_show(struct call *call, uint32_t group, bool all)
{
	struct sim *sim = call->shell->sim;
	const struct group_row *row = world_group(sim->world, group);
	bool failback = strcasecmp(value_of(call, row->failback), "TRUE") == 0;
	struct chosen chosen;

	shown_line(call, 0, "Resource Group", call_name(call, KIND_GROUP,
	    group));
	shown_line(call, 1, "RG_description", shown_value(value_of(call,
	    row->description)));
	shown_line(call, 1, "RG_mode", "Failover");
	shown_line(call, 1, "RG_state", row->managed != 0 ? "Managed" :
	    "Unmanaged");
	for (size_t i = 0; all && i < sizeof(defaults) / sizeof(defaults[0]);
	    i++)
		shown_line(call, 1, defaults[i].key, defaults[i].value);
	if (all) {
		affinities_show(call, row);
		loads_show(call, row);
		shown_line(call, 1, "Suspend_automatic_recovery",
		    row->suspended != 0 ? "True" : "False");
	}
	shown_line(call, 1, "Failback", failback ? "True" : "False");
	nodelist_show(call, group);
	chosen_of_group(call, group, &chosen);
	buffer_print(&call->out, chosen.count != 0 ?
	    "\n  --- Resources for Group %s ---\n\n" : "\n", call_name(call,
	    KIND_GROUP, group));
	for (unsigned i = 0; i < chosen.count; i++)
		shown_resource(call, 1, chosen.number[i], all ? "" : NULL);
	chosen_drop(&chosen);
}

void
clrg_show(struct call *call, const struct given *given)
{
	struct chosen chosen;

	if (given_has(given, 'p') || given_has(given, 's') ||
	    given_has(given, 'n')) {
		call_not_simulated(call);
		return;
	}
	chosen_groups(call, given, &chosen);
	if (chosen.count != 0 || chosen.all)
		shown_title(call, "Resource Groups and Resources");
	for (unsigned i = 0; i < chosen.count; i++)
		group_show(call, chosen.number[i], given_has(given, 'v'));
	chosen_drop(&chosen);
}

void
clrs_show(struct call *call, const struct given *given)
{
	struct chosen chosen;

	chosen_resources(call, given, &chosen);
	if (chosen.count != 0 || chosen.all)
		shown_title(call, "Resources");
	for (unsigned i = 0; i < chosen.count; i++)
		shown_resource(call, 0, chosen.number[i],
		    given_has(given, 'p') ? given->option['p'] :
		    given_has(given, 'v') ? "" : NULL);
	chosen_drop(&chosen);
}
