/*
 * view.h: what was last observed of a site, as far as plans depend on it.
 */
#ifndef CORE_VIEW_H
#define CORE_VIEW_H

#include "core/op/backend.h"
#include "core/site/site.h"

struct view {
	/* the highest N of CONFIG-N that each node has saved */
	uint32_t	saved[SITE_NODES + 1];
	uint32_t	group_at;	/* the node where the guest's group is
					   online, 0 for none */
};

/*
 * Ask the backend what a plan for that guest (0 for none) depends on.  Names
 * of what others have saved may be new to the site.  false when somebody does
 * not answer.
 */
bool	 view_ask(struct backend *, const struct site *, uint32_t guest,
	    struct view *, struct err *);

#endif
