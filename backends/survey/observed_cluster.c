/*
 * What the cluster has: types, groups, resources.
 */
#include <assert.h>
#include <string.h>

#include "backends/survey/observing.h"

/* Resources of other types are none of ours. */
static const struct {
	const char	*name;
	/* What it is for: the key, and the property that says so. */
	const char	*key, *property;
} types[] = {
	{ "SUNW.HAStoragePlus", "pool", "Zpools" },
	{ "SUNW.ldom", "guest", "Domain_name" },
};

enum { TYPE_COUNT = sizeof(types) / sizeof(types[0]) };

/* "SUNW.ldom:1" is of the type "SUNW.ldom"; NULL: of none of ours. */
static const char *
type_of(const char *text)
{
	for (size_t i = 0; i < TYPE_COUNT; i++) {
		size_t n = strlen(types[i].name);

		if (strncmp(text, types[i].name, n) == 0 &&
		    (text[n] == ':' || text[n] == '\0'))
			return types[i].name;
	}
	return NULL;
}

void
observed_types(struct observing *observing)
{
	const struct reading *listed = survey_reading(observing->survey, 0,
	    SURVEY_TYPES);
	struct gathered names = { NULL, 0, 0 };

	for (uint32_t i = 0; listed != NULL && i < listed->count; i++) {
		const char *type = strcmp(listed->fact[i].kind, "type") != 0 ?
		    NULL : type_of(fact_said(&listed->fact[i], "name"));

		if (type != NULL)
			gathered_add(observing, &names, type);
	}
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++) {
		observing_line(observing, "type", names.name[i]);
		buffer_print(observing->out, " registered=yes\n");
	}
}

/* A property of a group or a resource as it is printed; NULL: it is not. */
static const char *
property_of(const struct observing *observing, const char *kind,
    const char *name, const char *key)
{
	const struct fact_row *fact;

	assert(observing->groups != NULL);
	fact = fact_find_two(observing->groups, "property",
	    (const char *const[]){ kind, name, "name", key });
	return fact != NULL ? fact_said(fact, "value") : NULL;
}

/* A list with commas instead of blanks. */
static const char *
with_commas(struct observing *observing, const char *list)
{
	char *text;

	if (list == NULL)
		return NULL;
	text = arena_format(&observing->arena, "%s", list);
	for (char *at = text; *at != '\0'; at++)
		*at = *at == ' ' ? ',' : *at;
	return text;
}

/* The nodes of a list that the site has. */
static const char *
nodes_of(struct observing *observing, const char *list)
{
	const char *text = "";

	if (list == NULL)
		return NULL;
	for (size_t n; *list != '\0'; list += n + strspn(list + n, " ")) {
		const char *name;

		n = strcspn(list, " ");
		name = arena_text(&observing->arena, list, n);
		if (observing_has_node(observing, name))
			text = arena_format(&observing->arena, "%s%s%s", text,
			    *text != '\0' ? "," : "", name);
	}
	return text;
}

static const char *
group_nodes(struct observing *observing, const char *group)
{
	return nodes_of(observing, property_of(observing, "group", group,
	    "Nodelist"));
}

/* Has the site no node of the group?  Then it is none of its groups. */
static bool
is_elsewhere(struct observing *observing, const char *group)
{
	const char *nodes = group_nodes(observing, group);

	return nodes != NULL && *nodes == '\0';
}

static bool
is_one_of(const char *text, const char *const *words)
{
	while (*words != NULL && strcmp(*words, text) != 0)
		words++;
	return *words != NULL;
}

/* The nodes for which the cluster has one of those words for a thing. */
static uint64_t
nodes_with(const struct observing *observing, const char *const thing[3],
    const char *const *words)
{
	uint64_t nodes = 0;

	for (uint32_t n = 1; n <= observing->survey->nodes; n++)
		for (uint32_t i = 0; i < observing->cluster->count; i++) {
			const struct fact_row *fact =
			    &observing->cluster->fact[i];

			if (strcmp(fact->kind, thing[0]) == 0 &&
			    fact_is(fact, "name", thing[1]) &&
			    fact_is(fact, "node", observing_node(observing,
			    n)) && is_one_of(fact_said(fact, thing[2]), words))
				nodes |= (uint64_t)1 << n;
		}
	return nodes;
}

/* Properties that a group need not have. */
static const char *const properties[] = { "RG_description", "RG_affinities",
    "Load_factors" };

