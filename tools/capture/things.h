/*
 * things.h: the facts of an answer, by what they are about.
 */
#ifndef CAPTURE_THINGS_H
#define CAPTURE_THINGS_H

#include "backends/real/answers/reading.h"

struct thing {
	const struct fact_row *fact;
	const char	*name;		/* the details that say which thing */
	uint32_t	 number;	/* of those with that kind and name, in
					   the order of the answer */
};

struct things {
	struct thing	*list;		/* in order */
	uint32_t	 count;
};

/* What an answer has that is worth comparing with another one: not what is
 * expected to change, nor what is in a domain that the other one lacks. */
struct things	 things_of(struct arena *, const struct reading *,
		    const struct reading *other);
/* Which of two comes first: 0, they are about the same. */
int		 thing_order(const void *, const void *);
/* The details of a fact as one text, those that say which thing it is, or the
 * others; of what is not understood, the line. */
const char	*thing_details(struct arena *, const struct fact_row *,
		    bool identity);
/* Is a change of that key of such a fact none?  key NULL: all of it. */
bool		 thing_expected(const char *fact, const char *key);

#endif
