/*
 * handle.h: what disk servers hold open.
 *
 * A handle is a part of a bound domain (struct part_row), and holds a file
 * open.
 */
#ifndef SIM_HANDLE_H
#define SIM_HANDLE_H

#include "backends/sim/world/simulation.h"

void		 handle_set(struct sim *, struct part_row *, enum handle);
/* Does a domain of the node hold files of the pool open?  kill: its handles
 * are dead from now on. */
bool		 handle_held(struct sim *, uint32_t pool, uint32_t node,
		    bool kill);

#endif
