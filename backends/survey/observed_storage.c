/*
 * LUNs, and the pools on them.
 *
 * A pool is ours if it is on a LUN that the site file has: that of a node's own
 * system is not.
 */
#include <assert.h>
#include <string.h>

#include "backends/survey/observing.h"

/* "/dev/did/rdsk/d14s6", "c4t60d0s6" -> "d14", "c4t60d0" */
static const char *
lun_of(struct observing *observing, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t n = strlen(name);

	if (n > 2 && name[n - 2] == 's' && name[n - 1] >= '0' &&
	    name[n - 1] <= '9')
		n -= 2;
	return arena_text(&observing->arena, name, n);
}

/* The DID of a path of a pool: it may have another name for it; NULL: it has
 * none. */
static const char *
did_of(struct observing *observing, const char *path)
{
	const struct reading *paths = survey_reading(observing->survey, 0,
	    SURVEY_DIDS);
	const char *lun = lun_of(observing, path);

	if (strncmp(path, "/dev/did/", 9) == 0)
		return lun;
	for (uint32_t i = 0; paths != NULL && i < paths->count; i++)
		if (strcmp(paths->fact[i].kind, "did") == 0 &&
		    strcmp(lun_of(observing, fact_said(&paths->fact[i],
		    "path")), lun) == 0)
			return lun_of(observing, fact_said(&paths->fact[i],
			    "name"));
	return NULL;
}

/* Of what a node says, the LUN of a pool, or else the pool of a LUN. */
static const char *
found_in(struct observing *observing, const struct reading *reading,
    const char *pool, const char *device)
{
	for (uint32_t i = 0; reading != NULL && i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];
		const char *did;

		if (strcmp(fact->kind, "pool-device") != 0 || (pool != NULL &&
		    !fact_is(fact, "pool", pool)))
			continue;
		did = did_of(observing, fact_said(fact, "name"));
		if (did != NULL && (device == NULL ||
		    strcmp(did, device) == 0))
			return device == NULL ? did : fact_said(fact, "pool");
	}
	return NULL;
}

static const char *
found(struct observing *observing, const char *pool, const char *device)
{
	static const enum survey_line lines[] = { SURVEY_HEALTH,
	    SURVEY_IMPORTABLE };
	const char *name = NULL;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		for (uint32_t n = 1; name == NULL &&
		    n <= observing->survey->nodes; n++)
			name = found_in(observing, survey_reading(
			    observing->survey, n, lines[i]), pool, device);
	return name;
}

/* The slice that an EFI label keeps for itself. */
static const char efi_slice[] = "8";

/* "slice6", if this is the only one beside slice 2, the whole. */
static const char *
table_label(struct observing *observing, const struct reading *slices)
{
	const char *slice = "2";
	unsigned count = 0;

	if (fact_find(slices, "slice", "slice", efi_slice) != NULL)
		return "efi";
	for (uint32_t i = 0; i < slices->count; i++)
		if (strcmp(slices->fact[i].kind, "slice") == 0 &&
		    !fact_is(&slices->fact[i], "slice", "2")) {
			slice = fact_said(&slices->fact[i], "slice");
			count++;
		}
	return count > 1 ? "smi" : arena_format(&observing->arena, "slice%s",
	    slice);
}

/* NULL: nobody has said. */
static const char *
label_of(struct observing *observing, const char *device)
{
	const struct survey *survey = observing->survey;

	for (uint32_t i = 0; i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];

		if (one->line != SURVEY_LABEL ||
		    strcmp(one->about, device) != 0 || !one->output.over ||
		    one->output.lost)
			continue;
		if (one->output.ended.status == 0)
			return table_label(observing, &one->output.reading);
		if (strstr(one->output.ended.err,
		    "Unable to read Disk geometry") != NULL)
			return "none";
	}
	return NULL;
}

bool
observing_has_pool(struct observing *observing, const char *pool)
{
	const char *device = found(observing, pool, NULL);

	return device != NULL && observing_has_device(observing, device);
}

/* How the cluster fences it, unless as all. */
static const char *
fencing_of(const struct observing *observing, const char *device)
{
	const struct reading *shown = survey_reading(observing->survey, 0,
	    SURVEY_FENCING);
	const struct fact_row *fact = NULL;

	for (uint32_t i = 0; shown != NULL && i < shown->count &&
	    fact == NULL; i++) {
		const char *did = strrchr(fact_said(&shown->fact[i], "did"),
		    '/');

		if (did != NULL && strcmp(did + 1, device) == 0 &&
		    fact_is(&shown->fact[i], "name", "default_fencing"))
			fact = &shown->fact[i];
	}
	return fact_is(fact, "value", "global") ? "" : fact_said(fact,
	    "value");
}

