/*
 * rescue.h: a group that is offline because a node has failed.
 *
 * A suspended group is not failed over, and one whose start failed everywhere
 * stays offline.  No run ends so, if it can bring the group online again: the
 * cluster alone moves the pool, and checks who may have it (procedures.md K4).
 * For core/run only.
 */
#ifndef CORE_RESCUE_H
#define CORE_RESCUE_H

#include "core/run/run.h"

/* The group has to be online on that node, or on any living one (0), before the
 * moment goes on. */
void	 rescue_begin(struct run *, uint32_t node);
/* Going back, or before a change after an interruption: is that the question
 * about the job's group, or about its pool, and the answer that it is offline?
 * Then begin.  false: it is something else. */
bool	 rescue_offline(const struct plan *, struct run *,
	    const struct fact *, const struct answer *);
/*
 * Verifying on resume: is that a guest under the agent that this run has left
 * up, and that was reset with its node while this run had its group suspended?
 * Nobody has imported its pool since, so it is at the ok prompt.  Then begin:
 * it is stopped, and its agent starts it with its group.  false: it is
 * something else.
 */
bool	 rescue_reset(const struct plan *, struct run *, const struct fact *,
	    const struct answer *);
/*
 * Going back after an interruption, or about to because a rollback was
 * requested in the middle of a change: has a power cycle taken the definition
 * of a guest under the agent?  Nothing is undone there: the agent defines it
 * again when the group is resumed.
 */
bool	 rescue_undefined(const struct plan *, const struct run *,
	    const struct fact *, const struct answer *);
/* If so, and the undo of the step wants something else: pass the step. */
bool	 rescue_passes(const struct plan *, struct run *,
	    const struct fact *, const struct answer *);
/* The questions of MOMENT_RESCUE: where the group is, and whether the node is
 * up on which it has to be.  The change of MOMENT_RESCUE_DO: the guest is
 * stopped that was reset, or the group goes to the next node that it may be on;
 * false: there are no more. */
struct fact rescue_fact(const struct plan *, const struct run *);
bool	 rescue_op(const struct plan *, const struct run *, struct op *);
/* The node where it has to be is gone: the moment that waited asks first. */
void	 rescue_gone(const struct plan *, struct run *);
/* Apply the answer to that question, and what came of that change. */
void	 rescue_apply(const struct plan *, struct run *,
	    const struct answer *);
void	 rescue_did(struct run *, const struct result *);

#endif
