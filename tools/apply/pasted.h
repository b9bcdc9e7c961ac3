/*
 * pasted.h: what a person pastes of a command that was typed elsewhere.
 *
 * The line that is typed there prints a mark before and after, so that nothing
 * is missing, and nothing is of another command; a prompt that is pasted along
 * is outside of the marks.  The second one has the exit status.
 */
#ifndef APPLY_PASTED_H
#define APPLY_PASTED_H

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "tools/apply/ask.h"

/* What is more is not taken, nor is a line that a terminal may have cut off. */
enum { PASTED_MOST = ASK_LINE - 1, PASTED_LINE = 4095 };

struct pasted {
	unsigned	 number;	/* of the marks */
	bool		 change;	/* one word may be said of it instead */
	struct buffer	 text;		/* what it has printed, with newlines */
	int		 status;
	const char	*why;		/* nobody knows; or NULL */
};

/* The line as it is typed, with its marks. */
const char	*pasted_line(struct arena *, const struct pasted *,
		    const char *command);
/*
 * Read lines up to one that is a dot, again until the marks are there; of a
 * change also the word done or failed, without text.  false, and why: nobody
 * knows ("?"), it is too much, the input has ended, or a signal asked to stop.
 */
bool		 pasted_read(struct pasted *, const struct ask *);

#endif
