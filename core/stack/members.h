/*
 * members.h: a filter that asks another member of the cluster when one does not
 * answer.
 *
 * A plan asks the cluster where a group is, and does not care which node is
 * asked.  This filter chooses the node: below it, every question about the
 * cluster has a node in "on".  It asks the member that answered last, then the
 * next ones in the order of their numbers, each once.  If none answers, the
 * question has no answer.
 */
#ifndef CORE_STACK_MEMBERS_H
#define CORE_STACK_MEMBERS_H

#include "core/op/backend.h"

struct members {
	struct backend	 backend;	/* first */
	uint32_t	 node_count;
	uint32_t	 first;		/* node that is asked first */
	/* The question that is being asked. */
	struct op	 ask;
	uint32_t	 tried;		/* so many nodes have not answered */
	uint64_t	 asking;	/* handle below, or HANDLE_OVER */
};

/* Over that backend, on a site of so many nodes, one at least. */
void	 members_make(struct members *, struct backend *below,
	    uint32_t node_count);

#endif
