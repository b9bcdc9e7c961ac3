#include "backends/sim/shell/columns.h"

#include <assert.h>
#include <stddef.h>

void
columns_print(struct buffer *out, const struct columns *columns,
    const char *const cell[COLUMNS])
{
	unsigned i = 0;

	assert(columns->width[COLUMNS - 1] == 0);
	buffer_print(out, "%*s", (int)columns->indent, "");
	for (; columns->width[i] != 0; i++)
		buffer_print(out, "%-*s ", (int)columns->width[i],
		    cell[i] != NULL ? cell[i] : "");
	buffer_print(out, "%s\n", cell[i] != NULL ? cell[i] : "");
}
