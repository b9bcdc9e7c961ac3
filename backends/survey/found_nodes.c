/*
 * The control domains: names, machines, releases, and what guests cannot have.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/survey/founding.h"

/* What uname calls a machine, and what is written on it. */
static const struct {
	const char	*platform, *model;
} models[] = {
	{ "SUNW,T5440", "Sun Fire T5440" },
	{ "SUNW,SPARC-Enterprise-T5120", "SPARC Enterprise T5120" },
	{ "SUNW,SPARC-Enterprise-T5220", "SPARC Enterprise T5220" },
	{ "SUNW,T5240", "SPARC Enterprise T5240" },
	{ "SUNW,Sun-Blade-T6320", "Sun Blade T6320" },
	{ "SUNW,Sun-Fire-T200", "Sun Fire T2000" },
	{ "ORCL,SPARC-T3-1", "SPARC T3-1" },
	{ "ORCL,SPARC-T4-2", "SPARC T4-2" },
};

static const char *
model_of(const char *platform)
{
	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		if (strcmp(models[i].platform, platform) == 0)
			return models[i].model;
	return platform;
}

static void
model_set(struct found_site *found, struct found_node *node, uint32_t n)
{
	const struct fact_row *fact = found_fact(survey_reading(found->survey,
	    n, SURVEY_SYSTEM), "system", NULL, NULL);

	if (found_text(fact, "platform") != NULL)
		node->model = model_of(found_text(fact, "platform"));
	else
		found_note(found, &node->item, "model not known: %s",
		    found_why(found, n, SURVEY_SYSTEM, NULL));
}

/* "Solaris 10 10/09 s10s_u8wos_08a SPARC" is 10u8, "Solaris 11 11/11" 11.0,
 * "Solaris 11.3" that; "Cluster 3.3 for Solaris 10" is 3.3. */
static const char *
release_of(struct found_site *found, const char *name, const char *of)
{
	const char *update = strstr(name, "s10s_u");
	const char *at = strstr(name, of);
	size_t n;

	if (at == NULL)
		return NULL;
	at += strlen(of);
	n = strspn(at, "0123456789.u");
	if (update != NULL)
		return arena_format(found->arena, "10u%.*s", (int)strspn(
		    update + 6, "0123456789"), update + 6);
	if (n == 0)
		return NULL;
	return arena_format(found->arena, "%.*s%s", (int)n, at,
	    strncmp(at, "11 11/11", 8) == 0 ? ".0" : "");
}

/* What a file says of a release. */
static const char *
file_release(struct found_site *found, struct found_node *node, uint32_t n,
    enum survey_line line)
{
	const char *of = line == SURVEY_SOLARIS ? "Solaris " : "Cluster ";
	const char *name = found_text(found_fact(survey_reading(found->survey,
	    n, line), "release", NULL, NULL), "name");
	const char *release = name != NULL ? release_of(found, name, of) :
	    NULL;

	if (release == NULL)
		found_note(found, &node->item, "release of %snot known: %s",
		    of, found_why(found, n, line, NULL));
	return release;
}

static void
releases_set(struct found_site *found, struct found_node *node, uint32_t n)
{
	node->ldm = found_text(found_fact(survey_reading(found->survey, n,
	    SURVEY_RELEASE), "release", "name", "ldm"), "release");
	node->parseable = found_text(found_fact(survey_reading(found->survey,
	    n, SURVEY_DOMAINS), "version", NULL, NULL), "version");
	if (node->ldm == NULL)
		found_note(found, &node->item, "release of ldm not known: %s",
		    found_why(found, n, SURVEY_RELEASE, NULL));
	node->solaris = file_release(found, node, n, SURVEY_SOLARIS);
	node->cluster = file_release(found, node, n, SURVEY_CLUSTERED);
}

/* The cluster knows a node by its name, with a domain or without. */
static const char *
member_of(struct found_site *found, const char *name)
{
	const struct reading *nodes = survey_reading(found->survey, 0,
	    SURVEY_NODES);
	const char *bare = arena_text(found->arena, name, strcspn(name, "."));

	return found_fact(nodes, "node", "name", name) == NULL &&
	    found_fact(nodes, "node", "name", bare) != NULL ? bare : name;
}

static void
name_set(struct found_site *found, struct found_node *node, uint32_t n)
{
	const struct fact_row *fact = found_fact(survey_reading(found->survey,
	    n, SURVEY_NAME), "system", NULL, NULL);
	const char *name = found_text(fact, "word");

	node->host = node->item.name = found->survey->node[n];
	if (name != NULL)
		node->item.name = member_of(found, name);
	else
		found_lack(found, &node->item, FOUND_OUT, "its name",
		    found_why(found, n, SURVEY_NAME, NULL));
}

static void
hostid_set(struct found_site *found, struct found_node *node, uint32_t n)
{
	const struct fact_row *fact = found_fact(survey_reading(found->survey,
	    n, SURVEY_HOSTID), "hostid", NULL, NULL);

	node->hostid = fact != NULL ? strtoll(fact_word(fact, "hostid"), NULL,
	    16) : FOUND_UNKNOWN;
	if (fact == NULL)
		found_note(found, &node->item, "hostid not known: %s",
		    found_why(found, n, SURVEY_HOSTID, NULL));
}

