/*
 * viewing.h: a view while it is asked for; for core/plan only.
 */
#ifndef CORE_VIEWING_H
#define CORE_VIEWING_H

#include "core/plan/view.h"

/* Ask one question; false, and its error, if there is no answer. */
bool	 view_question(struct backend *, const struct op *, struct result *,
	    struct err *);
/* Count the volumes that the nodes lack that the job touches; the view has none
 * yet.  false, and an error: a question was not answered. */
bool	 view_volumes(struct backend *, const struct site *,
	    const struct job *, struct view *, struct err *);

/* How the guest is at each node of its group, twice and equal; gone and
 * group_at are set.  false, and an error: a question was not answered, or the
 * answers keep changing.  The names of its saved definitions are added to the
 * site's. */
bool	 view_ends(struct backend *, struct site *, const struct job *,
	    struct view *, struct err *);
/* See whether the node has come back, and which guests there run elsewhere by
 * now.  false, and an error: a question was not answered. */
bool	 view_rejoin(struct backend *, const struct site *, uint32_t node,
	    struct view *, struct err *);
/* See what is wrong with that guest's group; while it changes by itself it is
 * asked again.  false, and an error: a question was not answered. */
bool	 view_stuck(struct backend *, const struct site *, uint32_t guest,
	    struct view *, struct err *);

#endif
