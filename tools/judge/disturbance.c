#include "tools/judge/disturbance.h"

#include <assert.h>

#include "core/formats/json/units.h"

enum { PLACE_BYTES = 128 };

static const struct disturbance_row rows[] = {
	{ "refuse", CHANGE_FAILS, OP_NONE, "", " is refused", false },
	{ "lose", CHANGE_FAILS, OP_NONE, "",
	    " takes effect, and its answer is lost", false },
	{ "partial", CHANGE_FAILS, OP_GROUP_SWITCH, "",
	    " takes effect by half, and fails", false },
	{ "crash before", CHANGE_BREAKS_OFF, OP_NONE, "the terminal is closed "
	    "before ", "", false },
	{ "power-off", CHANGE_PASSES, OP_NONE, " loses its power right before ",
	    "", true },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* A node that dies at the same moment as at the line before is the same. */
static bool
fits(const struct record *record, const struct disturbance *disturbance)
{
	const struct recorded *at = &record->row[disturbance->at];
	enum op_kind only = disturbance->row->only;

	if (disturbance->row->node)
		return disturbance->at == 0 || at[-1].at_ms != at->at_ms;
	return !at->question && (only == OP_NONE || at->op.kind == only);
}

/* Whether it fits or not. */
static void
step(const struct site *site, struct disturbance *disturbance)
{
	const struct disturbance_row *row = disturbance->row;

	if (row == NULL) {
		disturbance->row = rows;
		return;
	}
	if (row->node && disturbance->node < site->node_count) {
		disturbance->node++;
		return;
	}
	disturbance->row = row + 1 < rows + ROWS ? row + 1 : rows;
	disturbance->at += disturbance->row == rows;
	disturbance->node = disturbance->row->node;
}

bool
disturbance_next(const struct site *site, const struct record *record,
    struct disturbance *disturbance)
{
	do
		step(site, disturbance);
	while (disturbance->at < record->count && !fits(record, disturbance));
	return disturbance->at < record->count;
}

/* A fault of the world strikes at its time; others at their operation. */
const char *
disturbance_phrase(struct arena *arena, const struct site *site,
    const struct record *record, const struct disturbance *disturbance)
{
	const struct recorded *at = &record->row[disturbance->at];
	char place[PLACE_BYTES], time[UNITS_BYTES];
	enum kind kind;
	uint32_t name = record_object(site->names, &at->op, &kind);
	uint32_t on = op_place(&at->op);
	const char *phrase;

	assert(disturbance->row != NULL);
	if (disturbance->row->node)
		return arena_format(arena, "%s %s, at %s",
		    disturbance->row->word, names_text(site->names, KIND_NODE,
		    disturbance->node), units_write_duration(at->at_ms, time));
	phrase = arena_format(arena, "%s %s%s%s%s%s", disturbance->row->word,
	    op_table[at->op.kind].name, kind != KIND_NONE ? " " : "",
	    kind != KIND_NONE ? names_text(site->names, kind, name) : "",
	    on != 0 ? " on " : "", on != 0 ? site_place(site->names, on, place,
	    sizeof(place)) : "");
	return at->nth == 1 ? phrase : arena_format(arena, "%s, nth %u",
	    phrase, at->nth);
}

const char *
recorded_words(struct arena *arena, const struct site *site,
    const struct recorded *recorded)
{
	uint32_t on = recorded->question ? recorded->op.on :
	    op_place(&recorded->op);
	char place[PLACE_BYTES];

	return arena_format(arena, "\"%s\"%s%s", recorded->text,
	    on != 0 ? " on " : "", on != 0 ? site_place(site->names, on, place,
	    sizeof(place)) : "");
}

const char *
disturbance_words(struct arena *arena, const struct site *site,
    const struct record *record, const struct disturbance *disturbance)
{
	const struct disturbance_row *row = disturbance->row;
	const char *line = recorded_words(arena, site,
	    &record->row[disturbance->at]);

	assert(row != NULL);
	return arena_format(arena, "%s%s%s%s", row->node ? names_text(
	    site->names, KIND_NODE, disturbance->node) : "", row->before, line,
	    row->after);
}
