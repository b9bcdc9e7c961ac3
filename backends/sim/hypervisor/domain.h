/*
 * domain.h: definitions of domains on nodes, and their states.
 */
#ifndef SIM_DOMAIN_H
#define SIM_DOMAIN_H

#include "backends/sim/world/simulation.h"

/* The definition that an operation is about, on its node; row 0: there is
 * none. */
struct domain_row *domain_of(struct sim *, const struct op *);
/* The state that ldm prints; STATE_ABSENT for row 0. */
enum state	 domain_state(struct sim *, const struct domain_row *);
/* Is it active without a system that could shut down by itself? */
bool		 domain_is_deaf(const struct domain_row *);
/* When what is in progress in it will end; now, if nothing is, or nobody
 * knows. */
int64_t		 domain_ends_ns(struct sim *, const struct domain_row *);
/* Refuse an operation on a domain that the node does not have, or that is
 * being migrated. */
bool		 domain_allows(struct sim *, const struct op *, struct err *);
/* Does a system run in it, which writes to its disks? */
bool		 domain_writes(const struct domain_row *);
/* It has written to them until now. */
void		 domain_wrote(struct sim *, const struct domain_row *);
/* Set the state of a domain, and emit the change. */
void		 domain_become(struct sim *, struct domain_row *,
		    enum state, enum soft_state);
/* Make an empty definition; node 0: the cluster's copy.  Returns its row. */
uint32_t	 domain_new(struct sim *, uint32_t guest, uint32_t node);
/* Remove a definition and its parts. */
void		 domain_remove(struct sim *, uint32_t domain);
/* Touch all guests of a node: their services may have changed. */
void		 node_touch(struct sim *, uint32_t node);

#endif
