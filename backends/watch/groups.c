/*
 * The group of a guest with its resources, and its pool.
 */
#include "backends/watch/groups.h"

#include <string.h>

#include "backends/watch/guest_is.h"

static const char *
group_named(const struct noticing *noticing)
{
	return named(noticing, KIND_GROUP, guest_row(noticing)->group);
}

/* The lines of the group that have one of these words. */
static bool
lines_show(struct noticing *noticing, const char *key,
    const char *const words[])
{
	const struct site_guest *row = guest_row(noticing);
	bool any = false;

	for (uint32_t i = 0; i < row->node_count; i++) {
		const struct surveyed *from;
		const struct fact_row *fact = group_at(noticing, row->node[i],
		    &from);

		for (unsigned w = 0; words[w] != NULL; w++)
			if (fact_is(fact, key, words[w])) {
				show_fact(noticing, from, fact);
				any = true;
			}
	}
	return any;
}

/* The resources of the guest, storage first; 0: it has no such. */
static uint32_t
resource_of(const struct noticing *noticing, unsigned n)
{
	const struct site_guest *row = guest_row(noticing);

	return n == 0 ? row->storage : row->agent.present ?
	    row->agent.resource : 0;
}

enum { RESOURCES = 2 };

/* Does a line of a resource of the guest say what the function asks? */
static const char *
resource_odd(struct noticing *noticing, bool (*is_odd)(const struct fact_row *))
{
	const struct site_guest *row = guest_row(noticing);
	const char *text = "";

	for (unsigned r = 0; r < RESOURCES; r++)
		for (uint32_t i = 0; resource_of(noticing, r) != 0 &&
		    i < row->node_count; i++) {
			const struct surveyed *from;
			const struct fact_row *fact = cluster_fact(noticing,
			    "resource", named(noticing, KIND_RESOURCE,
			    resource_of(noticing, r)), row->node[i], &from);

			if (fact == NULL || !is_odd(fact))
				continue;
			show_fact(noticing, from, fact);
			text = arena_format(noticing->arena, "%s%s%s is %s "
			    "at %s", text, *text != '\0' ? ", " : "",
			    fact_word(fact, "name"), fact_word(fact, "state"),
			    node_named(noticing, row->node[i]));
		}
	return text;
}

static bool
is_failed(const struct fact_row *resource)
{
	return fact_is(resource, "state", "start-failed") ||
	    fact_is(resource, "state", "stop-failed") ||
	    fact_is(resource, "state", "monitor-failed");
}

static bool
is_under_way(const struct fact_row *resource)
{
	return fact_is(resource, "state", "starting") ||
	    fact_is(resource, "state", "stopping");
}

/* A plugin's probe says it in the words of the cluster. */
static bool
is_ill(const struct fact_row *resource)
{
	const char *message = fact_word(resource, "message");

	return fact_is(resource, "state", "online") &&
	    (strncmp(message, "Faulted", 7) == 0 ||
	    strncmp(message, "Degraded", 8) == 0);
}

/* Nobody has answered about groups: nothing of it is known. */
static enum watch_verdict
not_known(struct noticing *noticing, const struct guest_is *is)
{
	return is->group == GROUP_IS_UNKNOWN ? unknown(noticing, "nobody says "
	    "how %s is", group_named(noticing)) : WATCH_WELL;
}

/* Is the group in one of these states, or a resource of it so? */
static enum watch_verdict
group_so(struct noticing *noticing, const char *const *words,
    bool (*odd)(const struct fact_row *), const char *what)
{
	struct guest_is is;
	bool group = lines_show(noticing, "status", words);
	const char *resource = resource_odd(noticing, odd);

	guest_is(noticing, &is);
	if (!group && *resource == '\0')
		return not_known(noticing, &is);
	return found(noticing, "%s %s%s%s", group_named(noticing), what,
	    *resource != '\0' ? ": " : "", resource);
}

enum watch_verdict
group_failed(struct noticing *noticing)
{
	static const char *const words[] = { "error-stop-failed",
	    "online-faulted", "pending-online-blocked", NULL };

	return group_so(noticing, words, is_failed, "needs somebody");
}

