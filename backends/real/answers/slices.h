/*
 * slices.h: a row of a table, cut into its cells.
 */
#ifndef ANSWERS_SLICES_H
#define ANSWERS_SLICES_H

#include "backends/real/answers/table.h"

enum { SLICES_WAYS = 2 };

/* A cell, without blanks around it; it points into the line. */
struct slice {
	const char	*text;
	size_t		 size;
};

/* The different ways in which the row can be cut; 0: its words do not stand
 * where titles do. */
unsigned	 slices_cut(const struct heading *, const struct line *,
		    struct slice cut[SLICES_WAYS][HEADING_PLACES]);

#endif
