/*
 * The cluster: its members, its votes, its private links.
 */
#include <string.h>

#include "backends/readiness/cluster.h"
#include "backends/readiness/subjects.h"

void
member_judge(struct judging *judging)
{
	const struct fact_row *node = said(judging, 0, SURVEY_CLUSTER, "node",
	    which("name", node_of(judging, judging->node)));

	decide(judging, fact_is(node, "status", "online"), "%s",
	    fact_said(node, "status"));
}

/* As many votes as are needed without this node's. */
void
quorum_judge(struct judging *judging)
{
	const struct fact_row *all = said(judging, 0, SURVEY_QUORUM, "quorum",
	    which(NULL, NULL));
	const struct fact_row *own = said(judging, 0, SURVEY_QUORUM,
	    "quorum-node", which("name", node_of(judging, judging->node)));
	int64_t needed = fact_amount(all, "needed");
	int64_t without = fact_amount(all, "present") -
	    fact_amount(own, "present");

	decide(judging, needed > 0 && without >= needed, "without it %lld "
	    "votes are present, and %lld are needed", (long long)without,
	    (long long)needed);
}

/* The votes of that kind that may be cast; those that are not are named. */
static int64_t
votes_of(struct judging *judging, const struct surveyed *one, const char *kind,
    const char **off)
{
	const struct fact_row *fact;
	int64_t votes = 0;
	uint32_t n = 0;

	while ((fact = each_said(judging, one, kind, &n)) != NULL) {
		votes += fact_amount(fact, "possible");
		if (!fact_is(fact, "status", "online"))
			*off = fact_word(fact, "name");
	}
	return votes;
}

/* All votes are accounted for, so no device is left out here. */
void
quorum_devices_judge(struct judging *judging)
{
	const struct surveyed *one = answered(judging, 0, SURVEY_QUORUM);
	const struct fact_row *all = said(judging, 0, SURVEY_QUORUM, "quorum",
	    which(NULL, NULL));
	int64_t devices = 0, nodes = 0, possible = fact_amount(all,
	    "possible");
	const char *off = NULL, *member = NULL;

	if (one != NULL && all != NULL) {
		devices = votes_of(judging, one, "quorum-device", &off);
		nodes = votes_of(judging, one, "quorum-node", &member);
		if (devices + nodes != possible)
			lacks(judging, "%lld votes are possible, and nodes and "
			    "devices have %lld", (long long)possible,
			    (long long)(devices + nodes));
	}
	if (off != NULL)
		fails(judging, "%s is not online", off);
	else
		decide(judging, true, "devices have %lld of %lld votes, and "
		    "are online", (long long)devices, (long long)possible);
}

/* Does the path go from that end to that node? */
static bool
joins(const struct fact_row *fact, const char *from, const char *node)
{
	const char *const end[] = { fact_word(fact, "from"),
	    fact_word(fact, "to") };
	size_t n = strlen(node);

	for (int i = 0; i < 2; i++)
		if (strcmp(end[i], from) == 0 &&
		    strncmp(end[1 - i], node, n) == 0 && end[1 - i][n] == ':')
			return true;
	return false;
}

static void
path_look(struct judging *judging, const struct surveyed *links,
    const char *from, const char *to, const char **off)
{
	const struct reading *all = &links->output.reading;
	uint32_t i = 0;

	while (i < all->count && (all->fact[i].why != NULL ||
	    strcmp(all->fact[i].kind, "transport-path") != 0 ||
	    !joins(&all->fact[i], from, to)))
		i++;
	if (i == all->count) {
		lacks(judging, "%s: no line says it of a path from %s to %s",
		    links->output.line, from, to);
		return;
	}
	quote(judging, links, &all->fact[i]);
	if (!fact_is(&all->fact[i], "status", "path-online"))
		*off = from;
}

/* Each of its adapters has a path to each other node. */
void
interconnect_judge(struct judging *judging)
{
	const char *own = node_of(judging, judging->node), *off = NULL;
	const struct fact_row *list = said(judging, 0, SURVEY_NODES,
	    "property", which_two("node", own, "name",
	    "Transport Adapter List"));
	const struct surveyed *links = answered(judging, 0, SURVEY_LINKS);
	const char *at = fact_said(list, "value");
	unsigned adapters = 0;

	for (at += strspn(at, " ,"); links != NULL && *at != '\0';
	    at += strspn(at, " ,")) {
		const char *from = arena_format(judging->arena, "%s:%.*s", own,
		    (int)strcspn(at, " ,"), at);

		for (uint32_t n = 1; n <= judging->site->node_count; n++)
			if (n != judging->node)
				path_look(judging, links, from,
				    node_of(judging, n), &off);
		at += strcspn(at, " ,");
		adapters++;
	}
	if (off != NULL)
		fails(judging, "the path of %s is not online", off);
	else
		decide(judging, adapters > 1, "%u adapter%s, each with a path "
		    "to every other node", adapters, adapters == 1 ? "" : "s");
}

void
path_failure_judge(struct judging *judging)
{
	const struct fact_row *fact = said(judging, 0, SURVEY_NODES,
	    "property", which_two("node", node_of(judging, judging->node),
	    "name", "reboot_on_path_failure"));

	decide(judging, fact_is(fact, "value", "disabled"),
	    "reboot_on_path_failure is %s", fact_said(fact, "value"));
}
