/*
 * The LUN of a guest's pool.
 */
#include "backends/readiness/lun.h"

#include <string.h>

#include "backends/readiness/subjects.h"

static const char *
device_name(const struct judging *judging)
{
	return name_of(judging, KIND_DEVICE, row_of(judging)->device);
}

/* A node that can import the pool sees its label on the LUN. */
void
pool_seen_judge(struct judging *judging)
{
	const char *name = name_of(judging, KIND_POOL, row_of(judging)->pool);
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
	const char *name = device_name(judging);
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
	const char *name = device_name(judging);
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

/* Without fencing a node that was expelled may still write. */
void
fencing_judge(struct judging *judging)
{
	const struct fact_row *fact = said(judging, 0, SURVEY_FENCING,
	    "property", which_two("did", arena_format(judging->arena,
	    "/dev/did/rdsk/%s", device_name(judging)), "name",
	    "default_fencing"));
	const char *value = fact_said(fact, "value");

	decide(judging, *value != '\0' && strncmp(value, "nofencing", 9) != 0,
	    "default_fencing of %s is %s", device_name(judging), value);
}

/* A pool overwrites what the cluster keeps on a quorum device.  All votes are
 * accounted for, so no device is left out here. */
void
quorum_lun_judge(struct judging *judging)
{
	const struct surveyed *one = answered(judging, 0, SURVEY_QUORUM);
	const struct fact_row *all = said(judging, 0, SURVEY_QUORUM, "quorum",
	    which(NULL, NULL)), *fact;
	int64_t votes = 0;
	bool is = false;

	for (uint32_t n = 0; one != NULL && (fact = each_said(judging, one,
	    "quorum-device", &n)) != NULL;) {
		votes += fact_amount(fact, "possible");
		is |= fact_is(fact, "name", device_name(judging));
	}
	for (uint32_t n = 0; one != NULL && (fact = each_said(judging, one,
	    "quorum-node", &n)) != NULL;)
		votes += fact_amount(fact, "possible");
	if (all != NULL && votes != fact_amount(all, "possible"))
		lacks(judging, "%lld votes are possible, and nodes and devices "
		    "have %lld", (long long)fact_amount(all, "possible"),
		    (long long)votes);
	if (is)
		fails(judging, "%s is a quorum device", device_name(judging));
	else
		decide(judging, true, "%s is no quorum device",
		    device_name(judging));
}
