/*
 * Resource types and groups of the cluster.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/start/showing.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"

static const char of_group[] = "clrg show -v",
    of_status[] = "cluster status -t node,rg,rs";

static struct group_row *
group_of(struct starting *start)
{
	return world_group(start->sim->world, start->name);
}

static bool
type_begin(struct starting *start)
{
	return start_once(start) && start_known(start, KIND_TYPE,
	    start->at->name, &start->name);
}

static bool
type_set_registered(struct starting *start, const char *value)
{
	bool yes;

	if (!start_yes(start, value, &yes))
		return false;
	if (yes)
		start->sim->world->types |= (uint32_t)bit(start->name);
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
group_begin(struct starting *start)
{
	start->name = start_name(start, KIND_GROUP, start->at->name);
	if (group_of(start)->exists != 0)
		return start_wrong(start, "a second line about group %.80s",
		    start->at->name);
	group_create(start->sim, start->name, 0);
	group_of(start)->guest = guest_of(start->sim, start->name);
	return true;
}

static bool
group_set_nodes(struct starting *start, const char *value)
{
	uint64_t nodes;
	uint32_t text;

	if (!start_nodes(start, value, &nodes))
		return false;
	text = start_name(start, KIND_TEXT, value);
	group_of(start)->nodes = text;
	return true;
}

static bool
group_set_managed(struct starting *start, const char *value)
{
	bool yes;

	if (!start_yes(start, value, &yes))
		return false;
	group_of(start)->managed = yes;
	return true;
}

static bool
group_set_suspended(struct starting *start, const char *value)
{
	bool yes;

	if (!start_yes(start, value, &yes))
		return false;
	group_of(start)->suspended = yes;
	return true;
}

static bool
group_set_online(struct starting *start, const char *value)
{
	return start_nodes(start, value, &group_of(start)->online);
}

static bool
group_set_stop_failed(struct starting *start, const char *value)
{
	return start_nodes(start, value, &group_of(start)->stop_failed);
}

/* The number of the text "KEY=value"; a new one moves all rows. */
static uint32_t
property(struct starting *start, const char *key, const char *value)
{
	return start_name(start, KIND_TEXT, arena_format(&start->arena,
	    "%s=%s", key, value));
}

static bool
group_set_failback(struct starting *start, const char *value)
{
	uint32_t text = property(start, "Failback", value);

	group_of(start)->failback = text;
	return true;
}

static bool
group_set_description(struct starting *start, const char *value)
{
	uint32_t text = property(start, "RG_description", value);

	group_of(start)->description = text;
	return true;
}

static bool
group_set_affinities(struct starting *start, const char *value)
{
	affinity_put(start->sim, start->name, property(start,
	    "RG_affinities", value));
	return true;
}

static bool
group_set_loads(struct starting *start, const char *value)
{
	load_put(start->sim, start->name, property(start,
	    "Load_factors", value));
	return true;
}

static bool
show_online(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	show_nodes(sim, value, group_online(sim, names_find(sim->names,
	    KIND_GROUP, line->name)), out);
	return true;
}

static const struct start_row type_rows[] = {
	{ { "type", "registered", START_VALUE, "clrt list", NULL },
	    .set = type_set_registered },
};

const struct start_kind start_type = {
	.line = "type", .phase[START_FIRST] = { type_begin, NULL }, .rows =
	    type_rows, .count = sizeof(type_rows) / sizeof(type_rows[0])
};

static const struct start_row group_rows[] = {
	{ { "group", "nodes", START_VALUE, of_group, NULL },
	    .set = group_set_nodes },
	{ { "group", "managed", START_VALUE, of_group, NULL },
	    .set = group_set_managed, .otherwise = "yes" },
	{ { "group", "suspended", START_VALUE, of_group, NULL },
	    .set = group_set_suspended, .otherwise = "no" },
	{ { "group", "online", START_VALUE, of_status, NULL },
	    .set = group_set_online, .show = show_online },
	{ { "group", "stop-failed", START_VALUE, of_status, NULL },
	    .set = group_set_stop_failed },
	{ { "group", "Failback", START_VALUE, of_group, NULL },
	    .set = group_set_failback },
	{ { "group", "RG_description", START_VALUE, of_group, NULL },
	    .set = group_set_description },
	{ { "group", "RG_affinities", START_VALUE, of_group, NULL },
	    .set = group_set_affinities },
	{ { "group", "Load_factors", START_VALUE, of_group, NULL },
	    .set = group_set_loads },
};

const struct start_kind start_group = {
	.line = "group", .phase[START_FIRST] = { group_begin, NULL }, .rows =
	    group_rows, .count = sizeof(group_rows) / sizeof(group_rows[0])
};
