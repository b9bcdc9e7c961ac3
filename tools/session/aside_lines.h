/*
 * aside_lines.h: the event stream of a journal, with what happened beside the
 * run.
 *
 * A replay emits what the run did.  That somebody has cancelled its command,
 * that a hook has failed or a node can keep no copy stands in records of the
 * journal of their own; what was typed to cancel in cancel.jsonl, as long as
 * the run has not taken it up.  Each is a line in its time, "cancel" or
 * "warning".
 */
#ifndef RUN_ASIDE_LINES_H
#define RUN_ASIDE_LINES_H

#include "core/formats/journal/journal.h"
#include "core/run/event.h"
#include "tools/report/lines.h"

struct aside_lines {
	struct sink	 sink;		/* first; goes on to those of lines */
	struct lines	*lines;		/* borrowed, as all of these */
	const struct journal *journal;
	const char	*folder;	/* the run directory */
	size_t		 next;		/* record of the journal */
	unsigned	 taken;		/* lines of cancel.jsonl in it */
};

/* What was warned of, a line each, for people. */
void	 asides_print(const struct journal *);
void	 aside_lines_make(struct aside_lines *, struct lines *,
	    const struct journal *, const char *folder);

#endif
