/*
 * domain.h: definitions of domains on nodes, and the state they are in.
 */
#ifndef SIM_DOMAIN_H
#define SIM_DOMAIN_H

#include "backends/sim/world/simulation.h"

/* What ldm says of it; STATE_ABSENT for row 0. */
enum state	 domain_state(struct sim *, const struct domain_row *);
/* Refuses what names a domain that is not there, or on its way. */
bool		 domain_allows(struct sim *, const struct op *, struct err *);
void		 domain_become(struct sim *, struct domain_row *,
		    enum state, enum soft_state);
/* An empty definition; node 0: the cluster's copy.  Returns its row. */
uint32_t	 domain_new(struct sim *, uint32_t guest, uint32_t node);
void		 domain_remove(struct sim *, uint32_t domain);
/* Whether the guests of a node are up has to be seen anew. */
void		 node_touch(struct sim *, uint32_t node);

#endif
