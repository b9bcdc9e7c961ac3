/*
 * told.h: findings as they are printed: for people, as lines of JSON, and for
 * the log of the machine.
 */
#ifndef WATCH_TOLD_H
#define WATCH_TOLD_H

#include "backends/watch/absence.h"
#include "backends/watch/notes.h"

struct telling {
	bool		 json;
	bool		 all;		/* also what was said before and
					   stands */
	void		(*log)(void *with, const char *line);	/* or NULL */
	void		*with;
	const struct site *site;
	int64_t		 now_ms;	/* since 1970 */
	int64_t		 every_ms;	/* from one survey to the next */
};

/* What is new, overdue and over; the worst first. */
void	 told_findings(const struct telling *, const struct notes *);
/* The watch begins to bring the guest back; that has ended, with the status in
 * it. */
void	 told_begun(const struct telling *, const struct noted *);
void	 told_ended(const struct telling *, const struct noted *);
/* An outage of a guest that is over. */
void	 told_outage(const struct telling *, uint32_t guest,
	    const struct absence *);
/* The sum, after one look: of what stands, and what is not known. */
void	 told_sum(const struct telling *, const struct notes *,
	    const struct watch_findings *);

#endif
