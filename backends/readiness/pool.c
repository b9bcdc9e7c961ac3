/*
 * The pool of a guest.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/readiness/pool.h"
#include "backends/readiness/subjects.h"

enum { FULL = 80 };

static const char *
pool_name(const struct judging *judging)
{
	return name_of(judging, KIND_POOL, row_of(judging)->pool);
}

/* HAStoragePlus imports with an altroot: that keeps the pool out of the cache
 * file, from which a node imports at its boot, in use elsewhere or not. */
void
altroot_judge(struct judging *judging)
{
	const struct fact_row *pool;
	uint32_t at = pool_node(judging, &pool);

	decide(judging, fact_is(pool, "altroot", "/"), "ALTROOT is %s at %s",
	    fact_said(pool, "altroot"), node_of(judging, at));
}

/* A list that has not the pool is whole: it has its titles, or says that there
 * are no pools. */
static void
absence_look(struct judging *judging, uint32_t node)
{
	const struct surveyed *one = answered(judging, node, SURVEY_POOLS);

	if (one == NULL)
		return;
	if (surveyed_strange(one) != 0 || one->output.reading.count == 0)
		lacks(judging, "%s: %s: not all of it is understood",
		    node_of(judging, node), one->output.line);
	else if (heard_of(one, "no-pools", which(NULL, NULL)) != NULL)
		quote_text(judging, one, "no pools available");
	else
		quote_text(judging, one, "NAME");
}

void
one_pool_judge(struct judging *judging)
{
	const char *name = pool_name(judging);
	const struct fact_row *pool;
	uint32_t at = pool_node(judging, &pool), other = 0;

	for (uint32_t n = 1; n <= judging->site->node_count; n++) {
		const struct surveyed *one = survey_find(judging->survey, n,
		    SURVEY_POOLS, "");

		if (n == at)
			continue;
		if (one != NULL && surveyed_answered(one) && heard_of(one,
		    "pool", which("name", name)) != NULL) {
			said(judging, n, SURVEY_POOLS, "pool", which("name",
			    name));
			other = n;
		} else {
			absence_look(judging, n);
		}
	}
	if (other != 0)
		fails(judging, "imported at %s, and also at %s: both write",
		    node_of(judging, at), node_of(judging, other));
	else
		decide(judging, true, "imported at %s only", node_of(judging,
		    at));
}

static void
errors_look(struct judging *judging, uint32_t at, const char **errors)
{
	const struct fact_row *fact = said(judging, at, SURVEY_HEALTH, "pool",
	    which("name", pool_name(judging)));

	if (fact == NULL)
		return;
	*errors = fact_word(fact, "errors");
	if (**errors != '\0')
		quote_detail(judging, answered(judging, at, SURVEY_HEALTH),
		    fact, "errors:");
	else
		lacks(judging, "zpool status says nothing of errors in %s",
		    pool_name(judging));
}

void
pool_health_judge(struct judging *judging)
{
	const struct fact_row *pool;
	uint32_t at = pool_node(judging, &pool);
	const char *errors = "";

	if (at != 0)
		errors_look(judging, at, &errors);
	decide(judging, fact_is(pool, "health", "online") && strcmp(errors,
	    "No known data errors") == 0, "%s; errors: %s", fact_said(pool,
	    "health"), errors);
}

void
pool_room_judge(struct judging *judging)
{
	const struct fact_row *pool;

	pool_node(judging, &pool);
	if (pool != NULL && fact_detail(pool, "capacity") == NULL)
		lacks(judging, "the line of %s has no CAP",
		    pool_name(judging));
	decide(judging, strtoll(fact_said(pool, "capacity"), NULL, 10) < FULL,
	    "%s %% are "
	    "used; from %d %% on ZFS gets slow", fact_said(pool, "capacity"),
	    FULL);
}

/* What a node has in its cache it imports when it boots, in use elsewhere or
 * not.  A list of others begins with the name of one. */
static bool
is_cached(struct judging *judging, uint32_t node)
{
	const struct surveyed *one = answered(judging, node, SURVEY_CACHED);
	const char *name = pool_name(judging);
	size_t n;

	if (one == NULL || said_no_file(judging, node, SURVEY_CACHED, ""))
		return false;
	if (heard_of(one, "cached-pool", which("name", name)) != NULL) {
		said(judging, node, SURVEY_CACHED, "cached-pool", which("name",
		    name));
		return true;
	}
	n = strcspn(one->output.ended.out, "\n");
	if (surveyed_strange(one) != 0 || one->output.reading.count == 0)
		lacks(judging, "%s: %s: not all of it is understood",
		    node_of(judging, node), one->output.line);
	else
		quote_text(judging, one, arena_text(judging->arena,
		    one->output.ended.out, n));
	return false;
}

void
cached_judge(struct judging *judging)
{
	uint32_t at = 0;

	for (uint32_t n = 1; n <= judging->site->node_count; n++)
		if (is_cached(judging, n))
			at = n;
	if (at != 0)
		fails(judging, "%s has it in its zpool.cache", node_of(judging,
		    at));
	else
		decide(judging, true, "in the zpool.cache of no node");
}

/* What a newer node has upgraded, an older one cannot import. */
void
version_judge(struct judging *judging)
{
	const struct fact_row *pool, *version = NULL, *most = said(judging,
	    judging->node, SURVEY_VERSIONS, "pool-version", which(NULL,
	    NULL));
	uint32_t at = pool_node(judging, &pool);

	if (at != 0)
		version = said_about(judging, at, SURVEY_POOL_VERSION,
		    pool_name(judging), "property");
	decide(judging, version != NULL && strtoll(fact_word(version, "value"),
	    NULL, 10) <= fact_amount(most, "supported"), "version %s, and the "
	    "node knows up to %s", fact_said(version, "value"),
	    fact_said(most, "supported"));
}
