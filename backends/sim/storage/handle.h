/*
 * handle.h: the files that virtual disk servers hold open.
 *
 * A handle belongs to a disk of a bound domain (struct part_row).
 */
#ifndef SIM_HANDLE_H
#define SIM_HANDLE_H

#include "backends/sim/world/simulation.h"

/* Set the handle of a disk, and count it. */
void		 handle_set(struct sim *, struct part_row *, enum handle);
/* Does a domain of the node hold a file of the pool open? kill: such handles
 * become dead. */
bool		 handle_held(struct sim *, uint32_t pool, uint32_t node,
		    bool kill);
/* The node no longer sees the device of the pool, or sees it again: the disks
 * that its bound domains have there wait, or answer. */
void		 handle_wait(struct sim *, uint32_t pool, uint32_t node,
		    bool waits);

#endif
