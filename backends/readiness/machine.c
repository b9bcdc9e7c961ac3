/*
 * A node's machine: its hostid, its release, its services, and what the manager
 * of domains is doing and has saved.
 */
#include <string.h>

#include "backends/readiness/machine.h"
#include "backends/readiness/subjects.h"

/* A pool whose last machine has the same hostid is imported without a
 * question: by two nodes at once. */
void
hostid_judge(struct judging *judging)
{
	const struct fact_row *own = said(judging, judging->node,
	    SURVEY_HOSTID, "hostid", which(NULL, NULL));
	const char *hostid = fact_said(own, "hostid");
	uint32_t same = 0;

	for (uint32_t n = 1; n <= judging->site->node_count; n++)
		if (n != judging->node && fact_is(said(judging, n,
		    SURVEY_HOSTID, "hostid", which(NULL, NULL)), "hostid",
		    hostid))
			same = n;
	if (same != 0)
		fails(judging, "%s, and so is that of %s", hostid,
		    node_of(judging, same));
	else
		decide(judging, strspn(hostid, "0x") != strlen(hostid),
		    "%s, which no other node has", hostid);
}

void
reconfiguration_judge(struct judging *judging)
{
	const struct fact_row *primary = domain_said(judging, judging->node,
	    "primary");
	const char *flags;

	if (primary != NULL && fact_detail(primary, "flags") == NULL)
		lacks(judging, "the line of primary has no flags");
	flags = fact_said(primary, "flags");
	decide(judging, strstr(flags, "reconf") == NULL && strstr(flags,
	    "delayed") == NULL, "flags of primary: %s", flags);
}

void
failure_policy_judge(struct judging *judging)
{
	const struct fact_row *policy = said(judging, judging->node,
	    SURVEY_DOMAINS, "control", which_two("domain", "primary", "name",
	    "failure-policy"));

	decide(judging, !fact_is(policy, "value", "ignore") &&
	    *fact_said(policy, "value") != '\0', "failure-policy of primary: "
	    "%s", fact_said(policy, "value"));
}

/* The same word at all nodes? */
static void
release_compare(struct judging *judging, enum survey_line line,
    struct which which, const char *kind, const char *key)
{
	const struct fact_row *own = said(judging, judging->node, line, kind,
	    which);
	const char *differs = NULL;

	for (uint32_t n = 1; n <= judging->site->node_count; n++) {
		const struct fact_row *other = said(judging, n, line, kind,
		    which);

		if (own != NULL && other != NULL &&
		    strcmp(fact_word(own, key), fact_word(other, key)) != 0)
			differs = arena_format(judging->arena, "%s, and %s at "
			    "%s", fact_word(own, key), fact_word(other, key),
			    node_of(judging, n));
	}
	if (differs != NULL)
		fails(judging, "%s", differs);
	else
		decide(judging, true, "%s, as all other nodes", fact_said(own,
		    key));
}

void
release_judge(struct judging *judging)
{
	release_compare(judging, SURVEY_RELEASE, which("name", "ldm"),
	    "release", "release");
}

void
solaris_judge(struct judging *judging)
{
	release_compare(judging, SURVEY_SOLARIS, which(NULL, NULL), "release",
	    "name");
}

void
clusterware_judge(struct judging *judging)
{
	release_compare(judging, SURVEY_CLUSTERED, which(NULL, NULL),
	    "release", "name");
}

void
kernel_judge(struct judging *judging)
{
	release_compare(judging, SURVEY_SYSTEM, which(NULL, NULL), "system",
	    "version");
}

