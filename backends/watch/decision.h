/*
 * decision.h: does the watch bring a guest back itself?
 *
 * Only one that no agent guards, that the site file says so of, and while
 * nothing speaks against it; never by anything but the job "recover".
 */
#ifndef WATCH_DECISION_H
#define WATCH_DECISION_H

#include "backends/watch/notes.h"

struct deciding {
	const struct watch_of_site *of;
	const struct noted *noted;	/* found in this survey */
	bool		 may_act;	/* whoever started the watch says so */
	int64_t		 now_ms;
};

/* Has the finding to do with the watch: is it of a guest without an agent, and
 * one that "recover" mends? */
bool	 decision_concerns(const struct deciding *);
/* Why it does not act, in a few words: the first reason; NULL: it does. */
const char *decision_against(const struct deciding *);

#endif
