/*
 * lines.h: the event stream, one JSON object a line, on standard output.
 */
#ifndef REPORT_LINES_H
#define REPORT_LINES_H

#include <stdio.h>

#include "backends/sim/sim.h"
#include "core/formats/journal/events.h"
#include "tools/report/downtime.h"

struct lines {
	struct sink	 sink;		/* first */
	struct arena	*arena;
	struct stream	 stream;
	struct sim	*sim;		/* for the digest at the end; or NULL */
	struct downtime	 downtime;
	int64_t		 commands;
	bool		 begun;
	FILE		*out;		/* NULL: standard output */
};

void	 lines_make(struct arena *, struct lines *, const struct site *,
	    const char *mode, const char *site_digest, uint64_t seed);
/* {"type":"version",…}: the first line of every verb's stream. */
void	 lines_version(const char *verb);
void	 lines_version_to(FILE *, const char *verb);
/* Print an object and give it back. */
void	 lines_print(json_t *);
/* How plans word commands: with is the struct lines' site and arena. */
struct wording lines_wording(struct lines *);

#endif
