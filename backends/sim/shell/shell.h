/*
 * shell.h: the programs of a simulated site, as people and scripts call them.
 *
 * A call is a program with its words: it prints what the real program prints,
 * on the stream on which that does, and ends with its status.  Questions are
 * answered from the world and take no time.  A change begins an operation of
 * the world; the call ends when that has ended.  docs/fidelity.md says of each
 * program whether its layout was captured, documented or guessed.
 */
#ifndef SIM_SHELL_H
#define SIM_SHELL_H

#include "backends/commands/line.h"
#include "core/base/buffer.h"
#include "core/op/backend.h"
#include "core/site/site.h"

struct definition;
struct sim;

/* Statuses of the shell itself: the program exists and this use of it is not
 * simulated; there is no such program; the place does not answer, as ssh has
 * it. */
enum { STATUS_NOT_SIMULATED = 125, STATUS_NOT_FOUND = 127,
    STATUS_NO_ANSWER = 255 };

/* An operation of a call. */
struct call_op {
	struct op	 op;
	bool		 chained;	/* only if the one before was done */
};

struct call;

/* A way of changes to the site that is not the straight one: faults may strike
 * them there.  A handle is 0 when the change is over at once, as that of
 * sim_begin is; ended gives its result. */
struct door {
	uint64_t	(*begin)(struct door *, const struct call *,
			    const struct op *, struct result *);
	bool		(*ended)(struct door *, uint64_t, struct result *);
	void		(*leave)(struct door *, uint64_t);
};

/* The simulated site that programs work on, in the world's numbers. */
struct shell {
	struct sim	*sim;
	const struct site *site;	/* what typed lines may leave out */
	struct door	*door;		/* of what people type, or NULL */
};

/* A program that was called; all zero before. */
struct call {
	struct shell	*shell;
	struct typed_line line;
	uint32_t	 place;		/* where it was typed */
	struct buffer	 out, err;	/* what it has printed */
	int		 status;
	bool		 unknown;	/* no such program, not used so, or
					   not simulated */
	struct result	 res;		/* of its last operation; of a line
					   that was not understood */
	bool		 engine;	/* a run has typed it */
	struct op	 meant;		/* what it is for the run, or all
					   zero */
	bool		 around;	/* an operation takes what the line has
					   around the command */
	/* what remains to be done */
	struct call_op	*op;		/* owned */
	unsigned	 op_count, op_capacity, op_at;
	uint64_t	 work;		/* it waits for that change; or 0 */
	int64_t		 until_ms;	/* of sleep; 0: it does not sleep */
	/* Does it still wait for something else than an operation?  NULL: it
	 * does not. */
	bool		(*waits)(const struct call *);
	/* What it does when the last operation has ended; or NULL. */
	void		(*last)(struct call *);
	char		*text;		/* as it was typed; owned */
	char		*input;		/* its standard input, or NULL; owned */
	struct definition *definition;	/* of a domain, or NULL; owned */
};

/* What is typed, and what its standard input is if the line does not say so
 * itself; or NULL. */
struct typed {
	const char	*text, *input;
	bool		 engine;	/* by a run, not by a person */
	const struct op	*meant;		/* the change that it is for the run;
					   or NULL */
};

/* Type a line at a place.  true: it has ended, and status, out and err are
 * those of the program.  Otherwise it waits for an event, or for until_ms; then
 * call_go_on.  A line that a shell would read as more than one command is not
 * simulated.  Give the call back with call_drop; it must not be moved. */
bool	 call_type(struct call *, struct shell *, uint32_t place,
	    const struct typed *);
/* After time has passed: the same as call_type. */
bool	 call_go_on(struct call *);
/* What is in progress goes on; nobody waits for its end any more. */
void	 call_drop(struct call *);

#endif
