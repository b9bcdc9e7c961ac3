/*
 * inquiry.h: questions to machines, one at a time, over a reach.
 *
 * A question takes the outputs of commands (questions/answering.h).  All
 * questions share them: what was printed once is not asked for again, until it
 * is forgotten, as the run changes something or pauses.  The proof of a forced
 * operation forgets all, and so does a question that has no answer.
 */
#ifndef REAL_INQUIRY_H
#define REAL_INQUIRY_H

#include "backends/real/questions/answering.h"
#include "backends/real/reach.h"

struct inquiry_output {
	struct inquiry_output *next;
	struct output	 output;
};

struct inquiry {
	const struct site *site;
	struct names	*names;
	struct reach	*reach;
	struct arena	 arena;		/* of all outputs */
	struct inquiry_output *shared;
	/* The question in progress. */
	struct asking	 asking;
	struct op	 ask;
	struct output	*output;	/* that is waited for; or NULL */
	uint64_t	 handle;	/* of the reach */
	struct answers	 all;		/* of the last one about all objects */
	struct found	*found;		/* all.list */
	uint32_t	 found_capacity;
};

/* The caller owns what is given, and gives the inquiry back with
 * inquiry_drop. */
void	 inquiry_make(struct inquiry *, const struct site *, struct names *,
	    struct reach *);
void	 inquiry_drop(struct inquiry *);
/* Begin a question; true: it is over, with its result. */
bool	 inquiry_begin(struct inquiry *, const struct op *ask,
	    struct result *);
/* Wait for it, at most until then; true: it is over. */
bool	 inquiry_wait(struct inquiry *, int64_t until_ms, struct result *);
/* Nobody waits for it any more; returns the handle of its command. */
uint64_t inquiry_leave(struct inquiry *);
/* What was printed until now answers nothing any more. */
void	 inquiry_forget(struct inquiry *);

/* Carry out the command of an output that is wanted.  HANDLE_OVER: it is
 * there. */
uint64_t inquiry_type(struct reach *, struct asking *, struct output *);
/* The output that was waited for has come, or never will. */
void	 inquiry_hear(struct asking *, struct output *, const struct heard *);
/* The result of what was typed at a place that does not answer; why is a text,
 * or NULL. */
void	 inquiry_lost(const struct inquiry *, uint32_t place, const char *why,
	    struct result *);

#endif
