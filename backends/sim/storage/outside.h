/*
 * outside.h: a host that is none of the cluster, and sees a LUN of it.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_OUTSIDE_H
#define SIM_OUTSIDE_H

#include "backends/sim/world/simulation.h"

/* It imports the pool, by force; false: there is no pool. */
bool		 outside_import(struct sim *, uint32_t pool);
/* It exports the pool. */
void		 outside_export(struct sim *, uint32_t pool);
/* The host that had the pool last, in words.  Borrowed. */
const char	*outside_host(const struct sim *, uint32_t pool);

#endif
