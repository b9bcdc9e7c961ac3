/*
 * cancelled.h: cancel.jsonl in a run directory: who has typed at a place to
 * cancel a command of the run, and what came of that.
 *
 * The journal has one writer, the run; who cancels is another process, and
 * appends here.  The run takes the lines up into its journal before its next
 * operation; one that has ended is taken up when it is resumed.
 */
#ifndef RUN_CANCELLED_H
#define RUN_CANCELLED_H

#include <stdint.h>

#include "core/formats/journal/journal.h"
#include "tools/session/lock.h"
#include "tools/session/writer.h"

struct cancelled {
	const char	*folder;	/* of the run, borrowed */
	unsigned	 taken;		/* lines that are in the journal */
};

/* Append a line, and sync it.  step: the one that is cancelled. */
bool	 cancelled_put(const char *folder, const struct holder *,
	    const char *step, const char *text, struct err *);
/* Call each for every line, from that one on (from 0); the texts are borrowed.
 * How many there are. */
unsigned cancelled_each(const char *folder, unsigned from,
	    void (*each)(void *with, const struct holder *, const char *step,
	    const char *text), void *with);
/* What its journal has already; NULL: it begins. */
void	 cancelled_make(struct cancelled *, const char *folder,
	    const struct journal *);
/* Take up what is new.  false: the journal cannot be written. */
bool	 cancelled_take(struct cancelled *, struct writer *, int64_t at_ms);

#endif
