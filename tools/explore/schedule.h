/*
 * schedule.h: a schedule as people read it, and as a scenario that plays it.
 */
#ifndef EXPLORE_SCHEDULE_H
#define EXPLORE_SCHEDULE_H

#include <stdio.h>

#include "tools/explore/explore.h"

enum { PHRASE_BYTES = 256 };

/* What went wrong, one phrase each; returns how many. */
unsigned	 schedule_phrases(struct explore *, const struct path *,
		    char list[CHOICE_PATH][PHRASE_BYTES]);
/* A scenario file: the site by its path or as it is, the jobs before, the
 * faults. */
struct schedule_site {
	const char	*path;
	const char	*text;		/* the site itself, or NULL */
	uint64_t	 seed;
	const char *const *begin;
	unsigned	 begin_count;
	const char *const *faults;	/* in force from the beginning */
	unsigned	 fault_count;
	const char *const *happened;	/* before the job; the site came to
					   rest after each */
	unsigned	 happened_count;
	const char	*now;		/* "clustered on node1", or NULL */
	uint32_t	 guest;		/* whose state that is */
	const char	*start;		/* a start text, or NULL */
};
void		 schedule_write(FILE *, struct explore *,
		    const struct finding *, const struct schedule_site *);

#endif
