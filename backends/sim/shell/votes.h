/*
 * votes.h: the votes of the cluster's quorum; inside backends/sim/shell only.
 */
#ifndef SIM_VOTES_H
#define SIM_VOTES_H

#include "backends/sim/shell/program.h"

/* Is the device a quorum device? */
bool		 votes_has(struct call *, uint32_t device);
/* How many votes it has, and whether they count now. */
unsigned	 votes_of_device(struct call *, uint32_t device);
bool		 votes_present(struct call *, uint32_t device);
/* The votes of all. */
void		 votes_count(struct call *, unsigned *present,
		    unsigned *possible);

#endif
