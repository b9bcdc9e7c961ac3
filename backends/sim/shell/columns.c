#include "backends/sim/shell/columns.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_WIDTH = 5, NICE_LONGEST = 5 };

void
columns_add(struct columns *columns, const char *title, bool right)
{
	int width = (int)strlen(title);

	assert(columns->count < COLUMNS && columns->cells == 0);
	columns->column[columns->count++] = (struct column){ title, right,
	    right && width < NUMBER_WIDTH ? NUMBER_WIDTH : width };
}

/* No cell has a newline: so one ends each. */
void
columns_cell(struct columns *columns, const char *text)
{
	struct column *column;
	int width = (int)strcspn(text, "\n");

	assert(columns->count != 0);
	column = &columns->column[columns->cells++ % columns->count];
	if (column->width < width)
		column->width = width;
	buffer_print(&columns->text, "%.*s\n", width, text);
}

/* The last column is not filled up. */
static void
cell_print(const struct columns *columns, struct buffer *out, unsigned at,
    const char *text)
{
	const struct column *column = &columns->column[at];
	bool last = at + 1 == columns->count;
	int n = (int)strcspn(text, "\n");
	int fill = column->width - n;

	if (column->right)
		buffer_print(out, "%*s%.*s", fill, "", n, text);
	else
		buffer_print(out, "%.*s%*s", n, text, last ? 0 : fill, "");
	buffer_print(out, "%s", last ? "\n" : "  ");
}

void
columns_print(const struct columns *columns, struct buffer *out,
    bool scripted)
{
	const char *text = buffer_text(&columns->text);

	for (unsigned i = 0; !scripted && i < columns->count; i++)
		cell_print(columns, out, i, columns->column[i].title);
	for (unsigned i = 0; i < columns->cells; i++) {
		unsigned at = i % columns->count;
		int n = (int)strcspn(text, "\n");

		if (scripted)
			buffer_print(out, "%.*s%s", n, text,
			    at + 1 == columns->count ? "\n" : "\t");
		else
			cell_print(columns, out, at, text);
		text += n + 1;
	}
}

void
columns_drop(struct columns *columns)
{
	buffer_drop(&columns->text);
}

/* As ZFS prints numbers: whole ones without a fraction, others with as many
 * digits of it as there is room for. */
const char *
nice_print(int64_t bytes, char text[NICE_BYTES])
{
	const char *unit = "\0KMGTPE";
	int64_t whole = 1;

	assert(bytes >= 0);
	for (int64_t n = bytes; n >= 1024; n /= 1024) {
		whole *= 1024;
		unit++;
	}
	if (bytes % whole == 0) {
		snprintf(text, NICE_BYTES, "%lld%.1s", (long long)(bytes /
		    whole), unit);
		return text;
	}
	for (int digits = 2; digits >= 0; digits--)
		if (snprintf(text, NICE_BYTES, "%.*f%c", digits,
		    (double)bytes / (double)whole, *unit) <= NICE_LONGEST)
			break;
	return text;
}
