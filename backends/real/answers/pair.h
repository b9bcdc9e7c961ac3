/*
 * pair.h: the values of a line of parseable output, and its keyword.
 */
#ifndef ANSWERS_PAIR_H
#define ANSWERS_PAIR_H

#include "backends/real/answers/printout.h"

/* One value of a line. */
struct pair {
	const char	*name, *value;
	size_t		 name_size, value_size;
};

/* The next value behind a bar; at stands on the bar, and then on the next one
 * or at the end.  false: it is not name=value. */
bool		 pair_next(const struct line *, size_t *at, struct pair *);
/* Has it that name? */
bool		 pair_is_named(const struct pair *, const char *name);
/* Add a value that nobody here knows, under its name; false: the name is none,
 * it is there already, or there are too many. */
bool		 pair_unknown(struct reading *, struct fact_row *,
		    const struct pair *);
/* How long the keyword is that the line begins with; 0: it has none. */
size_t		 keyword_size(const struct line *);
/* Is it "VERSION 1.6"? */
bool		 line_is_version(const struct line *);

#endif
