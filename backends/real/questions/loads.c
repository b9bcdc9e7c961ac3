/*
 * Load limits of nodes, and the load of the groups that count there.
 */
#include <string.h>

#include "backends/real/questions/readers.h"
#include "core/site/load.h"

/* The number behind that word in "softlimit=2,hardlimit=3"; "" without it. */
static const char *
limit_part(struct asking *asking, const char *value, const char *word)
{
	const char *at = strstr(value, word);

	if (at == NULL)
		return "";
	at += strlen(word);
	return arena_text(asking->arena, at, strspn(at, "0123456789"));
}

/* Is the list of the node's properties there to its end, and is nothing said of
 * limits that is not understood? */
static bool
is_said_whole(const struct reading *all, const char *node)
{
	for (uint32_t i = 0; i < all->count; i++) {
		const char *name = fact_said(&all->fact[i], "name");

		if (strstr(name, "imit") != NULL &&
		    strncmp(name, "Load_limit{", 11) != 0)
			return false;
	}
	return all->strange == 0 && fact_find_two(all, "property",
	    (const char *const[]){ "node", node, "name",
	    "Transport Adapter List" }) != NULL;
}

/* The limit of that name as the site has it, "guests=2:3"; "": the node has
 * none.  NULL: that is not known. */
static const char *
limit_of(struct asking *asking, const struct reading *all, const char *node,
    const char *name)
{
	const struct fact_row *fact = fact_find_two(all, "property",
	    (const char *const[]){ "node", node, "name", arena_format(
	    asking->arena, "Load_limit{%s}", name) });
	const char *value = fact_said(fact, "value"), *soft, *hard;

	if (fact == NULL && is_said_whole(all, node))
		return "";
	soft = limit_part(asking, value, "softlimit=");
	hard = limit_part(asking, value, "hardlimit=");
	if (*soft != '\0' || *hard != '\0')
		return arena_format(asking->arena, "%s=%s:%s", name, soft,
		    hard);
	asking_fail(asking, "the load limits of %.80s are not known", node);
	return NULL;
}

/* Where a group counts, by its word for the node. */
static const struct {
	const char	*word;
	bool		 counts;
} words[] = {
	{ "online", true }, { "online-faulted", true },
	{ "error-stop-failed", true }, { "offline", false },
	{ "unmanaged", false },
};

/* *counts: the group counts on the node.  One on its way counts where it goes
 * and where it comes from, which no status shows. */
static bool
counts_look(struct asking *asking, const struct reading *all,
    const char *group, const char *node, bool *counts)
{
	const char *word = fact_said(fact_find_two(all, "group",
	    (const char *const[]){ "name", group, "node", node }), "status");
	size_t i = 0;

	for (uint32_t n = 0; n < all->count; n++)
		if (strcmp(all->fact[n].kind, "group") == 0 &&
		    fact_is(&all->fact[n], "name", group) && strncmp(
		    fact_said(&all->fact[n], "status"), "pending", 7) == 0)
			return asking_fail(asking, "%.80s is on its way",
			    group);
	while (i < sizeof(words) / sizeof(words[0]) &&
	    strcmp(words[i].word, word) != 0)
		i++;
	if (i == sizeof(words) / sizeof(words[0]))
		return asking_fail(asking, "it is not known how %.80s is on "
		    "%.80s", group, node);
	*counts = words[i].counts;
	return true;
}

/* Has the group that node in its list? */
static bool
is_node_of(const struct reading *show, const char *group, const char *node)
{
	const char *at = fact_said(fact_find_two(show, "property",
	    (const char *const[]){ "group", group, "name", "Nodelist" }),
	    "value");

	while (*at != '\0') {
		size_t n = strcspn(at, " ");

		if (strlen(node) == n && strncmp(at, node, n) == 0)
			return true;
		at += n + strspn(at + n, " ");
	}
	return false;
}

/* The load of all groups on the node but that of the question. */
static bool
sum_look(struct asking *asking, const struct op *ask,
    const struct reading *show, const struct reading *all, int64_t *sum)
{
	const char *node = name_text(asking, KIND_NODE, ask->to);

	for (uint32_t i = 0; i < show->count; i++) {
		const char *group = fact_said(&show->fact[i], "name");
		int64_t factor;
		bool counts = false;

		if (strcmp(show->fact[i].kind, "group") != 0 ||
		    names_find(asking->names, KIND_GROUP, group) == ask->group)
			continue;
		factor = load_factor(asking->names, property_value(asking,
		    show, (const char *const[]){ "group", group },
		    load_property), ask->value);
		if (factor == 0 || !is_node_of(show, group, node))
			continue;
		if (!counts_look(asking, all, group, node, &counts))
			return false;
		*sum += counts ? factor : 0;
	}
	return true;
}

/* No group's load may be missing: the status has all groups if resources come
 * after them, and each of these must be in what is shown. */
static bool
is_whole(struct asking *asking, const struct reading *show,
    const struct reading *all)
{
	for (uint32_t i = 0; i < all->count; i++)
		if (strcmp(all->fact[i].kind, "group") == 0 && fact_find_two(
		    show, "property", (const char *const[]){ "group",
		    fact_said(&all->fact[i], "name"), "name", "Nodelist" }) ==
		    NULL)
			return asking_fail(asking, "clrg show does not show "
			    "%.80s", fact_said(&all->fact[i], "name"));
	return (show->strange == 0 && all->strange == 0 && fact_find(all,
	    "resource", NULL, NULL) != NULL) || asking_fail(asking,
	    "not all groups are known");
}

bool
load_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *limits = asking_facts(asking, ask->on,
	    LINE_LIMITS, ask);
	const struct reading *show = asking_facts(asking, ask->on, LINE_SHOW,
	    ask);
	const struct reading *all = asking_facts(asking, ask->on, LINE_STATUS,
	    ask);
	const char *limit;

	if (limits == NULL || show == NULL || all == NULL)
		return false;
	limit = limit_of(asking, limits, name_text(asking, KIND_NODE,
	    ask->to), name_text(asking, KIND_TEXT, ask->value));
	if (limit == NULL)
		return false;
	answer->on = ask->to;
	if (*limit == '\0')
		return true;
	answer->state = STATE_PRESENT;
	answer->value = names_put(asking->names, KIND_TEXT, limit);
	return is_whole(asking, show, all) && sum_look(asking, ask, show, all,
	    &answer->number);
}
