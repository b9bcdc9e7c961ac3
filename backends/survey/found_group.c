/*
 * What the cluster has of a guest: its group, its storage, its agent.
 */
#include <assert.h>
#include <string.h>

#include "backends/survey/founding.h"

/* Properties of SUNW.ldom with the values that they have by themselves
 * (r_properties(5), ldom(5)); what has another one is said. */
static const struct {
	const char	*name, *usual;
} usual[] = {
	{ "Failover_mode", "SOFT" }, { "Retry_count", "2" },
	{ "Retry_interval", "370" }, { "Stop_timeout", "3600" },
	{ "Thorough_probe_interval", "60" }, { "Resource_dependencies", "" },
	{ "Resource_dependencies_weak", "" },
	{ "Resource_dependencies_restart", "" },
};

/* What is said in another way, or follows from it; of the others with a value
 * the one that they have by themselves.  "{" is for each node. */
static const struct {
	const char	*name, *usual;	/* NULL: any */
} elsewhere[] = {
	{ "Type", NULL }, { "Type_version", NULL }, { "Group", NULL },
	{ "Enabled", NULL }, { "Monitored", NULL }, { "Domain_name", NULL },
	{ "Migration_type", NULL }, { "Password_file", NULL },
	{ "Plugin_probe", NULL }, { "Resource_project_name", "default" },
	{ "Resource_dependencies_offline_restart", NULL },
};

static const struct reading *
groups_of(const struct found_site *found)
{
	return survey_reading(found->survey, 0, SURVEY_GROUPS);
}

const char *
found_property(const struct found_site *found, const char *group,
    const char *resource, const char *name)
{
	const struct fact_row *fact;

	assert(group != NULL && name != NULL);
	for (uint32_t at = 0; (fact = found_next(groups_of(found), &at,
	    "property")) != NULL; )
		if (fact_is(fact, "group", group) &&
		    fact_is(fact, "name", name) && (resource != NULL ?
		    fact_is(fact, "resource", resource) :
		    fact_detail(fact, "resource") == NULL))
			return fact_word(fact, "value");
	return "";
}

/* A property of that name and value, of any resource. */
static const struct fact_row *
property_with(const struct found_site *found, const char *name,
    const char *value)
{
	return found_fact_two(groups_of(found), "property",
	    (const char *const[]){ "name", name, "value", value });
}

static bool
is_type(const struct found_site *found, const struct fact_row *resource,
    const char *type)
{
	const char *its = found_property(found, fact_word(resource, "group"),
	    fact_word(resource, "name"), "Type");
	size_t n = strlen(type);

	return strncmp(its, type, n) == 0 && (its[n] == '\0' || its[n] == ':');
}

/* Storage and agent; what else is in the group, a job would not respect. */
static void
resources_read(struct found_site *found, struct found_guest *guest)
{
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(groups_of(found), &at,
	    "resource")) != NULL; ) {
		const char *name = fact_word(fact, "name");

		if (!fact_is(fact, "group", guest->group) ||
		    (guest->agent.resource != NULL &&
		    strcmp(name, guest->agent.resource) == 0))
			continue;
		if (guest->storage == NULL && is_type(found, fact,
		    "SUNW.HAStoragePlus"))
			guest->storage = name;
		else
			found_lessen(found, &guest->item, FOUND_FOREIGN,
			    "group %s has another resource, %s, which the site "
			    "file cannot say", guest->group, name);
	}
	if (guest->storage == NULL)
		found_lessen(found, &guest->item, FOUND_FOREIGN, "group %s has "
		    "no HAStoragePlus resource", guest->group);
}

/* Is there a place for it in the site file, or nothing to say of it? */
static bool
is_elsewhere(const char *name, const char *value)
{
	size_t n = strcspn(name, "{");

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (strcmp(usual[i].name, name) == 0)
			return true;
	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
		if (strlen(elsewhere[i].name) == n && strncmp(
		    elsewhere[i].name, name, n) == 0)
			return elsewhere[i].usual == NULL || strcmp(
			    elsewhere[i].usual, value) == 0;
	return false;
}

/* Of a property that has no known value of its own nobody knows whether
 * somebody has set it: a comment. */
static void
others_note(struct found_site *found, struct found_guest *guest)
{
	const struct fact_row *fact;
	const char *list = "";

	for (uint32_t at = 0; (fact = found_next(groups_of(found), &at,
	    "property")) != NULL; ) {
		const char *name = fact_word(fact, "name");
		const char *value = fact_word(fact, "value");

		if (fact_is(fact, "resource", guest->agent.resource) &&
		    *value != '\0' && !is_elsewhere(name, value))
			list = arena_format(found->arena, "%s%s%s=%s", list,
			    *list != '\0' ? ", " : "", name, value);
	}
	if (*list != '\0')
		found_note(found, &guest->item, "%s has, and this file does "
		    "not say: %s", guest->agent.resource, list);
}

