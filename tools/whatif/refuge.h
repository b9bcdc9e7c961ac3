/*
 * refuge.h: which guests could still go to another node.
 *
 * What does not hurt anybody now may leave a guest without a second node: that
 * shows at the next failure, if nobody looks before.
 */
#ifndef WHATIF_REFUGE_H
#define WHATIF_REFUGE_H

#include "tools/whatif/course.h"

struct refuge {
	bool		*has;		/* each guest, when it was noted */
	uint32_t	*stranded;	/* up, had one, and has none now */
	uint32_t	 stranded_count;
	uint32_t	*unguarded;	/* up, and no agent would start it */
	uint32_t	 unguarded_count;
	uint32_t	*suspended;	/* up, and its group is suspended */
	uint32_t	 suspended_count;
};

/* Note it, before anything happens. */
void		 refuge_note(struct refuge *, struct arena *,
		    const struct course *);
/* Compare, when all is quiet. */
void		 refuge_compare(struct refuge *, const struct course *);

#endif
