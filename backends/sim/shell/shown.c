#include "backends/sim/shell/shown.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/resource_property.h"
#include "backends/sim/world/simulation.h"

const char *
shown_value(const char *value)
{
	return *value != '\0' ? value : "<NULL>";
}

void
shown_title(struct call *call, const char *title)
{
	char text[80];

	snprintf(text, sizeof(text), "=== %s ===", title);
	buffer_print(&call->out, "\n%-*s\n\n", SHOWN_TITLE, text);
}

void
shown_line(struct call *call, unsigned step, const char *key,
    const char *value)
{
	unsigned indent = 2 * step, width = SHOWN_VALUE + (step != 0);

	assert(step <= 3);
	buffer_print(&call->out, "%*s%s:%*s%s\n", (int)indent, "", key,
	    (int)(width - 1 > strlen(key) ? width - 1 - strlen(key) : 1), "",
	    value);
}

/* A switch that the world keeps for the resource as a whole. */
static void
switches_show(struct call *call, unsigned step, uint32_t group,
    const char *name, bool on)
{
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(call->shell->sim, group, nodes);
	char key[128];

	for (uint32_t i = 0; i < count; i++) {
		snprintf(key, sizeof(key), "%s{%s}", name, call_name(call,
		    KIND_NODE, nodes[i]));
		shown_line(call, step, key, on ? "True" : "False");
	}
}

static void
properties_show(struct call *call, unsigned step, uint32_t resource,
    const char *properties)
{
	struct sim *sim = call->shell->sim;
	struct arena arena = { 0 };

	buffer_print(&call->out, "\n%*s--- Standard and extension properties "
	    "---\n\n", (int)(2 * step), "");
	for (const struct resource_property *row = resource_properties;
	    row->name != NULL; row++) {
		if (!property_of_type(row, world_resource(sim->world,
		    resource)->type) || (*properties != '\0' &&
		    !list_has(properties, row->name)))
			continue;
		shown_line(call, step, row->name, shown_value(
		    resource_property_value(&arena, sim, resource, row)));
	}
	arena_drop(&arena);
}

void
shown_resource(struct call *call, unsigned step, uint32_t resource,
    const char *properties)
{
	struct sim *sim = call->shell->sim;
	const struct resource_row *row = world_resource(sim->world, resource);
	struct arena arena = { 0 };
	const char *type = type_word(&arena, sim, row->type);

	shown_line(call, step, "Resource", call_name(call, KIND_RESOURCE,
	    resource));
	if (properties == NULL || *properties == '\0') {
		shown_line(call, step + 1, "Type", type);
		shown_line(call, step + 1, "Type_version",
		    strchr(type, ':') + 1);
		shown_line(call, step + 1, "Group", call_name(call,
		    KIND_GROUP, row->group));
		shown_line(call, step + 1, "R_description", "");
		shown_line(call, step + 1, "Resource_project_name",
		    "default");
		switches_show(call, step + 1, row->group, "Enabled",
		    row->enabled != 0);
		switches_show(call, step + 1, row->group, "Monitored",
		    row->monitored != 0);
	}
	if (properties != NULL)
		properties_show(call, step + 1, resource, properties);
	buffer_print(&call->out, "\n");
	arena_drop(&arena);
}
