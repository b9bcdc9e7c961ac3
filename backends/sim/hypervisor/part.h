/*
 * part.h: disks, nets and variables of a definition.
 */
#ifndef SIM_PART_H
#define SIM_PART_H

#include "backends/sim/world/simulation.h"

/* Add a part at the end of the chain; its member next is ignored.  Returns its
 * row. */
uint32_t	 part_add(struct sim *, uint32_t domain,
		    const struct part_row *);
/* Remove one part. */
void		 part_remove(struct sim *, uint32_t domain, uint32_t part);
/* Give the definition a chain of its own, before one of its parts is
 * changed. */
void		 part_own(struct sim *, uint32_t domain);
/* Remove all parts of a domain. */
void		 part_drop(struct sim *, uint32_t domain);
/* Replace the parts of a domain by those of another definition of the same
 * guest. */
void		 part_share(struct sim *, uint32_t from, uint32_t domain);

#endif
