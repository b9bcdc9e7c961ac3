/*
 * record.h: what a script has typed, in its order.
 */
#ifndef JUDGE_RECORD_H
#define JUDGE_RECORD_H

#include "core/base/arena.h"
#include "tools/scenario/scripted.h"

enum { UNDER_WAY = -1 };

/* A change, of which a line may be several; or a line that is none. */
struct recorded {
	const struct call *call;	/* NULL: it has ended */
	const char	*text;		/* the line, as it was typed */
	bool		 question;	/* it has changed nothing */
	struct op	 op;		/* in the engine's numbers; of a
					   question only its place, "on" */
	int64_t		 at_ms;		/* when it began */
	unsigned	 nth;		/* of those that a fault's phrase for
					   it fits, from 1 */
	int		 status;	/* of the line, or UNDER_WAY */
	bool		 asked;		/* something was asked since the change
					   before */
};

/* All zero but for the names of the site, and the arena, which owns the rows
 * and their texts. */
struct record {
	struct arena	*arena;
	const struct names *names;
	struct recorded	*row;
	uint32_t	 count, capacity;
	uint32_t	 lines, changes;
	int64_t		 now_ms;	/* when the line has ended that is told
					   next */
	bool		 asked;
	struct scripted	 script;	/* what came of it */
};

/* What a fault's phrase for that change names, and its kind; KIND_NONE:
 * nothing. */
uint32_t	 record_object(const struct names *, const struct op *,
		    enum kind *);
/* Who listens to a script for that record, which must not be moved. */
struct scripted_hearing record_hearing(struct record *);

#endif
