/*
 * bind.h: what binding takes on a node, all or nothing.
 */
#ifndef SIM_BIND_H
#define SIM_BIND_H

#include "backends/sim/world/simulation.h"

/* Is all there that it takes, on that node? */
bool		 bind_allows(struct sim *, const struct domain_row *,
		    uint32_t node, struct err *);
/* On its own node; bind_allows must have said so. */
void		 bind_allocate(struct sim *, struct domain_row *);
void		 bind_release(struct sim *, struct domain_row *);
/* Open what is not open yet; a dead handle stays dead.  Are all open? */
bool		 bind_open(struct sim *, struct domain_row *);
/* Has a bound domain of the node that disk or net?  service 0: any. */
bool		 bind_uses(struct sim *, uint32_t node, enum part_kind,
		    uint32_t value, uint32_t service);

#endif
