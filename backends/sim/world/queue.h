/*
 * queue.h: future events, ordered by time; events of equal time in the order in
 * which they were pushed.
 */
#ifndef SIM_QUEUE_H
#define SIM_QUEUE_H

#include "backends/sim/world/world.h"

/* Push the one event of a work, which must have none. */
void		 queue_push(struct world *, int64_t due_ns, uint32_t work);
/* Remove the first event and return its work; now becomes the time of the
 * event. */
uint32_t	 queue_pop(struct world *);
/* Remove the event of a work, if it has one. */
void		 queue_remove(struct world *, uint32_t work);
/* The first, or NULL. */
const struct queue_row *queue_first(struct world *);

#endif
