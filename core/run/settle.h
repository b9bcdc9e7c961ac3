/*
 * settle.h: after a change: what its command reported, and what the question
 * that decides it answers; inside core/run only.
 */
#ifndef RUN_SETTLE_H
#define RUN_SETTLE_H

#include "core/plan/plan.h"
#include "core/run/run.h"

/* Apply what the command reported. */
void	 run_apply_change(struct run *, const struct result *);
/* Apply the answer to the question that decides the change. */
void	 run_apply_settle(const struct plan *, struct run *,
	    const struct fact *, const struct answer *);
/* The question whether the command is still at work where it was typed. */
struct op run_quiesce_ask(const struct op *);
/* Apply the answer to that question. */
void	 run_apply_quiesce(const struct plan *, struct run *,
	    const struct result *);

#endif
