/*
 * notes.h: what the last surveys have found, and what is new.
 *
 * A value: the caller keeps it between two surveys, and between two processes
 * (tools/watch/state.h).  Times are milliseconds since 1970, so that a deadline
 * goes on while nobody watches.
 */
#ifndef WATCH_NOTES_H
#define WATCH_NOTES_H

#include "backends/watch/watch.h"

enum { NOTES_SOON_MS = 60000 };

/* What became of a finding in this survey. */
enum became {
	BECAME_NOTHING,		/* nothing to say: it was said, or is not sure
				   yet */
	BECAME_NEW,		/* it is found for the first time */
	BECAME_OVERDUE,		/* it was to be over by now */
	BECAME_OVER,
};

/* One that was found. */
struct noted {
	const char	*key;		/* that of the finding; texts lie in
					   the notes's arena */
	const struct watch_row *row;
	const char	*on, *text, *advice;
	int64_t		 first_ms;
	int64_t		 until_ms;	/* it is over by itself by then; 0: it
					   is not */
	unsigned	 seen;		/* surveys in a row; those in which
					   nobody knows do not count */
	bool		 reported;	/* it was said that there is this */
	bool		 overdue;	/* and that it is overdue */
	/* When the watch has begun to bring it back, and with what status that
	 * has ended; 0: it has not; -1: nobody knows. */
	int64_t		 acted_ms;
	int		 acted_status;
	/* Of the last survey: */
	enum became	 became;
	bool		 unknown;	/* nobody has said whether it still
					   is */
	/* As it was found; NULL: it was not. */
	const struct watch_finding *watched;
	/* Does it concern the watch itself (decision.h)?  And why does it not
	 * act; NULL: it does. */
	bool		 concerns;
	const char	*against;
};

struct notes {
	struct arena	 arena;		/* what is known lies there */
	struct noted	*list;
	uint32_t	 count, capacity;
	int64_t		 survey_ms;	/* when the last survey was */
};

/* Begins as zero; given back with this. */
void	 notes_drop(struct notes *);
/* Take the findings of a survey in.  What has become over in the survey before
 * is forgotten.  The findings are borrowed until the next survey. */
void	 notes_take(struct notes *, const struct watch_findings *,
	    int64_t now_ms);
/* Is it found, often enough, and long enough where that is wanted? */
bool	 noted_stands(const struct noted *, int64_t now_ms);
/* How many of them stand; and does one of them need another look soon? */
uint32_t notes_standing(const struct notes *);
bool	 notes_wants_look(const struct notes *);
/* The row of that key; NULL: there is none.  A row more, all zero but its
 * key. */
struct noted *notes_find(const struct notes *, const char *key);
struct noted *notes_add(struct notes *, const char *key);

#endif
