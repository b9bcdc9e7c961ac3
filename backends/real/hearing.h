/*
 * hearing.h: listens to what is typed over a reach, and to what comes back.
 *
 * A reach over another one that changes nothing.
 */
#ifndef REAL_HEARING_H
#define REAL_HEARING_H

#include "backends/real/reach.h"

/* Commands that are under way at a time, and listened to. */
enum { HEARING_OPEN = 64 };

/* A command, and what came of it; or a question that no command answers. */
struct overheard {
	unsigned	 number;	/* from 1, as they were begun */
	bool		 at_once;	/* it had ended when it was begun */
	int64_t		 begun_ms, at_ms;
	uint32_t	 place;
	const char	*line;		/* NULL: it is such a question */
	bool		 change;
	bool		 by_hand;	/* a person did it: no program ran */
	bool		 pasted;	/* a person typed it, and says what came
					   of it */
	const struct heard *heard;	/* NULL: nobody waits for it any
					   more */
	const struct op	*ask;		/* without a line */
	const struct answer *answer;	/* to it; NULL: nobody knows */
};

/* A command that is under way. */
struct listened {
	uint64_t	 handle;	/* HANDLE_OVER: none */
	unsigned	 number;
	int64_t		 begun_ms;
	uint32_t	 place;
	char		*line;		/* owned */
	bool		 change, by_hand, pasted;
};

struct hearing {
	struct reach	 reach;		/* first */
	struct reach	*below;
	/* Told each exchange once, when it is over; NULL: nobody listens. */
	void		(*heard)(void *with, const struct overheard *);
	void		*with;
	struct listened	 open[HEARING_OPEN];
	unsigned	 count;		/* that were begun */
};

/* Over that reach; the caller owns both, and gives it back with
 * hearing_drop. */
void	 hearing_make(struct hearing *, struct reach *below);
void	 hearing_drop(struct hearing *);
/* Nobody waits any more for what is under way, and that is told. */
void	 hearing_end(struct hearing *);

#endif