/* The nodes whose path to it fails. */
static uint64_t
cut_of(struct observing *observing, const char *device)
{
	const struct reading *paths = survey_reading(observing->survey, 0,
	    SURVEY_PATHS);
	uint64_t cut = 0;

	for (uint32_t i = 0; paths != NULL && i < paths->count; i++)
		for (uint32_t n = 1; n <= observing->survey->nodes; n++)
			if (fact_is(&paths->fact[i], "status", "fail") &&
			    fact_is(&paths->fact[i], "node", observing_node(
			    observing, n)) && strcmp(lun_of(observing,
			    fact_said(&paths->fact[i], "device")), device) ==
			    0)
				cut |= (uint64_t)1 << n;
	return cut;
}

static void
device_print(struct observing *observing, const char *device)
{
	const char *label = label_of(observing, device);
	const char *pool = found(observing, NULL, device);

	if ((label == NULL && pool == NULL) ||
	    !observing_has_device(observing, device))
		return;
	observing_line(observing, "device", device);
	observing_word(observing, "label", label);
	observing_word(observing, "pool", pool != NULL || !observing_some(
	    observing, SURVEY_IMPORTABLE) ? pool : "");
	if (*fencing_of(observing, device) != '\0')
		observing_word(observing, "fencing", fencing_of(observing,
		    device));
	if (cut_of(observing, device) != 0)
		observing_nodes(observing, "cut", cut_of(observing, device));
	buffer_print(observing->out, "\n");
}

void
observed_devices(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	gathered_facts(observing, &names, survey_reading(observing->survey, 0,
	    SURVEY_PATHS), "did-path", "device");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		device_print(observing, lun_of(observing, names.name[i]));
}

/* What the nodes say of a pool: sets of them. */
struct whereabouts {
	uint64_t	 imported, cached, uncached;
	const char	*damaged;
};

static const struct fact_row *
said_of(const struct observing *observing, uint32_t node,
    enum survey_line line, const char *kind, const char *pool)
{
	const struct reading *reading = survey_reading(observing->survey, node,
	    line);

	return reading == NULL ? NULL : fact_find(reading, kind, "name", pool);
}

/* A pool whose LUN cannot be opened says nothing of its files. */
static void
imported_look(const struct observing *observing, uint32_t node,
    const char *pool, struct whereabouts *where)
{
	const struct fact_row *kept = said_of(observing, node, SURVEY_CACHES,
	    "pool", pool), *health = said_of(observing, node, SURVEY_HEALTH,
	    "pool", pool);
	uint64_t here = (uint64_t)1 << node;

	assert(node <= SITE_NODES);
	where->imported |= here;
	if (fact_is(kept, "cachefile", "-"))
		where->cached |= here;
	else if (fact_is(kept, "altroot", "-"))
		where->uncached |= here;
	if (strstr(fact_said(health, "see"), "ZFS-8000-8A") != NULL)
		where->damaged = "yes";
	else if (fact_is(health, "state", "online") && where->damaged == NULL)
		where->damaged = "no";
}

/* Zero in a label; one that was exported is nobody's. */
enum { LABEL_ACTIVE = 0 };

/* What a label of the pool says, or NULL. */
static const struct fact_row *
label_find(const struct observing *observing, const char *pool)
{
	const struct survey *survey = observing->survey;
	const struct fact_row *fact = NULL;

	for (uint32_t i = 0; fact == NULL && i < survey->count; i++)
		if (survey->list[i]->line == SURVEY_OWNER &&
		    surveyed_answered(survey->list[i]))
			fact = fact_find(&survey->list[i]->output.reading,
			    "pool-label", "name", pool);
	return fact;
}

/* The host that has the pool, or had it last without exporting it; NULL: nobody
 * has said. */
static const char *
last_of(const struct observing *observing, const char *pool)
{
	const struct fact_row *label = label_find(observing, pool);

	if (label == NULL)
		return NULL;
	if (fact_amount(label, "state") != LABEL_ACTIVE)
		return "";
	return observing_has_node(observing, fact_said(label, "hostname")) ?
	    fact_said(label, "hostname") : "outside";
}

static void
pool_print(struct observing *observing, const char *pool)
{
	struct whereabouts where = { .damaged = NULL };

	for (uint32_t i = 0; i < observing->nodes; i++)
		if (said_of(observing, observing->node[i], SURVEY_POOLS,
		    "pool", pool) != NULL)
			imported_look(observing, observing->node[i], pool,
			    &where);
	observing_line(observing, "pool", pool);
	observing_word(observing, "device", found(observing, pool, NULL));
	if (observing_some(observing, SURVEY_POOLS))
		observing_nodes(observing, "imported", where.imported);
	else
		observing_word(observing, "imported", NULL);
	observing_word(observing, "last", last_of(observing, pool));
	observing_word(observing, "damaged", where.damaged);
	if (where.cached != 0)
		observing_nodes(observing, "cached", where.cached);
	if (where.uncached != 0)
		observing_nodes(observing, "uncached", where.uncached);
	buffer_print(observing->out, "\n");
}

void
observed_pools(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	gathered_all(observing, &names, SURVEY_HEALTH, "pool", "name");
	gathered_all(observing, &names, SURVEY_IMPORTABLE, "importable",
	    "name");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++) {
		if (observing_has_pool(observing, names.name[i]))
			pool_print(observing, names.name[i]);
	}
}
