#include "backends/survey/drift.h"

#include <assert.h>
#include <string.h>

#include "backends/survey/drift_parts.h"

void
drift_add(struct drift *drift, struct drift_row row)
{
	if (drift->count == drift->capacity) {
		struct drift_row *grown;

		drift->capacity = drift->capacity * 2 + 32;
		grown = arena_take(drift->arena, drift->capacity,
		    sizeof(*grown));
		if (drift->count != 0)
			memcpy(grown, drift->row, drift->count *
			    sizeof(*grown));
		drift->row = grown;
	}
	drift->row[drift->count++] = row;
}

void
drift_compare(struct drift *drift, struct drift_row row, const char *is,
    const char *wanted)
{
	row.is = is;
	row.wanted = wanted;
	if (strcmp(is, wanted) != 0)
		drift_add(drift, row);
}

const char *
drift_name(const struct drift *drift, enum kind kind, uint32_t n)
{
	return names_text(drift->site->names, kind, n);
}

/* Has a row that says it already? */
static bool
is_said(const struct drift *drift, const char *node, const char *line)
{
	for (uint32_t i = 0; i < drift->count; i++)
		if (drift->row[i].mends == MENDS_UNKNOWN &&
		    strcmp(drift->row[i].on, node) == 0 &&
		    strcmp(drift->row[i].key, line) == 0)
			return true;
	return false;
}

const struct reading *
drift_reading(struct drift *drift, uint32_t node, enum survey_line line)
{
	const struct reading *reading = survey_reading(drift->survey, node,
	    line);
	const char *name = node != 0 ? drift->survey->node[node] : "";
	const char *typed = survey_row(line)->line;

	if (reading == NULL && !is_said(drift, name, typed))
		drift_add(drift, (struct drift_row){ .kind = "node",
		    .name = name, .on = name, .key = typed, .is = "?",
		    .wanted = "", .by = "", .mends = MENDS_UNKNOWN });
	return reading;
}

void
drift_make(struct drift *drift, struct arena *arena,
    const struct survey *survey, const struct site *site)
{
	assert(site->node_count == survey->nodes);
	*drift = (struct drift){ .arena = arena, .survey = survey,
	    .site = site };
	drift_services(drift);
	drift_volumes(drift);
	drift_nodes(drift);
	drift_guests(drift);
	drift_groups(drift);
}

uint32_t
drift_count(const struct drift *drift, enum mends mends)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < drift->count; i++)
		count += drift->row[i].mends == mends;
	return count;
}

uint32_t
drift_differs(const struct drift *drift)
{
	return drift_count(drift, MENDS_SERVICES) + drift_count(drift,
	    MENDS_PERSON);
}
