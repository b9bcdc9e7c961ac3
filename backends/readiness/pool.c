/*
 * The pool of a guest, and the LUN that it is on.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/readiness/judging.h"
#include "backends/readiness/pool.h"

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

/* A node that can import the pool sees its label on the LUN. */
void
pool_seen_judge(struct judging *judging)
{
	const char *name = pool_name(judging);
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_IMPORTABLE);
	const struct fact_row *pool;

	if (said_absent(judging, judging->node, SURVEY_IMPORTABLE,
	    "importable", which("name", name))) {
		fails(judging, "it does not see %s", name);
		return;
	}
	pool = said(judging, judging->node, SURVEY_IMPORTABLE, "importable",
	    which("name", name));
	if (pool != NULL && *fact_word(pool, "state") != '\0')
		quote_detail(judging, one, pool, "state:");
	decide(judging, fact_is(pool, "state", "online"), "%s could be "
	    "imported: %s", name, fact_said(pool, "state"));
}

void
device_judge(struct judging *judging)
{
	const char *name = name_of(judging, KIND_DEVICE,
	    row_of(judging)->device);
	const struct which which = which_two("device",
	    arena_format(judging->arena, "/dev/did/rdsk/%s", name), "node",
	    node_of(judging, judging->node));
	const struct fact_row *path;

	if (said_absent(judging, 0, SURVEY_PATHS, "did-path", which)) {
		fails(judging, "it has no path to %s", name);
		return;
	}
	path = said(judging, 0, SURVEY_PATHS, "did-path", which);
	decide(judging, fact_is(path, "status", "ok"), "path to %s: %s", name,
	    fact_said(path, "status"));
}

/* Slice 2 is the whole disk in a label of the kind that has cylinders; the jobs
 * here make slices of that kind alone. */
void
label_judge(struct judging *judging)
{
	const char *name = name_of(judging, KIND_DEVICE,
	    row_of(judging)->device);
	const struct surveyed *one = survey_find(judging->survey, 0,
	    SURVEY_LABEL, name);
	const struct fact_row *slice = NULL, *efi = NULL;

	if (one != NULL && surveyed_answered(one)) {
		slice = heard_of(one, "slice", which_two("slice", "2", "tag",
		    "5"));
		efi = heard_of(one, "slice", which_two("slice", "8", "tag",
		    "11"));
	}
	if (slice != NULL)
		quote(judging, one, slice);
	if (efi != NULL)
		quote(judging, one, efi);
	if (slice == NULL)
		lacks(judging, "%s: no line says what kind of label %s has",
		    one != NULL ? one->output.line : "prtvtoc", name);
	if (efi != NULL)
		fails(judging, "%s has an EFI label", name);
	else
		decide(judging, true, "%s has an SMI label", name);
}
