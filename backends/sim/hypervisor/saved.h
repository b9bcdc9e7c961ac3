/*
 * saved.h: what a service processor holds of a node, and a power cycle brings
 * back.
 */
#ifndef SIM_SAVED_H
#define SIM_SAVED_H

#include "backends/sim/kernel/act.h"

/* Before a work's event: a configuration may hold many guests. */
void		 saved_growth(struct sim *, uint32_t work);
void		 saved_take(struct sim *, uint32_t node, uint32_t name);
void		 saved_drop(struct sim *, uint32_t node, uint32_t name);
/* A volume goes; was it saved as it is? */
void		 saved_keep(struct sim *, const struct export_row *);
/* What was added since the node's configuration was saved is gone. */
void		 saved_forget(struct sim *, uint32_t node);
/* Put one volume back that had been removed; false when there is none. */
bool		 saved_volume(struct sim *, uint32_t node);

#endif
