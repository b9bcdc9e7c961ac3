/*
 * quantity.h: numbers, sizes, times and addresses, as programs print them.
 */
#ifndef ANSWERS_QUANTITY_H
#define ANSWERS_QUANTITY_H

#include "backends/real/answers/cell.h"
#include "backends/real/answers/printout.h"

struct quantity {
	int64_t		 number;	/* if there is no text */
	const char	*text;		/* in the arena, or NULL */
};

/* What is printed in that form means; false: it is none. */
bool		 quantity_of(struct arena *, enum form, const struct line *,
		    struct quantity *);
/* Is it a whole number of at most 18 digits? */
bool		 quantity_count(const char *text, size_t size, int64_t *);

#endif