static void
agent_set(struct found_site *found, struct found_guest *guest)
{
	struct found_agent *agent = &guest->agent;
	const char *group = guest->group;
	const char *file = found_property(found, group, agent->resource,
	    "Password_file");
	const char *probe = found_property(found, group, agent->resource,
	    "Plugin_probe");

	agent->type = found_property(found, group, agent->resource,
	    "Migration_type");
	agent->password_file = *file != '\0' ? file : NULL;
	agent->probe = *probe != '\0' ? probe : NULL;
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		const char *value = found_property(found, group,
		    agent->resource, usual[i].name);

		if (*value != '\0' && strcmp(value, usual[i].usual) != 0)
			found_pair(found, &agent->property, usual[i].name,
			    value);
	}
	others_note(found, guest);
}

/* The group of an agent for the guest, or of a resource with its pool. */
static const char *
group_of(struct found_site *found, struct found_guest *guest)
{
	const struct fact_row *fact = property_with(found, "Domain_name",
	    guest->item.name);

	if (fact != NULL && found_text(fact, "resource") != NULL) {
		guest->agent.resource = found_text(fact, "resource");
		return found_text(fact, "group");
	}
	if (guest->pool != NULL)
		fact = property_with(found, "Zpools", guest->pool);
	return found_text(fact, "group");
}

/* Each node of the list has to be one of this file. */
static void
nodes_set(struct found_site *found, struct found_guest *guest)
{
	const char *list = found_property(found, guest->group, NULL,
	    "Nodelist");
	const char *at = list + strspn(list, " ");

	while (*at != '\0') {
		size_t n = strcspn(at, " ");
		const char *name = arena_text(found->arena, at, n);

		if (found_node(found, name) != 0)
			guest->nodes = arena_format(found->arena, "%s%s%s",
			    guest->nodes != NULL ? guest->nodes : "",
			    guest->nodes != NULL ? " " : "", name);
		else {
			found->missing++;
			found_lessen(found, &guest->item, FOUND_FOREIGN,
			    "its group %s may be on %s, which is not in this "
			    "file", guest->group, name);
		}
		at += n;
		at += strspn(at, " ");
	}
}

/* "guests@1,memory@16". */
static void
loads_set(struct found_site *found, struct found_guest *guest)
{
	const char *at = found_property(found, guest->group, NULL,
	    "Load_factors");

	while (*at != '\0') {
		size_t n = strcspn(at, ", ");
		const char *text = arena_text(found->arena, at, n);
		const char *sign = strchr(text, '@');

		if (sign != NULL)
			found_pair(found, &guest->load, arena_text(found->arena,
			    text, (size_t)(sign - text)), sign + 1);
		at += n;
		at += strspn(at, ", ");
	}
}

void
found_group(struct found_site *found, struct found_guest *guest)
{
	const char *affinities;

	found_guest_pool(found, guest);
	guest->group = group_of(found, guest);
	if (guest->group == NULL) {
		if (groups_of(found) == NULL)
			found_lack(found, &guest->item, FOUND_FOREIGN,
			    "its group", found_why(found, 0, SURVEY_GROUPS,
			    NULL));
		else
			found_lessen(found, &guest->item, FOUND_FOREIGN, "no "
			    "group of the cluster has it or its pool: clrg "
			    "show -v");
		return;
	}
	resources_read(found, guest);
	nodes_set(found, guest);
	loads_set(found, guest);
	affinities = found_property(found, guest->group, NULL,
	    "RG_affinities");
	guest->affinities = *affinities != '\0' ? affinities : NULL;
	guest->failback = strcmp(found_property(found, guest->group, NULL,
	    "Failback"), "True") == 0;
	if (guest->agent.resource != NULL)
		agent_set(found, guest);
}

/* Where it is now, as a rehearsal can begin with it. */
void
found_now(struct found_site *found, struct found_guest *guest,
    const char *state)
{
	const char *node = found->node[guest->node].item.name;
	const struct reading *reading = survey_reading(found->survey,
	    guest->node, SURVEY_CLUSTER);
	const struct fact_row *fact = NULL;

	assert(guest->node != 0);
	guest->now = NOW_DEFINED;
	if (strcmp(state, "active") != 0) {
		if (strcmp(state, "inactive") != 0)
			found_note(found, &guest->item, "it is %s on %s, and a "
			    "rehearsal begins with it defined there", state,
			    node);
		return;
	}
	guest->now = NOW_RUNNING;
	if (guest->agent.resource == NULL)
		return;
	fact = found_fact_two(reading, "resource", (const char *const[]){
	    "name", guest->agent.resource, "node", node });
	if (fact_is(fact, "state", "online"))
		guest->now = NOW_CLUSTERED;
	else
		found_note(found, &guest->item, "it runs on %s, and %s is %s "
		    "there: %s", node, guest->agent.resource,
		    fact != NULL ? fact_word(fact, "state") : "not known",
		    found_from(found, guest->node, SURVEY_CLUSTER));
}