enum watch_verdict
group_offline(struct noticing *noticing)
{
	static const char *const words[] = { "offline", NULL };
	struct guest_is is;

	guest_is(noticing, &is);
	if (is.group != GROUP_IS_OFFLINE)
		return not_known(noticing, &is);
	lines_show(noticing, "status", words);
	return found(noticing, "%s is offline at all its nodes%s",
	    group_named(noticing), is.suspended ? ", and suspended" : "");
}

enum watch_verdict
group_pending(struct noticing *noticing)
{
	static const char *const words[] = { "pending-online",
	    "pending-offline", NULL };

	return group_so(noticing, words, is_under_way, "is under way");
}

enum watch_verdict
group_suspended(struct noticing *noticing)
{
	static const char *const words[] = { "yes", NULL };
	struct guest_is is;

	guest_is(noticing, &is);
	if (!is.suspended)
		return not_known(noticing, &is);
	lines_show(noticing, "suspended", words);
	return found(noticing, "%s is suspended: if its node dies, nothing is "
	    "started elsewhere", group_named(noticing));
}

enum watch_verdict
guest_probe(struct noticing *noticing)
{
	struct guest_is is;
	const char *resource = resource_odd(noticing, is_ill);

	guest_is(noticing, &is);
	if (*resource == '\0')
		return not_known(noticing, &is);
	return found(noticing, "the cluster's probe says that %s is not well",
	    guest_named(noticing));
}

/* The line of the guest's pool in the list of a node. */
static const struct fact_row *
pool_at(const struct noticing *noticing, uint32_t node,
    const struct surveyed **from)
{
	*from = answer_at(noticing->survey, node, SURVEY_POOLS);
	return fact_of(*from, "pool", "name", named(noticing, KIND_POOL,
	    guest_row(noticing)->pool));
}

/* What one node does not list may be there all the same. */
static enum watch_verdict
pools_unknown(struct noticing *noticing)
{
	for (uint32_t n = 1; n <= noticing->survey->nodes; n++)
		if (answer_at(noticing->survey, n, SURVEY_POOLS) == NULL)
			return unknown(noticing, "%s does not list its pools",
			    node_named(noticing, n));
	return WATCH_WELL;
}

enum watch_verdict
two_imports(struct noticing *noticing)
{
	const char *nodes = "";
	unsigned count = 0;

	for (uint32_t n = 1; n <= noticing->survey->nodes; n++) {
		const struct surveyed *from;
		const struct fact_row *pool = pool_at(noticing, n, &from);

		if (pool == NULL)
			continue;
		show_fact(noticing, from, pool);
		nodes = arena_format(noticing->arena, "%s%s%s", nodes,
		    count++ != 0 ? " and " : "", node_named(noticing, n));
	}
	if (count < 2)
		return pools_unknown(noticing);
	return found(noticing, "%s is imported on %s", named(noticing,
	    KIND_POOL, guest_row(noticing)->pool), nodes);
}

/* Its health where it is imported; "" it is nowhere that is known. */
static const char *
health_show(struct noticing *noticing)
{
	for (uint32_t n = 1; n <= noticing->survey->nodes; n++) {
		const struct surveyed *from;
		const struct fact_row *pool = pool_at(noticing, n, &from);

		if (pool == NULL)
			continue;
		show_fact(noticing, from, pool);
		return fact_said(pool, "health");
	}
	return "";
}

static bool
is_whole(const char *health)
{
	return strcmp(health, "online") == 0 || strcmp(health, "degraded") == 0;
}

enum watch_verdict
pool_faulted(struct noticing *noticing)
{
	const char *health = health_show(noticing);

	if (*health == '\0')
		return pools_unknown(noticing);
	return is_whole(health) ? WATCH_WELL : found(noticing, "%s is %s",
	    named(noticing, KIND_POOL, guest_row(noticing)->pool), health);
}

enum watch_verdict
pool_degraded(struct noticing *noticing)
{
	const char *health = health_show(noticing);

	if (*health == '\0')
		return pools_unknown(noticing);
	return strcmp(health, "degraded") != 0 ? WATCH_WELL : found(noticing,
	    "%s is degraded", named(noticing, KIND_POOL,
	    guest_row(noticing)->pool));
}
