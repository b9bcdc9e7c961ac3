#include "backends/watch/decision.h"

#include <assert.h>

#include "backends/watch/guest_is.h"
#include "backends/watch/node_is.h"
#include "core/site/site.h"

static struct noticing
about(const struct deciding *deciding)
{
	return (struct noticing){ .survey = deciding->of->survey,
	    .site = deciding->of->site,
	    .guest = deciding->noted->watched->guest };
}

static const struct site_guest *
row_of(const struct deciding *deciding)
{
	return &deciding->of->site->guests[deciding->noted->watched->guest];
}

bool
decision_concerns(const struct deciding *deciding)
{
	const struct noted *noted = deciding->noted;

	return noted->watched != NULL && noted->row->recover &&
	    noted->watched->guest != 0 && !row_of(deciding)->agent.present &&
	    !row_of(deciding)->foreign;
}

static bool
has_opted_in(const struct deciding *deciding)
{
	return row_of(deciding)->watch_act;
}

static bool
may_act(const struct deciding *deciding)
{
	return deciding->may_act;
}

static bool
is_sure(const struct deciding *deciding)
{
	return noted_stands(deciding->noted, deciding->now_ms);
}

/* Nobody knows how what was begun has ended, or it did not help. */
static bool
is_not_tried(const struct deciding *deciding)
{
	return deciding->noted->acted_ms == 0;
}

/* Enough votes, as a node says it in this survey. */
static bool
is_quorate(const struct deciding *deciding)
{
	const struct surveyed *one = survey_find(deciding->of->survey, 0,
	    SURVEY_QUORUM, NULL);
	const struct fact_row *votes = one == NULL || !surveyed_answered(one) ?
	    NULL : fact_of(one, "quorum", NULL, NULL);

	return votes != NULL && fact_amount(votes, "needed") > 0 &&
	    fact_amount(votes, "present") >= fact_amount(votes, "needed");
}

/* Of each node all say the same. */
static bool
is_agreed(const struct deciding *deciding)
{
	for (uint32_t n = 1; n <= deciding->of->survey->nodes; n++) {
		enum node_is is = node_is(deciding->of->survey, n);

		if (is == NODE_UNKNOWN || is == NODE_DISPUTED)
			return false;
	}
	return true;
}

/* It may run where nobody knows, or there are two. */
static bool
is_nowhere_else(const struct deciding *deciding)
{
	const struct noticing noticing = about(deciding);
	struct guest_is is;

	guest_is(&noticing, &is);
	return is.perhaps == 0 && is.twin == 0;
}

/* Where it would be started the manager has its group. */
static bool
has_place(const struct deciding *deciding)
{
	const struct noticing noticing = about(deciding);
	struct guest_is is;

	guest_is(&noticing, &is);
	return is.group == GROUP_IS_ONLINE && (is.on == 0 || is.on ==
	    is.group_on);
}

static bool
is_not_suspended(const struct deciding *deciding)
{
	const struct noticing noticing = about(deciding);
	struct guest_is is;

	guest_is(&noticing, &is);
	return !is.suspended;
}

static const struct {
	bool		(*lets)(const struct deciding *);
	const char	*otherwise;
} gates[] = {
	{ has_opted_in, "the site file does not say \"watch\": \"act\" of it" },
	{ may_act, "the watch was started without --act" },
	{ is_sure, "it is not sure yet" },
	{ is_not_tried, "recover was run already; a person looks at its run" },
	{ is_quorate, "the cluster has no quorum, or nobody says that it has" },
	{ is_agreed, "it is not agreed who is a member" },
	{ is_nowhere_else, "it may be on another node, too" },
	{ is_not_suspended, "its group is suspended: somebody works on it" },
	{ has_place, "its group is not online, or not where it is" },
};

const char *
decision_against(const struct deciding *deciding)
{
	assert(decision_concerns(deciding));
	for (size_t i = 0; i < sizeof(gates) / sizeof(gates[0]); i++)
		if (!gates[i].lets(deciding))
			return gates[i].otherwise;
	return NULL;
}
