#include "backends/sim/shell/resource_property.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/cluster/property.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/world/simulation.h"
#include "core/site/site.h"

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

/* What the world itself keeps of a resource; it wins over how the resource was
 * created, which is not known of one that was there before.  NULL: it keeps
 * nothing of that. */
static const char *
value_kept(struct arena *arena, struct sim *sim,
    const struct resource_row *row, const char *name)
{
	const char *const names[] = { "Zpools", "Domain_name",
	    "Password_file", "Migration_type", "Stop_timeout" };
	const char *const values[] = { sim_name(sim, KIND_POOL, row->pool),
	    sim_name(sim, KIND_GUEST, row->guest), sim_name(sim, KIND_FILE,
	    row->password_file), row->migration_type == MIGRATION_NORMAL ?
	    "NORMAL" : "MIGRATE", arena_format(arena, "%lld",
	    (long long)(row->stop_timeout_ns / MS / 1000)) };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return values[i];
	return NULL;
}

/* An agent that was there before depends on the storage, as one that domferry
 * creates. */
static const char *
dependency_of(struct sim *sim, const struct resource_row *row,
    const char *name)
{
	if (row->type != TYPE_AGENT || row->properties != 0 ||
	    strcmp(name, "Resource_dependencies_offline_restart") != 0)
		return "";
	return sim_name(sim, KIND_RESOURCE, group_storage(sim, row->group));
}

const char *
resource_property_value(struct arena *arena, struct sim *sim,
    uint32_t resource, const struct resource_property *property)
{
	const struct resource_row *row = world_resource(sim->world, resource);
	const char *kept = value_kept(arena, sim, row, property->name);
	const char *given = kept != NULL ? kept : property_text(arena, sim,
	    row->properties, property->name);

	if (*given == '\0')
		given = dependency_of(sim, row, property->name);
	return *given != '\0' || property->value == NULL || kept != NULL ?
	    given : property->value;
}

uint32_t
resource_properties_whole(struct sim *sim, uint32_t resource)
{
	struct arena arena = { 0 };
	uint32_t type = world_resource(sim->world, resource)->type;
	uint32_t list = world_resource(sim->world, resource)->properties;

	for (const struct resource_property *row = resource_properties;
	    row->name != NULL; row++) {
		const char *value = resource_property_value(&arena, sim,
		    resource, row);

		if (property_of_type(row, type) && *value != '\0' &&
		    value != row->value)
			list = names_put(sim->names, KIND_TEXT, property_with(
			    &arena, sim, list, row->name, value));
	}
	arena_drop(&arena);
	return list;
}
