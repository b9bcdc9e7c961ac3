/*
 * resource.h: the storage and the agent of a group.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_RESOURCE_H
#define SIM_RESOURCE_H

#include "backends/sim/kernel/act.h"

extern const struct act resource_create_act;
extern const struct act resource_delete_act;
extern const struct act resource_disable_act;
extern const struct act resource_enable_act;
extern const struct act resource_monitor_act;
extern const struct act resource_clear_act;

/* The state of a resource; *on gets the node that has it in that state, or 0.
 * on may be NULL. */
enum state	 resource_state(struct sim *, uint32_t resource,
		    uint32_t *on);
/* Add a resource with the group, the type and the other attributes of the row,
 * without waiting.  on: the node with the definition of an agent's guest. */
void		 resource_add(struct sim *, uint32_t resource, uint32_t on,
		    const struct resource_row *);

#endif
