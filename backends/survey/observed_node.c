/*
 * Nodes: power, membership, failure policy, saved configurations, troubles.
 */
#include <string.h>

#include "backends/survey/observing.h"

static const char factory[] = "factory-default";

static const char *
member_of(const struct observing *observing, const char *node)
{
	const struct fact_row *fact = observing->cluster == NULL ? NULL :
	    fact_find(observing->cluster, "node", "name", node);

	return fact == NULL || fact_detail(fact, "status") == NULL ? NULL :
	    observing_yes(fact_is(fact, "status", "online"));
}

static const char *
policy_of(const struct reading *domains)
{
	const struct fact_row *fact = domains == NULL ? NULL :
	    fact_find_two(domains, "control", (const char *const[]){ "domain",
	    "primary", "name", "failure-policy" });

	return fact != NULL ? fact_said(fact, "value") : NULL;
}

/* Of one that is not marked as what runs, nobody says that it is.  What boots
 * next is said only where it is not what runs. */
static void
configs_print(struct observing *observing, const struct reading *configs)
{
	const struct fact_row *current = fact_find(configs, "config",
	    "current", "yes"), *next = fact_find(configs, "config",
	    "next_poweron", "yes");
	struct gathered names = { NULL, 0, 0 };
	unsigned saved = 0;

	if (next == NULL)
		next = current;
	gathered_facts(observing, &names, configs, "config", "name");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		if (strcmp(names.name[i], factory) != 0) {
			observing_word(observing, "saved", arena_format(
			    &observing->arena, fact_is(current, "name",
			    names.name[i]) ? "%s" : "%s:older",
			    names.name[i]));
			saved++;
		}
	if (saved != 0)
		observing_word(observing, "next", next == NULL ? NULL :
		    fact_is(next, "name", factory) ? "" : fact_said(next,
		    "name"));
	if (fact_find(configs, "config", "degraded", "yes") != NULL)
		buffer_print(observing->out, " degraded");
}

/* The policy that overwrites what is saved when ldmd starts. */
static bool
recovers(const struct observing *observing, uint32_t node)
{
	const struct reading *policy = survey_reading(observing->survey, node,
	    SURVEY_RECOVERY);

	return policy != NULL && fact_find(policy, "service-property",
	    "value", "3") != NULL;
}

#define LDMD	"svc:/ldoms/ldmd:default"
#define VNTSD	"svc:/ldoms/vntsd:default"

/* What shows a trouble: a fact of that kind with that detail, and with another
 * one that has that word in it; no kind: that there is no such file. */
static const struct {
	const char	*word;
	enum survey_line line;
	const char	*kind, *key, *is, *has_key, *has;
} troubles[] = {
	{ "root-full", SURVEY_SPACE, "filesystem", "mountpoint", "/",
	    "capacity", "100" },
	{ "var-full", SURVEY_SPACE, "filesystem", "mountpoint", "/var",
	    "capacity", "100" },
	{ "ldmd-disabled", SURVEY_DAEMONS, "service", "name", LDMD,
	    "state", "disabled" },
	{ "ldmd-failed", SURVEY_DAEMONS, "service", "name", LDMD,
	    "state", "maintenance" },
	{ "vntsd-disabled", SURVEY_DAEMONS, "service", "name", VNTSD,
	    "state", "disabled" },
	{ "vntsd-failed", SURVEY_DAEMONS, "service", "name", VNTSD,
	    "state", "maintenance" },
	{ "delayed-reconfiguration", SURVEY_DOMAINS, "domain", "name",
	    "primary", "flags", "delayed-reconfiguration" },
	{ "no-cachefiles", SURVEY_CACHEFILES, NULL, NULL, NULL, NULL, NULL },
	{ "visited", SURVEY_VISITORS, "visitor", NULL, NULL, "user", "" },
};

enum { TROUBLES = sizeof(troubles) / sizeof(troubles[0]) };

static bool
has_trouble(const struct observing *observing, uint32_t node, size_t row)
{
	const struct surveyed *one = survey_find(observing->survey, node,
	    troubles[row].line, NULL);
	bool has = false;

	if (one == NULL || !surveyed_answered(one))
		return false;
	if (troubles[row].kind == NULL)
		return one->output.ended.status != 0;
	for (uint32_t i = 0; i < one->output.reading.count && !has; i++) {
		const struct fact_row *fact = &one->output.reading.fact[i];

		has = strcmp(fact->kind, troubles[row].kind) == 0 &&
		    (troubles[row].key == NULL || fact_is(fact,
		    troubles[row].key, troubles[row].is)) && strstr(fact_said(
		    fact, troubles[row].has_key), troubles[row].has) != NULL;
	}
	return has;
}

static void
own_print(struct observing *observing, uint32_t node)
{
	const struct reading *domains = observing_domains(observing, node);
	const struct reading *configs = survey_reading(observing->survey, node,
	    SURVEY_CONFIGS);

	if (domains != NULL)
		observing_word(observing, "policy", policy_of(domains));
	if (configs != NULL)
		configs_print(observing, configs);
	if (recovers(observing, node))
		buffer_print(observing->out, " autorecovery");
	for (size_t row = 0; row < TROUBLES; row++)
		if (has_trouble(observing, node, row))
			observing_word(observing, "trouble",
			    troubles[row].word);
}

void
observed_nodes(struct observing *observing)
{
	for (uint32_t i = 0; i < observing->nodes; i++) {
		uint32_t n = observing->node[i];
		const char *name = observing_node(observing, n);
		bool answers = observing_answers(observing, n);

		observing_line(observing, "node", name);
		observing_word(observing, "power", answers ? "up" : NULL);
		observing_word(observing, "member", member_of(observing,
		    name));
		if (answers)
			own_print(observing, n);
		buffer_print(observing->out, "\n");
	}
}
