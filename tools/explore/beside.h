/*
 * beside.h: two operators who start a job each on one site.
 *
 * Both plans are made first; then each run goes on in every order that there
 * is: an operation of one may begin at any moment of one of the other, also
 * while that is under way.  States that were met before are not followed again,
 * so this is every order and not a sample.  Nothing else goes wrong.
 */
#ifndef EXPLORE_BESIDE_H
#define EXPLORE_BESIDE_H

#include "core/run/run.h"
#include "tools/explore/explore.h"

enum { BESIDE = 2, BESIDE_TEXT = 512 };

/* What is done next: an operation of the first or second run begins, or time
 * passes until something happens. */
enum beside_move { BESIDE_FIRST, BESIDE_SECOND, BESIDE_TIME };

/* An order that damages something. */
struct beside_finding {
	const char	*invariant;
	char		 text[BESIDE_TEXT];
	uint8_t		*move;		/* enum beside_move; malloc'd */
	size_t		 moves;
};

struct beside {
	/* given */
	struct sandbox	*sandbox;	/* where the jobs begin; disturbed */
	const struct plan *plan[BESIDE];
	bool		(*go_on)(struct beside *);	/* false: interrupted */
	void		*with;
	/* found out */
	uint64_t	 orders;	/* ends that were reached */
	uint64_t	 states;
	uint64_t	 endings[BESIDE][ENDINGS];
	uint64_t	 violations;
	struct beside_finding finding[FINDINGS];
	unsigned	 finding_count;
	bool		 interrupted;
};

/*
 * In every order.  What is judged at each end, when the site is quiet: no
 * invariant is violated; no run is stuck; what those that have arrived leave is
 * what they leave one after the other, and the others leave nothing.
 */
void	 beside(struct beside *);
/* Play a finding again, and call for each change that begins. */
void	 beside_replay(struct beside *, const struct beside_finding *,
	    void (*begun)(void *with, unsigned who, const struct op *,
	    int64_t at_ms), void *with);
void	 beside_drop(struct beside *);

#endif
