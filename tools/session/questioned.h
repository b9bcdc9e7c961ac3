/*
 * questioned.h: what a run has asked, and how long it has waited for answers,
 * as its journal has it.
 */
#ifndef RUN_QUESTIONED_H
#define RUN_QUESTIONED_H

#include "core/formats/journal/journal.h"

struct questioned {
	unsigned	 count;		/* questions that were answered */
	int64_t		 ms;		/* for all of them */
	int64_t		 longest_ms;
	const char	*longest;	/* the name of that one; borrowed from
					   the journal, or NULL */
	const char	*place;		/* where it was asked; "" for the
					   cluster */
};

/* Where the clock is that of a simulated site, answers may take no time. */
struct questioned questioned_count(const struct journal *);

#endif
