/*
 * part.h: disks, nets and variables of a definition.
 */
#ifndef SIM_PART_H
#define SIM_PART_H

#include "backends/sim/world/simulation.h"

/* Add it at the end; its next does not matter.  Returns its row. */
uint32_t	 part_add(struct sim *, uint32_t domain,
		    const struct part_row *);
void		 part_remove(struct sim *, uint32_t domain, uint32_t part);
/* Before a part is changed: the definition gets a chain of its own. */
void		 part_own(struct sim *, uint32_t domain);
void		 part_drop(struct sim *, uint32_t domain);
/* The parts of another definition of the same guest take the place of its. */
void		 part_share(struct sim *, uint32_t from, uint32_t domain);

#endif
