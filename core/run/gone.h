/*
 * gone.h: a node that the cluster has given up, in the middle of a run.
 *
 * Its fence answers for it (core/stack/fence.h), and the run judges what that
 * proves: its locks, mounts and commands are gone, and its disks are safe.
 * That a guest does not run there is proved only if the node has no power, or
 * if the agent has the guest: it goes nowhere without its group, and the agent
 * itself starts it elsewhere on no other proof.  What was done on such a node
 * cannot be undone there: that is owed by the site, for when the node is back.
 * For core/run only.
 */
#ifndef CORE_GONE_H
#define CORE_GONE_H

#include "core/run/run.h"

/* Keep in mind whether the node that was asked is gone. */
void	 gone_note(struct run *, const struct op *ask, const struct answer *);
/* The n-th node (from 0) of the guest's group, or of the site, that is not
 * gone; 0: there are no more. */
uint32_t gone_living(const struct plan *, const struct run *, uint32_t n);
/* Is the fact about a guest? */
bool	 gone_of_guest(const struct fact *);
/* Has the agent the guest, at the step where the run is? */
bool	 gone_is_guarded(const struct plan *, const struct run *);
/* A command to the cluster is typed at a member. */
void	 gone_reroute(const struct plan *, const struct run *, struct op *);
/* Apply the answer of a node's fence, in every moment but MOMENT_QUIESCE.
 * false: *amounts is an ordinary answer, which is still to be applied. */
bool	 gone_apply(const struct plan *, struct run *, const struct fact *,
	    const struct answer *, struct answer *amounts);
/* On the way back, has somebody to see to it that the group of a guest under
 * the agent is online somewhere, because a node is gone, or may have failed
 * while nobody looked? */
bool	 gone_needs_rescue(const struct plan *, const struct run *);
/* End a run that would have returned, if run_lost_guest. */
bool	 gone_stuck(const struct plan *, struct run *);

#endif
