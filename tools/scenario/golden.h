/*
 * golden.h: a scenario as a few lines, for a file next to it.
 *
 * 80 columns, simulated time, no digest, no path, no time of day: the same
 * bytes on every machine.
 */
#ifndef REPORT_GOLDEN_H
#define REPORT_GOLDEN_H

#include <stdio.h>

#include "core/run/event.h"
#include "core/site/site.h"
#include "tools/report/downtime.h"

struct golden {
	struct sink	 sink;		/* first */
	const struct site *site;
	const char	*file;		/* of the scenario, for "again" */
	uint64_t	 seed;
	const char	*through;	/* the way that was asked for, or
					   NULL */
	struct op	 held;		/* begun, not yet printed */
	int64_t		 held_ms;
	bool		 holds;
	bool		 struck;	/* by a fault, just now */
	struct downtime	 downtime;
	FILE		*out;		/* standard output, unless changed */
};

void	 golden_make(struct arena *, struct golden *, const struct site *,
	    const char *file, uint64_t seed);
/* The last line: pass or fail; err is the first reason for a failure. */
void	 golden_result(FILE *, bool passed, const struct err *);

#endif
