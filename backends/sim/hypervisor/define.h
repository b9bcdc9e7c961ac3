/*
 * define.h: definitions come, go and are written to files.
 */
#ifndef SIM_DEFINE_H
#define SIM_DEFINE_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_define_act;
extern const struct act guest_remove_act;
extern const struct act guest_save_act;

/* The cluster's copy becomes what the node's definition is now. */
void		 agent_save(struct sim *, uint32_t guest, uint32_t node);
void		 agent_forget(struct sim *, uint32_t guest);
/* Define it from the cluster's copy; false when there is none. */
bool		 define_copied(struct sim *, uint32_t guest, uint32_t node);
/* As the site declares it.  Once it is installed it is let boot. */
void		 define_declared(struct sim *, uint32_t domain,
		    bool installed);
/* The first disks that the site declares. */
void		 define_disks(struct sim *, uint32_t domain, uint32_t count);

#endif
