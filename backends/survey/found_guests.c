/*
 * The guests: on whichever node is theirs now.
 */
#include <assert.h>
#include <string.h>

#include "backends/survey/founding.h"

/* How much of a domain is there: the more, the more it is the guest. */
static unsigned
weight_of(const char *state)
{
	static const char *const states[] = { "inactive", "bound",
	    "suspended", "active" };
	unsigned i = sizeof(states) / sizeof(states[0]);

	while (i > 0 && strcmp(states[i - 1], state) != 0)
		i--;
	return i;
}

static struct found_guest *
guest_add(struct found_site *found, const char *name)
{
	struct found_guest **at = &found->guest, *guest;

	while (*at != NULL && strcmp((*at)->item.name, name) < 0)
		at = &(*at)->next;
	if (*at != NULL && strcmp((*at)->item.name, name) == 0)
		return *at;
	guest = arena_take(found->arena, 1, sizeof(*guest));
	*guest = (struct found_guest){ .item.name = name, .next = *at,
	    .vcpus = FOUND_UNKNOWN, .memory = FOUND_UNKNOWN };
	*at = guest;
	return guest;
}

static const struct fact_row *
domain_of(const struct found_site *found, const char *name, uint32_t n)
{
	return found_fact(survey_reading(found->survey, n, SURVEY_DOMAINS),
	    "domain", "name", name);
}

/* A second definition is left where a guest was, or a domain of the same name
 * is another one. */
static void
home_set(struct found_site *found, struct found_guest *guest)
{
	unsigned most = 0;

	assert(guest->node == 0);
	for (uint32_t n = 1; n <= found->nodes; n++) {
		const struct fact_row *fact = domain_of(found,
		    guest->item.name, n);
		unsigned weight = fact != NULL ? 1 + weight_of(fact_word(fact,
		    "state")) : 0;

		if (found->node[n].item.as != FOUND_WHOLE || weight <= most)
			continue;
		most = weight;
		guest->node = n;
	}
	for (uint32_t n = 1; n <= found->nodes; n++) {
		const struct fact_row *fact = domain_of(found,
		    guest->item.name, n);

		if (fact == NULL || n == guest->node ||
		    found->node[n].item.as != FOUND_WHOLE)
			continue;
		found_note(found, &guest->item, "%s has a domain of that name, "
		    "too: %s", found->node[n].item.name,
		    fact_word(fact, "state"));
		if (weight_of(fact_word(fact, "state")) > 1)
			found_lessen(found, &guest->item, FOUND_FOREIGN,
			    "it is bound on two nodes");
	}
}

/* What every guest has: without its size it would take no room. */
static void
size_set(struct found_site *found, struct found_guest *guest,
    const struct constraints *definition)
{
	const struct fact_row *fact = domain_of(found, guest->item.name,
	    guest->node);

	if (definition != NULL) {
		guest->vcpus = definition->vcpus;
		guest->memory = definition->memory;
		guest->crypto = definition->crypto;
		guest->hostid = definition->hostid;
	} else {
		guest->vcpus = fact_amount(fact, "vcpus");
		guest->memory = fact_amount(fact, "memory");
	}
	if (guest->vcpus > 0 && guest->memory > 0)
		return;
	if (definition != NULL)
		found_lessen(found, &guest->item, FOUND_OUT, "it has no CPUs, "
		    "or no memory");
	else
		found_lack(found, &guest->item, FOUND_OUT, "CPUs and memory",
		    found_why(found, guest->node, SURVEY_DEFINITION,
		    guest->item.name));
}

static const struct constraints *
definition_of(struct found_site *found, struct found_guest *guest)
{
	const struct surveyed *one = survey_find(found->survey, guest->node,
	    SURVEY_DEFINITION, guest->item.name);
	const struct constraints *definition = one != NULL ? one->definition :
	    NULL;

	if (definition == NULL)
		found_lack(found, &guest->item, FOUND_BARE, "its definition",
		    found_why(found, guest->node, SURVEY_DEFINITION,
		    guest->item.name));
	else if (strcmp(definition->name, guest->item.name) != 0)
		found_lessen(found, &guest->item, FOUND_BARE, "its definition "
		    "on %s is one of %s", found->node[guest->node].item.name,
		    definition->name);
	else if (definition->unknown != NULL)
		found_lessen(found, &guest->item, FOUND_FOREIGN, "it has a "
		    "%.60s, which the site file cannot say: %s: ldm "
		    "list-constraints -x %s", definition->unknown,
		    found->node[guest->node].item.name, guest->item.name);
	return definition;
}

static void
guest_set(struct found_site *found, struct found_guest *guest)
{
	const struct constraints *definition;

	home_set(found, guest);
	definition = definition_of(found, guest);
	size_set(found, guest, definition);
	found_group(found, guest);
	if (definition != NULL)
		found_parts(found, guest, definition);
	found_beyond(found, guest);
	found_now(found, guest, fact_word(domain_of(found, guest->item.name,
	    guest->node), "state"));
}

static bool
is_guest(const struct found_site *found, const char *name)
{
	for (const struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		if (strcmp(guest->item.name, name) == 0)
			return true;
	return false;
}

static bool
is_group(const struct found_site *found, const char *group)
{
	for (const struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		if (guest->group != NULL && strcmp(guest->group, group) == 0)
			return true;
	return false;
}

/* What the cluster has of guests that no node defines, and groups that are no
 * guest's. */
static void
rest_read(struct found_site *found)
{
	const struct reading *reading = survey_reading(found->survey, 0,
	    SURVEY_GROUPS);
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(reading, &at, NULL)) != NULL;
	    ) {
		const char *name = fact_word(fact, "name");
		const char *value = fact_word(fact, "value");

		if (fact->why != NULL)
			found_note(found, &found->rest, "clrg show -v: not "
			    "understood: %.*s", fact->size < 80 ?
			    (int)fact->size : 80, fact->text);
		else if (strcmp(fact->kind, "property") == 0 &&
		    strcmp(name, "Domain_name") == 0 && !is_guest(found,
		    value))
			found_note(found, &found->rest, "%s: no node that was "
			    "asked defines it; resource %s of group %s is for "
			    "it", value, fact_word(fact, "resource"),
			    fact_word(fact, "group"));
		else if (strcmp(fact->kind, "group") == 0 && !is_group(found,
		    name))
			found_note(found, &found->rest, "group %s is of no "
			    "guest here", name);
	}
	if (reading == NULL)
		found_lack(found, &found->rest, FOUND_WHOLE, "groups and "
		    "resources", found_why(found, 0, SURVEY_GROUPS, NULL));
}

void
found_guests(struct found_site *found)
{
	const struct fact_row *fact;

	for (uint32_t n = 1; n <= found->nodes; n++)
		for (uint32_t at = 0; found->node[n].item.as == FOUND_WHOLE &&
		    (fact = found_next(survey_reading(found->survey, n,
		    SURVEY_DOMAINS), &at, "domain")) != NULL; )
			if (found_text(fact, "name") != NULL &&
			    !fact_is(fact, "name", "primary"))
				guest_add(found, found_text(fact, "name"));
	for (struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		guest_set(found, guest);
	rest_read(found);
}
