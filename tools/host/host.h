/*
 * host.h: a simulated site as the programs of this machine find it: who plays
 * what they ask for.
 */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include "backends/sim/shell/shell.h"
#include "core/base/names.h"

/* Who types.  All zero at first but for the place; must not be moved while it
 * waits. */
struct caller {
	uint32_t	 place;		/* in the engine's numbers */
	struct buffer	 out, err;	/* printed; the caller takes it away */
	int		 status;	/* of the last line that has ended */
	bool		 over;		/* "exit" was typed */
	bool		 killed;	/* a signal ends the program */
	bool		 waits;		/* a line is in progress */
	/* of a stage only */
	int64_t		 until_ms;	/* of the word "wait"; else 0 */
	struct call	 call;
	struct sitting	*sitting;	/* at a console, or NULL; owned */
	struct caller	*next;		/* who waits too */
};

/* A program that is called, and the folder in which it is, or "". */
struct host_words {
	const char	*folder;
	const char *const *words;
	unsigned	 count;
};

/* Of each line that is played, the caller says whether it waits for its end. */
struct host {
	const struct names *names;	/* of the places */
	/* Does a program that is typed there run? */
	bool		(*answers)(struct host *, uint32_t place);
	/* A program is called, with its standard input, or NULL. */
	void		(*call)(struct host *, struct caller *,
			    const char *line, const char *input);
	/* A line of a prompt, and the words that it may go on with, into
	 * caller->out, a line each; NULL: there is no prompt here. */
	void		(*line)(struct host *, struct caller *,
			    const char *line);
	void		(*complete)(struct host *, struct caller *,
			    const char *line);
	/* The caller waits no more for the end of its line, or leaves its
	 * console; what is in progress goes on. */
	void		(*leave)(struct host *, struct caller *);
	/* Whose service processors are reached by their names; or NULL. */
	const struct site *site;
	/* The caller comes to the console at that port of its place, where it
	 * sits until either leaves, or has been told that there is none; and
	 * bytes that it types there.  NULL: no consoles are here. */
	void		(*console)(struct host *, struct caller *,
			    const char *port);
	void		(*keys)(struct host *, struct caller *,
			    const char *bytes, size_t n);
	/* Before a call, whose folder may be another one then: is it nothing
	 * for this site, but for the real program, on files that the site does
	 * not know?  NULL: it never is. */
	bool		(*declines)(struct host *, struct caller *,
			    struct host_words *);
};

/* The place "node2", "sp:node2", "guest:ldom1" or "source:system1";
 * ERR_NOT_FOUND. */
bool	 host_place(const struct host *, const char *text, uint32_t *place,
	    struct err *);
/* Free what the caller, which does not wait, has not taken away. */
void	 caller_drop(struct caller *);

#endif
