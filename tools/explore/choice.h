/*
 * choice.h: what can go wrong at a fault point.
 *
 * A fault point is an operation that comes now, with the faults that fit it:
 * faults of the operation, faults of the world while it is in progress, and the
 * end of domferry before or after it, with what happens until the run is
 * resumed.
 */
#ifndef EXPLORE_CHOICE_H
#define EXPLORE_CHOICE_H

#include <stdio.h>

#include "tools/explore/branch.h"
#include "tools/explore/meanwhile.h"

enum { CHOICE_PATH = 8 };

/* One thing that goes wrong: a row of the table, its object, when. */
struct choice {
	uint16_t	row;
	uint16_t	what;		/* a node, or 0 */
	uint32_t	call;		/* before this operation of it */
};

/* The choices made in a branch, in order. */
struct path {
	struct choice	choice[CHOICE_PATH];
	unsigned	count;
};

/*
 * The n-th choice (from 0) at the operation that comes now; false when there
 * are no more.  world: faults of the world as well.
 */
bool	 choice_at(struct branch *, const struct op *, unsigned n, bool world,
	    struct choice *);
/* The n-th way to go on with a run that has ended: it is resumed or rolled
 * back, and something happens before. */
bool	 choice_ended(const struct branch *, unsigned n, struct choice *);
/* Is it one of those? */
bool	 choice_is_ended(const struct choice *);
/* Is something wrong with the site before the job begins? */
bool	 choice_is_before(const struct choice *);
/* Is a question answered with what is not so? */
bool	 choice_deceives(const struct choice *);
/* Is it a fault of the world? */
bool	 choice_is_world(const struct choice *);
/* Does it kill a node that does not come back by itself? */
bool	 choice_kills(const struct choice *);
/* Does it strike a node? */
bool	 choice_strikes_node(const struct choice *);
/* What happens while domferry is down. */
enum meanwhile choice_meanwhile(const struct choice *);
/* Let it happen: arm its fault, or end domferry and resume.  false: the run has
 * not heeded what it was told. */
bool	 choice_make(struct branch *, const struct choice *);

/* A choice where it is made. */
struct chosen {
	const struct branch *branch;	/* about to execute op */
	const struct choice *choice;
	struct op	 op;		/* that it strikes; none if the run has
					   ended */
	unsigned	 nth;		/* of the operations that its phrase
					   fits */
	int64_t		 at_ms;		/* when a fault of the world strikes */
};

/*
 * As an entry of a scenario's "do": its phrase as a fault, or (meanwhile) what
 * happens while domferry is down.
 */
void	 choice_write(FILE *, const struct chosen *, bool meanwhile);
/* Its phrase as a fault, in one line. */
void	 choice_phrase(const struct chosen *, char *buffer, size_t size);

#endif
