/*
 * standing.h: how the things of a live site stand, a row for each.
 *
 * A function of a survey (FOR_STATUS) and the site file.  What nobody has
 * answered is "?", and what one node has not answered is not guessed from the
 * others.
 */
#ifndef SURVEY_STANDING_H
#define SURVEY_STANDING_H

#include "backends/survey/survey.h"

/* STANDS_AWAY: it is of a guest that nothing is there of. */
enum stands { STANDS_BADLY, STANDS_UNKNOWN, STANDS_NOTED, STANDS_WELL,
    STANDS_AWAY };

struct standing_row {
	const char	*kind;		/* "node", "quorum", "group",
					   "resource", "guest", "pool",
					   "volume" */
	const char	*name;
	const char	*on;		/* nodes, with commas; "" none; "?" */
	const char	*state;		/* "?": nobody has answered */
	const char	*detail;	/* what else there is to say, or "" */
	enum stands	 stands;
};

/* Texts lie in the arena, which the caller owns. */
struct standing {
	struct arena	*arena;
	const struct survey *survey;
	const struct site *site;	/* its node numbers are the survey's */
	struct standing_row *row;
	uint32_t	 count, capacity;
};

/* All rows, the worst first; those that stand alike by kind, as the survey and
 * the site file have them. */
void		 standing_make(struct standing *, struct arena *,
		    const struct survey *, const struct site *);
/* The row of a thing; NULL: there is none. */
const struct standing_row *standing_find(const struct standing *,
		    const char *kind, const char *name);

#endif
