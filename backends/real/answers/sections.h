/*
 * sections.h: what ldm prints for people: a table of domains, and sections.
 *
 * A section has a title in capitals on a line of its own; what it has is
 * indented.  It belongs to the domain that was named last, if one was.
 */
#ifndef ANSWERS_SECTIONS_H
#define ANSWERS_SECTIONS_H

#include "backends/real/answers/table.h"

enum { SECTION_TABLES = 4 };

enum section_has {
	SECTION_TABLE,		/* tables, each with its heading */
	SECTION_PAIRS,		/* name=value, a line each */
	SECTION_VALUE,		/* one value */
	SECTION_FLUSH,		/* one value, which is not indented */
	SECTION_SCOPE,		/* the name of a domain, not indented */
};

struct section {
	const char	*title;
	enum section_has has;
	const char	*kind;		/* of its facts, if it has no tables */
	struct cell	 cell;		/* of a value */
	const struct table *table[SECTION_TABLES];	/* ends with NULL */
};

struct section_set {
	const struct table *domains;
	const struct section *section;	/* ends with a NULL title */
};

void		 sections_read(struct printout *, const void *set);

#endif
