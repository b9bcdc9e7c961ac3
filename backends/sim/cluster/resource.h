/*
 * resource.h: the storage and the agent of a group.
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

/* on may be NULL; else the node where it is so, or 0. */
enum state	 resource_state(struct sim *, uint32_t resource,
		    uint32_t *on);
/* The group's resource of that type, or 0. */
uint32_t	 group_storage(struct sim *, uint32_t group);
uint32_t	 group_agent(struct sim *, uint32_t group);
void		 resource_add(struct sim *, const struct op *);

#endif
