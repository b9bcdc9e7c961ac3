/*
 * Nodes: their releases, the failure policy of the control domain, and what a
 * power cycle brings back.
 */
#include <string.h>

#include "backends/survey/drift_parts.h"

/* The job "services" sets it so on every node. */
static const char policy[] = "reset";

static void
policy_at(struct drift *drift, uint32_t n)
{
	const struct reading *all = drift_reading(drift, n, SURVEY_DOMAINS);
	const struct fact_row *fact = all == NULL ? NULL : fact_find_two(all,
	    "control", (const char *const[]){ "domain", "primary", "name",
	    "failure-policy" });

	if (fact == NULL)
		return;
	drift_compare(drift, (struct drift_row){ .kind = "policy",
	    .name = "primary", .on = drift->survey->node[n],
	    .key = "failure-policy", .by = "services",
	    .mends = MENDS_SERVICES }, fact_said(fact, "value"), policy);
}

/* What a node says of a release. */
static const struct release {
	const char	*name;
	enum survey_line line;
	const char	*kind, *key, *is;	/* the fact, and what it has */
	const char	*said;			/* the key of the release */
} releases[] = {
	{ "ldm", SURVEY_RELEASE, "release", "name", "ldm", "release" },
	{ "solaris", SURVEY_SYSTEM, "system", NULL, NULL, "release" },
	{ "kernel", SURVEY_SYSTEM, "system", NULL, NULL, "version" },
};

enum { RELEASES = sizeof(releases) / sizeof(releases[0]) };

static const char *
release_at(const struct drift *drift, const struct release *release,
    uint32_t n)
{
	const struct reading *all = survey_reading(drift->survey, n,
	    release->line);

	return all == NULL ? "" : fact_said(fact_find(all, release->kind,
	    release->key, release->is), release->said);
}

/* Nodes are compared with the first that says it. */
static void
release_compare(struct drift *drift, const struct release *release)
{
	uint32_t first = 0;

	for (uint32_t n = 1; n <= drift->survey->nodes; n++) {
		const char *is = release_at(drift, release, n);

		if (drift_reading(drift, n, release->line) == NULL ||
		    *is == '\0')
			continue;
		if (first == 0)
			first = n;
		drift_compare(drift, (struct drift_row){ .kind = "release",
		    .name = release->name, .on = drift->survey->node[n],
		    .key = "", .by = drift->survey->node[first],
		    .mends = MENDS_PERSON }, is, release_at(drift, release,
		    first));
	}
}

/* "2.0" is what ldm says of itself as "2.0" or as "2.0.0.1". */
static bool
is_release(const char *is, const char *declared)
{
	size_t n = strlen(declared);

	return strncmp(is, declared, n) == 0 && (is[n] == '\0' ||
	    is[n] == '.');
}

static void
declared_compare(struct drift *drift, uint32_t n)
{
	const char *declared = drift->site->nodes[n].releases.ldm;
	const char *is = release_at(drift, &releases[0], n);

	if (declared != NULL && *is != '\0' && !is_release(is, declared))
		drift_add(drift, (struct drift_row){ .kind = "release",
		    .name = "ldm", .on = drift->survey->node[n], .key = "",
		    .is = is, .wanted = declared, .by = "site file",
		    .mends = MENDS_PERSON });
}

/* The marks that ldm puts behind a saved configuration, and what they say. */
static const struct {
	const char	*mark, *key, *wanted;
} marks[] = {
	{ "degraded", "degraded", "what was saved" },
	{ "newer", "autosave", "saved" },
};

static void
marks_at(struct drift *drift, uint32_t n, const struct fact_row *config)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (fact_is(config, marks[i].mark, "yes"))
			drift_add(drift, (struct drift_row){
			    .kind = "config",
			    .name = fact_said(config, "name"),
			    .on = drift->survey->node[n],
			    .key = marks[i].key, .is = marks[i].mark,
			    .wanted = marks[i].wanted, .by = "ldm",
			    .mends = MENDS_PERSON });
}

/* What boots next, whether that is what runs, and what it holds. */
static void
config_at(struct drift *drift, uint32_t n)
{
	const struct reading *all = drift_reading(drift, n, SURVEY_CONFIGS);
	const struct fact_row *runs, *next;

	if (all == NULL)
		return;
	runs = fact_find(all, "config", "current", "yes");
	next = fact_find(all, "config", "next_poweron", "yes");
	for (uint32_t i = 0; i < all->count; i++)
		marks_at(drift, n, &all->fact[i]);
	if (next == NULL)
		next = runs;
	drift_compare(drift, (struct drift_row){ .kind = "config",
	    .name = "next", .on = drift->survey->node[n], .key = "",
	    .by = "what runs", .mends = runs == NULL ? MENDS_UNKNOWN :
	    MENDS_PERSON }, next == NULL ? "?" : fact_said(next, "name"),
	    fact_said(runs, "name"));
	if (next != NULL)
		drift_content(drift, n, fact_said(next, "name"));
}

void
drift_nodes(struct drift *drift)
{
	for (size_t i = 0; i < RELEASES; i++)
		release_compare(drift, &releases[i]);
	for (uint32_t n = 1; n <= drift->survey->nodes; n++) {
		declared_compare(drift, n);
		policy_at(drift, n);
		config_at(drift, n);
	}
}
