/*
 * growth.h: space in the block for the rows that one event may add.
 *
 * Rows move here only, and only between two events.
 */
#ifndef SIM_GROWTH_H
#define SIM_GROWTH_H

#include "backends/sim/world/world.h"

struct sim;

/* The block at time zero: so many nodes, sources and archives, rows for all
 * names, space for that many sparse rows and for what one event may add. */
void		 growth_make(struct sim *, const uint32_t rows[TABLES]);
/* Space for what one event may add. */
void		 growth_ensure(struct sim *);
/* Rows for the names that have been given since. */
void		 growth_names(struct sim *);
/* Space for so many more rows of a sparse table. */
void		 growth_for(struct sim *, enum table_id, uint32_t more);

#endif
