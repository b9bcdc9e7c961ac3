#include "backends/watch/guest_is.h"

#include <string.h>

#include "backends/watch/node_is.h"

bool
domain_is_active(const struct fact_row *domain)
{
	return fact_is(domain, "state", "active");
}

/* In whatever spelling. */
bool
domain_is_at_ok(const struct fact_row *domain)
{
	const char *soft = fact_said(domain, "softstate");

	return domain_is_active(domain) && (strstr(soft, "penBoot") != NULL ||
	    strstr(soft, "penboot") != NULL);
}

bool
domain_is_running(const struct fact_row *domain)
{
	return domain_is_active(domain) && strstr(fact_said(domain,
	    "softstate"), "running") != NULL && !domain_is_at_ok(domain);
}

const struct fact_row *
group_at(const struct noticing *noticing, uint32_t node,
    const struct surveyed **from)
{
	return cluster_fact(noticing, "group", named(noticing, KIND_GROUP,
	    guest_row(noticing)->group), node, from);
}

/* The words of the cluster. */
static const struct {
	const char	*status;
	enum group_is	 is;
} statuses[] = {
	{ "error-stop-failed", GROUP_IS_FAILED },
	{ "online-faulted", GROUP_IS_FAILED },
	{ "pending-online-blocked", GROUP_IS_FAILED },
	{ "pending-online", GROUP_IS_PENDING },
	{ "pending-offline", GROUP_IS_PENDING },
	{ "online", GROUP_IS_ONLINE },
	{ "offline", GROUP_IS_OFFLINE },
	{ "unmanaged", GROUP_IS_UNMANAGED },
};

static enum group_is
status_is(const struct fact_row *fact)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (fact_is(fact, "status", statuses[i].status))
			return statuses[i].is;
	return GROUP_IS_UNKNOWN;
}

/* One node of which nobody says anything leaves "offline" unknown, and nothing
 * else. */
static void
group_look(const struct noticing *noticing, struct guest_is *is)
{
	const struct site_guest *row = guest_row(noticing);
	unsigned said = 0;

	is->group = GROUP_IS_UNMANAGED;
	for (uint32_t i = 0; i < row->node_count; i++) {
		const struct surveyed *from;
		const struct fact_row *fact = group_at(noticing, row->node[i],
		    &from);
		enum group_is at = status_is(fact);

		if (at == GROUP_IS_UNKNOWN)
			continue;
		said++;
		if (at == GROUP_IS_ONLINE)
			is->group_on = row->node[i];
		is->group = at < is->group ? at : is->group;
		is->suspended |= fact_is(fact, "suspended", "yes");
	}
	if (said == 0 || (said != row->node_count && is->group >=
	    GROUP_IS_OFFLINE))
		is->group = GROUP_IS_UNKNOWN;
}

static void
group_miss(const struct noticing *noticing, struct guest_is *is)
{
	for (uint32_t n = 1; is->group == GROUP_IS_UNKNOWN &&
	    n <= noticing->survey->nodes; n++) {
		const struct surveyed *one = answer_at(noticing->survey, n,
		    SURVEY_CLUSTER);
		const struct surveyed *from;

		if (one != NULL && surveyed_strange(one) == 0 &&
		    cluster_fact(noticing, "group", named(noticing, KIND_GROUP,
		    guest_row(noticing)->group), 0, &from) == NULL)
			is->group = GROUP_IS_ABSENT;
	}
}

static void
domain_put(struct guest_is *is, uint32_t node, const struct surveyed *from,
    const struct fact_row *domain)
{
	bool better = is->on == 0 || (!domain_is_active(is->domain) &&
	    domain_is_active(domain));

	if (better && is->on != 0) {
		is->twin = is->on;
		is->twin_domain = is->domain;
		is->twin_from = is->from;
	} else if (!better) {
		is->twin = node;
		is->twin_domain = domain;
		is->twin_from = from;
	}
	if (better) {
		is->on = node;
		is->domain = domain;
		is->from = from;
	}
}

void
guest_is(const struct noticing *noticing, struct guest_is *is)
{
	const struct survey *survey = noticing->survey;

	*is = (struct guest_is){ .on = 0 };
	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const struct surveyed *one = answer_at(survey, n,
		    SURVEY_DOMAINS);
		const struct fact_row *domain = fact_of(one, "domain", "name",
		    guest_named(noticing));

		if (domain != NULL)
			domain_put(is, n, one, domain);
		else if (is->perhaps == 0 && !node_lists(survey, n) &&
		    node_is(survey, n) != NODE_GIVEN_UP)
			is->perhaps = n;
	}
	group_look(noticing, is);
	group_miss(noticing, is);
}
