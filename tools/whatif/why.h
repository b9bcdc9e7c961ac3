/*
 * why.h: why a guest that went down does not come back.
 *
 * The facts of the simulated site as it is in the end; what could be done about
 * it is not said.
 */
#ifndef WHATIF_WHY_H
#define WHATIF_WHY_H

#include "core/site/site.h"

struct arena;
struct simulated;

struct why_node {
	uint32_t	 node;
	const char	*text;		/* why it does not take the guest */
};

struct why {
	const char	*text;		/* one clause about the guest */
	struct why_node	 node[SITE_NODES];	/* in order of preference */
	uint32_t	 node_count;	/* 0: it is not for want of a node */
};

/* The texts are in the arena, here and below. */
void		 why_make(struct why *, struct arena *, struct simulated *,
		    uint32_t guest);
/* Only why each node but that one does not take the guest. */
void		 why_elsewhere(struct why *, struct arena *,
		    struct simulated *, uint32_t guest, uint32_t on);

#endif
