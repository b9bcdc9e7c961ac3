/*
 * share_use.h: which share an operation reads or writes.
 *
 * One table says where each operation has its file; most have it on the share
 * only where the share is mounted.
 */
#ifndef SIM_SHARE_USE_H
#define SIM_SHARE_USE_H

#include "backends/sim/world/simulation.h"

/* The archive that is mounted at that path, or 0. */
uint32_t	 share_at(const struct sim *, uint32_t mount);
/* The archive that the operation reads or writes, if it is mounted at its
 * place; or 0. */
uint32_t	 share_of(struct sim *, const struct op *);
/* Does the operation read or write a share whose server is down? */
bool		 share_hangs(struct sim *, const struct op *);

#endif
