/*
 * owed.h: a guest that the run took down and has to bring up again.
 *
 * It is a debt like a suspended group, but no single operation closes it: what
 * brings the guest up depends on how far down it is, and on where its group
 * is.  A pure function of plan and run.
 */
#ifndef CORE_OWED_H
#define CORE_OWED_H

#include "core/run/run.h"

enum { OWED_OPS = 4 };

struct owed {
	uint32_t	guest;
	uint32_t	step;		/* that took it down */
	uint32_t	on;		/* the node where it is brought up */
	bool		unsure;		/* the outcome of that step's command is
					   unknown */
	int64_t		since_ms;	/* on the backend's clock */
	struct op	pay[OWED_OPS];	/* what brings it up, in this order */
	unsigned	count;		/* 0: the way back does */
	bool		dead;		/* nobody types anything: it would need
					   a node that is gone, or the proof
					   that the guest does not run there */
	bool		 moved;		/* the same: the guest is not as the
					   run has left it, and may be up */
};

/*
 * Write what the run owes.  false: it owes no guest.  A guest that was not up,
 * one that the job takes down for good, and one that is being converted and
 * that nobody uses yet, are not owed.
 */
bool	 run_owed(const struct plan *, const struct run *, struct owed *);
/* Before a change begins: note the time if it takes a guest down that the run
 * does not owe yet. */
void	 owed_begin(const struct plan *, struct run *);

#endif
