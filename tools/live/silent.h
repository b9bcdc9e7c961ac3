/*
 * silent.h: who has not answered what.
 */
#ifndef LIVE_SILENT_H
#define LIVE_SILENT_H

#include "backends/survey/survey.h"

/* Say on standard output what each node has not answered, and why: one line if
 * it has answered nothing.  is_missing: is that one not answered? */
void	 silent_say(const struct survey *,
	    bool (*is_missing)(const struct surveyed *));

#endif
