/*
 * reported.h: findings as they are printed: for people, as lines of JSON, and
 * for the log of the machine.
 */
#ifndef WATCH_REPORTED_H
#define WATCH_REPORTED_H

#include "backends/watch/absence.h"
#include "backends/watch/notes.h"

struct reporting {
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
void	 reported_findings(const struct reporting *, const struct notes *);
/* The watch begins to bring the guest back; that has ended, with the status in
 * it. */
void	 reported_begun(const struct reporting *, const struct noted *);
void	 reported_ended(const struct reporting *, const struct noted *);
/* An outage of a guest that is over. */
void	 reported_outage(const struct reporting *, uint32_t guest,
	    const struct absence *);
/* The sum, after one look: of what stands, and what is not known. */
void	 reported_sum(const struct reporting *, const struct notes *,
	    const struct watch_findings *);

#endif
