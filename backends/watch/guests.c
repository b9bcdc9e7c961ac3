/*
 * Guests: gone, there and not up, or there twice.
 */
#include "backends/watch/guests.h"

#include <string.h>

#include "backends/watch/guest_is.h"
#include "backends/watch/node_is.h"

static void
both_show(struct noticing *noticing, const struct guest_is *is)
{
	show_fact(noticing, is->from, is->domain);
	show_fact(noticing, is->twin_from, is->twin_domain);
}

/* A node that does not answer may have it, too. */
static enum watch_verdict
one_only(struct noticing *noticing, const struct guest_is *is)
{
	return is->perhaps == 0 ? WATCH_WELL : unknown(noticing, "%s does not "
	    "list its domains", node_named(noticing, is->perhaps));
}

enum watch_verdict
two_running(struct noticing *noticing)
{
	struct guest_is is;

	guest_is(noticing, &is);
	if (is.twin == 0)
		return one_only(noticing, &is);
	if (!domain_is_active(is.domain) || !domain_is_active(is.twin_domain) ||
	    domain_is_at_ok(is.domain) || domain_is_at_ok(is.twin_domain))
		return WATCH_WELL;
	both_show(noticing, &is);
	return found(noticing, "%s runs on %s and on %s",
	    guest_named(noticing), node_named(noticing, is.on),
	    node_named(noticing, is.twin));
}

/* Of a migration there are two for a while. */
static bool
is_moving(const struct fact_row *domain)
{
	return strstr(fact_said(domain, "flags"), "migration") != NULL;
}

enum watch_verdict
guest_twin(struct noticing *noticing)
{
	struct guest_is is;

	guest_is(noticing, &is);
	if (is.twin == 0)
		return one_only(noticing, &is);
	if (is_moving(is.domain) || is_moving(is.twin_domain) ||
	    (domain_is_running(is.domain) &&
	    domain_is_running(is.twin_domain)))
		return WATCH_WELL;
	both_show(noticing, &is);
	return found(noticing, "%s is on %s, and a second one on %s, %s",
	    guest_named(noticing), node_named(noticing, is.on),
	    node_named(noticing, is.twin), domain_is_at_ok(is.twin_domain) ?
	    "at ok" : fact_said(is.twin_domain, "state"));
}

/* How its group is, and that each node has not the domain, or was given up. */
static void
absence_show(struct noticing *noticing)
{
	const struct site_guest *row = guest_row(noticing);
	const struct surveyed *from;
	const struct fact_row *fact;

	for (uint32_t i = 0; i < row->node_count; i++) {
		fact = group_at(noticing, row->node[i], &from);
		if (fact != NULL && !fact_is(fact, "status", "offline"))
			show_fact(noticing, from, fact);
	}
	for (uint32_t n = 1; n <= noticing->survey->nodes; n++)
		if (node_lists(noticing->survey, n)) {
			show(noticing, answer_at(noticing->survey, n,
			    SURVEY_DOMAINS), arena_format(noticing->arena,
			    "(no line of %s)", guest_named(noticing)));
		} else {
			from = node_said(noticing->survey, n, &fact);
			show_fact(noticing, from, fact);
		}
}

/* While its group is offline everywhere that is what is found. */
enum watch_verdict
guest_gone(struct noticing *noticing)
{
	struct guest_is is;

	guest_is(noticing, &is);
	if (is.on != 0 || is.group == GROUP_IS_ABSENT ||
	    is.group == GROUP_IS_UNMANAGED || is.group == GROUP_IS_OFFLINE ||
	    is.group == GROUP_IS_FAILED)
		return WATCH_WELL;
	if (is.perhaps != 0)
		return unknown(noticing, "%s does not list its domains",
		    node_named(noticing, is.perhaps));
	if (is.group == GROUP_IS_UNKNOWN)
		return unknown(noticing, "nobody says how %s is",
		    named(noticing, KIND_GROUP, guest_row(noticing)->group));
	absence_show(noticing);
	return found(noticing, "no member of the cluster has %s; its group is "
	    "%s%s", guest_named(noticing), is.group == GROUP_IS_ONLINE ?
	    "online at " : "pending", is.group == GROUP_IS_ONLINE ?
	    node_named(noticing, is.group_on) : "");
}

/* The domain of a guest, the active one of two; NULL: no node lists it, or
 * another one may run where nobody knows; then *verdict says whether it is
 * known. */
static const struct fact_row *
domain_of(struct noticing *noticing, struct guest_is *is,
    enum watch_verdict *verdict)
{
	guest_is(noticing, is);
	*verdict = WATCH_WELL;
	if (is->perhaps != 0 && !domain_is_running(is->domain)) {
		*verdict = one_only(noticing, is);
		return NULL;
	}
	return is->domain;
}