/* What is neither free nor a domain's. */
static void
vcpus_set(struct found_node *node, const struct reading *devices,
    const struct reading *domains)
{
	const struct fact_row *fact;
	int64_t count = 0, free = 0, domain = 0;

	for (uint32_t at = 0; (fact = found_next(devices, &at, "strand")) !=
	    NULL; count++)
		free += fact_amount(fact, "free") == 100;
	for (uint32_t at = 0; (fact = found_next(domains, &at, "domain")) !=
	    NULL; )
		domain += fact_is(fact, "state", "inactive") ? 0 :
		    fact_amount(fact, "vcpus");
	node->vcpus = count;
	node->reserved_vcpus = count - free - domain > 0 ? count - free -
	    domain : 0;
}

static bool
is_reserved(const struct fact_row *fact)
{
	return *fact_word(fact, "bound") == '_' ||
	    fact_is(fact, "bound", "primary");
}

/* One block after the other, as they lie; blocks beside each other are one, and
 * those of guests are theirs again when they go. */
static void
blocks_add(struct found_node *node, const struct fact_row *fact,
    int64_t *end)
{
	int64_t begin = strtoll(fact_word(fact, "pa"), NULL, 16);
	int64_t size = fact_amount(fact, "size");

	if (is_reserved(fact))
		return;
	if (node->blocks != 0 && begin == *end)
		node->block[node->blocks - 1] += size;
	else if (node->blocks < SITE_NODES)
		node->block[node->blocks++] = size;
	*end = begin + size;
}

static void
memory_set(struct found_node *node, const struct reading *devices)
{
	const struct fact_row *fact;
	int64_t end = 0;

	node->memory = node->reserved_memory = 0;
	for (uint32_t at = 0; (fact = found_next(devices, &at, "memory")) !=
	    NULL; ) {
		int64_t size = fact_amount(fact, "size");

		node->memory += size;
		node->reserved_memory += *fact_word(fact, "bound") == '_' ?
		    size : 0;
		blocks_add(node, fact, &end);
	}
}

/* Without its size no job could know what fits there. */
static void
machine_set(struct found_site *found, struct found_node *node, uint32_t n)
{
	const struct reading *devices = survey_reading(found->survey, n,
	    SURVEY_DEVICES);
	const struct reading *domains = survey_reading(found->survey, n,
	    SURVEY_DOMAINS);
	const struct fact_row *primary = found_fact(domains, "domain", "name",
	    "primary");

	if (domains == NULL || primary == NULL) {
		found_lack(found, &node->item, FOUND_OUT, "its domains",
		    found_why(found, n, SURVEY_DOMAINS, NULL));
		return;
	}
	if (devices == NULL || devices->strange != 0 || found_fact(devices,
	    "strand", NULL, NULL) == NULL) {
		found_lack(found, &node->item, FOUND_OUT, "its CPUs and memory",
		    found_why(found, n, SURVEY_DEVICES, NULL));
		return;
	}
	vcpus_set(node, devices, domains);
	memory_set(node, devices);
	node->control_vcpus = fact_amount(primary, "vcpus");
	node->control_memory = fact_amount(primary, "memory");
}

static void
configs_set(struct found_site *found, struct found_node *node, uint32_t n)
{
	const struct reading *reading = survey_reading(found->survey, n,
	    SURVEY_CONFIGS);
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(reading, &at, "config")) !=
	    NULL; )
		node->configs = arena_format(found->arena, "%s%s%.80s%s%s",
		    node->configs != NULL ? node->configs : "",
		    node->configs != NULL ? ", " : "", fact_word(fact, "name"),
		    fact_is(fact, "current", "yes") ? " (current)" : "",
		    fact_is(fact, "degraded", "yes") ? " (degraded)" : "");
	if (node->configs != NULL)
		found_note(found, &node->item, "saved configurations: %s",
		    node->configs);
	else
		found_note(found, &node->item, "saved configurations not "
		    "known: %s", found_why(found, n, SURVEY_CONFIGS, NULL));
}

/* A line that nobody here knows may say something that matters. */
static void
strange_note(struct found_site *found, struct found_node *node, uint32_t n)
{
	const struct reading *reading = survey_reading(found->survey, n,
	    SURVEY_DOMAINS);
	const struct fact_row *fact;
	bool ours = true;

	for (uint32_t at = 0; (fact = found_next(reading, &at, NULL)) != NULL;
	    ) {
		if (fact->why == NULL && strcmp(fact->kind, "domain") == 0)
			ours = fact_is(fact, "name", "primary");
		if (fact->why != NULL && ours)
			found_note(found, &node->item, "%s: not understood: "
			    "%.*s", found_from(found, n, SURVEY_DOMAINS),
			    fact->size < 80 ? (int)fact->size : 80,
			    fact->text);
	}
}

/* Two of one name are one node, which was asked twice. */
static void
node_set(struct found_site *found, uint32_t n)
{
	struct found_node *node = &found->node[n];

	*node = (struct found_node){ .vcpus = FOUND_UNKNOWN,
	    .memory = FOUND_UNKNOWN };
	name_set(found, node, n);
	for (uint32_t i = 1; i < n; i++)
		if (strcmp(found->node[i].item.name, node->item.name) == 0)
			found_lessen(found, &node->item, FOUND_OUT, "it is %s, "
			    "which was asked already",
			    found->node[i].host);
	if (node->item.as == FOUND_WHOLE)
		machine_set(found, node, n);
	if (node->item.as != FOUND_WHOLE)
		return;
	hostid_set(found, node, n);
	model_set(found, node, n);
	releases_set(found, node, n);
	configs_set(found, node, n);
	strange_note(found, node, n);
}

void
found_nodes(struct found_site *found)
{
	for (uint32_t n = 1; n <= found->nodes; n++)
		node_set(found, n);
}
