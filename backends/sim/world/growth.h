/*
 * growth.h: capacity of the block for the rows that one event may add.
 *
 * Rows move only here, and only between two events.
 */
#ifndef SIM_GROWTH_H
#define SIM_GROWTH_H

#include "backends/sim/world/world.h"

struct sim;

/* Make the block at time zero: that many nodes, sources and archives, rows for
 * all names, capacity for that many sparse rows and for what one event may
 * add. */
void		 growth_make(struct sim *, const uint32_t rows[TABLES]);
/* Do its tables lie where those of a block of its size and capacities do? */
bool		 growth_is_laid_out(const struct world *);
/* Make sure of capacity for what one event may add. */
void		 growth_ensure(struct sim *);
/* Make rows for the names that were interned since. */
void		 growth_names(struct sim *);
/* Make sure of capacity for that many more rows of a sparse table. */
void		 growth_for(struct sim *, enum table_id, uint32_t more);

/* A node fails: the same for what its groups will add while they come back, so
 * that a big block is not rebuilt again and again meanwhile. */
void		 growth_failure(struct sim *, uint32_t node);

/* No row of the table is in use any more; all of them are zero. */
void		 growth_clear(struct world *, enum table_id);

#endif
