/*
 * Nodes, and the votes of the cluster.
 */
#include "backends/watch/nodes.h"

#include <string.h>

#include "backends/watch/node_is.h"

/* What each says of the node. */
static void
words_show(struct noticing *noticing)
{
	const struct survey *survey = noticing->survey;

	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const struct surveyed *one = answer_at(survey, n,
		    SURVEY_CLUSTER);
		const struct fact_row *fact = fact_of(one, "node", "name",
		    node_named(noticing, noticing->node));

		if (fact != NULL)
			show_fact(noticing, one, fact);
	}
}

/* What the node has not answered. */
static void
silence_show(struct noticing *noticing, enum survey_line line)
{
	const struct surveyed *one = survey_find(noticing->survey,
	    noticing->node, line, NULL);

	if (one != NULL && !surveyed_answered(one))
		show_silence(noticing, one);
}

enum watch_verdict
node_gone(struct noticing *noticing)
{
	const char *name = node_named(noticing, noticing->node);

	switch (node_is(noticing->survey, noticing->node)) {
	case NODE_UNKNOWN:
		return unknown(noticing, "nobody says whether %s is a member",
		    name);
	case NODE_GIVEN_UP:
		words_show(noticing);
		silence_show(noticing, SURVEY_DOMAINS);
		return found(noticing, node_is_silent(noticing->survey,
		    noticing->node) ? "the cluster has given %s up, and it "
		    "does not answer" : "%s is no member of the cluster, and "
		    "answers", name);
	case NODE_MEMBER:
	case NODE_DISPUTED:
		break;
	}
	return WATCH_WELL;
}

/* Whoever says it: then it is gone, or sick. */
enum watch_verdict
node_silent(struct noticing *noticing)
{
	if (!node_is_silent(noticing->survey, noticing->node) ||
	    node_is(noticing->survey, noticing->node) != NODE_UNKNOWN)
		return WATCH_WELL;
	silence_show(noticing, SURVEY_DOMAINS);
	return found(noticing, "%s does not answer, and nobody says whether "
	    "it is a member", node_named(noticing, noticing->node));
}

enum watch_verdict
members_differ(struct noticing *noticing)
{
	enum node_is is = node_is(noticing->survey, noticing->node);

	if (is == NODE_UNKNOWN)
		return unknown(noticing, "nobody says whether %s is a member",
		    node_named(noticing, noticing->node));
	if (is != NODE_DISPUTED)
		return WATCH_WELL;
	words_show(noticing);
	return found(noticing, "some say that %s is a member, and some that "
	    "it is not", node_named(noticing, noticing->node));
}

/* The service of that name, if it is not online. */
static const struct fact_row *
daemon_off(const struct surveyed *one, const char *name)
{
	for (uint32_t i = 0; one != NULL && i < one->output.reading.count;
	    i++) {
		const struct fact_row *fact = &one->output.reading.fact[i];

		if (fact->why == NULL && strstr(fact_word(fact, "name"),
		    name) != NULL && *fact_word(fact, "state") != '\0' &&
		    !fact_is(fact, "state", "online"))
			return fact;
	}
	return NULL;
}

/* Of a member that answers something: what hangs there, or fails.  Each is
 * named once. */
static const char *
sick_parts(struct noticing *noticing)
{
	static const struct {
		enum survey_line line;
		const char	*part;
	} parts[] = {
		{ SURVEY_DOMAINS, "ldmd" }, { SURVEY_SPACE, "its root disk" },
		{ SURVEY_POOLS, "zpool" }, { SURVEY_CLUSTER, "the cluster's "
		    "programs" },
	};
	const struct surveyed *one = answer_at(noticing->survey,
	    noticing->node, SURVEY_DAEMONS);
	const struct fact_row *off = daemon_off(one, "/ldmd:");
	const char *text = "";

	if (off != NULL) {
		show_fact(noticing, one, off);
		text = "ldmd";
	}
	for (size_t i = off != NULL; i < sizeof(parts) / sizeof(parts[0]);
	    i++) {
		one = survey_find(noticing->survey, noticing->node,
		    parts[i].line, NULL);
		if (one == NULL || surveyed_answered(one))
			continue;
		show_silence(noticing, one);
		text = arena_format(noticing->arena, "%s%s%s", text,
		    *text != '\0' ? ", " : "", parts[i].part);
	}
	return text;
}

/* Its heartbeats are there, so the cluster waits for it for ever. */
enum watch_verdict
node_sick(struct noticing *noticing)
{
	const char *name = node_named(noticing, noticing->node), *parts;
	enum node_is is = node_is(noticing->survey, noticing->node);

	if (is == NODE_GIVEN_UP)
		return WATCH_WELL;
	if (is == NODE_UNKNOWN)
		return unknown(noticing, "nobody says whether %s is a member",
		    name);
	if (node_is_silent(noticing->survey, noticing->node)) {
		words_show(noticing);
		silence_show(noticing, SURVEY_DOMAINS);
		return found(noticing, "%s is a member of the cluster, and "
		    "does not answer", name);
	}
	parts = sick_parts(noticing);
	if (*parts == '\0')
		return WATCH_WELL;
	words_show(noticing);
	return found(noticing, "%s is a member of the cluster, and does not "
	    "work: %s", name, parts);
}

/* The answer about votes, with its first line; NULL: there is none. */
static const struct fact_row *
votes_said(struct noticing *noticing, const struct surveyed **one)
{
	*one = survey_find(noticing->survey, 0, SURVEY_QUORUM, NULL);
	if (*one == NULL || !surveyed_answered(*one))
		return NULL;
	return fact_of(*one, "quorum", NULL, NULL);
}

enum watch_verdict
quorum_lost(struct noticing *noticing)
{
	const struct surveyed *one;
	const struct fact_row *votes = votes_said(noticing, &one);

	if (votes == NULL)
		return unknown(noticing, "nobody says how many votes there "
		    "are");
	if (fact_amount(votes, "present") >= fact_amount(votes, "needed"))
		return WATCH_WELL;
	show_fact(noticing, one, votes);
	return found(noticing, "%s votes are present, and %s are needed",
	    fact_said(votes, "present"), fact_said(votes, "needed"));
}

enum watch_verdict
quorum_edge(struct noticing *noticing)
{
	const struct surveyed *one;
	const struct fact_row *votes = votes_said(noticing, &one);

	if (votes == NULL)
		return unknown(noticing, "nobody says how many votes there "
		    "are");
	if (fact_amount(votes, "present") != fact_amount(votes, "needed") ||
	    noticing->site->node_count == 1)
		return WATCH_WELL;
	show_fact(noticing, one, votes);
	return found(noticing, "%s votes are present, and all are needed: one "
	    "less stops the cluster", fact_said(votes, "present"));
}

enum watch_verdict
quorum_device(struct noticing *noticing)
{
	const struct surveyed *one;
	const struct fact_row *votes = votes_said(noticing, &one);
	const char *off = "";

	if (votes == NULL)
		return unknown(noticing, "nobody says how many votes there "
		    "are");
	for (uint32_t i = 0; i < one->output.reading.count; i++) {
		const struct fact_row *fact = &one->output.reading.fact[i];

		if (fact->why != NULL || strcmp(fact->kind, "quorum-device") !=
		    0 || fact_is(fact, "status", "online"))
			continue;
		show_fact(noticing, one, fact);
		off = arena_format(noticing->arena, "%s%s%s", off,
		    *off != '\0' ? ", " : "", fact_word(fact, "name"));
	}
	return *off == '\0' ? WATCH_WELL : found(noticing, "%s: not online",
	    off);
}
