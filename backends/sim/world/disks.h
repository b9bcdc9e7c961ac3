/*
 * disks.h: which guests have their disks in which pool.
 *
 * A disk of a definition is a volume, a volume exports a file, and the path of
 * the file says in which pool it lies.
 */
#ifndef SIM_DISKS_H
#define SIM_DISKS_H

#include "backends/sim/world/simulation.h"

/* The next guest after that one (from 0) with a disk in the pool; 0: there are
 * no more. */
uint32_t	 disks_guest(struct sim *, uint32_t pool, uint32_t after);
/* The pool of the guest's first disk that is in one, or 0. */
uint32_t	 disks_pool(struct sim *, uint32_t guest);

#endif
