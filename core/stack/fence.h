/*
 * fence.h: a filter that answers for a node that the cluster has given up.
 *
 * A question to a node that does not answer goes to the members: if they say
 * that the node is none of them, they have fenced it, and the answer is
 * STATE_FENCED.  If its service processor can be asked (site_sp_lacks), proves
 * whose it is, and says that there is no power, the answer is STATE_NO_POWER.
 * What is true of such a node is for the run to judge: membership proves that
 * its disks are safe, not that its guests are dead (reference/procedures.md K4,
 * K10).  While it counts as a member, or no member answers, the question stays
 * without an answer.
 */
#ifndef CORE_STACK_FENCE_H
#define CORE_STACK_FENCE_H

#include "core/op/backend.h"
#include "core/site/site.h"

struct fence {
	struct backend	 backend;	/* first */
	const struct site *site;
	/* The question in progress. */
	uint32_t	 node;		/* that it was put to */
	uint32_t	 forced;	/* it proves a forced operation */
	unsigned	 asks;		/* which of the three questions */
	uint64_t	 asking;	/* handle below, or HANDLE_OVER */
	struct result	 lost;		/* what the node itself answered */
};

/* Make the filter over "below".  The caller owns all of them, and keeps the
 * site as long as the filter. */
void	 fence_make(struct fence *, struct backend *below,
	    const struct site *);

#endif
