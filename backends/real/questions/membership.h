/*
 * membership.h: which nodes are members, and what the cluster has there.
 */
#ifndef QUESTIONS_MEMBERSHIP_H
#define QUESTIONS_MEMBERSHIP_H

#include "backends/real/questions/asking.h"

/* The status of a member, or of the node itself, from facts of its cluster. */
bool	 membership(struct asking *, uint32_t node, const struct reading *,
	    struct answer *);
/* The answer to "member-state" about the groups of a node. */
bool	 groups_there_answer(struct asking *, const struct op *,
	    struct answer *);
/* The answers about its vote, and about the quorum without it. */
bool	 votes_answer(struct asking *, const struct op *, struct answer *);
bool	 quorum_answer(struct asking *, const struct op *, struct answer *);

#endif
