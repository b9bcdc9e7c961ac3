/*
 * load.h: load limits of nodes, which the Resource Group Manager honours.
 *
 * A group counts where it is; on its way, where it goes and where it comes
 * from.  docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_CLUSTER_LOAD_H
#define SIM_CLUSTER_LOAD_H

#include "backends/sim/world/simulation.h"

/* Set the property, a TEXT "Load_factors=…". */
void		 load_put(struct sim *, uint32_t group, uint32_t value);
/* May the group have that property?  Not if a hard limit would be passed where
 * it is. */
bool		 load_valid(struct sim *, uint32_t group, uint32_t value,
		    struct err *);
/* The nodes on which the group would pass a hard limit; or a soft one. */
uint64_t	 load_ruled_out(struct sim *, uint32_t group);
uint64_t	 load_crowded(struct sim *, uint32_t group);
/* May the group start there? */
bool		 load_allows(struct sim *, uint32_t group, uint32_t node,
		    struct err *);

/* Is the group online nowhere, or within the hard limits of its node? */
bool		 load_holds(struct sim *, uint32_t group);
/* The question about a limit of a node. */
bool		 ask_load(struct sim *, const struct op *, struct answer *);

#endif
