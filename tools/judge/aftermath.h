/*
 * aftermath.h: what happens an hour after a script: the death of a node, or a
 * switch that somebody types.  What a script has left undone shows then.
 */
#ifndef JUDGE_AFTERMATH_H
#define JUDGE_AFTERMATH_H

#include "tools/judge/trial.h"

struct aftermath {
	uint32_t	 node;		/* it dies; 0: none does */
	uint32_t	 guest, to;	/* its group is switched there; or 0 */
};

/* The next one for that end, after the one that is given (all zero: the first):
 * each node on which a guest is up dies, and each group with a guest that is up
 * is switched to each of its other nodes.  If "before" is not NULL, only guests
 * count whose lines are others there.  false: there are no more. */
bool		 aftermath_next(const struct trial *,
		    const struct trial *before, struct aftermath *);
/* Put it into the story; texts are in the arena. */
void		 aftermath_tell(struct arena *, const struct trial *,
		    const struct aftermath *, struct story *);
/* "node1 dies an hour after the script". */
const char	*aftermath_words(struct arena *, const struct site *,
		    const struct aftermath *);

/* What is wrong with that guest, which was up, at the end of the trial: as a
 * sentence, and what should be so.  NULL: nothing is. */
const char	*aftermath_wrong(struct arena *, const struct aftermath *,
		    const struct trial *, uint32_t guest,
		    const char **expect);

#endif
