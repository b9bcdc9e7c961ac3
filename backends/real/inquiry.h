/*
 * inquiry.h: questions to machines, one at a time, over a reach.
 *
 * A question takes the outputs of commands (questions/answering.h).  All
 * questions share them (fetch.h) until the run changes something or pauses; and
 * with what one of them needs goes what those after it will need, so that a
 * place far away is asked once.  The proof of a forced operation forgets all,
 * and so does a question that has no answer.
 */
#ifndef REAL_INQUIRY_H
#define REAL_INQUIRY_H

#include "backends/real/fetch.h"
#include "backends/real/questions/answering.h"

struct inquiry {
	const struct site *site;
	struct names	*names;
	struct reach	*reach;
	const struct ahead *ahead;	/* what comes next; or NULL */
	struct fetch	 fetch;
	uint32_t	 member;	/* that was last asked about the
					   cluster */
	unsigned	 rounds;	/* times that one had to wait for what
					   was typed */
	/* The question in progress. */
	bool		 going;
	struct op	 ask;
	struct asking	 asking;
	struct asking	 next;		/* of a question after it */
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
/* Nobody waits for it any more. */
void	 inquiry_leave(struct inquiry *);
/* What was printed until now answers nothing any more. */
void	 inquiry_forget(struct inquiry *);

/* The result of what was typed at a place that does not answer; why is a text,
 * or NULL. */
void	 inquiry_lost(const struct inquiry *, uint32_t place, const char *why,
	    struct result *);

#endif
