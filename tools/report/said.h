/*
 * said.h: the lines of the account: a time, a place, what is typed or happens
 * there.
 *
 * The places of a plan decide how wide their column is; a place that is longer
 * has a line of its own, so that the columns stay columns.
 */
#ifndef REPORT_SAID_H
#define REPORT_SAID_H

#include "core/plan/plan.h"

struct said {
	const struct site *site;
	unsigned	 width;		/* of the column of places */
};

void		 said_make(struct said *, const struct site *);
/* A plan is run from here on. */
void		 said_fit(struct said *, const struct plan *);
/* The column in which texts begin. */
unsigned	 said_column(const struct said *);
/* Time and place: then the cursor is in that column.  place 0: none. */
void		 said_begin(const struct said *, int64_t at_ms,
		    uint32_t place);
/* A whole line; it is not wrapped, because it may be typed again. */
void		 said_line(const struct said *, int64_t at_ms, uint32_t place,
		    const char *text);
/* Words below it, wrapped. */
void		 said_below(const struct said *, const char *words);

#endif
