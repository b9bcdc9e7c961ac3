/*
 * through.h: the ways from a run to the places of a simulated site, and the
 * key of a scenario that names them.
 *
 * A way is a word here, and a row of tools/through/passage.c, which makes it.
 */
#ifndef CORE_FORMATS_THROUGH_H
#define CORE_FORMATS_THROUGH_H

#include <stdbool.h>

#include "core/base/err.h"

struct reader;
struct value;

enum through {
	THROUGH_OP,		/* operations of the simulated site */
	THROUGH_SHELL,		/* its programs, in this process */
	THROUGH_PROCESS,	/* its programs, as processes */
	THROUGHS
};

/* A scenario may be played in each; the first one is the usual one. */
struct throughs {
	enum through	 way[THROUGHS];
	unsigned	 count;
};

/* Their words, in the order of the enum; ends with NULL. */
extern const char *const through_words[THROUGHS + 1];

/* The way of that word; false: there is none. */
bool	 through_find(const char *word, enum through *);
/* The same of the option: ERR_USAGE with all of them. */
bool	 through_option(const char *word, enum through *, struct err *);
bool	 through_has(const struct throughs *, enum through);
/* A word, or a list of different ones; NULL: the key is not there, and any way
 * will do. */
void	 through_read(struct reader *, const struct value *,
	    struct throughs *);

#endif
