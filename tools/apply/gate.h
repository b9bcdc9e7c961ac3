/*
 * gate.h: may an applied run begin its next step?
 *
 * Asked before each step on the way forward, once: where the operator wanted it
 * to end or to ask, what has to be said yes to when it comes, and whether the
 * time is enough.
 */
#ifndef APPLY_GATE_H
#define APPLY_GATE_H

#include "tools/apply/ask.h"
#include "tools/apply/consents.h"
#include "tools/apply/costs.h"
#include "tools/session/execution.h"

struct gate {
	uint32_t	 until;		/* the first step that is not begun */
	uint32_t	 pause;		/* the step before which it asks; or
					   PLAN_NONE */
	uint32_t	 passed;	/* the last one that was let through */
	uint32_t	 hooked;	/* the last one whose hooks after it
					   were started */
	int64_t		 window_ms;	/* when its time ends, on the clock of
					   the run; -1: it has no end */
	int64_t		 passed_ms;	/* when that was */
	bool		 override;	/* of the guard "window" */
	bool		 overrun;	/* of the guard "overrun" */
	struct consents	*consents;	/* borrowed */
	const struct costs *costs;	/* borrowed */
	struct ask	 ask;
	bool		 people;	/* behind the reach */
};

/* From the options, without consents and ask; now_ms is the time of the run.
 * ERR_USAGE: the plan has no such phase or step, there is no such guard, or it
 * is overridden without being there. */
bool	 gate_make(struct gate *, const struct plan *, const struct options *,
	    int64_t now_ms, struct err *);
/* The hooks after the step that was let through last, once it is done; before
 * the next one, and at the end. */
void	 gate_after(struct gate *, struct execution *);
/* false: the run is halted here, and execution->halt says why. */
bool	 gate_open(struct gate *, struct execution *);

#endif
