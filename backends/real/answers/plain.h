/*
 * plain.h: tables with one line of titles, and their form for scripts.
 *
 * The form for scripts (-H) has no titles, and a tab between two cells, or
 * blanks: its columns are those that were asked for (-o), or the usual ones,
 * which depend on how many there are.
 */
#ifndef ANSWERS_PLAIN_H
#define ANSWERS_PLAIN_H

#include "backends/real/answers/table.h"

enum { PLAIN_TABLES = 4, PLAIN_USUAL = 4 };

struct plain_set {
	const struct table *table[PLAIN_TABLES];	/* ends with NULL */
	/* The usual columns of the first table, in order; ends with NULL. */
	const char	*usual[PLAIN_USUAL];
	/* What is said instead when there is nothing, and the kind of that
	 * fact; NULL: nothing is said. */
	const char	*none[2], *none_kind;
	bool		 wraps;		/* a long first cell has its own line */
	bool		 spaced;	/* cells for scripts are words */
};

void		 plain_read(struct printout *, const void *set);

#endif
