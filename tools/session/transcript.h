/*
 * transcript.h: the file transcript.jsonl of a run: each command that was typed
 * for it, with what came back, one JSON object a line.
 *
 * It is for people, and for replaying what machines have said: a disk that is
 * full costs it, and no run.  What a command printed that names a file with a
 * password is left out.
 */
#ifndef SESSION_TRANSCRIPT_H
#define SESSION_TRANSCRIPT_H

#include "backends/real/hearing.h"
#include "core/formats/json/text.h"
#include "core/site/site.h"

struct transcript {
	int		 file;		/* descriptor, or -1 */
	bool		 old;		/* something could not be written */
	const struct site *site;
	struct text	 text;		/* of one line */
};

/* The file in that folder, to be continued; a line that was cut off ends.
 * Without one nothing is written, and old says so. */
void	 transcript_open(struct transcript *, struct arena *,
	    const char *folder, const struct site *);
void	 transcript_put(struct transcript *, const struct names *,
	    const struct exchange *);
/* Twice does no harm. */
void	 transcript_close(struct transcript *);

#endif
