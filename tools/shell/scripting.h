/*
 * scripting.h: a script that somebody has written, played at a simulated site
 * that has begun already: as an entry of a scenario, or to be judged.
 *
 * The script is a process of this machine, in a name space where it finds the
 * site's programs and files (rooted.h), or with the programs in its PATH alone,
 * which it is told.  What it types goes through the faults of the site's
 * session, as the operations of a run do.  A fault that ends domferry ends the
 * script there, as when its terminal is closed: what it does then (trap) is
 * played too.
 */
#ifndef SHELL_SCRIPTING_H
#define SHELL_SCRIPTING_H

#include "tools/scenario/scripted.h"

/* Play it to its end.  false, with the reason: it was not begun.
 * ERR_FILE_UNREADABLE: there is no such script; ERR_REFUSED: it would call
 * programs of this machine; ERR_FILE_UNWRITABLE: no place for the programs of
 * the site; ERR_GUARDED: the real ones are here. */
bool	 scripting_play(struct sandbox *, const struct scripted_from *,
	    struct scripted *, struct err *);

#endif
