/*
 * Services and volumes: what each node offers to guests.
 */
#include <string.h>

#include "backends/survey/drift_parts.h"
#include "backends/survey/paths.h"

static const struct {
	const char	*kind, *key, *word;
} services[] = {
	[SERVICE_VSW] = { "vsw", "net_dev", "net-dev" },
	[SERVICE_VDS] = { "vds", NULL, "" },
	[SERVICE_VCC] = { "vcc", "port_range", "port-range" },
};

/* A node that has no value for it in the site file is not to have it. */
static void
service_at(struct drift *drift, uint32_t s, uint32_t n)
{
	const struct site_service *row = &drift->site->services[s];
	const struct reading *all = drift_reading(drift, n, SURVEY_DOMAINS);
	const char *value = drift_name(drift, KIND_TEXT, row->value[n]);
	const char *key = services[row->kind].key;
	struct drift_row differs = { .kind = "service",
	    .name = drift_name(drift, KIND_SERVICE, s),
	    .on = drift->survey->node[n], .key = services[row->kind].word,
	    .by = "site file" };
	const struct fact_row *fact = all == NULL ? NULL : fact_find(all,
	    services[row->kind].kind, "name", differs.name);

	if (all == NULL || (key != NULL && *value == '\0'))
		return;
	if (fact == NULL) {
		differs.mends = MENDS_SERVICES;
		drift_compare(drift, differs, "missing", value);
	} else if (key != NULL) {
		differs.mends = MENDS_PERSON;
		drift_compare(drift, differs, fact_said(fact, key), value);
	}
}

/* Names may have come to the site that its file has not. */
static bool
is_declared(const struct drift *drift, const char *service)
{
	uint32_t s = names_find(drift->site->names, KIND_SERVICE, service);

	return s != 0 && s <= drift->site->service_count;
}

/* One that the site file does not know. */
static void
strangers_at(struct drift *drift, uint32_t n, enum service_kind kind)
{
	const struct reading *all = survey_reading(drift->survey, n,
	    SURVEY_DOMAINS);

	for (uint32_t i = 0; all != NULL && i < all->count; i++) {
		const char *name = fact_word(&all->fact[i], "name");

		if (strcmp(all->fact[i].kind, services[kind].kind) == 0 &&
		    !is_declared(drift, name))
			drift_add(drift, (struct drift_row){
			    .kind = "service", .name = name,
			    .on = drift->survey->node[n], .key = "",
			    .is = "present", .wanted = "nothing",
			    .by = "site file", .mends = MENDS_PERSON });
	}
}

void
drift_services(struct drift *drift)
{
	for (uint32_t s = 1; s <= drift->site->service_count; s++)
		for (uint32_t n = 1; n <= drift->survey->nodes; n++)
			service_at(drift, s, n);
	for (uint32_t n = 1; n <= drift->survey->nodes; n++)
		for (enum service_kind kind = SERVICE_VSW;
		    kind <= SERVICE_VCC; kind++)
			strangers_at(drift, n, kind);
}

static const struct fact_row *
volume_find(const struct drift *drift, const struct reading *all,
    const struct site_disk *disk)
{
	return fact_find_two(all, "volume", (const char *const[]){ "service",
	    drift_name(drift, KIND_SERVICE, disk->vds), "name",
	    drift_name(drift, KIND_VOLUME, disk->volume) });
}

static void
volume_at(struct drift *drift, const struct site_disk *disk, uint32_t n)
{
	const struct reading *all = drift_reading(drift, n, SURVEY_DOMAINS);
	const struct fact_row *fact = all == NULL ? NULL : volume_find(drift,
	    all, disk);
	const char *path = drift_name(drift, KIND_FILE, disk->file);
	const char *options = disk->options == 0 ? "" : drift_name(drift,
	    KIND_TEXT, disk->options);
	struct drift_row differs = { .kind = "volume", .key = "path",
	    .name = drift_name(drift, KIND_VOLUME, disk->volume),
	    .on = drift->survey->node[n], .by = "site file",
	    .mends = fact == NULL ? MENDS_SERVICES : MENDS_PERSON };

	if (all == NULL)
		return;
	if (fact == NULL)
		drift_compare(drift, differs, "missing", path);
	else if (!is_path(fact_said(fact, "device"), path))
		drift_compare(drift, differs, fact_said(fact, "device"),
		    path);
	differs.key = "options";
	if (fact != NULL)
		drift_compare(drift, differs, fact_said(fact, "options"),
		    options);
	differs.key = "mpgroup";
	if (fact != NULL)
		drift_compare(drift, differs, fact_said(fact, "mpgroup"),
		    "");
}

/* Of a guest that no node has nothing is missing. */
static bool
is_anywhere(const struct drift *drift, uint32_t guest)
{
	const char *name = drift_name(drift, KIND_GUEST, guest);

	for (uint32_t n = 1; n <= drift->survey->nodes; n++) {
		const struct reading *all = survey_reading(drift->survey, n,
		    SURVEY_DOMAINS);

		if (all != NULL && fact_find(all, "domain", "name", name) !=
		    NULL)
			return true;
	}
	return false;
}

void
drift_volumes(struct drift *drift)
{
	const struct site *site = drift->site;

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct site_guest *guest = &site->guests[g];

		for (uint32_t d = 0; is_anywhere(drift, g) &&
		    d < guest->disk_count; d++)
			for (uint32_t i = 0; i < guest->node_count; i++)
				volume_at(drift, &guest->disk[d],
				    guest->node[i]);
	}
}
