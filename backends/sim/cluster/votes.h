/*
 * votes.h: the votes of the cluster's quorum, and who may form it.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_VOTES_H
#define SIM_VOTES_H

#include "backends/sim/kernel/act.h"

extern const struct act quorum_disable_act;
extern const struct act quorum_enable_act;

/* Is the device a quorum device? */
bool		 votes_has(struct sim *, uint32_t device);
/* How many votes it has, and whether they count now. */
unsigned	 votes_of_device(struct sim *, uint32_t device);
bool		 votes_present(struct sim *, uint32_t device);
/* The vote of a node: none in maintenance state. */
unsigned	 votes_of_node(struct sim *, uint32_t node);
/* The votes of all. */
void		 votes_count(struct sim *, unsigned *present,
		    unsigned *possible);
/* How many votes more than are needed would be present without that node;
 * negative: so many fewer. */
int		 votes_without(struct sim *, uint32_t node);

#endif
