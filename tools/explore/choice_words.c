/*
 * What goes wrong, in words that a scenario and -F take.
 */
#include <stdio.h>
#include <string.h>

#include "core/formats/json/units.h"
#include "tools/explore/before.h"
#include "tools/explore/choice.h"
#include "tools/explore/choice_row.h"
#include "tools/report/lines.h"
#include "tools/say.h"

/* Does it end domferry? */
static bool
choice_ends(const struct choice *choice)
{
	return choice_rows[choice->row].class == FAULT_CRASH;
}

void
choice_phrase(const struct chosen *chosen, char *buffer, size_t size)
{
	const struct choice_row *row = &choice_rows[chosen->choice->row];
	const struct names *names = chosen->branch->plan->site->names;
	const struct op *op = &chosen->op;
	char place[80], time[UNITS_BYTES];
	enum kind kind;
	uint32_t name = op_object(op, &kind);

	if ((row->on & ON_ENDED) != 0) {
		snprintf(buffer, size, "%s after it ended", row->meanwhile ==
		    MEAN_ROLLBACK ? "rollback" : "resume");
		return;
	}
	if ((row->on & ON_FIRST) != 0) {
		before_phrase(chosen->branch->plan, chosen->choice->what,
		    buffer, size);
		return;
	}
	if (row->class == FAULT_WORLD) {
		snprintf(buffer, size, "%s %s, at %s", row->words,
		    names_text(names, choice_object(row), chosen->choice->what),
		    units_write_duration(chosen->at_ms, time));
		return;
	}
	snprintf(buffer, size, "%s %s%s%s%s%s", row->words,
	    op_table[op->kind].name, kind != KIND_NONE ? " " : "",
	    kind != KIND_NONE ? names_text(names, kind, name) : "",
	    op_place(op) != 0 ? " on " : "", op_place(op) != 0 ?
	    site_place(names, op_place(op), place, sizeof(place)) : "");
	if (chosen->nth > 1)
		snprintf(buffer + strlen(buffer), size - strlen(buffer),
		    ", nth %u", chosen->nth);
	if (row->times == 0)
		snprintf(buffer + strlen(buffer), size - strlen(buffer),
		    ", times always");
}

void
choice_write(FILE *out, const struct chosen *chosen, bool meanwhile)
{
	char text[256];

	if (meanwhile) {
		if (choice_ends(chosen->choice))
			meanwhile_write(out,
			    choice_rows[chosen->choice->row].meanwhile,
			    chosen->branch);
		return;
	}
	if (choice_is_ended(chosen->choice))
		return;
	choice_phrase(chosen, text, sizeof(text));
	say_to(out, "    { \"fault\": ");
	lines_string_to(out, text);
	say_to(out, " },\n");
}
