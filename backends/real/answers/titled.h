/*
 * titled.h: what the programs of the cluster print for people.
 *
 *	=== Title ===
 *
 *	--- Subtitle ---
 *
 *	Title of a column     Another one
 *	-----------------     -----------
 *	cell                  cell
 *
 * The dashes say how wide the columns are.  What "show" prints has a property
 * a line instead: "  Name:   value", below the thing that it belongs to.
 */
#ifndef ANSWERS_TITLED_H
#define ANSWERS_TITLED_H

#include "backends/real/answers/table.h"

struct titled_set {
	const struct table *const *table;	/* ends with NULL */
	/* Keys of "show" that are things, which have properties; ends with a
	 * NULL key. */
	const struct titled_thing {
		const char	*key, *kind;
	} *thing;
};

/* Does the output begin as such a one? */
bool		 titled_are(const struct printout *, const void *set);
/* Tables and properties. */
void		 titled_read(struct printout *, const void *set);
#endif
