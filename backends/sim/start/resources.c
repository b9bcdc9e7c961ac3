/*
 * Resources of the cluster: the storage and the agent of a group.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/property.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

static const char of_resource[] = "clrg show -v";

static bool
resource_begin(struct starting *start)
{
	start->with = (struct resource_row){ .enabled = 1, .monitored = 1 };
	start->name = start_name(start, KIND_RESOURCE, start->at->name);
	return world_resource(start->sim->world, start->name)->exists ==
	    0 || start_wrong(start, "a second line about resource %.80s",
	    start->at->name);
}

static bool
resource_set_group(struct starting *start, const char *value)
{
	start->with.group = start_name(start, KIND_GROUP, value);
	return true;
}

static bool
resource_set_type(struct starting *start, const char *value)
{
	return start_known(start, KIND_TYPE, value, &start->with.type);
}

static bool
resource_set_enabled(struct starting *start, const char *value)
{
	bool yes;

	if (!start_yes(start, value, &yes))
		return false;
	start->with.enabled = yes;
	return true;
}

static bool
resource_set_monitored(struct starting *start, const char *value)
{
	bool yes;

	if (!start_yes(start, value, &yes))
		return false;
	start->with.monitored = yes;
	return true;
}

static bool
resource_set_failed(struct starting *start, const char *value)
{
	static const enum state states[] = { 0, STATE_STOP_FAILED,
	    STATE_START_FAILED };
	const char *const words[] = { "no", state_name(STATE_STOP_FAILED),
	    state_name(STATE_START_FAILED) };
	uint32_t which;

	if (!start_choice(start, value, words, 3, &which))
		return false;
	start->with.failed = (uint8_t)states[which];
	return true;
}

static bool
resource_set_pool(struct starting *start, const char *value)
{
	start->with.pool = start_name(start, KIND_POOL, value);
	return true;
}

static bool
resource_set_guest(struct starting *start, const char *value)
{
	start->with.guest = start_name(start, KIND_GUEST, value);
	return true;
}

/* What the site says about a resource of that name, and what its type has where
 * nobody says anything. */
static bool
fill(struct starting *start, struct resource_row *with)
{
	struct sim *sim = start->sim;
	struct resource_row usual = *with;

	assert(start->name != 0);
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++) {
		const struct site_guest *guest = declared_guest(sim, g);
		const struct site_agent *agent = &guest->agent;

		if (with->type == TYPE_STORAGE && with->pool == 0 &&
		    guest->storage == start->name)
			with->pool = guest->pool;
		if (with->type != TYPE_AGENT || !agent->present ||
		    agent->resource != start->name)
			continue;
		if (with->guest == 0)
			with->guest = g;
		with->password_file = agent->password_file;
		with->migration_type = agent->migration_type;
		with->stop_timeout_ns = agent->stop_timeout_ms * MS;
		return true;
	}
	if (with->type == TYPE_AGENT && !properties_read(sim, 0, &usual,
	    start->err))
		return false;
	with->migration_type = usual.migration_type;
	with->stop_timeout_ns = usual.stop_timeout_ns;
	return true;
}

/* A group has one resource of each type, and a guest one agent. */
static bool
resource_fits(struct starting *start, const struct resource_row *with)
{
	struct sim *sim = start->sim;
	const char *group = sim_name(sim, KIND_GROUP, with->group);

	if (with->group == 0 || world_group(sim->world,
	    with->group)->exists == 0)
		return start_wrong(start, "there is no group \"%.80s\" in "
		    "this text", group);
	if (with->type == TYPE_NONE || (with->type == TYPE_AGENT &&
	    with->guest == 0))
		return start_wrong(start, "neither the line nor the site "
		    "says %s", with->type == TYPE_NONE ? "of which type it "
		    "is: type=SUNW.ldom" : "whose agent it is: guest=NAME");
	if (with->type == TYPE_STORAGE ? group_storage(sim, with->group) !=
	    0 : group_agent(sim, with->group) != 0 || world_guest(sim->world,
	    with->guest)->agent != 0)
		return start_wrong(start, "group %.60s, or its guest, has "
		    "such a resource already", group);
	return true;
}

/* The cluster's copy of the definition is in the text, or made from one that is
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
resource_end(struct starting *start)
{
	struct sim *sim = start->sim;
	const struct resource_row *with = &start->with;
	struct resource_row *row;

	if (!fill(start, &start->with) || !resource_fits(start, with))
		return false;
	resource_add(sim, start->name, with->type == TYPE_AGENT ?
	    copied_from(sim, with) : 0, with);
	row = world_resource(sim->world, start->name);
	row->monitored = with->monitored;
	if (with->pool != 0 && world_pool(sim->world, with->pool)->copy ==
	    COPY_NONE && world_pool(sim->world, with->pool)->exists != 0)
		world_pool(sim->world, with->pool)->copy = COPY_OWN;
	return true;
}

static bool
show_failed(struct sim *sim, const struct start_line *line, const char *value,
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

static const struct start_row resource_rows[] = {
	{ { "resource", "group", START_VALUE, of_resource, NULL },
	    .set = resource_set_group },
	{ { "resource", "type", START_VALUE, of_resource, NULL },
	    .set = resource_set_type },
	{ { "resource", "enabled", START_VALUE, of_resource, NULL },
	    .set = resource_set_enabled, .otherwise = "yes" },
	{ { "resource", "monitored", START_VALUE, of_resource, NULL },
	    .set = resource_set_monitored, .otherwise = "yes" },
	{ { "resource", "failed", START_VALUE, "cluster status -t node,rg,rs",
	    "where its group is stuck, or online" },
	    .set = resource_set_failed, .otherwise = "no",
	    .show = show_failed },
	{ { "resource", "pool", START_VALUE, of_resource, "Zpools; other "
	    "properties are as in the site file" }, .set = resource_set_pool },
	{ { "resource", "guest", START_VALUE, of_resource, "Domain_name; other "
	    "properties are as in the site file" }, .set = resource_set_guest },
};

const struct start_kind start_resource = {
	.line = "resource", .phase[START_FIRST] =
	    { resource_begin, resource_end }, .rows = resource_rows, .count =
	    sizeof(resource_rows) / sizeof(resource_rows[0])
};
