/*
 * hearing.h: listens to what is typed over a reach, and to what comes back.
 *
 * A reach over another one that changes nothing.
 */
#ifndef REAL_HEARING_H
#define REAL_HEARING_H

#include "backends/real/reach.h"

/* Commands that are under way at a time, and listened to. */
enum { HEARING_OPEN = 40 };

/* A command, and what came of it. */
struct exchange {
	int64_t		 begun_ms, at_ms;
	uint32_t	 place;
	const char	*line;
	bool		 change;
	bool		 by_hand;	/* a person did it: no program ran */
	const struct heard *heard;	/* NULL: nobody waits for it any
					   more */
};

/* A command that is under way. */
struct listened {
	uint64_t	 handle;	/* HANDLE_OVER: none */
	int64_t		 begun_ms;
	uint32_t	 place;
	char		*line;		/* owned */
	bool		 change, by_hand;
};

struct hearing {
	struct reach	 reach;		/* first */
	struct reach	*below;
	/* Told each exchange once, when it is over; NULL: nobody listens. */
	void		(*heard)(void *with, const struct exchange *);
	void		*with;
	struct listened	 open[HEARING_OPEN];
};

/* Over that reach; the caller owns both, and gives it back with
 * hearing_drop. */
void	 hearing_make(struct hearing *, struct reach *below);
void	 hearing_drop(struct hearing *);

#endif
