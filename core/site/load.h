/*
 * load.h: how much a node takes, and how much a resource group asks for.
 *
 * A node has load limits, "guests=2:3": a name that the operator has chosen,
 * a soft limit and a hard one; a limit that is left out is none.  The property
 * Load_factors of a group is a list like "guests@1,memory@16": what it adds to
 * the load of the node where it is.  The sum of these stays within the hard
 * limit, and, where there is a choice, within the soft one.
 */
#ifndef CORE_LOAD_H
#define CORE_LOAD_H

#include <stdbool.h>
#include <stdint.h>

struct names;

enum { LOADS = 10, LOAD_FACTOR = 1000, LOAD_LIMIT = 1000000 };

/* A limit that there is not. */
#define LOAD_UNLIMITED	INT64_MAX

struct load {
	uint32_t	limit;		/* TEXT: its name; 0: no node has one of
					   that name */
	uint32_t	factor;
};

/* The name of the property, and its text without a factor. */
extern const char load_property[];
extern const char load_none[];

/*
 * Read a text "Load_factors=…" into list, which has room for LOADS.  Returns
 * their number.  false in *whole: a part was not understood, or there are too
 * many; the text up to there is in the list.
 */
uint32_t	 load_list(const struct names *, const char *text,
		    struct load *list, bool *whole);
/* What a group with that property (a TEXT, or 0) adds to the load that a limit
 * of that name counts. */
int64_t		 load_factor(const struct names *, uint32_t property,
		    uint32_t limit);
/* The soft and the hard limit of a text "guests=2:3". */
void		 load_limit(const char *text, int64_t *soft, int64_t *hard);

#endif
