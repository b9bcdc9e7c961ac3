/*
 * relation.h: what belongs together in the cluster, as the commands have said
 * it: the resources of a group, their pool and their guest.
 */
#ifndef SIM_RELATION_H
#define SIM_RELATION_H

#include "backends/sim/world/simulation.h"

/* The group's resource of that type, or 0. */
uint32_t	 group_storage(struct sim *, uint32_t group);
uint32_t	 group_agent(struct sim *, uint32_t group);
/* The pool of the group's storage, and the guest of its agent; or 0. */
uint32_t	 group_pool(struct sim *, uint32_t group);
uint32_t	 group_guest(struct sim *, uint32_t group);
/* The group whose agent has the guest, or had it last; otherwise the group
 * whose storage is the pool with the guest's disks; or 0. */
uint32_t	 group_of_guest(struct sim *, uint32_t guest);
/* The storage resource that has the pool, or 0. */
uint32_t	 pool_storage(struct sim *, uint32_t pool);
/* Touch the guests that move with the group. */
void		 group_touch(struct sim *, uint32_t group);
/* A resource now belongs to its group and its guest, or no longer does. */
void		 relation_add(struct sim *, uint32_t resource);
void		 relation_remove(struct sim *, uint32_t resource);

#endif
