/*
 * lines.h: the event stream, one JSON object a line, on standard output.
 */
#ifndef REPORT_LINES_H
#define REPORT_LINES_H

#include <stdio.h>

#include "core/formats/journal/events.h"
#include "core/op/backend.h"
#include "tools/report/downtime.h"
#include "tools/report/next.h"

enum { LINES_DIGEST = 33 };

struct lines {
	struct sink	 sink;		/* first */
	struct arena	*arena;
	struct stream	 stream;
	struct backend	*asked;		/* where the site stands, at the
					   beginning; or NULL */
	/* The first digits of a digest of the site, at the end; or NULL. */
	void		(*digest)(void *with, char room[LINES_DIGEST]);
	void		*with;
	struct downtime	 downtime;
	int64_t		 commands;
	bool		 begun;
	FILE		*out;		/* NULL: standard output */
	const struct next *next;	/* for the end of its run, or NULL */
};

/* The stream has site, mode, digest of the site and seed; all else is set
 * here. */
void	 lines_make(struct arena *, struct lines *, const struct stream *);
/* {"type":"version",…}: the first line of every verb's stream. */
void	 lines_version(const char *verb);
void	 lines_version_to(FILE *, const char *verb);
/* A text as a string of JSON. */
void	 lines_string_to(FILE *, const char *text);
/* Print an object and give it back. */
void	 lines_print(json_t *);
/* Add the lines to the object: "next", what is typed here, and, unless there is
 * none, "by_hand", which is typed at the places that its lines name. */
void	 lines_next(json_t *, const struct next_line *);
/* How plans word commands: with is the struct lines' site and arena. */
struct wording lines_wording(struct lines *);

#endif
