/*
 * endured.h: what a site endures, as rows: the death of each node and of each
 * pair, who may be down together, and room for more guests.
 */
#ifndef TOOLS_ENDURED_H
#define TOOLS_ENDURED_H

#include "backends/survey/standing.h"
#include "core/policy/losses.h"

/* A size of guest, and how many of the site have it. */
struct endured_size {
	int64_t		 needs[CAPACITIES];
	uint32_t	 guests;
};

struct enduring {
	struct arena	*arena;
	const struct scene *scene;
	struct standing	 rows;		/* as they are listed */
	unsigned	 pairs, pairs_endured;
	unsigned	 deaths_lost;	/* single nodes whose death leaves a
					   guest without a home */
};

/* "VCPUS,SIZE", such as "8,16G".  ERR_USAGE if it is not of that form. */
bool		 endured_size_read(const char *, struct endured_size *,
		    struct err *);
/* All rows.  size NULL: the sizes that guests of the site have, the most
 * frequent first. */
void		 endured(struct enduring *, const struct endured_size *size);
/* For a person, after the heading. */
void		 endured_print(const struct enduring *);

#endif
