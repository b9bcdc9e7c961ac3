/*
 * programs.h: the programs of a simulated site, as a way to its places.
 *
 * What a run types there is called in this process, as a person would type it;
 * time is that of the site.
 */
#ifndef THROUGH_PROGRAMS_H
#define THROUGH_PROGRAMS_H

#include "backends/real/reach.h"
#include "backends/sim/session/simulated.h"

/* Commands that are under way at a time. */
enum { PROGRAMS_CALLS = 32 };

struct programs {
	struct reach	 reach;		/* first */
	struct simulated *simulated;	/* borrowed */
	struct call	 call[PROGRAMS_CALLS];
	bool		 calling[PROGRAMS_CALLS];
	uint64_t	 hand[PROGRAMS_CALLS]; /* what a person does instead: a
						  handle of the site; or 0 */
	struct buffer	 said[PROGRAMS_CALLS]; /* what a long one prints while
						  it is under way */
	struct buffer	 out, err;	/* of the last one that has ended */
	unsigned	 asked;		/* commands that only ask */
	struct sink	 sink;		/* hears that, between the site and */
	struct sink	*next;		/* who listened before */
};

/* Must not be moved; give it back with programs_drop. */
void	 programs_make(struct programs *, struct simulated *);
/* The same as reach.begin, where the line does not have all its standard
 * input: NULL, or what it reads. */
uint64_t programs_begin(struct programs *, const struct order *,
	    const char *input, struct heard *);
void	 programs_drop(struct programs *);

#endif
