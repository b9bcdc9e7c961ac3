#include "backends/sim/shell/cluster_table.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/place.h"

void
table_row(struct table *table, const char *const cell[], unsigned count)
{
	struct table_line *line = arena_take(&table->arena, 1, sizeof(*line));

	assert(count >= 1 && count <= TABLE_COLUMNS);
	*line = (struct table_line){ .next = NULL };
	for (unsigned i = 0; i < TABLE_COLUMNS; i++)
		line->cell[i] = i < count ? arena_text(&table->arena, cell[i],
		    strlen(cell[i])) : "";
	if (table->last != NULL)
		table->last->next = line;
	else
		table->first = line;
	table->last = line;
}

bool
cluster_is_32(const struct call *call)
{
	uint32_t node = call_node(call);
	const char *release = node == 0 ? NULL :
	    call->shell->site->nodes[node].releases.cluster;

	return release != NULL && strncmp(release, "3.2", 3) == 0;
}

static unsigned
columns_of(const struct layout *layout)
{
	unsigned count = 0;

	while (count < TABLE_COLUMNS && layout->header[count] != NULL)
		count++;
	assert(count >= 1);
	return count;
}

static unsigned
longest(const struct table *table, unsigned column)
{
	size_t most = strlen(table->layout->header[column]);

	for (const struct table_line *line = table->first; line != NULL;
	    line = line->next)
		if (strlen(line->cell[column]) > most)
			most = strlen(line->cell[column]);
	return (unsigned)most;
}

/* Each column has its own width, and grows with its cells. */
static void
widths_own(const struct table *table, unsigned count, unsigned width[])
{
	for (unsigned i = 0; i + 1 < count; i++) {
		width[i] = longest(table, i) + TABLE_GAP;
		if (width[i] < table->layout->width[i])
			width[i] = table->layout->width[i];
	}
}

/* What the cells leave of the line before the last column goes to the gaps in
 * equal parts, and the rest of that to the first ones. */
static void
widths_shared(const struct table *table, unsigned count, unsigned width[])
{
	unsigned used = 0, left;

	for (unsigned i = 0; i + 1 < count; i++) {
		width[i] = longest(table, i);
		used += width[i];
	}
	left = used < table->layout->last ? table->layout->last - used : 0;
	for (unsigned i = 0; i + 1 < count; i++) {
		unsigned gap = left / (count - 1) + (i < left % (count - 1));

		width[i] += gap > TABLE_GAP ? gap : TABLE_GAP;
	}
}

static void
line_print(struct call *call, const struct table *table,
    const char *const cell[], const unsigned width[])
{
	unsigned count = columns_of(table->layout);

	buffer_print(&call->out, "%*s", (int)table->layout->indent, "");
	for (unsigned i = 0; i + 1 < count; i++)
		buffer_print(&call->out, "%-*s", (int)width[i], cell[i]);
	buffer_print(&call->out, "%s\n", cell[count - 1]);
}

static void
head_print(struct call *call, const struct table *table,
    const unsigned width[])
{
	const struct layout *layout = table->layout;
	static const char dashes[] = "------------------------------";
	const char *below[TABLE_COLUMNS] = { NULL };

	if (layout->title != NULL)
		buffer_print(&call->out, "\n=== %s ===\n\n", layout->title);
	if (layout->subtitle != NULL)
		buffer_print(&call->out, "--- %s ---\n\n", layout->subtitle);
	for (unsigned i = 0; i < columns_of(layout); i++) {
		assert(strlen(layout->header[i]) < sizeof(dashes));
		below[i] = dashes + sizeof(dashes) - 1 -
		    strlen(layout->header[i]);
	}
	line_print(call, table, layout->header, width);
	line_print(call, table, below, width);
}

void
table_print(struct call *call, struct table *table)
{
	const struct layout *layout = table->layout;
	unsigned width[TABLE_COLUMNS] = { 0 };
	unsigned count = columns_of(layout);

	if (layout->last == 0 || cluster_is_32(call))
		widths_own(table, count, width);
	else
		widths_shared(table, count, width);
	head_print(call, table, width);
	for (const struct table_line *line = table->first; line != NULL;
	    line = line->next) {
		if (layout->parted && line != table->first &&
		    line->cell[0][0] != '\0')
			buffer_print(&call->out, "\n");
		line_print(call, table, line->cell, width);
	}
	for (unsigned i = 0; i < layout->after; i++)
		buffer_print(&call->out, "\n");
	if (layout->parted && table->first != NULL)
		buffer_print(&call->out, "\n");
	arena_drop(&table->arena);
	*table = (struct table){ .layout = layout };
}
