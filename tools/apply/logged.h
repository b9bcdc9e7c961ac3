/*
 * logged.h: a run in the log of the machine, and as its hooks are told of it:
 * when it begins, at each step that cannot be undone, and when it ends.
 */
#ifndef APPLY_LOGGED_H
#define APPLY_LOGGED_H

#include "core/run/event.h"

struct execution;

struct logged {
	struct sink	 sink;		/* first */
	struct execution *execution;
	void		(*log)(void *with, const char *line);
	void		*with;
	bool		 begun;		/* nothing is logged of a replay */
};

/* Lines go to log; NULL: nowhere. */
void	 logged_make(struct logged *, struct execution *,
	    void (*log)(void *with, const char *line), void *with);
/* What is said of the run, in the arena: "apply switch ldom1 on site posts by
 * root, run DIR: begun". */
const char *logged_text(struct arena *, const struct execution *,
	    const char *what);
/* The run begins, or goes on. */
void	 logged_begin(struct logged *);
/* It has ended, or stopped, with that status. */
void	 logged_end(struct logged *, int status);
/* A line for syslog(3), with is not used. */
void	 logged_syslog(void *with, const char *line);

#endif
