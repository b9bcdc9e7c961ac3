/*
 * What a run does and finds on one way to its site, and whether another way is
 * equal: the same operations with the same outcomes, answers, codes and times,
 * the same ending, the same world.
 */
#ifndef TESTS_TRIP_FIXTURE_H
#define TESTS_TRIP_FIXTURE_H

#include "core/base/buffer.h"
#include "core/formats/scenario/through.h"
#include "tools/scenario/sandbox.h"

enum { TRIP_LINE = 400, TRIP_END = 200 };

struct trip {
	struct sink	 sink;		/* first */
	const struct site *site;
	enum through	 through;
	struct buffer	 told;		/* a line for each event */
	char		 end[TRIP_END];	/* of the last run, and the world */
};

/* By that way; the site is set before the first event. */
void	 trip_make(struct trip *, enum through);
void	 trip_drop(struct trip *);
/* It is over: what the site is now is told. */
void	 trip_end(struct trip *, struct sandbox *);
/*
 * Is the way through commands equal to that by operations?  They may differ
 * where that is known, *differ times: then they are equal where they meet
 * again, or in how they end.  If not, the lines are where they differ.
 */
bool	 trip_equal(const struct trip *op, const struct trip *other,
	    unsigned *differ, char line[2][TRIP_LINE]);
/* Both accounts into files of that name, for a person: TOLD=DIR. */
void	 trip_keep(const char *name, const struct trip *,
	    const struct trip *);

#endif
