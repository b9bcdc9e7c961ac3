/*
 * held.h: the lock of a campaign, held from before its first job until after
 * its last one, on every node that is a member: another campaign of the same
 * node is refused meanwhile.
 */
#ifndef CAMPAIGN_HELD_H
#define CAMPAIGN_HELD_H

#include "core/op/backend.h"
#include "core/site/site.h"

struct held {
	struct site	*site;
	struct backend	*backend;
	uint32_t	 file;		/* KIND_FILE: the lock */
	uint64_t	 nodes;		/* bit n: it is held on node n */
	bool		 resumed;	/* what is there already is ours */
};

void	 held_make(struct held *, struct site *, struct backend *,
	    uint32_t node);
/* Take it on each node that answers.  ERR_LOCKED: another campaign has it, and
 * what was taken is released; ERR_NO_ANSWER: a node does not say. */
bool	 held_take(struct held *, struct err *);
void	 held_drop(struct held *);

#endif