/* While its group is online somewhere, it should run. */
enum watch_verdict
guest_stopped(struct noticing *noticing)
{
	struct guest_is is;
	enum watch_verdict verdict;
	const struct fact_row *domain = domain_of(noticing, &is, &verdict),
	    *fact;
	const struct surveyed *from;

	if (domain == NULL || domain_is_active(domain) || is_moving(domain))
		return verdict;
	if (is.group == GROUP_IS_UNKNOWN)
		return unknown(noticing, "nobody says how %s is",
		    named(noticing, KIND_GROUP, guest_row(noticing)->group));
	if (is.group != GROUP_IS_ONLINE)
		return WATCH_WELL;
	show_fact(noticing, is.from, domain);
	fact = group_at(noticing, is.group_on, &from);
	show_fact(noticing, from, fact);
	return found(noticing, "%s is %s on %s, and its group is online at %s",
	    guest_named(noticing), fact_said(domain, "state"),
	    node_named(noticing, is.on), node_named(noticing, is.group_on));
}

enum watch_verdict
guest_at_ok(struct noticing *noticing)
{
	struct guest_is is;
	enum watch_verdict verdict;
	const struct fact_row *domain = domain_of(noticing, &is, &verdict);

	if (domain == NULL || !domain_is_at_ok(domain))
		return verdict;
	show_fact(noticing, is.from, domain);
	return found(noticing, "%s is at the ok prompt on %s",
	    guest_named(noticing), node_named(noticing, is.on));
}

/* It boots, or shuts down; nothing is said of how long already. */
enum watch_verdict
guest_booting(struct noticing *noticing)
{
	struct guest_is is;
	enum watch_verdict verdict;
	const struct fact_row *domain = domain_of(noticing, &is, &verdict);
	const char *soft = fact_said(domain, "softstate");

	if (domain == NULL || !domain_is_active(domain) ||
	    domain_is_at_ok(domain) || domain_is_running(domain) ||
	    *soft == '\0' || is_moving(domain))
		return verdict;
	show_fact(noticing, is.from, domain);
	return found(noticing, "%s says \"%s\" on %s, and does not get "
	    "further", guest_named(noticing), soft, node_named(noticing,
	    is.on));
}

/* Only "no answer from" is one: a name that is not known says nothing. */
enum watch_verdict
guest_hung(struct noticing *noticing)
{
	struct guest_is is;
	enum watch_verdict verdict;
	const struct fact_row *domain = domain_of(noticing, &is, &verdict);
	const struct surveyed *ping;

	if (domain == NULL || !domain_is_running(domain))
		return verdict;
	ping = survey_find(noticing->survey, is.on, SURVEY_PING,
	    guest_named(noticing));
	if (ping == NULL || !ping->output.over || ping->output.lost)
		return unknown(noticing, "%s does not say whether %s answers",
		    node_named(noticing, is.on), guest_named(noticing));
	if (ping->output.ended.status == 0)
		return WATCH_WELL;
	if (strstr(ping->output.ended.out, "no answer from") == NULL)
		return unknown(noticing, "%s cannot ask %s",
		    node_named(noticing, is.on), guest_named(noticing));
	show_fact(noticing, is.from, domain);
	show(noticing, ping, arena_text(noticing->arena,
	    ping->output.ended.out, strcspn(ping->output.ended.out, "\n")));
	return found(noticing, "%s runs on %s, and does not answer",
	    guest_named(noticing), node_named(noticing, is.on));
}

enum watch_verdict
guest_astray(struct noticing *noticing)
{
	struct guest_is is;
	enum watch_verdict verdict;
	const struct fact_row *domain = domain_of(noticing, &is, &verdict),
	    *fact;
	const struct surveyed *from;

	if (domain == NULL || !domain_is_active(domain) || is_moving(domain))
		return verdict;
	if (is.group == GROUP_IS_UNKNOWN)
		return unknown(noticing, "nobody says how %s is",
		    named(noticing, KIND_GROUP, guest_row(noticing)->group));
	if (is.group_on == 0 || is.group_on == is.on)
		return WATCH_WELL;
	if (!node_lists(noticing->survey, is.group_on))
		return unknown(noticing, "%s does not list its domains",
		    node_named(noticing, is.group_on));
	show_fact(noticing, is.from, domain);
	fact = group_at(noticing, is.group_on, &from);
	show_fact(noticing, from, fact);
	return found(noticing, "%s runs on %s, and its group is online at %s",
	    guest_named(noticing), node_named(noticing, is.on),
	    node_named(noticing, is.group_on));
}
