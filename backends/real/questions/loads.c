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

	if (fact == NULL && all->strange == 0 && fact_find_two(all,
	    "property", (const char *const[]){ "node", node, NULL, NULL }) !=
	    NULL)
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
	/* It does not name the node. */
	if (*word == '\0')
		return all->strange == 0 || asking_fail(asking, "it is not "
		    "known how %.80s is on %.80s", group, node);
	while (i < sizeof(words) / sizeof(words[0]) &&
	    strcmp(words[i].word, word) != 0)
		i++;
	if (i == sizeof(words) / sizeof(words[0]))
		return asking_fail(asking, "the state of %.80s is not known",
		    group);
	*counts = words[i].counts;
	return true;
}

/* The load of all groups on the node but that of the question. */
static bool
sum_look(struct asking *asking, const struct op *ask,
    const struct reading *show, const struct reading *all, int64_t *sum)
{
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
		if (factor == 0)
			continue;
		if (!counts_look(asking, all, group, name_text(asking,
		    KIND_NODE, ask->to), &counts))
			return false;
		*sum += counts ? factor : 0;
	}
	return true;
}

/* Each group that the status has must be in what is shown, or its load may be
 * missing. */
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
	return show->strange == 0 || asking_fail(asking, "what clrg show "
	    "shows is not understood");
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
