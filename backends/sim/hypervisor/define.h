/*
 * define.h: definitions are made, removed and written to files.
 */
#ifndef SIM_DEFINE_H
#define SIM_DEFINE_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_define_act;
extern const struct act guest_remove_act;
extern const struct act guest_save_act;

/* Copy the node's definition to the cluster's copy. */
void		 agent_save(struct sim *, uint32_t guest, uint32_t node);
/* Remove the cluster's copy. */
void		 agent_forget(struct sim *, uint32_t guest);
/* Define the guest from the cluster's copy; false when there is none. */
bool		 define_copied(struct sim *, uint32_t guest, uint32_t node);
/* The file holds the guest's definition from now on: in its pool, or on that
 * node. */
void		 define_saved(struct sim *, uint32_t file, uint32_t node);
/* Add everything that the site declares.  An installed guest gets auto-boot?
 * true. */
void		 define_declared(struct sim *, uint32_t domain,
		    bool installed);
/* Add the first count disks that the site declares. */
void		 define_disks(struct sim *, uint32_t domain, uint32_t count);

#endif
