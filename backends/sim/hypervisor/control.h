/*
 * control.h: a control domain's failure policy, and the fingerprint of its
 * node.
 */
#ifndef SIM_CONTROL_H
#define SIM_CONTROL_H

#include "backends/sim/kernel/act.h"

extern const struct act node_policy_act;

/* Set the failure policy of a node (TEXT). */
void		 node_policy(struct sim *, uint32_t node, uint32_t policy);
/* Is the domain reset when its control domain fails? */
bool		 node_resets(struct sim *, const struct domain_row *);
/* Add something to the fingerprint of what a configuration saves, or remove
 * it: both are the same call. */
void		 node_mark(struct sim *, uint32_t node, uint64_t of,
		    uint64_t what);

#endif
