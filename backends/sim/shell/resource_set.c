/*
 * A property of a resource gets another value: clrs set.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/cluster/property.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/resource_property.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"

enum { PROPERTY_BYTES = 64 };

/* The type does not take the value. */
static void
not_valid(struct call *call, uint32_t resource)
{
	const char *name = call_name(call, KIND_RESOURCE, resource);
	const char *group = call_name(call, KIND_GROUP, world_resource(
	    call->shell->sim->world, resource)->group);

	cluster_fail(call, CL_EMETHOD, "(C189917) VALIDATE on resource %s, "
	    "resource group %s, exited with non-zero exit status.", name,
	    group);
	cluster_fail(call, CL_EMETHOD, "(C720144) Validation of resource %s "
	    "in resource group %s on node %s failed.", name, group,
	    call_name(call, KIND_NODE, call_node(call)));
}

/* The row of the property in "NAME=VALUE"; NULL: refused, or not
 * simulated. */
static const struct resource_property *
property_of(struct call *call, uint32_t resource, const char *text)
{
	size_t n = strcspn(text, "=");
	const struct resource_property *row;
	char name[PROPERTY_BYTES];

	snprintf(name, sizeof(name), "%.*s", (int)n, text);
	row = text[n] == '\0' || n >= sizeof(name) ? NULL :
	    resource_property_find(name);
	if (row != NULL && property_of_type(row, world_resource(
	    call->shell->sim->world, resource)->type) &&
	    row->set == SET_DONE)
		return row;
	if (row != NULL && row->set == SET_REFUSED)
		cluster_fail(call, CL_EPROP, "property %s can only be set "
		    "when the resource is created", row->name);
	else
		call_not_simulated(call);
	return NULL;
}

/* Its file, if it names one, must be there. */
static bool
file_known(const struct resource_row *row, const char *properties_file)
{
	return *properties_file == '\0' || row->password_file != 0;
}

void
resource_set(struct call *call, uint32_t resource, const char *text)
{
	struct sim *sim = call->shell->sim;
	const struct resource_property *property = property_of(call, resource,
	    text);
	struct resource_row row = *world_resource(sim->world, resource);
	struct arena arena = { 0 };
	uint32_t properties;
	struct err err;

	assert(row.exists != 0);
	if (property == NULL)
		return;
	properties = resource_properties_whole(sim, resource);
	properties = names_put(sim_names(sim), KIND_TEXT, property_with(
	    &arena, sim, properties, property->name, strchr(text, '=') + 1));
	growth_names(sim);
	if (!properties_read(sim, properties, &row, &err) || !file_known(&row,
	    property_text(&arena, sim, properties, "Password_file")))
		not_valid(call, resource);
	else {
		row.enabled = world_resource(sim->world, resource)->enabled;
		*world_resource(sim->world, resource) = row;
		sim_touch(sim, KIND_GROUP, row.group);
		sim_settle(sim);
	}
	arena_drop(&arena);
}
