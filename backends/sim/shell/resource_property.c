#include "backends/sim/shell/resource_property.h"

#include <assert.h>
#include <stddef.h>
#include <strings.h>

#include "backends/sim/cluster/property.h"
#include "backends/sim/world/simulation.h"

enum { OF_STORAGE = 1 << TYPE_STORAGE, OF_AGENT = 1 << TYPE_AGENT,
    OF_BOTH = OF_STORAGE | OF_AGENT };

/* ldom(5), SUNW.HAStoragePlus(5), r_properties(5); cluster.md §2.3, §4.2. */
const struct resource_property resource_properties[] = {
	{ "Failover_mode", OF_BOTH, false, SET_UNKNOWN, "SOFT" },
	{ "Resource_dependencies", OF_BOTH, false, SET_UNKNOWN, NULL },
	{ "Resource_dependencies_weak", OF_BOTH, false, SET_UNKNOWN,
	    NULL },
	{ "Resource_dependencies_restart", OF_BOTH, false, SET_UNKNOWN,
	    NULL },
	{ "Resource_dependencies_offline_restart", OF_BOTH, false, 0,
	    NULL },
	{ "Retry_count", OF_AGENT, false, SET_UNKNOWN, "2" },
	{ "Retry_interval", OF_AGENT, false, SET_UNKNOWN, "370" },
	{ "Stop_timeout", OF_AGENT, false, SET_DONE, "3600" },
	{ "Thorough_probe_interval", OF_AGENT, false, SET_UNKNOWN, "60" },
	{ "Domain_name", OF_AGENT, true, SET_REFUSED, NULL },
	{ "Migration_type", OF_AGENT, true, SET_DONE, "MIGRATE" },
	{ "Password_file", OF_AGENT, true, SET_DONE, NULL },
	{ "Plugin_probe", OF_AGENT, true, SET_UNKNOWN, NULL },
	{ "Zpools", OF_STORAGE, true, SET_UNKNOWN, NULL },
	{ NULL, 0, false, SET_UNKNOWN, NULL },
};

const struct resource_property *
resource_property_find(const char *name)
{
	const struct resource_property *row = resource_properties;

	assert(name != NULL);
	while (row->name != NULL && strcasecmp(row->name, name) != 0)
		row++;
	return row->name != NULL ? row : NULL;
}

bool
property_of_type(const struct resource_property *property, uint32_t type)
{
	assert(type < TYPES);
	return (property->types >> type & 1) != 0;
}

const char *
resource_property_value(struct arena *arena, struct sim *sim,
    uint32_t resource, const struct resource_property *property)
{
	const char *given = property_text(arena, sim, world_resource(
	    sim->world, resource)->properties, property->name);

	if (*given != '\0' || property->value == NULL)
		return given;
	return property->value;
}
