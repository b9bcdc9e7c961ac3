/*
 * playing.h: what the verb shell plays: lines that are typed, one command, or a
 * script of this machine; here or at the owner's.
 */
#ifndef SHELL_PLAYING_H
#define SHELL_PLAYING_H

#include "tools/shell/holding.h"

/* Each plays to the end and returns the exit status.  The place is that at
 * which it begins, NULL: the first node. */

/* Lines of standard input; at a terminal with a plain prompt. */
int	 playing_lines(struct holding *, const char *place);
/* One command of the site. */
int	 playing_command(struct holding *, const char *place,
	    const char *const words[], unsigned count);
/* A program of this machine, in whose PATH the site's programs are; it sees the
 * files of the site too, if it is to and this machine lets it. */
int	 playing_script(struct holding *, const char *place,
	    const char *const words[], bool sees);
/* The same of the program that edits lines at a terminal: Ctrl-C is its
 * business. */
int	 playing_prompt(struct holding *, const char *place,
	    const char *program);

/* The same, where another process holds the site. */
int	 visiting_lines(const char *home, const char *place);
int	 visiting_command(const char *home, const char *place,
	    const char *const words[], unsigned count);
int	 visiting_script(const struct home *, const char *place,
	    const char *const words[]);

#endif