static void
properties_print(struct observing *observing, const char *group)
{
	for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]);
	    i++) {
		const char *value = property_of(observing, "group", group,
		    properties[i]);

		if (value != NULL && *value != '\0')
			observing_word(observing, properties[i], i == 0 ?
			    value : with_commas(observing, value));
	}
}

static void
where_print(struct observing *observing, const char *key,
    const char *const thing[3], const char *const *words)
{
	if (observing->cluster != NULL)
		observing_nodes(observing, key, nodes_with(observing, thing,
		    words));
	else
		observing_word(observing, key, NULL);
}

/* What leaves a node is still there. */
static const char *const online[] = { "online", "online-faulted",
    "pending-offline", NULL }, *const stop_failed[] = { "error-stop-failed",
    NULL };

static void
group_print(struct observing *observing, const char *group)
{
	const char *const thing[] = { "group", group, "status" };
	const char *failback = property_of(observing, "group", group,
	    "Failback"), *state = property_of(observing, "group", group,
	    "RG_state"), *suspended = property_of(observing, "group", group,
	    "Suspend_automatic_recovery");

	observing_line(observing, "group", group);
	observing_word(observing, "nodes", group_nodes(observing, group));
	observing_word(observing, "managed", state == NULL ? NULL :
	    observing_yes(strcmp(state, "Managed") == 0));
	observing_word(observing, "suspended", suspended == NULL ? NULL :
	    observing_yes(strcmp(suspended, "True") == 0));
	where_print(observing, "online", thing, online);
	where_print(observing, "stop-failed", thing, stop_failed);
	observing_word(observing, "Failback", failback == NULL ? NULL :
	    strcmp(failback, "True") == 0 ? "TRUE" : "FALSE");
	properties_print(observing, group);
	buffer_print(observing->out, "\n");
}

void
observed_groups(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	gathered_facts(observing, &names, observing->groups, "group", "name");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		if (!is_elsewhere(observing, names.name[i]))
			group_print(observing, names.name[i]);
}

/* Is the property of the resource, which is per node, true everywhere?  NULL:
 * it is not said of any. */
static const char *
everywhere(const struct observing *observing, const char *resource,
    const char *key)
{
	const struct reading *groups = observing->groups;
	unsigned count = 0, is = 0;

	assert(groups != NULL);
	for (uint32_t i = 0; i < groups->count; i++) {
		const struct fact_row *fact = &groups->fact[i];

		if (!fact_is(fact, "resource", resource) ||
		    strncmp(fact_said(fact, "name"), key, strlen(key)) != 0)
			continue;
		is += fact_is(fact, "value", "True");
		count++;
	}
	return count == 0 ? NULL : observing_yes(is == count);
}

static const char *
failure_of(const struct observing *observing, const char *resource)
{
	static const char *const words[] = { "stop-failed", "start-failed",
	    NULL };

	for (size_t i = 0; words[i] != NULL; i++)
		if (nodes_with(observing, (const char *const[]){ "resource",
		    resource, "state" }, (const char *const[]){ words[i],
		    NULL }) != 0)
			return words[i];
	return "no";
}

static void
resource_print(struct observing *observing, const char *resource,
    const char *type)
{
	observing_line(observing, "resource", resource);
	observing_word(observing, "group", property_of(observing, "resource",
	    resource, "Group"));
	observing_word(observing, "type", type);
	observing_word(observing, "enabled", everywhere(observing, resource,
	    "Enabled"));
	observing_word(observing, "monitored", everywhere(observing, resource,
	    "Monitored"));
	observing_word(observing, "failed", observing->cluster == NULL ? NULL :
	    failure_of(observing, resource));
	for (size_t i = 0; i < TYPE_COUNT; i++)
		if (types[i].name == type)
			observing_word(observing, types[i].key, property_of(
			    observing, "resource", resource,
			    types[i].property));
	buffer_print(observing->out, "\n");
}

void
observed_resources(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	gathered_facts(observing, &names, observing->groups, "resource",
	    "name");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++) {
		const char *type = property_of(observing, "resource",
		    names.name[i], "Type"), *group = property_of(observing,
		    "resource", names.name[i], "Group");

		if (type != NULL && type_of(type) != NULL &&
		    (group == NULL || !is_elsewhere(observing, group)))
			resource_print(observing, names.name[i],
			    type_of(type));
	}
}
