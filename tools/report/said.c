#include "tools/report/said.h"

#include <stdio.h>
#include <string.h>

#include "tools/report/columns.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { PLACE_COLUMN = 13, PLACE_WIDTH = 12 };

void
said_make(struct said *said, const struct site *site)
{
	*said = (struct said){ site, PLACE_WIDTH };
}

static unsigned
length_of(const struct said *said, uint32_t place)
{
	char buffer[TEXT_ROOM];

	return place == 0 ? 0 : (unsigned)strlen(site_place(
	    said->site->names, place, buffer, sizeof(buffer)));
}

/* No wider than a third of a line: texts need the rest. */
void
said_fit(struct said *said, const struct plan *plan)
{
	said->width = PLACE_WIDTH;
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];
		unsigned n = length_of(said, step->kind == STEP_CHANGE ?
		    op_place(&step->op) : step_asks(plan, step));

		if (n > said->width && n <= columns() / 3)
			said->width = n;
	}
}

unsigned
said_column(const struct said *said)
{
	return PLACE_COLUMN + said->width + 1;
}

void
said_begin(const struct said *said, int64_t at_ms, uint32_t place)
{
	char clock[TEXT_ROOM], where[TEXT_ROOM] = "";

	if (place != 0)
		site_place(said->site->names, place, where, sizeof(where));
	say("  %s  %-*s ", text_clock(at_ms, clock, sizeof(clock)),
	    (int)said->width, where);
	if (strlen(where) > said->width)
		say("\n%*s", (int)said_column(said), "");
}

void
said_line(const struct said *said, int64_t at_ms, uint32_t place,
    const char *text)
{
	said_begin(said, at_ms, place);
	say("%s\n", text);
}

void
said_below(const struct said *said, const char *words)
{
	unsigned column = columns_text(said_column(said));

	say("%*s", (int)column, "");
	text_wrap(words, column, column);
}
