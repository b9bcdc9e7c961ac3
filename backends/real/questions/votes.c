/*
 * The votes of the quorum, as clquorum lists them.
 */
#include "backends/real/questions/membership.h"
#include "backends/real/questions/readers.h"

static const struct fact_row *
node_votes(struct asking *asking, const struct reading *all,
    const struct op *ask)
{
	const char *node = name_text(asking, KIND_NODE, ask->to);
	const struct fact_row *fact = fact_find(all, "quorum-node", "name",
	    node);

	if (fact != NULL && fact_detail(fact, "possible") != NULL &&
	    fact_detail(fact, "present") != NULL)
		return fact;
	asking_fail(asking, "the cluster does not say how many votes %.80s "
	    "has", node);
	return NULL;
}

bool
votes_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on, LINE_VOTES,
	    ask);
	const struct fact_row *fact = all == NULL ? NULL :
	    node_votes(asking, all, ask);

	if (fact == NULL)
		return false;
	answer->on = ask->to;
	answer->number = fact_amount(fact, "possible");
	answer->state = answer->number != 0 ? STATE_PRESENT : STATE_ABSENT;
	return true;
}

/* As many as are present without its own, less those that are needed. */
bool
quorum_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on, LINE_VOTES,
	    ask);
	const struct fact_row *whole, *fact;

	if (all == NULL)
		return false;
	whole = fact_find(all, "quorum", NULL, NULL);
	fact = node_votes(asking, all, ask);
	if (fact == NULL)
		return false;
	if (whole == NULL || fact_detail(whole, "needed") == NULL ||
	    fact_detail(whole, "present") == NULL)
		return asking_fail(asking, "the cluster does not say how many "
		    "votes it needs");
	answer->on = ask->to;
	answer->number = fact_amount(whole, "present") -
	    fact_amount(fact, "present") - fact_amount(whole, "needed");
	return true;
}
