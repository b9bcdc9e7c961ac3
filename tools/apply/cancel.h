/*
 * cancel.h: the command of a run that is under way is cancelled, by the
 * command that its operation has for that.
 *
 * Another process may carry the run out: its journal is read and not locked,
 * and what is typed goes over connections of its own.  What came of it the run
 * asks by itself.
 */
#ifndef APPLY_CANCEL_H
#define APPLY_CANCEL_H

#include "core/formats/journal/journal.h"
#include "tools/session/reading.h"

struct around;
struct options;

struct cancel {
	struct arena	 arena;
	const char	*path;		/* of the run directory, borrowed */
	struct readback	 reading;
	struct run	 run;
	struct op	 op;		/* that is under way */
	const char	*step;
	const char	*line;		/* that cancels it */
	struct holder	 me;
};

/*
 * Read the run directory at that path, with all zeros before.  ERR_RUN_ENDED;
 * ERR_NO_COMMAND: none is under way; ERR_UNSUPPORTED: it has no such command,
 * and what can be done instead; those of reading_make.
 */
bool	 cancel_read(struct cancel *, const char *path, struct err *);
/* Type it, if who is asked says so; the exit status. */
int	 cancel_play(struct cancel *, const struct options *,
	    const struct around *);
void	 cancel_drop(struct cancel *);

#endif
