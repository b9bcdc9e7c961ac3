/*
 * Resource types and groups of the cluster.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/told/showing.h"
#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"

static const char of_group[] = "clrg show -v",
    of_status[] = "cluster status -t node,rg,rs";

static struct group_row *
group_of(struct telling *telling)
{
	return world_group(telling->sim->world, telling->name);
}

static bool
tell_type(struct telling *telling)
{
	return told_once(telling) && told_known(telling, KIND_TYPE,
	    telling->at->name, &telling->name);
}

static bool
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
	assert(group != 0);
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++)
		if (declared_guest(sim, g)->group == group)
			return g;
	return 0;
}

static bool
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

static bool
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

static bool
group_set_managed(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	group_of(telling)->managed = yes;
	return true;
}

static bool
group_set_suspended(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	group_of(telling)->suspended = yes;
	return true;
}

static bool
group_set_online(struct telling *telling, const char *value)
{
	return told_nodes(telling, value, &group_of(telling)->online);
}

static bool
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

static bool
group_set_failback(struct telling *telling, const char *value)
{
	uint32_t text = property(telling, "Failback", value);

	group_of(telling)->failback = text;
	return true;
}

static bool
group_set_description(struct telling *telling, const char *value)
{
	uint32_t text = property(telling, "RG_description", value);

	group_of(telling)->description = text;
	return true;
}

static bool
group_set_affinities(struct telling *telling, const char *value)
{
	affinity_put(telling->sim, telling->name, property(telling,
	    "RG_affinities", value));
	return true;
}

static bool
group_set_loads(struct telling *telling, const char *value)
{
	load_put(telling->sim, telling->name, property(telling,
	    "Load_factors", value));
	return true;
}

static bool
show_online(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	show_nodes(sim, value, group_online(sim, names_find(sim->names,
	    KIND_GROUP, line->name)), out);
	return true;
}

static const struct told_row type_rows[] = {
	{ { "type", "registered", TOLD_VALUE, "clrt list", NULL },
	    .set = type_set_registered },
};

const struct told_kind told_type = { .line = "type", .phase[TOLD_FIRST] = {
    tell_type, NULL }, .rows = type_rows, .count = sizeof(type_rows) /
    sizeof(type_rows[0]) };

static const struct told_row group_rows[] = {
	{ { "group", "nodes", TOLD_VALUE, of_group, NULL },
	    .set = group_set_nodes },
	{ { "group", "managed", TOLD_VALUE, of_group, NULL },
	    .set = group_set_managed, .otherwise = "yes" },
	{ { "group", "suspended", TOLD_VALUE, of_group, NULL },
	    .set = group_set_suspended, .otherwise = "no" },
	{ { "group", "online", TOLD_VALUE, of_status, NULL },
	    .set = group_set_online, .show = show_online },
	{ { "group", "stop-failed", TOLD_VALUE, of_status, NULL },
	    .set = group_set_stop_failed },
	{ { "group", "Failback", TOLD_VALUE, of_group, NULL },
	    .set = group_set_failback },
	{ { "group", "RG_description", TOLD_VALUE, of_group, NULL },
	    .set = group_set_description },
	{ { "group", "RG_affinities", TOLD_VALUE, of_group, NULL },
	    .set = group_set_affinities },
	{ { "group", "Load_factors", TOLD_VALUE, of_group, NULL },
	    .set = group_set_loads },
};

const struct told_kind told_group = { .line = "group", .phase[TOLD_FIRST] = {
    tell_group, NULL }, .rows = group_rows, .count = sizeof(group_rows) /
    sizeof(group_rows[0]) };
