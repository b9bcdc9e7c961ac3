/*
 * What the nodes are together: the cluster's name, its types, its links, its
 * load limits; and the name under which configurations are saved.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/survey/founding.h"

static void
name_set(struct found_site *found)
{
	const char *name = found_text(found_fact(survey_reading(found->survey,
	    0, SURVEY_CALLED), "cluster", NULL, NULL), "name");

	found->cluster = name;
	found->name = name != NULL ? name : found->node[1].item.name;
	if (name == NULL)
		found_note(found, &found->site, "the cluster's name not known: "
		    "%s", found_why(found, 0, SURVEY_CALLED, NULL));
}

static bool
pair_has(const struct found_pair *list, const char *name)
{
	while (list != NULL && strcmp(list->name, name) != 0)
		list = list->next;
	return list != NULL;
}

/* "SUNW.ldom:1": the version is the cluster's business. */
static void
types_set(struct found_site *found)
{
	const struct reading *reading = survey_reading(found->survey, 0,
	    SURVEY_TYPES);
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(reading, &at, "type")) !=
	    NULL; ) {
		const char *name = found_text(fact, "name");

		if (name == NULL)
			continue;
		name = arena_text(found->arena, name, strcspn(name, ":"));
		if (!pair_has(found->type, name))
			found_pair(found, &found->type, name, NULL);
	}
	if (reading == NULL)
		found_note(found, &found->site, "registered types not known: "
		    "%s", found_why(found, 0, SURVEY_TYPES, NULL));
}

static void
endpoint_add(struct found_site *found, const char *endpoint)
{
	const char *colon = strchr(endpoint, ':');

	if (colon != NULL && found_is_text(colon + 1) &&
	    !pair_has(found->adapter, colon + 1))
		found_pair(found, &found->adapter, colon + 1, NULL);
}

/* A site file has the same adapters for all nodes. */
static bool
is_alike(const struct found_site *found, const struct reading *reading)
{
	const struct fact_row *fact;
	uint32_t paths = 0, adapters = 0;

	for (const struct found_pair *pair = found->adapter; pair != NULL;
	    pair = pair->next)
		adapters++;
	for (uint32_t at = 0; (fact = found_next(reading, &at,
	    "transport-path")) != NULL; paths++) {
		const char *from = strchr(fact_word(fact, "from"), ':');
		const char *to = strchr(fact_word(fact, "to"), ':');

		if (from == NULL || to == NULL || strcmp(from, to) != 0)
			return false;
	}
	return adapters != 0 && adapters <= SITE_ADAPTERS &&
	    paths % adapters == 0;
}

static void
adapters_set(struct found_site *found)
{
	const struct reading *reading = survey_reading(found->survey, 0,
	    SURVEY_LINKS);
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(reading, &at,
	    "transport-path")) != NULL; ) {
		endpoint_add(found, fact_word(fact, "from"));
		endpoint_add(found, fact_word(fact, "to"));
	}
	if (reading == NULL)
		found_note(found, &found->site, "private links not known: %s",
		    found_why(found, 0, SURVEY_LINKS, NULL));
	else if (found->adapter != NULL && !is_alike(found, reading)) {
		found_note(found, &found->site, "the adapters of the private "
		    "links differ from node to node");
		found->adapter = NULL;
	}
}

/* "softlimit=2,hardlimit=3": one of them may be missing. */
static const char *
part_of(struct found_site *found, const char *value, const char *part)
{
	const char *at = strstr(value, part);

	return at == NULL ? "" : arena_text(found->arena, at + strlen(part),
	    strspn(at + strlen(part), "0123456789"));
}

static void
limit_add(struct found_site *found, const struct fact_row *fact)
{
	const char *name = fact_word(fact, "name");
	const char *value = fact_word(fact, "value");
	uint32_t n = found_node(found, fact_word(fact, "node"));
	size_t length = strlen(name);

	if (n == 0 || strncmp(name, "Load_limit{", 11) != 0 ||
	    name[length - 1] != '}')
		return;
	found_pair(found, &found->node[n].limit, arena_text(found->arena,
	    name + 11, length - 12), arena_format(found->arena, "%s:%s",
	    part_of(found, value, "softlimit="), part_of(found, value,
	    "hardlimit=")));
}

/* Of one that was asked its own line says why it is left out. */
static void
member_miss(struct found_site *found, const char *name)
{
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (strcmp(found->node[n].item.name, name) == 0)
			return;
	found->missing++;
	found_note(found, &found->site, "%s is a node of this cluster, too, "
	    "and is not in this file: it was not asked, or did not say its "
	    "name", name);
}

/* All nodes of the cluster. */
static void
members_read(struct found_site *found)
{
	const struct reading *reading = survey_reading(found->survey, 0,
	    SURVEY_NODES);
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(reading, &at, NULL)) !=
	    NULL; ) {
		const char *name = fact_word(fact, "name");

		if (fact->why == NULL && strcmp(fact->kind, "property") == 0)
			limit_add(found, fact);
		else if (fact->why == NULL && strcmp(fact->kind, "node") == 0 &&
		    found_node(found, name) == 0)
			member_miss(found, name);
	}
	if (reading == NULL)
		found_lack(found, &found->site, FOUND_WHOLE, "nodes of the "
		    "cluster", found_why(found, 0, SURVEY_NODES, NULL));
}

/* "ha-base-7" is the seventh of "ha-base". */
static void
config_set(struct found_site *found)
{
	for (uint32_t n = 1; n <= found->nodes; n++) {
		const struct fact_row *fact = found_fact(survey_reading(
		    found->survey, n, SURVEY_CONFIGS), "config", "current",
		    "yes");
		const char *name = found_text(fact, "name");
		const char *dash = name != NULL ? strrchr(name, '-') : NULL;

		if (dash == NULL || dash == name || dash[1] == '\0' ||
		    strspn(dash + 1, "0123456789") != strlen(dash + 1))
			continue;
		found->config = arena_text(found->arena, name,
		    (size_t)(dash - name));
		return;
	}
	found_note(found, &found->site, "no node runs with a configuration "
	    "NAME-N: domferry saves its own as ha-base-N");
}

void
found_cluster(struct found_site *found)
{
	name_set(found);
	types_set(found);
	adapters_set(found);
	members_read(found);
	config_set(found);
}
