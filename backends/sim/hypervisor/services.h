/*
 * services.h: virtual switches, disk servers and console concentrators.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SERVICES_H
#define SIM_SERVICES_H

#include "backends/sim/kernel/act.h"

extern const struct act service_add_act;
extern const struct act service_remove_act;

/* Add a service to a node; without effect if the node has it. */
void		 service_put(struct sim *, uint32_t service, uint32_t node,
		    uint32_t value);
/* Remove a service of a node. */
void		 service_remove(struct sim *, uint32_t service, uint32_t node);

#endif
