/*
 * stage.h: a simulated site at which several may type at once.
 *
 * A line is the call of a program at a place, or a word of domferry itself:
 * another place, a fault, time that passes, a snapshot.  Nothing happens by
 * itself: time passes only in stage_step.  A line that is typed while another
 * one is in progress begins at the moment up to which time has passed.
 */
#ifndef SHELL_STAGE_H
#define SHELL_STAGE_H

#include "tools/host/host.h"
#include "tools/scenario/sandbox.h"
#include "tools/shell/history.h"

struct roots;

struct stage {
	struct host	 host;		/* first; who comes by its socket */
	struct arena	*arena;
	struct site	*site;
	struct sandbox	*sandbox;	/* its own, or borrowed */
	struct sink	 sink;		/* what commands print by themselves */
	struct sink	*next;		/* gets all other events, or NULL */
	struct history	 history;
	struct caller	*typing;	/* whose line begins now, or NULL */
	struct caller	*waiting;	/* the latest first */
	struct sitting	*sitting;	/* at consoles, the earliest first */
	struct roots	*roots;		/* of the script, or NULL; borrowed */
	bool		 changed;	/* who saves the stage sets it false */
	/* A line of a program has ended, and what it has printed is not taken
	 * away yet; or NULL. */
	void		(*ended)(void *with, const struct caller *);
	void		*with;		/* its first argument */
};

/* From what it is made. */
struct stage_from {
	struct site	*site;
	const char *const *begin;	/* jobs */
	unsigned	 begin_count;
};

/* The jobs are played until each arrives, in order; the site is as the first
 * one finds it, and ready for guests if there is none.  Give it back with
 * stage_drop, whatever is returned; it must not be moved. */
bool		 stage_make(struct stage *, struct arena *,
		    const struct stage_from *, struct err *);
void		 stage_drop(struct stage *);
/* The same over a sandbox that is somebody else's, and whose events it hears
 * first; nothing is kept for "undo".  The sandbox is
 * its own again after stage_give_back. */
void		 stage_borrow(struct stage *, struct sandbox *);
void		 stage_give_back(struct stage *);

/* Type a line: true if it has ended.  An empty one does nothing. */
bool		 stage_line(struct stage *, struct caller *, const char *line);
/* The same of a program only, with its standard input, or NULL. */
bool		 stage_call(struct stage *, struct caller *, const char *line,
		    const char *input);
/* Does somebody wait for time to pass: for the end of a line, or at the console
 * of a guest at which something goes on? */
bool		 stage_is_waited(const struct stage *);
/* When the next thing happens, or the next line ends; -1: neither does. */
int64_t		 stage_next_ms(const struct stage *);
/* Let time pass until then, or until the next thing happens, whichever is
 * first.  Callers whose lines have ended wait no more. */
void		 stage_step(struct stage *, int64_t until_ms);
/* The caller waits no more for the end of its line, and leaves its console;
 * what is in progress goes on, and what has been printed is the caller's. */
void		 stage_leave(struct stage *, struct caller *);

#endif
