/*
 * sequence.h: the order that the records of a journal must have.
 *
 * One command at a time: an intent is followed by its outcome before anything
 * else is asked, unless a break lost it.  Time does not go back, and after the
 * end nothing happens until the run is resumed.
 */
#ifndef TOOLS_JOURNAL_CHECK_SEQUENCE_H
#define TOOLS_JOURNAL_CHECK_SEQUENCE_H

#include "tools/journal-check/record.h"

enum { SEQUENCE_ENDING = 16 };

struct sequence {
	long		 records, intents, outcomes;
	long		 open;		/* the intent without outcome, or -1 */
	int64_t		 at_ms;
	enum record_type last;
	char		 ending[SEQUENCE_ENDING];	/* empty: not ended */
	/* The last intent since the way was last decided: it stays in the
	 * lines it was read from. */
	const char	*step, *op;
	size_t		 step_size, op_size;
	int64_t		 tries;
};

void	 sequence_start(struct sequence *);
/* Take the next record in, which was checked by itself. */
bool	 sequence_read(struct sequence *, enum record_type,
	    const struct value *record, struct damage *);
/* No more records come; may it stop here? */
bool	 sequence_stop(const struct sequence *, struct damage *);

#endif
