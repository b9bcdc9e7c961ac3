/*
 * resumed.h: an execution that goes on where its journal ends.
 */
#ifndef RUN_RESUMED_H
#define RUN_RESUMED_H

#include "core/formats/journal/journal.h"

struct execution;

/* Read the run directory back that is open: site, unless the execution has it,
 * plan, opening, job. */
bool	 execution_read(struct execution *, struct err *);
/* Replay its journal, as far as it goes: *lost as in struct replay.  Listeners
 * have seen these events; only events.jsonl is made again. */
bool	 execution_replay(struct execution *, struct replay *, bool *lost,
	    struct err *);
/* Continue the run by that decision, in its journal, at the session's time;
 * false: nothing is to be done, and *status is what the program ends with. */
bool	 execution_resume(struct execution *, enum decision, bool lost,
	    int *status);

#endif
