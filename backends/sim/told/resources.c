/*
 * Resources of the cluster: the storage and the agent of a group.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/property.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

static const char of_resource[] = "clrg show -v";

static bool
tell_resource(struct telling *telling)
{
	telling->with = (struct resource_row){ .enabled = 1, .monitored = 1 };
	telling->name = told_name(telling, KIND_RESOURCE, telling->at->name);
	return world_resource(telling->sim->world, telling->name)->exists ==
	    0 || told_wrong(telling, "a second line about resource %.80s",
	    telling->at->name);
}

static bool
resource_set_group(struct telling *telling, const char *value)
{
	telling->with.group = told_name(telling, KIND_GROUP, value);
	return true;
}

static bool
resource_set_type(struct telling *telling, const char *value)
{
	return told_known(telling, KIND_TYPE, value, &telling->with.type);
}

static bool
resource_set_enabled(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	telling->with.enabled = yes;
	return true;
}

static bool
resource_set_monitored(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	telling->with.monitored = yes;
	return true;
}

static bool
resource_set_failed(struct telling *telling, const char *value)
{
	static const enum state states[] = { 0, STATE_STOP_FAILED,
	    STATE_START_FAILED };
	const char *const words[] = { "no", state_name(STATE_STOP_FAILED),
	    state_name(STATE_START_FAILED) };
	uint32_t which;

	if (!told_choice(telling, value, words, 3, &which))
		return false;
	telling->with.failed = (uint8_t)states[which];
	return true;
}

static bool
resource_set_pool(struct telling *telling, const char *value)
{
	telling->with.pool = told_name(telling, KIND_POOL, value);
	return true;
}

static bool
resource_set_guest(struct telling *telling, const char *value)
{
	telling->with.guest = told_name(telling, KIND_GUEST, value);
	return true;
}

/* What the site says about a resource of that name, and what its type has where
 * nobody says anything. */
static bool
fill(struct telling *telling, struct resource_row *with)
{
	struct sim *sim = telling->sim;
	struct resource_row usual = *with;

	assert(telling->name != 0);
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++) {
		const struct site_guest *guest = declared_guest(sim, g);
		const struct site_agent *agent = &guest->agent;

		if (with->type == TYPE_STORAGE && with->pool == 0 &&
		    guest->storage == telling->name)
			with->pool = guest->pool;
		if (with->type != TYPE_AGENT || !agent->present ||
		    agent->resource != telling->name)
			continue;
		if (with->guest == 0)
			with->guest = g;
		with->password_file = agent->password_file;
		with->migration_type = agent->migration_type;
		with->stop_timeout_ns = agent->stop_timeout_ms * MS;
		return true;
	}
	if (with->type == TYPE_AGENT && !properties_read(sim, 0, &usual,
	    telling->err))
		return false;
	with->migration_type = usual.migration_type;
	with->stop_timeout_ns = usual.stop_timeout_ns;
	return true;
}

/* A group has one resource of each type, and a guest one agent. */
static bool
resource_fits(struct telling *telling, const struct resource_row *with)
{
	struct sim *sim = telling->sim;
	const char *group = sim_name(sim, KIND_GROUP, with->group);

	if (with->group == 0 || world_group(sim->world,
	    with->group)->exists == 0)
		return told_wrong(telling, "there is no group \"%.80s\" in "
		    "this text", group);
	if (with->type == TYPE_NONE || (with->type == TYPE_AGENT &&
	    with->guest == 0))
		return told_wrong(telling, "neither the line nor the site "
		    "says %s", with->type == TYPE_NONE ? "of which type it "
		    "is: type=SUNW.ldom" : "whose agent it is: guest=NAME");
	if (with->type == TYPE_STORAGE ? group_storage(sim, with->group) !=
	    0 : group_agent(sim, with->group) != 0 || world_guest(sim->world,
	    with->guest)->agent != 0)
		return told_wrong(telling, "group %.60s, or its guest, has "
		    "such a resource already", group);
	return true;
}

/* The cluster's copy of the definition is told, too, or made from one that is
 * where the group is. */
static uint32_t
copied_from(struct sim *sim, const struct resource_row *with)
{
	uint64_t online = world_group(sim->world, with->group)->online;
	uint32_t found = 0;

	if (world_domain_of(sim->world, with->guest, 0) != 0)
		return 0;
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (world_domain_of(sim->world, with->guest, n) != 0 &&
		    (found == 0 || (online & bit(n)) != 0))
			found = n;
	return found;
}

static bool
tell_resource_end(struct telling *telling)
{
	struct sim *sim = telling->sim;
	const struct resource_row *with = &telling->with;
	struct resource_row *row;

	if (!fill(telling, &telling->with) || !resource_fits(telling, with))
		return false;
	resource_add(sim, telling->name, with->type == TYPE_AGENT ?
	    copied_from(sim, with) : 0, with);
	row = world_resource(sim->world, telling->name);
	row->monitored = with->monitored;
	if (with->pool != 0 && world_pool(sim->world, with->pool)->copy ==
	    COPY_NONE && world_pool(sim->world, with->pool)->exists != 0)
		world_pool(sim->world, with->pool)->copy = COPY_OWN;
	return true;
}

static bool
show_failed(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	const struct resource_row *row = world_resource(sim->world, names_find(
	    sim->names, KIND_RESOURCE, line->name));
	const struct group_row *group = world_group(sim->world, row->group);
	bool shown = row->failed == STATE_STOP_FAILED ?
	    group->stop_failed != 0 : row->enabled != 0 && group->work == 0 &&
	    (group_online(sim, row->group) & ~group->stop_failed) != 0;

	buffer_print(out, "%s", shown ? value : "no");
	return true;
}

static const struct told_row resource_rows[] = {
	{ { "resource", "group", TOLD_VALUE, of_resource, NULL },
	    .set = resource_set_group },
	{ { "resource", "type", TOLD_VALUE, of_resource, NULL },
	    .set = resource_set_type },
	{ { "resource", "enabled", TOLD_VALUE, of_resource, NULL },
	    .set = resource_set_enabled, .otherwise = "yes" },
	{ { "resource", "monitored", TOLD_VALUE, of_resource, NULL },
	    .set = resource_set_monitored, .otherwise = "yes" },
	{ { "resource", "failed", TOLD_VALUE, "cluster status -t node,rg,rs",
	    "where its group is stuck, or online" },
	    .set = resource_set_failed, .otherwise = "no",
	    .show = show_failed },
	{ { "resource", "pool", TOLD_VALUE, of_resource, "Zpools; other "
	    "properties are as in the site file" }, .set = resource_set_pool },
	{ { "resource", "guest", TOLD_VALUE, of_resource, "Domain_name; other "
	    "properties are as in the site file" }, .set = resource_set_guest },
};

const struct told_kind told_resource = { .line = "resource", .phase[TOLD_FIRST]
    = { tell_resource, tell_resource_end }, .rows = resource_rows, .count =
    sizeof(resource_rows) / sizeof(resource_rows[0]) };
