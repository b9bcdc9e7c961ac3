#include "backends/watch/node_is.h"

#include "backends/watch/noticing.h"

static const struct fact_row *
said_by(const struct survey *survey, uint32_t member, uint32_t node)
{
	return fact_of(answer_at(survey, member, SURVEY_CLUSTER), "node",
	    "name", survey->node[node]);
}

enum node_is
node_is(const struct survey *survey, uint32_t node)
{
	bool online = false, offline = false;

	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const struct fact_row *fact = said_by(survey, n, node);

		online |= fact_is(fact, "status", "online");
		offline |= fact_is(fact, "status", "offline");
	}
	return online && offline ? NODE_DISPUTED : online ? NODE_MEMBER :
	    offline ? NODE_GIVEN_UP : NODE_UNKNOWN;
}

bool
node_is_silent(const struct survey *survey, uint32_t node)
{
	bool asked = false;

	for (uint32_t i = 0; i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];

		if (one->output.place != node)
			continue;
		if (!one->output.lost)
			return false;
		asked = true;
	}
	return asked;
}

bool
node_lists(const struct survey *survey, uint32_t node)
{
	const struct surveyed *one = answer_at(survey, node, SURVEY_DOMAINS);

	return one != NULL && surveyed_strange(one) == 0 &&
	    !one->output.reading.full;
}

const struct surveyed *
node_said(const struct survey *survey, uint32_t node,
    const struct fact_row **fact)
{
	for (uint32_t n = 1; n <= survey->nodes; n++) {
		*fact = said_by(survey, n, node);
		if (*fact != NULL)
			return answer_at(survey, n, SURVEY_CLUSTER);
	}
	return NULL;
}
