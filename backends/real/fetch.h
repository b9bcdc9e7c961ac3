/*
 * fetch.h: the outputs that questions share.
 *
 * A command that one question needs is typed once: others find its output, or
 * find it under way, until all is forgotten.
 *
 * What is only to be needed soon is typed where that saves time: a place whose
 * commands take long gets few of them, so that the one that is waited for is
 * not behind them until it is too late.
 */
#ifndef REAL_FETCH_H
#define REAL_FETCH_H

#include "backends/real/questions/asking.h"
#include "backends/real/reach.h"

/* Commands that are under way at a time because they may be needed soon: in
 * all, at a place of which nothing is known yet, and so many as should take
 * that many milliseconds. */
enum { FETCH_AHEAD = 24, FETCH_FIRST = 4, FETCH_AHEAD_MS = 5000,
    FETCH_PLACES = 64 };

/* How fast a place is. */
struct pace {
	uint32_t	 place;		/* 0: none */
	unsigned	 under_way;	/* commands, now */
	int64_t		 each_ms;	/* that a command took, the last time;
					   -1: not known yet */
};

struct fetch {
	struct reach	*reach;		/* borrowed */
	struct arena	 arena;		/* of all outputs, and of who asks */
	struct kept_output *kept;	/* the latest first */
	unsigned	 under_way;
	struct pace	 pace[FETCH_PLACES];
	/* By node: the address of its control domain, as it has last said it;
	 * 0: it has not.  It is not forgotten. */
	int64_t		 macs[SITE_NODES + 1];
};

void	 fetch_make(struct fetch *, struct reach *);
void	 fetch_drop(struct fetch *);
/* See that the command of that output has been carried out, or is under way.
 * One that is only to be needed soon is not begun if too many are. */
void	 fetch_type(struct fetch *, const struct output *, bool soon);
/* Has its command ended? */
bool	 fetch_has(const struct fetch *, const struct output *);
/* Wait until it has, at most until then. */
bool	 fetch_wait(struct fetch *, const struct output *, int64_t until_ms);
/* Nobody waits for it any more: it is not there. */
void	 fetch_leave(struct fetch *, const struct output *);
/* Whoever needs it next types again what has had no answer. */
void	 fetch_forget_lost(struct fetch *);
/* The same, for what service processors have said. */
void	 fetch_forget_power(struct fetch *);
/* The same, for all. */
void	 fetch_forget(struct fetch *);

/* Carry out the command of an output that is wanted, for the arena of who asks.
 * HANDLE_OVER: it is there. */
uint64_t fetch_begin(struct reach *, struct arena *, struct output *);
/* The output that was waited for has come, or never will. */
void	 fetch_hear(struct arena *, struct output *, const struct heard *);

#endif
