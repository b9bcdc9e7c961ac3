/*
 * saved.h: what a node's service processor has saved, and a power cycle
 * restores.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SAVED_H
#define SIM_SAVED_H

#include "backends/sim/kernel/act.h"

/* Make sure of capacity before a work saves a configuration: it may hold many
 * guests. */
void		 saved_growth(struct sim *, uint32_t work);
/* Remember what the configuration of that name (TEXT) holds. */
void		 saved_take(struct sim *, uint32_t node, uint32_t name);
/* Forget it, when the configuration is removed. */
void		 saved_drop(struct sim *, uint32_t node, uint32_t name);
/* A volume is about to be removed: if the last saved configuration has it,
 * keep it there. */
void		 saved_keep(struct sim *, const struct export_row *);
/* A power cycle: remove what was added since the node's configuration was
 * saved. */
void		 saved_forget(struct sim *, uint32_t node);
/* Restore one volume that was removed since; false when there is none left. */
bool		 saved_volume(struct sim *, uint32_t node);

#endif
