/*
 * follow.h: a run that another process carries out, as it goes on.
 *
 * Its journal is read again and again: nothing is locked, nothing is written,
 * no machine is asked.  What is printed is the report, line by line, and on a
 * terminal where the run is now.
 */
#ifndef APPLY_FOLLOW_H
#define APPLY_FOLLOW_H

#include "tools/apply/live.h"
#include "tools/apply/outage.h"
#include "tools/report/account.h"
#include "tools/session/execution.h"
#include "tools/session/reading.h"

struct follow {
	struct sink	 sink;		/* first: of each replay */
	struct readback	 reading;
	struct execution execution;	/* for the live line: plan, run,
					   session, account */
	struct session	 session;	/* its downtime only */
	struct account	 account;
	struct live	 live;
	struct outage_watch outage;
	uint64_t	 seen, now;	/* events: printed; of this replay */
	int64_t		 size;		/* of the journal that was read; -1 */
	int64_t		 changed_s;	/* when it was last written */
	bool		 lost;		/* its last intent has no outcome */
};

/* Read the run directory at that path; the head of its report is printed. */
bool	 follow_make(struct follow *, const char *path, bool questions,
	    const struct options *, struct err *);
/* Read what is new, and print it. */
bool	 follow_read(struct follow *, struct err *);
/* Until it is over, or a signal asks to stop; then what a report ends with. */
bool	 follow_play(struct follow *, int *status, struct err *);
void	 follow_drop(struct follow *);

#endif
