/*
 * queue.h: events to come, in order of their time; ties in order of coming.
 */
#ifndef SIM_QUEUE_H
#define SIM_QUEUE_H

#include "backends/sim/world/world.h"

/* The work's one event; it must have none. */
void		 queue_push(struct world *, int64_t due_ns, uint32_t work);
/* Take out the first, whose work is returned; it is that time now. */
uint32_t	 queue_pop(struct world *);
/* Take out the work's event, if it has one. */
void		 queue_remove(struct world *, uint32_t work);
/* The first, or NULL. */
const struct queue_row *queue_first(struct world *);

#endif
