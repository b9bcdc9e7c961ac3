/*
 * What the checks are about: its names, its properties, and where it is.
 */
#include <assert.h>
#include <string.h>

#include "backends/readiness/subjects.h"

const char *
name_of(const struct judging *judging, enum kind kind, uint32_t number)
{
	return names_text(judging->site->names, kind, number);
}

const char *
node_of(const struct judging *judging, uint32_t node)
{
	assert(node <= judging->site->node_count);
	return name_of(judging, KIND_NODE, node);
}

const char *
guest_of(const struct judging *judging)
{
	assert(judging->guest != 0);
	return name_of(judging, KIND_GUEST, judging->guest);
}

const struct site_guest *
row_of(const struct judging *judging)
{
	assert(judging->guest <= judging->site->guest_count);
	return &judging->site->guests[judging->guest];
}

const char *
property_said(struct judging *judging, const char *resource, const char *name)
{
	const char *group = name_of(judging, KIND_GROUP,
	    row_of(judging)->group);
	const struct fact_row *fact = said(judging, 0, SURVEY_GROUPS,
	    "property", resource != NULL ? which_two("resource", resource,
	    "name", name) : which_two("group", group, "name", name));

	return fact != NULL ? fact_word(fact, "value") : NULL;
}

bool
is_among(const char *list, const char *word)
{
	size_t n = strlen(word);

	assert(n != 0);
	for (list += strspn(list, " ,"); *list != '\0';
	    list += strspn(list, " ,")) {
		size_t size = strcspn(list, " ,");

		if (size == n && memcmp(list, word, n) == 0)
			return true;
		list += size;
	}
	return false;
}

const struct fact_row *
domain_said(struct judging *judging, uint32_t node, const char *domain)
{
	return said(judging, node, SURVEY_DOMAINS, "domain", which("name",
	    domain));
}

uint32_t
guest_node(const struct survey *survey, const struct site *site,
    uint32_t guest, uint32_t *twin)
{
	const char *name = names_text(site->names, KIND_GUEST, guest);
	uint32_t at = 0;
	bool active = false;

	assert(guest != 0 && guest <= site->guest_count);
	*twin = 0;
	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const struct reading *all = survey_reading(survey, n,
		    SURVEY_DOMAINS);
		const struct fact_row *fact = all != NULL ? fact_find(all,
		    "domain", "name", name) : NULL;

		if (fact == NULL)
			continue;
		*twin = at != 0 ? at : *twin;
		if (at == 0 || (!active && fact_is(fact, "state", "active")))
			at = n;
		else
			*twin = n;
		active |= fact_is(fact, "state", "active");
	}
	return at;
}

const struct surveyed *
home(struct judging *judging)
{
	if (judging->at == 0)
		lacks(judging, "no node lists %s", guest_of(judging));
	else if (judging->twin != 0)
		lacks(judging, "%s and %s list %s", node_of(judging,
		    judging->at), node_of(judging, judging->twin),
		    guest_of(judging));
	else
		return answered(judging, judging->at, SURVEY_DOMAINS);
	return NULL;
}

const struct fact_row *
guest_said(struct judging *judging)
{
	return home(judging) != NULL ? domain_said(judging, judging->at,
	    guest_of(judging)) : NULL;
}

const struct fact_row *
part_said(struct judging *judging, const char *kind, const char *name)
{
	return home(judging) != NULL ? said(judging, judging->at,
	    SURVEY_DOMAINS, kind, which_two("domain", guest_of(judging),
	    "name", name)) : NULL;
}

static const struct fact_row *
pool_at(const struct judging *judging, uint32_t node)
{
	const struct surveyed *one = survey_find(judging->survey, node,
	    SURVEY_POOLS, "");

	return one != NULL && surveyed_answered(one) ? heard_of(one, "pool",
	    which("name", name_of(judging, KIND_POOL,
	    row_of(judging)->pool))) : NULL;
}

uint32_t
pool_node(struct judging *judging, const struct fact_row **pool)
{
	const char *name = name_of(judging, KIND_POOL, row_of(judging)->pool);
	uint32_t at = 0;

	assert(row_of(judging)->pool != 0);
	*pool = NULL;
	for (uint32_t n = 1; n <= judging->survey->nodes; n++) {
		const struct fact_row *fact = pool_at(judging, n);

		if (fact == NULL)
			continue;
		if (at != 0)
			lacks(judging, "%s and %s have imported %s",
			    node_of(judging, at), node_of(judging, n), name);
		quote(judging, survey_find(judging->survey, n, SURVEY_POOLS,
		    ""), fact);
		*pool = fact;
		at = n;
	}
	if (at == 0)
		lacks(judging, "no node has imported %s, as far as the nodes "
		    "answer", name);
	return at;
}
