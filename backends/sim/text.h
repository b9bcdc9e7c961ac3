/*
 * text.h: a world's canonical text in the making; for text.c and text_guest.c.
 */
#ifndef SIM_TEXT_H
#define SIM_TEXT_H

#include "backends/sim/world/simulation.h"

/* A text in the making. */
struct text {
	struct sim	*sim;
	char		*bytes;
	size_t		 size, capacity;
};

/* A name on its way into order; also tells nodes or parts apart. */
struct named {
	const char	*name;
	uint32_t	 number;
};

void		 text_print(struct text *, const char *, ...)
		    __attribute__((format(printf, 2, 3)));
/* Order by name, then by number: for qsort. */
int		 text_order(const void *, const void *);
/* All names of a kind, in order; to be freed. */
struct named	*text_sorted(struct sim *, enum kind, uint32_t count);
void		 text_guest(struct text *, uint32_t guest, const char *name);

#endif
