/*
 * giving.h: groups that give way to others, and those that follow them; inside
 * core/policy only.
 */
#ifndef CORE_GIVING_H
#define CORE_GIVING_H

#include "core/policy/motion.h"

/* Do the others give way: now, later, or never? */
enum gives { GIVES_WAY, GIVES_LATER, GIVES_NEVER };
/* Those that must not be where it goes, and those that follow it, leave. */
enum gives	 giving_leave(struct motion *, struct move *);
/* Those that it has to be with are there, those without which it has to be are
 * gone. */
enum gives	 giving_arrive(struct motion *, struct move *);
/* Where a group goes from a node where it did not start: the best node that it
 * has not tried, or where it can take along the group to which it delegates; 0:
 * nowhere. */
uint32_t	 giving_next(struct motion *, struct move *);
/* One with a strong affinity to it has come to rest: a group that may not stay
 * where it is goes; one that is offline is started. */
void		 giving_look(struct motion *, uint32_t group);

#endif
