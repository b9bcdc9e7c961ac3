/*
 * Nodes, quorum, groups and resources, as the members of the cluster say it.
 */
#include <string.h>

#include "backends/survey/standing_parts.h"

/* A thing at a node, and the key of how it is there. */
struct about {
	const char	*kind, *name;
	const char	*node;		/* NULL: it is nowhere in particular */
	const char	*key;
};

static const char *
said_by(const struct standing *standing, uint32_t member,
    const struct about *about)
{
	const struct reading *all = survey_reading(standing->survey, member,
	    SURVEY_CLUSTER);

	return all == NULL ? "" : fact_said(fact_find_two(all, about->kind,
	    (const char *const[]){ "name", about->name, about->node != NULL ?
	    "node" : NULL, about->node }), about->key);
}

/* What the first member says that says anything, or "?"; a member that says
 * something else is in the row. */
static const char *
said(struct standing *standing, struct standing_row *row,
    const struct about *about)
{
	const struct survey *survey = standing->survey;
	const char *state = "?", *by = "";

	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const char *says = said_by(standing, n, about);

		if (*says == '\0')
			continue;
		if (*by == '\0') {
			state = says;
			by = survey->node[n];
		} else if (strcmp(says, state) != 0)
			standing_worse(standing, row, STANDS_BADLY, "%s says "
			    "%s%s%s, %s says %s", by, state,
			    about->node != NULL ? " on " : "", about->node !=
			    NULL ? about->node : "", survey->node[n], says);
	}
	return state;
}

/* The control domain, by its flag. */
static const struct fact_row *
control_find(const struct reading *all)
{
	for (uint32_t i = 0; i < all->count; i++)
		if (strcmp(all->fact[i].kind, "domain") == 0 &&
		    strstr(fact_word(&all->fact[i], "flags"), "control") !=
		    NULL)
			return &all->fact[i];
	return NULL;
}

static void
node_domain(struct standing *standing, struct standing_row *row, uint32_t n)
{
	const struct reading *all = survey_reading(standing->survey, n,
	    SURVEY_DOMAINS);
	const struct fact_row *control = all != NULL ? control_find(all) :
	    NULL;
	const struct surveyed *asked = survey_find(standing->survey, n,
	    SURVEY_DOMAINS, NULL);

	if (control == NULL) {
		standing_worse(standing, row, STANDS_UNKNOWN, "%s",
		    asked != NULL && asked->output.lost ? "does not answer" :
		    "its domains are not known");
		return;
	}
	if (strstr(fact_word(control, "flags"), "delayed") != NULL)
		standing_worse(standing, row, STANDS_NOTED, "a delayed "
		    "reconfiguration is pending");
}

void
standing_nodes(struct standing *standing)
{
	const struct survey *survey = standing->survey;

	for (uint32_t n = 1; n <= survey->nodes; n++) {
		struct standing_row *row = standing_add(standing, "node",
		    survey->node[n]);

		row->state = said(standing, row, &(struct about){ "node",
		    survey->node[n], NULL, "status" });
		if (strcmp(row->state, "?") == 0)
			standing_worse(standing, row, STANDS_UNKNOWN, "%s",
			    "no member says whether it is one");
		else if (strcmp(row->state, "online") != 0)
			standing_worse(standing, row, STANDS_BADLY, "%s", "");
		node_domain(standing, row, n);
	}
}

void
standing_quorum(struct standing *standing)
{
	const struct reading *all = survey_reading(standing->survey, 0,
	    SURVEY_QUORUM);
	const struct fact_row *fact = all == NULL ? NULL : fact_find(all,
	    "quorum", NULL, NULL);
	struct standing_row *row = standing_add(standing, "quorum", "votes");
	int64_t needed = fact_amount(fact, "needed");
	int64_t present = fact_amount(fact, "present");

	if (fact == NULL) {
		standing_worse(standing, row, STANDS_UNKNOWN, "%s",
		    "no member says it");
		return;
	}
	row->state = arena_format(standing->arena, "%s of %s",
	    fact_said(fact, "present"), fact_said(fact, "possible"));
	standing_worse(standing, row, present <= needed ? STANDS_BADLY :
	    present < fact_amount(fact, "possible") ? STANDS_NOTED :
	    STANDS_WELL, present <= needed ? "%s needed; one vote less stops "
	    "the cluster" : "%s needed", fact_said(fact, "needed"));
}

/* What a thing is as a whole follows from what it is on its nodes: the first of
 * these that it has anywhere. */
