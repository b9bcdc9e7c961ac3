/*
 * members.h: a filter that asks another member of the cluster when one does not
 * answer.
 *
 * A plan asks the cluster where a group is, and any member may be asked.  This
 * filter chooses the node: below it, every question about the cluster has a
 * node in "on".  It asks the member that answered last, then the next ones in
 * the order of their numbers, each once.  If none answers, the result is
 * UNKNOWN with ERR_NO_ANSWER.
 */
#ifndef CORE_STACK_MEMBERS_H
#define CORE_STACK_MEMBERS_H

#include "core/op/backend.h"

struct members {
	struct backend	 backend;	/* first */
	uint32_t	 node_count;
	uint32_t	 first;		/* node that is asked first */
	/* The question in progress. */
	struct op	 ask;
	uint32_t	 tried;		/* nodes that have not answered */
	uint64_t	 asking;	/* handle below, or HANDLE_OVER */
};

/* Make the filter over "below", for a site with node_count nodes, at least one.
 * The caller owns both. */
void	 members_make(struct members *, struct backend *below,
	    uint32_t node_count);

#endif
