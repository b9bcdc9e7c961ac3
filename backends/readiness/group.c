/*
 * The group of a guest, as the cluster shows it.
 */
#include <string.h>

#include "backends/readiness/group.h"
#include "backends/readiness/subjects.h"

static const char *
group_name(const struct judging *judging)
{
	return name_of(judging, KIND_GROUP, row_of(judging)->group);
}

/* The line of the group at a node. */
static const struct fact_row *
group_said(struct judging *judging, uint32_t node)
{
	return said(judging, 0, SURVEY_CLUSTER, "group", which_two("name",
	    group_name(judging), "node", node_of(judging, node)));
}

uint32_t
online_node(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);

	for (uint32_t i = 0; i < row->node_count; i++)
		if (fact_is(group_said(judging, row->node[i]), "status",
		    "online"))
			return row->node[i];
	return 0;
}

/* Online at one node, offline at all others, and nothing under way. */
void
group_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	const char *odd = NULL, *at = NULL;
	unsigned online = 0;

	for (uint32_t i = 0; i < row->node_count; i++) {
		const struct fact_row *fact = group_said(judging,
		    row->node[i]);

		if (fact_is(fact, "status", "online")) {
			online++;
			at = node_of(judging, row->node[i]);
		} else if (fact != NULL && !fact_is(fact, "status",
		    "offline")) {
			odd = arena_format(judging->arena, "%s at %s",
			    fact_word(fact, "status"), node_of(judging,
			    row->node[i]));
		}
	}
	if (odd != NULL)
		fails(judging, "%s is %s", group_name(judging), odd);
	else
		decide(judging, online == 1, "%s is online at %s",
		    group_name(judging), at != NULL ? at : "no node");
}

/* The cluster does not say since when. */
void
suspended_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	bool suspended = false;

	for (uint32_t i = 0; i < row->node_count; i++)
		suspended |= fact_is(group_said(judging, row->node[i]),
		    "suspended", "yes");
	if (suspended)
		fails(judging, "%s is suspended; since when, the cluster does "
		    "not say: nothing is started if its node dies",
		    group_name(judging));
	else
		decide(judging, true, "%s is not suspended",
		    group_name(judging));
}

void
failback_judge(struct judging *judging)
{
	const char *value = property_said(judging, NULL, "Failback");

	decide(judging, value != NULL && strcmp(value, "False") == 0,
	    "Failback is %s", value);
}

/* The site file's nodes, in its order. */
void
nodelist_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	const char *value = property_said(judging, NULL, "Nodelist");
	const char *wanted = "";

	for (uint32_t i = 0; i < row->node_count; i++)
		wanted = arena_format(judging->arena, "%s%s%s", wanted, i != 0 ?
		    " " : "", node_of(judging, row->node[i]));
	decide(judging, value != NULL && row->node_count > 1 &&
	    strcmp(value, wanted) == 0, "Nodelist is %s; in the site file %s",
	    value, wanted);
}

/* Where the group is online its resources are, too. */
void
resources_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	const uint32_t resource[] = { row->storage, row->agent.present ?
	    row->agent.resource : 0 };
	uint32_t at = online_node(judging);
	const char *odd = NULL;

	for (int i = 0; i < 2 && at != 0; i++) {
		const struct fact_row *fact;

		if (resource[i] == 0)
			continue;
		fact = said(judging, 0, SURVEY_CLUSTER, "resource", which_two(
		    "name", name_of(judging, KIND_RESOURCE, resource[i]),
		    "node", node_of(judging, at)));
		if (fact != NULL && !fact_is(fact, "state", "online"))
			odd = arena_format(judging->arena, "%s is %s: %s",
			    fact_word(fact, "name"), fact_word(fact, "state"),
			    fact_word(fact, "message"));
	}
	if (at == 0)
		lacks(judging, "%s is online at no node", group_name(judging));
	if (odd != NULL)
		fails(judging, "%s", odd);
	else
		decide(judging, true, "online at %s", node_of(judging, at));
}

/* Enabled and monitored, at every node of its list. */
static void
switched_look(struct judging *judging, uint32_t resource, const char **off)
{
	static const char *const what[] = { "Enabled", "Monitored" };
	const struct site_guest *row = row_of(judging);
	const char *name = name_of(judging, KIND_RESOURCE, resource);

	for (uint32_t i = 0; i < row->node_count * 2; i++) {
		const char *value = property_said(judging, name,
		    arena_format(judging->arena, "%s{%s}", what[i % 2],
		    node_of(judging, row->node[i / 2])));

		if (value != NULL && strcmp(value, "True") != 0)
			*off = arena_format(judging->arena, "%s is not %s at "
			    "%s", name, i % 2 == 0 ? "enabled" : "monitored",
			    node_of(judging, row->node[i / 2]));
	}
}

void
monitored_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	const char *off = NULL;

	switched_look(judging, row->storage, &off);
	if (row->agent.present)
		switched_look(judging, row->agent.resource, &off);
	if (off != NULL)
		fails(judging, "%s", off);
	else
		decide(judging, true, "enabled and monitored at every node");
}

void
failover_mode_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	const uint32_t resource[] = { row->storage, row->agent.present ?
	    row->agent.resource : 0 };
	bool hard = false;

	for (int i = 0; i < 2; i++) {
		const char *value = resource[i] == 0 ? NULL :
		    property_said(judging, name_of(judging, KIND_RESOURCE,
		    resource[i]), "Failover_mode");

		hard |= value != NULL && strcmp(value, "HARD") == 0;
	}
	if (hard)
		fails(judging, "HARD: a stop that fails costs the node, and "
		    "every guest on it");
	else
		decide(judging, true, "not HARD");
}
