/*
 * How many groups are on a node, as the cluster's programs list them.
 */
#include <string.h>

#include "backends/real/questions/membership.h"
#include "backends/real/questions/readers.h"

static bool
is_among(const char *word, const char *const *words)
{
	while (*words != NULL && strcmp(*words, word) != 0)
		words++;
	return *words != NULL;
}

/* Of each group it is said how it is on that node. */
bool
groups_there_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	static const char *const away[] = { "offline", "unmanaged", NULL };
	static const char *const moving[] = { "pending-offline",
	    "pending-online", "pending-online-blocked", NULL };
	static const char *const there[] = { "online", "online-faulted",
	    "error-stop-failed", NULL };
	const char *node = name_text(asking, KIND_NODE, ask->to);
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_STATUS, ask);
	bool busy = false;

	if (all == NULL || !membership(asking, ask->to, all, answer))
		return false;
	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];
		const char *word = fact_said(fact, "status");

		if (strcmp(fact->kind, "group") != 0 ||
		    !fact_is(fact, "node", node) || is_among(word, away))
			continue;
		if (!is_among(word, moving) && !is_among(word, there))
			return asking_fail(asking, "%.40s: how %.80s is there "
			    "is not known", node, fact_said(fact, "name"));
		answer->number++;
		busy = busy || is_among(word, moving);
	}
	answer->state = busy ? STATE_PENDING : answer->number != 0 ?
	    STATE_PRESENT : STATE_ABSENT;
	return true;
}