static const struct {
	const char	*state;
	enum stands	 stands;
	bool		 here;		/* it is on that node */
} wholes[] = {
	{ "error-stop-failed", STANDS_BADLY, true },
	{ "stop-failed", STANDS_BADLY, true },
	{ "online-faulted", STANDS_BADLY, true },
	{ "start-failed", STANDS_BADLY, false },
	{ "pending-offline", STANDS_NOTED, true },
	{ "pending-online", STANDS_NOTED, true },
	{ "pending-online-blocked", STANDS_BADLY, true },
	{ "stopping", STANDS_NOTED, true },
	{ "starting", STANDS_NOTED, true },
	{ "monitor-failed", STANDS_BADLY, true },
	{ "online-not-monitored", STANDS_NOTED, true },
	{ "online", STANDS_WELL, true },
	{ "not-online", STANDS_NOTED, false },
	{ "offline", STANDS_NOTED, false },
	{ "unmanaged", STANDS_NOTED, false },
	{ "detached", STANDS_NOTED, false },
};

enum { WHOLES = sizeof(wholes) / sizeof(wholes[0]) };

static unsigned
whole_find(const char *state)
{
	unsigned n = 0;

	while (n < WHOLES && strcmp(wholes[n].state, state) != 0)
		n++;
	return n;
}

/* The thing as it is on all nodes.  A node of which nothing is said is unknown
 * only if some member says something of another one. */
static void
whole_put(struct standing *standing, struct standing_row *row,
    const char *key)
{
	const struct survey *survey = standing->survey;
	unsigned first = WHOLES;

	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const char *state = said(standing, row, &(struct about){
		    row->kind, row->name, survey->node[n], key });
		unsigned at = whole_find(state);

		if (at < WHOLES && wholes[at].here)
			row->on = standing_list(standing, row->on,
			    survey->node[n]);
		if (at == WHOLES && strcmp(state, "?") != 0)
			standing_worse(standing, row, STANDS_UNKNOWN, "%s on "
			    "%s", state, survey->node[n]);
		first = at < first ? at : first;
	}
	if (first == WHOLES)
		return;
	row->state = wholes[first].state;
	if (wholes[first].stands < row->stands)
		row->stands = wholes[first].stands;
}

static void
suspension_put(struct standing *standing, struct standing_row *row)
{
	for (uint32_t n = 1; n <= standing->survey->nodes; n++)
		if (strcmp(said_by(standing, n, &(struct about){ "group",
		    row->name, NULL, "suspended" }), "yes") == 0) {
			standing_worse(standing, row, STANDS_NOTED,
			    "suspended");
			return;
		}
}

/* All names of that kind that any member has listed. */
static void
listed(struct standing *standing, const char *kind, const char *key)
{
	for (uint32_t n = 1; n <= standing->survey->nodes; n++) {
		const struct reading *all = survey_reading(standing->survey,
		    n, SURVEY_CLUSTER);

		for (uint32_t i = 0; all != NULL && i < all->count; i++) {
			const char *name = fact_word(&all->fact[i], "name");

			if (strcmp(all->fact[i].kind, kind) != 0 ||
			    standing_has(standing, kind, name))
				continue;
			whole_put(standing, standing_add(standing, kind,
			    name), key);
		}
	}
}

/* One that the site file has and no list is absent, if there is a list. */
static void
declared(struct standing *standing, const char *kind, const char *name)
{
	const struct survey *survey = standing->survey;
	struct standing_row *row;
	bool answered = false;

	if (*name == '\0' || standing_has(standing, kind, name))
		return;
	for (uint32_t n = 1; n <= survey->nodes; n++)
		answered |= survey_reading(survey, n, SURVEY_CLUSTER) != NULL;
	row = standing_add(standing, kind, name);
	if (answered)
		row->state = "absent";
	else
		row->on = "?";
	standing_worse(standing, row, answered ? STANDS_NOTED :
	    STANDS_UNKNOWN, "%s", "");
}

void
standing_groups(struct standing *standing)
{
	uint32_t first = standing->count;

	listed(standing, "group", "status");
	for (; first < standing->count; first++) {
		struct standing_row *row = &standing->row[first];

		suspension_put(standing, row);
		if (strcmp(row->state, "offline") == 0)
			standing_worse(standing, row, STANDS_BADLY, "%s", "");
	}
	for (uint32_t g = 1; g <= standing->site->guest_count; g++)
		if (standing->site->guests[g].device != 0)
			declared(standing, "group", standing_name(standing,
			    KIND_GROUP, standing->site->guests[g].group));
}

void
standing_resources(struct standing *standing)
{
	listed(standing, "resource", "state");
	for (uint32_t g = 1; g <= standing->site->guest_count; g++) {
		const struct site_guest *guest = &standing->site->guests[g];

		/* Without a device nothing of them is said. */
		if (guest->device == 0)
			continue;
		declared(standing, "resource", standing_name(standing,
		    KIND_RESOURCE, guest->storage));
		if (guest->agent.present)
			declared(standing, "resource", standing_name(standing,
			    KIND_RESOURCE, guest->agent.resource));
	}
}
