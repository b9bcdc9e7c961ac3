/*
 * columns.h: rows of a table whose columns have fixed widths; inside
 * backends/sim/shell only.
 */
#ifndef SIM_COLUMNS_H
#define SIM_COLUMNS_H

#include "core/base/buffer.h"

enum { COLUMNS = 12 };

/* The widths end at the first 0, which is that of the last column: what stands
 * there is not padded.  A cell that is too long shifts those after it. */
struct columns {
	unsigned	 indent;
	unsigned	 width[COLUMNS];
};

/* Print one row: a title or a cell for each column; NULL is empty. */
void		 columns_print(struct buffer *, const struct columns *,
		    const char *const cell[COLUMNS]);

#endif
