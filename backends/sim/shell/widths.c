#include "backends/sim/shell/widths.h"

#include <assert.h>
#include <stddef.h>

void
widths_print(struct buffer *out, const struct widths *widths,
    const char *const cell[WIDTHS])
{
	unsigned i = 0;

	assert(widths->width[WIDTHS - 1] == 0);
	buffer_print(out, "%*s", (int)widths->indent, "");
	for (; widths->width[i] != 0; i++)
		buffer_print(out, "%-*s ", (int)widths->width[i],
		    cell[i] != NULL ? cell[i] : "");
	buffer_print(out, "%s\n", cell[i] != NULL ? cell[i] : "");
}
