/*
 * pattern.h: outputs whose lines have the same words, one after the other.
 */
#ifndef ANSWERS_PATTERN_H
#define ANSWERS_PATTERN_H

#include "backends/real/answers/cell.h"
#include "backends/real/answers/printout.h"

enum { PATTERN_CELLS = 10, PATTERN_SETS = 5 };

struct pattern {
	const char	*kind;		/* NULL: the line says nothing */
	struct cell	 cell[PATTERN_CELLS];	/* ends with neither a key nor
						   words */
	unsigned	 count;
	bool		 rest;		/* the last one goes on to the end of
					   the line */
};

struct pattern_set {
	const struct pattern *pattern[PATTERN_SETS];	/* ends with NULL */
	/* A line that begins so says nothing, or NULL. */
	const char	*remark;
	/* Does the fact agree with itself?  NULL: any does. */
	bool		(*agrees)(const struct fact_row *);
};

/* Does the first line fit? */
bool		 pattern_fits(const struct printout *, const void *set);
/* Each line by the first pattern that fits it. */
void		 pattern_read(struct printout *, const void *set);

#endif
