/*
 * Resource types, groups and resources of the cluster.
 */
#include <string.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/property.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/told/setters.h"

static struct group_row *
group_of(struct telling *telling)
{
	return world_group(telling->sim->world, telling->name);
}

bool
tell_type(struct telling *telling)
{
	return told_known(telling, KIND_TYPE, telling->at->name,
	    &telling->name);
}

bool
type_set_registered(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	if (yes)
		telling->sim->world->types |= (uint32_t)bit(telling->name);
	return true;
}

/* Whose group it is follows from the site, until an agent says it. */
static uint32_t
guest_of(const struct sim *sim, uint32_t group)
{
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++)
		if (declared_guest(sim, g)->group == group)
			return g;
	return 0;
}

bool
tell_group(struct telling *telling)
{
	telling->name = told_name(telling, KIND_GROUP, telling->at->name);
	if (group_of(telling)->exists != 0)
		return told_wrong(telling, "a second line about group %.80s",
		    telling->at->name);
	group_create(telling->sim, telling->name, 0);
	group_of(telling)->guest = guest_of(telling->sim, telling->name);
	return true;
}

bool
group_set_nodes(struct telling *telling, const char *value)
{
	uint64_t nodes;
	uint32_t text;

	if (!told_nodes(telling, value, &nodes))
		return false;
	text = told_name(telling, KIND_TEXT, value);
	group_of(telling)->nodes = text;
	return true;
}

bool
group_set_managed(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	group_of(telling)->managed = yes;
	return true;
}

bool
group_set_suspended(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	group_of(telling)->suspended = yes;
	return true;
}

bool
group_set_online(struct telling *telling, const char *value)
{
	return told_nodes(telling, value, &group_of(telling)->online);
}

bool
group_set_stop_failed(struct telling *telling, const char *value)
{
	return told_nodes(telling, value, &group_of(telling)->stop_failed);
}

/* The number of the text "KEY=value"; a new one moves all rows. */
static uint32_t
property(struct telling *telling, const char *key, const char *value)
{
	return told_name(telling, KIND_TEXT, arena_format(&telling->arena,
	    "%s=%s", key, value));
}

bool
group_set_failback(struct telling *telling, const char *value)
{
	uint32_t text = property(telling, "Failback", value);

	group_of(telling)->failback = text;
	return true;
}

bool
group_set_description(struct telling *telling, const char *value)
{
	uint32_t text = property(telling, "RG_description", value);

	group_of(telling)->description = text;
	return true;
}

bool
group_set_affinities(struct telling *telling, const char *value)
{
	affinity_put(telling->sim, telling->name, property(telling,
	    "RG_affinities", value));
	return true;
}

bool
group_set_loads(struct telling *telling, const char *value)
{
	load_put(telling->sim, telling->name, property(telling,
	    "Load_factors", value));
	return true;
}

bool
tell_resource(struct telling *telling)
{
	telling->with = (struct resource_row){ .enabled = 1, .monitored = 1 };
	telling->name = told_name(telling, KIND_RESOURCE, telling->at->name);
	return world_resource(telling->sim->world, telling->name)->exists ==
	    0 || told_wrong(telling, "a second line about resource %.80s",
	    telling->at->name);
}

bool
resource_set_group(struct telling *telling, const char *value)
{
	telling->with.group = told_name(telling, KIND_GROUP, value);
	return true;
}

bool
resource_set_type(struct telling *telling, const char *value)
{
	return told_known(telling, KIND_TYPE, value, &telling->with.type);
}

bool
resource_set_enabled(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	telling->with.enabled = yes;
	return true;
}

bool
resource_set_monitored(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	telling->with.monitored = yes;
	return true;
}

bool
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

bool
resource_set_pool(struct telling *telling, const char *value)
{
	telling->with.pool = told_name(telling, KIND_POOL, value);
	return true;
}

bool
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

bool
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
