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
/* Remember what runs now in a slot of the node. */
void		 saved_take(struct sim *, uint32_t node, uint32_t slot);
/* Forget it, when the configuration is removed. */
void		 saved_drop(struct sim *, uint32_t node, uint32_t slot);
/* What was remembered in the one slot is in the other, which is empty. */
void		 saved_move(struct sim *, uint32_t node, uint32_t from,
		    uint32_t to);
/* A volume is about to be removed: keep it in the saved configurations that
 * have it. */
void		 saved_keep(struct sim *, const struct export_row *);
/*
 * A power cycle, in this order: remove the guests that the configuration which
 * is loaded does not have; remove one volume, false when there is none left;
 * services and policy are those of the configuration; restore one volume that
 * it has, false when there is none left.
 */
void		 saved_forget_guests(struct sim *, uint32_t node);
bool		 saved_forget_volume(struct sim *, uint32_t node);
void		 saved_load(struct sim *, uint32_t node);
bool		 saved_volume(struct sim *, uint32_t node);
/* Has that configuration the guest?  It is the node's next one. */
bool		 saved_is_next(struct sim *, const struct saved_row *);

#endif
