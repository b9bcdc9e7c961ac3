/*
 * disturbance.h: one thing that goes wrong while a script is played.
 */
#ifndef JUDGE_DISTURBANCE_H
#define JUDGE_DISTURBANCE_H

#include "core/site/site.h"
#include "tools/judge/record.h"

/* What becomes of the change at which it strikes. */
enum struck_change {
	CHANGE_FAILS,		/* its line fails */
	CHANGE_BREAKS_OFF,	/* the script ends before it */
	CHANGE_PASSES,		/* something else is struck */
};

struct disturbance_row {
	const char	*word;		/* of its phrase: "refuse" */
	enum struck_change change;
	enum op_kind	 only;		/* strikes that operation only; OP_NONE:
					   any */
	const char	*before, *after; /* what is said around the line */
	bool		 node;		/* once for each node, which is named
					   first */
};

struct disturbance {
	const struct disturbance_row *row;	/* NULL: nothing goes wrong */
	uint32_t	 at;		/* row of the undisturbed record */
	uint32_t	 node;
};

/* The next one of that record, after the one that is given (all zero: the
 * first); false: there are no more. */
bool		 disturbance_next(const struct site *, const struct record *,
		    struct disturbance *);
/* As a fault of a scenario: "refuse pool-export zpool_ldom1 on node1". */
const char	*disturbance_phrase(struct arena *, const struct site *,
		    const struct record *, const struct disturbance *);
/* As a person says it: "\"zpool export zpool_ldom1\" on node1 is refused". */
const char	*disturbance_words(struct arena *, const struct site *,
		    const struct record *, const struct disturbance *);
/* The line of a change and its place: "zpool list" on node1, in quotes. */
const char	*recorded_words(struct arena *, const struct site *,
		    const struct recorded *);

#endif
