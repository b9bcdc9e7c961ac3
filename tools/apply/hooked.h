/*
 * hooked.h: the operator's programs that a run starts on this machine: told of
 * its beginning, of each step that cannot be undone, and of its end; and before
 * and after steps.
 *
 * Each gets one line on its standard input, has the time that the site gives
 * it, and is started without a shell.  One that fails before a step halts the
 * run there; another one is warned of.
 */
#ifndef APPLY_HOOKED_H
#define APPLY_HOOKED_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/site/hooks.h"
#include "core/site/site.h"

struct execution;

enum { HOOKED_SAID = 128 };

/* Start one, with that line, and wait for its end.  ERR_PROGRAM_FAILED: it
 * could not be started, its status was not 0, or its time is over; with the
 * first line that it said. */
bool	 hooked_run(const struct site_hook *, const char *line,
	    int64_t limit_ms, struct err *);
/* Before anything is typed: can each be started?  ERR_HOOK_MISSING. */
bool	 hooked_ready(const struct site_hooks *, struct err *);
/* Those of that moment, which are told the line, or of that step; false: one
 * has failed, and err is of the first.  Each failure is a record of the
 * journal, as long as that is written, and a line for who watches. */
bool	 hooked_tell(struct execution *, enum hook_moment, const char *step,
	    const char *line, struct err *);

#endif
