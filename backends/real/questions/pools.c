/*
 * Where a pool is imported.
 *
 * Every node is asked what it has imported.  A node that does not answer may
 * have the pool, unless the cluster has given it up, or the pool's label names
 * another machine as its last.
 */
#include <string.h>

#include "backends/real/questions/readers.h"

/* What the nodes say of a pool. */
struct whereabouts {
	const char	*name;
	uint32_t	 here;		/* the first that has imported it */
	const struct fact_row *fact;
	uint32_t	 silent;	/* a member without an answer, or 0 */
	uint32_t	 gone;		/* one that is no member, or 0 */
	unsigned	 others;	/* nodes for which another machine had
					   it last */
	unsigned	 own;		/* nodes for which none had */
	uint32_t	 last;		/* one of these */
	uint32_t	 unsure;	/* its list may lack some; or 0 */
};

/* A list that is cut off ends within one, or says nothing at all. */
static bool
is_whole(const struct output *output)
{
	return strstr(output->ended.err, "no pools available") != NULL ||
	    strstr(output->ended.out, "no pools available") != NULL ||
	    (output->reading.count != 0 && output->reading.strange == 0);
}

/* A node that has not imported it sees whether it could. */
static bool
importable_look(struct asking *asking, const struct op *ask, uint32_t node,
    struct whereabouts *where)
{
	bool lost = false;
	const struct output *output = asking_try(asking, ask, node,
	    LINE_IMPORTABLE, &lost);
	const struct fact_row *fact;

	if (output == NULL)
		return lost;
	fact = fact_find(&output->reading, "importable", "name", where->name);
	if (fact == NULL) {
		if (!is_whole(output))
			where->unsure = node;
		return true;
	}
	if (fact_is(fact, "last_accessed_elsewhere", "yes")) {
		where->others++;
	} else {
		where->own++;
		where->last = node;
	}
	return true;
}

/* A node that does not answer: is it a member, for the one that is asked? */
static bool
silent_look(struct asking *asking, const struct op *ask, uint32_t node,
    struct whereabouts *where)
{
	struct op member = { .kind = OP_MEMBER_STATE, .on = ask->on,
	    .to = node };
	struct answer answer = { .state = STATE_ABSENT };

	if (!member_answer(asking, &member, &answer))
		return false;
	if (answer.state == STATE_UP)
		where->silent = node;
	else
		where->gone = node;
	return true;
}

static bool
node_look(struct asking *asking, const struct op *ask, uint32_t node,
    struct whereabouts *where)
{
	bool lost = false;
	const struct output *output = asking_try(asking, ask, node,
	    LINE_POOLS, &lost);
	const struct fact_row *fact;

	if (output == NULL)
		return lost && silent_look(asking, ask, node, where);
	fact = fact_find(&output->reading, "pool", "name", where->name);
	if (fact == NULL && !is_whole(output))
		return asking_fail(asking, "%.80s does not say which pools it "
		    "has imported", name_text(asking, KIND_NODE, node));
	if (fact == NULL)
		return importable_look(asking, ask, node, where);
	if (where->here == 0) {
		where->here = node;
		where->fact = fact;
	}
	return true;
}

/* It is imported with no altroot: then it is in the node's cache file, and is
 * imported again at a boot; of a resource's pool only if that resource is
 * there. */
static bool
imported_answer(struct asking *asking, const struct op *ask,
    const struct whereabouts *where, struct answer *answer)
{
	struct op resource = { .kind = OP_RESOURCE_STATE, .on = ask->on,
	    .resource = ask->resource, .value = TEXT_MONITORED };
	struct answer found = { .state = STATE_ABSENT };

	if (ask->resource != 0 && !resource_answer(asking, &resource, &found))
		return false;
	if (fact_detail(where->fact, "altroot") == NULL)
		return asking_fail(asking, "it is not known how %.80s is "
		    "imported", where->name);
	answer->state = STATE_IMPORTED;
	answer->on = where->here;
	answer->number = fact_is(where->fact, "altroot", "-") &&
	    (ask->resource == 0 || found.state != STATE_ABSENT);
	return true;
}

/* Has no node that answers imported it, by its own word?  A list that lacks a
 * row would say the same. */
static bool
nowhere_sure(struct asking *asking, const struct op *ask, const char *pool)
{
	bool sure = true;

	for (uint32_t n = 1; n <= asking->site->node_count; n++) {
		bool lost = false;

		asking_try(asking, ask, n, LINE_POOL, &lost);
		sure = (lost || absence_sure(asking, n, LINE_POOL, ask,
		    pool)) && sure;
	}
	return sure;
}

static bool
elsewhere_answer(struct asking *asking, const struct op *ask,
    const struct whereabouts *where, struct answer *answer)
{
	if (!nowhere_sure(asking, ask, where->name))
		return false;
	if (where->own + where->others == 0)
		return where->unsure == 0 || asking_fail(asking, "%.80s does "
		    "not say which pools it could import", name_text(asking,
		    KIND_NODE, where->unsure));
	if (where->own == 0 && where->silent != 0)
		return asking_fail(asking, "%.80s does not answer, and may "
		    "have imported %.80s", name_text(asking, KIND_NODE,
		    where->silent), where->name);
	answer->state = STATE_EXPORTED;
	if (where->own == 0)
		answer->on = where->gone;
	else if (where->others != 0)
		answer->on = where->last;
	return true;
}

bool
pool_answer(struct asking *asking, const struct op *ask, struct answer *answer)
{
	struct whereabouts where = { .name = name_text(asking, KIND_POOL,
	    ask->pool) };
	bool all = true;

	for (uint32_t n = 1; n <= asking->site->node_count; n++)
		all = node_look(asking, ask, n, &where) && all;
	if (!all)
		return false;
	return where.here != 0 ? imported_answer(asking, ask, &where,
	    answer) : elsewhere_answer(asking, ask, &where, answer);
}