/* What runs is what was saved last: only then the one has the mark. */
void
saved_judge(struct judging *judging)
{
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_CONFIGS);
	const struct fact_row *now = one != NULL ? heard_of(one, "config",
	    which("current", "yes")) : NULL;
	const struct fact_row *next = one != NULL ? heard_of(one, "config",
	    which("next_poweron", "yes")) : NULL;

	if (now != NULL)
		quote(judging, one, now);
	if (next != NULL)
		quote(judging, one, next);
	if (one != NULL && now == NULL && next == NULL)
		lacks(judging, "%s: %s: no configuration is marked",
		    node_of(judging, judging->node), one->output.line);
	if (next != NULL)
		fails(judging, "a power cycle loads %s, which is not what "
		    "runs", fact_word(next, "name"));
	else
		decide(judging, true, "%s is what runs", fact_said(now,
		    "name"));
}

/* What was left out stands at the configuration; and of one that was changed
 * since, and so has no mark, at the domain. */
void
degraded_judge(struct judging *judging)
{
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_CONFIGS);
	const struct fact_row *degraded = one != NULL ? heard_of(one,
	    "config", which("degraded", "yes")) : NULL;
	const struct fact_row *now = one != NULL ? heard_of(one, "config",
	    which("current", "yes")) : NULL;
	const char *flags = "normal";

	if (degraded != NULL)
		quote(judging, one, degraded);
	else if (now != NULL)
		quote(judging, one, now);
	else if (said(judging, judging->node, SURVEY_CONFIGS, "config",
	    which("next_poweron", "yes")) != NULL)
		flags = fact_said(domain_said(judging, judging->node,
		    "primary"), "flags");
	if (degraded != NULL)
		fails(judging, "%s runs, degraded", fact_word(degraded,
		    "name"));
	else
		decide(judging, is_among(flags, "normal") && !is_among(flags,
		    "degraded"), "%s", now != NULL ? arena_format(
		    judging->arena, "%s runs whole", fact_word(now, "name")) :
		    arena_format(judging->arena, "flags of primary: %s",
		    flags));
}

static const struct fact_row *
service_find(const struct surveyed *one, const char *kind, const char *name)
{
	return heard_of(one, kind, which_two("domain", "primary", "name",
	    name));
}

/* Are the two alike to a guest that comes from one node to the other? */
static bool
is_same_service(const struct fact_row *one, const struct fact_row *other)
{
	static const char *const keys[] = { "pvid", "vid", "mtu" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(fact_word(one, keys[i]), fact_word(other,
		    keys[i])) != 0)
			return false;
	return true;
}

/* Services of that kind of one node that the other has not, or has
 * differently. */
static void
services_compare(struct judging *judging, const struct surveyed *one,
    const struct surveyed *other, const char *kind, const char **differs)
{
	const struct fact_row *fact, *twin;
	uint32_t n = 0;

	while ((fact = each_said(judging, one, kind, &n)) != NULL) {
		const char *name = fact_word(fact, "name");

		twin = service_find(other, kind, name);
		if (twin == NULL)
			*differs = arena_format(judging->arena, "%s is not at "
			    "%s", name, node_of(judging, other->output.place));
		else if (!is_same_service(fact, twin))
			*differs = arena_format(judging->arena, "%s differs "
			    "at %s in pvid, vid or mtu", name,
			    node_of(judging, other->output.place));
	}
}

/* All services of each other node are here, and the other way round. */
void
services_judge(struct judging *judging)
{
	static const char *const kinds[] = { "vsw", "vds", "vcc" };
	const struct surveyed *own = answered(judging, judging->node,
	    SURVEY_DOMAINS);
	const char *differs = NULL;

	for (uint32_t n = 1; own != NULL && n <= judging->site->node_count;
	    n++) {
		const struct surveyed *other = answered(judging, n,
		    SURVEY_DOMAINS);

		for (int k = 0; other != NULL && k < 3; k++) {
			services_compare(judging, own, other, kinds[k],
			    &differs);
			services_compare(judging, other, own, kinds[k],
			    &differs);
		}
	}
	if (judging->site->node_count == 1)
		needless(judging);
	else if (differs != NULL)
		fails(judging, "%s", differs);
	else
		decide(judging, judging->quote != NULL, "%s", judging->quote !=
		    NULL ? "the same as on every other node" : "none is "
		    "listed");
}
