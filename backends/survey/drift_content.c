/*
 * What a saved configuration holds.
 *
 * No program reads it back.  Of one that domferry has saved, the node has a
 * record: the domains that were there then.  A power cycle brings those back,
 * and a guest of the cluster among them is a second definition of it.
 */
#include <string.h>

#include "backends/survey/drift_parts.h"

/* The record, if it is of that configuration; NULL: there is none. */
static const struct surveyed *
record_find(const struct drift *drift, uint32_t node, const char *config)
{
	const struct surveyed *one = survey_find(drift->survey, node,
	    SURVEY_SAVE, config);

	return one != NULL && surveyed_answered(one) &&
	    surveyed_strange(one) == 0 && fact_find(&one->output.reading,
	    "save", "name", config) != NULL ? one : NULL;
}

static bool
is_ours(const struct drift *drift, const char *domain)
{
	uint32_t guest = names_find(drift->site->names, KIND_GUEST, domain);

	return guest != 0 && guest <= drift->site->guest_count;
}

static bool
has_domain(const struct reading *reading, const char *name)
{
	return fact_find(reading, "domain", "name", name) != NULL;
}

/* A row of that configuration; of a domain that differs, or of all. */
static struct drift_row
row_of(const struct drift *drift, uint32_t node, const char *config)
{
	return (struct drift_row){ .kind = "config", .name = config,
	    .on = drift->survey->node[node], .key = "content",
	    .mends = MENDS_PERSON };
}

/* Guests of the cluster that it has, and other domains that were there and are
 * not any more. */
static void
held_compare(struct drift *drift, const struct reading *record,
    const struct reading *now, struct drift_row row)
{
	for (uint32_t i = 0; i < record->count; i++) {
		const char *name = fact_said(&record->fact[i], "name");

		if (strcmp(record->fact[i].kind, "domain") != 0 ||
		    strcmp(name, "primary") == 0 || (!is_ours(drift, name) &&
		    (now == NULL || has_domain(now, name))))
			continue;
		row.is = arena_format(drift->arena, "with %s", name);
		row.wanted = "it not";
		row.by = is_ours(drift, name) ? "the cluster" : "what runs";
		drift_add(drift, row);
	}
}

/* Other domains that are there now, and were not. */
static void
added_compare(struct drift *drift, const struct reading *record,
    const struct reading *now, struct drift_row row)
{
	for (uint32_t i = 0; now != NULL && i < now->count; i++) {
		const char *name = fact_said(&now->fact[i], "name");

		if (strcmp(now->fact[i].kind, "domain") != 0 ||
		    is_ours(drift, name) || has_domain(record, name))
			continue;
		row.is = arena_format(drift->arena, "without %s", name);
		row.wanted = "it";
		row.by = "what runs";
		drift_add(drift, row);
	}
}

/* "saved Sat Nov 28 12:00:00 UTC 2026, with batch" */
static void
saved_say(struct drift *drift, const struct reading *record,
    struct drift_row row)
{
	const char *with = "";

	for (uint32_t i = 0; i < record->count; i++)
		if (strcmp(record->fact[i].kind, "domain") == 0)
			with = arena_format(drift->arena, "%s%s%s", with,
			    *with != '\0' ? ", " : "", fact_said(
			    &record->fact[i], "name"));
	row.is = arena_format(drift->arena, "saved %s, with %s", fact_said(
	    fact_find(record, "save", NULL, NULL), "time"), with);
	row.wanted = "";
	row.by = "domferry";
	row.mends = MENDS_NOTHING;
	drift_add(drift, row);
}

void
drift_content(struct drift *drift, uint32_t node, const char *config)
{
	struct drift_row row = row_of(drift, node, config);
	const struct surveyed *one = record_find(drift, node, config);
	const struct reading *now = survey_reading(drift->survey, node,
	    SURVEY_DOMAINS);

	if (one == NULL) {
		row.is = "?";
		row.wanted = "";
		row.by = "ldm";
		row.mends = MENDS_UNKNOWN;
		drift_add(drift, row);
		return;
	}
	saved_say(drift, &one->output.reading, row);
	held_compare(drift, &one->output.reading, now, row);
	added_compare(drift, &one->output.reading, now, row);
}
