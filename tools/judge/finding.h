/*
 * finding.h: what is wrong with a script, and when it shows.
 */
#ifndef JUDGE_FINDING_H
#define JUDGE_FINDING_H

#include "tools/judge/trial.h"

/* The worst first. */
enum finding_kind {
	FINDING_DATA,		/* an invariant is broken */
	FINDING_DOWN,		/* a guest stays down */
	FINDING_FAILOVER,	/* a guest does not survive the next death of
				   its node, or does not switch any more */
	FINDING_FALSE,		/* it reports success */
	FINDING_GOES_ON,	/* it goes on regardless */
	FINDING_NEVER_ENDS,
	FINDING_FORCES,		/* without having asked */
	FINDING_LEFT,		/* something is left behind */
	FINDING_KINDS
};

struct finding {
	enum finding_kind kind;
	const char	*subject;	/* what is the same wherever it shows */
	const char	*text;		/* a sentence: what happens */
	const char	*when;		/* the first time that it shows, or
					   NULL: undisturbed */
	const char	*fault;		/* as a scenario has it; or NULL */
	/* An hour after the script: see struct story. */
	const char	*after, *after_types, *after_on;
	const char	*expect;	/* what should be so; or NULL */
	unsigned	 count;		/* in how many trials it shows */
};

struct findings {
	struct arena	*arena;		/* owns them */
	struct finding	*row;
	uint32_t	 count, capacity;
};

/* Add what was seen in one trial, or count it.  Texts are copied. */
void		 findings_add(struct findings *, const struct finding *);
/* The worst first; in the order in which they were found otherwise. */
void		 findings_sort(struct findings *);
/* Its name in files and streams: "goes-on". */
const char	*finding_name(enum finding_kind);

#endif
