/*
 * bind.h: what binding a domain allocates on a node, all or nothing.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_BIND_H
#define SIM_BIND_H

#include "backends/sim/world/simulation.h"

/* Can the domain be bound on that node?  Otherwise err says which resource is
 * missing. */
bool		 bind_allows(struct sim *, const struct domain_row *,
		    uint32_t node, struct err *);
/* Allocate, on the node of the domain; bind_allows must have returned true. */
void		 bind_allocate(struct sim *, struct domain_row *);
/* The console of a domain that is not active must be at that port, or may be
 * at any (0).  false: it is bound, and the port is not free. */
bool		 bind_console(struct sim *, struct domain_row *, uint16_t port,
		    struct err *);
/* The domain of the node whose console answers at that port; 0: nobody does. */
uint32_t	 bind_at_port(struct sim *, uint32_t node, uint16_t port);
/* Release what bind_allocate took. */
void		 bind_release(struct sim *, struct domain_row *);
/* Open the disks that are not open yet; a dead handle stays dead.  Are all
 * disks open now? */
bool		 bind_open(struct sim *, struct domain_row *);
/* Does a bound domain of the node use that volume or switch? service 0: of any
 * disk server. */
bool		 bind_uses(struct sim *, uint32_t node, enum part_kind,
		    uint32_t value, uint32_t service);

#endif
