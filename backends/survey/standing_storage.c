/*
 * Pools and volumes, as each node says it of itself.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/survey/paths.h"
#include "backends/survey/standing_parts.h"

enum { POOL_FULL = 80, POOL_VERY_FULL = 90 };

/* The first guest of the site with that pool, or 0. */
static uint32_t
guest_of_pool(const struct standing *standing, const char *pool)
{
	const struct site *site = standing->site;

	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (strcmp(standing_name(standing, KIND_POOL,
		    site->guests[g].pool), pool) == 0)
			return g;
	return 0;
}

static void
pool_here(struct standing *standing, struct standing_row *row,
    const struct fact_row *fact, uint32_t n)
{
	const char *node = standing->survey->node[n];
	const char *capacity = fact_said(fact, "capacity");
	long full = strtol(capacity, NULL, 10);

	row->on = standing_list(standing, row->on, node);
	row->state = fact_said(fact, "health");
	standing_worse(standing, row, STANDS_WELL, "%s %%", capacity);
	if (strcmp(row->state, "online") != 0 || full >= POOL_VERY_FULL)
		standing_worse(standing, row, STANDS_BADLY, "%s", "");
	else if (full >= POOL_FULL)
		standing_worse(standing, row, STANDS_NOTED, "%s", "");
	if (guest_of_pool(standing, row->name) != 0 &&
	    strcmp(fact_said(fact, "altroot"), "/") != 0)
		standing_worse(standing, row, STANDS_NOTED, "imported on %s "
		    "by hand, not by its resource", node);
}

/* A pool that no node has, where all have answered, is exported or gone. */
static void
pool_nowhere(struct standing *standing, struct standing_row *row)
{
	const char *silent = standing_silent(standing, SURVEY_POOLS);
	uint32_t guest = guest_of_pool(standing, row->name);
	const struct standing_row *group = standing_find(standing, "group",
	    standing_name(standing, KIND_GROUP,
	    standing->site->guests[guest].group));

	if (*silent != '\0') {
		row->on = "?";
		standing_worse(standing, row, STANDS_UNKNOWN, "not known of "
		    "%s", silent);
		return;
	}
	row->state = "not imported";
	standing_worse(standing, row, group != NULL &&
	    strcmp(group->state, "online") == 0 ? STANDS_BADLY : STANDS_NOTED,
	    "%s", "");
}

static void
pool_put(struct standing *standing, const char *name)
{
	const struct survey *survey = standing->survey;
	const char *silent = standing_silent(standing, SURVEY_POOLS);
	struct standing_row *row;
	unsigned where = 0;

	if (standing_has(standing, "pool", name))
		return;
	row = standing_add(standing, "pool", name);
	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const struct reading *all = survey_reading(survey, n,
		    SURVEY_POOLS);
		const struct fact_row *fact = all == NULL ? NULL : fact_find(
		    all, "pool", "name", name);

		if (fact == NULL)
			continue;
		where++;
		pool_here(standing, row, fact, n);
	}
	if (where != 0 && *silent != '\0')
		standing_worse(standing, row, STANDS_NOTED, "that it is "
		    "imported on %s, too, is not excluded", silent);
	if (where == 0)
		pool_nowhere(standing, row);
	else if (where > 1 && guest_of_pool(standing, name) != 0)
		standing_worse(standing, row, STANDS_BADLY, "imported on %u "
		    "nodes: what is written there destroys it", where);
}

/* Each node has a pool of its own for its system: those are not one. */
static bool
is_local(const char *name)
{
	return strcmp(name, "rpool") == 0;
}

void
standing_pools(struct standing *standing)
{
	const struct survey *survey = standing->survey;

	for (uint32_t g = 1; g <= standing->site->guest_count; g++)
		if (standing->site->guests[g].device != 0)
			pool_put(standing, standing_name(standing, KIND_POOL,
			    standing->site->guests[g].pool));
	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const struct reading *all = survey_reading(survey, n,
		    SURVEY_POOLS);

		for (uint32_t i = 0; all != NULL && i < all->count; i++)
			if (strcmp(all->fact[i].kind, "pool") == 0 &&
			    !is_local(fact_word(&all->fact[i], "name")))
				pool_put(standing, fact_word(&all->fact[i],
				    "name"));
	}
}

/* What nodes say of a volume. */
struct seen {
	const char	*missing, *silent;	/* nodes, with commas */
};

/* One volume of a guest on one of its nodes. */
static void
volume_here(struct standing *standing, struct standing_row *row,
    const struct site_disk *disk, uint32_t n, struct seen *seen)
{
	const struct reading *all = survey_reading(standing->survey, n,
	    SURVEY_DOMAINS);
	const char *path = standing_name(standing, KIND_FILE, disk->file);
	const char *node = standing->survey->node[n];
	const struct fact_row *fact = all == NULL ? NULL : fact_find_two(all,
	    "volume", (const char *const[]){ "service", standing_name(
	    standing, KIND_SERVICE, disk->vds), "name", row->name });

	if (all == NULL)
		seen->silent = standing_list(standing, seen->silent, node);
	else if (fact == NULL)
		seen->missing = standing_list(standing, seen->missing, node);
	if (fact == NULL)
		return;
	row->on = standing_list(standing, row->on, node);
	row->state = "present";
	if (!is_path(fact_said(fact, "device"), path))
		standing_worse(standing, row, STANDS_BADLY, "%s on %s, and "
		    "%s in the site file", fact_said(fact, "device"), node,
		    path);
}

/* Where no node that answers has it the guest may never have been made. */
static void
volume_put(struct standing *standing, const struct site_guest *guest,
    const struct site_disk *disk)
{
	struct standing_row *row = standing_add(standing, "volume",
	    standing_name(standing, KIND_VOLUME, disk->volume));
	struct seen seen = { "", "" };

	for (uint32_t i = 0; i < guest->node_count; i++)
		volume_here(standing, row, disk, guest->node[i], &seen);
	if (*row->on != '\0' && *seen.missing != '\0')
		standing_worse(standing, row, STANDS_BADLY, "missing on %s",
		    seen.missing);
	if (*seen.silent != '\0')
		standing_worse(standing, row, STANDS_UNKNOWN, "not known of "
		    "%s", seen.silent);
	if (*row->on != '\0')
		return;
	if (*seen.silent == '\0') {
		row->state = "absent";
		row->stands = STANDS_NOTED;
	} else {
		row->on = "?";
	}
}

void
standing_volumes(struct standing *standing)
{
	const struct site *site = standing->site;

	for (uint32_t g = 1; g <= site->guest_count; g++)
		for (uint32_t d = 0; d < site->guests[g].disk_count; d++)
			volume_put(standing, &site->guests[g],
			    &site->guests[g].disk[d]);
}
