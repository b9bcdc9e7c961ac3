/*
 * widths.h: rows of a table whose columns have fixed widths; inside
 * backends/sim/shell only.
 */
#ifndef SIM_WIDTHS_H
#define SIM_WIDTHS_H

#include "core/base/buffer.h"

enum { WIDTHS = 12 };

/* The widths end at the first 0, which is that of the last column: what stands
 * there is not padded.  A cell that is too long shifts those after it. */
struct widths {
	unsigned	 indent;
	unsigned	 width[WIDTHS];
};

/* Print one row: a title or a cell for each column; NULL is empty. */
void		 widths_print(struct buffer *, const struct widths *,
		    const char *const cell[WIDTHS]);

#endif
