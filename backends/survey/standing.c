#include "backends/survey/standing.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/survey/standing_parts.h"

struct standing_row *
standing_add(struct standing *standing, const char *kind, const char *name)
{
	if (standing->count == standing->capacity) {
		struct standing_row *row;

		standing->capacity = standing->capacity * 2 + 64;
		row = arena_take(standing->arena, standing->capacity,
		    sizeof(*row));
		if (standing->count != 0)
			memcpy(row, standing->row, standing->count *
			    sizeof(*row));
		standing->row = row;
	}
	standing->row[standing->count] = (struct standing_row){ kind, name,
	    "", "?", "", STANDS_WELL };
	return &standing->row[standing->count++];
}

void
standing_worse(struct standing *standing, struct standing_row *row,
    enum stands stands, const char *format, ...)
{
	char text[400];
	va_list rest;

	va_start(rest, format);
	vsnprintf(text, sizeof(text), format, rest);
	va_end(rest);
	if (stands < row->stands)
		row->stands = stands;
	if (*text != '\0')
		row->detail = arena_format(standing->arena, "%s%s%s",
		    row->detail, *row->detail != '\0' ? "; " : "", text);
}

const char *
standing_list(struct standing *standing, const char *list, const char *name)
{
	return *list == '\0' ? name : arena_format(standing->arena, "%s,%s",
	    list, name);
}

const struct standing_row *
standing_find(const struct standing *standing, const char *kind,
    const char *name)
{
	for (uint32_t i = 0; i < standing->count; i++)
		if (strcmp(standing->row[i].kind, kind) == 0 &&
		    strcmp(standing->row[i].name, name) == 0)
			return &standing->row[i];
	return NULL;
}

bool
standing_has(const struct standing *standing, const char *kind,
    const char *name)
{
	return standing_find(standing, kind, name) != NULL;
}

const char *
standing_silent(struct standing *standing, enum survey_line line)
{
	const struct survey *survey = standing->survey;
	const char *list = "";

	for (uint32_t n = 1; n <= survey->nodes; n++)
		if (survey_reading(survey, n, line) == NULL)
			list = standing_list(standing, list, survey->node[n]);
	return list;
}

const char *
standing_name(const struct standing *standing, enum kind kind, uint32_t n)
{
	return names_text(standing->site->names, kind, n);
}

/* In what order kinds stand. */
static const char *const kinds[] = { "node", "quorum", "guest", "group",
    "resource", "pool", "volume" };

static unsigned
kind_order(const char *kind)
{
	unsigned n = 0;

	while (strcmp(kinds[n], kind) != 0)
		n++;
	return n;
}

static bool
is_before(const struct standing_row *one, const struct standing_row *other)
{
	if (one->stands != other->stands)
		return one->stands < other->stands;
	return kind_order(one->kind) < kind_order(other->kind);
}

/* Stable: those that stand alike stay as they are. */
static void
rows_sort(struct standing *standing)
{
	for (uint32_t i = 1; i < standing->count; i++) {
		struct standing_row row = standing->row[i];
		uint32_t k = i;

		for (; k > 0 && is_before(&row, &standing->row[k - 1]); k--)
			standing->row[k] = standing->row[k - 1];
		standing->row[k] = row;
	}
}

/* Is it absent, or not seen by any node that answers? */
static bool
is_absent(const struct standing *standing, const char *kind,
    const char *name)
{
	const struct standing_row *row = standing_find(standing, kind, name);

	return row == NULL || strcmp(row->state, "absent") == 0 ||
	    strcmp(row->state, "not imported") == 0 ||
	    strcmp(row->state, "?") == 0;
}

static void
away_put(struct standing *standing, const char *kind, const char *name)
{
	for (uint32_t i = 0; i < standing->count; i++)
		if (strcmp(standing->row[i].kind, kind) == 0 &&
		    strcmp(standing->row[i].name, name) == 0 &&
		    is_absent(standing, kind, name))
			standing->row[i].stands = STANDS_AWAY;
}

/* Of a guest that was not made yet one row is enough. */
static void
guest_away(struct standing *standing, uint32_t g)
{
	const struct site_guest *guest = &standing->site->guests[g];
	const char *name = standing_name(standing, KIND_GUEST, g);
	const char *group = standing_name(standing, KIND_GROUP, guest->group);
	const char *pool = standing_name(standing, KIND_POOL, guest->pool);

	const struct standing_row *row = standing_find(standing, "group",
	    group);

	if (!is_absent(standing, "guest", name) || row == NULL ||
	    strcmp(row->state, "absent") != 0 ||
	    !is_absent(standing, "pool", pool))
		return;
	away_put(standing, "group", group);
	away_put(standing, "pool", pool);
	away_put(standing, "resource", standing_name(standing, KIND_RESOURCE,
	    guest->storage));
	if (guest->agent.present)
		away_put(standing, "resource", standing_name(standing,
		    KIND_RESOURCE, guest->agent.resource));
	for (uint32_t d = 0; d < guest->disk_count; d++)
		away_put(standing, "volume", standing_name(standing,
		    KIND_VOLUME, guest->disk[d].volume));
}

void
standing_make(struct standing *standing, struct arena *arena,
    const struct survey *survey, const struct site *site)
{
	assert(site->node_count == survey->nodes);
	*standing = (struct standing){ .arena = arena, .survey = survey,
	    .site = site };
	standing_nodes(standing);
	standing_quorum(standing);
	standing_groups(standing);
	standing_resources(standing);
	standing_pools(standing);
	standing_guests(standing);
	standing_volumes(standing);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		guest_away(standing, g);
	rows_sort(standing);
}
