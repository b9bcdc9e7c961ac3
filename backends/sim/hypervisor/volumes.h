/*
 * volumes.h: files that a virtual disk server offers under a name.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_VOLUMES_H
#define SIM_VOLUMES_H

#include "backends/sim/kernel/act.h"

extern const struct act volume_add_act;
/* With -q: the path is not looked at. */
extern const struct act volume_mend_act;
extern const struct act volume_remove_act;

/* Add a volume with the fields of that row; its member next is ignored. */
void		 volume_put(struct sim *, const struct export_row *);
/* Give an export other options (TEXT or 0).  The configurations that are saved
 * keep the former ones. */
void		 volume_set(struct sim *, uint32_t row, uint32_t options);
/* Remove a volume of a node. */
void		 volume_remove(struct sim *, uint32_t volume, uint32_t node);
/* The question about a volume on a node. */
bool		 ask_volume(struct sim *, const struct op *, struct answer *);

#endif
