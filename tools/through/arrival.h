/*
 * arrival.h: a program that has come to a simulated site, from its call to what
 * it is told.
 *
 * What goes wrong with a command happens here to the process: a signal ends it,
 * it hangs, what it prints means nothing.
 */
#ifndef THROUGH_ARRIVAL_H
#define THROUGH_ARRIVAL_H

#include "tools/host/host.h"
#include "tools/through/programs.h"
#include "tools/through/spoil.h"

struct arrival {
	struct programs	*programs;	/* borrowed */
	enum spoilage	 spoilage;
	uint64_t	 number;	/* that was drawn for it */
	struct caller	*caller;	/* who waits, or NULL */
	uint64_t	 handle;	/* of the programs; HANDLE_OVER: none */
	bool		 hangs;		/* it is never told anything */
	bool		 lost;		/* its place has gone down */
	bool		 late;		/* it has ended, and is told later */
	struct buffer	 out, err;	/* then */
	int		 status;
};

/* It has come, with that line and its standard input or NULL. */
void	 arrival_begin(struct arrival *, struct caller *,
	    const struct order *, const char *input);
/* Is it at work, and nothing happens to it until time passes? */
bool	 arrival_works(const struct arrival *);
/* Let time pass until then at most; true: it has been told. */
bool	 arrival_await(struct arrival *, int64_t until_ms);
/* Nobody waits for it any more, or its process has ended: what it has begun
 * goes on. */
void	 arrival_leave(struct arrival *);

#endif
