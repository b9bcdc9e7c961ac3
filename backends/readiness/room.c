/*
 * Room for a guest at another node: CPUs, memory, crypto units, a console port.
 *
 * The list of a node is whole, or nothing is said: a unit that is missing in it
 * may be anybody's.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/readiness/room.h"
#include "backends/readiness/subjects.h"

/* What a node lists of a kind. */
struct units {
	const char	*kind, *number;	/* of the fact, and the key of its
					   number */
	const char	*key, *free;	/* the detail of one that is free */
};

static bool
is_free(const struct units *units, const struct fact_row *fact)
{
	return units->free == NULL ? fact_detail(fact, units->key) == NULL :
	    fact_is(fact, units->key, units->free);
}

/* So many are free, and the last one of those that are wanted is quoted.  Their
 * numbers go up by one. */
static int64_t
free_count(struct judging *judging, const struct surveyed *one,
    const struct units *units, int64_t wanted)
{
	const struct reading *all = &one->output.reading;
	int64_t free = 0, next = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];

		if (fact->why != NULL || strcmp(fact->kind, units->kind) != 0)
			continue;
		if (fact_amount(fact, units->number) != next++)
			lacks(judging, "%s: %s: %s %lld is missing",
			    node_of(judging, judging->node), one->output.line,
			    units->kind, (long long)next - 1);
		if (is_free(units, fact) && ++free == wanted)
			quote(judging, one, fact);
	}
	if (next == 0)
		lacks(judging, "%s: %s: no %s is listed", node_of(judging,
		    judging->node), one->output.line, units->kind);
	return free;
}

/* What the guest has now, in the list of its node. */
static int64_t
wanted_of(struct judging *judging, const char *key)
{
	int64_t wanted = fact_amount(guest_said(judging), key);

	if (wanted == 0)
		lacks(judging, "the line of %s does not say how much it has",
		    guest_of(judging));
	return wanted;
}

/* Of one platform both have the same CPUs; which releases of Solaris boot on
 * others no command says. */
void
platform_judge(struct judging *judging)
{
	const struct fact_row *here = judging->at == 0 ? NULL : said(judging,
	    judging->at, SURVEY_SYSTEM, "system", which(NULL, NULL));
	const struct fact_row *there = said(judging, judging->node,
	    SURVEY_SYSTEM, "system", which(NULL, NULL));
	const char *at = fact_said(here, "platform");
	const char *node = fact_said(there, "platform");

	if (judging->at == 0)
		lacks(judging, "no node lists the guest");
	else if ((here != NULL && *at == '\0') || (there != NULL && *node ==
	    '\0'))
		lacks(judging, "uname -a does not say the platform");
	decide(judging, strcmp(at, node) == 0, "%s is a %s, %s a %s",
	    judging->at != 0 ? node_of(judging, judging->at) : "", at,
	    node_of(judging, judging->node), node);
}

void
vcpus_judge(struct judging *judging)
{
	static const struct units strands = { "strand", "pid", "free", "100" };
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_DEVICES);
	int64_t wanted = wanted_of(judging, "vcpus");
	int64_t free = one != NULL ? free_count(judging, one, &strands,
	    wanted) : 0;

	decide(judging, free >= wanted, "%lld CPUs are free, and it has %lld",
	    (long long)free, (long long)wanted);
}

/* All that is listed is all that the node has: then no piece is missing. */
void
memory_judge(struct judging *judging)
{
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_DEVICES);
	int64_t wanted = wanted_of(judging, "memory");
	int64_t free = 0, all = 0, has =
	    judging->site->nodes[judging->node].memory;

	for (uint32_t i = 0; one != NULL && i < one->output.reading.count;
	    i++) {
		const struct fact_row *fact = &one->output.reading.fact[i];

		if (fact->why != NULL || strcmp(fact->kind, "memory") != 0)
			continue;
		all += fact_amount(fact, "size");
		if (fact_detail(fact, "bound") != NULL || free >= wanted)
			continue;
		free += fact_amount(fact, "size");
		quote(judging, one, fact);
	}
	if (one != NULL && all != has)
		lacks(judging, "%s lists %lld MB, and the site file says that "
		    "it has %lld", node_of(judging, judging->node),
		    (long long)(all >> 20), (long long)(has >> 20));
	decide(judging, free >= wanted, "%lld MB or more are free, and it has "
	    "%lld", (long long)(free >> 20), (long long)(wanted >> 20));
}

void
crypto_judge(struct judging *judging)
{
	static const struct units units = { "crypto", "id", "bound", NULL };
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_DEVICES);
	int64_t wanted = row_of(judging)->crypto;
	int64_t free = one != NULL ? free_count(judging, one, &units,
	    wanted) : 0;

	if (wanted == 0)
		needless(judging);
	else
		decide(judging, free >= wanted, "%lld crypto units are free, "
		    "and the site file gives it %lld", (long long)free,
		    (long long)wanted);
}

/* Ports of a concentrator: "5000-5100" is 101 of them. */
static int64_t
ports_of(const struct fact_row *vcc)
{
	const char *range = fact_word(vcc, "port_range");
	const char *dash = strchr(range, '-');

	return dash == NULL ? 0 : strtoll(dash + 1, NULL, 10) - strtoll(range,
	    NULL, 10) + 1;
}

/* The first concentrator of the node is the one that a new domain gets. */
void
console_judge(struct judging *judging)
{
	const struct fact_row *vcc = said(judging, judging->node,
	    SURVEY_DOMAINS, "vcc", which("domain", "primary"));
	int64_t left = vcc != NULL ? ports_of(vcc) - fact_amount(vcc,
	    "clients") : 0;

	if (vcc != NULL && fact_detail(vcc, "clients") == NULL)
		lacks(judging, "%s: how many consoles it has is not said",
		    fact_word(vcc, "name"));
	decide(judging, left > 0, "%s has %lld port%s left", fact_said(vcc,
	    "name"), (long long)left, left == 1 ? "" : "s");
}
