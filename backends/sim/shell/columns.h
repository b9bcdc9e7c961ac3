/*
 * columns.h: a table whose columns are as wide as what stands in them, as the
 * programs of ZFS print theirs; inside backends/sim/shell only.
 */
#ifndef SIM_COLUMNS_H
#define SIM_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buffer.h"

enum { COLUMNS = 24, NICE_BYTES = 24 };

struct column {
	const char	*title;		/* borrowed */
	bool		 right;		/* flush right */
	int		 width;		/* at least */
};

/* All zero is one without columns; give it back with columns_drop. */
struct columns {
	struct column	 column[COLUMNS];
	unsigned	 count, cells;
	struct buffer	 text;		/* of the cells, row by row */
};

/* Add a column; those of numbers are flush right and have 5 characters. */
void		 columns_add(struct columns *, const char *title, bool right);
/* Add the next cell of the row. */
void		 columns_cell(struct columns *, const char *text);
/* Print the titles and all rows.  For scripts: no titles, and a tab between
 * cells. */
void		 columns_print(const struct columns *, struct buffer *,
		    bool scripted);
void		 columns_drop(struct columns *);

/* A number of bytes in at most five characters: "99.5G", "254G", "512", "0". */
const char	*nice_print(int64_t bytes, char text[NICE_BYTES]);

#endif
